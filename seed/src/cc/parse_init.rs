//! Initializers (C11 6.7.9).
//!
//! An initializer, with its braces, designators and elided braces, becomes a list of
//! entries: an expression, and the offset and type of the part of the object that it
//! initializes. For objects in the frame these turn into assignments, for others into data.

use super::ast::{NodeId, Op};
use super::fold;
use super::parse::{Datum, Parser, Value};
use super::token::Kind;
use super::types::{BOOL, MAX_SIZE, NO_LENGTH, Ty, TypeKind, VOID};
use crate::diag::{Loc, Res, err, refuse};

/// Initialized data of one object is not larger than this.
const MAX_DATA: u64 = 64 << 20;

struct Entry {
    offset: u64,
    ty: Ty,
    /// The value, unless it is the text of a string.
    node: NodeId,
    text: Option<Vec<u8>>,
    loc: Loc,
}

/// An initializer while it is read.
struct Init {
    entries: Vec<Entry>,
    /// The end of what was initialized in an array of unknown length.
    end: u64,
}

impl Parser<'_> {
    /// `=` initializer of the object `sym`, as entries; completes the type of the object.
    fn read_initializer(&mut self, sym: u32) -> Res<Vec<Entry>> {
        self.expect(Kind::Assign)?;
        let ty = self.sym(sym).ty;
        let mut init = Init { entries: Vec::new(), end: 0 };
        let loc = self.tok.loc;
        let array = self.types.kind(ty) == TypeKind::Array;
        refuse(
            array && self.tok.kind != Kind::LBrace && !self.is_string_for(ty)?,
            loc,
            "an array needs an initializer in braces or a string",
        )?;
        if self.types.is_aggregate(ty) && self.tok.kind != Kind::LBrace {
            let value = self.assignment()?;
            let node = self.convert(value, ty, "an initializer", loc)?;
            init.entries.push(Entry { offset: 0, ty: self.types.plain(ty), node, text: None, loc });
        } else {
            self.init_part(&mut init, ty, 0, None)?;
        }
        if array && self.known_length(ty).is_none() {
            let base = self.types.get(ty).base;
            let size = self.types.size(base);
            refuse(init.end == 0, loc, "an array of unknown length needs elements")?;
            self.sym(sym).ty = self.types.array(base, init.end / size);
        }
        self.complete_object(sym)?;
        Ok(init.entries)
    }

    /// Whether the current token is a string literal that initializes a whole `ty`.
    fn is_string_for(&mut self, ty: Ty) -> Res<bool> {
        if self.tok.kind != Kind::Str || self.types.kind(ty) != TypeKind::Array {
            return Ok(false);
        }
        let base = self.types.get(ty).base;
        let chars = self.types.is_integer(base) && self.types.size(base) == 1;
        if !chars || self.types.plain(base) == BOOL {
            return Ok(false);
        }
        let next = self.peek()?.kind;
        Ok(matches!(next, Kind::Str | Kind::Comma | Kind::RBrace | Kind::Semi))
    }

    /// The initializer of the part of type `ty` at `offset`. `first` is an expression that
    /// was read already, the first of a list whose braces are elided.
    fn init_part(&mut self, init: &mut Init, ty: Ty, offset: u64, first: Option<NodeId>) -> Res<()> {
        let loc = self.tok.loc;
        if first.is_none() && self.is_string_for(ty)? {
            return self.init_string(init, ty, offset);
        }
        if first.is_none() && self.tok.kind == Kind::LBrace {
            self.nest()?;
            self.advance()?;
            if self.types.is_scalar(ty) {
                self.init_part(init, ty, offset, None)?;
                self.accept(Kind::Comma)?;
            } else if self.is_string_for(ty)? {
                self.init_string(init, ty, offset)?;
                self.accept(Kind::Comma)?;
            } else {
                self.init_list(init, ty, offset, true, None)?;
            }
            self.expect(Kind::RBrace)?;
            self.unnest();
            return Ok(());
        }
        let mut node = first;
        let list = !self.types.is_scalar(ty);
        if node.is_none() && !(list && self.tok.kind == Kind::Str) {
            let value = self.assignment()?;
            node = Some(self.rvalue(value)?);
        }
        let same = node.is_some_and(|node| self.ty(node) == self.types.plain(ty));
        if list && !same {
            self.nest()?;
            self.init_list(init, ty, offset, false, node)?;
            self.unnest();
            return Ok(());
        }
        if let Some(node) = node {
            let node = self.convert(node, ty, "an initializer", loc)?;
            init.entries.push(Entry { offset, ty: self.types.plain(ty), node, text: None, loc });
        }
        Ok(())
    }

    /// A string literal that initializes an array of characters (6.7.9p14).
    fn init_string(&mut self, init: &mut Init, ty: Ty, offset: u64) -> Res<()> {
        let loc = self.tok.loc;
        let text = self.string_text()?;
        let full = text.len() as u64 + 1;
        let mut ty = ty;
        match self.known_length(ty) {
            // The terminating zero may lack room.
            Some(length) if full > length + 1 => {
                return err(loc, "a string is longer than its array");
            }
            Some(_) => {}
            None => ty = self.types.array(self.types.get(ty).base, full),
        }
        init.end = init.end.max(offset + full);
        init.entries.push(Entry { offset, ty, node: 0, text: Some(text), loc });
        Ok(())
    }

    /// The elements of an array, struct or union (6.7.9p16–21). Without braces of its own the list ends
    /// where the aggregate is full or a designator of an outer list follows.
    fn init_list(
        &mut self,
        init: &mut Init,
        ty: Ty,
        offset: u64,
        braced: bool,
        first: Option<NodeId>,
    ) -> Res<()> {
        let mut first = first;
        let mut index = 0;
        // A list without braces that begins with a designator continues one of an outer list.
        let mut designated = !braced && matches!(self.tok.kind, Kind::Dot | Kind::LBracket);
        let mut started = false;
        loop {
            if self.tok.kind == Kind::RBrace && first.is_none() {
                return Ok(());
            }
            if started {
                let next = self.peek()?.kind;
                let stop = next == Kind::RBrace || matches!(next, Kind::Dot | Kind::LBracket);
                let full = !braced && index >= self.count(ty);
                if self.tok.kind != Kind::Comma || !braced && stop || full {
                    return Ok(());
                }
                self.advance()?;
                if self.tok.kind == Kind::RBrace {
                    return Ok(());
                }
            }
            started = true;
            if braced || designated {
                designated = matches!(self.tok.kind, Kind::Dot | Kind::LBracket);
            }
            if designated && first.is_none() {
                index = self.designator(ty)?;
            }
            let Some((part, at)) = self.element(ty, index) else {
                return err(self.tok.loc, "too many initializers");
            };
            let at = offset + at;
            if designated && matches!(self.tok.kind, Kind::Dot | Kind::LBracket) {
                refuse(self.types.is_scalar(part), self.tok.loc, "a designator in a scalar")?;
                self.nest()?;
                self.init_list(init, part, at, false, None)?;
                self.unnest();
            } else {
                if designated {
                    self.expect(Kind::Assign)?;
                }
                self.init_part(init, part, at, first.take())?;
            }
            designated = false;
            init.end = init.end.max(at + self.types.size(part));
            index = if self.types.kind(ty) == TypeKind::Union { NO_LENGTH } else { index + 1 };
        }
    }

    /// How many elements an initializer of the aggregate `ty` may have.
    fn count(&self, ty: Ty) -> u64 {
        let t = self.types.get(ty);
        match t.kind {
            TypeKind::Array => t.length,
            TypeKind::Union => 1,
            _ => t.members.len() as u64 - t.flexible as u64,
        }
    }

    /// Type and offset of an element of the aggregate `ty`.
    fn element(&self, ty: Ty, index: u64) -> Option<(Ty, u64)> {
        let t = self.types.get(ty);
        if t.kind == TypeKind::Array {
            let size = self.types.size(t.base);
            let fits = index < t.length && index <= MAX_SIZE / size.max(1);
            return if fits { Some((t.base, index * size)) } else { None };
        }
        if t.flexible && index + 1 == t.members.len() as u64 {
            return None;
        }
        t.members.get(index as usize).map(|m| (m.ty, m.offset))
    }

    /// `[` constant `]` or `.` name: the index of the element in `ty`
    fn designator(&mut self, ty: Ty) -> Res<u64> {
        let loc = self.tok.loc;
        let array = self.types.kind(ty) == TypeKind::Array;
        if self.tok.kind == Kind::LBracket {
            self.advance()?;
            let index = self.constant()?;
            refuse(!array, loc, "an index in a struct or union")?;
            refuse(
                index < 0 || index as u64 >= self.types.get(ty).length.min(MAX_SIZE),
                loc,
                "the index is outside of the array",
            )?;
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

    /// [`=` initializer] of the local variable `sym`: leaves statements in `pending`.
    pub fn local_object(&mut self, sym: u32) -> Res<()> {
        let loc = self.sym(sym).loc;
        let decl = self.node(Op::Decl, VOID, loc, 0, 0)?;
        self.ast.at(decl).sym = sym;
        self.pending.push(decl);
        if self.tok.kind != Kind::Assign {
            return self.complete_object(sym);
        }
        let entries = self.read_initializer(sym)?;
        let ty = self.sym(sym).ty;
        let size = self.types.size(ty);
        let mut whole = false;
        if let [entry] = &entries[..] {
            let text = entry.text.as_ref().map_or(size, |t| t.len() as u64 + 1);
            whole = self.types.size(entry.ty) == size && text >= size;
        }
        if !whole {
            let object = self.variable(sym, loc)?;
            let zero = self.node(Op::Zero, VOID, loc, object, 0)?;
            self.ast.at(zero).val = size as i64;
            self.pend(zero)?;
        }
        for entry in entries {
            let object = self.variable(sym, loc)?;
            let part = self.node(Op::Field, entry.ty, entry.loc, object, 0)?;
            self.ast.at(part).val = entry.offset as i64;
            let value = match entry.text {
                Some(text) => {
                    let length = self.types.size(entry.ty).min(text.len() as u64 + 1);
                    let string = self.string(text, entry.loc);
                    let string = self.variable(string, entry.loc)?;
                    let copy = self.node(Op::Copy, entry.ty, entry.loc, part, string)?;
                    self.ast.at(copy).val = length as i64;
                    copy
                }
                None => self.assign(part, entry.node, entry.loc)?,
            };
            self.pend(value)?;
        }
        Ok(())
    }

    /// Adds an expression statement to the current block.
    fn pend(&mut self, value: NodeId) -> Res<()> {
        let loc = self.ast.get(value).loc;
        let statement = self.node(Op::Expr, VOID, loc, value, 0)?;
        self.pending.push(statement);
        Ok(())
    }

    /// `=` initializer of an object with static storage (6.7.9p4): its data, in order.
    pub fn static_initializer(&mut self, sym: u32) -> Res<Vec<Datum>> {
        let mut entries = self.read_initializer(sym)?;
        // Later entries override earlier ones of the same part (6.7.9p19).
        entries.sort_by_key(|e| e.offset);
        let mut data: Vec<Datum> = Vec::new();
        for entry in entries {
            let Entry { offset, ty, node, text, loc } = entry;
            let size = self.types.size(ty);
            refuse(offset + size > MAX_DATA, loc, "initialized data is too large")?;
            let value = match text {
                Some(text) => Value::Text(text),
                None => self.datum(node, loc)?,
            };
            if let Some(last) = data.last() {
                if last.offset == offset && last.size == size {
                    data.pop();
                } else if last.offset + last.size > offset {
                    return err(loc, "overlapping initializers are not supported");
                }
            }
            data.push(Datum { offset, size, value });
        }
        Ok(data)
    }

    fn datum(&mut self, node: NodeId, loc: Loc) -> Res<Value> {
        let known = fold::address(&self.ast, &self.types, &self.scopes.symbols, node);
        match known {
            Some((None, value)) => Ok(Value::Int(value)),
            Some((Some(sym), offset)) => Ok(Value::Address(sym, offset)),
            None => err(loc, "the initializer is not constant"),
        }
    }
}
