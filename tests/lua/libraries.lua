-- The libraries: string, table, math, utf8, os and io as far as they are the same everywhere.
local function show(...)
  local t = table.pack(...)
  for i = 1, t.n do t[i] = tostring(t[i]) end
  print(table.concat(t, " "))
end

show(string.format("%5d|%-5d|%05d|%+d|%x|%X|%o|%c|%%", 42, 42, 42, 42, 255, 255, 8, 65))
show(string.format("%f|%.3f|%10.2f|%e|%g|%g|%g|%a", 3.14159, 2/3, 1e6, 12345.678, 1e20, 0.0001, 1e-5, 0.5))
show(string.format("%q|%s|%10s|%-10s|%.2s", 'a "quoted"\n\0 text', "x", "right", "left", "cut"))
show(string.format("%q %q %q", 1/3, math.mininteger, 255))
show(("hello world"):find("o w"), ("hello"):find("l+"), ("hello"):find(".", 1, true), ("a.b"):find(".", 1, true))
show(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("2026-11-21"):match("(%d+)-(%d+)-(%d+)"))
show(("abc"):gsub("%w", "%0%0"), ("hello world"):gsub("o", {o = "0"}), ("abc"):gsub("", "-"), ("x^2"):gsub("%^", "**"))
show(("THE (quick) fox"):find("%((%a+)%)"), ("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):gsub("%f[%a]%a+", string.lower))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, v, ";") end
print()
show(("x"):rep(5, "-"), ("abc"):reverse(), ("abc"):upper(), ("ABC"):lower(), ("abc"):len(), ("abc"):byte(1, -1))
show(("hello"):sub(2, -2), ("hello"):sub(-3), ("hello"):sub(10), string.char(72, 105))
show(string.pack("<i4", 100):byte(1, -1))
show(string.unpack("<i4 z s1 d", string.pack("<i4 z s1 d", -2, "zero", "short", 1.5)))
show(string.packsize("<i1 !4 i4 i8 f d"), pcall(string.rep, "x", 1 << 40))

local t = {5, 2, 8, 1, 9, 3}
table.sort(t)
show(table.concat(t, ","))
table.sort(t, function(a, b) return a > b end)
show(table.concat(t, ","), table.unpack(t, 2, 4))
table.insert(t, 1, 100)
table.insert(t, 7)
show(table.remove(t), table.remove(t, 1), #t, table.concat(table.move(t, 1, 3, 2, {}), ",", 2))
local words = {}
for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = w end
table.sort(words, function(a, b) if #a ~= #b then return #a < #b end return a < b end)
show(table.concat(words, " "))

show(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.fmod(7, -3), math.abs(math.mininteger), math.ult(1, -1))
show(math.tointeger(3.0), math.tointeger(3.5), math.max(1, 2.5), math.min(3, 1), math.huge, -math.huge, math.pi)
show(string.format("%.10f %.10f %.10f %.10f", math.sin(1), math.cos(1), math.tan(1), math.exp(1)))
show(string.format("%.10f %.10f %.10f %.10f", math.log(10), math.log(8, 2), math.sqrt(2), math.atan(1, 2)))
math.randomseed(42)
local x = math.random(100)
math.randomseed(42)
show(x == math.random(100), math.random(1, 1), math.random() < 1)

show(utf8.char(72, 228, 8364, 128512), utf8.len("häß€"), utf8.codepoint("€", 1), utf8.offset("a€b", 3))
for p, c in utf8.codes("aé€") do io.write(p, ":", c, " ") end
print()
show(utf8.len("\xff"), #utf8.charpattern)

show(os.time({year = 2000, month = 1, day = 1, hour = 12}), os.date("!%Y-%m-%d %H:%M:%S", 86400), type(os.clock()))
local name = os.tmpname()
local f = assert(io.open(name, "w"))
f:write("line 1\n", 2, "\n", 3.5, "\nlast")
f:close()
for line in io.lines(name) do io.write("[", line, "]") end
print()
f = io.open(name)
show(f:read("l", "n", "n", "L", "a"))
show(f:seek("set", 2), f:read(3), f:seek("cur"), f:seek("end"))
f:close()
show(io.type(f), io.open("/does/not/exist"), os.remove(name), select("#", os.remove(name)))
show(tostring(tonumber("0x1.8p1")), tonumber("  12  "), tonumber("1e"), tonumber("z", 36), tonumber("8", 8), tonumber("777", 8))
