//! SHA256SUMS files, as `sha256sum` writes and checks them: a digest, two blanks, a path; sorted by path.
//!
//! A line whose path holds a backslash, a line feed or a carriage return begins with a backslash, and the path has
//! `\\`, `\n`, `\r` for them (GNU coreutils, "cksum output modes").

use std::collections::BTreeMap;

/// Digests by path.
pub type Sums = BTreeMap<String, String>;

/// Reads a file; what is not a line of it, or names a path twice, is an error with its number.
pub fn parse(text: &[u8]) -> Result<Sums, String> {
    let text = std::str::from_utf8(text).map_err(|error| format!("not UTF-8: {error}"))?;
    let mut sums = Sums::new();
    for (index, line) in text.lines().enumerate() {
        let (digest, path) =
            parse_line(line).ok_or_else(|| format!("line {}: not a digest and a path", index + 1))?;
        if sums.insert(path.clone(), digest).is_some() {
            return Err(format!("line {}: '{path}' for the second time", index + 1));
        }
    }
    Ok(sums)
}

fn parse_line(line: &str) -> Option<(String, String)> {
    let escaped = line.strip_prefix('\\');
    let (digest, path) = escaped.unwrap_or(line).split_at_checked(64)?;
    // The second character is a blank or, for what was read as binary, an asterisk.
    let path = path.strip_prefix("  ").or_else(|| path.strip_prefix(" *"))?;
    if !is_digest(digest) || path.is_empty() {
        return None;
    }
    let path = if escaped.is_some() { unescape(path)? } else { path.to_string() };
    Some((digest.to_string(), path))
}

/// 64 lowercase hexadecimal digits.
pub fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn unescape(path: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = path.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

/// The text of the file.
pub fn text(sums: &Sums) -> String {
    let mut out = String::new();
    for (path, digest) in sums {
        if path.contains(['\\', '\n', '\r']) {
            let path = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
            out += &format!("\\{digest}  {path}\n");
        } else {
            out += &format!("{digest}  {path}\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn round_trip() {
        let mut sums = Sums::new();
        for path in ["b", "a c", "new\nline", "back\\slash"] {
            sums.insert(path.to_string(), DIGEST.to_string());
        }
        let written = text(&sums);
        let first = format!("{DIGEST}  a c\n{DIGEST}  b\n\\{DIGEST}  back\\\\slash\n");
        assert_eq!(written, format!("{first}\\{DIGEST}  new\\nline\n"));
        assert_eq!(parse(written.as_bytes()), Ok(sums));
    }

    #[test]
    fn refused() {
        let bad = |text: &str| assert!(parse(text.as_bytes()).is_err(), "{text}");
        bad("x");
        bad(&format!("{DIGEST} a"));
        bad(&format!("{}  a", DIGEST.to_uppercase()));
        bad(&format!("{DIGEST}  a\n{DIGEST}  a\n"));
        bad(&format!("\\{DIGEST}  a\\x\n"));
        bad(&format!("{}é  a", &DIGEST[1..]));
        assert!(parse(&[0xff]).is_err());
    }
}
