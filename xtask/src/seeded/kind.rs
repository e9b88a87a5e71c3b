//! The sorts of mistakes, in one table: their names, what they are called when they are found, and who draws one.

use super::language as text;
use super::options::Options;
use super::sow;
use crate::random::Random;

/// A sort of mistake.
pub(super) struct Kind {
    /// Its name in the table.
    pub(super) name: &'static str,
    /// The codes of diagnostics that tell it.
    pub(super) codes: &'static [&'static str],
    /// Whether nothing else can be found beside such a mistake: the modules cannot even be listed or merged.
    pub(super) hides_others: bool,
    /// Who finds it.
    pub(super) reach: Reach,
    /// Draws one; nothing where what was drawn does not suit.
    pub(super) draw: fn(&Options, &mut Random) -> Option<Drawn>,
}

/// Who finds a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// `check`, and a language server.
    All,
    /// Only a language server, from the text.
    Editor,
}

/// The texts of modules with a mistake in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// One or two modules; the tokens that are wrong are marked.
    pub(super) texts: Vec<String>,
    /// What should be suggested first.
    pub(super) suggestion: Option<String>,
    /// The option that the mistake is made with.
    pub(super) about: Option<String>,
}

impl Drawn {
    /// One module.
    pub(super) fn one(text: impl Into<String>) -> Option<Self> {
        Some(Drawn { texts: vec![text.into()], ..Drawn::default() })
    }
}

impl Kind {
    /// Whether it is no mistake at all.
    pub(super) fn is_right(&self) -> bool {
        self.codes.is_empty()
    }
}

type Draw = fn(&Options, &mut Random) -> Option<Drawn>;

const fn merged(name: &'static str, codes: &'static [&'static str], draw: Draw) -> Kind {
    Kind { name, codes, hides_others: false, reach: Reach::All, draw }
}

const fn alone(name: &'static str, codes: &'static [&'static str], draw: Draw) -> Kind {
    Kind { name, codes, hides_others: true, reach: Reach::All, draw }
}

const fn editor(name: &'static str, codes: &'static [&'static str], draw: Draw) -> Kind {
    Kind { name, codes, hides_others: true, reach: Reach::Editor, draw }
}

const UNKNOWN: &[&str] = &["unknown-option", "misspelt-setting"];
const TYPE: &[&str] = &["type"];
/// A name that cannot be found: in a text by itself, or where it is evaluated.
const NAME: &[&str] = &["undefined-variable", "evaluation", "syntax"];

/// All sorts.
pub(super) static KINDS: [Kind; 45] = [
    merged("typo-first", UNKNOWN, |options, random| sow::typo(sow::Which::First, options, random)),
    merged("typo-middle", UNKNOWN, |options, random| sow::typo(sow::Which::Middle, options, random)),
    merged("typo-last", UNKNOWN, |options, random| sow::typo(sow::Which::Last, options, random)),
    merged("typo-in-submodule", UNKNOWN, sow::typo_in_submodule),
    merged("type", TYPE, sow::wrong_type),
    merged("type-boolean-as-text", TYPE, |o, r| sow::value_of(o, r, "boolean", "\"true\"")),
    merged("type-number-as-text", TYPE, |o, r| sow::value_of(o, r, "signed integer", "\"12\"")),
    merged("type-number-for-text", TYPE, |o, r| sow::value_of(o, r, "string", "12")),
    merged("type-text-for-list", TYPE, |o, r| sow::value_of(o, r, "list of string", "\"one\"")),
    merged("type-list-for-set", TYPE, |o, r| sow::value_of(o, r, "attribute set of string", "[ ]")),
    merged("type-null", TYPE, |o, r| sow::value_of(o, r, "boolean", "null")),
    merged("type-choice-misspelt", TYPE, sow::misspelt_choice),
    merged("type-package-as-text", TYPE, sow::package_as_text),
    merged("conflict", &["conflict"], sow::conflict),
    merged("conflict-in-one-file", &["conflict"], sow::conflict_in_one_file),
    merged("renamed", &["renamed-option"], sow::renamed),
    merged("removed", &["removed-option"], text::removed),
    merged("read-only", &["read-only"], text::read_only),
    alone("missing-argument", &["missing-argument"], |_, random| sow::missing_argument(random)),
    alone("imports", &["imports-argument"], |_, random| sow::imports(random)),
    alone("circle", &["infinite-recursion"], sow::circle),
    alone("missing-value", &["missing-value"], text::missing_value),
    alone("assertion", &["assertion"], text::assertion),
    alone("reading-misspelt-option", &["evaluation"], text::misspelt_use),
    alone("misspelt-package", NAME, text::misspelt_package),
    alone("misspelt-package-under-with", NAME, text::misspelt_package_under_with),
    alone("misspelt-library-function", NAME, text::misspelt_library_function),
    alone("misspelt-builtin", NAME, text::misspelt_builtin),
    alone("misspelt-variable", NAME, text::misspelt_variable),
    alone("argument-not-taken", NAME, text::argument_not_taken),
    alone("misspelt-file", &["evaluation"], text::misspelt_file),
    alone("list-and-package", &["evaluation"], text::list_and_package),
    alone("options-beside-settings", &["evaluation"], text::options_beside_settings),
    alone("defined-twice-in-a-set", &["syntax"], text::defined_twice),
    alone("no-semicolon", &["syntax"], text::no_semicolon),
    alone("no-closing-brace", &["syntax"], text::no_closing_brace),
    alone("no-closing-bracket", &["syntax"], text::no_closing_bracket),
    alone("comma-in-list", &["syntax"], text::comma_in_list),
    alone("no-comma-in-arguments", &["syntax"], text::no_comma_in_arguments),
    alone("colon-for-equals", &["syntax"], text::colon_for_equals),
    editor("unused-variable", &["unused"], text::unused_variable),
    editor("unused-argument", &["unused"], text::unused_argument),
    alone("said-twice", &["duplicate-definition"], text::said_twice),
    alone("never-true", &["dead-assignment"], text::never_true),
    alone("correct", &[], sow::correct),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_different() {
        let names: std::collections::BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), KINDS.len());
    }
}
