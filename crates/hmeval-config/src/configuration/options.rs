//! Declared options: what the module system says about one (nixpkgs `lib/modules.nix`, `evalOptionValue`).

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value, View};

/// The priority of `mkOptionDefault`: what only has definitions of this priority was set by nobody.
const OPTION_DEFAULT: i64 = 1500;

/// A declared option.
#[derive(Clone, Copy)]
pub struct DeclaredOption<'h> {
    attrs: Attrs<'h>,
}

impl<'h> DeclaredOption<'h> {
    /// The option that a node of the tree is; `None` if it is a section.
    pub fn of(ev: &Evaluator<'h>, node: Attrs<'h>) -> Option<Self> {
        let kind = node.value(ev.symbols.intern(b"_type"))?;
        let kind = ev.force(kind, Pos::NONE).ok()?;
        kind.as_str().is_some_and(|kind| kind.bytes == b"option").then_some(DeclaredOption { attrs: node })
    }

    /// Everything that the module system says about it.
    pub fn attrs(self) -> Attrs<'h> {
        self.attrs
    }

    fn get(self, ev: &Evaluator<'h>, name: &str) -> Option<Value<'h>> {
        self.attrs.value(ev.symbols.intern(name.as_bytes()))
    }

    fn flag(self, ev: &Evaluator<'h>, name: &str) -> Option<bool> {
        ev.force(self.get(ev, name)?, Pos::NONE).ok()?.as_bool()
    }

    /// Whether it is meant for people: neither internal nor invisible.
    pub fn is_shown(self, ev: &Evaluator<'h>) -> bool {
        self.flag(ev, "internal") != Some(true) && self.flag(ev, "visible") != Some(false)
    }

    /// Whether only the option itself is for people, not the options in its value.
    pub fn is_shallow(self, ev: &Evaluator<'h>) -> bool {
        let visible = self.get(ev, "visible").and_then(|visible| ev.force(visible, Pos::NONE).ok()?.as_str());
        visible.is_some_and(|visible| visible.bytes == b"shallow")
    }

    /// Whether modules of users cannot set it.
    pub fn is_read_only(self, ev: &Evaluator<'h>) -> bool {
        self.flag(ev, "readOnly") == Some(true)
    }

    /// Whether some definition, not only its default, sets it.
    ///
    /// # Errors
    /// Those of evaluating the conditions of its definitions.
    pub fn is_set(self, ev: &Evaluator<'h>) -> Result<bool, Error<'h>> {
        match self.get(ev, "highestPrio") {
            Some(priority) => match ev.force(priority, Pos::NONE)?.view() {
                View::Int(priority) => Ok(priority < OPTION_DEFAULT),
                _ => Ok(true),
            },
            None => match self.get(ev, "isDefined") {
                Some(defined) => Ok(ev.force(defined, Pos::NONE)?.as_bool() != Some(false)),
                None => Ok(true),
            },
        }
    }

    /// Whether it has a value at all (its default is one).
    ///
    /// # Errors
    /// Those of evaluating the conditions of its definitions.
    pub fn is_defined(self, ev: &Evaluator<'h>) -> Result<bool, Error<'h>> {
        match self.get(ev, "isDefined") {
            Some(defined) => Ok(ev.force(defined, Pos::NONE)?.as_bool() != Some(false)),
            None => Ok(true),
        }
    }

    /// Its value, as the module system merged it; `None` in trees that are only declarations.
    pub fn value(self, ev: &Evaluator<'h>) -> Option<Value<'h>> {
        self.get(ev, "value")
    }

    /// The priority number of the definitions that its value is made of.
    pub fn highest_priority(self, ev: &Evaluator<'h>) -> Option<i64> {
        match ev.force(self.get(ev, "highestPrio")?, Pos::NONE).ok()?.view() {
            View::Int(priority) => Some(priority),
            _ => None,
        }
    }

    /// What stands in its declaration, or what the module system made of it: `default`, `defaultText`, ….
    pub fn field(self, ev: &Evaluator<'h>, name: &str) -> Option<Value<'h>> {
        self.get(ev, name)
    }

    /// As [`Self::field`], with the place of the name.
    pub fn field_and_place(self, ev: &Evaluator<'h>, name: &str) -> Option<(Value<'h>, Pos)> {
        self.attrs.get(ev.symbols.intern(name.as_bytes()))
    }

    /// Its type.
    pub fn type_value(self, ev: &Evaluator<'h>) -> Option<Value<'h>> {
        self.get(ev, "type")
    }

    /// The files with definitions of it, as the module system names them; none where they cannot be told.
    pub fn files(self, ev: &Evaluator<'h>) -> Vec<Vec<u8>> {
        self.defined_in(ev).unwrap_or_default()
    }

    /// The files with definitions of it, as the module system names them.
    ///
    /// # Errors
    /// Those of the conditions of its definitions.
    pub fn defined_in(self, ev: &Evaluator<'h>) -> Result<Vec<Vec<u8>>, Error<'h>> {
        texts(ev, self.get(ev, "files"))
    }

    /// The files that declare it, as the module system names them; none where they cannot be told.
    pub fn declared_in(self, ev: &Evaluator<'h>) -> Vec<Vec<u8>> {
        texts(ev, self.get(ev, "declarations")).unwrap_or_default()
    }
}

/// The strings in a list.
fn texts<'h>(ev: &Evaluator<'h>, list: Option<Value<'h>>) -> Result<Vec<Vec<u8>>, Error<'h>> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let list = ev.force(list, Pos::NONE)?.as_list().map(|list| list.items()).unwrap_or_default();
    let text = |item: &Value<'h>| Some(ev.force(*item, Pos::NONE).ok()?.as_str()?.bytes.to_vec());
    Ok(list.iter().filter_map(text).collect())
}

/// A node of the tree of options: a section, or an option.
pub enum Node<'h> {
    /// More options below.
    Section(Attrs<'h>),
    /// An option.
    Option(DeclaredOption<'h>),
}

impl<'h> Node<'h> {
    /// The node that a value of the tree is; `None` if it is neither (nothing that the module system makes).
    ///
    /// # Errors
    /// Those of evaluating the declaration.
    pub fn of(ev: &Evaluator<'h>, value: Value<'h>) -> Result<Option<Self>, Error<'h>> {
        let Some(attrs) = ev.force(value, Pos::NONE)?.as_attrs() else { return Ok(None) };
        Ok(Some(match DeclaredOption::of(ev, attrs) {
            Some(option) => Node::Option(option),
            None => Node::Section(attrs),
        }))
    }
}
