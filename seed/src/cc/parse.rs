//! The parser: tokens to the typed syntax trees of functions and the data of objects.
//!
//! This file holds its state and the reading of tokens; `parse_decl`, `parse_init`,
//! `parse_stmt` and `parse_expr` hold the grammar. What has been parsed is left in
//! `items`, one external declaration at a time.

use super::ast::{Ast, NodeId};
use super::pp::Pp;
use super::scope::{Scopes, SymKind, Symbol};
use super::token::{KINDS, Kind, Kw, Token};
use super::types::{CHAR, Ty, Types, VOID};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;
use std::collections::HashMap;

/// Constructs of the source, and levels of an expression, may nest this deep.
pub const MAX_NESTING: usize = 1000;

/// Something that goes into the output.
pub enum Item {
    Function { sym: u32, params: Vec<u32>, body: NodeId, loc: Loc },
    Object { sym: u32, data: Vec<Datum> },
}

/// A part of the initial value of an object; parts that are missing are zero.
pub struct Datum {
    pub offset: u64,
    pub size: u64,
    pub value: Value,
}

pub enum Value {
    Int(i64),
    /// The address of a symbol, and an offset.
    Address(u32, i64),
    /// The text of a string literal.
    Text(Vec<u8>),
}

/// A label of the current function.
pub struct Label {
    pub id: Id,
    pub loc: Loc,
    pub defined: bool,
}

/// What the parser knows of the current function.
pub struct Function {
    pub name: Id,
    pub result: Ty,
    pub variadic: bool,
    pub labels: Vec<Label>,
    pub label_index: HashMap<Id, usize>,
    /// How many loops, and loops and switches, are open.
    pub loops: usize,
    pub breakable: usize,
    /// The cases of the open switches, and the types of their values.
    pub switches: Vec<Switch>,
}

pub struct Switch {
    pub ty: Ty,
    pub cases: Vec<NodeId>,
    pub default: bool,
}

pub struct Parser<'a> {
    pub pp: Pp<'a>,
    pub tok: Token,
    ahead: Option<Token>,
    pub types: Types,
    pub scopes: Scopes,
    pub ast: Ast,
    pub items: Vec<Item>,
    pub function: Function,
    /// How many parameter lists are open.
    pub parameter_lists: usize,
    /// Statements that the current declaration makes.
    pub pending: Vec<NodeId>,
    /// The symbols of the string literals.
    strings: HashMap<Vec<u8>, u32>,
    /// Numbers given to static locals, strings and jump tables.
    pub unique: u32,
    nesting: usize,
}

impl<'a> Parser<'a> {
    pub fn new(pp: Pp<'a>) -> Res<Parser<'a>> {
        let tok =
            Token { kind: Kind::Eof, id: Id(0), loc: Loc(0), bol: false, space: false, noexpand: false };
        let mut parser = Parser {
            pp,
            tok,
            ahead: None,
            types: Types::new(),
            scopes: Scopes::default(),
            ast: Ast::default(),
            items: Vec::new(),
            function: Function::new(Id(0), VOID, false),
            parameter_lists: 0,
            pending: Vec::new(),
            strings: HashMap::new(),
            unique: 0,
            nesting: 0,
        };
        parser.advance()?;
        Ok(parser)
    }

    /// Reads the next token.
    pub fn advance(&mut self) -> Res<()> {
        self.tok = match self.ahead.take() {
            Some(tok) => tok,
            None => self.pp.next()?,
        };
        Ok(())
    }

    /// The token after the current one.
    pub fn peek(&mut self) -> Res<Token> {
        let tok = match self.ahead {
            Some(tok) => tok,
            None => self.pp.next()?,
        };
        self.ahead = Some(tok);
        Ok(tok)
    }

    /// Reads a token of this kind, if it is next.
    pub fn accept(&mut self, kind: Kind) -> Res<bool> {
        if self.tok.kind != kind {
            return Ok(false);
        }
        self.advance()?;
        Ok(true)
    }

    pub fn accept_word(&mut self, kw: Kw) -> Res<bool> {
        if !self.tok.is(kw) {
            return Ok(false);
        }
        self.advance()?;
        Ok(true)
    }

    pub fn expect(&mut self, kind: Kind) -> Res<()> {
        if self.tok.kind != kind {
            let text = KINDS[kind as usize].1;
            return err(self.tok.loc, format!("expected '{text}'"));
        }
        self.advance()
    }

    /// Reads an identifier that is no keyword.
    pub fn expect_name(&mut self) -> Res<Token> {
        let tok = self.tok;
        refuse(tok.kind != Kind::Ident || tok.keyword().is_some(), tok.loc, "expected an identifier")?;
        self.advance()?;
        Ok(tok)
    }

    /// To be called when a construct that can contain itself begins; `unnest` when it ends.
    pub fn nest(&mut self) -> Res<()> {
        self.nesting += 1;
        refuse(self.nesting > MAX_NESTING, self.tok.loc, "the program is nested too deeply")?;
        Ok(())
    }

    pub fn unnest(&mut self) {
        self.nesting -= 1;
    }

    /// A new symbol; not bound to its name yet.
    pub fn symbol(&mut self, kind: SymKind, name: Id, ty: Ty, loc: Loc) -> u32 {
        self.scopes.symbols.push(Symbol {
            kind,
            name,
            ty,
            loc,
            internal: false,
            number: 0,
            defined: false,
            tentative: false,
            value: 0,
        });
        self.scopes.symbols.len() as u32 - 1
    }

    pub fn sym(&mut self, sym: u32) -> &mut Symbol {
        &mut self.scopes.symbols[sym as usize]
    }

    /// A number that no static local, string or jump table of this file has yet.
    pub fn next_unique(&mut self) -> u32 {
        self.unique += 1;
        self.unique
    }

    /// The symbol of the string literal `text`, made at its first use.
    pub fn string(&mut self, text: Vec<u8>, loc: Loc) -> u32 {
        if let Some(&sym) = self.strings.get(&text) {
            return sym;
        }
        let length = text.len() as u64 + 1;
        let ty = self.types.array(CHAR, length);
        let name = self.pp.names.id(b"str");
        let sym = self.symbol(SymKind::String, name, ty, loc);
        let number = self.next_unique();
        let s = self.sym(sym);
        s.internal = true;
        s.number = number;
        s.defined = true;
        let value = Value::Text(text.clone());
        self.items.push(Item::Object { sym, data: vec![Datum { offset: 0, size: length, value }] });
        self.strings.insert(text, sym);
        sym
    }
}

impl Function {
    pub fn new(name: Id, result: Ty, variadic: bool) -> Function {
        Function {
            name,
            result,
            variadic,
            labels: Vec::new(),
            label_index: HashMap::new(),
            loops: 0,
            breakable: 0,
            switches: Vec::new(),
        }
    }
}
