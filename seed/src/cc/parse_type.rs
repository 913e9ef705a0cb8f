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

pub struct Param {
    pub name: Option<Id>,
    pub ty: Ty,
    pub loc: Loc,
}

/// A part of a declarator.
enum Derivation {
    /// To a const pointer or not.
    Pointer(bool),
    Array(u64),
    Function(Vec<Param>, bool),
}

/// A declarator: what is declared, and with which type.
pub struct Declarator {
    pub name: Option<Id>,
    pub loc: Loc,
    pub ty: Ty,
    /// The parameters, if it declares a function.
    pub params: Vec<Param>,
}

impl Parser<'_> {
    /// Whether `tok` begins declaration specifiers or a type name.
    pub fn is_type_start(&self, tok: Token) -> bool {
        if tok.kind != Kind::Ident {
            return false;
        }
        match tok.keyword() {
            None => match self.scopes.lookup(Space::Ordinary, tok.id) {
                Some((sym, _)) => self.scopes.symbols[sym as usize].kind == SymKind::Typedef,
                None => false,
            },
            Some(kw) => kw < Kw::Break,
        }
    }

    /// The error for a word that Seed C refuses; nothing for other words.
    pub fn refuse_keyword(&self, tok: Token) -> Res<()> {
        match tok.keyword() {
            Some(Kw::Float | Kw::Double) => err(tok.loc, "floating point is not supported"),
            Some(kw) if kw >= Kw::Alignof || (Kw::Alignas..Kw::Break).contains(&kw) => {
                err(tok.loc, format!("'{}' is not supported", self.pp.name(tok.id)))
            }
            _ => Ok(()),
        }
    }

    /// declaration-specifiers (6.7); `None` if there are none.
    pub fn specifiers(&mut self) -> Res<Option<Specs>> {
        if !self.is_type_start(self.tok) {
            return Ok(None);
        }
        let start = self.tok.loc;
        let mut specs = Specs { ty: VOID, storage: None, inline: false };
        // The words of basic types are counted, one decimal digit for each.
        let mut words = 0;
        let mut count = 0;
        let mut ty = None;
        let mut constant = false;
        while self.is_type_start(self.tok) {
            let tok = self.tok;
            let Some(kw) = tok.keyword() else {
                if ty.is_some() || words != 0 {
                    break;
                }
                let found = self.scopes.lookup(Space::Ordinary, tok.id);
                ty = found.map(|(sym, _)| self.scopes.symbols[sym as usize].ty);
                self.advance()?;
                continue;
            };
            match kw {
                Kw::Const => constant = true,
                Kw::Volatile | Kw::Restrict | Kw::Noreturn => {}
                Kw::Inline => specs.inline = true,
                Kw::Typedef | Kw::Extern | Kw::Static | Kw::Auto | Kw::Register => {
                    refuse(specs.storage.is_some(), tok.loc, "more than one storage class")?;
                    specs.storage = Some(kw);
                }
                Kw::Struct | Kw::Union | Kw::Enum | Kw::VaList => {
                    refuse(ty.is_some() || words != 0, tok.loc, "more than one type")?;
                    ty = Some(match kw {
                        Kw::Enum => self.enumeration()?,
                        Kw::VaList => self.types.pointer(CHAR),
                        _ => self.aggregate()?,
                    });
                    if kw != Kw::VaList {
                        continue;
                    }
                }
                _ => {
                    self.refuse_keyword(tok)?;
                    refuse(ty.is_some(), tok.loc, "more than one type")?;
                    // No basic type has more words; and so no digit overflows.
                    count += 1;
                    refuse(count > 4, start, "no such type")?;
                    words += 10_u32.pow(kw as u32 - Kw::Void as u32);
                }
            }
            self.advance()?;
        }
        specs.ty = match ty {
            Some(ty) => ty,
            None => match basic_type(words) {
                Some(ty) => ty,
                None if words == 0 => return err(start, "a declaration needs a type"),
                None => return err(start, "no such type"),
            },
        };
        if constant {
            specs.ty = self.types.constant(specs.ty);
        }
        Ok(Some(specs))
    }

    /// struct-or-union-specifier (6.7.2.1)
    fn aggregate(&mut self) -> Res<Ty> {
        let kind = if self.tok.is(Kw::Struct) { TypeKind::Struct } else { TypeKind::Union };
        let loc = self.tok.loc;
        self.advance()?;
        let mut tag = None;
        if self.tok.kind == Kind::Ident {
            tag = Some(self.expect_name()?);
        }
        let defines = self.tok.kind == Kind::LBrace;
        let ty = self.tagged(kind, tag, defines, loc)?;
        if !defines {
            return Ok(ty);
        }
        refuse(self.types.get(ty).defined, loc, "a struct or union is defined twice")?;
        self.not_in_parameters(loc)?;
        self.nest()?;
        self.advance()?;
        let mut flexible = false;
        while self.tok.kind != Kind::RBrace {
            if self.tok.is(Kw::StaticAssert) {
                self.static_assert()?;
                continue;
            }
            let at = self.tok.loc;
            let Some(specs) = self.specifiers()? else {
                return err(at, "expected a member declaration");
            };
            refuse(specs.storage.is_some() || specs.inline, at, "a storage class in a member declaration")?;
            if self.tok.kind == Kind::Semi && self.types.is_aggregate(specs.ty) {
                self.add_member(ty, None, specs.ty, at)?;
            }
            while self.tok.kind != Kind::Semi {
                refuse(flexible, self.tok.loc, "a member after a flexible array member")?;
                refuse(self.tok.kind == Kind::Colon, self.tok.loc, "bit-fields are not supported")?;
                let d = self.declarator(specs.ty, false)?;
                refuse(self.tok.kind == Kind::Colon, self.tok.loc, "bit-fields are not supported")?;
                let open = self.types.kind(d.ty) == TypeKind::Array && self.known_length(d.ty).is_none();
                if open && kind == TypeKind::Struct && self.types.size(ty) > 0 {
                    flexible = true;
                } else if !self.types.is_complete(d.ty) {
                    return err(d.loc, "a member of incomplete type");
                }
                self.add_member(ty, d.name, d.ty, d.loc)?;
                if self.tok.kind != Kind::Semi {
                    self.expect(Kind::Comma)?;
                }
            }
            self.advance()?;
        }
        self.advance()?;
        self.unnest();
        refuse(
            self.types.get(ty).members.is_empty(),
            loc,
            "a struct or union without members is not supported",
        )?;
        self.types.finish(ty, flexible);
        Ok(ty)
    }

    pub fn add_member(&mut self, ty: Ty, name: Option<Id>, member: Ty, loc: Loc) -> Res<()> {
        let mut names = Vec::new();
        match name {
            Some(name) => names.push(name),
            None => self.types.names(member, &mut names),
        }
        for name in names {
            if self.types.member(ty, name).is_some() {
                return err(loc, format!("member '{}' is declared twice", self.pp.name(name)));
            }
        }
        refuse(
            !self.types.is_complete(member) && self.types.kind(member) != TypeKind::Array,
            loc,
            "a member of incomplete type",
        )?;
        refuse(!self.types.add_member(ty, name, member), loc, "a struct or union is too large")?;
        Ok(())
    }

    /// The struct or union with this tag, made if there is none (6.7.2.3).
    fn tagged(&mut self, kind: TypeKind, tag: Option<Token>, defines: bool, loc: Loc) -> Res<Ty> {
        let Some(tag) = tag else {
            refuse(!defines, loc, "expected a tag or '{'")?;
            return Ok(self.types.aggregate(kind, None));
        };
        if let Some((ty, here)) = self.scopes.lookup(Space::Tag, tag.id) {
            let ty = Ty(ty);
            // `struct S;` declares a new S in an inner scope.
            if here || !defines && self.tok.kind != Kind::Semi {
                if self.types.kind(ty) != kind {
                    return err(tag.loc, format!("'{}' is another kind of tag", self.pp.name(tag.id)));
                }
                return Ok(ty);
            }
        }
        let ty = self.types.aggregate(kind, Some(tag.id));
        self.scopes.bind(Space::Tag, tag.id, ty.0);
        Ok(ty)
    }

    /// enum-specifier (6.7.2.2). The type is unsigned int, or int if a constant is negative.
    fn enumeration(&mut self) -> Res<Ty> {
        let loc = self.tok.loc;
        self.advance()?;
        let mut tag = None;
        if self.tok.kind == Kind::Ident {
            tag = Some(self.expect_name()?);
        }
        if self.tok.kind != Kind::LBrace {
            let Some(tag) = tag else { return err(loc, "expected a tag or '{'") };
            return match self.scopes.lookup(Space::Tag, tag.id) {
                Some((ty, _)) if self.types.is_integer(Ty(ty)) => Ok(Ty(ty)),
                _ => err(tag.loc, format!("enum '{}' is not defined", self.pp.name(tag.id))),
            };
        }
        self.not_in_parameters(loc)?;
        self.advance()?;
        let mut ty = UINT;
        let mut next: i64 = 0;
        loop {
            let name = self.expect_name()?;
            if self.accept(Kind::Assign)? {
                next = self.constant()?;
            }
            refuse(
                next != self.types.wrap(INT, next),
                name.loc,
                "an enumeration constant does not fit in int",
            )?;
            if next < 0 {
                ty = INT;
            }
            self.no_redeclaration(name.id, name.loc)?;
            let sym = self.symbol(SymKind::Constant, name.id, INT, name.loc);
            self.sym(sym).value = next;
            self.scopes.bind(Space::Ordinary, name.id, sym);
            next += 1;
            if !self.accept(Kind::Comma)? || self.tok.kind == Kind::RBrace {
                break;
            }
        }
        self.expect(Kind::RBrace)?;
        if let Some(tag) = tag {
            if let Some((_, true)) = self.scopes.lookup(Space::Tag, tag.id) {
                return err(tag.loc, format!("'{}' is defined twice", self.pp.name(tag.id)));
            }
            self.scopes.bind(Space::Tag, tag.id, ty.0);
        }
        Ok(ty)
    }

    /// A type defined among parameters would be known to the function alone.
    fn not_in_parameters(&self, loc: Loc) -> Res<()> {
        refuse(self.parameter_lists > 0, loc, "types defined in a parameter list are not supported")?;
        Ok(())
    }

    /// type-name (6.7.7)
    pub fn type_name(&mut self) -> Res<Ty> {
        let loc = self.tok.loc;
        let Some(specs) = self.specifiers()? else {
            return err(loc, "expected a type");
        };
        refuse(specs.storage.is_some() || specs.inline, loc, "a storage class in a type name")?;
        let d = self.declarator(specs.ty, true)?;
        refuse(d.name.is_some(), d.loc, "a name in a type name")?;
        Ok(d.ty)
    }

    /// declarator or, if `may_be_abstract`, abstract-declarator (6.7.6, 6.7.7)
    pub fn declarator(&mut self, base: Ty, may_be_abstract: bool) -> Res<Declarator> {
        let mut d = Declarator { name: None, loc: self.tok.loc, ty: base, params: Vec::new() };
        let mut parts = Vec::new();
        self.derivations(&mut d, &mut parts, may_be_abstract)?;
        refuse(d.name.is_none() && !may_be_abstract, d.loc, "expected a name")?;
        // The parts stand in the order of reading them aloud: the last is applied first.
        while let Some(part) = parts.pop() {
            d.ty = self.derive(d.ty, &part, d.loc)?;
            if let Derivation::Function(params, _) = part
                && parts.is_empty()
            {
                d.params = params;
            }
        }
        Ok(d)
    }

    /// {`*` {qualifier}} (name | `(` declarator `)` | nothing) {`[` [constant] `]` | `(` parameters `)`}
    fn derivations(&mut self, d: &mut Declarator, parts: &mut Vec<Derivation>, open: bool) -> Res<()> {
        self.nest()?;
        let mut pointers = Vec::new();
        while self.accept(Kind::Star)? {
            let mut constant = false;
            while self.tok.is(Kw::Const) || self.tok.is(Kw::Volatile) || self.tok.is(Kw::Restrict) {
                constant = constant || self.tok.is(Kw::Const);
                self.advance()?;
            }
            pointers.push(Derivation::Pointer(constant));
        }
        d.loc = self.tok.loc;
        if self.tok.kind == Kind::Ident && self.tok.keyword().is_none() {
            d.name = Some(self.tok.id);
            self.advance()?;
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
                let mut length = NO_LENGTH;
                if self.tok.kind != Kind::RBracket {
                    let loc = self.tok.loc;
                    let Some((value, ty)) = self.constant_value()? else {
                        return err(loc, "variable length arrays are not supported");
                    };
                    refuse(
                        value < 0 && !self.types.get(ty).unsigned || value == 0,
                        loc,
                        "the length of an array must be positive",
                    )?;
                    length = (value as u64).min(MAX_SIZE + 1);
                }
                self.expect(Kind::RBracket)?;
                parts.push(Derivation::Array(length));
            } else if self.tok.kind == Kind::LParen {
                let (params, variadic) = self.parameters()?;
                parts.push(Derivation::Function(params, variadic));
            } else {
                break;
            }
        }
        while let Some(pointer) = pointers.pop() {
            parts.push(pointer);
        }
        self.unnest();
        Ok(())
    }

    fn derive(&mut self, base: Ty, part: &Derivation, loc: Loc) -> Res<Ty> {
        refuse(self.types.get(base).depth > MAX_NESTING, loc, "a type is nested too deeply")?;
        match part {
            Derivation::Pointer(constant) => {
                let ty = self.types.pointer(base);
                Ok(if *constant { self.types.constant(ty) } else { ty })
            }
            Derivation::Array(length) => {
                refuse(!self.types.is_complete(base), loc, "an array of incomplete type")?;
                refuse(
                    self.types.get(base).flexible,
                    loc,
                    "an array of structs with flexible array members",
                )?;
                refuse(
                    *length != NO_LENGTH && self.types.size(base) * length > MAX_SIZE,
                    loc,
                    "an array is too large",
                )?;
                Ok(self.types.array(base, *length))
            }
            Derivation::Function(params, variadic) => {
                refuse(
                    matches!(self.types.kind(base), TypeKind::Function | TypeKind::Array),
                    loc,
                    "a function cannot return a function or an array",
                )?;
                refuse(self.types.is_aggregate(base), loc, "struct results are not supported")?;
                let mut types = Vec::new();
                for param in params {
                    types.push(param.ty);
                }
                Ok(self.types.function(base, types, *variadic))
            }
        }
    }

    /// `(` [`void`] | parameter {`,` parameter} [`,` `...`] `)` (6.7.6.3)
    fn parameters(&mut self) -> Res<(Vec<Param>, bool)> {
        self.advance()?;
        let mut params = Vec::new();
        if self.accept(Kind::RParen)? {
            return Ok((params, false));
        }
        if self.tok.is(Kw::Void) && self.peek()?.kind == Kind::RParen {
            self.advance()?;
            self.advance()?;
            return Ok((params, false));
        }
        let mut variadic = false;
        self.scopes.enter();
        self.parameter_lists += 1;
        loop {
            let loc = self.tok.loc;
            if !params.is_empty() && self.accept(Kind::Ellipsis)? {
                variadic = true;
                break;
            }
            let Some(specs) = self.specifiers()? else {
                refuse(self.tok.kind == Kind::Ident, loc, "parameters without types are not supported")?;
                return err(loc, "expected a parameter");
            };
            refuse(
                specs.storage.is_some_and(|kw| kw != Kw::Register),
                loc,
                "a storage class in a parameter",
            )?;
            let d = self.declarator(specs.ty, true)?;
            let mut ty = d.ty;
            match self.types.kind(ty) {
                TypeKind::Array => ty = self.types.pointer(self.types.get(ty).base),
                TypeKind::Function => ty = self.types.pointer(ty),
                TypeKind::Struct | TypeKind::Union => {
                    return err(d.loc, "struct arguments are not supported");
                }
                TypeKind::Void => return err(d.loc, "a parameter of type void"),
                _ => {}
            }
            params.push(Param { name: d.name, ty, loc: d.loc });
            if !self.accept(Kind::Comma)? {
                break;
            }
        }
        self.parameter_lists -= 1;
        self.scopes.leave();
        self.expect(Kind::RParen)?;
        Ok((params, variadic))
    }
}

/// The basic type with these words (6.7.2p2).
fn basic_type(words: u32) -> Option<Ty> {
    match words {
        1 => Some(VOID),
        10 => Some(BOOL),
        100 => Some(CHAR),
        1_000_100 => Some(SCHAR),
        10_000_100 => Some(UCHAR),
        1000 | 11_000 | 1_001_000 | 1_011_000 => Some(SHORT),
        10_001_000 | 10_011_000 => Some(USHORT),
        10_000 | 1_000_000 | 1_010_000 => Some(INT),
        10_000_000 | 10_010_000 => Some(UINT),
        100_000 | 110_000 | 1_100_000 | 1_110_000 => Some(LONG),
        10_100_000 | 10_110_000 => Some(ULONG),
        200_000 | 210_000 | 1_200_000 | 1_210_000 => Some(LLONG),
        10_200_000 | 10_210_000 => Some(ULLONG),
        _ => None,
    }
}
