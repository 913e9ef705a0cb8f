//! Types: their representation, sizes and conversions (C11 6.2.5, 6.3, 6.7.2.1).
//!
//! A type is an index into a table. Basic types have fixed numbers; there is one pointer
//! type to each type and one const version of it, so that most types are the same
//! exactly if their numbers are. Layout is that of the LP64 ABIs, with char signed.

use crate::intern::Id;
use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Ty(pub u32);

pub const VOID: Ty = Ty(0);
pub const BOOL: Ty = Ty(1);
pub const CHAR: Ty = Ty(2);
pub const SCHAR: Ty = Ty(3);
pub const UCHAR: Ty = Ty(4);
pub const SHORT: Ty = Ty(5);
pub const USHORT: Ty = Ty(6);
pub const INT: Ty = Ty(7);
pub const UINT: Ty = Ty(8);
pub const LONG: Ty = Ty(9);
pub const ULONG: Ty = Ty(10);
pub const LLONG: Ty = Ty(11);
pub const ULLONG: Ty = Ty(12);
/// void *
pub const VOIDP: Ty = Ty(13);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TypeKind {
    #[default]
    Void,
    Integer,
    Pointer,
    Array,
    Function,
    Struct,
    Union,
}

/// How a scalar lies in memory: 1, 2, 4 or 8 bytes, or 0 for anything else; without a sign or with one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    pub width: u64,
    pub unsigned: bool,
}

pub const WORD: Shape = Shape { width: 8, unsigned: true };

/// The length of an array whose length is not known.
pub const NO_LENGTH: u64 = u64::MAX;
/// No object is larger than this.
pub const MAX_SIZE: u64 = 0x7fff_ffff;

#[derive(Clone, Copy)]
pub struct Member {
    /// `None` for an anonymous struct or union.
    pub name: Option<Id>,
    pub ty: Ty,
    pub offset: u64,
    /// Its position among the members; of a member of an anonymous member, the position of that.
    pub index: u64,
}

#[derive(Default)]
pub struct Type {
    pub kind: TypeKind,
    /// Size and alignment in bytes; 0 for void, functions and incomplete types.
    pub size: u64,
    pub align: u64,
    /// Integers: without a sign.
    pub unsigned: bool,
    /// What is pointed to, the element of an array, the result of a function.
    pub base: Ty,
    /// The number of elements of an array.
    pub length: u64,
    pub params: Vec<Ty>,
    pub variadic: bool,
    /// Complete (6.2.5p1).
    pub defined: bool,
    /// Structs: the last member is an array of unknown length.
    pub flexible: bool,
    /// Structs and unions: a member, or a member of a member, is const.
    pub has_const: bool,
    pub tag: Option<Id>,
    pub members: Vec<Member>,
    pub is_const: bool,
    /// The type without const.
    pub plain: Ty,
    /// How many types it is derived from, one from the other.
    pub depth: usize,
    /// The pointer to this type and its const version, once made.
    pointer: Option<Ty>,
    const_version: Option<Ty>,
}

pub struct Types {
    types: Vec<Type>,
    /// Members by struct and name, those of anonymous members included.
    members: HashMap<(Ty, Id), Member>,
}

/// Sizes of the basic types in the order of their numbers.
const SIZES: [u64; 13] = [0, 1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8, 8];

impl Types {
    fn add(&mut self, kind: TypeKind, size: u64, align: u64, base: Ty) -> Ty {
        let ty = Ty(self.types.len() as u32);
        let depth = self.types.get(base.0 as usize).map_or(0, |t| t.depth + 1);
        let unsigned = kind == TypeKind::Pointer;
        let defined = matches!(kind, TypeKind::Integer | TypeKind::Pointer | TypeKind::Array);
        self.types.push(Type {
            kind,
            size,
            align,
            unsigned,
            base,
            defined,
            plain: ty,
            depth,
            ..Type::default()
        });
        ty
    }

    fn at(&mut self, ty: Ty) -> &mut Type {
        &mut self.types[ty.0 as usize]
    }

    pub fn new() -> Types {
        let mut types = Types { types: Vec::new(), members: HashMap::new() };
        for size in SIZES {
            let kind = if size == 0 { TypeKind::Void } else { TypeKind::Integer };
            let ty = types.add(kind, size, size, VOID);
            types.at(ty).unsigned = matches!(ty, BOOL | UCHAR | USHORT | UINT | ULONG | ULLONG);
        }
        types.pointer(VOID);
        types
    }

    pub fn get(&self, ty: Ty) -> &Type {
        &self.types[self.plain(ty).0 as usize]
    }

    pub fn plain(&self, ty: Ty) -> Ty {
        self.types[ty.0 as usize].plain
    }

    pub fn kind(&self, ty: Ty) -> TypeKind {
        self.types[ty.0 as usize].kind
    }

    pub fn size(&self, ty: Ty) -> u64 {
        self.get(ty).size
    }

    pub fn is_integer(&self, ty: Ty) -> bool {
        self.kind(ty) == TypeKind::Integer
    }

    pub fn is_pointer(&self, ty: Ty) -> bool {
        self.kind(ty) == TypeKind::Pointer
    }

    pub fn is_complete(&self, ty: Ty) -> bool {
        self.get(ty).defined
    }

    pub fn is_scalar(&self, ty: Ty) -> bool {
        self.is_integer(ty) || self.is_pointer(ty)
    }

    pub fn is_aggregate(&self, ty: Ty) -> bool {
        matches!(self.kind(ty), TypeKind::Struct | TypeKind::Union)
    }

    /// Whether objects of the type are const: it, or the elements of the array.
    pub fn is_const(&self, ty: Ty) -> bool {
        let t = &self.types[ty.0 as usize];
        if t.kind == TypeKind::Array { self.is_const(t.base) } else { t.is_const }
    }

    pub fn pointer(&mut self, base: Ty) -> Ty {
        if let Some(ty) = self.at(base).pointer {
            return ty;
        }
        let ty = self.add(TypeKind::Pointer, 8, 8, base);
        self.at(base).pointer = Some(ty);
        ty
    }

    /// An array; the caller has checked that its size is in bounds.
    pub fn array(&mut self, base: Ty, length: u64) -> Ty {
        let defined = length != NO_LENGTH;
        let size = if defined { self.size(base) * length } else { 0 };
        let ty = self.add(TypeKind::Array, size, self.get(base).align, base);
        self.at(ty).length = length;
        self.at(ty).defined = defined;
        ty
    }

    pub fn function(&mut self, result: Ty, params: Vec<Ty>, variadic: bool) -> Ty {
        let ty = self.add(TypeKind::Function, 0, 0, result);
        for &param in &params {
            self.at(ty).depth = self.at(ty).depth.max(self.at(param).depth + 1);
        }
        self.at(ty).params = params;
        self.at(ty).variadic = variadic;
        ty
    }

    /// A struct or union without members yet.
    pub fn aggregate(&mut self, kind: TypeKind, tag: Option<Id>) -> Ty {
        let ty = self.add(kind, 0, 1, VOID);
        self.at(ty).tag = tag;
        ty
    }

    /// The const version of `ty`; that of an array has const elements (6.7.3p9).
    pub fn constant(&mut self, ty: Ty) -> Ty {
        if self.kind(ty) == TypeKind::Array {
            let (base, length) = (self.get(ty).base, self.get(ty).length);
            let base = self.constant(base);
            return self.array(base, length);
        }
        if let Some(version) = self.at(ty).const_version {
            return version;
        }
        let version = self.add(self.kind(ty), 0, 0, VOID);
        self.at(ty).const_version = Some(version);
        let depth = self.at(ty).depth;
        let v = self.at(version);
        (v.plain, v.depth, v.is_const, v.const_version) = (ty, depth, true, Some(version));
        version
    }

    /// Makes `m`, or if it is anonymous its members, known as members of `ty`.
    fn add_name(&mut self, ty: Ty, m: Member) {
        if let Some(name) = m.name {
            self.members.insert((ty, name), m);
            return;
        }
        for i in 0..self.get(m.ty).members.len() {
            let inner = self.get(m.ty).members[i];
            self.add_name(ty, Member { offset: m.offset + inner.offset, index: m.index, ..inner });
        }
    }

    /// Lays out the next member (6.7.2.1p14–16); false if the type grows too large.
    pub fn add_member(&mut self, ty: Ty, name: Option<Id>, member: Ty) -> bool {
        let (size, align) = (self.size(member), self.get(member).align);
        let has_const = self.is_const(member) || self.get(member).has_const;
        let t = self.at(ty);
        let offset = if t.kind == TypeKind::Struct { t.size.next_multiple_of(align) } else { 0 };
        let m = Member { name, ty: member, offset, index: t.members.len() as u64 };
        t.members.push(m);
        t.has_const = t.has_const || has_const;
        t.size = t.size.max(offset + size);
        t.align = t.align.max(align);
        let fits = t.size <= MAX_SIZE;
        self.add_name(ty, m);
        fits
    }

    /// Appends the names of the members of `ty` and of its anonymous members.
    pub fn names(&self, ty: Ty, out: &mut Vec<Id>) {
        for m in &self.get(ty).members {
            match m.name {
                Some(name) => out.push(name),
                None => self.names(m.ty, out),
            }
        }
    }

    /// Completes a struct or union.
    pub fn finish(&mut self, ty: Ty, flexible: bool) {
        let t = self.at(ty);
        t.size = t.size.next_multiple_of(t.align);
        t.flexible = flexible;
        t.defined = true;
    }

    pub fn member(&self, ty: Ty, name: Id) -> Option<Member> {
        self.members.get(&(self.plain(ty), name)).copied()
    }

    /// The type after the integer promotions (6.3.1.1).
    pub fn promote(&self, ty: Ty) -> Ty {
        let ty = self.plain(ty);
        if ty.0 < INT.0 { INT } else { ty }
    }

    /// The common type of two integer operands (6.3.1.8).
    pub fn common(&self, a: Ty, b: Ty) -> Ty {
        let (a, b) = (self.promote(a), self.promote(b));
        let (high, low) = if a.0 >= b.0 { (a, b) } else { (b, a) };
        let (h, l) = (self.get(high), self.get(low));
        if l.unsigned && !h.unsigned && l.size == h.size {
            return Ty(high.0 + 1);
        }
        high
    }

    /// Whether two types are compatible (6.2.7), qualifiers apart if `loose`; then pointers
    /// to integers of one size are, too.
    pub fn compatible(&self, a: Ty, b: Ty, loose: bool) -> bool {
        if !loose && self.is_const(a) != self.is_const(b) {
            return false;
        }
        let (a, b) = (self.plain(a), self.plain(b));
        let (x, y) = (self.get(a), self.get(b));
        if a == b || x.kind != y.kind {
            return a == b;
        }
        let mut same = match x.kind {
            TypeKind::Pointer => true,
            TypeKind::Array => x.length == y.length || x.length == NO_LENGTH || y.length == NO_LENGTH,
            TypeKind::Function => x.params.len() == y.params.len() && x.variadic == y.variadic,
            TypeKind::Integer => loose && x.size == y.size && a != BOOL && b != BOOL,
            _ => false,
        };
        for (&p, &q) in x.params.iter().zip(&y.params) {
            same = same && self.compatible(self.plain(p), self.plain(q), loose);
        }
        same && self.compatible(x.base, y.base, loose)
    }

    /// How a scalar of type `ty` lies in memory.
    pub fn shape(&self, ty: Ty) -> Shape {
        let t = self.get(ty);
        let scalar = matches!(t.kind, TypeKind::Integer | TypeKind::Pointer);
        Shape { width: if scalar { t.size } else { 0 }, unsigned: !scalar || t.unsigned }
    }

    /// `value` as an object of type `ty` holds it, in canonical 64-bit form.
    pub fn wrap(&self, ty: Ty, value: i64) -> i64 {
        self.shape(ty).wrap(value)
    }
}

impl Shape {
    /// `value` cut to this shape, in canonical 64-bit form.
    pub fn wrap(self, value: i64) -> i64 {
        let spare = if self.width == 0 { 0 } else { 64 - 8 * self.width };
        let high = value << spare;
        if self.unsigned { (high as u64 >> spare) as i64 } else { high >> spare }
    }
}
