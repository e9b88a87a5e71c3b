//! The base environment: `builtins`, and the names that are visible without it.

use hmeval_diag::Pos;
use rustc_hash::FxHashMap;

use super::Builtin;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, Boxed, Heap, Later, NativeThunk, Thunk, Value};
use crate::settings::Settings;
use crate::symbol::Symbols;

/// The values of the base environment, by number.
pub struct Globals<'h> {
    names: FxHashMap<&'static [u8], u32>,
    values: Vec<Value<'h>>,
}

impl<'h> Globals<'h> {
    /// The base environment for these settings.
    pub fn new(heap: Heap<'h>, symbols: &Symbols<'h>, settings: &Settings) -> Self {
        let mut globals = Globals { names: FxHashMap::default(), values: Vec::new() };
        let mut set = AttrsBuilder::new(150, Pos::NONE);
        let mut add = |globals: &mut Globals<'h>, name: &'static str, global: bool, value: Value<'h>| {
            set.insert(symbols.intern_static(name.as_bytes()), Pos::NONE, value);
            if global {
                globals.add(name, value);
            } else {
                globals.add(&*Box::leak(format!("__{name}").into_boxed_str()), value);
            }
        };
        for builtin in super::all() {
            if builtin.feature.is_none_or(|feature| settings.has_feature(feature)) {
                add(&mut globals, builtin.name, builtin.global, Globals::make(heap, builtin));
            }
        }
        let delayed = |function: NativeThunk<'h>| {
            Value::thunk(heap.alloc_cell(Thunk::native(heap.alloc(Later { run: function, args: &[] }), 0)))
        };
        add(&mut globals, "true", true, Value::TRUE);
        add(&mut globals, "false", true, Value::FALSE);
        add(&mut globals, "null", true, Value::NULL);
        add(&mut globals, "langVersion", false, Value::int(heap, 6));
        add(&mut globals, "nixVersion", false, Value::string(heap, NIX_VERSION.as_bytes()));
        add(&mut globals, "storeDir", false, Value::string(heap, settings.store_dir.as_bytes()));
        add(&mut globals, "nixPath", false, delayed(super::source::nix_path));
        add(&mut globals, "derivation", true, delayed(super::derivation::derivation_function));
        if !settings.pure_eval {
            // Only who asks for it depends on it.
            add(&mut globals, "currentTime", false, delayed(current_time));
            add(
                &mut globals,
                "currentSystem",
                false,
                Value::string(heap, settings.current_system.as_bytes()),
            );
        }
        let builtins = heap.alloc_cell(Thunk::forced(Value::NULL));
        set.insert(symbols.intern_static(b"builtins"), Pos::NONE, Value::thunk(builtins));
        let set = Value::attrs(set.finish(heap));
        builtins.set(set);
        globals.add("builtins", set);
        globals
    }

    fn add(&mut self, name: &'static str, value: Value<'h>) {
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.names.insert(name.as_bytes(), number);
        self.values.push(value);
    }

    fn make(heap: Heap<'h>, builtin: &'static Builtin) -> Value<'h> {
        Value::boxed(heap.alloc(Boxed::Builtin(builtin)))
    }

    /// The value with a number that `lookup` gave.
    #[inline]
    pub fn get(&self, number: u32) -> Value<'h> {
        self.values.get(number as usize).copied().unwrap_or(Value::NULL)
    }

    /// The number of a name of the base environment.
    pub fn lookup(&self, name: &[u8]) -> Option<u32> {
        self.names.get(name).copied()
    }

    /// The numbers of all names.
    pub(crate) fn numbers(&self) -> FxHashMap<&'static [u8], u32> {
        self.names.clone()
    }

    /// All names with their values.
    pub fn names(&self) -> impl Iterator<Item = (&'static [u8], Value<'h>)> {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_unstable();
        names.into_iter().map(|(name, number)| (*name, self.get(*number)))
    }

    /// A builtin as a value.
    pub fn builtin_value(&self, heap: Heap<'h>, builtin: &'static Builtin) -> Value<'h> {
        Globals::make(heap, builtin)
    }
}

fn current_time<'h>(ev: &Evaluator<'h>, _: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    Ok(Value::int(ev.heap, ev.world.now()))
}

/// What `builtins.nixVersion` is: the release whose answers these are.
pub const NIX_VERSION: &str = "2.34.8";
