//! Macro text to lines of tokens (docs/MACRO.md, "Lexical structure"), with the lines of each condition and each macro
//! definition linked to the next of them.
//!
//! Takes the bytes of a file, appends to a `Lines`; knows no statement but those that a `%end` closes.

use super::names::{Name, Names};

/// Where a name lives (docs/MACRO.md, "Names and their scopes").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scope {
    Program,
    Unit,
    Function,
    Expansion,
    Open,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// `name`, `$name`, `.name`, `@name`, without the sigil.
    Name(Scope, Name),
    /// `tag^name`.
    Tagged(Name, Name),
    /// In a body: the integer or the label parameter of this number.
    Value(u8),
    Label(u8),
    Number(i64),
    Text(Name),
    Op(Op),
}

/// Operators and marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    Paste,
    OrOr,
    AndAnd,
    Or,
    Xor,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    ShiftLeft,
    ShiftRight,
    ShiftRightZero,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
    Complement,
    Not,
    Question,
    Colon,
    Open,
    Close,
    Comma,
    Assign,
}

/// The operators as they are written; a longer one comes before those that it begins with.
const OPS: [(&[u8], Op); 28] = [
    (b">>>", Op::ShiftRightZero),
    (b"##", Op::Paste),
    (b"||", Op::OrOr),
    (b"&&", Op::AndAnd),
    (b"==", Op::Equal),
    (b"!=", Op::NotEqual),
    (b"<=", Op::LessEqual),
    (b">=", Op::GreaterEqual),
    (b"<<", Op::ShiftLeft),
    (b">>", Op::ShiftRight),
    (b"<", Op::Less),
    (b">", Op::Greater),
    (b"|", Op::Or),
    (b"^", Op::Xor),
    (b"&", Op::And),
    (b"+", Op::Plus),
    (b"-", Op::Minus),
    (b"*", Op::Times),
    (b"/", Op::Divide),
    (b"%", Op::Remainder),
    (b"~", Op::Complement),
    (b"!", Op::Not),
    (b"?", Op::Question),
    (b":", Op::Colon),
    (b"(", Op::Open),
    (b")", Op::Close),
    (b",", Op::Comma),
    (b"=", Op::Assign),
];

/// A line that is not empty.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its tokens.
    pub begin: u32,
    pub end: u32,
    /// The file, by its place in the list of files, and the line's number from 1.
    pub file: u16,
    pub number: u32,
    /// Of `%if`, `%elif`, `%else` and `%macro`: the line of the next word of the same condition or definition.
    pub next: u32,
}

/// The lines of all files, one behind the other.
#[derive(Default)]
pub struct Lines {
    pub tokens: Vec<Token>,
    pub lines: Vec<Line>,
}

/// How deep conditions may nest (docs/MACRO.md, "Limits and errors").
const MAX_NEST: usize = 200;

fn is_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

fn is_inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

impl Lines {
    /// Appends the lines of a file. An error is a line's number and what is wrong.
    pub fn read(&mut self, text: &[u8], file: u16, names: &mut Names) -> Result<(), (u32, String)> {
        let mut open: Vec<u32> = Vec::new();
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let begin = self.tokens.len();
            self.line(line, names).map_err(|why| (number, why.to_string()))?;
            if self.tokens.len() > begin {
                let begin = u32::try_from(begin).map_err(|_| (number, "too many tokens".to_string()))?;
                self.lines.push(Line { begin, end: self.tokens.len() as u32, file, number, next: 0 });
                self.link(&mut open).map_err(|why| (number, why.to_string()))?;
            }
        }
        match open.last().and_then(|&at| self.lines.get(at as usize)) {
            Some(line) => Err((line.number, "this has no %end".to_string())),
            None => Ok(()),
        }
    }

    /// The word that a line begins with, if it is a statement's.
    pub fn word(&self, line: &Line) -> Option<&'static str> {
        match self.tokens.get(line.begin as usize) {
            Some(Token::Name(Scope::Program, name)) => Names::word(*name),
            _ => None,
        }
    }

    /// Links the last line to the condition or definition that it goes on with; `open` are those without `%end`.
    fn link(&mut self, open: &mut Vec<u32>) -> Result<(), &'static str> {
        let at = (self.lines.len() - 1) as u32;
        let Some(word) = self.lines.last().and_then(|line| self.word(line)) else { return Ok(()) };
        if matches!(word, "%elif" | "%else" | "%end") {
            let before = open.pop().ok_or("there is no %if for this")?;
            let alone = self.lines.get(before as usize).and_then(|line| self.word(line));
            if word != "%end" && !matches!(alone, Some("%if" | "%elif")) {
                return Err("there is no %if for this");
            }
            if let Some(line) = self.lines.get_mut(before as usize) {
                line.next = at;
            }
        }
        if matches!(word, "%if" | "%elif" | "%else" | "%macro") {
            open.push(at);
        }
        if open.len() > MAX_NEST { Err("conditions are nested more than 200 deep") } else { Ok(()) }
    }

    fn line(&mut self, mut rest: &[u8], names: &mut Names) -> Result<(), &'static str> {
        let mut first = true;
        loop {
            while let [b' ' | b'\t', tail @ ..] = rest {
                rest = tail;
            }
            let (token, tail) = match rest {
                [] | [b';', ..] => return Ok(()),
                [b'"', tail @ ..] => string(tail, names)?,
                [b'0'..=b'9', ..] => number(rest)?,
                // A directive is a word that begins with '%', at the begin of a line.
                [b'%', c, ..] if first && is_start(*c) => {
                    let (directive, tail) = word(rest);
                    (Token::Name(Scope::Program, names.number(directive)), tail)
                }
                [sigil @ (b'$' | b'.' | b'@'), tail @ ..] => {
                    if !tail.first().is_some_and(|&c| is_inner(c) && c != b'.') {
                        return Err("a name is expected after '$', '.' or '@'");
                    }
                    let (name, tail) = word(tail);
                    let scope = match sigil {
                        b'$' => Scope::Unit,
                        b'.' => Scope::Function,
                        _ => Scope::Expansion,
                    };
                    (Token::Name(scope, names.number(name)), tail)
                }
                [c, ..] if is_start(*c) => name(rest, names),
                _ => {
                    let found = OPS.iter().find(|(text, _)| rest.starts_with(text));
                    let (text, op) = found.ok_or("unexpected character")?;
                    (Token::Op(*op), rest.get(text.len()..).unwrap_or(&[]))
                }
            };
            self.tokens.push(token);
            first = false;
            rest = tail;
        }
    }
}

/// The first character and those behind it that a name may have inside; the rest.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let tail = text.get(1..).unwrap_or(&[]);
    let length = 1 + tail.iter().take_while(|&&c| is_inner(c)).count();
    text.split_at_checked(length).unwrap_or((text, &[]))
}

/// `name` or `tag^name`.
fn name<'a>(text: &'a [u8], names: &mut Names) -> (Token, &'a [u8]) {
    let (first, tail) = word(text);
    let first = names.number(first);
    match tail {
        [b'^', tail @ ..] if tail.first().is_some_and(|&c| is_start(c)) => {
            let (second, tail) = word(tail);
            (Token::Tagged(first, names.number(second)), tail)
        }
        _ => (Token::Name(Scope::Program, first), tail),
    }
}

fn number(text: &[u8]) -> Result<(Token, &[u8]), &'static str> {
    let (digits, tail) = word(text);
    let digits = std::str::from_utf8(digits).unwrap_or("");
    let value = match digits.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    let value = value.map_err(|_| "malformed number, or 2^64 or more")?;
    Ok((Token::Number(value.cast_signed()), tail))
}

/// A string whose opening quote has been read.
fn string<'a>(mut text: &'a [u8], names: &mut Names) -> Result<(Token, &'a [u8]), &'static str> {
    let hex = |c: u8| char::from(c).to_digit(16).map(|digit| digit as u8);
    let mut contents = Vec::new();
    loop {
        let (byte, tail) = match text {
            [] => return Err("unterminated string"),
            [b'"', tail @ ..] => return Ok((Token::Text(names.number(&contents)), tail)),
            [b'\\', b'n', tail @ ..] => (b'\n', tail),
            [b'\\', b't', tail @ ..] => (b'\t', tail),
            [b'\\', c @ (b'\\' | b'"'), tail @ ..] => (*c, tail),
            [b'\\', b'x', high, low, tail @ ..] => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, tail),
                _ => return Err("unknown escape in a string"),
            },
            [b'\\', ..] => return Err("unknown escape in a string"),
            [c, tail @ ..] => (*c, tail),
        };
        contents.push(byte);
        text = tail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Result<Vec<Token>, (u32, String)> {
        let (mut lines, mut names) = (Lines::default(), Names::new());
        lines.read(text.as_bytes(), 0, &mut names)?;
        Ok(lines.tokens)
    }

    #[test]
    fn names_numbers_and_operators() {
        let ops = tokens("a>>>1 >>b ; rest\n").unwrap();
        assert_eq!(ops[1], Token::Op(Op::ShiftRightZero));
        assert_eq!(ops[3], Token::Op(Op::ShiftRight));
        assert_eq!(ops.len(), 5);
        assert!(matches!(tokens("loop^end").unwrap()[..], [Token::Tagged(..)]));
        assert_eq!(tokens("a ^ b").unwrap().len(), 3);
        assert!(matches!(tokens("@1x").unwrap()[..], [Token::Name(Scope::Expansion, _)]));
        assert_eq!(tokens("0xffffffffffffffff").unwrap()[0], Token::Number(-1));
        assert!(tokens("18446744073709551616").is_err());
        assert!(tokens("$.a").is_err());
        assert!(tokens("\"a").is_err());
        assert!(tokens("\"\\q\"").is_err());
    }

    #[test]
    fn conditions_are_closed() {
        assert!(tokens("%if 1\n%elif 2\n%else\n%end").is_ok());
        assert_eq!(tokens("%if 1\n"), Err((1, "this has no %end".to_string())));
        assert!(tokens("%if 1\n%else\n%else\n%end").is_err());
        assert!(tokens("%end").is_err());
        assert!(tokens("%macro m\n%else\n%end").is_err());
    }
}
