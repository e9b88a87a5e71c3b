//! The systemd units of the user after a switch: what `sd-switch` does for Home Manager, through `systemctl --user`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::activate::{Goal, Prepared};
use crate::generation::Links;
use crate::leaf::Material;
use crate::request::Request;

/// What happens to units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnitChanges {
    /// Those that are no more and run.
    pub stop: BTreeSet<String>,
    /// Those that are new and wanted by a target that is active.
    pub start: BTreeSet<String>,
    /// Those that have changed and run.
    pub restart: BTreeSet<String>,
    /// Those that have changed, run, and can read their configuration again.
    pub reload: BTreeSet<String>,
    /// Those that have changed, run, and ask to be left alone.
    pub keep: BTreeSet<String>,
}

impl UnitChanges {
    /// For people: `stops a.service; starts b.timer`; empty if nothing happens.
    #[must_use]
    pub fn text(&self) -> String {
        let steps = [
            ("stops", &self.stop),
            ("reloads", &self.reload),
            ("restarts", &self.restart),
            ("starts", &self.start),
            ("keeps with its old text", &self.keep),
        ];
        let steps = steps.into_iter().filter(|(_, units)| !units.is_empty());
        let text = |(what, units): (&str, &BTreeSet<String>)| {
            format!("{what} {}", units.iter().cloned().collect::<Vec<_>>().join(", "))
        };
        steps.map(text).collect::<Vec<_>>().join("; ")
    }

    /// Adds what has to happen because systemd may have other units, too.
    fn add(&mut self, other: UnitChanges) {
        self.stop.extend(other.stop);
        self.start.extend(other.start);
        self.restart.extend(other.restart);
        self.reload.extend(other.reload);
        self.keep.extend(other.keep);
    }
}

/// What a switch would do with units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnitPlan {
    /// Whether a systemd of the user runs. Without one, this is what one would do in which all targets are active.
    pub systemd: bool,
    /// What would happen.
    #[serde(flatten)]
    pub changes: UnitChanges,
}

/// What a switch would do with units. Nothing is changed.
#[must_use]
pub fn planned(request: &Request<'_>, goal: &Goal, prepared: &Prepared) -> UnitPlan {
    let olds = prepared.units_of_systemd();
    if !has_units(olds.iter().flat_map(Links::keys).chain(goal.links.keys())) {
        return UnitPlan::default();
    }
    let systemd = Systemd { variables: &request.variables };
    let is_running = systemd.is_running();
    let objects = request.home.objects();
    // Those of the plan need not be written yet.
    let texts: FxHashMap<&OsString, &[u8]> = goal
        .links
        .iter()
        .filter_map(|(target, object)| match &goal.leaves.get(target)?.material {
            Material::File { bytes, .. } => Some((object, &bytes[..])),
            _ => None,
        })
        .collect();
    let text =
        |name: &OsString| texts.get(name).map_or_else(|| object_text(&objects, name), |text| text.to_vec());
    let mut is_active = |unit: &str| !is_running || systemd.is_active(unit);
    UnitPlan { systemd: is_running, changes: all_changes(olds, &goal.links, &mut is_active, &text) }
}

/// What happens to units when the links become these, and systemd may have the units of several old ones.
pub(crate) fn all_changes(
    olds: &[Links],
    new: &Links,
    is_active: &mut dyn FnMut(&str) -> bool,
    text: &dyn Fn(&OsString) -> Vec<u8>,
) -> UnitChanges {
    let mut all = UnitChanges::default();
    for old in olds {
        all.add(changes(old, new, is_active, text));
    }
    all
}

/// The units that differ between two homes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UnitDiff {
    /// Those that only the second has.
    pub added: BTreeSet<String>,
    /// Those whose text differs.
    pub changed: BTreeSet<String>,
    /// Those that only the first has.
    pub removed: BTreeSet<String>,
}

/// The units that differ between the links of two homes.
#[must_use]
pub fn between(old: &Links, new: &Links) -> UnitDiff {
    let (old, new) = (Units::of(old).files, Units::of(new).files);
    let mut diff = UnitDiff::default();
    for name in old.keys().chain(new.keys()) {
        let into = match (old.get(name), new.get(name)) {
            (Some(before), Some(after)) if before == after => continue,
            (Some(_), Some(_)) => &mut diff.changed,
            (None, _) => &mut diff.added,
            (_, None) => &mut diff.removed,
        };
        into.insert(name.clone());
    }
    diff
}

/// The kinds of units that are started and stopped.
const KINDS: [&str; 7] = ["service", "socket", "timer", "target", "path", "mount", "automount"];

/// The folder of unit files in the targets of links.
const FOLDER: &str = "systemd/user";

/// The units among links: their names, with the objects of their files; and by target who wants them.
#[derive(Debug, Default)]
struct Units {
    files: BTreeMap<String, OsString>,
    wanted: BTreeMap<String, BTreeSet<String>>,
}

impl Units {
    fn of(links: &Links) -> Self {
        let mut units = Units::default();
        for (target, object) in links {
            let target = Path::new(target);
            let (Some(name), Some(folder)) =
                (target.file_name().and_then(|name| name.to_str()), target.parent())
            else {
                continue;
            };
            if !KINDS.iter().any(|kind| name.rsplit_once('.').is_some_and(|(_, found)| found == *kind)) {
                continue;
            }
            if folder.ends_with(FOLDER) {
                units.files.insert(name.to_owned(), object.clone());
            } else if let Some(wants) = wants_folder(folder) {
                units.wanted.entry(name.to_owned()).or_default().insert(wants);
            }
        }
        units
    }
}

/// `default.target` for `…/systemd/user/default.target.wants`.
fn wants_folder(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_str()?;
    let target = name.strip_suffix(".wants").or_else(|| name.strip_suffix(".requires"))?;
    folder.parent()?.ends_with(FOLDER).then(|| target.to_owned())
}

/// What happens to units when the links change. `is_active` tells of a unit, `text` the content of an object.
pub fn changes(
    old: &Links,
    new: &Links,
    is_active: &mut dyn FnMut(&str) -> bool,
    text: &dyn Fn(&OsString) -> Vec<u8>,
) -> UnitChanges {
    let (old, new) = (Units::of(old), Units::of(new));
    let mut changes = UnitChanges::default();
    for (name, object) in &old.files {
        let into = match new.files.get(name) {
            Some(now) if now == object => continue,
            None if refuses(&text(object), "RefuseManualStop") => continue,
            None => &mut changes.stop,
            Some(now) => match method(&text(now)) {
                Method::Restart => &mut changes.restart,
                Method::Reload => &mut changes.reload,
                Method::Keep => &mut changes.keep,
            },
        };
        if !name.contains("@.") && is_active(name) {
            into.insert(name.clone());
        }
    }
    for (name, object) in &new.files {
        let is_new = !old.files.contains_key(name) && !name.contains("@.");
        if is_new && !refuses(&text(object), "RefuseManualStart") {
            let wanted = new.wanted.get(name).into_iter().flatten();
            if wanted.into_iter().any(|target| is_active(target)) {
                changes.start.insert(name.clone());
            }
        }
    }
    changes
}

enum Method {
    Restart,
    Reload,
    Keep,
}

/// How a unit wants to be changed: the keys that sd-switch and NixOS know.
fn method(unit: &[u8]) -> Method {
    let text = String::from_utf8_lossy(unit);
    let value = |key: &str| {
        let lines = text.lines().filter_map(|line| line.trim().split_once('='));
        lines.filter(|(name, _)| name.trim() == key).map(|(_, value)| value.trim().to_owned()).next_back()
    };
    let says = |key: &str, wanted: bool| {
        value(key).is_some_and(|value| matches!(&value[..], "true" | "yes" | "1" | "on") == wanted)
    };
    match value("X-SwitchMethod").as_deref() {
        Some("reload") => return Method::Reload,
        Some("keep-old") => return Method::Keep,
        Some("restart" | "stop-start") => return Method::Restart,
        _ => {}
    }
    if says("X-RestartIfChanged", false) || says("RefuseManualStop", true) || says("RefuseManualStart", true)
    {
        return Method::Keep;
    }
    if says("X-ReloadIfChanged", true) { Method::Reload } else { Method::Restart }
}

fn refuses(unit: &[u8], key: &str) -> bool {
    let text = String::from_utf8_lossy(unit);
    text.lines()
        .filter_map(|line| line.trim().split_once('='))
        .any(|(name, value)| name.trim() == key && matches!(value.trim(), "true" | "yes" | "1" | "on"))
}

/// Talks to the systemd of the user.
pub(crate) struct Systemd<'a> {
    pub(crate) variables: &'a [(OsString, OsString)],
}

impl Systemd<'_> {
    fn command(&self, args: &[&str]) -> Option<std::process::Output> {
        let mut command = Command::new("systemctl");
        command.env_clear().envs(self.variables.iter().cloned()).arg("--user").args(args);
        if !self.variables.iter().any(|(name, _)| name == "XDG_RUNTIME_DIR") {
            let user = rustix::process::geteuid().as_raw();
            command.env("XDG_RUNTIME_DIR", format!("/run/user/{user}"));
        }
        command.output().ok()
    }

    /// Whether there is one; otherwise what is said about it.
    pub(crate) fn is_running(&self) -> bool {
        let output = self.command(&["is-system-running"]);
        let said = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        matches!(said.as_deref(), Some("running" | "degraded"))
    }

    pub(crate) fn is_active(&self, unit: &str) -> bool {
        self.command(&["is-active", "--quiet", "--", unit]).is_some_and(|output| output.status.success())
    }

    /// Makes the changes; what went wrong is told, and does not end the activation, as with sd-switch.
    pub(crate) fn apply(&self, changes: &UnitChanges, say: &mut dyn FnMut(String)) {
        let none = BTreeSet::new();
        let steps = [
            ("stop", "Stopping", &changes.stop),
            ("daemon-reload", "", &none),
            ("reload", "Reloading", &changes.reload),
            ("restart", "Restarting", &changes.restart),
            ("start", "Starting", &changes.start),
        ];
        for (verb, what, units) in steps {
            let mut args = vec![verb];
            if verb != "daemon-reload" {
                if units.is_empty() {
                    continue;
                }
                say(format!("{what} units: {}", units.iter().cloned().collect::<Vec<_>>().join(", ")));
                args.push("--");
                args.extend(units.iter().map(String::as_str));
            }
            match self.command(&args) {
                Some(output) if output.status.success() => {}
                Some(output) => say(format!(
                    "systemctl --user {verb} failed: {}",
                    String::from_utf8_lossy(&output.stderr).trim()
                )),
                None => say("systemctl cannot be run".to_owned()),
            }
        }
    }
}

/// The content of an object.
pub(crate) fn object_text(objects: &Path, name: &OsString) -> Vec<u8> {
    std::fs::read(objects.join(Path::new(std::ffi::OsStr::from_bytes(name.as_bytes())))).unwrap_or_default()
}

/// Whether anything in the folders of units differs.
pub(crate) fn differ(old: &Links, new: &Links) -> bool {
    let folder = [FOLDER.as_bytes(), b"/"].concat();
    let is_inside = |(target, _): &(&OsString, &OsString)| {
        target.as_bytes().windows(folder.len()).any(|part| part == &folder[..])
    };
    !old.iter().filter(is_inside).eq(new.iter().filter(is_inside))
}

/// Whether any of these targets is a unit.
pub(crate) fn has_units<'a>(mut targets: impl Iterator<Item = &'a OsString>) -> bool {
    targets.any(|target| Path::new(target).parent().is_some_and(|folder| folder.ends_with(FOLDER)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(list: &[(&str, &str)]) -> Links {
        list.iter()
            .map(|(target, object)| (format!(".config/systemd/user/{target}").into(), object.into()))
            .collect()
    }

    fn names(set: &BTreeSet<String>) -> Vec<&str> {
        set.iter().map(String::as_str).collect()
    }

    #[test]
    fn units_of_two_homes_are_compared_by_their_files() {
        let old = links(&[
            ("gone.service", "a"),
            ("same.timer", "b"),
            ("new-text.service", "c"),
            ("note.txt", "x"),
        ]);
        let new =
            links(&[("same.timer", "b"), ("new-text.service", "d"), ("new.socket", "e"), ("note.txt", "y")]);
        let diff = between(&old, &new);
        assert_eq!(names(&diff.added), ["new.socket"]);
        assert_eq!(names(&diff.changed), ["new-text.service"]);
        assert_eq!(names(&diff.removed), ["gone.service"]);
    }

    #[test]
    fn units_change_as_sd_switch_changes_them() {
        let old = links(&[
            ("gone.service", "a"),
            ("same.service", "b"),
            ("new-text.service", "c"),
            ("asleep.service", "d"),
            ("kept.service", "k"),
        ]);
        let new = links(&[
            ("same.service", "b"),
            ("new-text.service", "[Unit]"),
            ("asleep.service", "e"),
            ("kept.service", "[Unit]\nX-RestartIfChanged=false"),
            ("wanted.service", "f"),
            ("default.target.wants/wanted.service", "f"),
            ("unwanted.service", "g"),
            ("template@.service", "h"),
        ]);
        let mut active = |unit: &str| unit != "asleep.service";
        let changes = changes(&old, &new, &mut active, &|object| object.as_bytes().to_vec());
        assert_eq!(names(&changes.stop), ["gone.service"]);
        assert_eq!(names(&changes.restart), ["new-text.service"]);
        assert_eq!(names(&changes.keep), ["kept.service"]);
        assert_eq!(names(&changes.start), ["wanted.service"]);
        assert!(changes.reload.is_empty());
        let text = "stops gone.service; restarts new-text.service; starts wanted.service; keeps with its old text \
                    kept.service";
        assert_eq!(changes.text(), text);
    }
}
