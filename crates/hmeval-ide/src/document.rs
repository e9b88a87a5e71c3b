//! An open text, and what can be said of it without evaluating it.

use std::sync::Arc;

use hmeval_syntax::editor::{Name, Names, Tree, Undefined};

use crate::lines::LineIndex;

/// Texts that are longer are evaluated, but not looked at while somebody types.
const LARGEST: usize = 4 << 20;

/// What modules have beside settings (nixpkgs `lib/modules.nix`, `unifyModuleSyntax`).
pub const MODULE_KEYS: [&str; 9] =
    ["imports", "options", "config", "disabledModules", "_file", "key", "meta", "freeformType", "_class"];

/// An open text.
pub struct Document {
    /// Its absolute path.
    pub path: Vec<u8>,
    /// The text.
    pub text: Arc<str>,
    /// The editor's number of this state of the text.
    pub version: i32,
    /// Its lines.
    pub lines: LineIndex,
    /// Its syntax.
    pub tree: Tree,
    /// Its variables.
    pub names: Names,
    /// The newest text that has no mistake of the grammar: in the middle of a word the one before it. Nothing if there was
    /// none since the text was opened.
    whole: Option<Arc<str>>,
}

impl Document {
    /// Reads a text.
    pub fn new(path: Vec<u8>, text: Arc<str>, version: i32) -> Self {
        let tree = Tree::parse(if text.len() > LARGEST { "" } else { &text });
        let names = tree.names();
        let whole = tree.errors().is_empty().then(|| Arc::clone(&text));
        Document { lines: LineIndex::new(&text), path, text, version, tree, names, whole }
    }

    /// Reads what became of the text by a change.
    #[must_use]
    pub fn changed(&self, text: Arc<str>, version: i32) -> Self {
        let mut new = Self::new(self.path.clone(), text, version);
        new.whole = new.whole.or_else(|| self.whole.clone());
        new
    }

    /// The text to evaluate: what is wrong in the grammar keeps everything else from being known.
    pub fn to_evaluate(&self) -> &Arc<str> {
        self.whole.as_ref().unwrap_or(&self.text)
    }

    /// The variables that nothing uses; none while the text is broken, for what is lost of it may use them.
    pub fn unused(&self) -> impl Iterator<Item = &Name> {
        let bound = self.names.bound.iter().filter(|name| name.uses.is_empty());
        bound.filter(|_| self.tree.errors().is_empty())
    }

    /// The variables that may have been meant by a name that nothing binds, nearest first.
    pub fn near(&self, undefined: &Undefined) -> Vec<String> {
        let visible = self.names.visible_at(undefined.range.start);
        let names = visible.iter().map(|name| name.text.as_bytes());
        let near = hmeval_formats::lev::best_matches(names, undefined.text.as_bytes());
        // Of a name of two letters every other one is near, of one of three every one that has two others.
        let is_like = |name: &&&[u8]| match name.len().min(undefined.text.len()) {
            0..=2 => false,
            3 => hmeval_formats::lev::distance(name, undefined.text.as_bytes()) < 2,
            _ => true,
        };
        near.iter().filter(is_like).map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }
}

/// The names that a text sees without binding them: those of the language.
pub fn is_global(name: &str) -> bool {
    matches!(name, "builtins" | "true" | "false" | "null" | "derivation" | "__curPos" | "import")
        || name.starts_with("__") && hmeval_eval::builtins::all().any(|builtin| builtin.name == &name[2..])
        || hmeval_eval::builtins::all().any(|builtin| builtin.global && builtin.name == name)
        || matches!(name, "__nixPath" | "__currentSystem" | "__currentTime" | "__storeDir" | "__nixVersion" | "__langVersion")
        // Those that Nix defines in the base environment without `__` and that no table marks.
        || GLOBALS.contains(&name)
}

/// Names of Nix's base environment (`src/libexpr/primops.cc`: those whose names do not begin with `__`).
const GLOBALS: [&str; 22] = [
    "abort",
    "baseNameOf",
    "break",
    "derivationStrict",
    "dirOf",
    "fetchGit",
    "fetchMercurial",
    "fetchTarball",
    "fetchTree",
    "fromTOML",
    "isNull",
    "map",
    "placeholder",
    "removeAttrs",
    "scopedImport",
    "throw",
    "toString",
    "import",
    "derivation",
    "true",
    "false",
    "null",
];
