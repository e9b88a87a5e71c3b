//! Configurations in the outputs of a flake: the one that a name means.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
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

/// The flake that is meant where nothing is said: the nearest `flake.nix` upward from `dir`, then that of
/// Home Manager, then that of the machine.
pub fn default_reference(ev: &Evaluator<'_>, dir: &[u8]) -> Option<Vec<u8>> {
    let join = hmeval_eval::path::join;
    let has_flake = |dir: &[u8]| matches!(ev.world.stat(&join(dir, b"flake.nix")), Ok(Some(_)));
    let mut dir = dir;
    loop {
        if has_flake(dir) {
            return Some(dir.to_vec());
        }
        if dir == b"/" || dir.is_empty() {
            break;
        }
        dir = hmeval_eval::path::parent(dir);
    }
    let variable = |name: &[u8]| ev.world.env(name).filter(|value| !value.is_empty());
    let config = variable(b"XDG_CONFIG_HOME").or_else(|| Some(join(&variable(b"HOME")?, b".config")));
    let usual = [config.map(|config| join(&config, b"home-manager")), Some(b"/etc/nixos".to_vec())];
    usual.into_iter().flatten().find(|dir| has_flake(dir))
}
