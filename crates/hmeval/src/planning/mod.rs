//! From an evaluated Home Manager configuration to a plan for `hmeval-activate`.
//!
//! `content` finds out what files are made of, `writers` which derivations need no builder for that, `supplies` what of it
//! texts refer to, `known_by_name` which ones nothing can build.

mod content;
mod known_by_name;
mod news;
mod supplies;
mod writers;

use std::collections::BTreeMap;

use hmeval_activate::Bytes;
use hmeval_activate::dag;
use hmeval_activate::plan::{Block, File, HostBackup, Overlap, Package, Plan, VERSION};
use hmeval_diag::Pos;
use hmeval_eval::coerce::Coerce;
use hmeval_eval::heap::Attrs;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, Evaluator, Value, View};

use crate::configuration::at_path;
use crate::failure::{Failure, Outcome};

use known_by_name::Unbuildable;
pub(crate) use news::entries;
use supplies::Supplies;

/// The folder of systemd units, below the folder of configuration files.
const UNITS: &[u8] = b"/systemd/user/";

/// The plan of a configuration, without what needs packages that nothing can build if `skip_unbuildable`.
///
/// # Errors
/// Those of evaluating what belongs to it; if its assertions do not hold; if it is none of Home Manager.
pub(crate) fn plan<'h>(ev: &Evaluator<'h>, config: Value<'h>, skip_unbuildable: bool) -> Outcome<'h, Plan> {
    if at_path(ev, config, &["home", "file"])?.is_none() {
        let message = "this configuration has no 'home.file': a plan needs one of Home Manager (name a user of a host \
                       with 'users.NAME')";
        return Err(Failure::message(message));
    }
    let reader = Reader { ev, config };
    reader.check_assertions()?;
    let (user, home) = (reader.text(&["home", "username"])?, reader.text(&["home", "homeDirectory"])?);
    let (unbuildable, supplies) = (Unbuildable::new(ev, skip_unbuildable), Supplies::new(ev));
    let files = reader.files(&unbuildable, &supplies)?;
    let activation = reader.activation(&unbuildable, &supplies)?;
    let (left_out, unbuildable) = unbuildable.finish();
    let is_unit = |target: &[u8]| target.windows(UNITS.len()).any(|window| window == UNITS);
    let units = files.iter().filter(|file| is_unit(&file.target.0)).map(|file| file.target.display());
    Ok(Plan {
        version: VERSION,
        user,
        home,
        uid: reader.uid()?,
        overlap: reader.overlap()?,
        units: units.collect(),
        files,
        supplies: supplies.finish(),
        packages: reader.packages()?,
        session_variables: reader.session_variables()?,
        activation,
        backup: None,
        specialisations: reader.names(&["specialisation"])?,
        warnings: left_out.into_iter().chain(reader.texts(&["warnings"])?).collect(),
        unbuildable,
        options: BTreeMap::new(),
    })
}

/// The derivation that `home.activationPackage` stands for, and the warnings of the configuration.
///
/// # Errors
/// Those of evaluating it; if its assertions do not hold; if it is none of Home Manager.
pub(crate) fn activation_package<'h>(
    ev: &Evaluator<'h>,
    config: Value<'h>,
) -> Outcome<'h, (&'h [u8], Vec<String>)> {
    let Some(package) = at_path(ev, config, &["home", "activationPackage"])? else {
        let message =
            "this configuration has no 'home.activationPackage': the nix backend needs one of Home Manager";
        return Err(Failure::message(message));
    };
    let reader = Reader { ev, config };
    reader.check_assertions()?;
    let attrs = ev.force_attrs(package, Pos::NONE, "while evaluating the package of an activation")?;
    Ok((ev.package_drv_path(attrs)?, reader.texts(&["warnings"])?))
}

/// What a host says of files that are in the way in the homes of its users.
///
/// # Errors
/// Those of evaluating it.
pub(crate) fn host_backup<'h>(ev: &Evaluator<'h>, host: Value<'h>) -> Outcome<'h, HostBackup> {
    let reader = Reader { ev, config: host };
    let text = |name: &str| -> Result<Option<String>, Error<'h>> {
        let Some(value) = reader.at(&["home-manager", name])? else { return Ok(None) };
        let is_null = matches!(ev.force(value, Pos::NONE)?.view(), View::Null);
        if is_null { Ok(None) } else { reader.string(value, &mut ContextBuilder::new()).map(Some) }
    };
    let overwrite = match reader.at(&["home-manager", "overwriteBackup"])? {
        Some(value) => ev.force_bool(value, Pos::NONE, "while evaluating the plan of a home")?,
        None => false,
    };
    Ok(HostBackup { extension: text("backupFileExtension")?, command: text("backupCommand")?, overwrite })
}

/// The configuration of a specialisation.
///
/// # Errors
/// If there is none of this name; those of evaluating.
pub(crate) fn specialisation<'h>(
    ev: &Evaluator<'h>,
    config: Value<'h>,
    name: &str,
) -> Outcome<'h, Value<'h>> {
    let found = at_path(ev, config, &["specialisation", name, "configuration"])?;
    found.ok_or_else(|| Failure::message(format!("this configuration has no specialisation '{name}'")))
}

/// The options of a specialisation, with the definitions of its own configuration: what its type has kept of them.
/// Nothing if the library's module system keeps nothing.
///
/// # Errors
/// Those of evaluating.
pub(crate) fn specialisation_options<'h>(
    ev: &Evaluator<'h>,
    options: Attrs<'h>,
    name: &str,
) -> Outcome<'h, Option<Attrs<'h>>> {
    let path = ["specialisation", "valueMeta", "attrs", name, "configuration", "options"];
    let Some(inner) = at_path(ev, Value::attrs(options), &path)? else { return Ok(None) };
    let path = ["configuration", "valueMeta", "configuration", "options"];
    let Some(found) = at_path(ev, inner, &path)? else { return Ok(None) };
    let what = "while evaluating the options of a specialisation";
    Ok(Some(ev.force_attrs(found, Pos::NONE, what)?))
}

/// Reads options.
struct Reader<'e, 'h> {
    ev: &'e Evaluator<'h>,
    config: Value<'h>,
}

impl<'h> Reader<'_, 'h> {
    fn at(&self, path: &[&str]) -> Result<Option<Value<'h>>, Error<'h>> {
        at_path(self.ev, self.config, path)
    }

    fn string(&self, value: Value<'h>, context: &mut ContextBuilder<'h>) -> Result<String, Error<'h>> {
        let what = "while evaluating the plan of a home";
        let text = self.ev.coerce(Pos::NONE, value, context, what, Coerce::TO_STRING)?;
        Ok(String::from_utf8_lossy(text).into_owned())
    }

    fn text(&self, path: &[&str]) -> Result<String, Error<'h>> {
        let value = self.at(path)?.unwrap_or(Value::NULL);
        self.string(value, &mut ContextBuilder::new())
    }

    /// The strings of a list; none where there is no list.
    fn texts(&self, path: &[&str]) -> Result<Vec<String>, Error<'h>> {
        let items = self.list(path)?;
        items.into_iter().map(|item| self.string(item, &mut ContextBuilder::new())).collect()
    }

    fn list(&self, path: &[&str]) -> Result<Vec<Value<'h>>, Error<'h>> {
        let Some(value) = self.at(path)? else { return Ok(Vec::new()) };
        let list = self.ev.force_list(value, Pos::NONE, "while evaluating the plan of a home")?;
        Ok(list.items().to_vec())
    }

    /// The attributes of a set, by name.
    fn attributes(&self, value: Value<'h>) -> Result<Vec<(&'h [u8], Value<'h>)>, Error<'h>> {
        let attrs = self.ev.force_attrs(value, Pos::NONE, "while evaluating the plan of a home")?;
        Ok(self
            .ev
            .sorted_attrs(attrs)
            .into_iter()
            .map(|(key, value)| (self.ev.text(key.name), value))
            .collect())
    }

    fn entries(&self, path: &[&str]) -> Result<Vec<(&'h [u8], Value<'h>)>, Error<'h>> {
        self.at(path)?.map_or(Ok(Vec::new()), |value| self.attributes(value))
    }

    fn names(&self, path: &[&str]) -> Result<Vec<String>, Error<'h>> {
        let entries = self.entries(path)?;
        Ok(entries.into_iter().map(|(name, _)| String::from_utf8_lossy(name).into_owned()).collect())
    }

    fn check_assertions(&self) -> Outcome<'h> {
        let mut failed = Vec::new();
        for item in self.list(&["assertions"])? {
            let assertion = Item::of(self, item)?;
            if !assertion.flag("assertion")? {
                failed.push(format!("- {}", assertion.text("message")?));
            }
        }
        match failed.is_empty() {
            true => Ok(()),
            // The words of Home Manager.
            false => Err(Failure::message(format!("\nFailed assertions:\n{}", failed.join("\n")))),
        }
    }

    fn uid(&self) -> Result<Option<u32>, Error<'h>> {
        let Some(value) = self.at(&["home", "uid"])? else { return Ok(None) };
        Ok(match self.ev.force(value, Pos::NONE)?.view() {
            View::Int(uid) => u32::try_from(uid).ok(),
            _ => None,
        })
    }

    fn overlap(&self) -> Result<Overlap, Error<'h>> {
        if self.at(&["home", "fileOverlapResolution"])?.is_none() {
            return Ok(Overlap::Ignore);
        }
        Ok(match &self.text(&["home", "fileOverlapResolution"])?[..] {
            "error" => Overlap::Error,
            "override" => Overlap::Override,
            _ => Overlap::Ignore,
        })
    }

    /// The enabled files, those with shorter targets first, as Home Manager sorts them.
    fn files(
        &self,
        unbuildable: &Unbuildable<'_, 'h>,
        supplies: &Supplies<'_, 'h>,
    ) -> Result<Vec<File>, Error<'h>> {
        let mut files = Vec::new();
        for (_, value) in self.entries(&["home", "file"])? {
            let item = Item::of(self, value)?;
            if !item.flag("enable")? {
                continue;
            }
            let file = self.file(&item, unbuildable, supplies)?;
            if !unbuildable.file(&file)? {
                files.push(file);
            }
        }
        files.sort_by_key(|file| file.target.0.len());
        Ok(files)
    }

    fn file(
        &self,
        item: &Item<'_, '_, 'h>,
        unbuildable: &Unbuildable<'_, 'h>,
        supplies: &Supplies<'_, 'h>,
    ) -> Result<File, Error<'h>> {
        let sourced = content::of_source(self.ev, item.get("source").unwrap_or(Value::NULL))?;
        let executable = match item.get("executable") {
            Some(value) => self.ev.force(value, Pos::NONE)?.as_bool(),
            None => None,
        };
        let target = item.get("target").unwrap_or(Value::NULL);
        let target = self.ev.force_str(target, Pos::NONE, "while evaluating the target of a file")?;
        let target = Bytes::from(target.bytes);
        let mut needs = ContextBuilder::new();
        let on_change = match item.get("onChange") {
            Some(value) => self.string(value, &mut needs)?,
            None => String::new(),
        };
        let needs = content::references(self.ev, needs)?;
        let is_left_out =
            unbuildable.script(&needs, || format!("the commands for changes of '{}'", target.display()))?;
        supplies.note(needs)?;
        Ok(File {
            target,
            content: sourced.content,
            executable,
            recursive: item.flag("recursive")?,
            ignore_links: item.flag("ignorelinks")?,
            force: item.flag("force")?,
            on_change: if is_left_out { String::new() } else { on_change },
            references: supplies.note(sourced.references)?,
        })
    }

    fn packages(&self) -> Result<Vec<Package>, Error<'h>> {
        let packages = self.list(&["home", "packages"])?;
        packages.into_iter().map(|value| self.package(value)).collect()
    }

    fn package(&self, value: Value<'h>) -> Result<Package, Error<'h>> {
        let path = self.string(value, &mut ContextBuilder::new())?;
        let item = Item::of(self, value)?;
        let (name, version) = match item.get("pname") {
            Some(_) => (item.text("pname")?, item.text("version")?),
            None => split_name(&item.text("name")?),
        };
        Ok(Package { name, version, path })
    }

    fn session_variables(&self) -> Result<BTreeMap<String, String>, Error<'h>> {
        let entries = self.entries(&["home", "sessionVariables"])?;
        let text = |(name, value): (&[u8], _)| {
            let value = self.string(value, &mut ContextBuilder::new())?;
            Ok((String::from_utf8_lossy(name).into_owned(), value))
        };
        entries.into_iter().map(text).collect()
    }

    /// The activation blocks, in the order in which they run.
    fn activation(
        &self,
        unbuildable: &Unbuildable<'_, 'h>,
        supplies: &Supplies<'_, 'h>,
    ) -> Outcome<'h, Vec<Block>> {
        let mut places = BTreeMap::new();
        let mut blocks = BTreeMap::new();
        for (name, value) in self.entries(&["home", "activation"])? {
            let name = String::from_utf8_lossy(name).into_owned();
            let item = Item::of(self, value)?;
            let place = dag::Place { before: item.texts("before")?, after: item.texts("after")? };
            let mut context = ContextBuilder::new();
            let script = self.string(item.get("data").unwrap_or(Value::NULL), &mut context)?;
            let needs = content::references(self.ev, context)?;
            let mut block = Block { name, script, references: Vec::new() };
            // Its place stays, for others come before or after it.
            places.insert(block.name.clone(), place);
            if !unbuildable.block(&block, &needs)? {
                if !block.is_native() {
                    block.references = supplies.note(needs)?;
                }
                blocks.insert(block.name.clone(), block);
            }
        }
        match dag::sort(&places) {
            Ok(order) => Ok(order.into_iter().filter_map(|name| blocks.remove(name)).collect()),
            Err(cycle) => {
                let cycle = cycle.join(", ");
                Err(Failure::message(format!("the activation blocks come before each other: {cycle}")))
            }
        }
    }
}

/// A set in a list or in another set.
struct Item<'r, 'e, 'h> {
    reader: &'r Reader<'e, 'h>,
    attrs: Attrs<'h>,
}

impl<'r, 'e, 'h> Item<'r, 'e, 'h> {
    fn of(reader: &'r Reader<'e, 'h>, value: Value<'h>) -> Result<Self, Error<'h>> {
        let attrs = reader.ev.force_attrs(value, Pos::NONE, "while evaluating the plan of a home")?;
        Ok(Item { reader, attrs })
    }

    fn get(&self, name: &str) -> Option<Value<'h>> {
        self.attrs.value(self.reader.ev.symbols.intern(name.as_bytes()))
    }

    /// A Boolean; false where there is none.
    fn flag(&self, name: &str) -> Result<bool, Error<'h>> {
        let Some(value) = self.get(name) else { return Ok(false) };
        self.reader.ev.force_bool(value, Pos::NONE, "while evaluating the plan of a home")
    }

    /// A string; empty where there is none.
    fn text(&self, name: &str) -> Result<String, Error<'h>> {
        let Some(value) = self.get(name) else { return Ok(String::new()) };
        self.reader.string(value, &mut ContextBuilder::new())
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Error<'h>> {
        let Some(value) = self.get(name) else { return Ok(Vec::new()) };
        let list = self.reader.ev.force_list(value, Pos::NONE, "while evaluating the plan of a home")?;
        list.items().iter().map(|item| self.reader.string(*item, &mut ContextBuilder::new())).collect()
    }
}

/// `git-2.44` is `git` and `2.44`: the version begins behind the first dash that no letter follows
/// (`builtins.parseDrvName`).
fn split_name(name: &str) -> (String, String) {
    let dashes = name.match_indices('-').map(|(at, _)| at);
    let mut versions =
        dashes.filter(|at| name[at + 1..].bytes().next().is_some_and(|next| !next.is_ascii_alphabetic()));
    match versions.next() {
        Some(at) => (name[..at].to_owned(), name[at + 1..].to_owned()),
        None => (name.to_owned(), String::new()),
    }
}
