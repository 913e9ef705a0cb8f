//! A place in a debugging section: reads forward, and gives `None` at the end instead of failing (DWARF 5, section 7).

use crate::bytes;

#[derive(Clone)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    pub at: u64,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], at: u64) -> Cursor<'a> {
        Cursor { bytes, at }
    }

    /// The same place in a section that ends earlier.
    pub fn until(&self, end: u64) -> Option<Cursor<'a>> {
        Some(Cursor { bytes: bytes::slice(self.bytes, 0, end)?, at: self.at })
    }

    pub fn is_end(&self) -> bool {
        self.at >= self.bytes.len() as u64
    }

    pub fn skip(&mut self, count: u64) -> Option<()> {
        self.at = self.at.checked_add(count).filter(|&at| at <= self.bytes.len() as u64)?;
        Some(())
    }

    /// An unsigned number of `size` bytes: 1, 2, 3, 4 or 8.
    pub fn number(&mut self, size: u64) -> Option<u64> {
        let part = bytes::slice(self.bytes, self.at, size).filter(|part| part.len() <= 8)?;
        self.at += size;
        Some(part.iter().rev().fold(0, |value, &byte| value << 8 | u64::from(byte)))
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.number(1).map(|byte| byte as u8)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.number(2).map(|half| half as u16)
    }

    /// An offset into a section: four bytes, or eight in 64-bit DWARF (7.4).
    pub fn offset(&mut self, wide: bool) -> Option<u64> {
        self.number(if wide { 8 } else { 4 })
    }

    /// The length of a unit, and whether it is 64-bit DWARF (7.4).
    pub fn unit_length(&mut self) -> Option<(u64, bool)> {
        match self.number(4)? {
            0xffff_ffff => Some((self.number(8)?, true)),
            0xffff_fff0.. => None,
            length => Some((length, false)),
        }
    }

    /// Unsigned LEB128 (7.6); bits beyond the 64th are lost.
    pub fn uleb(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for index in 0.. {
            let byte = self.u8()?;
            if index < 10 {
                value |= u64::from(byte & 0x7f) << (7 * index);
            }
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(value)
    }

    /// Signed LEB128 (7.6).
    pub fn sleb(&mut self) -> Option<i64> {
        let mut value = 0i64;
        let mut shift = 0u32;
        loop {
            let byte = self.u8()?;
            if shift < 64 {
                value |= i64::from(byte & 0x7f) << shift;
                shift += 7;
            }
            if byte & 0x80 == 0 {
                if shift < 64 && byte & 0x40 != 0 {
                    value |= -1 << shift;
                }
                return Some(value);
            }
        }
    }

    /// Goes behind a string that ends with a zero byte; gives whether it has any other.
    pub fn string(&mut self) -> Option<bool> {
        let rest = self.bytes.get(usize::try_from(self.at).ok()?..)?;
        let length = rest.iter().position(|&byte| byte == 0)?;
        self.at += length as u64 + 1;
        Some(length > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn numbers_of_variable_length() {
        let mut cursor = Cursor::new(&[0xe5, 0x8e, 0x26, 0xc0, 0xbb, 0x78, 0x7f, 0x80], 0);
        assert_eq!(cursor.uleb(), Some(624_485));
        assert_eq!(cursor.sleb(), Some(-123_456));
        assert_eq!(cursor.sleb(), Some(-1));
        assert_eq!(cursor.uleb(), None);
        let long = [0x80; 40].into_iter().chain([0x01]).collect::<Vec<u8>>();
        assert_eq!(Cursor::new(&long, 0).uleb(), Some(0));
    }

    #[test]
    fn the_end_is_no_failure() {
        let mut cursor = Cursor::new(b"ab\0c", 0);
        assert_eq!(cursor.string(), Some(true));
        assert_eq!(cursor.string(), None);
        assert_eq!(cursor.number(8), None);
        assert_eq!(cursor.skip(u64::MAX), None);
        assert_eq!(cursor.number(1), Some(u64::from(b'c')));
        assert!(cursor.is_end());
    }
}
