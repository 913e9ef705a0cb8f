//! Writes hex0: lines of hexadecimal bytes, everything else in comments.
//!
//! The bytes are taken from the file in order and by this alone, so that each is written exactly once, whatever the
//! comments say. hex0: two hexadecimal digits are a byte, white space means nothing, `#` or `;` begin a comment up to
//! the end of the line.

use std::io::{self, Write};

/// A listing being written.
pub struct Out<'a> {
    bytes: &'a [u8],
    at: u64,
    sink: &'a mut dyn Write,
    line: Vec<u8>,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl<'a> Out<'a> {
    pub fn new(bytes: &'a [u8], sink: &'a mut dyn Write) -> Out<'a> {
        Out { bytes, at: 0, sink, line: Vec::new() }
    }

    /// The offset of the next byte.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Writes the next `count` bytes on one line, with a comment from the column that `columns` bytes need.
    pub fn bytes(&mut self, count: u64, columns: usize, comment: &str) -> io::Result<()> {
        let end = self.at.saturating_add(count).min(self.bytes.len() as u64);
        let part = crate::bytes::slice(self.bytes, self.at, end - self.at).unwrap_or(&[]);
        if part.is_empty() {
            return Ok(());
        }
        self.at = end;
        for &byte in part {
            let digits =
                [byte >> 4, byte & 15].map(|digit| DIGITS.get(usize::from(digit)).copied().unwrap_or(b'?'));
            self.line.extend(digits);
            self.line.push(b' ');
        }
        if comment.is_empty() {
            self.line.pop();
        } else {
            for _ in part.len()..columns {
                self.line.extend(b"   ");
            }
            self.comment(comment);
        }
        self.flush()
    }

    /// A line that is a comment.
    pub fn note(&mut self, text: &str) -> io::Result<()> {
        self.comment(text);
        self.flush()
    }

    pub fn blank(&mut self) -> io::Result<()> {
        self.flush()
    }

    /// A comment can hold any text but what would end it.
    fn comment(&mut self, text: &str) {
        let text = text.trim_end();
        self.line.extend(if text.is_empty() { b"#".as_slice() } else { b"# " });
        self.line.extend(text.bytes().map(|byte| if byte < b' ' || byte == 0x7f { b'?' } else { byte }));
    }

    fn flush(&mut self) -> io::Result<()> {
        self.line.push(b'\n');
        let done = self.sink.write_all(&self.line);
        self.line.clear();
        done
    }
}

#[cfg(test)]
mod tests {
    use super::Out;

    #[test]
    fn no_comment_can_end_early() {
        let mut sink = Vec::new();
        let mut out = Out::new(b"\x00\xab\xff", &mut sink);
        out.bytes(2, 3, "a\n11 b\r22").unwrap();
        out.bytes(9, 3, "").unwrap();
        out.bytes(9, 3, "nothing is left").unwrap();
        assert_eq!(String::from_utf8(sink).unwrap(), "00 ab    # a?11 b?22\nff\n");
    }
}
