//! Interned names: attribute names and variables are compared as numbers.

use std::cell::{Cell, RefCell};

use hmeval_syntax::{NameTable, Vacant, name_hash};

use crate::heap::{Heap, Value};

/// A name, as a number. Numbers are given in the order of first appearance, as in Nix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

macro_rules! known {
    ($($name:ident = $text:literal,)*) => {
        /// The names that the evaluator itself uses, with fixed numbers.
        pub mod known {
            use super::Symbol;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only to number the names below")]
            enum Number { $($name,)* }
            $(
                #[doc = concat!("`", $text, "`")]
                pub const $name: Symbol = Symbol(Number::$name as u32);
            )*
            pub(super) const TEXTS: &[&str] = &[$($text,)*];
        }
    };
}

// The first ones are those that Nix numbers before it reads anything, in its order: the attributes of a set are looked at
// in the order of their numbers, and so that decides which of several failures is met first.
known! {
    OUT_PATH = "outPath",
    DRV_PATH = "drvPath",
    TYPE = "type",
    META = "meta",
    NAME = "name",
    VALUE = "value",
    SYSTEM = "system",
    OVERRIDES = "__overrides",
    OUTPUTS = "outputs",
    OUTPUT_NAME = "outputName",
    IGNORE_NULLS = "__ignoreNulls",
    FILE = "file",
    LINE = "line",
    COLUMN = "column",
    FUNCTOR = "__functor",
    TO_STRING = "__toString",
    RIGHT = "right",
    WRONG = "wrong",
    STRUCTURED_ATTRS = "__structuredAttrs",
    JSON = "__json",
    ALLOWED_REFERENCES = "allowedReferences",
    ALLOWED_REQUISITES = "allowedRequisites",
    DISALLOWED_REFERENCES = "disallowedReferences",
    DISALLOWED_REQUISITES = "disallowedRequisites",
    MAX_SIZE = "maxSize",
    MAX_CLOSURE_SIZE = "maxClosureSize",
    BUILDER = "builder",
    ARGS = "args",
    CONTENT_ADDRESSED = "__contentAddressed",
    IMPURE = "__impure",
    OUTPUT_HASH = "outputHash",
    OUTPUT_HASH_ALGO = "outputHashAlgo",
    OUTPUT_HASH_MODE = "outputHashMode",
    RECURSE_FOR_DERIVATIONS = "recurseForDerivations",
    DESCRIPTION = "description",
    SELF = "self",
    EMPTY = "",
    START_SET = "startSet",
    OPERATOR = "operator",
    KEY = "key",
    PATH = "path",
    PREFIX = "prefix",
    OUTPUT_SPECIFIED = "outputSpecified",
    SUB = "__sub",
    LESS_THAN = "__lessThan",
    MUL = "__mul",
    DIV = "__div",
    OR = "or",
    FIND_FILE = "__findFile",
    NIX_PATH = "__nixPath",
    BODY = "body",
}

/// The table of names of one evaluation.
pub struct Symbols<'h> {
    heap: Heap<'h>,
    table: RefCell<Table<'h>>,
    /// Texts that were looked for lately, each at the place that its address gives.
    recent: Box<[Cell<Recent<'h>>]>,
}

/// A text and its number.
type Recent<'h> = (&'h [u8], Symbol);

/// How many texts that were looked for lately are kept; a power of two.
const RECENT: usize = 1024;

/// Names that a table has room for at the beginning; there are a thousand before anything is read.
const EXPECTED: usize = 1 << 11;

#[derive(Default)]
struct Table<'h> {
    by_text: NameTable,
    texts: Vec<&'h [u8]>,
    values: Vec<Option<Value<'h>>>,
}

impl Table<'_> {
    #[inline]
    fn find(&self, text: &[u8], hash: u32) -> Result<Symbol, Vacant> {
        let is_it = |number: u32| self.texts.get(number as usize).is_some_and(|known| *known == text);
        self.by_text.find(hash, is_it).map(Symbol)
    }
}

impl<'h> Symbols<'h> {
    /// A table with the [`mod@known`] names and those of the builtins.
    pub fn new(heap: Heap<'h>) -> Self {
        let recent = vec![Cell::new((&[][..], Symbol(u32::MAX))); RECENT].into_boxed_slice();
        let symbols = Symbols { heap, table: RefCell::default(), recent };
        symbols.table.borrow_mut().by_text.reset(EXPECTED);
        for text in known::TEXTS {
            symbols.intern_static(text.as_bytes());
        }
        hmeval_syntax::initial_symbols().for_each(|name| _ = symbols.intern(name.concat().as_bytes()));
        symbols
    }

    /// The number of a name.
    #[inline]
    pub fn intern(&self, text: &[u8]) -> Symbol {
        let hash = name_hash(text);
        if let Ok(symbol) = self.table.borrow().find(text, hash) {
            return symbol;
        }
        self.intern_hashed(self.heap.bytes(text), hash)
    }

    /// The number of a name that lies in the heap. Names that a program computes with mostly come from sets and from literals:
    /// the same text at the same place is the same name, and nothing is compared.
    #[inline]
    pub fn of(&self, text: &'h [u8]) -> Symbol {
        let place = self.recent.get((text.as_ptr().addr() >> 2) % RECENT);
        if let Some((known, symbol)) = place.map(Cell::get)
            && std::ptr::eq(known, text)
            && !text.is_empty()
        {
            return symbol;
        }
        let symbol = self.intern(text);
        place.into_iter().for_each(|place| place.set((text, symbol)));
        symbol
    }

    /// The number of a name whose text lives as long as the heap: it is not copied.
    pub fn intern_static(&self, text: &'h [u8]) -> Symbol {
        self.intern_hashed(text, name_hash(text))
    }

    /// As [`Symbols::intern_static`], with the hash of the name ([`name_hash`]).
    pub fn intern_hashed(&self, text: &'h [u8], hash: u32) -> Symbol {
        let mut table = self.table.borrow_mut();
        let vacant = match table.find(text, hash) {
            Ok(symbol) => return symbol,
            Err(vacant) => vacant,
        };
        let number = u32::try_from(table.texts.len()).unwrap_or(u32::MAX - 1);
        table.texts.push(text);
        table.by_text.insert(vacant, hash, number);
        Symbol(number)
    }

    /// The number of a name, if it was ever seen.
    pub fn find(&self, text: &[u8]) -> Option<Symbol> {
        self.table.borrow().find(text, name_hash(text)).ok()
    }

    /// The text of a name.
    #[inline]
    pub fn text(&self, symbol: Symbol) -> &'h [u8] {
        self.table.borrow().texts.get(symbol.0 as usize).copied().unwrap_or_default()
    }

    /// The name as a string value, made when it is first asked for.
    pub fn value(&self, symbol: Symbol) -> Value<'h> {
        let mut table = self.table.borrow_mut();
        let index = symbol.0 as usize;
        if let Some(Some(value)) = table.values.get(index) {
            return *value;
        }
        let text = table.texts.get(index).copied().unwrap_or_default();
        let value = Value::string_in(self.heap, text, None);
        if table.values.len() <= index {
            let len = table.texts.len().max(index + 1);
            table.values.resize(len, None);
        }
        if let Some(place) = table.values.get_mut(index) {
            *place = Some(value);
        }
        value
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.table.borrow().texts.len()
    }

    /// Whether there are no names (there always are).
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
