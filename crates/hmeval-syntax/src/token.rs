//! The kinds of tokens, in the order of Nix's grammar.
//!
//! The order matters: messages list expected tokens in it. Used by the lexer, the parser and the message generator.

/// A kind of token (a terminal symbol of the grammar).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum TokenKind {
    /// The end of the text, or a NUL byte, which ends it as well.
    End,
    /// A byte that begins no token.
    Unknown,
    Id,
    Str,
    IndStr,
    Int,
    Float,
    Path,
    HomePath,
    SearchPath,
    PathEnd,
    Uri,
    If,
    Then,
    Else,
    Assert,
    With,
    Let,
    In,
    Rec,
    Inherit,
    Eq,
    Neq,
    Leq,
    Geq,
    Update,
    Concat,
    And,
    Or,
    Impl,
    OrKw,
    PipeFrom,
    PipeInto,
    DollarCurly,
    IndOpen,
    IndClose,
    Ellipsis,
    Less,
    Greater,
    Plus,
    Minus,
    Star,
    Slash,
    Question,
    Colon,
    At,
    Semi,
    Not,
    Dot,
    Quote,
    LParen,
    RParen,
    LBrace,
    RBrace,
    LBracket,
    RBracket,
    Assign,
    Comma,
    /// The text is wrong on the level of tokens; the lexer holds the error.
    Invalid,
}

impl TokenKind {
    /// Number of kinds that the grammar knows.
    pub(crate) const COUNT: usize = TokenKind::Invalid as usize;

    /// What Nix's messages call a token of this kind.
    pub(crate) fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

/// The names of all kinds, in the order of the enumeration.
pub(crate) const NAMES: [&str; TokenKind::COUNT + 1] = [
    "end of file",
    "invalid token",
    "identifier",
    "string",
    "indented string",
    "integer",
    "floating-point literal",
    "path",
    "'~/…' path",
    "'<…>' path",
    "end of path",
    "URI",
    "'if'",
    "'then'",
    "'else'",
    "'assert'",
    "'with'",
    "'let'",
    "'in'",
    "'rec'",
    "'inherit'",
    "'=='",
    "'!='",
    "'<='",
    "'>='",
    "'//'",
    "'++'",
    "'&&'",
    "'||'",
    "'->'",
    "'or'",
    "'<|'",
    "'|>'",
    "'${'",
    "start of an indented string",
    "end of an indented string",
    "'...'",
    "'<'",
    "'>'",
    "'+'",
    "'-'",
    "'*'",
    "'/'",
    "'?'",
    "':'",
    "'@'",
    "';'",
    "'!'",
    "'.'",
    "'\"'",
    "'('",
    "')'",
    "'{'",
    "'}'",
    "'['",
    "']'",
    "'='",
    "','",
    "",
];

/// A token and the bytes it covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: u32,
    pub(crate) end: u32,
}
