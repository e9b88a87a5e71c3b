//! Wrappers of definitions that are given what they do not take: `mkIf` a condition that is no Boolean, `mkMerge` what is no
//! list, `mkOverride` and `mkOrder` a priority that is no integer.
//!
//! The module system fails in its own text then (nixpkgs `lib/modules.nix`, `pushDownProperties`, `dischargeProperties`,
//! `filterOverrides'`), and names neither the option nor the file.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value, View};
use hmeval_modules::evaluations;

use super::diagnostic::{Diagnostic, Severity};
use super::homes::is_home;
use super::own;
use crate::configuration::at_path;
use crate::written;

/// How deep in the sets of a module definitions are looked at.
const DEPTH: usize = 12;

/// What wrappers take, by their type (`_type`).
struct Taken {
    of: &'static [u8],
    part: &'static str,
    fits: fn(View<'_>) -> bool,
    rule: &'static str,
    help: &'static str,
    /// What the module system says where it gets something else.
    says: &'static str,
}

const TAKEN: [Taken; 4] = [
    Taken {
        of: b"if",
        part: "condition",
        fits: |value| matches!(value, View::Bool(_)),
        rule: "`mkIf` takes a Boolean as its condition",
        help: "write a condition like `config.programs.NAME.enable`, a comparison, `true` or `false`",
        says: "called with a non-Boolean condition",
    },
    Taken {
        of: b"merge",
        part: "contents",
        fits: |value| matches!(value, View::List(_)),
        rule: "`mkMerge` takes a list of definitions",
        help: "write `lib.mkMerge [ … ]`",
        says: "expected a list but found",
    },
    Taken {
        of: b"override",
        part: "priority",
        fits: |value| matches!(value, View::Int(_)),
        rule: "`mkOverride` takes an integer as its priority",
        help: "write `lib.mkOverride 50 …`, or `lib.mkForce …` or `lib.mkDefault …`",
        says: "cannot compare",
    },
    Taken {
        of: b"order",
        part: "priority",
        fits: |value| matches!(value, View::Int(_)),
        rule: "`mkOrder` takes an integer as its place",
        help: "write `lib.mkOrder 500 …`, or `lib.mkBefore …` or `lib.mkAfter …`",
        says: "cannot compare",
    },
];

/// Says instead of errors in the text of a module library which wrappers of the user they come from, if there are such.
pub(super) fn explain(ev: &Evaluator<'_>, found: &mut Vec<Diagnostic>) {
    let says =
        |one: &Diagnostic, words: &str| one.message.windows(words.len()).any(|part| part == words.as_bytes());
    let of_library = |one: &Diagnostic| {
        one.code == "evaluation" && one.severity == Severity::Error && !own::is_own(ev, one.pos)
    };
    let is_one = |one: &Diagnostic| of_library(one) && TAKEN.iter().any(|taken| says(one, taken.says));
    if !found.iter().any(is_one) {
        return;
    }
    let mut search = Search { ev, path: Vec::new(), wrong: Vec::new() };
    for (prefix, modules) in evaluations::with_modules(ev, |prefix| prefix.is_empty() || is_home(prefix)) {
        for config in modules.iter().filter_map(|module| at_path(ev, *module, &["config"]).ok()?) {
            search.path.clone_from(&prefix);
            search.value(config, Pos::NONE);
        }
    }
    if !search.wrong.is_empty() {
        found.retain(|one| !is_one(one));
        search.wrong.sort_by_key(|one| one.pos);
        found.append(&mut search.wrong);
    }
}

/// Looks for wrappers in what modules define.
struct Search<'e, 'h> {
    ev: &'e Evaluator<'h>,
    path: Vec<Vec<u8>>,
    wrong: Vec<Diagnostic>,
}

impl<'h> Search<'_, 'h> {
    /// Looks at the value of the definition whose name is at `pos`. What fails is told elsewhere.
    fn value(&mut self, value: Value<'h>, pos: Pos) {
        let ev = self.ev;
        let attrs = || ev.force(value, pos).ok()?.as_attrs();
        let Some(attrs) = attrs().filter(|_| self.path.len() < DEPTH && ev.check_stack(pos).is_ok()) else {
            return;
        };
        let part = |name: &str| ev.force(attrs.value(ev.symbols.intern(name.as_bytes()))?, pos).ok();
        let kind = part("_type").and_then(Value::as_str).map(|kind| kind.bytes);
        if let Some(taken) = TAKEN.iter().find(|taken| Some(taken.of) == kind) {
            match part(taken.part) {
                Some(given) if !(taken.fits)(given.view()) => self.tell(taken, given, pos),
                _ => {}
            }
        }
        match kind {
            Some(b"if") if part("condition").and_then(Value::as_bool) == Some(false) => {}
            Some(b"if" | b"override" | b"order") => {
                if let Some(content) = part("content") {
                    self.value(content, pos);
                }
            }
            Some(b"merge") => {
                for content in
                    part("contents").and_then(Value::as_list).map(|list| list.items()).unwrap_or_default()
                {
                    self.value(*content, pos);
                }
            }
            Some(_) => {}
            None => self.definitions(attrs),
        }
    }

    /// Looks at what the user wrote in a set: what comes from elsewhere may have no end.
    fn definitions(&mut self, attrs: Attrs<'h>) {
        for (key, value) in self.ev.sorted_attrs(attrs) {
            if own::is_own(self.ev, key.pos) {
                self.path.push(self.ev.text(key.name).to_vec());
                self.value(value, key.pos);
                self.path.pop();
            }
        }
    }

    fn tell(&mut self, taken: &Taken, given: Value<'h>, pos: Pos) {
        let message = [taken.rule.as_bytes(), b", and gets ", &self.ev.describe_type(given)].concat();
        let mut diagnostic = Diagnostic::new(Severity::Error, "type", message);
        diagnostic.option.clone_from(&self.path);
        diagnostic.pos = written::value_of_binding(self.ev, pos);
        diagnostic.help.push(taken.help.to_owned());
        self.wrong.push(diagnostic);
    }
}
