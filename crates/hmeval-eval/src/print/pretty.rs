//! The printer of `nix eval`, the REPL and messages (Nix: `print.cc`).

use hmeval_diag::Pos;
use hmeval_syntax::string_body;
use rustc_hash::FxHashSet;

use super::{attribute_name, identifier};
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Key, List, ThunkState, Value, View};
use crate::symbol::known;

/// How much is printed, and how.
#[derive(Clone, Copy, Debug)]
pub struct PrintOptions {
    /// Evaluate what is not evaluated yet.
    pub force: bool,
    /// Show derivations as `«derivation …»` (only with `force`).
    pub derivation_paths: bool,
    /// Mark sets and lists that were printed before as `«repeated»`.
    pub track_repeated: bool,
    /// Deeper levels are `{ ... }`, `[ ... ]`.
    pub max_depth: usize,
    /// Attributes in all.
    pub max_attrs: usize,
    /// List items in all.
    pub max_items: usize,
    /// Bytes of one string.
    pub max_string: usize,
    /// Spaces of one level of indentation; 0 prints all in one line.
    pub indent: usize,
    /// Errors are printed in place (the REPL), not returned.
    pub errors_in_place: bool,
}

impl PrintOptions {
    /// What messages show of a value.
    pub const ERROR: PrintOptions = PrintOptions {
        force: false,
        derivation_paths: false,
        track_repeated: true,
        max_depth: 10,
        max_attrs: 10,
        max_items: 10,
        max_string: 1024,
        indent: 0,
        errors_in_place: true,
    };

    /// What `builtins.trace` prints.
    pub const TRACE: PrintOptions = PrintOptions {
        max_depth: usize::MAX,
        max_attrs: usize::MAX,
        max_items: usize::MAX,
        max_string: usize::MAX,
        errors_in_place: false,
        ..PrintOptions::ERROR
    };

    /// What `nix eval` prints.
    pub const EVAL: PrintOptions = PrintOptions {
        force: true,
        derivation_paths: true,
        track_repeated: true,
        max_depth: usize::MAX,
        max_attrs: usize::MAX,
        max_items: usize::MAX,
        max_string: usize::MAX,
        indent: 0,
        errors_in_place: false,
    };
}

struct Printer<'p, 'h> {
    evaluator: &'p Evaluator<'h>,
    options: PrintOptions,
    out: Vec<u8>,
    seen: FxHashSet<usize>,
    attrs: usize,
    items: usize,
    indent: usize,
}

impl<'h> Evaluator<'h> {
    /// The value as text.
    pub fn print(&self, value: Value<'h>, options: PrintOptions) -> Result<'h, Vec<u8>> {
        let mut printer = Printer {
            evaluator: self,
            options,
            out: Vec::new(),
            seen: FxHashSet::default(),
            attrs: 0,
            items: 0,
            indent: 0,
        };
        printer.print(value, 0)?;
        Ok(printer.out)
    }

    /// The value as messages show it: nothing is evaluated, and what is large is cut.
    pub fn print_for_error(&self, value: Value<'h>) -> Vec<u8> {
        self.print(value, PrintOptions::ERROR).unwrap_or_default()
    }
}

impl<'h> Printer<'_, 'h> {
    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn space(&mut self, pretty: bool) {
        if pretty {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + self.indent, b' ');
        } else {
            self.out.push(b' ');
        }
    }

    fn elided(&mut self, count: usize, one: &str, many: &str) {
        let noun = if count == 1 { one } else { many };
        self.text(&format!("«{count} {noun} elided»"));
    }

    fn print(&mut self, value: Value<'h>, depth: usize) -> Result<'h, ()> {
        self.evaluator.enter(Pos::NONE)?;
        let result = self.print_level(value, depth);
        self.evaluator.leave();
        match result {
            Err(error) if self.options.errors_in_place => {
                self.text("«error: ");
                self.out.extend_from_slice(error.data().message);
                self.text("»");
                Ok(())
            }
            result => result,
        }
    }

    fn print_level(&mut self, value: Value<'h>, depth: usize) -> Result<'h, ()> {
        // A list is the same one where its place is; a set, where its attributes are.
        let place = value.address();
        let value = if self.options.force { self.evaluator.force(value, Pos::NONE)? } else { value };
        let value = value.known().unwrap_or(value);
        match value.view() {
            View::Attrs(attrs) => self.print_attrs(value, attrs, depth),
            View::List(list) => self.print_list(place, list, depth),
            View::Str(str) => {
                self.print_string(str.bytes);
                Ok(())
            }
            View::Closure(closure) if closure.is_not_needed_yet() => {
                self.text("«thunk»");
                Ok(())
            }
            View::Closure(closure) => {
                self.text("«lambda");
                let lambda = closure.lambda();
                if lambda.name.is_some() {
                    self.out.push(b' ');
                    identifier(&mut self.out, self.evaluator.text(closure.code().symbol(lambda.name)));
                }
                self.text(" @ ");
                let pos = self.evaluator.show_pos(closure.code().at(lambda.pos));
                self.out.extend_from_slice(&pos);
                self.text("»");
                Ok(())
            }
            View::Builtin(builtin) => {
                self.text(&format!("«primop {}»", builtin.name));
                Ok(())
            }
            View::Partial(builtin, _) => {
                self.text(&format!("«partially applied primop {}»", builtin.name));
                Ok(())
            }
            View::Thunk(thunk) => {
                match thunk.state() {
                    ThunkState::Blackhole(_) => self.text("«potential infinite recursion»"),
                    _ => self.text("«thunk»"),
                }
                Ok(())
            }
            _ => {
                self.evaluator.print_scalar(value, &mut self.out);
                Ok(())
            }
        }
    }

    fn print_string(&mut self, text: &[u8]) {
        self.out.push(b'"');
        if text.len() <= self.options.max_string {
            string_body(&mut self.out, text);
            self.out.push(b'"');
            return;
        }
        string_body(&mut self.out, &text[..self.options.max_string]);
        self.text("\" ");
        self.elided(text.len() - self.options.max_string, "byte", "bytes");
    }

    fn print_attrs(&mut self, value: Value<'h>, attrs: Attrs<'h>, depth: usize) -> Result<'h, ()> {
        if self.options.track_repeated && !self.seen.insert(value.address()) {
            self.text("«repeated»");
            return Ok(());
        }
        if self.options.force && self.options.derivation_paths && self.evaluator.is_derivation(value)? {
            return self.print_derivation(attrs);
        }
        if depth >= self.options.max_depth {
            self.text("{ ... }");
            return Ok(());
        }
        let mut items = self.evaluator.sorted_attrs(attrs);
        if self.options.max_attrs != usize::MAX {
            let important = |key: &Key| matches!(self.evaluator.text(key.name), b"type" | b"_type");
            items.sort_by_key(|(key, _)| !important(key));
        }
        self.indent += self.options.indent;
        self.text("{");
        let pretty = self.is_pretty(items.iter().map(|item| item.1))?;
        for (index, (key, item)) in items.iter().enumerate() {
            self.space(pretty);
            if self.attrs >= self.options.max_attrs {
                self.elided(items.len() - index, "attribute", "attributes");
                break;
            }
            attribute_name(&mut self.out, self.evaluator.text(key.name));
            self.text(" = ");
            self.print(*item, depth + 1)?;
            self.text(";");
            self.attrs += 1;
        }
        self.indent -= self.options.indent;
        self.space(pretty);
        self.text("}");
        Ok(())
    }

    fn print_derivation(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        // Computed first: where that fails, nothing of the derivation is printed.
        let path = match attrs.get(known::DRV_PATH) {
            Some((path, pos)) => {
                let what = "while evaluating the drvPath of a derivation";
                Some(self.evaluator.coerce_to_store_path(pos, path, what)?.1)
            }
            None => None,
        };
        self.text("«derivation");
        if let Some(path) = path {
            self.out.push(b' ');
            self.out.extend_from_slice(path);
        }
        self.text("»");
        Ok(())
    }

    fn print_list(&mut self, place: usize, list: List<'h>, depth: usize) -> Result<'h, ()> {
        if self.options.track_repeated && !list.is_empty() && !self.seen.insert(place) {
            self.text("«repeated»");
            return Ok(());
        }
        if depth >= self.options.max_depth {
            self.text("[ ... ]");
            return Ok(());
        }
        self.indent += self.options.indent;
        self.text("[");
        let pretty = self.is_pretty(list.items().iter().copied())?;
        for (index, item) in list.items().iter().enumerate() {
            self.space(pretty);
            if self.items >= self.options.max_items {
                self.elided(list.len() - index, "item", "items");
                break;
            }
            self.print(*item, depth + 1)?;
            self.items += 1;
        }
        self.indent -= self.options.indent;
        self.space(pretty);
        self.text("]");
        Ok(())
    }

    /// Whether the items get a line each: several of them, or one that has items itself.
    fn is_pretty(&self, mut items: impl ExactSizeIterator<Item = Value<'h>>) -> Result<'h, bool> {
        if self.options.indent == 0 || items.len() == 0 {
            return Ok(false);
        }
        if items.len() > 1 {
            return Ok(true);
        }
        let Some(item) = items.next() else { return Ok(false) };
        let item = self.evaluator.force(item, Pos::NONE)?;
        Ok(matches!(item.view(), View::List(_) | View::Attrs(_) | View::Thunk(_)))
    }
}
