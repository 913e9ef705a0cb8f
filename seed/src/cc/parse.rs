//! The parser: tokens to the typed syntax trees of functions and the data of objects.
//!
//! This file holds its state, the reading of tokens and the making of symbols; `parse_decl`,
//! `parse_type`, `parse_init`, `parse_stmt` and `parse_expr` hold the grammar, `build` makes the
//! nodes. What has been parsed is left in `items`, one external declaration at a time.

use super::ast::{Ast, NodeId};
use super::parse_init::Init;
use super::pp::Pp;
use super::scope::{Scopes, Space, SymKind, Symbol};
use super::token::{KINDS, Kind, Token};
use super::types::{CHAR, Ty, Types};
use crate::diag::{Loc, Res, err, refuse};
use crate::intern::Id;
use std::collections::{HashMap, HashSet};

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

/// What the parser knows of the current function.
#[derive(Default)]
pub struct Function {
    pub name: Id,
    pub result: Ty,
    pub variadic: bool,
    /// The labels that are defined, and the names after `goto`.
    pub labels: HashSet<Id>,
    pub gotos: Vec<Token>,
    /// How many loops are open.
    pub loops: usize,
    /// The innermost open switch.
    pub switch: Option<Switch>,
}

/// The cases of an open switch, and the type of their values.
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
    /// The statements of the open blocks, and the arguments of the open calls.
    pub pending: Vec<NodeId>,
    /// The initializer that is being read.
    pub init: Init,
    /// The symbols of the string literals.
    strings: HashMap<Vec<u8>, u32>,
    /// Numbers given to static locals, strings and jump tables.
    pub unique: u32,
    nesting: usize,
}

impl<'a> Parser<'a> {
    pub fn new(mut pp: Pp<'a>) -> Res<Parser<'a>> {
        Ok(Parser {
            tok: pp.next()?,
            pp,
            ahead: None,
            types: Types::new(),
            scopes: Scopes::default(),
            ast: Ast::default(),
            items: Vec::new(),
            function: Function::default(),
            parameter_lists: 0,
            pending: Vec::new(),
            init: Init::default(),
            strings: HashMap::new(),
            unique: 0,
            nesting: 0,
        })
    }

    /// Reads the next token.
    pub fn advance(&mut self) -> Res<()> {
        self.tok = if let Some(tok) = self.ahead.take() { tok } else { self.pp.next()? };
        Ok(())
    }

    /// The token after the current one.
    pub fn peek(&mut self) -> Res<Token> {
        let tok = if let Some(tok) = self.ahead { tok } else { self.pp.next()? };
        self.ahead = Some(tok);
        Ok(tok)
    }

    /// Reads a token of this kind, if it is next.
    pub fn accept(&mut self, kind: Kind) -> Res<bool> {
        let found = self.tok.kind == kind;
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn expect(&mut self, kind: Kind) -> Res<()> {
        if self.tok.kind != kind {
            return err(self.tok.loc, format!("expected '{}'", KINDS[kind as usize].1));
        }
        self.advance()
    }

    /// Whether the current token is an identifier that is no keyword.
    pub fn at_name(&self) -> bool {
        self.tok.kind == Kind::Ident && self.tok.keyword().is_none()
    }

    /// Reads an identifier that is no keyword.
    pub fn expect_name(&mut self) -> Res<Token> {
        let tok = self.tok;
        refuse(!self.at_name(), tok.loc, "expected an identifier")?;
        self.advance()?;
        Ok(tok)
    }

    /// The error `msg` at `loc` if `bad`; in place of its `{}` stands the name `id`.
    pub fn refuse_name(&self, bad: bool, loc: Loc, msg: &str, id: Id) -> Res<()> {
        if bad { err(loc, msg.replace("{}", &self.pp.name(id))) } else { Ok(()) }
    }

    /// To be called when a construct that can contain itself begins; `unnest` when it ends.
    pub fn nest(&mut self) -> Res<()> {
        self.nesting += 1;
        refuse(self.nesting > MAX_NESTING, self.tok.loc, "the program is nested too deeply")
    }

    pub fn unnest(&mut self) {
        self.nesting -= 1;
    }

    pub fn sym(&mut self, sym: u32) -> &mut Symbol {
        &mut self.scopes.symbols[sym as usize]
    }

    /// A new symbol; not bound to its name.
    fn symbol(&mut self, kind: SymKind, name: Id, ty: Ty, loc: Loc) -> u32 {
        self.scopes.symbols.push(Symbol { kind, name, ty, loc, ..Symbol::default() });
        self.scopes.symbols.len() as u32 - 1
    }

    /// Gives `name`, which the current scope does not declare yet, the meaning of a new symbol.
    pub fn declare_name(&mut self, kind: SymKind, name: Id, ty: Ty, loc: Loc) -> Res<u32> {
        let twice = matches!(self.scopes.lookup(Space::Ordinary, name), Some((_, true)));
        self.refuse_name(twice, loc, "'{}' is declared twice", name)?;
        let sym = self.symbol(kind, name, ty, loc);
        self.scopes.bind(Space::Ordinary, name, sym);
        Ok(sym)
    }

    /// Makes `sym` a static local or a string: defined, and with a label of its own.
    pub fn make_unique(&mut self, sym: u32) {
        self.unique += 1;
        let number = self.unique;
        let s = self.sym(sym);
        *s = Symbol { internal: true, defined: true, number, ..*s };
    }

    /// The symbol of the string literal `text`, made at its first use.
    pub fn string(&mut self, text: Vec<u8>, loc: Loc) -> u32 {
        if let Some(&sym) = self.strings.get(&text) {
            return sym;
        }
        let size = text.len() as u64 + 1;
        let ty = self.types.array(CHAR, size);
        let name = self.pp.names.id(b"str");
        let sym = self.symbol(SymKind::String, name, ty, loc);
        self.make_unique(sym);
        let datum = Datum { offset: 0, size, value: Value::Text(text.clone()) };
        self.items.push(Item::Object { sym, data: vec![datum] });
        self.strings.insert(text, sym);
        sym
    }
}
