//! The homes of a host's users: configurations in an option of another one.
//!
//! Documentation shows only the option that they are the values of (`visible = "shallow"`): what is in them fills another
//! manual. Their mistakes are mistakes of the whole all the same.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Evaluator, Value, View};
use hmeval_modules::definitions;
use hmeval_modules::evaluations::{self, Merged};

use super::find::{Finder, Scope};
use super::own;
use crate::configuration::options::Node;
use crate::configuration::target::Target;
use crate::configuration::{at_path, show_option};
use crate::failure::Outcome;

/// The option whose values are whole configurations of users.
const USERS: [&[u8]; 2] = [b"home-manager", b"users"];

/// The users' configurations in a whole configuration: where they are, and their values.
pub(super) fn of_users<'h>(ev: &Evaluator<'h>, target: &Target<'h>) -> Vec<(Vec<Vec<u8>>, Value<'h>)> {
    let sorted = target.set_at(ev, &USERS).map(|users| ev.sorted_attrs(users)).unwrap_or_default();
    let path = |name: &[u8]| USERS.iter().copied().chain([name]).map(<[u8]>::to_vec).collect();
    sorted.into_iter().map(|(key, home)| (path(ev.text(key.name)), home)).collect()
}

/// The options of the first home that can be merged among those that a host with these options has.
pub(super) fn first_options<'h>(ev: &Evaluator<'h>, host: Attrs<'h>) -> Option<Attrs<'h>> {
    let node = at_path(ev, Value::attrs(host), &USERS).ok()??;
    let Some(Node::Option(users)) = Node::of(ev, node).ok()? else { return None };
    let users = ev.force(users.value(ev)?, Pos::NONE).ok()?.as_attrs()?;
    ev.sorted_attrs(users).into_iter().find_map(|(key, home)| {
        let path = [USERS[0], USERS[1], ev.text(key.name)].map(<[u8]>::to_vec);
        // To be refused it must have been merged.
        let _refused = ev.force(home, Pos::NONE);
        Some(evaluations::at(ev, &path)?.options)
    })
}

/// Whether an option is the home of a user on a machine.
pub(super) fn is_home(path: &[Vec<u8>]) -> bool {
    path.len() == USERS.len() + 1 && path.iter().zip(USERS).all(|(name, of)| name == of)
}

/// The home of a user of a machine, given the option that is that user (`users.users.jdoe`).
pub(super) fn of_user_at(path: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
    let [users, of, name] = path else { return None };
    let is_user = users == b"users" && of == b"users";
    is_user.then(|| USERS.iter().map(|part| part.to_vec()).chain([name.clone()]).collect())
}

/// What to do about a home whose user the machine does not have.
pub(super) fn without_user(home: &[Vec<u8>]) -> String {
    let user = [b"users".to_vec(), b"users".to_vec(), home.last().cloned().unwrap_or_default()];
    let shown = |path: &[Vec<u8>]| String::from_utf8_lossy(&show_option(path)).into_owned();
    format!("define the user (`{} = {{ isNormalUser = true; }};`), or remove `{}`", shown(&user), shown(home))
}

/// Whether a file is one of the modules of a user's home on a machine.
pub(super) fn have_module(ev: &Evaluator<'_>, file: &[u8]) -> bool {
    let is_it = |name: &[u8]| name == file || file.strip_prefix(name) == Some(b"/default.nix");
    let mut modules = evaluations::with_modules(ev, is_home).into_iter().flat_map(|(_, modules)| modules);
    modules.any(|module| evaluations::key_of(ev, *module).is_some_and(|key| is_it(&key)))
        // What keeps a home from being evaluated keeps its modules from being listed.
        || homes_as_written(ev).into_iter().any(|home| match home.view() {
            View::Path(path) => is_it(path),
            View::Closure(function) => {
                own::file_of(ev, function.code().at(function.lambda().pos)).is_some_and(|path| path == file)
            }
            _ => false,
        })
}

/// The values that modules of a machine define for the homes of its users.
fn homes_as_written<'h>(ev: &Evaluator<'h>) -> Vec<Value<'h>> {
    let Ok(Some(whole)) = evaluations::whole(ev) else { return Vec::new() };
    let found = definitions::of_modules(ev, whole.modules, &USERS.map(<[u8]>::to_vec));
    let users = found.into_iter().flat_map(|found| found.definitions);
    let users = users.filter_map(|definition| ev.force(definition.value, Pos::NONE).ok()?.as_attrs());
    let homes = users.flat_map(|users| ev.sorted_attrs(users)).map(|(_, home)| home);
    homes.filter_map(|home| ev.force(home, Pos::NONE).ok()).collect()
}

/// Checks the homes of all users. What they say themselves (assertions, warnings) the host says too.
pub(super) fn check<'h>(finder: &mut Finder<'_, 'h>, target: &Target<'h>) -> Outcome<'h> {
    let ev = finder.ev;
    for (path, home) in of_users(ev, target) {
        match ev.force(home, Pos::NONE) {
            Ok(_) => {
                let Some(home) = evaluations::at(ev, &path) else { continue };
                inside(finder, &home, path)?;
            }
            // Where an option does not exist it is looked behind that in the end.
            Err(error) => finder.judge(&path, error),
        }
    }
    Ok(())
}

fn inside<'h>(finder: &mut Finder<'_, 'h>, home: &Merged<'h>, path: Vec<Vec<u8>>) -> Outcome<'h> {
    if finder.searched.contains(&path) {
        return Ok(());
    }
    finder.searched.push(path.clone());
    let target = Target { options: home.options, config: Value::NULL, base: path, path: Vec::new() };
    let around = std::mem::replace(&mut finder.scope, Scope::Submodule);
    let checked = finder.check_parts(&target);
    finder.scope = around;
    checked
}
