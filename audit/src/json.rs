//! JSON values and their text (RFC 8259); members stay in the order given, so that the same values give the same bytes.

/// Arrays and objects inside each other at most this deep are read.
const DEPTH: usize = 64;

/// A JSON value. Numbers are integers: nothing here is measured in fractions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Json {
    Null,
    Bool(bool),
    Number(i128),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }

    pub fn array(items: impl IntoIterator<Item = Json>) -> Json {
        Json::Array(items.into_iter().collect())
    }

    /// Reads a text. Whole numbers alone are numbers here; names may not come twice in an object.
    pub fn parse(bytes: &[u8]) -> Result<Json, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8: {error}"))?;
        let mut parser = Parser { rest: text };
        let read = parser.value(0).and_then(|value| {
            parser.blanks();
            if parser.rest.is_empty() { Ok(value) } else { Err("something follows the value") }
        });
        read.map_err(|why| format!("JSON, byte {}: {why}", text.len() - parser.rest.len()))
    }

    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|member| member.0 == name).map(|member| &member.1),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            _ => &[],
        }
    }

    /// The text, indented by two blanks for each level, ending in a line feed.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out.push('\n');
        out
    }

    /// The text on one line, without blanks.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    fn write(&self, out: &mut String, level: Option<usize>) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::Number(value) => out.push_str(&value.to_string()),
            Json::Text(text) => quote(out, text),
            Json::Array(items) => {
                let each = items.iter().map(|item| (None, item));
                bracket(out, level, ['[', ']'], each);
            }
            Json::Object(members) => {
                let each = members.iter().map(|(name, value)| (Some(name.as_str()), value));
                bracket(out, level, ['{', '}'], each);
            }
        }
    }
}

/// What is left to read.
struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Reads `word`, if it is next.
    fn eat(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// value = object | array | string | number | "true" | "false" | "null"
    fn value(&mut self, depth: usize) -> Result<Json, &'static str> {
        self.blanks();
        if depth > DEPTH {
            return Err("too deep");
        }
        match self.rest.chars().next() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => self.string().map(Json::Text),
            Some('-' | '0'..='9') => self.number(),
            _ if self.eat("true") => Ok(Json::Bool(true)),
            _ if self.eat("false") => Ok(Json::Bool(false)),
            _ if self.eat("null") => Ok(Json::Null),
            _ => Err("no value"),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, &'static str> {
        self.eat("[");
        let mut items = Vec::new();
        self.blanks();
        if self.eat("]") {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.eat("]") {
                return Ok(Json::Array(items));
            }
            if !self.eat(",") {
                return Err("no ',' or ']'");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, &'static str> {
        self.eat("{");
        let mut members = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        self.blanks();
        if self.eat("}") {
            return Ok(Json::Object(members));
        }
        loop {
            self.blanks();
            let name = self.string()?;
            if !names.insert(name.clone()) {
                return Err("a name for the second time");
            }
            self.blanks();
            if !self.eat(":") {
                return Err("no ':'");
            }
            members.push((name, self.value(depth + 1)?));
            self.blanks();
            if self.eat("}") {
                return Ok(Json::Object(members));
            }
            if !self.eat(",") {
                return Err("no ',' or '}'");
            }
        }
    }

    fn string(&mut self) -> Result<String, &'static str> {
        if !self.eat("\"") {
            return Err("no string");
        }
        let mut text = String::new();
        loop {
            let plain = self.rest.find(|c: char| c == '"' || c == '\\' || u32::from(c) < 0x20);
            let (before, rest) = self.rest.split_at(plain.ok_or("a string without end")?);
            text.push_str(before);
            self.rest = rest;
            if self.eat("\"") {
                return Ok(text);
            }
            if !self.eat("\\") {
                return Err("a control character in a string");
            }
            text.push(self.escape()?);
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, &'static str> {
        let c = self.rest.chars().next().ok_or("a string without end")?;
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or("");
        Ok(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.hex4()?;
                // A character beyond 16 bits is two escapes, a high and a low surrogate.
                let code = if (0xd800..0xdc00).contains(&first) && self.eat("\\u") {
                    let second = self.hex4()?;
                    if !(0xdc00..0xe000).contains(&second) {
                        return Err("half a character");
                    }
                    0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                } else {
                    first
                };
                char::from_u32(code).ok_or("no character")?
            }
            _ => return Err("no escape"),
        })
    }

    fn hex4(&mut self) -> Result<u32, &'static str> {
        let (digits, rest) = self.rest.split_at_checked(4).ok_or("no four hexadecimal digits")?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("no four hexadecimal digits");
        }
        self.rest = rest;
        u32::from_str_radix(digits, 16).map_err(|_| "no four hexadecimal digits")
    }

    fn number(&mut self) -> Result<Json, &'static str> {
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let bare = digits.strip_prefix('-').unwrap_or(digits);
        if bare.len() > 1 && bare.starts_with('0') {
            return Err("a number that begins with 0");
        }
        let value = digits.parse().map_err(|_| "not a whole number")?;
        self.rest = rest;
        Ok(Json::Number(value))
    }
}

fn bracket<'a>(
    out: &mut String,
    level: Option<usize>,
    marks: [char; 2],
    items: impl ExactSizeIterator<Item = (Option<&'a str>, &'a Json)>,
) {
    out.push(marks[0]);
    let empty = items.len() == 0;
    for (index, (name, value)) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if let Some(level) = level {
            out.push('\n');
            out.push_str(&"  ".repeat(level + 1));
        }
        if let Some(name) = name {
            quote(out, name);
            out.push_str(if level.is_some() { ": " } else { ":" });
        }
        value.write(out, level.map(|level| level + 1));
    }
    if let (Some(level), false) = (level, empty) {
        out.push('\n');
        out.push_str(&"  ".repeat(level));
    }
    out.push(marks[1]);
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_string())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Json {
        Json::Number(i128::from(value))
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Json {
        Json::Number(value as i128)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn reads_what_it_writes() {
        let value = Json::object([
            ("a", Json::array([Json::from(1u64), Json::Null, Json::from(true)])),
            ("b", Json::from("\"\\\n\t\u{1}é😀")),
            ("empty", Json::object([])),
        ]);
        assert_eq!(Json::parse(value.text().as_bytes()), Ok(value.clone()));
        assert_eq!(Json::parse(value.compact().as_bytes()), Ok(value));
        assert_eq!(Json::parse(br#" "\ud83d\ude00\u00e9\/" "#), Ok(Json::from("😀é/")));
        assert_eq!(Json::parse(b"-17"), Ok(Json::Number(-17)));
    }

    #[test]
    fn refuses() {
        for bad in
            ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "1.5", "01", "--1", "\"\n\"", "\"\\x\"", "\"\\ud800\""]
        {
            assert!(Json::parse(bad.as_bytes()).is_err(), "{bad}");
        }
        for bad in ["\"\\u12", "\"\\ué000\"", "nul", "1 2", "{\"a\" 1}", "\"\\ud800\\u0041\""] {
            assert!(Json::parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(Json::parse("[".repeat(100_000).as_bytes()).is_err());
        assert!(Json::parse(&[0xff]).is_err());
    }
}
