-- The language: values, closures, metatables, coroutines, goto, integer and float arithmetic.
local function show(...)
  local t = table.pack(...)
  for i = 1, t.n do t[i] = tostring(t[i]) end
  print(table.concat(t, " "))
end

show(7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, 2^10, 7 / 2, 1e308 * 10, -1e308 * 10)
show(3 | 4, 6 & 3, 6 ~ 3, ~0, 1 << 62, 1 << 63, 1 << 64, -1 >> 1, 0xff, 0x1p4)
show(math.maxinteger + 1 == math.mininteger, math.mininteger // -1, 5 // 0.0, -5 // 0.0, 0/0 ~= 0/0)
show(1 == 1.0, "1" == 1, 10 < 9, "a" < "b", "10" + 5, "0x10" * 2, 10 .. 20)
show(math.type(1), math.type(1.0), math.type("1"), 3 | 0, pcall(function() return 3.5 | 0 end))
show(tostring(1e15), tostring(1e16), 1e100, 123456789012345678, 0.1, 1/3, -0.0, 100 // 1e300)

local function counter()
  local n = 0
  return function() n = n + 1 return n end
end
local a, b = counter(), counter()
show(a(), a(), b(), a())

local Point = {}
Point.__index = Point
Point.__add = function(p, q) return setmetatable({x = p.x + q.x, y = p.y + q.y}, Point) end
Point.__eq = function(p, q) return p.x == q.x and p.y == q.y end
Point.__lt = function(p, q) return p.x < q.x end
Point.__le = function(p, q) return p.x <= q.x end
Point.__call = function(p, k) return p.x * k + p.y end
Point.__tostring = function(p) return "(" .. p.x .. "," .. p.y .. ")" end
Point.__len = function() return 2 end
Point.__concat = function(p, q) return tostring(p) .. "|" .. tostring(q) end
Point.__close = function(p) show("closed", p) end
local p = setmetatable({x = 1, y = 2}, Point)
local q = setmetatable({x = 3, y = 4}, Point)
show(p + q, p == q, p < q, p <= q, p(10), #p, p .. q)
do
  local c <close> = p
  local k <const> = 5
  show("inside", c, k)
end

local co = coroutine.wrap(function(x, y)
  local z = coroutine.yield(x + y)
  local w = coroutine.yield(z * 2)
  return w, "end"
end)
show(co(1, 2), co(10))
show(co("w"))
show(pcall(co))

local gen = coroutine.create(function() for i = 1, 3 do coroutine.yield(i * i) end error({code = 42}) end)
while true do
  local ok, v = coroutine.resume(gen)
  if not ok then show("error", type(v), v.code) break end
  show(v, coroutine.status(gen))
end

for i = 10, 1, -3 do io.write(i, " ") end
for i = 1.0, 2.0, 0.25 do io.write(i, " ") end
print()
for i = 1, 3 do
  for j = 1, 3 do
    if j == 2 then goto continue end
    io.write(i, ":", j, " ")
    ::continue::
  end
end
print()

show(select("#", nil, nil), select(-1, 1, 2, 3), (function(...) return ... end)(1, 2, 3))
show(pcall(error, "message", 0), pcall(error), pcall(function() local x = nil; return x.y end))
show(xpcall(function() error("deep") end, function(m) return "handled: " .. m end))
local t = setmetatable({}, {__index = function(_, k) return k .. "!" end, __newindex = function(t, k, v) rawset(t, k, v * 2) end})
t.a = 21
show(t.a, t.b, rawget(t, "b"), rawlen({1, 2, 3}), next({}), type(next))
show(load("return 1 + ...")(41), load("syntax error here"))
show(#"\u{7FFFFFFF}", "\x41\65\z
      B", [[long
string]], 'a\
b')
local weak = setmetatable({}, {__mode = "k"})
weak[{}] = 1
collectgarbage()
show(next(weak), collectgarbage("count") > 0, collectgarbage("step"), collectgarbage("incremental"), collectgarbage("generational"))
