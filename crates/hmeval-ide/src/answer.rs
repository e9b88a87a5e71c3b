//! What can be asked of an evaluated configuration, and the answers.

use std::ops::Range;
use std::sync::Arc;

use hmeval_config::check::record::Record;
use hmeval_syntax::Literal;
use hmeval_syntax::editor::{Formals, Tree};

use crate::rename::{FileEdits, Renaming};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// All about the option at a path; names in sets of submodules are those of the configuration.
    Option(Vec<String>),
    /// The options directly below a path, and the names that are in its value.
    Keys(Vec<String>),
    /// The values that the option at a path can have.
    Values(Vec<String>),
    /// The values that the option at a path can have, and the attributes of what `with`s open there, innermost first.
    Words(Vec<String>, Vec<(String, Vec<String>)>),
    /// What names in a file may mean that nothing binds.
    Unbound(Vec<u8>, Vec<Unbound>),
    /// The files and folders in a folder.
    Files(Vec<u8>),
    /// The names that the function in a file may take.
    Formals(Vec<u8>, Formals),
    /// The attributes of something that modules get (`config`, `lib`, `pkgs`, `options`, …) at a path.
    Members(String, Vec<String>),
    /// The version and the description of the package at a path in something that modules get.
    Package(String, Vec<String>),
    /// What is at the first of some paths in something that modules get.
    Value(Vec<(String, Vec<String>)>),
    /// All about an input of the flake; what modules get at this name in `inputs` if the flake has none of that name.
    Input(String),
    /// What the files in a folder bind that belong to the configuration.
    Symbols(Vec<u8>),
    /// What can be said at once of definitions as they are written.
    Glance(Box<Text>),
    /// What has to be changed so that an option has another name.
    Rename(Box<Renaming>),
}

/// A name that nothing binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound {
    /// The name.
    pub name: String,
    /// The option whose value it is.
    pub option: Option<Vec<String>>,
    /// The function that could take it.
    pub function: Option<Formals>,
}

/// What a name may mean that nothing binds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// Whether the function gets something under it.
    pub is_argument: bool,
    /// Whether the function may take more names: it is a module.
    pub is_module: bool,
    /// What modules get that has an attribute of the name.
    pub sets: Vec<String>,
    /// The values that the option can have.
    pub values: Vec<String>,
}

/// A text as it is written now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its file.
    pub file: Vec<u8>,
    /// All of it.
    pub text: Arc<str>,
    /// The definitions in it.
    pub sketches: Vec<Sketch>,
}

/// What can be said of a text at once.
#[derive(Debug, Default)]
pub struct Glance {
    /// What is wrong with its definitions as they are written, if it could not be evaluated by itself.
    pub glimpses: Vec<Glimpse>,
    /// What it evaluates to in the configuration that was evaluated last.
    pub draft: Option<Drafted>,
}

/// What a text evaluates to while all else is as it was.
#[derive(Debug, Default)]
pub struct Drafted {
    /// What is wrong.
    pub records: Vec<Record>,
    /// The options that the text defines: what an older evaluation found about them is past.
    pub options: Vec<Vec<String>>,
}

/// A definition as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// The option that it is of.
    pub path: Vec<String>,
    /// Where the last names of the path stand.
    pub names: Vec<Range<usize>>,
    /// Where its value stands.
    pub value: Range<usize>,
    /// Its value, if it is a literal.
    pub literal: Option<Literal>,
}

/// Something that is wrong with a definition for sure, whatever the rest of the configuration says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// Where.
    pub range: Range<usize>,
    /// The rule.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What may have been meant.
    pub suggestions: Vec<String>,
}

/// An answer.
#[derive(Debug)]
pub enum Answer {
    /// To [`Question::Option`].
    Option(Box<OptionInfo>),
    /// To [`Question::Glance`].
    Glance(Glance),
    /// To [`Question::Input`].
    Input(Box<InputInfo>),
    /// To [`Question::Unbound`]: for each of the names.
    Unbound(Vec<Meant>),
    /// To [`Question::Symbols`].
    Symbols(Arc<Vec<FileSymbols>>),
    /// To [`Question::Value`].
    Value(Box<ValueInfo>),
    /// To [`Question::Rename`]: the changes, none if it was only asked whether it can be done; or why it cannot.
    Rename(Result<Vec<FileEdits>, String>),
    /// To all others: what can be written there.
    Items(Vec<Item>),
    /// There is none.
    Nothing,
}

/// All about an option.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionInfo {
    /// Its path.
    pub path: String,
    /// Its type, in words.
    pub type_name: String,
    /// What it is for, in Markdown.
    pub description: String,
    /// Its default, as Nix.
    pub default: Option<String>,
    /// An example, as Nix.
    pub example: Option<String>,
    /// The value that it has in the end, or the error that it fails with.
    pub value: Option<Result<String, String>>,
    /// Where it is declared.
    pub declarations: Vec<Location>,
    /// Its definitions.
    pub definitions: Vec<Definition>,
    /// Whether the definitions set nothing but its default.
    pub is_default: bool,
}

/// All about an input of a flake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputInfo {
    /// The `flake.nix`.
    pub file: Vec<u8>,
    /// Its text.
    pub text: Arc<str>,
    /// Where the input's name stands in it; nothing if only the lock file knows it.
    pub at: Option<Range<usize>>,
    /// What it is locked to.
    pub locked: Option<String>,
}

/// What a file binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSymbols {
    /// The file.
    pub file: Vec<u8>,
    /// Its text.
    pub text: Arc<str>,
    /// The paths of its bindings, and where the last name of each stands.
    pub names: Vec<(Vec<String>, Range<usize>)>,
}

impl FileSymbols {
    /// What a text binds: the first names of it, at most so many.
    pub fn of(file: Vec<u8>, text: Arc<str>, tree: &Tree, most: usize) -> Self {
        let bindings = tree.bindings().into_iter();
        let named = bindings.filter_map(|binding| Some((binding.path, binding.names.last()?.clone())));
        FileSymbols { file, text, names: named.take(most).collect() }
    }
}

/// What something is that modules get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueInfo {
    /// Where an argument comes from, in words; empty if that is not known.
    pub origin: String,
    /// The value in a line, or the reason why it fails. Of a function: what it takes.
    pub value: Result<String, String>,
    /// The name that modules get it under, and the names of attributes.
    pub path: String,
    /// What it says of itself: the documentation of a function, the description of a package.
    pub documentation: String,
    /// Where it is written.
    pub location: Option<Location>,
}

/// A place in a file; line and column in characters from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: Vec<u8>,
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The column behind the word there.
    pub end: u32,
}

/// A definition of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Where it is.
    pub location: Location,
    /// Its priority in words: `100`, `1000 (mkDefault)`.
    pub priority: String,
    /// Whether it is the default that its declaration gives.
    pub is_default: bool,
    /// What became of it: `won`, `merged`, `overridden`, `pruned`.
    pub fate: String,
    /// Its value.
    pub value: String,
}

/// What can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The name, or the value.
    pub label: String,
    /// What sort of thing it is.
    pub kind: ItemKind,
    /// A few words: a type.
    pub detail: String,
    /// More, in Markdown.
    pub documentation: String,
    /// What it is an attribute of, if a `with` opens that: a name that modules get, and a path there.
    pub of: Option<Arc<(String, Vec<String>)>>,
}

impl Item {
    /// A name of which nothing more is said.
    pub fn new(label: String, kind: ItemKind) -> Self {
        Item { label, kind, detail: String::new(), documentation: String::new(), of: None }
    }
}

/// What sort of thing can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// An option.
    Option,
    /// A group of options.
    Section,
    /// A name that a set in the configuration has.
    Name,
    /// A value.
    Value,
    /// An attribute.
    Attribute,
    /// A function.
    Function,
    /// A variable.
    Variable,
    /// A file.
    File,
    /// A folder.
    Folder,
}
