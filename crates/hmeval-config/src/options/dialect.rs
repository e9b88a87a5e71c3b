//! How the module library of a configuration documents options, where versions of nixpkgs differ.
//!
//! `lib.options.optionAttrSetToDocList` is asked, with options made for the question, instead of guessing from version
//! numbers: libraries are forked and patched.

use hmeval_diag::{FileId, Origin, Pos, SourceFile};
use hmeval_eval::{Evaluator, Value};

use crate::configuration::{Configuration, at_path};

/// Where configurations hold the library: NixOS hands out `lib`, all that have packages have that of the packages.
const PLACES: [&[&str]; 3] =
    [&["lib"], &["pkgs", "lib"], &["options", "_module", "args", "value", "pkgs", "lib"]];

/// The file that the functions for options are in, wherever a library is.
const LIBRARY_FILE: &[u8] = b"/lib/options.nix";

/// From a library to what it does with odd options.
const QUESTIONS: &str = r#"
lib:
let
  answer = attrs: builtins.head (lib.optionAttrSetToDocList {
    asked = {
      _type = "option";
      loc = [ "or" ];
      declarations = [ ];
      type = { description = ""; getSubOptions = _: { }; emptyValue.value = { }; };
    } // attrs;
  });
in
{
  quotesKeywords = (answer { }).name != "or";
  showsEmptyValues = (answer { }) ? default;
  knowsTransparent = (answer { visible = "transparent"; }).visible == false;
}
"#;

/// How options are documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Names that are keywords are quoted.
    pub quotes_keywords: bool,
    /// Options without a default have the empty value of their type as one.
    pub shows_empty_values: bool,
    /// `visible = "transparent"` hides an option, but not the options in it.
    pub knows_transparent: bool,
}

impl Default for Dialect {
    /// That of nixpkgs 25.11 and later.
    fn default() -> Self {
        Dialect { quotes_keywords: true, shows_empty_values: true, knows_transparent: true }
    }
}

impl Dialect {
    /// The dialect of the library that a configuration was made with; the newest where no library can be found.
    pub fn of<'h>(ev: &Evaluator<'h>, configuration: Configuration<'h>) -> Self {
        let held = PLACES
            .iter()
            .filter_map(|place| at_path(ev, Value::attrs(configuration.attrs), place).ok().flatten());
        let loaded = std::iter::once_with(|| loaded_library(ev)).flatten();
        held.chain(loaded).find_map(|library| Self::of_library(ev, library)).unwrap_or_default()
    }

    /// `None` for what is no such library.
    fn of_library<'h>(ev: &Evaluator<'h>, library: Value<'h>) -> Option<Self> {
        let ask = ev.eval_internal("questions to the library", QUESTIONS).ok()?;
        let answers = ev.call(ask, &[library], Pos::NONE).ok()?.as_attrs()?;
        let answer = |name: &str| {
            let value = answers.value(ev.symbols.intern(name.as_bytes()))?;
            ev.force(value, Pos::NONE).ok()?.as_bool()
        };
        Some(Dialect {
            quotes_keywords: answer("quotesKeywords")?,
            shows_empty_values: answer("showsEmptyValues")?,
            knows_transparent: answer("knowsTransparent").unwrap_or(false),
        })
    }
}

/// The library that some loaded file belongs to.
fn loaded_library<'h>(ev: &Evaluator<'h>) -> Option<Value<'h>> {
    let mut libraries = loaded_files(ev);
    libraries.retain(|path| path.ends_with(LIBRARY_FILE));
    let folder = libraries.first()?.strip_suffix(b"/options.nix")?;
    ev.eval_file(ev.heap.bytes(&[folder, b"/default.nix"].concat())).ok()
}

/// The paths of all files that were loaded.
fn loaded_files(ev: &Evaluator<'_>) -> Vec<Vec<u8>> {
    let sources = ev.sources.borrow();
    let last = sources.resolve(Pos(u32::MAX)).map(|(last, _)| last.0);
    let files = last.into_iter().flat_map(|last| 0..=last).map(|number| sources.file(FileId(number)));
    let path = |source: &SourceFile| match &source.origin {
        Origin::File(path) => Some(path.to_vec()),
        _ => None,
    };
    files.filter_map(path).collect()
}
