//! Texts made bad: tokens deleted, doubled, swapped and replaced, bytes damaged, texts cut
//! and joined.

use crate::rng::Rng;

/// Tokens that mean something somewhere in C, macro text or labelled hex.
const WORDS: [&str; 72] = [
    "int",
    "char",
    "unsigned",
    "long",
    "_Bool",
    "struct",
    "union",
    "enum",
    "typedef",
    "static",
    "extern",
    "const",
    "if",
    "else",
    "while",
    "for",
    "do",
    "switch",
    "case",
    "default",
    "break",
    "continue",
    "return",
    "goto",
    "sizeof",
    "void",
    "float",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    ":",
    "?",
    "...",
    "->",
    ".",
    "=",
    "+=",
    "<<=",
    "++",
    "--",
    "&&",
    "*",
    "&",
    "~",
    "!",
    "#",
    "##",
    "\n#define X ",
    "\n#if 1\n",
    "\n#endif\n",
    "\\\n",
    "0",
    "1",
    "-1",
    "0x7fffffff",
    "18446744073709551615",
    "99999999999999999999",
    "'a'",
    "\"s\"",
    "%macro",
    "%end",
    "%if",
    "@x",
    "%",
    ".section",
    "$1",
    "main",
];

/// `text` after one to four random changes; `others` are texts to join it with.
pub fn mutate(rng: &mut Rng, text: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..1 + rng.below(4) {
        text = change(rng, &text, others);
    }
    text
}

fn change(rng: &mut Rng, text: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    match rng.below(12) {
        0 => text[..rng.below(text.len())].to_vec(),
        1 => {
            let other = &others[rng.below(others.len())];
            [&text[..rng.below(text.len())], &other[rng.below(other.len())..]].concat()
        }
        2 => damage(rng, text),
        3 => cut(rng, text),
        choice => {
            let mut tokens = tokens(text);
            if !tokens.is_empty() {
                change_token(rng, choice, &mut tokens);
            }
            tokens.concat()
        }
    }
}

/// Overwrites or inserts a few random bytes.
fn damage(rng: &mut Rng, text: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..1 + rng.below(8) {
        let at = rng.below(text.len() + 1);
        let byte = rng.next() as u8;
        if at < text.len() && byte & 1 == 0 {
            text[at] = byte >> 1;
        } else {
            text.insert(at, byte);
        }
    }
    text
}

/// Removes a stretch of up to 200 bytes.
fn cut(rng: &mut Rng, text: &[u8]) -> Vec<u8> {
    let from = rng.below(text.len());
    let to = (from + rng.below(200)).min(text.len());
    [&text[..from], &text[to..]].concat()
}

fn change_token(rng: &mut Rng, choice: usize, tokens: &mut Vec<Vec<u8>>) {
    let (at, other) = (rng.below(tokens.len()), rng.below(tokens.len()));
    match choice {
        4 | 5 => drop(tokens.remove(at)),
        6 => tokens.insert(at, tokens[at].clone()),
        7 => tokens.swap(at, other),
        8 => tokens[at] = tokens[other].clone(),
        9 => tokens.insert(at, format!(" {} ", rng.pick(&WORDS)).into_bytes()),
        10 => tokens[at] = format!(" {} ", rng.pick(&WORDS)).into_bytes(),
        _ => {
            let times = 1 << rng.below(12);
            tokens[at] = [tokens[at].as_slice(), b" "].concat().repeat(times);
        }
    }
}

/// The words, numbers, blanks, and single other characters of a text.
fn tokens(text: &[u8]) -> Vec<Vec<u8>> {
    let class = |c: u8| match c {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => 0,
        b' ' | b'\t' | b'\n' => 1,
        _ => 2,
    };
    let mut tokens: Vec<Vec<u8>> = Vec::new();
    let mut last = 2;
    for &c in text {
        match tokens.last_mut() {
            Some(token) if class(c) == last && last != 2 => token.push(c),
            _ => tokens.push(vec![c]),
        }
        last = class(c);
    }
    tokens
}
