//! Expressions and names of the macro language (docs/MACRO.md, "Expressions"), evaluated while they are read.

use super::assembly::Label;
use super::eval::{Argument, Evaluator};
use super::lex::{Op, Scope, Token};

/// Where the evaluator is in a line.
#[derive(Clone, Copy)]
pub struct Cursor {
    pub at: u32,
    pub end: u32,
    /// How deep in operators and parentheses.
    nest: u32,
    /// Inside an operand that does not count.
    dead: bool,
}

const MAX_NEST: u32 = 200;
/// A joined name has at most so many bytes.
const MAX_NAME: usize = 256;

type Res<T> = Result<T, String>;

/// How tightly a binary operator binds.
fn level(op: Op) -> Option<u32> {
    Some(match op {
        Op::OrOr => 1,
        Op::AndAnd => 2,
        Op::Or => 3,
        Op::Xor => 4,
        Op::And => 5,
        Op::Equal | Op::NotEqual => 6,
        Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => 7,
        Op::ShiftLeft | Op::ShiftRight | Op::ShiftRightZero => 8,
        Op::Plus | Op::Minus => 9,
        Op::Times | Op::Divide | Op::Remainder => 10,
        _ => return None,
    })
}

fn binary(op: Op, a: i64, b: i64) -> Res<i64> {
    let count = || match u32::try_from(b) {
        Ok(count) if count < 64 => Ok(count),
        _ => Err("a shift count is not between 0 and 63".to_string()),
    };
    let zero = || "division by zero".to_string();
    Ok(match op {
        Op::OrOr => i64::from(a != 0 || b != 0),
        Op::AndAnd => i64::from(a != 0 && b != 0),
        Op::Or => a | b,
        Op::Xor => a ^ b,
        Op::And => a & b,
        Op::Equal => i64::from(a == b),
        Op::NotEqual => i64::from(a != b),
        Op::Less => i64::from(a < b),
        Op::LessEqual => i64::from(a <= b),
        Op::Greater => i64::from(a > b),
        Op::GreaterEqual => i64::from(a >= b),
        Op::ShiftLeft => a.wrapping_shl(count()?),
        Op::ShiftRight => a.wrapping_shr(count()?),
        Op::ShiftRightZero => a.cast_unsigned().wrapping_shr(count()?).cast_signed(),
        Op::Plus => a.wrapping_add(b),
        Op::Minus => a.wrapping_sub(b),
        Op::Times => a.wrapping_mul(b),
        Op::Divide if b != 0 => a.wrapping_div(b),
        Op::Remainder if b != 0 => a.wrapping_rem(b),
        Op::Divide | Op::Remainder => return Err(zero()),
        _ => return Err("an operator is expected".to_string()),
    })
}

impl Cursor {
    pub fn new(at: u32, end: u32) -> Cursor {
        Cursor { at, end, nest: 0, dead: false }
    }

    pub fn at_end(&self) -> bool {
        self.at >= self.end
    }
}

impl Evaluator<'_> {
    pub fn peek(&self, cursor: &Cursor) -> Option<Token> {
        if cursor.at_end() { None } else { self.lines.tokens.get(cursor.at as usize).copied() }
    }

    /// Goes over an operator, if it is the next token.
    pub fn accept(&self, cursor: &mut Cursor, op: Op) -> bool {
        let found = self.peek(cursor) == Some(Token::Op(op));
        cursor.at += u32::from(found);
        found
    }

    pub fn expect(&self, cursor: &mut Cursor, op: Op, message: &str) -> Res<()> {
        if self.accept(cursor, op) { Ok(()) } else { Err(message.to_string()) }
    }

    /// expression = binary ["?" expression ":" expression]
    pub fn expression(&mut self, cursor: &mut Cursor) -> Res<i64> {
        let condition = self.operators(cursor, 1)?;
        if !self.accept(cursor, Op::Question) {
            return Ok(condition);
        }
        self.deeper(cursor)?;
        let yes = self.unless(cursor, condition == 0, |this, cursor| this.expression(cursor))?;
        self.expect(cursor, Op::Colon, "':' is expected")?;
        let no = self.unless(cursor, condition != 0, |this, cursor| this.expression(cursor))?;
        cursor.nest -= 1;
        Ok(if condition != 0 { yes } else { no })
    }

    fn deeper(&self, cursor: &mut Cursor) -> Res<()> {
        cursor.nest += 1;
        if cursor.nest > MAX_NEST {
            return Err("operators and parentheses are nested more than 200 deep".to_string());
        }
        Ok(())
    }

    /// Reads a part; if it does not count, without evaluating it.
    fn unless(
        &mut self,
        cursor: &mut Cursor,
        dead: bool,
        part: impl FnOnce(&mut Self, &mut Cursor) -> Res<i64>,
    ) -> Res<i64> {
        let before = cursor.dead;
        cursor.dead |= dead;
        let value = part(self, cursor)?;
        cursor.dead = before;
        Ok(value)
    }

    /// Operators that bind at least as tightly as `least`, from the left.
    fn operators(&mut self, cursor: &mut Cursor, least: u32) -> Res<i64> {
        let mut value = self.unary(cursor)?;
        while let Some(Token::Op(op)) = self.peek(cursor)
            && let Some(level) = level(op)
            && level >= least
        {
            cursor.at += 1;
            let known = op == Op::OrOr && value != 0 || op == Op::AndAnd && value == 0;
            let right = self.unless(cursor, known, |this, cursor| this.operators(cursor, level + 1))?;
            if !cursor.dead {
                value = binary(op, value, right)?;
            }
        }
        Ok(value)
    }

    /// unary = ("-" | "~" | "!") unary | "(" expression ")" | number | name
    fn unary(&mut self, cursor: &mut Cursor) -> Res<i64> {
        match self.peek(cursor) {
            Some(Token::Op(op @ (Op::Minus | Op::Complement | Op::Not))) => {
                cursor.at += 1;
                self.deeper(cursor)?;
                let value = self.unary(cursor)?;
                cursor.nest -= 1;
                Ok(match op {
                    Op::Minus => value.wrapping_neg(),
                    Op::Complement => !value,
                    _ => i64::from(value == 0),
                })
            }
            Some(Token::Op(Op::Open)) => {
                cursor.at += 1;
                self.deeper(cursor)?;
                let value = self.expression(cursor)?;
                cursor.nest -= 1;
                self.expect(cursor, Op::Close, "')' is expected")?;
                Ok(value)
            }
            Some(Token::Number(value)) => {
                cursor.at += 1;
                Ok(value)
            }
            Some(Token::Value(number)) if !self.joins(cursor) => {
                cursor.at += 1;
                self.value(number)
            }
            Some(Token::Name(..) | Token::Tagged(..) | Token::Label(_) | Token::Value(_)) => {
                let label = self.name(cursor)?;
                if cursor.dead { Ok(0) } else { self.constant(label) }
            }
            _ => Err("an expression is expected".to_string()),
        }
    }

    /// Whether "##" stands behind the next token.
    fn joins(&self, cursor: &Cursor) -> bool {
        self.peek(&Cursor { at: cursor.at + 1, ..*cursor }) == Some(Token::Op(Op::Paste))
    }

    /// name {"##" (name | number)}: in its scope, parameters replaced.
    pub fn name(&mut self, cursor: &mut Cursor) -> Res<Label> {
        let first = self.peek(cursor);
        if !self.joins(cursor) {
            let label = self.simple(first)?;
            cursor.at += 1;
            return Ok(label);
        }
        let mut label = self.simple(first)?;
        let mut text = self.names.text(label.name).to_vec();
        cursor.at += 1;
        while self.accept(cursor, Op::Paste) {
            match self.peek(cursor) {
                Some(Token::Number(value)) => {
                    text.extend(value.cast_unsigned().to_string().bytes());
                }
                Some(Token::Value(number)) => {
                    text.extend(self.value(number)?.cast_unsigned().to_string().bytes());
                }
                token => {
                    let next = self.simple(token)?;
                    text.extend_from_slice(self.names.text(next.name));
                    if label.scope == Scope::Program {
                        label = next;
                    }
                }
            }
            if text.len() > MAX_NAME {
                return Err("a joined name is longer than 256 bytes".to_string());
            }
            cursor.at += 1;
        }
        label.name = self.names.number(&text);
        Ok(label)
    }

    /// A name of one token.
    fn simple(&self, token: Option<Token>) -> Res<Label> {
        Ok(match token {
            Some(Token::Name(scope, name)) => Label { scope, name, number: self.number_of(scope)? },
            Some(Token::Tagged(tag, name)) => {
                let open = self.scopes.iter().rev().find(|(open, _)| *open == tag);
                let number = open.map(|&(_, number)| number);
                let number = number.ok_or_else(|| format!("no scope '{}' is open", self.names.show(tag)))?;
                Label { scope: Scope::Open, name, number }
            }
            Some(Token::Label(number)) => match self.argument(number)? {
                Argument::Label(label) => label,
                Argument::Value(_) => return Err("a name is expected".to_string()),
            },
            _ => return Err("a name is expected".to_string()),
        })
    }

    /// The value of an integer parameter.
    fn value(&self, number: u8) -> Res<i64> {
        match self.argument(number)? {
            Argument::Value(value) => Ok(value),
            Argument::Label(_) => Err("a value is expected".to_string()),
        }
    }
}
