//! Declarations (C11 6.7, 6.9): objects and functions.

use super::parse::{Function, Item, Parser};
use super::parse_type::{Declarator, Specs};
use super::scope::{Space, SymKind};
use super::token::{Kind, Kw};
use super::types::TypeKind;
use crate::diag::{Res, err, refuse, show};
use crate::intern::Id;

impl Parser<'_> {
    /// static_assert-declaration (6.7.10)
    pub fn static_assert(&mut self) -> Res<()> {
        let loc = self.tok.loc;
        self.advance()?;
        self.expect(Kind::LParen)?;
        let value = self.constant()?;
        self.expect(Kind::Comma)?;
        refuse(self.tok.kind != Kind::Str, self.tok.loc, "expected a string literal")?;
        let text = self.string_text()?;
        self.expect(Kind::RParen)?;
        self.expect(Kind::Semi)?;
        refuse(value == 0, loc, &format!("static assertion failed: {}", show(&text)))
    }

    /// Declares an object or function with linkage (6.2.2), or finds its earlier declaration.
    fn linked(&mut self, specs: &Specs, d: &Declarator, name: Id) -> Res<u32> {
        let function = self.types.kind(d.ty) == TypeKind::Function;
        let kind = if function { SymKind::Function } else { SymKind::Global };
        let mut internal = specs.storage == Some(Kw::Static);
        if let Some((sym, _)) = self.scopes.lookup(Space::Ordinary, name) {
            let old = *self.sym(sym);
            if old.kind == kind && old.number == 0 {
                let alike = self.types.compatible(old.ty, d.ty, false) && (old.internal || !internal);
                self.refuse_name(!alike, d.loc, "conflicting declarations of '{}'", name)?;
                if !function && !self.types.is_complete(old.ty) {
                    self.sym(sym).ty = d.ty;
                }
                return Ok(sym);
            }
            internal = false;
        }
        let sym = self.declare_name(kind, name, d.ty, d.loc)?;
        refuse(specs.inline && !internal, d.loc, "'inline' needs 'static'")?;
        self.sym(sym).internal = internal;
        Ok(sym)
    }

    /// Checks that the object `sym` has a complete type, as its definition must.
    pub fn complete_object(&mut self, sym: u32) -> Res<()> {
        let s = *self.sym(sym);
        refuse(!self.types.is_complete(s.ty), s.loc, "an object of incomplete type")
    }

    /// [`=` initializer] of an object with static storage, which is defined here.
    fn define_object(&mut self, sym: u32) -> Res<()> {
        self.sym(sym).defined = true;
        self.sym(sym).tentative = false;
        let data = self.static_initializer(sym)?;
        self.items.push(Item::Object { sym, data });
        Ok(())
    }

    /// Declares what one declarator of a declaration stands for, and reads its initializer.
    fn declare(&mut self, specs: &Specs, d: &Declarator) -> Res<()> {
        let Some(name) = d.name else { return err(d.loc, "expected a name") };
        if specs.storage == Some(Kw::Typedef) {
            if let Some((old, true)) = self.scopes.lookup(Space::Ordinary, name) {
                let old = *self.sym(old);
                let same = old.kind == SymKind::Typedef && self.types.compatible(old.ty, d.ty, false);
                return self.refuse_name(!same, d.loc, "'{}' is declared twice", name);
            }
            self.declare_name(SymKind::Typedef, name, d.ty, d.loc)?;
            return Ok(());
        }
        let function = self.types.kind(d.ty) == TypeKind::Function;
        refuse(specs.inline && !function, d.loc, "'inline' on something that is no function")?;
        refuse(self.types.kind(d.ty) == TypeKind::Void, d.loc, "an object of type void")?;
        let local = self.scopes.depth() > 0;
        let is_static = specs.storage == Some(Kw::Static);
        let is_extern = specs.storage == Some(Kw::Extern);
        if function || !local || is_extern {
            refuse(function && local && is_static, d.loc, "a static function inside a function")?;
            let sym = self.linked(specs, d, name)?;
            let s = *self.sym(sym);
            if self.tok.kind == Kind::Assign {
                refuse(function || local, self.tok.loc, "an initializer is not allowed here")?;
                self.refuse_name(s.defined && !s.tentative, d.loc, "'{}' is defined twice", name)?;
                return self.define_object(sym);
            }
            if !function && !is_extern && !s.defined {
                self.sym(sym).defined = true;
                self.sym(sym).tentative = true;
            }
            return Ok(());
        }
        let kind = if is_static { SymKind::Global } else { SymKind::Local };
        let sym = self.declare_name(kind, name, d.ty, d.loc)?;
        if !is_static {
            return self.local_object(sym);
        }
        self.make_unique(sym);
        self.define_object(sym)
    }

    /// function-definition (6.9.1), at its `{`
    fn function(&mut self, specs: &Specs, d: &Declarator) -> Res<()> {
        let Some(name) = d.name else { return err(d.loc, "expected a name") };
        let wrong = matches!(specs.storage, Some(Kw::Typedef | Kw::Auto | Kw::Register));
        refuse(wrong, d.loc, "a function with a wrong storage class")?;
        let sym = self.linked(specs, d, name)?;
        let twice = self.sym(sym).defined;
        self.refuse_name(twice, d.loc, "'{}' is defined twice", name)?;
        self.sym(sym).defined = true;
        self.sym(sym).ty = d.ty;
        let t = self.types.get(d.ty);
        let (result, variadic) = (self.types.plain(t.base), t.variadic);
        self.function = Function { name, result, variadic, ..Function::default() };
        self.scopes.enter();
        let mut params = Vec::new();
        for param in &d.params {
            let Some(name) = param.name else { return err(param.loc, "a parameter without a name") };
            params.push(self.declare_name(SymKind::Local, name, param.ty, param.loc)?);
        }
        // The body shares its scope with the parameters (6.2.1p4).
        let body = self.block()?;
        self.scopes.leave();
        for goto in &self.function.gotos {
            let known = self.function.labels.contains(&goto.id);
            self.refuse_name(!known, goto.loc, "label '{}' is not defined", goto.id)?;
        }
        self.items.push(Item::Function { sym, params, body, loc: d.loc });
        Ok(())
    }

    /// declaration (6.7) or, outside of functions, function-definition (6.9.1)
    pub fn declaration(&mut self) -> Res<()> {
        let specs = self.specifiers("expected a declaration")?;
        if self.accept(Kind::Semi)? {
            return Ok(());
        }
        let mut d = self.declarator(specs.ty, false)?;
        let function = self.types.kind(d.ty) == TypeKind::Function;
        if function && self.tok.kind == Kind::LBrace && self.scopes.depth() == 0 {
            return self.function(&specs, &d);
        }
        loop {
            self.declare(&specs, &d)?;
            if !self.accept(Kind::Comma)? {
                return self.expect(Kind::Semi);
            }
            d = self.declarator(specs.ty, false)?;
        }
    }

    /// At the end of the file: tentative definitions become definitions (6.9.2p2).
    fn tentative(&mut self) -> Res<()> {
        for sym in 0..self.scopes.symbols.len() as u32 {
            let s = *self.sym(sym);
            if !s.tentative {
                continue;
            }
            if self.is_open(s.ty) && !s.internal {
                // It has one element then (6.9.2p5).
                self.sym(sym).ty = self.types.array(self.types.get(s.ty).base, 1);
            }
            self.define_object(sym)?;
        }
        Ok(())
    }

    /// external-declaration (6.9); what it defines is added to `items`. False at the end of the file.
    pub fn external(&mut self) -> Res<bool> {
        self.ast.clear();
        if self.tok.kind == Kind::Eof {
            self.tentative()?;
            return Ok(false);
        }
        if self.tok.is(Kw::StaticAssert) {
            self.static_assert()?;
        } else if !self.accept(Kind::Semi)? {
            let unknown = self.at_name() && !self.is_type_start(self.tok);
            self.refuse_name(unknown, self.tok.loc, "unknown type '{}'", self.tok.id)?;
            self.declaration()?;
        }
        Ok(true)
    }
}
