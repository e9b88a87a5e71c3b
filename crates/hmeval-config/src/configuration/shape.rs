//! What is in a value: which attributes of it are options for people, which sets stand for something else.
//!
//! The values of submodules hold internal options too. Their types tell which those are (`getSubOptions`), so a value
//! is looked at together with the type of its option.

use std::cell::RefCell;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::symbol::known;
use hmeval_eval::{Error, Evaluator, Value, View};
use rustc_hash::FxHashMap;

use super::catalogue::{self, Catalogue};
use super::options::{DeclaredOption, Node};

/// Types in each other that are followed to find the options of a value.
const MAX_NESTING: usize = 32;

/// What is known of the inside of a value.
#[derive(Clone, Copy)]
pub enum Shape<'h> {
    /// Nothing.
    Plain,
    /// It is of this type.
    Type(Value<'h>),
    /// It holds these options, and perhaps more.
    Options(Attrs<'h>),
    /// Of an option that documentation shows without what is in it: settings, or a configuration of its own
    /// (`virtualisation.vmVariant`), which can hold others without end.
    Shallow,
}

impl<'h> Shape<'h> {
    /// The shape of an option's value.
    pub fn of(ev: &Evaluator<'h>, option: DeclaredOption<'h>) -> Self {
        if option.is_shallow(ev) {
            return Shape::Shallow;
        }
        option.type_value(ev).map_or(Shape::Plain, Shape::Type)
    }
}

/// An attribute of a set.
#[derive(Clone, Copy)]
pub struct Item<'h> {
    /// Its name.
    pub name: &'h [u8],
    /// Its value.
    pub value: Value<'h>,
    /// What is in it.
    pub shape: Shape<'h>,
}

/// What a value is, for output.
pub enum Form<'h> {
    /// Null, a boolean, a number, a string, a path: look at the value.
    Scalar(Value<'h>),
    /// A list.
    List(Vec<(Value<'h>, Shape<'h>)>),
    /// A set.
    Set(Vec<Item<'h>>),
    /// A derivation.
    Derivation(Attrs<'h>),
    /// A function.
    Function,
    /// A set that is not for people to read whole: a package set, a flake.
    Opaque(&'static str),
}

/// Looks into values.
pub struct Viewer<'e, 'h> {
    ev: &'e Evaluator<'h>,
    /// Whether options that are not for people are left out of values.
    hides: bool,
    /// Whether what the library knows and nothing defines is left out of configurations.
    only_needed: bool,
    /// The options of submodule types, by the type's address.
    options: RefCell<FxHashMap<usize, Option<Attrs<'h>>>>,
}

impl<'e, 'h> Viewer<'e, 'h> {
    /// A viewer for people.
    pub fn new(ev: &'e Evaluator<'h>) -> Self {
        Viewer { ev, hides: true, only_needed: true, options: RefCell::default() }
    }

    /// A viewer for programs, which leaves no option out of a value.
    pub fn of_all(ev: &'e Evaluator<'h>) -> Self {
        Viewer { hides: false, ..Viewer::new(ev) }
    }

    /// Whether configurations are shown with what the library knows and nothing defines (see [`Catalogue`]).
    pub fn with_catalogue(self, with: bool) -> Self {
        Viewer { only_needed: !with, ..self }
    }

    /// What a value is.
    ///
    /// # Errors
    /// Those of evaluating it (not what is in it).
    pub fn form(&self, value: Value<'h>, shape: Shape<'h>) -> Result<Form<'h>, Error<'h>> {
        let ev = self.ev;
        let value = ev.force(value, Pos::NONE)?;
        Ok(match value.view() {
            View::List(list) => {
                let shape = self.element(shape, b"listOf");
                Form::List(list.items().iter().map(|item| (*item, shape)).collect())
            }
            View::Attrs(attrs) if ev.is_derivation(value)? => Form::Derivation(attrs),
            View::Attrs(attrs) if matches!(shape, Shape::Shallow) && self.is_whole(attrs) => {
                Form::Opaque("configuration")
            }
            View::Attrs(attrs) => match self.opaque(attrs) {
                Some(what) => Form::Opaque(what),
                None => Form::Set(self.items(attrs, shape)),
            },
            View::Closure(_) | View::Builtin(_) | View::Partial(..) => Form::Function,
            _ => Form::Scalar(value),
        })
    }

    /// Sets that hold, or stand for, more than anybody wants to read. Package sets are told by the functions that
    /// nixpkgs gives them (`lib/customisation.nix`), or by the one that chooses from them (TeX Live's).
    fn opaque(&self, attrs: Attrs<'h>) -> Option<&'static str> {
        let has = |name: &[u8]| attrs.get(self.ev.symbols.intern(name)).is_some();
        if has(b"callPackage") || has(b"overrideScope") || has(b"overrideDerivation") || has(b"withPackages")
        {
            return Some("package set");
        }
        // What modules get as `config` (and hand on: `osConfig`); the `_module` of submodules never comes here.
        if has(b"_module") {
            return Some("configuration");
        }
        let kind = attrs.value(self.ev.symbols.intern(b"_type"))?;
        match self.ev.force(kind, Pos::NONE).ok()?.as_str()?.bytes {
            b"pkgs" => Some("package set"),
            b"flake" => Some("flake"),
            b"configuration" => Some("configuration"),
            b"option" => Some("option"),
            _ => None,
        }
    }

    /// Whether a set is all that the modules of a system say, in which there are assertions always.
    fn is_whole(&self, attrs: Attrs<'h>) -> bool {
        [&b"assertions"[..], b"warnings"].iter().all(|name| attrs.get(self.ev.symbols.intern(name)).is_some())
    }

    fn items(&self, attrs: Attrs<'h>, shape: Shape<'h>) -> Vec<Item<'h>> {
        let ev = self.ev;
        let lists = ev.symbols.intern(catalogue::NAME.as_bytes());
        let catalogue = match attrs.get(lists).is_some() && self.only_needed {
            true => Catalogue::of(ev, Value::attrs(attrs)),
            false => Catalogue::default(),
        };
        let all = ev.sorted_attrs(attrs).into_iter().filter(|(key, _)| key.name != lists);
        let all = all.map(|(key, value)| (key.name, catalogue.removed_from(ev, key.name, value)));
        let (options, element) = match shape {
            Shape::Plain => (None, Shape::Plain),
            // A set of configurations: `home-manager.users`.
            Shape::Shallow => (None, Shape::Shallow),
            Shape::Options(options) => (Some(options), Shape::Plain),
            Shape::Type(_) => match self.submodule(shape) {
                Some(options) => (Some(options), Shape::Plain),
                None => (None, self.element(shape, b"attrsOf")),
            },
        };
        let mut items = Vec::with_capacity(attrs.len());
        for (symbol, value) in all {
            let name = ev.text(symbol);
            let shape = match options.and_then(|options| options.value(symbol)) {
                None if options.is_some() && name == b"_module" => continue,
                None => element,
                Some(node) => match Node::of(ev, node) {
                    Ok(Some(Node::Option(option))) if self.hides && !option.is_shown(ev) => continue,
                    Ok(Some(Node::Option(option))) => Shape::of(ev, option),
                    Ok(Some(Node::Section(_))) if name == b"_module" => continue,
                    Ok(Some(Node::Section(section))) => Shape::Options(section),
                    Ok(None) | Err(_) => Shape::Plain,
                },
            };
            items.push(Item { name, value, shape });
        }
        items
    }

    /// The shape of the elements of a container; `Plain` if its type is no such container.
    fn element(&self, shape: Shape<'h>, container: &[u8]) -> Shape<'h> {
        let Some((kind, found)) = self.unwrapped(shape) else { return Shape::Plain };
        let fits = match kind {
            b"listOf" => container == b"listOf",
            b"attrsOf" | b"lazyAttrsOf" | b"attrsWith" => container == b"attrsOf",
            _ => false,
        };
        let element = if fits { self.nested(found, b"elemType") } else { None };
        element.map_or(Shape::Plain, Shape::Type)
    }

    /// The options of a submodule type.
    fn submodule(&self, shape: Shape<'h>) -> Option<Attrs<'h>> {
        let (kind, found) = self.unwrapped(shape)?;
        if kind != b"submodule" {
            return None;
        }
        let address = found.address();
        if let Some(known) = self.options.borrow().get(&address) {
            return *known;
        }
        let options = self.sub_options(found);
        self.options.borrow_mut().insert(address, options);
        options
    }

    fn sub_options(&self, found: Value<'h>) -> Option<Attrs<'h>> {
        let function = found.as_attrs()?.value(self.ev.symbols.intern(b"getSubOptions"))?;
        let prefix = Value::list(hmeval_eval::heap::List::empty());
        self.ev.call(function, &[prefix], Pos::NONE).ok()?.as_attrs()
    }

    /// The type itself, behind those that only let something else in as well (`nullOr`, `coercedTo`, …), and its name.
    fn unwrapped(&self, shape: Shape<'h>) -> Option<(&'h [u8], Value<'h>)> {
        let Shape::Type(mut value) = shape else { return None };
        for _ in 0..MAX_NESTING {
            value = self.ev.force(value, Pos::NONE).ok()?;
            let name = self.ev.force(value.as_attrs()?.value(known::NAME)?, Pos::NONE).ok()?.as_str()?.bytes;
            value = match name {
                b"nullOr" | b"unique" | b"uniq" => self.nested(value, b"elemType")?,
                b"coercedTo" => self.nested(value, b"finalType")?,
                _ => return Some((name, value)),
            };
        }
        None
    }

    /// One of the types that a type is made of.
    fn nested(&self, found: Value<'h>, name: &[u8]) -> Option<Value<'h>> {
        let nested = found.as_attrs()?.value(self.ev.symbols.intern(b"nestedTypes"))?;
        self.ev.force(nested, Pos::NONE).ok()?.as_attrs()?.value(self.ev.symbols.intern(name))
    }
}
