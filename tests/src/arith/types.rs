//! The integer types of Seed C, their edge values, and what C makes of constant operands.

/// An integer type: how C spells it, how names of functions do, and what it holds.
#[derive(Debug)]
pub struct Type {
    pub c: &'static str,
    pub id: &'static str,
    pub bits: u32,
    pub signed: bool,
    /// Conversion rank (C11 6.3.1.1), of which long long has one above long.
    rank: u32,
}

const fn ty(c: &'static str, id: &'static str, bits: u32, signed: bool, rank: u32) -> Type {
    Type { c, id, bits, signed, rank }
}

pub const TYPES: [Type; 12] = [
    ty("_Bool", "bool", 1, false, 0),
    ty("char", "char", 8, true, 1),
    ty("signed char", "schar", 8, true, 1),
    ty("unsigned char", "uchar", 8, false, 1),
    ty("short", "short", 16, true, 2),
    ty("unsigned short", "ushort", 16, false, 2),
    ty("int", "int", 32, true, 3),
    ty("unsigned int", "uint", 32, false, 3),
    ty("long", "long", 64, true, 4),
    ty("unsigned long", "ulong", 64, false, 4),
    ty("long long", "llong", 64, true, 5),
    ty("unsigned long long", "ullong", 64, false, 5),
];

const INT: usize = 6;

impl Type {
    pub fn min(&self) -> i128 {
        if self.signed { -(1 << (self.bits - 1)) } else { 0 }
    }

    pub fn max(&self) -> i128 {
        if self.signed { (1 << (self.bits - 1)) - 1 } else { (1 << self.bits) - 1 }
    }

    /// The value of `v` converted to this type (C11 6.3.1.2, 6.3.1.3).
    pub fn convert(&self, v: i128) -> i128 {
        if self.bits == 1 {
            return (v != 0) as i128;
        }
        let low = v & ((1 << self.bits) - 1);
        if self.signed && low >> (self.bits - 1) == 1 { low - (1 << self.bits) } else { low }
    }

    /// Values at which arithmetic changes its ways.
    pub fn edges(&self) -> Vec<i128> {
        let half = 1i128 << (self.bits / 2);
        let top = 1i128 << (self.bits - 1);
        let all = [
            self.min(),
            self.min() + 1,
            -half - 1,
            -half,
            -8,
            -3,
            -2,
            -1,
            0,
            1,
            2,
            3,
            7,
            31,
            63,
            half - 1,
            half + 1,
            top - 2,
            top - 1,
            top,
            top + 1,
            self.max() - 1,
            self.max(),
        ];
        let mut values: Vec<i128> = all.into_iter().filter(|v| *v == self.convert(*v)).collect();
        values.sort();
        values.dedup();
        values
    }

    /// Fewer of them, for tables in which both operands are constants.
    pub fn few_edges(&self) -> Vec<i128> {
        let mut values = vec![self.min(), -1, 0, 1, 5, self.max() - 1, self.max()];
        values.retain(|v| *v == self.convert(*v));
        values.sort();
        values.dedup();
        values
    }

    /// The integer promotions (C11 6.3.1.1).
    pub fn promoted(&self) -> &Type {
        if self.bits < 32 { &TYPES[INT] } else { TYPES.iter().find(|t| t.c == self.c).unwrap_or(&TYPES[INT]) }
    }

    /// `v`, a value of this type, as a C expression of this type.
    pub fn constant(&self, v: i128) -> String {
        format!("({}){}", self.c, literal(v))
    }
}

/// The usual arithmetic conversions (C11 6.3.1.8).
pub fn common<'a>(a: &'a Type, b: &'a Type) -> &'a Type {
    let (a, b) = (a.promoted(), b.promoted());
    let (high, low) = if a.rank >= b.rank { (a, b) } else { (b, a) };
    if high.rank == low.rank {
        return if high.signed { low } else { high };
    }
    if high.signed && !low.signed && high.bits == low.bits {
        return TYPES.iter().find(|t| t.rank == high.rank && !t.signed).unwrap_or(high);
    }
    high
}

/// A C expression without suffix surprises for any value of 64 bits.
pub fn literal(v: i128) -> String {
    if v == i64::MIN as i128 {
        "(-9223372036854775807L - 1)".to_string()
    } else if v < 0 {
        format!("({v}L)")
    } else if v > i64::MAX as i128 {
        format!("{v}UL")
    } else {
        format!("{v}L")
    }
}

/// The value of `a OP b` for operands already promoted; `None` where C defines none.
pub fn evaluate(op: &str, ta: &Type, a: i128, tb: &Type, b: i128) -> Option<i128> {
    let shifted = ta.promoted();
    let t = if op == "<<" || op == ">>" { shifted } else { common(ta, tb) };
    let (x, y) = (t.convert(a), t.convert(b));
    let exact = match op {
        "+" => x + y,
        "-" => x - y,
        "*" => x.checked_mul(y)?,
        "/" | "%" if y == 0 => return None,
        "/" => x / y,
        "%" if !t.signed || x / y <= t.max() => x % y,
        "&" => x & y,
        "|" => x | y,
        "^" => x ^ y,
        "<<" | ">>" if b < 0 || b >= t.bits as i128 => return None,
        "<<" if t.signed && x < 0 => return None,
        "<<" => x << b,
        ">>" => x >> b,
        "<" => (x < y) as i128,
        "<=" => (x <= y) as i128,
        ">" => (x > y) as i128,
        ">=" => (x >= y) as i128,
        "==" => (x == y) as i128,
        "!=" => (x != y) as i128,
        "&&" => (a != 0 && b != 0) as i128,
        "||" => (a != 0 || b != 0) as i128,
        _ => return None,
    };
    let wrapped = t.convert(exact);
    if t.signed && wrapped != exact { None } else { Some(wrapped) }
}
