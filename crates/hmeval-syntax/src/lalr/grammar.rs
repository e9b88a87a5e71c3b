//! Nix's grammar: rules in the order of `parser.y` (the order decides between default reductions), and precedences.

use crate::token::{NAMES, TokenKind};

/// A symbol of the grammar: a token by its number, or behind those a nonterminal.
pub(super) type Symbol = usize;

/// Number of tokens.
pub(super) const TOKENS: usize = TokenKind::COUNT;

/// A rule.
pub(super) struct Rule {
    /// The nonterminal on its left.
    pub(super) left: Symbol,
    /// What it stands for.
    pub(super) right: Vec<Symbol>,
    /// Decides between reducing and shifting.
    pub(super) precedence: Option<Precedence>,
}

/// How tightly an operator binds, and what happens among equals.
#[derive(Clone, Copy)]
pub(super) struct Precedence {
    pub(super) level: u8,
    pub(super) group: Group,
}

/// How an operator groups with those of the same level.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Left,
    Right,
    None,
}

/// The grammar.
pub(super) struct Grammar {
    /// Rule 0 is the start.
    pub(super) rules: Vec<Rule>,
    /// Number of all symbols.
    pub(super) symbols: usize,
    /// Precedence of each token.
    pub(super) precedence: Vec<Option<Precedence>>,
}

/// Nonterminals with the alternatives that each stands for. Tokens are written as in messages, without quotes; those
/// without a fixed text are in capitals. `!` and the sign `-` get a precedence of their own by a word behind `%`.
const RULES: [(&str, &[&str]); 27] = [
    ("accept", &["start END"]),
    ("start", &["expr"]),
    ("expr", &["function"]),
    (
        "function",
        &[
            "ID : function",
            "formal_set : function",
            "formal_set @ ID : function",
            "ID @ formal_set : function",
            "assert expr ; function",
            "with expr ; function",
            "let binds in function",
            "condition",
        ],
    ),
    ("condition", &["if expr then expr else expr", "pipe_from", "pipe_into", "operation"]),
    ("pipe_from", &["operation <| pipe_from", "operation <| operation"]),
    ("pipe_into", &["pipe_into |> operation", "operation |> operation"]),
    (
        "operation",
        &[
            "! operation %not",
            "- operation %sign",
            "operation == operation",
            "operation != operation",
            "operation < operation",
            "operation <= operation",
            "operation > operation",
            "operation >= operation",
            "operation && operation",
            "operation || operation",
            "operation -> operation",
            "operation // operation",
            "operation ? attrpath",
            "operation + operation",
            "operation - operation",
            "operation * operation",
            "operation / operation",
            "operation ++ operation",
            "application",
        ],
    ),
    ("application", &["application select", "select"]),
    ("select", &["simple . attrpath", "simple . attrpath or select", "simple or", "simple"]),
    (
        "simple",
        &[
            "ID",
            "INT",
            "FLOAT",
            "\" string_parts \"",
            "IND_OPEN ind_string_parts IND_CLOSE",
            "path_start PATH_END",
            "path_start interpolated PATH_END",
            "SEARCH_PATH",
            "URI",
            "( expr )",
            "let { binds }",
            "rec { binds }",
            "{ binds1 }",
            "{ }",
            "[ list ]",
        ],
    ),
    ("string_parts", &["STR", "interpolated", ""]),
    ("interpolated", &["interpolated STR", "interpolated ${ expr }", "${ expr }", "STR ${ expr }"]),
    ("path_start", &["PATH", "HOME_PATH"]),
    ("ind_string_parts", &["ind_string_parts IND_STR", "ind_string_parts ${ expr }", ""]),
    ("binds", &["binds1", ""]),
    (
        "binds1",
        &[
            "binds1 attrpath = expr ;",
            "binds inherit attrs ;",
            "binds inherit ( expr ) attrs ;",
            "attrpath = expr ;",
        ],
    ),
    ("attrs", &["attrs attr", "attrs string_attr", ""]),
    ("attrpath", &["attrpath . attr", "attrpath . string_attr", "attr", "string_attr"]),
    ("attr", &["ID", "or"]),
    ("string_attr", &["\" string_parts \"", "${ expr }"]),
    ("list", &["list select", ""]),
    ("formal_set", &["{ formals , ... }", "{ ... }", "{ formals , }", "{ formals }", "{ }"]),
    ("formals", &["formals , formal", "formal"]),
    ("formal", &["ID", "ID ? expr"]),
    ("not", &[]),
    ("sign", &[]),
];

/// Operators from the loosest to the tightest.
const OPERATORS: [(Group, &str); 12] = [
    (Group::Right, "->"),
    (Group::Left, "||"),
    (Group::Left, "&&"),
    (Group::None, "== !="),
    (Group::None, "< > <= >="),
    (Group::Right, "//"),
    (Group::Left, "%not"),
    (Group::Left, "+ -"),
    (Group::Left, "* /"),
    (Group::Right, "++"),
    (Group::None, "?"),
    (Group::None, "%sign"),
];

/// Tokens without a fixed text.
const CLASSES: [(&str, TokenKind); 14] = [
    ("END", TokenKind::End),
    ("ID", TokenKind::Id),
    ("STR", TokenKind::Str),
    ("IND_STR", TokenKind::IndStr),
    ("INT", TokenKind::Int),
    ("FLOAT", TokenKind::Float),
    ("PATH", TokenKind::Path),
    ("HOME_PATH", TokenKind::HomePath),
    ("SEARCH_PATH", TokenKind::SearchPath),
    ("PATH_END", TokenKind::PathEnd),
    ("URI", TokenKind::Uri),
    ("IND_OPEN", TokenKind::IndOpen),
    ("IND_CLOSE", TokenKind::IndClose),
    ("ELLIPSIS", TokenKind::Ellipsis),
];

impl Grammar {
    /// Reads the tables above.
    pub(super) fn read() -> Grammar {
        let mut precedence = vec![None; TOKENS];
        for (token, place) in precedence.iter_mut().enumerate() {
            *place = precedence_of(NAMES[token].trim_matches('\''));
        }
        let mut rules = Vec::new();
        for (left, alternatives) in RULES {
            for alternative in alternatives {
                rules.extend(rule(left, alternative, &precedence));
            }
        }
        Grammar { rules, symbols: TOKENS + RULES.len(), precedence }
    }
}

fn rule(left: &str, text: &str, precedence: &[Option<Precedence>]) -> Option<Rule> {
    let mut right = Vec::new();
    let mut own = None;
    for word in text.split_whitespace() {
        if word.starts_with('%') {
            own = precedence_of(word);
            continue;
        }
        let symbol = symbol(word)?;
        if own.is_none() || symbol < TOKENS {
            own = precedence.get(symbol).copied().flatten().or(own);
        }
        right.push(symbol);
    }
    Some(Rule { left: symbol(left)?, right, precedence: own })
}

fn symbol(word: &str) -> Option<Symbol> {
    if let Some(index) = RULES.iter().position(|(name, _)| *name == word) {
        return Some(TOKENS + index);
    }
    if let Some((_, kind)) = CLASSES.iter().find(|(name, _)| *name == word) {
        return Some(*kind as usize);
    }
    NAMES
        .iter()
        .position(|name| name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')) == Some(word))
}

fn precedence_of(word: &str) -> Option<Precedence> {
    let level = OPERATORS.iter().position(|(_, words)| words.split(' ').any(|one| one == word))?;
    Some(Precedence { level: level as u8, group: OPERATORS[level].0 })
}
