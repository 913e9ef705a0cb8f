-- A few hundred milliseconds of everything: calls, tables, strings, closures, floats.
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local function sieve(n)
    local flags, count = {}, 0
    for i = 2, n do flags[i] = true end
    for i = 2, n do
        if flags[i] then
            count = count + 1
            for j = i * i, n, i do flags[j] = false end
        end
    end
    return count
end
local function strings(n)
    local parts, seen = {}, {}
    for i = 1, n do
        local s = string.format("%d:%s", i, string.rep("x", i % 7))
        parts[#parts + 1] = s
        seen[s:sub(1, 3)] = (seen[s:sub(1, 3)] or 0) + 1
    end
    local text = table.concat(parts, ",")
    local words = 0
    for w in text:gmatch("[^,]+") do words = words + #w end
    return words, seen["123"], (text:gsub("x", "yy")):len()
end
local function numbers(n)
    local x, sum = 0.5, 0
    for i = 1, n do x = 3.7 * x * (1 - x); sum = sum + x // 0.1 end
    return sum
end
local function sorted(n)
    local t, seed = {}, 42
    for i = 1, n do seed = (seed * 1103515245 + 12345) % 2147483648; t[i] = seed end
    table.sort(t, function(a, b) return a > b end)
    return t[1] - t[n]
end
print(fib(29), sieve(600000), numbers(1500000), sorted(60000))
print(strings(60000))
