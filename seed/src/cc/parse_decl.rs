//! Declarations (C11 6.7, 6.9): objects and functions.

use super::ast::Op;
use super::parse::{Function, Item, Parser};
use super::parse_type::{Declarator, Specs};
use super::scope::{Space, SymKind};
use super::token::{Kind, Kw};
use super::types::{TypeKind, VOID};
use crate::diag::{Loc, Res, err, refuse, show};
use crate::intern::Id;

impl Parser<'_> {
    /// external-declaration (6.9); what it defines is added to `items`. False at the end of the file.
    pub fn external(&mut self) -> Res<bool> {
        self.ast.clear();
        if self.tok.kind == Kind::Eof {
            self.tentative()?;
            return Ok(false);
        }
        if self.accept(Kind::Semi)? {
            return Ok(true);
        }
        if self.tok.is(Kw::StaticAssert) {
            self.static_assert()?;
            return Ok(true);
        }
        let loc = self.tok.loc;
        let Some(specs) = self.specifiers()? else {
            if self.tok.kind == Kind::Ident && self.tok.keyword().is_none() {
                return err(loc, format!("unknown type '{}'", self.pp.name(self.tok.id)));
            }
            return err(loc, "expected a declaration");
        };
        if self.accept(Kind::Semi)? {
            return Ok(true);
        }
        let first = self.declarator(specs.ty, false)?;
        if self.types.kind(first.ty) == TypeKind::Function && self.tok.kind == Kind::LBrace {
            self.function(&specs, first)?;
            return Ok(true);
        }
        self.declarators(&specs, first)?;
        Ok(true)
    }

    /// The rest of a declaration: [`=` initializer] {`,` declarator [`=` initializer]} `;`
    pub fn declarators(&mut self, specs: &Specs, first: Declarator) -> Res<()> {
        let mut next = first;
        loop {
            self.declare(specs, &next)?;
            if !self.accept(Kind::Comma)? {
                break;
            }
            next = self.declarator(specs.ty, false)?;
        }
        self.expect(Kind::Semi)
    }

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
        if value == 0 {
            return err(loc, format!("static assertion failed: {}", show(&text)));
        }
        Ok(())
    }

    pub fn no_redeclaration(&mut self, id: Id, loc: Loc) -> Res<()> {
        if let Some((_, true)) = self.scopes.lookup(Space::Ordinary, id) {
            return err(loc, format!("'{}' is declared twice", self.pp.name(id)));
        }
        Ok(())
    }

    /// Declares what one declarator of a declaration stands for, and reads its initializer.
    fn declare(&mut self, specs: &Specs, d: &Declarator) -> Res<()> {
        let Some(name) = d.name else { return err(d.loc, "expected a name") };
        if specs.storage == Some(Kw::Typedef) {
            if let Some((old, true)) = self.scopes.lookup(Space::Ordinary, name) {
                let same = self.sym(old).kind == SymKind::Typedef;
                if !same || !self.types.compatible(self.scopes.symbols[old as usize].ty, d.ty, false) {
                    return err(d.loc, format!("'{}' is declared twice", self.pp.name(name)));
                }
                return Ok(());
            }
            let sym = self.symbol(SymKind::Typedef, name, d.ty, d.loc);
            self.scopes.bind(Space::Ordinary, name, sym);
            return Ok(());
        }
        let function = self.types.kind(d.ty) == TypeKind::Function;
        refuse(specs.inline && !function, d.loc, "'inline' on something that is no function")?;
        refuse(self.types.kind(d.ty) == TypeKind::Void, d.loc, "an object of type void")?;
        let local = self.scopes.depth() > 0;
        if function || !local || specs.storage == Some(Kw::Extern) {
            refuse(
                function && local && specs.storage == Some(Kw::Static),
                d.loc,
                "a static function inside a function",
            )?;
            let sym = self.linked(specs, d, name)?;
            if self.tok.kind == Kind::Assign {
                refuse(function || local, self.tok.loc, "an initializer is not allowed here")?;
                if self.sym(sym).defined && !self.sym(sym).tentative {
                    return err(d.loc, format!("'{}' is defined twice", self.pp.name(name)));
                }
                return self.define_object(sym);
            }
            if !function && specs.storage != Some(Kw::Extern) && !self.sym(sym).defined {
                self.sym(sym).defined = true;
                self.sym(sym).tentative = true;
            }
            return Ok(());
        }
        self.no_redeclaration(name, d.loc)?;
        if specs.storage == Some(Kw::Static) {
            let sym = self.symbol(SymKind::Global, name, d.ty, d.loc);
            let number = self.next_unique();
            let s = self.sym(sym);
            s.internal = true;
            s.defined = true;
            s.number = number;
            self.scopes.bind(Space::Ordinary, name, sym);
            if self.tok.kind == Kind::Assign {
                return self.define_object(sym);
            }
            self.complete_object(sym)?;
            self.items.push(Item::Object { sym, data: Vec::new() });
            return Ok(());
        }
        let sym = self.symbol(SymKind::Local, name, d.ty, d.loc);
        self.scopes.bind(Space::Ordinary, name, sym);
        self.local_object(sym)
    }

    /// Declares an object or function with linkage (6.2.2), or finds its earlier declaration.
    fn linked(&mut self, specs: &Specs, d: &Declarator, name: Id) -> Res<u32> {
        let function = self.types.kind(d.ty) == TypeKind::Function;
        let kind = if function { SymKind::Function } else { SymKind::Global };
        let mut internal = specs.storage == Some(Kw::Static);
        if let Some((old, here)) = self.scopes.lookup(Space::Ordinary, name) {
            let same = self.sym(old).kind == kind && self.sym(old).number == 0;
            let (ty, inner) = (self.sym(old).ty, self.sym(old).internal);
            if same {
                if !self.types.compatible(ty, d.ty, false) || internal && !inner {
                    return err(d.loc, format!("conflicting declarations of '{}'", self.pp.name(name)));
                }
                if !function && !self.types.is_complete(ty) {
                    self.sym(old).ty = d.ty;
                }
                return Ok(old);
            }
            if here {
                return err(d.loc, format!("'{}' is declared twice", self.pp.name(name)));
            }
            internal = false;
        }
        refuse(specs.inline && !internal, d.loc, "'inline' needs 'static'")?;
        let sym = self.symbol(kind, name, d.ty, d.loc);
        self.sym(sym).internal = internal;
        self.scopes.bind(Space::Ordinary, name, sym);
        Ok(sym)
    }

    /// Checks that the object `sym` has a complete type, as its definition must.
    pub fn complete_object(&mut self, sym: u32) -> Res<()> {
        let (ty, loc) = (self.sym(sym).ty, self.sym(sym).loc);
        refuse(!self.types.is_complete(ty), loc, "an object of incomplete type")?;
        Ok(())
    }

    /// The initializer of an object with static storage, at its `=`.
    fn define_object(&mut self, sym: u32) -> Res<()> {
        self.sym(sym).defined = true;
        self.sym(sym).tentative = false;
        let data = self.static_initializer(sym)?;
        self.items.push(Item::Object { sym, data });
        Ok(())
    }

    /// At the end of the file: tentative definitions become definitions (6.9.2p2).
    fn tentative(&mut self) -> Res<()> {
        for sym in 0..self.scopes.symbols.len() as u32 {
            if !self.sym(sym).tentative {
                continue;
            }
            let ty = self.sym(sym).ty;
            let open = self.types.kind(ty) == TypeKind::Array && self.known_length(ty).is_none();
            if open && !self.sym(sym).internal {
                // It has one element then (6.9.2p5).
                let base = self.types.get(ty).base;
                self.sym(sym).ty = self.types.array(base, 1);
            }
            self.complete_object(sym)?;
            self.items.push(Item::Object { sym, data: Vec::new() });
        }
        Ok(())
    }

    /// function-definition (6.9.1), at its `{`
    fn function(&mut self, specs: &Specs, d: Declarator) -> Res<()> {
        let Some(name) = d.name else { return err(d.loc, "expected a name") };
        refuse(
            matches!(specs.storage, Some(Kw::Typedef | Kw::Auto | Kw::Register)),
            d.loc,
            "a function with a wrong storage class",
        )?;
        let sym = self.linked(specs, &d, name)?;
        if self.sym(sym).defined {
            return err(d.loc, format!("'{}' is defined twice", self.pp.name(name)));
        }
        self.sym(sym).defined = true;
        self.sym(sym).ty = d.ty;
        let result = self.types.plain(self.types.get(d.ty).base);
        let variadic = self.types.get(d.ty).variadic;
        self.function = Function::new(name, result, variadic);
        self.scopes.enter();
        let mut params = Vec::new();
        for param in &d.params {
            let Some(id) = param.name else {
                return err(param.loc, "a parameter without a name");
            };
            self.no_redeclaration(id, param.loc)?;
            let p = self.symbol(SymKind::Local, id, param.ty, param.loc);
            self.scopes.bind(Space::Ordinary, id, p);
            params.push(p);
        }
        // The body shares its scope with the parameters (6.2.1p4).
        let block = self.node(Op::Block, VOID, self.tok.loc, 0, 0)?;
        self.block_items(block)?;
        self.scopes.leave();
        for label in &self.function.labels {
            if !label.defined {
                return err(label.loc, format!("label '{}' is not defined", self.pp.name(label.id)));
            }
        }
        self.items.push(Item::Function { sym, params, body: block, loc: d.loc });
        Ok(())
    }
}
