//! `.debug_info`: the functions that have code of their own (DWARF 5, 7.5; versions 2 to 5).
//!
//! Only DW_TAG_subprogram with DW_AT_low_pc and DW_AT_high_pc counts; everything else is skipped over, by its form.

use super::cursor::Cursor;
use super::sections::Sections;
use super::{Function, Text};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const DW_TAG_COMPILE_UNIT: u64 = 0x11;
const DW_TAG_SUBPROGRAM: u64 = 0x2e;
const DW_AT_NAME: u64 = 0x03;
const DW_AT_LOW_PC: u64 = 0x11;
const DW_AT_HIGH_PC: u64 = 0x12;
const DW_AT_STR_OFFSETS_BASE: u64 = 0x72;
const DW_AT_ADDR_BASE: u64 = 0x73;

/// An abbreviation: a tag and its attributes, each with a form (7.5.3).
struct Abbreviation {
    tag: u64,
    attributes: Vec<(u64, u64)>,
}

type Table = HashMap<u64, Abbreviation>;

/// A unit's header (7.5.1), and what its first entry says of strings and addresses.
struct Unit {
    version: u16,
    wide: bool,
    address_size: u64,
    str_offsets_base: u64,
    addr_base: u64,
}

/// What an attribute holds, as far as it matters.
enum Value {
    Address { address: u64, section: u32 },
    Number(u64),
    Name(Text),
    Other,
}

/// How much work a hostile file may make: attributes of no bytes, and tables of abbreviations that overlap.
struct Budget {
    attributes: u64,
    abbreviations: u64,
}

/// Reads the functions of all units; gives how many units could not be read.
pub fn read(sections: &Sections, functions: &mut Vec<Function>) -> u64 {
    let bytes = &*sections.info.bytes;
    let mut budget = Budget {
        attributes: (bytes.len() as u64).saturating_mul(8).saturating_add(1000),
        abbreviations: sections.abbrev.bytes.len() as u64,
    };
    let mut tables: HashMap<u64, Table> = HashMap::new();
    let mut cursor = Cursor::new(bytes, 0);
    let mut bad = 0;
    while !cursor.is_end() {
        let Some((length, wide)) = cursor.unit_length() else {
            return bad + 1;
        };
        let end = cursor.at.saturating_add(length).min(bytes.len() as u64);
        let unit = cursor
            .until(end)
            .and_then(|unit| read_unit(unit, wide, sections, &mut tables, &mut budget, functions));
        bad += u64::from(unit.is_none());
        cursor.at = end;
    }
    bad
}

fn read_unit(
    mut cursor: Cursor,
    wide: bool,
    sections: &Sections,
    tables: &mut HashMap<u64, Table>,
    budget: &mut Budget,
    functions: &mut Vec<Function>,
) -> Option<()> {
    let version = cursor.u16().filter(|version| (2..=5).contains(version))?;
    let table;
    let mut unit = Unit { version, wide, address_size: 8, str_offsets_base: 8, addr_base: 8 };
    if version >= 5 {
        let kind = cursor.u8()?;
        unit.address_size = u64::from(cursor.u8()?);
        table = cursor.offset(wide)?;
        match kind {
            1 | 3 => {}               // DW_UT_compile, DW_UT_partial
            4 | 5 => cursor.skip(8)?, // DW_UT_skeleton, DW_UT_split_compile: dwo_id
            _ => return Some(()),     // type units hold no functions
        }
    } else {
        table = cursor.offset(wide)?;
        unit.address_size = u64::from(cursor.u8()?);
    }
    let table = match tables.entry(table) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => place.insert(abbreviations(&sections.abbrev.bytes, table, budget)?),
    };
    while !cursor.is_end() {
        let code = cursor.uleb()?;
        if code == 0 {
            continue; // the end of a list of children
        }
        entry(&mut cursor, table.get(&code)?, &mut unit, sections, budget, functions)?;
    }
    Some(())
}

/// One debugging information entry.
fn entry(
    cursor: &mut Cursor,
    abbreviation: &Abbreviation,
    unit: &mut Unit,
    sections: &Sections,
    budget: &mut Budget,
    functions: &mut Vec<Function>,
) -> Option<()> {
    let mut name = Text::None;
    let mut low = None;
    let mut high = None;
    budget.attributes = budget.attributes.checked_sub(abbreviation.attributes.len() as u64)?;
    for &(attribute, form) in &abbreviation.attributes {
        let value = value(cursor, form, unit, sections)?;
        match (attribute, value) {
            (DW_AT_NAME, Value::Name(text)) => name = text,
            (DW_AT_LOW_PC, Value::Address { address, section }) => low = Some((address, section)),
            (DW_AT_HIGH_PC, Value::Address { address, .. }) => high = Some(address),
            (DW_AT_HIGH_PC, Value::Number(size)) => {
                high = low.map(|(low, _)| low.wrapping_add(size));
            }
            (DW_AT_STR_OFFSETS_BASE, Value::Number(base)) if abbreviation.tag == DW_TAG_COMPILE_UNIT => {
                unit.str_offsets_base = base;
            }
            (DW_AT_ADDR_BASE, Value::Number(base)) if abbreviation.tag == DW_TAG_COMPILE_UNIT => {
                unit.addr_base = base;
            }
            _ => {}
        }
    }
    if let (DW_TAG_SUBPROGRAM, Some((start, section)), Some(end)) = (abbreviation.tag, low, high)
        && start < end
    {
        functions.push(Function { section, start, end, name });
    }
    Some(())
}

/// Reads an attribute's value by its form (7.5.5, 7.5.6).
fn value(cursor: &mut Cursor, mut form: u64, unit: &Unit, sections: &Sections) -> Option<Value> {
    let offset_size = if unit.wide { 8 } else { 4 };
    if form == 0x16 {
        form = cursor.uleb()?; // DW_FORM_indirect
    }
    Some(match form {
        0x01 => {
            let section = sections.info.section_of(cursor.at); // DW_FORM_addr
            Value::Address { address: cursor.number(unit.address_size)?, section }
        }
        0x0b | 0x11 => Value::Number(cursor.number(1)?), // data1, ref1
        0x05 | 0x12 => Value::Number(cursor.number(2)?), // data2, ref2
        0x06 | 0x13 => Value::Number(cursor.number(4)?), // data4, ref4
        0x07 | 0x14 => Value::Number(cursor.number(8)?), // data8, ref8
        0x0d => Value::Number(cursor.sleb()? as u64),    // sdata
        0x0f | 0x15 => Value::Number(cursor.uleb()?),    // udata, ref_udata
        0x17 => Value::Number(cursor.number(offset_size)?), // sec_offset
        0x0e => Value::Name(Text::Str(cursor.number(offset_size)?)), // strp
        0x1f => Value::Name(Text::LineStr(cursor.number(offset_size)?)), // line_strp
        0x1a | 0x25..=0x28 => {
            let index = match form {
                0x1a => cursor.uleb()?, // strx, strx1 to strx4
                _ => cursor.number(form - 0x24)?,
            };
            Value::Name(indexed_string(index, unit, sections).map_or(Text::None, Text::Str))
        }
        0x1b | 0x29..=0x2c => {
            let index = match form {
                0x1b => cursor.uleb()?, // addrx, addrx1 to addrx4
                _ => cursor.number(form - 0x28)?,
            };
            indexed_address(index, unit, sections).unwrap_or(Value::Other)
        }
        0x08 => {
            let text = Text::Info(cursor.at); // string
            cursor.string()?;
            Value::Name(text)
        }
        0x0c => skip(cursor, 1)?,           // flag
        0x19 | 0x21 => Value::Other,        // flag_present, implicit_const
        0x1e => skip(cursor, 16)?,          // data16
        0x20 => skip(cursor, 8)?,           // ref_sig8
        0x1c => skip(cursor, 4)?,           // ref_sup4
        0x24 => skip(cursor, 8)?,           // ref_sup8
        0x1d => skip(cursor, offset_size)?, // strp_sup
        0x22 | 0x23 => {
            cursor.uleb()?; // loclistx, rnglistx
            Value::Other
        }
        0x10 => {
            let size = if unit.version <= 2 { unit.address_size } else { offset_size };
            skip(cursor, size)? // ref_addr
        }
        0x09 | 0x18 => {
            let length = cursor.uleb()?; // block, exprloc
            skip(cursor, length)?
        }
        0x0a => {
            let length = cursor.number(1)?; // block1
            skip(cursor, length)?
        }
        0x03 => {
            let length = cursor.number(2)?; // block2
            skip(cursor, length)?
        }
        0x04 => {
            let length = cursor.number(4)?; // block4
            skip(cursor, length)?
        }
        _ => return None,
    })
}

fn skip(cursor: &mut Cursor, count: u64) -> Option<Value> {
    cursor.skip(count).map(|()| Value::Other)
}

fn indexed_string(index: u64, unit: &Unit, sections: &Sections) -> Option<u64> {
    let size = if unit.wide { 8 } else { 4 };
    let at = unit.str_offsets_base.checked_add(index.checked_mul(size)?)?;
    Cursor::new(&sections.str_offsets.bytes, at).number(size)
}

fn indexed_address(index: u64, unit: &Unit, sections: &Sections) -> Option<Value> {
    let at = unit.addr_base.checked_add(index.checked_mul(unit.address_size)?)?;
    let address = Cursor::new(&sections.addr.bytes, at).number(unit.address_size)?;
    Some(Value::Address { address, section: sections.addr.section_of(at) })
}

/// Reads a table of abbreviations (7.5.3).
fn abbreviations(bytes: &[u8], at: u64, budget: &mut Budget) -> Option<Table> {
    let mut cursor = Cursor::new(bytes, at);
    let mut table = HashMap::new();
    loop {
        let before = cursor.at;
        let code = cursor.uleb()?;
        if code == 0 {
            return Some(table);
        }
        let tag = cursor.uleb()?;
        cursor.u8()?; // whether it has children
        let mut attributes = Vec::new();
        loop {
            let attribute = cursor.uleb()?;
            let form = cursor.uleb()?;
            if form == 0x21 {
                cursor.sleb()?; // DW_FORM_implicit_const
            }
            if (attribute, form) == (0, 0) {
                break;
            }
            attributes.push((attribute, form));
        }
        budget.abbreviations = budget.abbreviations.checked_sub(cursor.at - before)?;
        table.entry(code).or_insert(Abbreviation { tag, attributes });
    }
}
