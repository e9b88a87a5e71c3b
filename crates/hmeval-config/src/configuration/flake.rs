//! Configurations in the outputs of a flake: the one that a name means.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::path::{join, parent};
use hmeval_eval::{ErrorKind, Evaluator, Value};
use hmeval_flake::{LockedFlake, call};

use super::{at_path, show_path};
use crate::failure::{Failure, Outcome};

/// The outputs that hold configurations, in the order in which a short name is looked for.
const SETS: [&str; 4] =
    ["homeConfigurations", "nixosConfigurations", "darwinConfigurations", "systemConfigs"];

/// A configuration in a flake.
pub(super) struct Found<'h> {
    /// The evaluated configuration.
    pub(super) value: Value<'h>,
    /// The host that it is of, by the name that the flake gives it.
    pub(super) host: Option<Vec<u8>>,
}

/// The configuration of a flake that a fragment (`#ATTR`) and the target name.
///
/// # Errors
/// If there is none or more than one that fits; those of evaluating.
pub(super) fn find<'h>(
    ev: &Evaluator<'h>,
    flake: &LockedFlake,
    fragment: &[u8],
    target: &[u8],
) -> Outcome<'h, Found<'h>> {
    let search = Search { ev, outputs: call::outputs(ev, flake)?, flake };
    if !fragment.is_empty() {
        return search.by_attribute(fragment);
    }
    let path = ev.parse_attr_path(target)?;
    match &path[..] {
        [kind, user, ..] if kind == b"users" => search.user(user),
        [kind, host, ..] if kind == b"hosts" => search.host(host),
        _ => search.only(),
    }
}

/// The attribute paths of all configurations of a flake.
///
/// # Errors
/// Those of evaluating its outputs.
pub fn names<'h>(ev: &Evaluator<'h>, flake: &LockedFlake) -> Outcome<'h, Vec<Vec<Vec<u8>>>> {
    let search = Search { ev, outputs: call::outputs(ev, flake)?, flake };
    Ok(search.all()?.into_iter().map(|(path, _)| path).collect())
}

/// The path of a configuration in the outputs, and its value.
type Candidate<'h> = (Vec<Vec<u8>>, Value<'h>);

struct Search<'a, 'h> {
    ev: &'a Evaluator<'h>,
    outputs: Value<'h>,
    flake: &'a LockedFlake,
}

impl<'h> Search<'_, 'h> {
    /// The configurations of one output, sorted by name.
    fn all_in(&self, set: &str) -> Outcome<'h, Vec<Candidate<'h>>> {
        let Some(value) = at_path(self.ev, self.outputs, &[set])? else { return Ok(Vec::new()) };
        let what = format!("while evaluating the flake output '{set}'");
        let attrs: Attrs<'h> = self.ev.force_attrs(value, Pos::NONE, &what)?;
        let named = |name: &[u8]| vec![set.as_bytes().to_vec(), name.to_vec()];
        let all = self.ev.sorted_attrs(attrs);
        Ok(all.into_iter().map(|(key, value)| (named(self.ev.text(key.name)), value)).collect())
    }

    fn all(&self) -> Outcome<'h, Vec<Candidate<'h>>> {
        let mut all = Vec::new();
        for set in SETS {
            all.extend(self.all_in(set)?);
        }
        Ok(all)
    }

    /// `#ATTR`: an attribute path, or a short name.
    fn by_attribute(&self, fragment: &[u8]) -> Outcome<'h, Found<'h>> {
        let path = self.ev.parse_attr_path(fragment)?;
        if let Some(value) = at_path(self.ev, self.outputs, &path)? {
            return Ok(found((path, value)));
        }
        for set in SETS {
            let short = [vec![set.as_bytes().to_vec()], path.clone()].concat();
            if let Some(value) = at_path(self.ev, self.outputs, &short)? {
                return Ok(found((short, value)));
            }
        }
        Err(self.missing(&[b"configuration '", fragment, b"'"].concat())?)
    }

    /// The home of a user: one of their own first, else as part of a host.
    fn user(&self, user: &[u8]) -> Outcome<'h, Found<'h>> {
        let homes = self.all_in(SETS[0])?;
        let is_name = |candidate: &&Candidate<'h>, with_host: bool| {
            let name = candidate.0.last().map_or(&b""[..], |name| name);
            match with_host {
                false => name == user,
                true => name.strip_prefix(user).is_some_and(|rest| rest.starts_with(b"@")),
            }
        };
        if let Some(own) = homes.iter().find(|candidate| is_name(candidate, false)) {
            return Ok(found(own.clone()));
        }
        let mut matches: Vec<_> =
            homes.iter().filter(|candidate| is_name(candidate, true)).cloned().collect();
        for set in SETS.iter().skip(1) {
            for candidate in self.all_in(set)? {
                let users = [&b"config"[..], b"home-manager", b"users", user];
                if at_path(self.ev, candidate.1, &users)?.is_some() {
                    matches.push(candidate);
                }
            }
        }
        self.single(matches, &[b"user '", user, b"'"].concat())
    }

    fn host(&self, host: &[u8]) -> Outcome<'h, Found<'h>> {
        let mut matches = Vec::new();
        for set in SETS.iter().skip(1) {
            let all = self.all_in(set)?;
            matches.extend(all.into_iter().filter(|candidate| candidate.0.last().is_some_and(|n| n == host)));
        }
        self.single(matches, &[b"host '", host, b"'"].concat())
    }

    fn only(&self) -> Outcome<'h, Found<'h>> {
        self.single(self.all()?, b"configuration")
    }

    fn single(&self, mut matches: Vec<Candidate<'h>>, what: &[u8]) -> Outcome<'h, Found<'h>> {
        match matches.pop() {
            None => Err(self.missing(what)?),
            Some(only) if matches.is_empty() => Ok(found(only)),
            Some(last) => {
                matches.push(last);
                let names: Vec<_> = matches.iter().map(|candidate| show_path(&candidate.0)).collect();
                let shown = self.flake.original.to_text();
                let list = names.join(&b"\n  "[..]);
                let end = b"\nchoose one with '--flake REF#NAME'";
                let several = [b"flake '", &shown[..], b"' has several that could be the ", what, b":\n  "];
                Err(Failure::message([&several.concat()[..], &list, end].concat()))
            }
        }
    }

    /// The error that there is no such configuration, with those that there are.
    fn missing(&self, what: &[u8]) -> Outcome<'h, Failure<'h>> {
        let names: Vec<_> = self.all()?.iter().map(|candidate| show_path(&candidate.0)).collect();
        let shown = self.flake.original.to_text();
        let has = if names.is_empty() {
            b"it has no configurations".to_vec()
        } else {
            [b"it has ", &names.join(&b", "[..])[..]].concat()
        };
        let message = [b"flake '", &shown[..], b"' has no ", what, b" (", &has, b")"].concat();
        Ok(Failure::Eval(self.ev.error(ErrorKind::Missing, message)))
    }
}

fn found((path, value): Candidate<'_>) -> Found<'_> {
    let of_host = path.len() == 2 && path.first().is_some_and(|set| set != SETS[0].as_bytes());
    let host = path.into_iter().nth(1).filter(|_| of_host);
    Found { value, host }
}

/// What is meant where nothing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefaultSource {
    /// The flake in this folder.
    Flake(Vec<u8>),
    /// This file, which is a module of Home Manager.
    Home(Vec<u8>),
}

/// What is meant where nothing is said: the nearest `flake.nix` upward from `dir`, then the configuration of Home Manager
/// (`$HOME_MANAGER_CONFIG`, then its folder, where a flake comes before `home.nix`), then the flake of the machine.
/// `variable` reads the environment, `exists` looks for a file.
pub fn default_source(
    dir: &[u8],
    variable: &dyn Fn(&str) -> Option<Vec<u8>>,
    exists: &dyn Fn(&[u8]) -> bool,
) -> Option<DefaultSource> {
    let flake_in = |dir: &[u8]| exists(&join(dir, FLAKE)).then(|| DefaultSource::Flake(dir.to_vec()));
    let mut above = dir;
    loop {
        if let Some(flake) = flake_in(above) {
            return Some(flake);
        }
        if above == b"/" || above.is_empty() {
            break;
        }
        above = parent(above);
    }
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    if let Some(file) = variable("HOME_MANAGER_CONFIG") {
        // What is named and not there is told when it is read.
        return Some(DefaultSource::Home(join(dir, &file)));
    }
    let config = variable("XDG_CONFIG_HOME").or_else(|| Some(join(&variable("HOME")?, b".config")));
    let of_home = config.and_then(|config| {
        let folder = join(&config, b"home-manager");
        let file = join(&folder, b"home.nix");
        flake_in(&folder).or_else(|| exists(&file).then_some(DefaultSource::Home(file)))
    });
    of_home.or_else(|| flake_in(b"/etc/nixos"))
}

/// The file that makes a folder a flake.
const FLAKE: &[u8] = b"flake.nix";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_configuration_is_meant() {
        let found = |variables: &[(&str, &str)], files: &[&str]| {
            let variable = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| value.as_bytes().to_vec())
            };
            let exists = |path: &[u8]| files.iter().any(|file| file.as_bytes() == path);
            default_source(b"/w/deep", &variable, &exists)
        };
        let flake = |dir: &str| Some(DefaultSource::Flake(dir.as_bytes().to_vec()));
        let home = |file: &str| Some(DefaultSource::Home(file.as_bytes().to_vec()));
        let all = [
            "/w/flake.nix",
            "/x/home-manager/flake.nix",
            "/x/home-manager/home.nix",
            "/h/.config/home-manager/home.nix",
            "/etc/nixos/flake.nix",
        ];
        let both = [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")];
        assert_eq!(found(&both, &all), flake("/w"));
        assert_eq!(found(&both, &all[1..]), flake("/x/home-manager"));
        assert_eq!(found(&both, &all[2..]), home("/x/home-manager/home.nix"));
        assert_eq!(
            found(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "")], &all[1..]),
            home("/h/.config/home-manager/home.nix")
        );
        assert_eq!(found(&both, &all[4..]), flake("/etc/nixos"));
        assert_eq!(found(&both, &[]), None);
        let named = [("HOME", "/h"), ("HOME_MANAGER_CONFIG", "my.nix")];
        assert_eq!(found(&named, &all), flake("/w"));
        assert_eq!(found(&named, &all[3..]), home("/w/deep/my.nix"));
        assert_eq!(found(&[("HOME_MANAGER_CONFIG", "/a/b.nix")], &[]), home("/a/b.nix"));
    }
}
