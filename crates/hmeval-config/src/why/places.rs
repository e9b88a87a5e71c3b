//! Where modules write the name of an option, or of a group of options: in declarations and in definitions. Who renames it
//! has to change all of these. Used by the language server.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, Evaluator, Value};
use hmeval_modules::{definitions, evaluations};

use crate::configuration::target::Target;

/// A place where a name is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePlace {
    /// The file of the module, as the module system names it.
    pub module: Vec<u8>,
    /// The first name of the binding; none where the name is computed.
    pub pos: Pos,
    /// Whether the option is declared there, or defined.
    pub declares: bool,
}

/// The places where the modules of a configuration write the last name of a target's path; nothing if the modules were not
/// seen.
///
/// # Errors
/// Those of evaluating the list of modules.
pub fn of_name<'h>(ev: &Evaluator<'h>, target: &Target<'h>) -> Result<Option<Vec<NamePlace>>, Error<'h>> {
    let whole: Vec<Vec<u8>> = target.base.iter().chain(&target.path).cloned().collect();
    let around = evaluations::around(ev, &whole);
    let Some(own) = around.into_iter().find(|enclosing| enclosing.depth == target.base.len()) else {
        return Ok(None);
    };
    let mut places = Vec::new();
    let list = ev.force_list(own.modules, Pos::NONE, "while evaluating the list of modules")?;
    for module in list.items() {
        // A module that fails declares nothing that anybody could see.
        let Some(module) = ev.force(*module, Pos::NONE).ok().and_then(Value::as_attrs) else { continue };
        if let Some(pos) = declared(ev, module, &target.path) {
            places.push(NamePlace { module: file_of(ev, module), pos, declares: true });
        }
    }
    let found = definitions::of_modules(ev, own.modules, &target.path)?;
    places.extend(found.definitions.into_iter().map(|definition| NamePlace {
        module: definition.file,
        pos: definition.pos,
        declares: false,
    }));
    Ok(Some(places))
}

/// Where a module has the last name of a path among the options that it declares.
fn declared<'h>(ev: &Evaluator<'h>, module: Attrs<'h>, path: &[Vec<u8>]) -> Option<Pos> {
    let mut node = module.value(ev.symbols.intern(b"options"))?;
    let mut last = Pos::NONE;
    for name in path {
        let attrs = ev.force(node, Pos::NONE).ok()?.as_attrs()?;
        let (inner, pos) = attrs.get(ev.symbols.intern(name))?;
        (node, last) = (inner, pos);
    }
    Some(last)
}

fn file_of<'h>(ev: &Evaluator<'h>, module: Attrs<'h>) -> Vec<u8> {
    let file = || ev.force(module.value(ev.symbols.intern(b"_file"))?, Pos::NONE).ok();
    file().and_then(|file| Some(file.as_str()?.bytes.to_vec())).unwrap_or_default()
}
