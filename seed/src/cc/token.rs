//! Tokens, and the keywords and other names that the compiler knows by number.

use crate::diag::Loc;
use crate::intern::{Id, Interner};

/// An enumeration, and a table of the texts that its values stand for.
macro_rules! words {
    ($name:ident $texts:ident: $($variant:ident $text:literal)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum $name { $($variant),* }
        pub const $texts: &[($name, &str)] = &[$(($name::$variant, $text)),*];
    };
}

// What a token is. `Param` is a parameter in the body of a macro, `id` its index; `Other` a
// character that begins no token. From `LParen` on: the punctuators of C11 6.4.6 without the
// digraphs, with those together that begin with the same character, for the lexer.
words! { Kind KINDS:
    Eof ""  Ident ""  Number ""  Char ""  Str ""  Param ""  Other ""
    LParen "("  RParen ")"  LBracket "["  RBracket "]"  LBrace "{"  RBrace "}"  Comma ","  Semi ";"
    Colon ":"  Question "?"  Tilde "~"  Not "!"  Ne "!="  Assign "="  Eq "=="  Plus "+"  Inc "++"
    AddAssign "+="  Minus "-"  Dec "--"  SubAssign "-="  Arrow "->"  Star "*"  MulAssign "*="
    Slash "/"  DivAssign "/="  Percent "%"  ModAssign "%="  Amp "&"  AndAnd "&&"  AndAssign "&="
    Pipe "|"  OrOr "||"  OrAssign "|="  Caret "^"  XorAssign "^="  Less "<"  Le "<="  Shl "<<"
    ShlAssign "<<="  Greater ">"  Ge ">="  Shr ">>"  ShrAssign ">>="  Dot "."  Ellipsis "..."
    Hash "#"  HashHash "##"
}

// Names with fixed numbers. First the words that begin declaration specifiers, those of the basic
// types before all, and from `Alignas` on those that Seed C refuses; then other keywords, from
// `Alignof` on those that it refuses; from `Define` on, names that are no keywords.
words! { Kw WORDS:
    Void "void"  Bool "_Bool"  Char "char"  Short "short"  Int "int"  Long "long"  Signed "signed"
    Unsigned "unsigned"  Struct "struct"  Union "union"  Enum "enum"  VaList "__builtin_va_list"
    Const "const"  Volatile "volatile"  Restrict "restrict"  Inline "inline"  Noreturn "_Noreturn"
    Typedef "typedef"  Extern "extern"  Static "static"  Auto "auto"  Register "register"
    Alignas "_Alignas"  Atomic "_Atomic"  Complex "_Complex"  Double "double"  Float "float"
    Imaginary "_Imaginary"  ThreadLocal "_Thread_local"
    Break "break"  Case "case"  Continue "continue"  Default "default"  Do "do"  Else "else"
    For "for"  Goto "goto"  If "if"  Return "return"  Sizeof "sizeof"  Switch "switch"
    StaticAssert "_Static_assert"
    VaArg "__builtin_va_arg"  VaCopy "__builtin_va_copy"  VaEnd "__builtin_va_end"
    VaStart "__builtin_va_start"  While "while"
    Alignof "_Alignof"  Generic "_Generic"  Asm "asm"
    Define "define"  Defined "defined"  Elif "elif"  Endif "endif"  Error "error"  Ifdef "ifdef"
    Ifndef "ifndef"  Include "include"  Line "line"  Pragma "pragma"  Undef "undef"
    DunderFile "__FILE__"  DunderLine "__LINE__"  VaArgs "__VA_ARGS__"  Main "main"  Func "__func__"
}

/// A token; before and after preprocessing alike.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    /// The spelling of an identifier, number, character constant or string literal.
    pub id: Id,
    pub loc: Loc,
    /// First on its line.
    pub bol: bool,
    /// Preceded by white space.
    pub space: bool,
    /// The name of a macro that may not be expanded any more (C11 6.10.3.4p2).
    pub noexpand: bool,
}

/// What stands for the end of a file; also a token to begin with.
pub const EOF: Token =
    Token { kind: Kind::Eof, id: Id(0), loc: Loc(0), bol: false, space: false, noexpand: false };

/// Gives the names of [`WORDS`] their numbers; to be called on an empty interner.
pub fn intern_words(names: &mut Interner) {
    for (_, name) in WORDS {
        names.id(name.as_bytes());
    }
}

impl Token {
    /// The fixed name that this token is, if it is one.
    pub fn word(&self) -> Option<Kw> {
        if self.kind == Kind::Ident { WORDS.get(self.id.0 as usize).map(|w| w.0) } else { None }
    }

    /// The keyword that this token is, if it is one.
    pub fn keyword(&self) -> Option<Kw> {
        self.word().filter(|&kw| kw < Kw::Define)
    }

    pub fn is(&self, kw: Kw) -> bool {
        self.word() == Some(kw)
    }
}
