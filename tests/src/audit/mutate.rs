//! ELF files made bad: fields of headers and tables changed, bytes damaged, files cut, joined and lengthened.

use crate::rng::Rng;

/// `file` after one to four random changes; `others` are files to join it with.
pub fn mutate(rng: &mut Rng, file: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
    let mut file = file.to_vec();
    for _ in 0..1 + rng.below(4) {
        file = change(rng, file, others);
    }
    file
}

fn change(rng: &mut Rng, mut file: Vec<u8>, others: &[Vec<u8>]) -> Vec<u8> {
    match rng.below(16) {
        0 => file.truncate(rng.below(file.len())),
        1 => {
            let other = &others[rng.below(others.len())];
            file.truncate(rng.below(file.len()));
            file.extend_from_slice(&other[rng.below(other.len())..]);
        }
        2 => {
            let byte = if rng.below(2) == 0 { 0 } else { rng.next() as u8 };
            file.resize(file.len() + rng.below(5000), byte);
        }
        3 => {
            let (from, to, count) = (rng.below(file.len()), rng.below(file.len()), rng.below(4096));
            let piece: Vec<u8> = file.iter().skip(from).take(count).copied().collect();
            piece.iter().enumerate().for_each(|(i, byte)| set(&mut file, to + i, &[*byte]));
        }
        4..=6 => {
            for _ in 0..1 + rng.below(16) {
                let byte = rng.next() as u8;
                let at = rng.below(file.len());
                set(&mut file, at, &[byte]);
            }
        }
        _ => field(rng, &mut file),
    }
    file
}

fn set(file: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = file.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn number(file: &[u8], at: usize) -> usize {
    let bytes = file.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    usize::try_from(bytes.map_or(0, u64::from_le_bytes)).unwrap_or(0)
}

/// Changes one field of the header, of a segment, of a section, or of a symbol.
fn field(rng: &mut Rng, file: &mut [u8]) {
    /// Tables: where the header says they are, the size of an entry.
    const TABLES: [(usize, usize); 2] = [(32, 56), (40, 64)];
    let at = match rng.below(4) {
        0 => 16 + rng.below(6) * 8,
        1 => entry(rng, file, TABLES[0]),
        2 => entry(rng, file, TABLES[1]),
        _ => {
            // Of a section's content: mostly a table's.
            let header = entry(rng, file, TABLES[1]) & !63;
            number(file, header + 24).wrapping_add(rng.below(number(file, header + 32)))
        }
    };
    let size = [1, 2, 4, 8][rng.below(4)];
    let length = file.len() as u64;
    let values = [
        0,
        1,
        u64::MAX,
        u64::MAX - 7,
        1 << 63,
        0x7fff_ffff,
        0xffff,
        0xff00,
        length,
        length - 1,
        length + 1,
        length / 2,
        rng.next(),
        rng.below(64) as u64,
        number(file, at).wrapping_add(1) as u64,
        number(file, at).wrapping_sub(1) as u64,
    ];
    let value = values[rng.below(values.len())].to_le_bytes();
    if at < file.len() {
        set(file, at, &value[..size]);
    }
}

/// A place in a random entry of a table.
fn entry(rng: &mut Rng, file: &[u8], (field, size): (usize, usize)) -> usize {
    let table = number(file, field);
    table.wrapping_add(rng.below(12) * size).wrapping_add(rng.below(size / 4) * 4) & 0xffff_ffff
}
