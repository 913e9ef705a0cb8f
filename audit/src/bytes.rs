//! Reading little-endian numbers out of untrusted bytes: nothing here can fail but by `None`.

/// The `count` bytes at `offset`, if they are all there.
pub fn slice(bytes: &[u8], offset: u64, count: u64) -> Option<&[u8]> {
    let end = offset.checked_add(count)?;
    bytes.get(usize::try_from(offset).ok()?..usize::try_from(end).ok()?)
}

/// The unsigned number of `N` bytes at `offset`.
fn array<const N: usize>(bytes: &[u8], offset: u64) -> Option<[u8; N]> {
    slice(bytes, offset, N as u64)?.try_into().ok()
}

/// The byte at `offset`.
pub fn u8_at(bytes: &[u8], offset: u64) -> Option<u8> {
    array(bytes, offset).map(u8::from_le_bytes)
}

/// The two bytes at `offset` as a number.
pub fn u16_at(bytes: &[u8], offset: u64) -> Option<u16> {
    array(bytes, offset).map(u16::from_le_bytes)
}

/// The four bytes at `offset` as a number.
pub fn u32_at(bytes: &[u8], offset: u64) -> Option<u32> {
    array(bytes, offset).map(u32::from_le_bytes)
}

/// The eight bytes at `offset` as a number.
pub fn u64_at(bytes: &[u8], offset: u64) -> Option<u64> {
    array(bytes, offset).map(u64::from_le_bytes)
}

/// Bytes as text for people: printable ASCII as it is, everything else as `\xNN`.
pub fn printable(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            0x20..=0x7e => text.push(char::from(byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}
