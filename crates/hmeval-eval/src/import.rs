//! Loading files: `import`, `scopedImport`, the search path, expressions from the command line.

use std::sync::Arc;
use std::time::Instant;

use hmeval_diag::{Origin, Pos};
use hmeval_syntax::ir::Ir;
use hmeval_syntax::{Options, Parsed, Root, RootScope, SyntaxError, bind, parse};

use crate::code::{Code, CodeSource};
use crate::error::{Error, ErrorData, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Env, Value};
use crate::parsed::{ParsedFile, ParsedFiles};
use crate::stats::Stats;
use crate::world::FileKind;

/// The variables that a file sees besides its own: those of `scopedImport` or of the REPL, then the builtins.
struct Scope<'a, 'h> {
    evaluator: &'a Evaluator<'h>,
    names: &'a [&'h [u8]],
}

impl RootScope for Scope<'_, '_> {
    fn lookup(&self, name: &[u8]) -> Option<Root> {
        if let Some(slot) = self.names.iter().rposition(|known| *known == name) {
            return Some(Root::Local { level: 0, slot: u32::try_from(slot).ok()? });
        }
        self.evaluator.globals.lookup(name).map(Root::Global)
    }
}

/// A text to be loaded.
pub struct Source {
    /// Where it comes from.
    pub origin: Origin,
    /// The text.
    pub text: Arc<[u8]>,
    /// The folder that its relative paths start from.
    pub dir: Vec<u8>,
}

impl<'h> Evaluator<'h> {
    /// Parses a text. `names` are variables in slots of the environment that it will be evaluated in.
    pub fn load(&self, source: Source, names: &[&'h [u8]]) -> Result<'h, &'h Code<'h>> {
        let parsed = self.parse(&source.text, &source.dir, names);
        self.adopt(source, Arc::new(parsed))
    }

    /// Parses a text and binds its variables.
    fn parse(&self, text: &[u8], dir: &[u8], names: &[&'h [u8]]) -> Parsed {
        let start = Instant::now();
        let mut parsed = parse(text, &self.parse_options());
        if parsed.errors.is_empty() {
            if let Some(prefetcher) = &self.prefetcher {
                prefetcher.queue_named(&parsed.ir, dir);
            }
            parsed.errors = bind(&mut parsed.ir, &Scope { evaluator: self, names });
        }
        self.count_time(start);
        parsed
    }

    fn count_time(&self, start: Instant) {
        let nanos = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        Stats::add(&self.stats.parse_nanos, nanos);
    }

    /// Takes a parsed text into the evaluation.
    fn adopt(&self, source: Source, parsed: Arc<Parsed>) -> Result<'h, &'h Code<'h>> {
        let start = Instant::now();
        Stats::count(&self.stats.files);
        Stats::add(&self.stats.source_bytes, source.text.len() as u64);
        let base = {
            let mut sources = self.sources.borrow_mut();
            let id = sources.add(source.origin, source.text);
            id.map(|id| sources.file(id).base)
        };
        let file = self.codes.borrow().len();
        let (Some(base), true) = (base, file < 1 << 24) else {
            return Err(self.error(ErrorKind::Limit, "too many source files for one evaluation"));
        };
        self.check_literals(&parsed, base)?;
        self.print_or_warnings(&parsed, base);
        if let Some(error) = parsed.errors.first() {
            return Err(self.syntax_error(error, base));
        }
        let source = CodeSource {
            file: u32::try_from(file).unwrap_or(u32::MAX),
            base,
            dir: self.heap.bytes(&source.dir),
            home: self.heap.bytes(&self.settings.home),
        };
        let code = Code::load(self.heap, &self.symbols, parsed, source);
        self.codes.borrow_mut().push(code);
        self.count_time(start);
        Ok(code)
    }

    /// Prints Nix's warnings about `or` as a variable.
    fn print_or_warnings(&self, parsed: &Parsed, base: u32) {
        for warning in &parsed.or_warnings {
            let place = String::from_utf8_lossy(&self.show_pos(Pos(base + warning.start))).into_owned();
            let snippet = {
                let sources = self.sources.borrow();
                let text = sources.resolve(Pos(base)).map(|(file, _)| &sources.file(file).text);
                let range = warning.start as usize..warning.end as usize;
                let snippet = text.and_then(|text| text.get(range)).unwrap_or_default();
                String::from_utf8_lossy(snippet).into_owned()
            };
            let text = [b"warning: ", warning.message(&place, &snippet).as_bytes()].concat();
            self.message(&text);
        }
    }

    pub(crate) fn parse_options(&self) -> Options {
        Options { pipe_operators: self.settings.has_feature("pipe-operators") }
    }

    /// The intermediate representation of a loaded file before its variables were resolved, for showing expressions.
    pub(crate) fn unbound(&self, code: &'h Code<'h>) -> Option<Ir> {
        let text = {
            let sources = self.sources.borrow();
            let (file, _) = sources.resolve(Pos(code.base))?;
            Arc::clone(&sources.file(file).text)
        };
        Some(parse(&text, &self.parse_options()).ir)
    }

    /// All that keeps the text from being evaluated in which a position lies, in the order in which Nix would tell it.
    pub fn mistakes_in_text(&self, pos: Pos) -> Vec<Error<'h>> {
        let (text, base) = {
            let sources = self.sources.borrow();
            let Some((file, _)) = sources.resolve(pos) else { return Vec::new() };
            (Arc::clone(&sources.file(file).text), sources.file(file).base)
        };
        let mut parsed = parse(&text, &self.parse_options());
        if parsed.errors.is_empty() {
            parsed.errors = bind(&mut parsed.ir, &Scope { evaluator: self, names: &[] });
        }
        parsed.errors.iter().map(|error| self.syntax_error(error, base)).collect()
    }

    fn syntax_error(&self, error: &SyntaxError, base: u32) -> Error<'h> {
        let mut message = error.message.clone().into_bytes();
        if let Some(other) = error.other {
            message.extend_from_slice(&self.show_pos(Pos(base + other)));
        }
        self.error_at(ErrorKind::Parse, Pos(base + error.start), message)
    }

    /// Evaluates a text in the base environment.
    pub fn eval_source(&self, source: Source) -> Result<'h, Value<'h>> {
        let code = self.load(source, &[])?;
        self.eval(code, code.root, self.empty_env)
    }

    /// Evaluates a text of the command line; relative paths start from `dir`.
    pub fn eval_string(&self, text: &[u8], dir: &[u8]) -> Result<'h, Value<'h>> {
        self.eval_source(Source { origin: Origin::String, text: Arc::from(text), dir: dir.to_vec() })
    }

    /// Evaluates a loaded text in the base environment.
    pub fn eval_code(&self, code: &'h Code<'h>) -> Result<'h, Value<'h>> {
        self.eval(code, code.root, self.empty_env)
    }

    /// A text of the command line as a value that is evaluated when it is needed. Syntax errors come at once.
    pub fn delay_string(&self, text: &[u8], dir: &[u8]) -> Result<'h, Value<'h>> {
        let source = Source { origin: Origin::String, text: Arc::from(text), dir: dir.to_vec() };
        let code = self.load(source, &[])?;
        Ok(self.delay(code, code.root, self.empty_env))
    }

    /// A file argument of the command line: a path, `<name>` of the search path, the address of an archive, or `flake:REF`.
    pub fn lookup_file_argument(&self, argument: &[u8], dir: &[u8]) -> Result<'h, Vec<u8>> {
        if let Some(path) = self.fetched_argument(argument)? {
            return Ok(path);
        }
        match argument {
            [b'<', name @ .., b'>'] if !name.is_empty() => self.find_file(name, Pos::NONE),
            _ => Ok(crate::path::join(dir, argument)),
        }
    }

    /// Evaluates Nix code of the evaluator itself.
    pub fn eval_internal(&self, name: &'static str, text: &str) -> Result<'h, Value<'h>> {
        let source =
            Source { origin: Origin::Internal(name), text: Arc::from(text.as_bytes()), dir: b"/".to_vec() };
        self.eval_source(source)
    }

    /// `import path`, `scopedImport scope path`
    pub fn import(&self, path: Value<'h>, scope: Option<Value<'h>>) -> Result<'h, Value<'h>> {
        let path = self.realise_path_with(path, None)?;
        if let Some(value) = self.import_derivation(path)? {
            return Ok(value);
        }
        match scope {
            None => self.eval_file(path),
            Some(scope) => {
                let what = "while evaluating the first argument passed to builtins.scopedImport";
                let scope = self.force_attrs(scope, Pos::NONE, what)?;
                self.eval_file_in(path, scope)
            }
        }
    }

    /// The value of a file, or of the `default.nix` in a folder. Each file is evaluated once.
    pub fn eval_file(&self, path: &[u8]) -> Result<'h, Value<'h>> {
        if let Some(value) = self.imports.borrow().get(path) {
            return self.force(*value, Pos::NONE);
        }
        let resolved = self.resolve_import(path)?;
        let known = self.imports.borrow().get(&resolved).copied();
        let value = match known {
            Some(value) => value,
            None => {
                let argument = self.heap.slice(&[Value::path(self.heap, self.heap.bytes(&resolved))]);
                let value = self.later(eval_file_thunk, argument, 0);
                self.imports.borrow_mut().insert(resolved, value);
                value
            }
        };
        self.imports.borrow_mut().insert(path.to_vec(), value);
        self.force(value, Pos::NONE)
    }

    /// The value of a file that must be a literal set (`flake.nix`), in which nothing is evaluated yet.
    ///
    /// # Errors
    /// If it cannot be read, has mistakes, or is something else.
    pub fn eval_literal_set(&self, path: &[u8]) -> Result<'h, Attrs<'h>> {
        // As `import` does: a symbolic link must not lead out of the tree.
        let code = self.load_file(&self.resolve_import(path)?, &[])?;
        let value = match code.expr(code.root) {
            hmeval_syntax::ir::Expr::Attrs(_) => self.eval(code, code.root, self.empty_env)?,
            _ => Value::NULL,
        };
        let Some(attrs) = value.as_attrs() else {
            let message = [b"file '", &*self.store.shown(path), b"' must be an attribute set"].concat();
            return Err(self.error(ErrorKind::Eval, message));
        };
        self.imports.borrow_mut().insert(path.to_vec(), value);
        Ok(attrs)
    }

    /// The value of a file whose variables may also be the attributes of `scope`. Evaluated anew each time.
    fn eval_file_in(&self, path: &[u8], scope: Attrs<'h>) -> Result<'h, Value<'h>> {
        let resolved = self.resolve_import(path)?;
        let (env, names) = self.scope_env(scope)?;
        let code = self.load_file(&resolved, &names)?;
        self.eval(code, code.root, env)
    }

    /// An environment with the attributes of a set, and their names by slot.
    pub fn scope_env(&self, scope: Attrs<'h>) -> Result<'h, (Env<'h>, Vec<&'h [u8]>)> {
        let env = self.env(Some(self.empty_env), scope.len(), Pos::NONE)?;
        let mut names = Vec::with_capacity(scope.len());
        for ((key, value), slot) in scope.iter(self.heap).zip(env.slots()) {
            slot.set(value);
            names.push(self.text(key.name));
        }
        Ok((env, names))
    }

    fn load_file(&self, path: &[u8], names: &[&'h [u8]]) -> Result<'h, &'h Code<'h>> {
        let dir = crate::path::parent(path).to_vec();
        if let (Some(files), true) = (&self.parsed, names.is_empty()) {
            return self.load_kept(files, path);
        }
        if let (Some(prefetcher), true) = (&self.prefetcher, names.is_empty()) {
            self.check_access(path)?;
            if let Some(ready) = prefetcher.take(path, self.world) {
                // The world knows no store paths of sources that were not copied.
                if let Some(real) = self.found_at(path) {
                    self.world.used(&real);
                }
                let source = Source { origin: Origin::File(Arc::from(path)), text: ready.text, dir };
                return self.adopt(source, Arc::new(ready.parsed));
            }
        }
        let text = self.read_file(path)?;
        self.load(Source { origin: Origin::File(Arc::from(path)), text: Arc::from(text), dir }, names)
    }

    /// A file that an earlier evaluation may have parsed.
    fn load_kept(&self, files: &ParsedFiles, path: &[u8]) -> Result<'h, &'h Code<'h>> {
        self.existing_stat(path)?;
        let dir = crate::path::parent(path).to_vec();
        let source = |text| Source { origin: Origin::File(Arc::from(path)), text, dir };
        let real = self.real_path(path).unwrap_or_else(|| path.into());
        // Before the text is read: a change in between makes the stamp an old one.
        let stamp = self.world.stamp(&real);
        if let Some(file) = stamp.and_then(|stamp| files.get(&real, stamp)) {
            self.world.used(&real);
            return self.adopt(source(file.text), file.parsed);
        }
        let ready = self.prefetcher.as_ref().and_then(|prefetcher| prefetcher.take(path, self.world));
        let (text, parsed, stamp) = match ready {
            Some(ready) => {
                self.world.used(&real);
                (ready.text, Arc::new(ready.parsed), ready.stamp)
            }
            None => {
                let text: Arc<[u8]> = self.read_file(path)?.into();
                let parsed = Arc::new(self.parse(&text, crate::path::parent(path), &[]));
                (text, parsed, stamp)
            }
        };
        if let Some(stamp) = stamp {
            files.keep(&real, stamp, ParsedFile { text: Arc::clone(&text), parsed: Arc::clone(&parsed) });
        }
        self.adopt(source(text), parsed)
    }

    /// A file as `import` takes it: symbolic links at its end are followed, a folder stands for its `default.nix`.
    pub fn resolve_import(&self, path: &[u8]) -> Result<'h, Vec<u8>> {
        let mut path = path.to_vec();
        for _ in 0..1024 {
            if path == b"/" {
                return Ok(b"/default.nix".to_vec());
            }
            let parent = self.resolve_symlinks(crate::path::parent(&path))?;
            let real = crate::path::join(&parent, crate::path::base_name(&path));
            match self.existing_stat(&real)?.kind {
                FileKind::Symlink => {
                    let target = self.read_link(&real)?;
                    path = crate::path::join(crate::path::parent(&path), &target);
                }
                FileKind::Directory => return Ok(crate::path::join(&path, b"default.nix")),
                _ => return Ok(path),
            }
        }
        let message =
            [b"too many symbolic links encountered while traversing the path '", &path[..], b"'"].concat();
        Err(self.error(ErrorKind::Io, message))
    }

    /// Parses every file of a list without evaluating it, for checks and benchmarks of the front end.
    pub fn parse_only(&self, path: &[u8]) -> Result<'h, ()> {
        let resolved = self.resolve_import(path)?;
        self.load_file(&resolved, &[]).map(|_| ())
    }

    /// The same error at a position, if it has none.
    pub fn at(&self, error: Error<'h>, pos: Pos) -> Error<'h> {
        if error.data().pos.is_some() {
            return error;
        }
        error.with_data(self.heap, ErrorData { pos, ..*error.data() })
    }
}

fn eval_file_thunk<'h>(ev: &Evaluator<'h>, args: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(crate::heap::View::Path(path)) = args.first().map(|path| path.view()) else {
        return Err(ev.error(ErrorKind::Io, "no file to import"));
    };
    let code = ev.load_file(path, &[])?;
    ev.eval(code, code.root, ev.empty_env).map_err(|error| {
        let text = [b"while evaluating the file '", path, b"':"].concat();
        ev.frame(error, Pos::NONE, text)
    })
}
