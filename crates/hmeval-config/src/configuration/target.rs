//! `users.jdoe.programs.git`, `hosts.laptop`, `services.openssh`: the part of a configuration that a name means.

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value};

use super::options::Node;
use super::{Configuration, at_path, home, show_path};
use crate::failure::{Failure, Outcome};
use crate::near::near;

/// A part of a configuration: where its options and its values are.
pub struct Target<'h> {
    /// The tree of options of the user or host.
    pub options: Attrs<'h>,
    /// Its values.
    pub config: Value<'h>,
    /// The option that `config` is the value of: `home-manager.users.NAME` of a host; nothing for a whole configuration.
    pub base: Vec<Vec<u8>>,
    /// The path of the part in both.
    pub path: Vec<Vec<u8>>,
}

/// What a target's path leads to.
pub enum Part<'h> {
    /// Many options.
    Section(Attrs<'h>),
    /// One option.
    Option(super::options::DeclaredOption<'h>),
    /// Something in the value of an option.
    Value(Value<'h>),
}

impl<'h> Target<'h> {
    /// The target of a name; no name means everything.
    ///
    /// # Errors
    /// Those of evaluating what has to be known; a user or host that the configuration does not have.
    pub fn find(ev: &Evaluator<'h>, configuration: Configuration<'h>, name: &[u8]) -> Outcome<'h, Self> {
        let path = ev.parse_attr_path(name)?;
        let config = configuration.get(ev, "config").unwrap_or(Value::NULL);
        let options = configuration.options(ev)?;
        let all = |path: &[Vec<u8>]| Target { options, config, base: Vec::new(), path: path.to_vec() };
        match &path[..] {
            [kind, user, rest @ ..] if kind == b"users" => {
                if Self::is_home_of(ev, options, user)? {
                    return Ok(all(rest));
                }
                let users = home::users(ev, config)?;
                if users.contains(&&user[..]) {
                    let home = at_path(ev, config, &[&b"home-manager"[..], b"users", user])?;
                    let options = home::options(ev, configuration, user)?;
                    let base = vec![b"home-manager".to_vec(), b"users".to_vec(), user.clone()];
                    let config = home.unwrap_or(Value::NULL);
                    return Ok(Target { options, config, base, path: rest.to_vec() });
                }
                // NixOS has options that begin with `users` as well.
                if options.get(ev.symbols.intern(b"users")).is_some() {
                    return Ok(all(&path));
                }
                Err(unknown(ev, "user", user, known_users(ev, options, users)))
            }
            [kind, host, rest @ ..]
                if kind == b"hosts" && configuration.host.is_some_and(|name| ev.text(name) == *host) =>
            {
                Ok(all(rest))
            }
            [kind, host, rest @ ..] if kind == b"hosts" => match host_name(ev, options)? {
                Some(name) if name == *host => Ok(all(rest)),
                name => Err(unknown(ev, "host", host, name.into_iter().collect())),
            },
            path => Ok(all(path)),
        }
    }

    /// Whether the configuration is that of Home Manager alone, for this user.
    fn is_home_of(ev: &Evaluator<'h>, options: Attrs<'h>, user: &[u8]) -> Result<bool, Error<'h>> {
        Ok(text_option(ev, options, &["home", "username"])?.as_deref() == Some(user))
    }

    /// The value of an option that is a set; nothing if there is no such option, or it fails.
    pub fn set_at(&self, ev: &Evaluator<'h>, path: &[&[u8]]) -> Option<Attrs<'h>> {
        let node = at_path(ev, Value::attrs(self.options), path).ok()??;
        let Node::Option(option) = Node::of(ev, node).ok()?? else { return None };
        let value = match option.value(ev) {
            Some(value) => value,
            None => at_path(ev, self.config, path).ok()??,
        };
        ev.force(value, Pos::NONE).ok()?.as_attrs()
    }

    /// What the path leads to.
    ///
    /// # Errors
    /// If there is no such option, with names that may have been meant; those of evaluating.
    pub fn part(&self, ev: &Evaluator<'h>) -> Outcome<'h, Part<'h>> {
        let mut section = self.options;
        for (depth, name) in self.path.iter().enumerate() {
            let Some(node) = section.value(ev.symbols.intern(name)) else {
                return Err(self.missing(ev, depth, section));
            };
            match Node::of(ev, node)? {
                Some(Node::Section(inner)) => section = inner,
                Some(Node::Option(option)) => {
                    let below = &self.path[depth + 1..];
                    if below.is_empty() {
                        return Ok(Part::Option(option));
                    }
                    return self.inside(ev, &self.path[..=depth], below, option);
                }
                None => return Err(self.missing(ev, depth, section)),
            }
        }
        Ok(Part::Section(section))
    }

    /// Something in the value of an option.
    fn inside(
        &self,
        ev: &Evaluator<'h>,
        path: &[Vec<u8>],
        below: &[Vec<u8>],
        option: super::options::DeclaredOption<'h>,
    ) -> Outcome<'h, Part<'h>> {
        let value = match option.value(ev) {
            Some(value) => Some(value),
            None => at_path(ev, self.config, path)?,
        };
        let mut value = value.unwrap_or(Value::NULL);
        for (depth, name) in below.iter().enumerate() {
            let index = std::str::from_utf8(name).ok().and_then(|name| name.parse::<usize>().ok());
            let forced = ev.force(value, Pos::NONE)?;
            let item = match (forced.as_attrs(), forced.as_list(), index) {
                (Some(attrs), _, _) => attrs.value(ev.symbols.intern(name)),
                (None, Some(list), Some(index)) => list.items().get(index).copied(),
                _ => None,
            };
            value = match (item, forced.as_attrs()) {
                (Some(item), _) => item,
                (None, Some(attrs)) => return Err(self.missing(ev, path.len() + depth, attrs)),
                (None, None) => return Err(self.missing(ev, path.len() + depth, Attrs::empty())),
            };
        }
        Ok(Part::Value(value))
    }

    fn missing(&self, ev: &Evaluator<'h>, depth: usize, section: Attrs<'h>) -> Failure<'h> {
        let shown = show_path(&self.path[..=depth]);
        let error = ev.error(ErrorKind::Missing, [b"the option '", &shown[..], b"' does not exist"].concat());
        let names: Vec<_> = section.iter(ev.heap).map(|(key, _)| ev.text(key.name)).collect();
        let whole = |name: &[u8]| {
            let path = [&self.path[..depth], &[name.to_vec()]].concat();
            let further = [&path, &self.path[depth + 1..]].concat();
            // What follows may be right as it is.
            let is_there = at_path(ev, Value::attrs(self.options), &further).is_ok_and(|node| node.is_some());
            ev.heap.bytes(&show_path(if is_there { &further } else { &path }))
        };
        let near: Vec<_> = near(names, &self.path[depth]).into_iter().map(whole).collect();
        Failure::Eval(ev.with_suggestions(error, &near))
    }
}

/// The value of an option that is a string; `None` if there is no such option or it has no value.
fn text_option<'h>(
    ev: &Evaluator<'h>,
    options: Attrs<'h>,
    path: &[&str],
) -> Result<Option<Vec<u8>>, Error<'h>> {
    let Some(node) = at_path(ev, Value::attrs(options), path)? else { return Ok(None) };
    let Some(Node::Option(option)) = Node::of(ev, node)? else { return Ok(None) };
    if !option.is_defined(ev)? {
        return Ok(None);
    }
    let Some(value) = option.value(ev) else { return Ok(None) };
    Ok(ev.force(value, Pos::NONE)?.as_str().map(|text| text.bytes.to_vec()))
}

fn host_name<'h>(ev: &Evaluator<'h>, options: Attrs<'h>) -> Result<Option<Vec<u8>>, Error<'h>> {
    text_option(ev, options, &["networking", "hostName"])
}

fn known_users<'h>(ev: &Evaluator<'h>, options: Attrs<'h>, users: Vec<&'h [u8]>) -> Vec<Vec<u8>> {
    let mut known: Vec<_> = users.into_iter().map(<[u8]>::to_vec).collect();
    known.extend(text_option(ev, options, &["home", "username"]).ok().flatten());
    known
}

fn unknown<'h>(ev: &Evaluator<'h>, what: &str, name: &[u8], known: Vec<Vec<u8>>) -> Failure<'h> {
    let name_text = String::from_utf8_lossy(name);
    let known_text = known.iter().map(|name| String::from_utf8_lossy(name)).collect::<Vec<_>>().join(", ");
    let has = if known.is_empty() { "it has none".to_owned() } else { format!("it has {known_text}") };
    let message = format!("this configuration has no {what} '{name_text}' ({has})");
    let candidates: Vec<&'h [u8]> = known.iter().map(|name| ev.heap.bytes(name)).collect();
    Failure::Eval(ev.suggest(ev.error(ErrorKind::Missing, message), name, &candidates))
}
