-- Small programs: sieve, queens, a JSON writer and reader, matrices, big numbers, an interpreter for a stack machine.
local function sieve(n)
  local composite, primes = {}, {}
  for i = 2, n do
    if not composite[i] then
      primes[#primes + 1] = i
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return primes
end
local primes = sieve(20000)
print(#primes, primes[#primes])

local function queens(n)
  local count, cols, d1, d2 = 0, {}, {}, {}
  local function place(row)
    if row > n then count = count + 1 return end
    for c = 1, n do
      if not cols[c] and not d1[row + c] and not d2[row - c + n] then
        cols[c], d1[row + c], d2[row - c + n] = true, true, true
        place(row + 1)
        cols[c], d1[row + c], d2[row - c + n] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
print(queens(7))

local function encode(v)
  if type(v) == "table" then
    if #v > 0 then
      local parts = {}
      for i, x in ipairs(v) do parts[i] = encode(x) end
      return "[" .. table.concat(parts, ",") .. "]"
    end
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for i, k in ipairs(keys) do keys[i] = string.format("%q:%s", k, encode(v[k])) end
    return "{" .. table.concat(keys, ",") .. "}"
  end
  return type(v) == "string" and string.format("%q", v) or tostring(v)
end
local function decode(s)
  local pos = 1
  local value
  local function skip() pos = s:find("%S", pos) or #s + 1 end
  function value()
    skip()
    local c = s:sub(pos, pos)
    if c == "{" or c == "[" then
      local t, close = {}, c == "{" and "}" or "]"
      pos = pos + 1
      skip()
      while s:sub(pos, pos) ~= close do
        local k = #t + 1
        if c == "{" then k = value() skip() pos = pos + 1 end
        t[k] = value()
        skip()
        if s:sub(pos, pos) == "," then pos = pos + 1 skip() end
      end
      pos = pos + 1
      return t
    elseif c == '"' then
      local e = s:find('"', pos + 1, true)
      local r = s:sub(pos + 1, e - 1)
      pos = e + 1
      return r
    end
    local r = s:match("^[%w%.%-]+", pos)
    pos = pos + #r
    return tonumber(r) or r == "true"
  end
  return value()
end
local text = encode({a = {1, 2.5, -3}, b = {c = "text", d = true}, e = {{}, {x = 1}}})
print(text)
print(encode(decode(text)) == text)

local function matmul(a, b, n)
  local c = {}
  for i = 1, n do
    c[i] = {}
    for j = 1, n do
      local s = 0.0
      for k = 1, n do s = s + a[i][k] * b[k][j] end
      c[i][j] = s
    end
  end
  return c
end
local n, m = 30, {}
for i = 1, n do m[i] = {} for j = 1, n do m[i][j] = 1 / (i + j - 1) end end
local trace = 0
local square = matmul(m, m, n)
for i = 1, n do trace = trace + square[i][i] end
print(string.format("%.12f", trace))

local function factorial(n)
  local digits = {1}
  for f = 2, n do
    local carry = 0
    for i = 1, #digits do
      local v = digits[i] * f + carry
      digits[i], carry = v % 10000000, v // 10000000
    end
    while carry > 0 do digits[#digits + 1], carry = carry % 10000000, carry // 10000000 end
  end
  local out = {tostring(digits[#digits])}
  for i = #digits - 1, 1, -1 do out[#out + 1] = string.format("%07d", digits[i]) end
  return table.concat(out)
end
print(factorial(200))

local function machine(code)
  local stack, pc = {}, 1
  local ops = {
    push = function(x) stack[#stack + 1] = x end,
    add = function() stack[#stack - 1] = stack[#stack - 1] + table.remove(stack) end,
    mul = function() local b = table.remove(stack) stack[#stack] = stack[#stack] * b end,
    jnz = function(x) if table.remove(stack) ~= 0 then pc = x - 1 end end,
    dup = function() stack[#stack + 1] = stack[#stack] end,
  }
  while code[pc] do
    ops[code[pc][1]](code[pc][2])
    pc = pc + 1
  end
  return stack[1]
end
print(machine({{"push", 1000}, {"push", -1}, {"add"}, {"dup"}, {"jnz", 2}, {"push", 7}, {"add"}}))

local function hanoi(n, a, b, c) return n == 0 and 0 or hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end
print(hanoi(14, "a", "b", "c"))
local fib = setmetatable({1, 1}, {__index = function(t, n) local v = t[n - 1] + t[n - 2] t[n] = v return v end})
print(fib[90])
local s = {}
for i = 1, 3000 do s[#s + 1] = string.char(97 + (i * i) % 26) end
local str = table.concat(s)
local counts = {}
for c in str:gmatch(".") do counts[c] = (counts[c] or 0) + 1 end
local keys = {}
for k in pairs(counts) do keys[#keys + 1] = k end
table.sort(keys)
for _, k in ipairs(keys) do io.write(k, counts[k], " ") end
print()
print(select(2, pcall(function() local function f() return f() + 1 end return f() end)):match("stack overflow") ~= nil)
