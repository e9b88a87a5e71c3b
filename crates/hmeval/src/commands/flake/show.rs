//! `hmeval flake show`: the outputs of a flake as a tree or as JSON, as `nix flake show` prints them (`CmdFlakeShow`).
//!
//! What an output is follows from its place: `packages.SYSTEM.NAME` is a derivation, `overlays.NAME` an overlay. As little as
//! possible is evaluated, and for other systems nothing.

use hmeval_diag::Pos;
use hmeval_eval::heap::{Attrs, View};
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};
use serde_json::{Map, Value as Json};

use crate::console::Console;
use crate::failure::{Failure, Outcome};
use crate::style::{Ink, Style};

/// What of a flake is shown, and how.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct ShowFlags {
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Show the contents of legacyPackages
    #[arg(long)]
    legacy: bool,
    /// Show what there is for other systems
    #[arg(long)]
    all_systems: bool,
}

const BRANCH: &str = "├───";
const LAST: &str = "└───";
const LINE: &str = "│   ";
const SPACE: &str = "    ";

/// Outputs that hold one thing for each system.
const ONE_PER_SYSTEM: [&str; 3] = ["defaultPackage", "devShell", "formatter"];
/// Outputs that hold things by system and name.
const BY_SYSTEM: [&str; 4] = ["checks", "packages", "devShells", "apps"];
/// Other outputs that are looked into.
const SETS: [&str; 5] = ["nixosConfigurations", "nixosModules", "defaultApp", "templates", "overlays"];
/// Outputs that are not shown where all in them is empty.
const SYSTEMS_WITH_CONTENT: [&str; 5] = ["apps", "checks", "devShells", "legacyPackages", "packages"];
/// The same for outputs without systems.
const SETS_WITH_CONTENT: [&str; 4] = ["formatter", "nixosConfigurations", "nixosModules", "overlays"];

/// Shows the outputs of a flake. `title` is the flake.
///
/// # Errors
/// Those of evaluating what is shown.
pub(super) fn show<'h>(
    ev: &Evaluator<'h>,
    outputs: Value<'h>,
    title: &[u8],
    flags: ShowFlags,
    console: &Console<'_>,
) -> Outcome<'h> {
    let show = Show { ev, flags, console, style: console.stdout_style() };
    let mut header = Vec::new();
    show.style.paint(&mut header, Ink::Strong, title);
    let found = show.node(outputs, &mut Vec::new(), &header, "")?;
    if flags.json {
        let json = Json::Object(found);
        let text = match console.terminal.stdout {
            true => serde_json::to_vec_pretty(&json),
            false => serde_json::to_vec(&json),
        };
        console.out_line(&text.map_err(|error| Failure::message(error.to_string()))?)?;
    }
    Ok(())
}

struct Show<'e, 'c, 'h> {
    ev: &'e Evaluator<'h>,
    flags: ShowFlags,
    console: &'e Console<'c>,
    style: Style,
}

/// The names on the way to an output.
type Path = Vec<String>;

impl<'h> Show<'_, '_, 'h> {
    /// Shows what is at a path. Failures in `legacyPackages` are left out.
    fn node(
        &self,
        value: Value<'h>,
        path: &mut Path,
        header: &[u8],
        prefix: &str,
    ) -> Outcome<'h, Map<String, Json>> {
        self.ev.check_stack(Pos::NONE)?;
        match self.any(value, path, header, prefix) {
            Err(Failure::Eval(_)) if path.first().is_some_and(|name| name == "legacyPackages") => {
                Ok(Map::new())
            }
            result => result,
        }
    }

    fn any(
        &self,
        value: Value<'h>,
        path: &mut Path,
        header: &[u8],
        prefix: &str,
    ) -> Outcome<'h, Map<String, Json>> {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        match names[..] {
            [] => self.inside(value, path, header, prefix),
            [set] if ONE_PER_SYSTEM.contains(&set) || SETS.contains(&set) || BY_SYSTEM.contains(&set) => {
                self.inside(value, path, header, prefix)
            }
            [set, _] if BY_SYSTEM.contains(&set) => self.inside(value, path, header, prefix),
            [set, system] if ONE_PER_SYSTEM.contains(&set) => self.of_system(value, path, system, header),
            [set, system, _] if BY_SYSTEM[..3].contains(&set) => self.of_system(value, path, system, header),
            ["hydraJobs", ..] => self.or_omitted(path, header, || match self.is_derivation(value)? {
                true => self.derivation(value, path, header),
                false => self.inside(value, &mut path.clone(), header, prefix),
            }),
            ["legacyPackages"] => self.inside(value, path, header, prefix),
            ["legacyPackages", ..] if !self.flags.legacy => {
                self.omitted(path, header, " (use '--legacy' to show)")
            }
            ["legacyPackages", system, ..] if !self.is_shown(system) => self.other_system(path, header),
            ["legacyPackages", ..] => self.or_omitted(path, header, || match self.is_derivation(value)? {
                true => self.derivation(value, path, header),
                false if path.len() <= 2 => self.inside(value, &mut path.clone(), header, prefix),
                false => Ok(Map::new()),
            }),
            ["defaultApp", _] | ["apps", _, _] => self.app(value, path, header),
            ["defaultTemplate"] | ["templates", _] => self.template(value, path, header),
            ["overlay"] | ["overlays", _] => self.named(header, "nixpkgs-overlay", "Nixpkgs overlay"),
            ["nixosConfigurations", _] => self.named(header, "nixos-configuration", "NixOS configuration"),
            ["nixosModule"] | ["nixosModules", _] => self.named(header, "nixos-module", "NixOS module"),
            _ => self.named(header, "unknown", "unknown"),
        }
    }

    /// Shows everything in a set.
    fn inside(
        &self,
        value: Value<'h>,
        path: &mut Path,
        header: &[u8],
        prefix: &str,
    ) -> Outcome<'h, Map<String, Json>> {
        self.line(header)?;
        let attrs = self.attrs(value, path)?;
        let mut shown = Vec::new();
        for (key, value) in self.ev.sorted_attrs(attrs) {
            path.push(String::from_utf8_lossy(self.ev.text(key.name)).into_owned());
            if self.has_content(value, path) {
                shown.push((path.last().cloned().unwrap_or_default(), value));
            }
            path.pop();
        }
        let mut found = Map::new();
        let count = shown.len();
        for (index, (name, value)) in shown.into_iter().enumerate() {
            let is_last = index + 1 == count;
            let mut header = Vec::new();
            let branch = format!("{prefix}{}", if is_last { LAST } else { BRANCH });
            self.style.paint(&mut header, Ink::Text, branch.as_bytes());
            self.style.paint(&mut header, Ink::Strong, super::shown_name(&name).as_bytes());
            path.push(name.clone());
            let below = format!("{prefix}{}", if is_last { SPACE } else { LINE });
            let inner = self.node(value, path, &header, &below);
            path.pop();
            found.insert(name, Json::Object(inner?));
        }
        Ok(found)
    }

    /// Whether there is something in a set that some frameworks always make. What fails counts.
    fn has_content(&self, value: Value<'h>, path: &mut Path) -> bool {
        let name = path.first().map_or("", String::as_str);
        let looked_into = match path.len() {
            1 => SYSTEMS_WITH_CONTENT.contains(&name) || SETS_WITH_CONTENT.contains(&name),
            2 => SYSTEMS_WITH_CONTENT.contains(&name),
            _ => false,
        };
        let Some(attrs) = Some(value).filter(|_| looked_into).and_then(|value| self.attrs(value, path).ok())
        else {
            return true;
        };
        self.ev.sorted_attrs(attrs).into_iter().any(|(key, value)| {
            path.push(String::from_utf8_lossy(self.ev.text(key.name)).into_owned());
            let has = self.has_content(value, path);
            path.pop();
            has
        })
    }

    /// A derivation for one system.
    fn of_system(
        &self,
        value: Value<'h>,
        path: &Path,
        system: &str,
        header: &[u8],
    ) -> Outcome<'h, Map<String, Json>> {
        if !self.is_shown(system) {
            return self.other_system(path, header);
        }
        self.or_omitted(path, header, || match self.is_derivation(value)? {
            true => self.derivation(value, path, header),
            false => {
                self.warn(&format!("{}.name is not a derivation", path.join(".")));
                Ok(Map::new())
            }
        })
    }

    fn derivation(&self, value: Value<'h>, path: &Path, header: &[u8]) -> Outcome<'h, Map<String, Json>> {
        let name = self.text(value, path, "name")?;
        if self.flags.json {
            let description = self.description(value, path)?.unwrap_or_default();
            return Ok(object([("type", "derivation"), ("name", &name), ("description", &description)]));
        }
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        let what = match names[..] {
            ["devShell", _] | ["devShells", _, ..] => "development environment",
            ["checks", _, _] | ["hydraJobs", ..] => "derivation",
            _ => "package",
        };
        self.entry(header, &format!("{what} '{name}'"))
    }

    fn app(&self, value: Value<'h>, path: &Path, header: &[u8]) -> Outcome<'h, Map<String, Json>> {
        let description = self.description(value, path)?;
        let is_app = match self.get(value, "type")? {
            Some(_) => self.text(value, path, "type")? == "app",
            None => false,
        };
        if !is_app {
            return Err(self.ev.error(ErrorKind::Eval, "not an app definition").into());
        }
        if self.flags.json {
            let mut found = object([("type", "app")]);
            found.extend(description.map(|text| ("description".to_owned(), text.into())));
            return Ok(found);
        }
        self.entry(
            header,
            &format!("app: {}", self.strong(description.as_deref().unwrap_or("no description"))),
        )
    }

    fn template(&self, value: Value<'h>, path: &Path, header: &[u8]) -> Outcome<'h, Map<String, Json>> {
        let description = self.text(value, path, "description")?;
        match self.flags.json {
            true => Ok(object([("type", "template"), ("description", &description)])),
            false => self.entry(header, &format!("template: {}", self.strong(&description))),
        }
    }

    fn named(&self, header: &[u8], kind: &str, what: &str) -> Outcome<'h, Map<String, Json>> {
        match self.flags.json {
            true => Ok(object([("type", kind)])),
            false => self.entry(header, &self.marked(what)),
        }
    }

    /// What needs a build to be known is left out.
    fn or_omitted(
        &self,
        path: &Path,
        header: &[u8],
        shown: impl FnOnce() -> Outcome<'h, Map<String, Json>>,
    ) -> Outcome<'h, Map<String, Json>> {
        match shown() {
            Err(Failure::Eval(error)) if error.data().kind == ErrorKind::Unsupported => {
                let why = "omitted due to use of import from derivation";
                match self.flags.json {
                    true => self.warn(&format!("{} {why}", path.join("."))),
                    false => self.line(&[header, b" ", self.marked(why).as_bytes()].concat())?,
                }
                Ok(Map::new())
            }
            result => result,
        }
    }

    fn is_shown(&self, system: &str) -> bool {
        self.flags.all_systems || system == self.ev.settings.current_system
    }

    fn other_system(&self, path: &Path, header: &[u8]) -> Outcome<'h, Map<String, Json>> {
        self.omitted(path, header, " (use '--all-systems' to show)")
    }

    fn omitted(&self, path: &Path, header: &[u8], hint: &str) -> Outcome<'h, Map<String, Json>> {
        match self.flags.json {
            true => self.warn(&format!("{} omitted{hint}", path.join("."))),
            false => {
                self.line(&[header, b" ", self.marked("omitted").as_bytes(), hint.as_bytes()].concat())?;
            }
        }
        Ok(Map::new())
    }

    fn warn(&self, text: &str) {
        self.ev.message(format!("warning: {text}").as_bytes());
    }

    /// `HEADER: TEXT`
    fn entry(&self, header: &[u8], text: &str) -> Outcome<'h, Map<String, Json>> {
        self.line(&[header, b": ", text.as_bytes()].concat())?;
        Ok(Map::new())
    }

    fn line(&self, text: &[u8]) -> Outcome<'h> {
        match self.flags.json {
            true => Ok(()),
            false => Ok(self.console.out_line(text)?),
        }
    }

    fn strong(&self, text: &str) -> String {
        self.painted(Ink::Strong, text)
    }

    fn marked(&self, text: &str) -> String {
        self.painted(Ink::Warning, text)
    }

    fn painted(&self, ink: Ink, text: &str) -> String {
        let mut out = Vec::new();
        self.style.paint(&mut out, ink, text.as_bytes());
        String::from_utf8_lossy(&out).into_owned()
    }

    fn attrs(&self, value: Value<'h>, path: &Path) -> Result<Attrs<'h>, Error<'h>> {
        self.ev.force(value, Pos::NONE)?.as_attrs().ok_or_else(|| {
            let path = path.join(".");
            self.ev.error(ErrorKind::Type, format!("'{path}' is not an attribute set"))
        })
    }

    fn is_derivation(&self, value: Value<'h>) -> Result<bool, Error<'h>> {
        self.ev.is_derivation(self.ev.force(value, Pos::NONE)?)
    }

    /// An attribute of what may be a set. Nothing else has attributes.
    fn get(&self, value: Value<'h>, name: &str) -> Result<Option<(Value<'h>, Pos)>, Error<'h>> {
        let attrs = self.ev.force(value, Pos::NONE)?.as_attrs();
        Ok(attrs.and_then(|attrs| attrs.get(self.ev.symbols.intern(name.as_bytes()))))
    }

    /// The text of an attribute of what is at a path.
    fn text(&self, value: Value<'h>, path: &Path, name: &str) -> Result<String, Error<'h>> {
        let path = path.join(".");
        let Some((value, pos)) = self.get(value, name)? else {
            let message = format!("attribute '{path}.{name}' does not exist");
            return Err(self.ev.error(ErrorKind::Missing, message));
        };
        let value = self.ev.force(value, pos)?;
        match value.view() {
            View::Str(text) => Ok(String::from_utf8_lossy(text.bytes).into_owned()),
            View::Path(path) => Ok(String::from_utf8_lossy(path).into_owned()),
            _ => {
                let found = self.ev.describe_type(value);
                let found = String::from_utf8_lossy(&found);
                let message = format!("'{path}.{name}' is not a string but {found}");
                Err(self.ev.error(ErrorKind::Type, message))
            }
        }
    }

    fn description(&self, value: Value<'h>, path: &Path) -> Result<Option<String>, Error<'h>> {
        let Some((meta, _)) = self.get(value, "meta")? else { return Ok(None) };
        let mut path = path.clone();
        path.push("meta".to_owned());
        match self.get(meta, "description")? {
            Some(_) => self.text(meta, &path, "description").map(Some),
            None => Ok(None),
        }
    }
}

fn object<const N: usize>(fields: [(&str, &str); N]) -> Map<String, Json> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}
