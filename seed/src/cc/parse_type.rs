//! Types as they are written (C11 6.7.1–6.7.7): specifiers, declarators, type names.

use super::parse::{MAX_NESTING, Parser};

use super::scope::{Space, SymKind};
use super::token::{Kind, Kw, Token};

use super::types::{
    BOOL, CHAR, INT, LLONG, LONG, MAX_SIZE, NO_LENGTH, SCHAR, SHORT, Ty, TypeKind, UCHAR, UINT, ULLONG,
    ULONG, USHORT, VOID,
};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;

/// Declaration specifiers: a type and a storage class.
pub struct Specs {
    pub ty: Ty,
    /// `typedef`, `extern`, `static`, or `auto` or `register` or nothing.
    pub storage: Option<Kw>,
    pub inline: bool,
}

/// A part of a declarator.
enum Derivation {
    /// To a const pointer or not.
    Pointer(bool),
    Array(u64),
    /// Parameters, and whether `...` follows them.
    Function(Vec<Declarator>, bool),
}

/// A declarator: what is declared, and with which type.
pub struct Declarator {
    pub name: Option<Id>,
    pub loc: Loc,
    pub ty: Ty,
    /// The parameters, if it declares a function.
    pub params: Vec<Declarator>,
}

/// The basic type with these words (6.7.2p2), each counted in its decimal digit.
fn basic_type(words: u32) -> Option<Ty> {
    Some(match words {
        1 => VOID,
        10 => BOOL,
        100 => CHAR,
        1_000_100 => SCHAR,
        10_000_100 => UCHAR,
        1000 | 11_000 | 1_001_000 | 1_011_000 => SHORT,
        10_001_000 | 10_011_000 => USHORT,
        10_000 | 1_000_000 | 1_010_000 => INT,
        10_000_000 | 10_010_000 => UINT,
        100_000 | 110_000 | 1_100_000 | 1_110_000 => LONG,
        10_100_000 | 10_110_000 => ULONG,
        200_000 | 210_000 | 1_200_000 | 1_210_000 => LLONG,
        10_200_000 | 10_210_000 => ULLONG,
        _ => return None,
    })
}

impl Parser<'_> {
    /// The type that `tok` names, if it is the name of a typedef.
    fn typedef_name(&self, tok: Token) -> Option<Ty> {
        let (sym, _) = self.scopes.lookup(Space::Ordinary, tok.id)?;
        let symbol = &self.scopes.symbols[sym as usize];
        if tok.kind == Kind::Ident && symbol.kind == SymKind::Typedef { Some(symbol.ty) } else { None }
    }

    /// Whether `tok` begins declaration specifiers or a type name.
    pub fn is_type_start(&self, tok: Token) -> bool {
        tok.keyword().map_or(self.typedef_name(tok).is_some(), |kw| kw < Kw::Break)
    }

    /// The error for a word that Seed C refuses; nothing for other words.
    pub fn refuse_keyword(&self, tok: Token) -> Res<()> {
        let Some(kw) = tok.keyword() else { return Ok(()) };
        refuse(kw == Kw::Float || kw == Kw::Double, tok.loc, "floating point is not supported")?;
        let refused = kw >= Kw::Alignof || kw >= Kw::Alignas && kw < Kw::Break;
        self.refuse_name(refused, tok.loc, "'{}' is not supported", tok.id)
    }

    /// The struct or union with this tag, made if there is none (6.7.2.3).
    fn tagged(&mut self, kind: TypeKind, tag: Option<Token>) -> Res<Ty> {
        let Some(tag) = tag else { return Ok(self.types.aggregate(kind, None)) };
        // `struct S;` declares a new S in an inner scope.
        let new = matches!(self.tok.kind, Kind::LBrace | Kind::Semi);
        if let Some((ty, here)) = self.scopes.lookup(Space::Tag, tag.id)
            && (here || !new)
        {
            let other = self.types.kind(Ty(ty)) != kind;
            self.refuse_name(other, tag.loc, "'{}' is another kind of tag", tag.id)?;
            return Ok(Ty(ty));
        }
        let ty = self.types.aggregate(kind, Some(tag.id));
        self.scopes.bind(Space::Tag, tag.id, ty.0);
        Ok(ty)
    }

    fn add_member(&mut self, ty: Ty, name: Option<Id>, member: Ty, loc: Loc) -> Res<()> {
        let mut names = Vec::new();
        match name {
            Some(name) => names.push(name),
            None => self.types.names(member, &mut names),
        }
        for name in names {
            let twice = self.types.member(ty, name).is_some();
            self.refuse_name(twice, loc, "member '{}' is declared twice", name)?;
        }
        let incomplete = !self.types.is_complete(member) && !self.is_open(member);
        refuse(incomplete, loc, "a member of incomplete type")?;
        refuse(!self.types.add_member(ty, name, member), loc, "a struct or union is too large")
    }

    /// A struct or union (6.7.2.1) behind its tag; `loc` is the place of its keyword.
    fn aggregate(&mut self, kind: TypeKind, tag: Option<Token>, loc: Loc) -> Res<Ty> {
        let ty = self.tagged(kind, tag)?;
        if self.tok.kind != Kind::LBrace {
            return Ok(ty);
        }
        refuse(self.types.get(ty).defined, loc, "a struct or union is defined twice")?;
        refuse(self.parameter_lists > 0, loc, "types defined in a parameter list are not supported")?;
        self.nest()?;
        self.advance()?;
        let mut flexible = false;
        while self.tok.kind != Kind::RBrace {
            if self.tok.is(Kw::StaticAssert) {
                self.static_assert()?;
                continue;
            }
            let at = self.tok.loc;
            let specs = self.specifiers("expected a member declaration")?;
            refuse(specs.storage.is_some() || specs.inline, at, "a storage class in a member declaration")?;
            if self.tok.kind == Kind::Semi && self.types.is_aggregate(specs.ty) {
                self.add_member(ty, None, specs.ty, at)?;
            }
            while self.tok.kind != Kind::Semi {
                refuse(flexible, self.tok.loc, "a member after a flexible array member")?;
                refuse(self.tok.kind == Kind::Colon, self.tok.loc, "bit-fields are not supported")?;
                let d = self.declarator(specs.ty, false)?;
                refuse(self.tok.kind == Kind::Colon, self.tok.loc, "bit-fields are not supported")?;
                flexible = self.is_open(d.ty) && kind == TypeKind::Struct && self.types.size(ty) > 0;
                let incomplete = !flexible && !self.types.is_complete(d.ty);
                refuse(incomplete, d.loc, "a member of incomplete type")?;
                self.add_member(ty, d.name, d.ty, d.loc)?;
                if self.tok.kind != Kind::Semi {
                    self.expect(Kind::Comma)?;
                }
            }
            self.advance()?;
        }
        self.advance()?;
        self.unnest();
        let empty = self.types.get(ty).members.is_empty();
        refuse(empty, loc, "a struct or union without members is not supported")?;
        self.types.finish(ty, flexible);
        Ok(ty)
    }

    /// An enum (6.7.2.2) behind its tag; `loc` is the place of its keyword. The type is unsigned int,
    /// or int if a constant is negative.
    fn enumeration(&mut self, tag: Option<Token>, loc: Loc) -> Res<Ty> {
        let known = tag.and_then(|tag| self.scopes.lookup(Space::Tag, tag.id));
        if let Some(tag) = tag
            && self.tok.kind != Kind::LBrace
        {
            let ty = known.map_or(VOID, |(ty, _)| Ty(ty));
            self.refuse_name(!self.types.is_integer(ty), tag.loc, "enum '{}' is not defined", tag.id)?;
            return Ok(ty);
        }
        refuse(self.parameter_lists > 0, loc, "types defined in a parameter list are not supported")?;
        self.advance()?;
        let mut ty = UINT;
        let mut next: i64 = 0;
        loop {
            let name = self.expect_name()?;
            if self.accept(Kind::Assign)? {
                next = self.constant()?;
            }
            let fits = next == self.types.wrap(INT, next);
            refuse(!fits, name.loc, "an enumeration constant does not fit in int")?;
            if next < 0 {
                ty = INT;
            }
            let sym = self.declare_name(SymKind::Constant, name.id, INT, name.loc)?;
            self.sym(sym).value = next;
            next += 1;
            if !self.accept(Kind::Comma)? || self.tok.kind == Kind::RBrace {
                break;
            }
        }
        self.expect(Kind::RBrace)?;
        if let Some(tag) = tag {
            let twice = matches!(self.scopes.lookup(Space::Tag, tag.id), Some((_, true)));
            self.refuse_name(twice, tag.loc, "'{}' is defined twice", tag.id)?;
            self.scopes.bind(Space::Tag, tag.id, ty.0);
        }
        Ok(ty)
    }

    /// struct-or-union-specifier, enum-specifier or `__builtin_va_list`, at its keyword `kw`
    fn constructed_type(&mut self, kw: Kw) -> Res<Ty> {
        let loc = self.tok.loc;
        self.advance()?;
        if kw == Kw::VaList {
            return Ok(self.types.pointer(CHAR));
        }
        let tag = if self.tok.kind == Kind::Ident { Some(self.expect_name()?) } else { None };
        refuse(tag.is_none() && self.tok.kind != Kind::LBrace, loc, "expected a tag or '{'")?;
        match kw {
            Kw::Struct => self.aggregate(TypeKind::Struct, tag, loc),
            Kw::Union => self.aggregate(TypeKind::Union, tag, loc),
            _ => self.enumeration(tag, loc),
        }
    }

    /// declaration-specifiers (6.7); the error `missing` if there are none.
    pub fn specifiers(&mut self, missing: &str) -> Res<Specs> {
        let start = self.tok.loc;
        refuse(!self.is_type_start(self.tok), start, missing)?;
        let mut specs = Specs { ty: VOID, storage: None, inline: false };
        let mut words = 0;
        let mut count = 0;
        let mut ty = None;
        let mut constant = false;
        while self.is_type_start(self.tok) {
            let tok = self.tok;
            match tok.keyword() {
                None if ty.is_some() || words != 0 => break,
                None => ty = self.typedef_name(tok),
                Some(Kw::Const) => constant = true,
                Some(Kw::Volatile | Kw::Restrict | Kw::Noreturn) => {}
                Some(Kw::Inline) => specs.inline = true,
                Some(kw) if kw < Kw::Struct => {
                    refuse(ty.is_some(), tok.loc, "more than one type")?;
                    // No basic type has more words; and so no digit overflows.
                    count += 1;
                    refuse(count > 4, start, "no such type")?;
                    words += 10_u32.pow(kw as u32);
                }
                Some(kw) if kw < Kw::Const => {
                    refuse(ty.is_some() || words != 0, tok.loc, "more than one type")?;
                    ty = Some(self.constructed_type(kw)?);
                    continue;
                }
                Some(kw) => {
                    self.refuse_keyword(tok)?;
                    refuse(specs.storage.is_some(), tok.loc, "more than one storage class")?;
                    specs.storage = Some(kw);
                }
            }
            self.advance()?;
        }
        refuse(ty.is_none() && words == 0, start, "a declaration needs a type")?;
        let Some(ty) = ty.or(basic_type(words)) else { return err(start, "no such type") };
        specs.ty = if constant { self.types.constant(ty) } else { ty };
        Ok(specs)
    }

    /// type-name (6.7.7)
    pub fn type_name(&mut self) -> Res<Ty> {
        let loc = self.tok.loc;
        let specs = self.specifiers("expected a type")?;
        refuse(specs.storage.is_some() || specs.inline, loc, "a storage class in a type name")?;
        let d = self.declarator(specs.ty, true)?;
        refuse(d.name.is_some(), d.loc, "a name in a type name")?;
        Ok(d.ty)
    }

    /// `(` [`void`] | parameter {`,` parameter} [`,` `...`] `)` (6.7.6.3)
    fn parameters(&mut self) -> Res<Derivation> {
        let mut params = Vec::new();
        let mut variadic = false;
        self.advance()?;
        if self.tok.is(Kw::Void) && self.peek()?.kind == Kind::RParen {
            self.advance()?;
        }
        if self.accept(Kind::RParen)? {
            return Ok(Derivation::Function(params, variadic));
        }
        self.scopes.enter();
        self.parameter_lists += 1;
        loop {
            let loc = self.tok.loc;
            variadic = !params.is_empty() && self.accept(Kind::Ellipsis)?;
            if variadic {
                break;
            }
            let word = self.tok.kind == Kind::Ident && !self.is_type_start(self.tok);
            refuse(word, loc, "parameters without types are not supported")?;
            let specs = self.specifiers("expected a parameter")?;
            let storage = specs.storage.is_some_and(|kw| kw != Kw::Register);
            refuse(storage, loc, "a storage class in a parameter")?;
            let mut d = self.declarator(specs.ty, true)?;
            refuse(self.types.is_aggregate(d.ty), d.loc, "struct arguments are not supported")?;
            match self.types.kind(d.ty) {
                TypeKind::Array => d.ty = self.types.pointer(self.types.get(d.ty).base),
                TypeKind::Function => d.ty = self.types.pointer(d.ty),
                TypeKind::Void => return err(d.loc, "a parameter of type void"),
                _ => {}
            }
            params.push(d);
            if !self.accept(Kind::Comma)? {
                break;
            }
        }
        self.parameter_lists -= 1;
        self.scopes.leave();
        self.expect(Kind::RParen)?;
        Ok(Derivation::Function(params, variadic))
    }

    /// The length of an array behind its `[`.
    fn array_length(&mut self) -> Res<u64> {
        let loc = self.tok.loc;
        if self.tok.kind == Kind::RBracket {
            return Ok(NO_LENGTH);
        }
        let (value, ty) = self.constant_value("variable length arrays are not supported")?;
        let negative = value < 0 && !self.types.get(ty).unsigned;
        refuse(negative || value == 0, loc, "the length of an array must be positive")?;
        Ok((value as u64).min(MAX_SIZE + 1))
    }

    /// {`*` {qualifier}} (name | `(` declarator `)` | nothing) {`[` [constant] `]` | `(` parameters `)`}
    fn derivations(&mut self, d: &mut Declarator, parts: &mut Vec<Derivation>, open: bool) -> Res<()> {
        self.nest()?;
        let mut pointers = Vec::new();
        while self.accept(Kind::Star)? {
            let mut constant = false;
            while let Some(kw @ (Kw::Const | Kw::Volatile | Kw::Restrict)) = self.tok.keyword() {
                constant = constant || kw == Kw::Const;
                self.advance()?;
            }
            pointers.push(Derivation::Pointer(constant));
        }
        d.loc = self.tok.loc;
        if self.at_name() {
            d.name = Some(self.expect_name()?.id);
        } else if self.tok.kind == Kind::LParen {
            let next = self.peek()?;
            if !open || next.kind != Kind::RParen && !self.is_type_start(next) {
                self.advance()?;
                self.derivations(d, parts, open)?;
                self.expect(Kind::RParen)?;
            }
        }
        loop {
            if self.accept(Kind::LBracket)? {
                parts.push(Derivation::Array(self.array_length()?));
                self.expect(Kind::RBracket)?;
            } else if self.tok.kind == Kind::LParen {
                parts.push(self.parameters()?);
            } else {
                break;
            }
        }
        pointers.reverse();
        parts.append(&mut pointers);
        self.unnest();
        Ok(())
    }

    /// Applies a part of a declarator to its type.
    fn derive(&mut self, d: &mut Declarator, part: Derivation) -> Res<()> {
        let base = d.ty;
        let kind = self.types.kind(base);
        refuse(self.types.get(base).depth > MAX_NESTING, d.loc, "a type is nested too deeply")?;
        match part {
            Derivation::Pointer(constant) => {
                let ty = self.types.pointer(base);
                d.ty = if constant { self.types.constant(ty) } else { ty };
            }
            Derivation::Array(length) => {
                let t = self.types.get(base);
                let large = length != NO_LENGTH && t.size * length > MAX_SIZE;
                refuse(!self.types.is_complete(base), d.loc, "an array of incomplete type")?;
                refuse(t.flexible, d.loc, "an array of structs with flexible array members")?;
                refuse(large, d.loc, "an array is too large")?;
                d.ty = self.types.array(base, length);
            }
            Derivation::Function(params, variadic) => {
                let wrong = kind == TypeKind::Function || kind == TypeKind::Array;
                refuse(wrong, d.loc, "a function cannot return a function or an array")?;
                refuse(self.types.is_aggregate(base), d.loc, "struct results are not supported")?;
                let types = params.iter().map(|param| param.ty).collect();
                d.ty = self.types.function(base, types, variadic);
                d.params = params;
            }
        }
        Ok(())
    }

    /// declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7)
    pub fn declarator(&mut self, base: Ty, may_be_abstract: bool) -> Res<Declarator> {
        let mut d = Declarator { name: None, loc: self.tok.loc, ty: base, params: Vec::new() };
        let mut parts = Vec::new();
        self.derivations(&mut d, &mut parts, may_be_abstract)?;
        refuse(d.name.is_none() && !may_be_abstract, d.loc, "expected a name")?;
        // The parts stand in the order of reading them aloud: the last is applied first.
        while let Some(part) = parts.pop() {
            self.derive(&mut d, part)?;
        }
        Ok(d)
    }
}
