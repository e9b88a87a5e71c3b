//! How deep the tree of a text can be at most, before it is made.
//!
//! Making a tree takes time that grows with the square of its depth, and stack. After a mistake the tree goes on where the
//! evaluator's parser stops, so that only the tokens tell: brackets that are open, and what stands side by side in one of
//! them and may be nested all the same (`a: b: c`, `f x y`, `a ++ b ++ c`). Used by `tree`, which makes all of them.

use rnix::SyntaxKind;
use rnix::tokenize;

/// Deeper trees are not made.
const DEEPEST: u32 = 2000;

/// Texts of at most so many bytes are not looked at: a tree of such a depth is made soon enough.
const SHORT: usize = 2 * DEEPEST as usize;

/// Whether a text may be nested deeper than a tree should be.
pub(crate) fn is_too_deep(text: &str) -> bool {
    // Each construct is a byte at least.
    text.len() > SHORT && deepest(text, DEEPEST) > DEEPEST
}

/// An upper bound of the depth, in constructs; looked for until it is more than `enough`.
fn deepest(text: &str, enough: u32) -> u32 {
    let mut open = Open {
        levels: vec![Level::of(SyntaxKind::NODE_ROOT)],
        total: 1,
        most: 1,
        is_complete: false,
        last: SyntaxKind::NODE_ROOT,
        is_misplaced: false,
    };
    for (kind, _) in tokenize(text) {
        open.token(kind);
        if open.most > enough {
            break;
        }
    }
    open.most
}

/// A bracket, a string or a `let` that is open.
struct Level {
    opener: SyntaxKind,
    /// What may be nested in each other since it began, or since the last binding in it ended.
    chain: u32,
    /// Semicolons that belong to a `with` or `assert`.
    pending: u32,
    /// Names and literals in it stand side by side: elements of a list, as long as no operator makes them something else, and
    /// parts of a string.
    is_flat: bool,
}

impl Level {
    fn of(opener: SyntaxKind) -> Self {
        let is_flat = matches!(opener, SyntaxKind::TOKEN_L_BRACK | SyntaxKind::TOKEN_STRING_START);
        Level { opener, chain: 0, pending: 0, is_flat }
    }
}

/// What is open.
struct Open {
    levels: Vec<Level>,
    /// The depth of the place that was reached.
    total: u32,
    most: u32,
    /// The last token may end an expression.
    is_complete: bool,
    /// The last token.
    last: SyntaxKind,
    /// The token at hand closes nothing.
    is_misplaced: bool,
}

impl Open {
    fn token(&mut self, kind: SyntaxKind) {
        use SyntaxKind::*;
        match kind {
            TOKEN_WHITESPACE | TOKEN_COMMENT => return,
            TOKEN_L_BRACE | TOKEN_L_PAREN | TOKEN_L_BRACK | TOKEN_INTERPOL_START | TOKEN_STRING_START
            | TOKEN_LET => {
                let mut level = Level::of(kind);
                // Where a list cannot stand its bracket is passed over.
                level.is_flat &= !matches!(
                    self.last,
                    TOKEN_REC
                        | TOKEN_DOT
                        | TOKEN_QUESTION
                        | TOKEN_AT
                        | TOKEN_INHERIT
                        | TOKEN_LET
                        | TOKEN_ELLIPSIS
                );
                self.levels.push(level);
                self.add(1);
            }
            TOKEN_R_BRACE => self.close(TOKEN_L_BRACE),
            TOKEN_R_PAREN => self.close(TOKEN_L_PAREN),
            TOKEN_R_BRACK => self.close(TOKEN_L_BRACK),
            TOKEN_INTERPOL_END => self.close(TOKEN_INTERPOL_START),
            TOKEN_STRING_END => self.close(TOKEN_STRING_START),
            TOKEN_IN => {
                if self.top(|top| top.opener == TOKEN_LET) {
                    self.pop();
                }
                self.chain();
            }
            TOKEN_WITH | TOKEN_ASSERT => {
                self.chain();
                if let Some(top) = self.levels.last_mut() {
                    top.pending += 1;
                }
            }
            TOKEN_SEMICOLON | TOKEN_COMMA => self.separator(),
            TOKEN_IDENT | TOKEN_INTEGER | TOKEN_FLOAT | TOKEN_URI | TOKEN_STRING_CONTENT | TOKEN_PATH_ABS
            | TOKEN_PATH_HOME | TOKEN_PATH_REL | TOKEN_PATH_SEARCH | TOKEN_DOT => self.operand(),
            _ => self.chain(),
        }
        self.last = kind;
        let is_misplaced = std::mem::take(&mut self.is_misplaced);
        self.is_complete = !is_misplaced
            && matches!(
                kind,
                TOKEN_IDENT
                    | TOKEN_INTEGER
                    | TOKEN_FLOAT
                    | TOKEN_URI
                    | TOKEN_PATH_ABS
                    | TOKEN_PATH_HOME
                    | TOKEN_PATH_REL
                    | TOKEN_PATH_SEARCH
                    | TOKEN_STRING_END
                    | TOKEN_R_BRACE
                    | TOKEN_R_PAREN
                    | TOKEN_R_BRACK
                    | TOKEN_INTERPOL_END
            );
    }

    fn top(&self, is: impl Fn(&Level) -> bool) -> bool {
        self.levels.last().is_some_and(is)
    }

    fn add(&mut self, depth: u32) {
        self.total = self.total.saturating_add(depth);
        self.most = self.most.max(self.total);
    }

    /// One construct more that may have the ones before in it, or be in them.
    fn chain(&mut self) {
        if let Some(top) = self.levels.last_mut() {
            top.chain += 1;
            top.is_flat = false;
        }
        self.add(1);
    }

    fn operand(&mut self) {
        if !self.top(|top| top.is_flat) {
            self.chain();
        }
    }

    fn pop(&mut self) {
        // The text itself stays open.
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.total = self.total.saturating_sub(1 + level.chain);
        }
    }

    /// A closing bracket of what `opener` has opened. One that does not fit closes nothing, nor does one that comes where an
    /// expression has to.
    fn close(&mut self, opener: SyntaxKind) {
        let innermost = self.levels.iter().rposition(|level| level.opener != SyntaxKind::TOKEN_LET);
        let fits = |index: &usize| self.levels.get(*index).is_some_and(|level| level.opener == opener);
        let may_be_empty = !matches!(opener, SyntaxKind::TOKEN_L_PAREN | SyntaxKind::TOKEN_INTERPOL_START);
        match innermost.filter(|index| fits(index) && (may_be_empty || self.is_complete)) {
            Some(index) => {
                while self.levels.len() > index {
                    self.pop();
                }
                self.operand();
            }
            None => {
                self.chain();
                self.is_misplaced = true;
            }
        }
    }

    /// The end of a binding, or of an argument in a pattern: what follows is beside it, not in it.
    fn separator(&mut self) {
        let is_complete = self.is_complete;
        match self.levels.last_mut() {
            Some(top)
                if is_complete
                    && top.pending == 0
                    && matches!(top.opener, SyntaxKind::TOKEN_L_BRACE | SyntaxKind::TOKEN_LET) =>
            {
                self.total = self.total.saturating_sub(top.chain);
                top.chain = 0;
            }
            Some(top) => {
                top.pending = top.pending.saturating_sub(1);
                self.chain();
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use rnix::WalkEvent;

    /// How deep the tree of a text is.
    fn depth(text: &str) -> u32 {
        let (mut depth, mut most) = (0_u32, 0);
        for event in rnix::Root::parse(text).syntax().preorder() {
            match event {
                WalkEvent::Enter(_) => depth += 1,
                WalkEvent::Leave(_) => depth -= 1,
            }
            most = most.max(depth);
        }
        most
    }

    const TOKENS: [&str; 44] = [
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "a",
        "1",
        "\"",
        "''",
        "${",
        "}",
        "./x",
        "let",
        "in",
        "with",
        "assert",
        "rec",
        "inherit",
        ":",
        "@",
        "...",
        "?",
        ".",
        ",",
        ";",
        "=",
        "+",
        "++",
        "//",
        "->",
        "!",
        "-",
        "if",
        "then",
        "else",
        "or",
        "==",
        "|>",
        "<nixpkgs>",
        "a = b;",
        "{ a }:",
        "$",
        "\n",
    ];

    /// A construct of the grammar is up to six nodes.
    fn bound(text: &str) -> u32 {
        6 * deepest(text, u32::MAX) + 16
    }

    proptest! {
        // Two million cases were looked at once; a test must not depend on luck.
        #![proptest_config(ProptestConfig { cases: 3000, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

        #[test]
        fn no_tree_is_deeper(words in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..200)) {
            let text = words.join(" ");
            prop_assert!(depth(&text) <= bound(&text), "{} > {}", depth(&text), bound(&text));
        }

        #[test]
        fn no_tree_of_something_repeated_is_deeper(
            before in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..4),
            words in prop::collection::vec(prop::sample::select(&TOKENS[..]), 1..7),
        ) {
            let text = format!("{} {}", before.join(" "), format!("{} ", words.join(" ")).repeat(150));
            prop_assert!(depth(&text) <= bound(&text), "{} > {}", depth(&text), bound(&text));
        }
    }

    #[test]
    fn texts_of_people_are_not_too_deep() {
        let many = format!(
            "{{ {} }}",
            "a = x: f x y; b = [ 1 2 \"${c}\" ]; c = with d; assert e; let f = 1; in f; ".repeat(3000)
        );
        assert!(!is_too_deep(&many));
        assert!(!is_too_deep(&format!(
            "{{ {} }}: [ {} ]",
            "a ? 1, ".repeat(3000),
            "a.b \"c\" ".repeat(9000)
        )));
        assert!(!is_too_deep(&format!("''{}''", "a ${b} c\n".repeat(9000))));
    }

    #[test]
    fn deep_texts_are_too_deep() {
        for piece in [
            "[",
            "(",
            "a: ",
            "a ",
            "a + ",
            "a -> ",
            "let a = 1; in ",
            "with a; ",
            "if a then b else ",
            "!",
            "{ a = ",
            "${",
            "\"${",
        ] {
            assert!(is_too_deep(&piece.repeat(9000)), "{piece}");
            assert!(is_too_deep(&format!("}} ; {}", piece.repeat(9000))), "{piece}");
        }
    }
}
