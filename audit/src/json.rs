//! JSON values and their text (RFC 8259); members stay in the order given, so that the same values give the same bytes.

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
