//! Initializers (C11 6.7.9).
//!
//! An initializer, with its braces, designators and elided braces, becomes a list of
//! parts: an expression, and the offset and type of the part of the object that it
//! initializes. For objects in the frame these turn into assignments, for others into data.

use super::ast::{NodeId, Op};
use super::fold;
use super::parse::{Datum, Parser, Value};
use super::token::Kind;
use super::types::{BOOL, MAX_SIZE, NO_LENGTH, Ty, TypeKind, VOID};
use crate::diag::{Loc, Res, err, refuse};

/// Initialized data of one object is not larger than this.
const MAX_DATA: u64 = 64 << 20;

struct Part {
    offset: u64,
    ty: Ty,
    /// The value; 0 if it is the text of a string.
    node: NodeId,
    text: Vec<u8>,
    loc: Loc,
}

/// An initializer while it is read.
#[derive(Default)]
pub struct Init {
    parts: Vec<Part>,
    /// The end of what was initialized in an array of unknown length.
    end: u64,
}

impl Parser<'_> {
    /// Whether `ty` is an array of unknown length.
    pub fn is_open(&self, ty: Ty) -> bool {
        self.types.get(ty).length == NO_LENGTH
    }

    /// Whether the current token is a string literal that initializes a whole `ty`.
    fn is_string_for(&mut self, ty: Ty) -> Res<bool> {
        let base = self.types.get(ty).base;
        let chars = self.types.is_integer(base) && self.types.size(base) == 1;
        let array = self.types.kind(ty) == TypeKind::Array && chars && self.types.plain(base) != BOOL;
        if self.tok.kind != Kind::Str || !array {
            return Ok(false);
        }
        let next = self.peek()?.kind;
        Ok(matches!(next, Kind::Str | Kind::Comma | Kind::RBrace | Kind::Semi))
    }

    fn at_designator(&self) -> bool {
        matches!(self.tok.kind, Kind::Dot | Kind::LBracket)
    }

    /// `[` constant `]` or `.` name: the index of the element in `ty`
    fn designator(&mut self, ty: Ty) -> Res<u64> {
        let loc = self.tok.loc;
        let array = self.types.kind(ty) == TypeKind::Array;
        if self.accept(Kind::LBracket)? {
            let index = self.constant()?;
            refuse(!array, loc, "an index in a struct or union")?;
            let outside = index < 0 || index as u64 >= self.types.get(ty).length.min(MAX_SIZE);
            refuse(outside, loc, "the index is outside of the array")?;
            self.expect(Kind::RBracket)?;
            return Ok(index as u64);
        }
        // The `.` stays if the name is in an anonymous member: it is found there next.
        let name = self.peek()?;
        refuse(array, loc, "a member name in an array")?;
        refuse(name.kind != Kind::Ident, name.loc, "expected an identifier")?;
        let Some(m) = self.types.member(ty, name.id) else {
            return err(name.loc, format!("no member named '{}'", self.pp.name(name.id)));
        };
        if self.types.get(ty).members[m.index as usize].name.is_some() {
            self.advance()?;
            self.advance()?;
        }
        Ok(m.index)
    }

    /// Type and offset of an element of the aggregate `ty`.
    fn element(&self, ty: Ty, index: u64) -> Option<(Ty, u64)> {
        let t = self.types.get(ty);
        if t.kind == TypeKind::Array {
            let size = self.types.size(t.base);
            let fits = index < t.length && index <= MAX_SIZE / size.max(1);
            return if fits { Some((t.base, index * size)) } else { None };
        }
        let m = t.members.get(index as usize)?;
        if t.flexible && self.is_open(m.ty) { None } else { Some((m.ty, m.offset)) }
    }

    /// The part of type `ty` at `offset` gets the value `node`.
    fn init_value(&mut self, ty: Ty, offset: u64, node: NodeId, loc: Loc) -> Res<()> {
        let node = self.convert(node, ty, "an initializer", loc)?;
        let ty = self.types.plain(ty);
        self.init.parts.push(Part { offset, ty, node, text: Vec::new(), loc });
        Ok(())
    }

    /// A string literal that initializes an array of characters (6.7.9p14).
    fn init_string(&mut self, ty: Ty, offset: u64) -> Res<()> {
        let loc = self.tok.loc;
        let text = self.string_text()?;
        let length = text.len() as u64;
        // The terminating zero may lack room.
        refuse(length > self.types.get(ty).length, loc, "a string is longer than its array")?;
        let mut ty = ty;
        if self.is_open(ty) {
            ty = self.types.array(self.types.get(ty).base, length + 1);
            self.init.end = length + 1;
        }
        self.init.parts.push(Part { offset, ty, node: 0, text, loc });
        Ok(())
    }

    /// The initializer of the part of type `ty` at `offset`. `first` is an expression that was
    /// read already, the first of a list whose braces are elided; or 0.
    fn init_part(&mut self, ty: Ty, offset: u64, first: NodeId) -> Res<()> {
        let loc = self.tok.loc;
        if first == 0 && self.is_string_for(ty)? {
            return self.init_string(ty, offset);
        }
        let list = !self.types.is_scalar(ty);
        if first == 0 && self.tok.kind == Kind::LBrace {
            self.nest()?;
            self.advance()?;
            if list && !self.is_string_for(ty)? {
                self.init_list(ty, offset, true, 0)?;
            } else {
                self.init_part(ty, offset, 0)?;
                self.accept(Kind::Comma)?;
            }
            self.expect(Kind::RBrace)?;
            self.unnest();
            return Ok(());
        }
        let mut node = first;
        if node == 0 && !(list && self.tok.kind == Kind::Str) {
            node = self.assignment()?;
            node = self.rvalue(node)?;
        }
        if !list || node != 0 && self.ty(node) == self.types.plain(ty) {
            return self.init_value(ty, offset, node, loc);
        }
        self.nest()?;
        self.init_list(ty, offset, false, node)?;
        self.unnest();
        Ok(())
    }

    /// The elements of an array, struct or union (6.7.9p16–21). Without braces of its own the list ends
    /// where the aggregate is full or a designator of an outer list follows.
    fn init_list(&mut self, ty: Ty, offset: u64, braced: bool, first: NodeId) -> Res<()> {
        let mut first = first;
        let mut index = 0;
        // A list without braces that begins with a designator continues one of an outer list.
        let mut designated = first == 0 && self.at_designator();
        while self.tok.kind != Kind::RBrace || first != 0 {
            if designated {
                index = self.designator(ty)?;
            }
            let Some((part, at)) = self.element(ty, index) else {
                return err(self.tok.loc, "too many initializers");
            };
            let at = offset + at;
            if designated && self.at_designator() {
                refuse(self.types.is_scalar(part), self.tok.loc, "a designator in a scalar")?;
                self.nest()?;
                self.init_list(part, at, false, 0)?;
                self.unnest();
            } else {
                if designated {
                    self.expect(Kind::Assign)?;
                }
                self.init_part(part, at, first)?;
                first = 0;
            }
            self.init.end = self.init.end.max(at + self.types.size(part));
            index = if self.types.kind(ty) == TypeKind::Union { NO_LENGTH } else { index + 1 };
            let more = self.tok.kind == Kind::Comma && (braced || self.element(ty, index).is_some());
            if !more || !braced && matches!(self.peek()?.kind, Kind::RBrace | Kind::Dot | Kind::LBracket) {
                break;
            }
            self.advance()?;
            designated = braced && self.at_designator();
        }
        Ok(())
    }

    /// [`=` initializer] of the object `sym`, as parts; completes the type of the object.
    fn initializer(&mut self, sym: u32) -> Res<Vec<Part>> {
        let ty = self.sym(sym).ty;
        self.init = Init::default();
        if self.accept(Kind::Assign)? {
            let loc = self.tok.loc;
            let braced = self.tok.kind == Kind::LBrace;
            let array = self.types.kind(ty) == TypeKind::Array;
            let wrong = array && !braced && !self.is_string_for(ty)?;
            refuse(wrong, loc, "an array needs an initializer in braces or a string")?;
            if self.types.is_aggregate(ty) && !braced {
                let value = self.assignment()?;
                self.init_value(ty, 0, value, loc)?;
            } else {
                self.init_part(ty, 0, 0)?;
            }
            if self.is_open(ty) {
                let base = self.types.get(ty).base;
                refuse(self.init.end == 0, loc, "an array of unknown length needs elements")?;
                self.sym(sym).ty = self.types.array(base, self.init.end / self.types.size(base));
            }
        }
        self.complete_object(sym)?;
        Ok(std::mem::take(&mut self.init.parts))
    }

    /// Adds an expression statement to the current block.
    fn pend(&mut self, value: NodeId, loc: Loc) -> Res<()> {
        let statement = self.node(Op::Expr, VOID, loc, value, 0)?;
        self.pending.push(statement);
        Ok(())
    }

    /// [`=` initializer] of the local variable `sym`: leaves statements in `pending`.
    pub fn local_object(&mut self, sym: u32) -> Res<()> {
        let loc = self.sym(sym).loc;
        let decl = self.node_sym(Op::Decl, VOID, loc, sym)?;
        self.pending.push(decl);
        let initialized = self.tok.kind == Kind::Assign;
        let parts = self.initializer(sym)?;
        let ty = self.sym(sym).ty;
        let size = self.types.size(ty);
        let whole = match &parts[..] {
            [e] => self.types.size(e.ty) == size && (e.node != 0 || e.text.len() as u64 + 1 >= size),
            _ => !initialized,
        };
        if !whole {
            let object = self.variable(sym, loc)?;
            let zero = self.node_val(Op::Zero, VOID, loc, object, 0, size as i64)?;
            self.pend(zero, loc)?;
        }
        for part in parts {
            let Part { offset, ty, node, text, loc: at } = part;
            let object = self.variable(sym, loc)?;
            let part = self.node_val(Op::Field, ty, at, object, 0, offset as i64)?;
            let value = if node == 0 {
                let length = self.types.size(ty).min(text.len() as u64 + 1);
                let string = self.string(text, at);
                let string = self.variable(string, at)?;
                self.node_val(Op::Copy, ty, at, part, string, length as i64)?
            } else {
                self.assign(part, node, at)?
            };
            self.pend(value, at)?;
        }
        Ok(())
    }

    /// [`=` initializer] of an object with static storage (6.7.9p4): its data, in order.
    pub fn static_initializer(&mut self, sym: u32) -> Res<Vec<Datum>> {
        let mut parts = self.initializer(sym)?;
        // Later values override earlier ones of the same part (6.7.9p19).
        parts.sort_by_key(|e| e.offset);
        let mut data: Vec<Datum> = Vec::new();
        for part in parts {
            let Part { offset, ty, node, text, loc } = part;
            let size = self.types.size(ty);
            refuse(offset + size > MAX_DATA, loc, "initialized data is too large")?;
            let value = match fold::address(&self.ast, &self.types, &self.scopes.symbols, node) {
                _ if node == 0 => Value::Text(text),
                Some((None, value)) => Value::Int(value),
                Some((Some(sym), offset)) => Value::Address(sym, offset),
                None => return err(loc, "the initializer is not constant"),
            };
            if data.last().is_some_and(|last| last.offset == offset && last.size == size) {
                data.pop();
            }
            let overlap = data.last().is_some_and(|last| last.offset + last.size > offset);
            refuse(overlap, loc, "overlapping initializers are not supported")?;
            data.push(Datum { offset, size, value });
        }
        Ok(data)
    }
}
