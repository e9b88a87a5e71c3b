//! The state of one evaluation, and how errors are made in it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hmeval_diag::{Pos, Sources};
use rustc_hash::FxHashMap;

use crate::builtins::Globals;
use crate::code::Code;
use crate::error::{Error, ErrorData, ErrorKind, Frame};
use crate::heap::{Env, Heap, ThunkState, Value, View};
use crate::settings::Settings;
use crate::stats::Stats;
use crate::store::StoreState;
use crate::string::Contexts;
use crate::symbol::{Symbol, Symbols};
use crate::world::World;

/// One evaluation: its heap, names, files and settings.
pub struct Evaluator<'h> {
    /// Where values lie.
    pub heap: Heap<'h>,
    /// Names.
    pub symbols: Symbols<'h>,
    /// Context elements.
    pub contexts: Contexts,
    /// Files, environment, clock.
    pub world: &'h dyn World,
    /// What the caller decided.
    pub settings: Settings,
    /// Counters.
    pub stats: Stats,
    /// Texts, for positions.
    pub sources: RefCell<Sources>,
    /// Derivations and sources known so far.
    pub store: StoreState<'h>,
    /// Who fetches trees and evaluates flakes; nobody: only what the store has.
    pub fetcher: Option<&'h dyn crate::fetcher::Fetcher>,
    /// Parsed files of earlier evaluations.
    pub parsed: Option<Arc<crate::parsed::ParsedFiles>>,
    pub(crate) codes: RefCell<Vec<&'h Code<'h>>>,
    pub(crate) imports: RefCell<FxHashMap<Vec<u8>, Value<'h>>>,
    pub(crate) globals: Globals<'h>,
    pub(crate) regexes: RefCell<FxHashMap<Vec<u8>, Rc<hmeval_formats::regex::Regex>>>,
    pub(crate) search_paths: RefCell<FxHashMap<Vec<u8>, Option<Vec<u8>>>>,
    pub(crate) prefetcher: Option<std::sync::Arc<crate::prefetch::Prefetcher>>,
    pub(crate) depth: Cell<u32>,
    pub(crate) observed: Option<crate::observe::Observed<'h>>,
    /// Whether the interpreter's side of a comparison is being computed, which is to be the interpreter's all through.
    pub(crate) native_paused: Cell<bool>,
    pub(crate) cycle: crate::cycle::OpenCycle<'h>,
    stack_end: Arc<AtomicUsize>,
    pub(crate) empty_env: Env<'h>,
}

impl<'h> Evaluator<'h> {
    /// The empty string.
    pub(crate) fn empty_string(&self) -> Value<'h> {
        self.symbols.value(crate::symbol::known::EMPTY)
    }

    /// How often each function was called and interpreted, with its name and place (Nix: `NIX_COUNT_CALLS`). In order of
    /// the places; functions that were not are left out.
    pub fn function_calls(&self) -> Vec<(u32, Vec<u8>)> {
        let codes = self.codes.borrow();
        let called =
            codes.iter().flat_map(|code| code.functions()).filter(|function| function.calls.get() > 0);
        let described = called.map(|function| {
            let name = self.lambda_name(function.code, function.lambda).unwrap_or(b"anonymous");
            let place = self.show_pos(function.code.at(function.lambda.pos));
            (function.calls.get(), [name, b" ", &place].concat())
        });
        described.collect()
    }

    /// The files that were read, in that order.
    pub fn files_read(&self) -> Vec<Vec<u8>> {
        let sources = self.sources.borrow();
        let bases = self.codes.borrow().iter().map(|code| Pos(code.base)).collect::<Vec<_>>();
        let origins =
            bases.into_iter().filter_map(|base| Some(&sources.file(sources.resolve(base)?.0).origin));
        let paths = origins.filter_map(|origin| match origin {
            hmeval_diag::Origin::File(path) => Some(path.to_vec()),
            _ => None,
        });
        paths.collect()
    }

    /// A fresh evaluation in `heap`. The stack of the calling thread must have [`Settings::stack_size`] bytes.
    pub fn new(heap: Heap<'h>, world: &'h dyn World, settings: Settings) -> Option<Self> {
        let symbols = Symbols::new(heap);
        let globals = Globals::new(heap, &symbols, &settings);
        let stack_end = stack_pointer().saturating_sub(settings.stack_size.saturating_sub(STACK_RESERVE));
        let store = StoreState::new(&settings);
        let observed = settings.observe.then(crate::observe::Observed::default);
        Some(Evaluator {
            heap,
            symbols,
            contexts: Contexts::default(),
            world,
            settings,
            stats: Stats::default(),
            sources: RefCell::default(),
            store,
            fetcher: None,
            parsed: None,
            codes: RefCell::default(),
            imports: RefCell::default(),
            globals,
            regexes: RefCell::default(),
            search_paths: RefCell::default(),
            prefetcher: None,
            depth: Cell::new(0),
            observed,
            native_paused: Cell::new(false),
            cycle: crate::cycle::OpenCycle::default(),
            stack_end: Arc::new(AtomicUsize::new(stack_end)),
            empty_env: Env::new(heap, None, 0)?,
        })
    }

    /// Lets files be read ahead, by the threads of [`crate::prefetch::ReadAhead`].
    pub(crate) fn read_ahead(&mut self) -> std::sync::Arc<crate::prefetch::Prefetcher> {
        let prefetcher = crate::prefetch::Prefetcher::new(
            self.globals.numbers(),
            self.parse_options(),
            self.parsed.is_some(),
        );
        let prefetcher = std::sync::Arc::new(prefetcher);
        self.prefetcher = Some(std::sync::Arc::clone(&prefetcher));
        prefetcher
    }

    /// Ends the reading ahead, and gives back what was read in vain: an evaluation that is kept to be asked later needs it no
    /// more.
    pub fn stop_reading_ahead(&self) {
        if let Some(prefetcher) = &self.prefetcher {
            prefetcher.close();
            prefetcher.forget();
        }
    }

    /// The path of a derivation is asked for: most likely those of its sources, too.
    pub fn expect_sources(&self) {
        if let Some(prefetcher) = &self.prefetcher {
            prefetcher.expect_sources();
        }
    }

    /// Forgets what was seen of files, for a new look at them, and what was read of them ahead.
    pub fn forget_files(&self) {
        self.store.forget_files();
        self.world.forget();
        if let Some(prefetcher) = &self.prefetcher {
            prefetcher.forget();
        }
        if let Some(fetcher) = self.fetcher {
            fetcher.forget();
        }
    }

    /// A handle with which another thread can end this evaluation.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter { stack_end: Arc::clone(&self.stack_end) }
    }

    /// An error with Nix's message, at no position yet.
    #[cold]
    pub fn error(&self, kind: ErrorKind, message: impl AsRef<[u8]>) -> Error<'h> {
        self.error_at(kind, Pos::NONE, message)
    }

    /// An error with Nix's message at a position.
    #[cold]
    pub fn error_at(&self, kind: ErrorKind, pos: Pos, message: impl AsRef<[u8]>) -> Error<'h> {
        let message = self.heap.bytes(message.as_ref());
        Error::new(self.heap, ErrorData { kind, message, pos, suggestions: &[], notes: &[] })
    }

    /// The error with a frame in front: what was being done, and where.
    #[cold]
    pub fn frame(&self, error: Error<'h>, pos: Pos, text: impl AsRef<[u8]>) -> Error<'h> {
        let text = self.heap.bytes(text.as_ref());
        error.with_frame(self.heap, Frame { pos, text, always: false })
    }

    /// A message for the person at the terminal.
    pub fn message(&self, text: &[u8]) {
        if self.is_muted() {
            return;
        }
        if self.world.has_colours() {
            self.world.message(text);
        } else {
            self.world.message(&crate::render::plain(text));
        }
    }

    /// The error with names that may have been meant instead of `wanted`.
    #[cold]
    pub fn suggest(&self, error: Error<'h>, wanted: &[u8], candidates: &[&'h [u8]]) -> Error<'h> {
        let best = hmeval_formats::lev::best_matches(candidates.iter().copied(), wanted);
        self.with_suggestions(error, &best)
    }

    /// The error with these suggestions.
    #[cold]
    pub fn with_suggestions(&self, error: Error<'h>, suggestions: &[&'h [u8]]) -> Error<'h> {
        let data = ErrorData { suggestions: self.heap.slice(suggestions), ..*error.data() };
        error.with_data(self.heap, data)
    }

    /// The text of a name.
    #[inline]
    pub fn text(&self, symbol: Symbol) -> &'h [u8] {
        self.symbols.text(symbol)
    }

    /// A name as messages show it: with quotes if it could not be written without (Nix: `printIdentifier`).
    pub fn shown_name(&self, symbol: Symbol) -> Vec<u8> {
        let mut out = Vec::new();
        crate::print::identifier(&mut out, self.text(symbol));
        out
    }

    /// A string value.
    pub fn string(&self, text: impl AsRef<[u8]>) -> Value<'h> {
        Value::string(self.heap, text.as_ref())
    }

    /// An integer value.
    #[inline]
    pub fn int(&self, n: i64) -> Value<'h> {
        Value::int(self.heap, n)
    }

    /// A name as a string value, the same one each time.
    pub fn symbol_value(&self, symbol: Symbol) -> Value<'h> {
        self.symbols.value(symbol)
    }

    /// Fails where so many bytes more would be over the limit, or more than a machine has.
    pub fn check_memory(&self, more: usize) -> Result<(), Error<'h>> {
        // Some room stays for what is allocated between two checks.
        let capacity = self.heap.capacity() / 8 * 7;
        let limit = match self.settings.max_memory {
            0 => capacity,
            limit => limit.min(capacity),
        };
        if self.heap.allocated().saturating_add(more) <= limit {
            return Ok(());
        }
        Err(self.error(ErrorKind::Limit, format!("the evaluation needs more than {limit} bytes of memory")))
    }

    /// Like [`Evaluator::check_memory`], for sizes that hardly ever matter.
    #[inline]
    pub fn check_size(&self, more: usize) -> Result<(), Error<'h>> {
        if more < 1 << 20 { Ok(()) } else { self.check_memory(more) }
    }

    /// Where a value is written, as far as it knows: functions and sets do.
    pub fn value_pos(&self, value: Value<'h>) -> Pos {
        self.value_pos_or(value, Pos::NONE)
    }

    /// Where a value is written; for a delayed call, where its function is; else `pos` (Nix: `Value::determinePos`).
    pub fn value_pos_or(&self, value: Value<'h>, pos: Pos) -> Pos {
        let mut value = value;
        loop {
            value = match value.view() {
                View::Closure(closure) => return closure.code().at(closure.lambda().pos),
                View::Attrs(attrs) => return attrs.pos(),
                View::Thunk(thunk) => match thunk.state() {
                    ThunkState::Forced(value) => value,
                    ThunkState::Call(function, _) | ThunkState::Call2(&[function, _], _) => function,
                    _ => return pos,
                },
                _ => return pos,
            };
        }
    }

    /// Fails where the native stack is nearly used up. Nix ends such an evaluation with the same words, or crashes.
    #[inline]
    pub fn check_stack(&self, pos: Pos) -> Result<(), Error<'h>> {
        if stack_pointer() < self.stack_end.load(Ordering::Relaxed) {
            Err(self.stack_overflow(pos))
        } else {
            Ok(())
        }
    }

    /// The error of too many calls in each other.
    #[cold]
    pub fn stack_overflow(&self, pos: Pos) -> Error<'h> {
        self.error_at(ErrorKind::StackOverflow, pos, "stack overflow; max-call-depth exceeded")
    }

    /// One level of calls more, up to `max-call-depth`; [`Evaluator::leave`] takes it back.
    #[inline]
    pub fn enter(&self, pos: Pos) -> Result<(), Error<'h>> {
        let depth = self.depth.get();
        if depth > self.settings.max_call_depth || stack_pointer() < self.stack_end.load(Ordering::Relaxed) {
            return Err(self.stack_overflow(pos));
        }
        self.depth.set(depth + 1);
        Ok(())
    }

    /// Takes back one [`Evaluator::enter`].
    #[inline]
    pub fn leave(&self) {
        self.depth.set(self.depth.get() - 1);
    }
}

/// Ends an evaluation from another thread: whoever has asked for it throws away what it answers.
#[derive(Clone, Debug)]
pub struct Interrupter {
    stack_end: Arc<AtomicUsize>,
}

impl Interrupter {
    /// Ends the evaluation: each further call fails as if the stack were used up, which costs no test of its own.
    pub fn interrupt(&self) {
        self.stack_end.store(usize::MAX, Ordering::Relaxed);
    }
}

/// Stack that is left for what runs between two checks (native code, formatting of errors).
const STACK_RESERVE: usize = 256 << 10;

/// About where the stack is now.
#[inline]
fn stack_pointer() -> usize {
    let here = 0u8;
    std::ptr::from_ref(std::hint::black_box(&here)).addr()
}
