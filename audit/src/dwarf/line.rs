//! `.debug_line`: the tables that lead from addresses to source lines (DWARF 5, 6.2; versions 2 to 5).
//!
//! A unit whose header cannot be read is left out; a program that ends early keeps the rows it has made.

use super::cursor::Cursor;
use super::sections::Sections;
use super::{File, Lines, Row, Sequence, Text};

/// The header of a unit, as far as its program needs it.
struct Header {
    minimum: u64,
    line_base: i64,
    line_range: u64,
    /// How many operands each standard opcode has; the first is that of opcode 1.
    operands: Vec<u8>,
    address_size: u64,
    /// The number in `Lines::files` of the unit's file 0 or, before version 5, 1.
    first_file: u64,
    files: u64,
    /// 0 in version 5, otherwise 1: the number of the first file.
    base: u64,
}

/// The state machine's registers (6.2.2) that matter here.
#[derive(Clone, Copy)]
struct State {
    address: u64,
    section: u32,
    file: u64,
    line: u64,
}

/// Reads all units into `lines`; gives how many could not be read.
pub fn read(sections: &Sections, lines: &mut Lines) -> u64 {
    let bytes = &*sections.line.bytes;
    let mut cursor = Cursor::new(bytes, 0);
    let mut bad = 0;
    while !cursor.is_end() {
        let Some((length, wide)) = cursor.unit_length() else {
            return bad + 1;
        };
        let end = cursor.at.saturating_add(length).min(bytes.len() as u64);
        let unit = cursor.until(end).and_then(|unit| read_unit(unit, wide, sections, lines));
        bad += u64::from(unit.is_none());
        cursor.at = end;
    }
    bad
}

fn read_unit(mut cursor: Cursor, wide: bool, sections: &Sections, lines: &mut Lines) -> Option<()> {
    let version = cursor.u16().filter(|version| (2..=5).contains(version))?;
    let address_size = if version >= 5 { u64::from(cursor.u8()?) } else { 8 };
    if version >= 5 {
        cursor.skip(1)?; // segment_selector_size
    }
    let length = cursor.offset(wide)?;
    let program = cursor.at.checked_add(length)?;
    let minimum = u64::from(cursor.u8()?);
    if version >= 4 {
        cursor.skip(1)?; // maximum_operations_per_instruction: more than 1 on VLIW machines only
    }
    cursor.skip(1)?; // default_is_stmt
    let line_base = i64::from(cursor.u8()? as i8);
    let line_range = u64::from(cursor.u8()?);
    let opcodes = cursor.u8()?;
    let operands = (1..opcodes).map(|_| cursor.u8()).collect::<Option<Vec<u8>>>()?;
    let first_file = lines.files.len() as u64;
    if version >= 5 {
        let directories = entries(&mut cursor, wide)?;
        for file in entries(&mut cursor, wide)? {
            let directory = usize::try_from(file.directory).ok().and_then(|index| directories.get(index));
            lines.files.push(File { directory: directory.map(|entry| entry.name), name: file.name });
        }
    } else {
        old_files(&mut cursor, lines)?;
    }
    let files = lines.files.len() as u64 - first_file;
    let base = u64::from(version < 5);
    let header = Header { minimum, line_base, line_range, operands, address_size, first_file, files, base };
    cursor.at = program;
    run(cursor, &header, sections, lines);
    Some(())
}

/// A directory or a file of version 5.
struct Entry {
    name: Text,
    directory: u64,
}

/// The directories, or files, of version 5: a description of the fields, then the fields (6.2.4.1).
fn entries(cursor: &mut Cursor, wide: bool) -> Option<Vec<Entry>> {
    const DW_LNCT_PATH: u64 = 1;
    const DW_LNCT_DIRECTORY_INDEX: u64 = 2;
    let count = cursor.u8()?;
    let mut format = Vec::new();
    for _ in 0..count {
        format.push((cursor.uleb()?, cursor.uleb()?));
    }
    let count = cursor.uleb()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let mut entry = Entry { name: Text::None, directory: 0 };
        let before = cursor.at;
        for &(content, form) in &format {
            let mut value = 0;
            let mut name = Text::None;
            match form {
                0x08 => {
                    name = Text::Line(cursor.at); // DW_FORM_string
                    cursor.string()?;
                }
                0x0e => name = Text::Str(cursor.offset(wide)?), // DW_FORM_strp
                0x1f => name = Text::LineStr(cursor.offset(wide)?), // DW_FORM_line_strp
                0x0b => value = cursor.number(1)?,              // DW_FORM_data1
                0x05 => value = cursor.number(2)?,              // DW_FORM_data2
                0x06 => value = cursor.number(4)?,              // DW_FORM_data4
                0x07 => value = cursor.number(8)?,              // DW_FORM_data8
                0x0f => value = cursor.uleb()?,                 // DW_FORM_udata
                0x1e => cursor.skip(16)?,                       // DW_FORM_data16
                0x09 => {
                    let length = cursor.uleb()?; // DW_FORM_block
                    cursor.skip(length)?;
                }
                _ => return None,
            }
            match content {
                DW_LNCT_PATH => entry.name = name,
                DW_LNCT_DIRECTORY_INDEX => entry.directory = value,
                _ => {}
            }
        }
        if cursor.at == before {
            return None; // entries of no bytes: their number would not be bounded by the section
        }
        entries.push(entry);
    }
    Some(entries)
}

/// The directories and files before version 5: two lists of strings, each ending with an empty one (DWARF 4, 6.2.4).
fn old_files(cursor: &mut Cursor, lines: &mut Lines) -> Option<()> {
    let mut directories = Vec::new();
    loop {
        let at = cursor.at;
        if !cursor.string()? {
            break;
        }
        directories.push(Text::Line(at));
    }
    loop {
        let at = cursor.at;
        if !cursor.string()? {
            return Some(());
        }
        let directory = cursor.uleb()?;
        cursor.uleb()?; // time
        cursor.uleb()?; // length
        let directory =
            directory.checked_sub(1).and_then(|index| directories.get(usize::try_from(index).ok()?));
        lines.files.push(File { directory: directory.copied(), name: Text::Line(at) });
    }
}

/// Runs the line number program (6.2.5).
fn run(mut cursor: Cursor, header: &Header, sections: &Sections, lines: &mut Lines) {
    let start = State { address: 0, section: 0, file: 1, line: 1 };
    let mut state = start;
    let mut first = lines.rows.len();
    while !cursor.is_end() {
        match step(&mut cursor, header, sections, &mut state) {
            None => break,
            Some(Step::Stay) => {}
            Some(Step::Row) => add_row(header, state, lines, first),
            Some(Step::End) => {
                close(lines, first, state);
                first = lines.rows.len();
                state = start;
            }
        }
    }
    close(lines, first, state);
}

enum Step {
    Stay,
    Row,
    End,
}

/// One opcode.
fn step(cursor: &mut Cursor, header: &Header, sections: &Sections, state: &mut State) -> Option<Step> {
    let opcode = cursor.u8()?;
    let standard = header.operands.len() as u8;
    if opcode > standard {
        let adjusted = u64::from(opcode - standard - 1);
        let advance = adjusted.checked_div(header.line_range)?;
        state.address = state.address.wrapping_add(advance.wrapping_mul(header.minimum));
        let line = header.line_base + (adjusted % header.line_range) as i64;
        state.line = state.line.wrapping_add_signed(line);
        return Some(Step::Row);
    }
    match opcode {
        0 => return extended(cursor, header, sections, state),
        1 => return Some(Step::Row), // DW_LNS_copy
        2 => {
            let advance = cursor.uleb()?.wrapping_mul(header.minimum); // DW_LNS_advance_pc
            state.address = state.address.wrapping_add(advance);
        }
        3 => state.line = state.line.wrapping_add_signed(cursor.sleb()?), // DW_LNS_advance_line
        4 => state.file = cursor.uleb()?,                                 // DW_LNS_set_file
        8 => {
            let advance = u64::from(255 - standard - 1).checked_div(header.line_range)?; // DW_LNS_const_add_pc
            state.address = state.address.wrapping_add(advance.wrapping_mul(header.minimum));
        }
        9 => state.address = state.address.wrapping_add(u64::from(cursor.u16()?)), // DW_LNS_fixed_advance_pc
        // The others say nothing about addresses and lines; the header tells how many operands they have.
        _ => {
            for _ in 0..*header.operands.get(usize::from(opcode) - 1)? {
                cursor.uleb()?;
            }
        }
    }
    Some(Step::Stay)
}

/// An extended opcode (6.2.5.3).
fn extended(cursor: &mut Cursor, header: &Header, sections: &Sections, state: &mut State) -> Option<Step> {
    let length = cursor.uleb()?;
    let end = cursor.at.checked_add(length)?;
    if length == 0 {
        return Some(Step::Stay);
    }
    let step = match cursor.u8()? {
        1 => Step::End, // DW_LNE_end_sequence
        2 => {
            state.section = sections.line.section_of(cursor.at); // DW_LNE_set_address
            state.address = cursor.number(if length == 9 { 8 } else { header.address_size })?;
            Step::Stay
        }
        _ => Step::Stay,
    };
    cursor.at = end;
    Some(step)
}

/// Appends a row; of several at one address the last counts.
fn add_row(header: &Header, state: State, lines: &mut Lines, first: usize) {
    let index = state.file.wrapping_sub(header.base);
    let file = if index < header.files { header.first_file + index } else { u64::from(u32::MAX) };
    let row = Row {
        address: state.address,
        file: u32::try_from(file).unwrap_or(u32::MAX),
        line: u32::try_from(state.line).unwrap_or(0),
    };
    let begun = lines.rows.len() > first;
    match lines.rows.last_mut() {
        Some(last) if begun && last.address == row.address => *last = row,
        _ => lines.rows.push(row),
    }
}

/// Ends a sequence: its rows lie in the addresses from its first to that of the end.
fn close(lines: &mut Lines, first: usize, state: State) {
    let rows = lines.rows.get_mut(first..).unwrap_or(&mut []);
    rows.sort_by_key(|row| row.address);
    if let Some(low) = rows.first() {
        lines.sequences.push(Sequence {
            section: state.section,
            start: low.address,
            end: state.address,
            first,
            count: rows.len(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lines, Place};
    use super::read;
    use crate::dwarf::sections::{Debug, Sections, Strings};
    use std::borrow::Cow;

    /// A unit of version 4: directory d, file a.c in it, and the program given.
    fn unit(program: &[u8]) -> Vec<u8> {
        let mut header = vec![1, 1, 1, 0xfb, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];
        header.extend(b"d\0\0a.c\0\x01\0\0\0");
        let mut unit = vec![4, 0];
        unit.extend((header.len() as u32).to_le_bytes());
        unit.extend(header);
        unit.extend(program);
        let mut bytes = (unit.len() as u32).to_le_bytes().to_vec();
        bytes.extend(unit);
        bytes
    }

    fn lines(bytes: &[u8]) -> (u64, Lines<'_>) {
        let none = Debug::default;
        let text = Strings { line: bytes, ..Strings::default() };
        let mut line = none();
        line.bytes = Cow::Borrowed(bytes);
        let sections =
            Sections { line, info: none(), abbrev: none(), text, addr: none(), str_offsets: none() };
        let mut lines = Lines { strings: text, ..Lines::default() };
        (read(&sections, &mut lines), lines)
    }

    /// Set the address to 0x1000; line 7 there, line 8 four bytes on, the end two bytes after.
    const PROGRAM: [u8; 20] = [0, 9, 2, 0, 0x10, 0, 0, 0, 0, 0, 0, 3, 6, 1, 75, 2, 2, 0, 1, 1];

    #[test]
    fn a_program_of_three_rows() {
        let bytes = unit(&PROGRAM);
        let (unreadable, lines) = lines(&bytes);
        assert_eq!(unreadable, 0);
        assert_eq!(lines.at(0, 0xfff), None);
        assert_eq!(lines.at(0, 0x1003), Some((Place { file: 0, line: 7 }, 0x1004)));
        assert_eq!(lines.at(0, 0x1005), Some((Place { file: 0, line: 8 }, 0x1006)));
        assert_eq!(lines.at(0, 0x1006), None);
        assert_eq!(lines.file(0), "d/a.c");
        assert_eq!(lines.short(Place { file: 0, line: 8 }), "a.c:8");
    }

    #[test]
    fn nothing_in_a_unit_is_believed() {
        let whole = unit(&PROGRAM);
        for end in 0..whole.len() {
            let _ = lines(&whole[..end]);
        }
        for at in 0..whole.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] = value;
                let (_, lines) = lines(&bytes);
                let _ = (lines.at(0, 0x1000), lines.next(0, 0), lines.text_of_rows());
            }
        }
    }
}
