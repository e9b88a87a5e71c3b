//! What is known of one option: the fields of nixpkgs' options.json (`lib.options.optionAttrSetToDocList` and
//! `nixos/lib/make-options-doc`).
//!
//! A field is evaluated when it is asked for: a list of names needs no defaults.

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, List};
use hmeval_eval::symbol::known;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};

use super::dialect::Dialect;
use super::pretty::Pretty;
use super::related;

/// What the module system calls a file that it does not know.
const UNKNOWN_FILE: &[u8] = b"<unknown-file>";

/// An option.
#[derive(Clone)]
pub struct Entry<'h> {
    /// Its name, parts quoted where they must be.
    pub name: Vec<u8>,
    /// Its path.
    pub loc: Vec<Vec<u8>>,
    /// The declaration, as the module system merged it.
    pub option: Attrs<'h>,
}

/// A default or an example.
pub enum Example<'h> {
    /// A text that says what it is (`literalExpression`, `literalMD`): a set with `_type` and `text`.
    Written(Attrs<'h>),
    /// A value, rendered: the text of a `literalExpression`.
    Rendered(Vec<u8>),
}

/// Reads the fields of options.
pub struct Reader<'e, 'h> {
    /// The evaluation that the options are of.
    pub ev: &'e Evaluator<'h>,
    /// How the module library shows them.
    pub dialect: Dialect,
    pretty: Pretty<'e, 'h>,
}

impl<'e, 'h> Reader<'e, 'h> {
    /// A reader.
    pub fn new(ev: &'e Evaluator<'h>, dialect: Dialect) -> Self {
        Reader { ev, dialect, pretty: Pretty::new(ev, dialect) }
    }

    /// An attribute of a set; not evaluated.
    pub fn get(&self, attrs: Attrs<'h>, name: &str) -> Option<Value<'h>> {
        attrs.value(self.ev.symbols.intern(name.as_bytes()))
    }

    /// An attribute, evaluated.
    ///
    /// # Errors
    /// Those of evaluating it.
    pub fn forced(&self, attrs: Attrs<'h>, name: &str) -> Result<Option<Value<'h>>, Error<'h>> {
        self.get(attrs, name).map(|value| self.ev.force(value, Pos::NONE)).transpose()
    }

    /// What it is for: text, or a set with `_type = "mdDoc"` and `text`; null if nobody says.
    pub fn description(&self, entry: &Entry<'h>) -> Result<Value<'h>, Error<'h>> {
        Ok(self.forced(entry.option, "description")?.unwrap_or(Value::NULL))
    }

    /// The type, in words.
    ///
    /// # Errors
    /// Those of evaluating it.
    pub fn type_description(&self, entry: &Entry<'h>) -> Result<Value<'h>, Error<'h>> {
        let found = self.forced(entry.option, "type")?.and_then(|found| found.as_attrs());
        let described = found.map(|found| self.forced(found, "description")).transpose()?.flatten();
        Ok(described.unwrap_or_else(|| self.ev.string("unspecified")))
    }

    /// The files that declare it.
    ///
    /// # Errors
    /// Those of evaluating the list.
    pub fn declarations(&self, entry: &Entry<'h>) -> Result<Vec<Value<'h>>, Error<'h>> {
        let Some(list) = self.get(entry.option, "declarations") else { return Ok(Vec::new()) };
        let list = self.ev.force_list(list, Pos::NONE, "while evaluating the declarations of an option")?;
        let mut files = Vec::with_capacity(list.len());
        for file in list.items() {
            let file = self.ev.force(*file, Pos::NONE)?;
            if file.as_str().is_none_or(|file| file.bytes != UNKNOWN_FILE) {
                files.push(file);
            }
        }
        Ok(files)
    }

    /// Whether it cannot be set.
    ///
    /// # Errors
    /// Those of evaluating it.
    pub fn read_only(&self, entry: &Entry<'h>) -> Result<Value<'h>, Error<'h>> {
        Ok(self.forced(entry.option, "readOnly")?.unwrap_or(Value::bool(false)))
    }

    /// An example of a value, if there is one.
    ///
    /// # Errors
    /// Those of evaluating and rendering it.
    pub fn example(&self, entry: &Entry<'h>) -> Result<Option<Example<'h>>, Error<'h>> {
        self.get(entry.option, "example").map(|example| self.rendered(example)).transpose()
    }

    /// The value that it has where nobody sets it, if there is one.
    ///
    /// # Errors
    /// Those of evaluating and rendering it.
    pub fn default(&self, entry: &Entry<'h>) -> Result<Option<Example<'h>>, Error<'h>> {
        let written = self.get(entry.option, "defaultText").or_else(|| self.get(entry.option, "default"));
        let default = match written {
            None if self.dialect.shows_empty_values => self.empty_value(entry)?,
            default => default,
        };
        default.map(|default| self.rendered(default)).transpose()
    }

    /// The empty value of the option's type; none for submodules, whose options have defaults of their own.
    fn empty_value(&self, entry: &Entry<'h>) -> Result<Option<Value<'h>>, Error<'h>> {
        let Some(found) = self.forced(entry.option, "type")?.and_then(|found| found.as_attrs()) else {
            return Ok(None);
        };
        let Some(empty) = self.forced(found, "emptyValue")?.and_then(|empty| empty.as_attrs()) else {
            return Ok(None);
        };
        let Some(value) = empty.value(known::VALUE) else { return Ok(None) };
        let modules = self.forced(found, "getSubModules")?;
        Ok(modules.is_none_or(|modules| modules.same(Value::NULL)).then_some(value))
    }

    /// nixpkgs `lib.options.renderOptionValue`.
    fn rendered(&self, value: Value<'h>) -> Result<Example<'h>, Error<'h>> {
        let value = self.ev.force(value, Pos::NONE)?;
        let written = value
            .as_attrs()
            .filter(|attrs| self.get(*attrs, "_type").is_some() && self.get(*attrs, "text").is_some());
        match written {
            Some(attrs) => Ok(Example::Written(attrs)),
            None => self.pretty.render(value).map(Example::Rendered),
        }
    }

    /// The text of a default or an example.
    ///
    /// # Errors
    /// Those of evaluating it; if it is no string.
    pub fn example_text(&self, example: &Example<'h>) -> Result<Vec<u8>, Error<'h>> {
        match example {
            Example::Rendered(text) => Ok(text.clone()),
            Example::Written(attrs) => self.text_of(Value::attrs(*attrs)).map(Option::unwrap_or_default),
        }
    }

    /// A text: a string, or a set with `text`; `None` for null.
    ///
    /// # Errors
    /// Those of evaluating it; if it is something else.
    pub fn text_of(&self, value: Value<'h>) -> Result<Option<Vec<u8>>, Error<'h>> {
        let value = self.ev.force(value, Pos::NONE)?;
        if value.same(Value::NULL) {
            return Ok(None);
        }
        let text = match value.as_attrs() {
            Some(attrs) => self.forced(attrs, "text")?.unwrap_or(Value::NULL),
            None => value,
        };
        match text.as_str() {
            Some(text) => Ok(Some(text.bytes.to_vec())),
            None => Err(self.ev.wrong_type("a string", text, Pos::NONE)),
        }
    }

    /// Packages that have to do with it, as markdown; as they are if there are none of them.
    ///
    /// # Errors
    /// Those of evaluating them.
    pub fn related_packages(&self, entry: &Entry<'h>) -> Result<Option<Value<'h>>, Error<'h>> {
        let Some(packages) = self.forced(entry.option, "relatedPackages")? else { return Ok(None) };
        if packages.same(Value::NULL) {
            return Ok(None);
        }
        match packages.as_list() {
            Some(list) if list.is_empty() => Ok(Some(packages)),
            Some(list) => Ok(Some(self.ev.string(related::markdown(self, list)?))),
            None => Err(self.ev.wrong_type("a list", packages, Pos::NONE)),
        }
    }

    /// The options in the values of an option: a tree; `None` if there are none.
    ///
    /// # Errors
    /// Those of evaluating them.
    pub fn sub_options(&self, entry: &Entry<'h>) -> Result<Option<Value<'h>>, Error<'h>> {
        let Some(found) = self.forced(entry.option, "type")?.and_then(|found| found.as_attrs()) else {
            return Ok(None);
        };
        let Some(function) = self.get(found, "getSubOptions") else { return Ok(None) };
        let loc = match self.get(entry.option, "loc") {
            Some(loc) => loc,
            None => {
                let parts: Vec<_> = entry.loc.iter().map(|part| self.ev.string(part)).collect();
                Value::list(List::from_slice(self.ev.heap, &parts))
            }
        };
        self.ev.call(function, &[loc], Pos::NONE).map(Some)
    }

    /// The path of an option, where it says it.
    pub fn loc(&self, option: Attrs<'h>) -> Result<Option<Vec<Vec<u8>>>, Error<'h>> {
        let Some(loc) = self.get(option, "loc") else { return Ok(None) };
        let loc = self.ev.force_list(loc, Pos::NONE, "while evaluating the path of an option")?;
        let part = |part: &Value<'h>| {
            let part = self.ev.force_str(*part, Pos::NONE, "while evaluating the path of an option")?;
            Ok(part.bytes.to_vec())
        };
        loc.items().iter().map(part).collect::<Result<_, _>>().map(Some)
    }

    /// An error of ours about an option.
    pub fn error(&self, message: &str) -> Error<'h> {
        self.ev.error(ErrorKind::Eval, message)
    }
}
