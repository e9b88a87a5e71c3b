//! Fetching: arguments are checked as Nix checks them, results come from the store, or else from a [`crate::fetcher`].
//!
//! This crate does not use the network. Where the result's store path follows from a hash that is given, and the
//! store has it, that is the result; without a fetcher the evaluation fails otherwise, and says what it would have needed.

pub mod flake_ref;
pub mod flake_text;
pub mod input;
mod tree;
pub mod url;

pub use tree::{date, is_locked};

use hmeval_diag::Pos;
use hmeval_store::{ContentAddress, ContentAddressMethod, Hash, HashAlgo, check_name};

use super::{Builtin, builtin};
use crate::coerce::Coerce;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::fetcher::Download;
use crate::heap::Value;
use crate::path::base_name;
use crate::string::ContextBuilder;

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "fetchurl",
        ["arg"],
        "The store path of the file at a URL. *arg* is the URL, or a set with `url`, and optionally `sha256` and `name`.",
        fetch_url
    ),
    Builtin {
        global: true,
        ..builtin!(
            "fetchTarball",
            ["args"],
            "The store path of the unpacked archive at a URL. *args* is the URL, or a set with `url`, and optionally \
             `sha256` and `name`.",
            fetch_tarball
        )
    },
    Builtin {
        global: true,
        ..builtin!(
            "fetchGit",
            ["args"],
            "A revision of a Git repository, as a set with its `outPath`. *args* is a URL, or a set with `url`, and \
             optionally `rev`, `ref`, `narHash` and others.",
            tree::fetch_git
        )
    },
    Builtin {
        global: true,
        feature: Some("flakes"),
        ..builtin!(
            "fetchTree",
            ["input"],
            "A tree of files from a source, as a set with its `outPath`. *input* is a set with the `type` of the source \
             and what that needs.",
            tree::fetch_tree
        )
    },
    Builtin {
        global: true,
        ..builtin!(
            "fetchMercurial",
            ["args"],
            "A revision of a Mercurial repository, as a set with its `outPath`. *args* is a URL, or a set with `url`, \
             and optionally `rev` and `name`.",
            fetch_mercurial
        )
    },
    Builtin {
        feature: Some("fetch-closure"),
        ..builtin!(
            "fetchClosure",
            ["args"],
            "The store path `fromPath`, fetched with all that it refers to from the binary cache `fromStore`.",
            fetch_closure
        )
    },
    Builtin {
        feature: Some("flakes"),
        ..builtin!(
            "parseFlakeRef",
            ["flake-ref"],
            "The attributes of the flake reference *flake-ref*.",
            flake_text::parse_flake_ref
        )
    },
    Builtin {
        feature: Some("flakes"),
        ..builtin!(
            "flakeRefToString",
            ["attrs"],
            "The flake reference with the attributes *attrs*, as text.",
            flake_text::flake_ref_to_string
        )
    },
    Builtin {
        feature: Some("flakes"),
        ..builtin!("getFlake", ["args"], "The outputs of a flake and what is known of it.", get_flake)
    },
];

impl<'h> Evaluator<'h> {
    /// The error that something would have to be fetched.
    #[cold]
    pub fn needs_network(&self, builtin: &str, url: &[u8]) -> Error<'h> {
        let message = [
            b"builtins.",
            builtin.as_bytes(),
            b": fetching '",
            url,
            b"' needs the network, which this version of hmeval does not use",
        ];
        self.error(ErrorKind::Unsupported, message.concat())
    }
}

/// What `fetchurl` and `fetchTarball` differ in.
struct Fetcher {
    builtin: &'static str,
    /// The name of the store object, or nothing for that in the URL.
    name: &'static [u8],
    method: ContentAddressMethod,
}

/// What is to be fetched.
#[derive(Default)]
struct Request<'h> {
    url: Option<&'h [u8]>,
    name: Option<&'h [u8]>,
    hash: Option<Hash>,
    from_set: bool,
}

fn fetch_url<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    fetch(ev, args[0], &Fetcher { builtin: "fetchurl", name: b"", method: ContentAddressMethod::Flat })
}

fn fetch_tarball<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    fetch(
        ev,
        args[0],
        &Fetcher { builtin: "fetchTarball", name: b"source", method: ContentAddressMethod::Nar },
    )
}

fn fetch<'h>(ev: &Evaluator<'h>, arg: Value<'h>, fetcher: &Fetcher) -> Result<'h, Value<'h>> {
    let request = read_request(ev, arg, fetcher)?;
    let Some(url) = request.url else { return Err(ev.error(ErrorKind::Eval, "'url' argument required")) };
    ev.check_uri(url)?;
    let name = match request.name.unwrap_or(fetcher.name) {
        b"" => base_name(url),
        name => name,
    };
    check_name(name).map_err(|error| bad_name(ev, &request, url, fetcher, error.message()))?;
    if request.hash.is_none() && ev.settings.pure_eval {
        let builtin = fetcher.builtin;
        let message = format!("in pure evaluation mode, '{builtin}' requires a 'sha256' argument");
        return Err(ev.error(ErrorKind::Restricted, message));
    }
    let known = match request.hash {
        Some(hash) => {
            let path = ev.content_path(name, ContentAddress { method: fetcher.method, hash }, &[])?;
            ev.is_valid_path(&path)?.then_some(path)
        }
        None => None,
    };
    let path = match (known, ev.fetcher) {
        (Some(path), _) => path,
        (None, Some(source)) if url::Url::parse(url).is_some() => {
            let unpack = fetcher.method != ContentAddressMethod::Flat;
            source.download(ev, &Download { url, name, unpack, expected: request.hash })?
        }
        (None, _) => return Err(cannot_fetch(ev, fetcher, url)),
    };
    ev.store.allow_path(&ev.store.dir.print(&path));
    Ok(ev.store_path_value(&path))
}

/// What is not even a URL is refused as Nix does.
#[cold]
fn cannot_fetch<'h>(ev: &Evaluator<'h>, fetcher: &Fetcher, url: &[u8]) -> Error<'h> {
    let is_flat = fetcher.method == ContentAddressMethod::Flat;
    match url::Url::read(url) {
        Err(message) if !is_flat => ev.error(ErrorKind::Eval, message),
        Err(_) if !url.contains(&b':') => {
            ev.error(ErrorKind::Eval, [b"URL '", url, b"' doesn't have a scheme"].concat())
        }
        _ => ev.needs_network(fetcher.builtin, url),
    }
}

fn read_request<'h>(ev: &Evaluator<'h>, arg: Value<'h>, fetcher: &Fetcher) -> Result<'h, Request<'h>> {
    const URL: &str = "while evaluating the url we should fetch";
    let arg = ev.force(arg, Pos::NONE)?;
    let Some(attrs) = arg.as_attrs() else {
        let url = ev.force_str_no_context(arg, Pos::NONE, URL)?;
        return Ok(Request { url: Some(url), ..Request::default() });
    };
    let mut request = Request { from_set: true, ..Request::default() };
    for (key, value) in attrs.iter(ev.heap) {
        match ev.text(key.name) {
            b"url" => request.url = Some(ev.force_str_no_context(value, key.pos, URL)?),
            b"sha256" => {
                let what = "while evaluating the sha256 of the content we should fetch";
                let text = ev.force_str_no_context(value, key.pos, what)?;
                request.hash = Some(ev.parse_hash(text, Some(HashAlgo::Sha256))?);
            }
            b"name" => {
                let what = "while evaluating the name of the content we should fetch";
                request.name = Some(ev.force_str_no_context(value, key.pos, what)?);
            }
            other => {
                let builtin = fetcher.builtin.as_bytes();
                let message = [b"unsupported argument '", other, b"' to '", builtin, b"'"].concat();
                return Err(ev.error(ErrorKind::Eval, message));
            }
        }
    }
    Ok(request)
}

#[cold]
fn bad_name<'h>(
    ev: &Evaluator<'h>,
    request: &Request<'h>,
    url: &[u8],
    fetcher: &Fetcher,
    reason: &[u8],
) -> Error<'h> {
    let builtin = fetcher.builtin;
    let advice = if request.name.is_some() {
        format!(
            "Please change the value for the 'name' attribute passed to '{builtin}', so that it can create a valid store path."
        )
    } else if request.from_set {
        format!(
            "Please add a valid 'name' attribute to the argument for '{builtin}', so that it can create a valid store path."
        )
    } else {
        format!(
            "Please pass an attribute set with 'url' and 'name' attributes to '{builtin}',  so that it can create a valid store path."
        )
    };
    let message =
        [b"invalid store path name when fetching URL '", url, b"': ", reason, b". ", advice.as_bytes()];
    ev.error(ErrorKind::Eval, message.concat())
}

impl<'h> Evaluator<'h> {
    /// Fails if restricted mode does not allow the address. Nix allows those of the setting `allowed-uris`, which is
    /// empty by default, and paths that may be read.
    ///
    /// # Errors
    /// Nix's `RestrictedPathError`.
    pub(crate) fn check_uri(&self, uri: &[u8]) -> Result<'h, ()> {
        if !self.settings.restrict_eval {
            return Ok(());
        }
        let path = uri.strip_prefix(b"file://").unwrap_or(uri);
        if path.first() == Some(&b'/') {
            return self.check_access(&crate::path::canonical(path));
        }
        let message = [b"access to URI '", uri, b"' is forbidden in restricted mode"].concat();
        Err(self.error(ErrorKind::Restricted, message))
    }
}

/// Text as it is: no copying, and a slash at the end of a path stays.
const AS_IS: Coerce = Coerce { canonical: false, ..Coerce::PLAIN };

fn fetch_mercurial<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let arg = ev.force(args[0], Pos::NONE)?;
    let mut context = ContextBuilder::new();
    let (mut url, mut has_revision) = (&b""[..], false);
    if let Some(attrs) = arg.as_attrs() {
        for (key, value) in attrs.iter(ev.heap) {
            match ev.text(key.name) {
                b"url" => {
                    let what = "while evaluating the `url` attribute passed to builtins.fetchMercurial";
                    url = ev.coerce(key.pos, value, &mut context, what, AS_IS)?;
                }
                b"rev" => {
                    let what = "while evaluating the `rev` attribute passed to builtins.fetchMercurial";
                    let rev = ev.force_str_no_context(value, key.pos, what)?;
                    has_revision = rev.len() == 40 && rev.iter().all(u8::is_ascii_hexdigit);
                }
                b"name" => {
                    let what = "while evaluating the `name` attribute passed to builtins.fetchMercurial";
                    ev.force_str_no_context(value, key.pos, what)?;
                }
                other => {
                    let message = [b"unsupported argument '", other, b"' to 'fetchMercurial'"].concat();
                    return Err(ev.error_at(ErrorKind::Eval, key.pos, message));
                }
            }
        }
        if url.is_empty() {
            return Err(ev.error(ErrorKind::Eval, "'url' argument required"));
        }
    } else {
        let what = "while evaluating the first argument passed to builtins.fetchMercurial";
        url = ev.coerce(Pos::NONE, arg, &mut context, what, AS_IS)?;
    }
    ev.check_uri(url)?;
    if ev.settings.pure_eval && !has_revision {
        let message = "in pure evaluation mode, 'fetchMercurial' requires a Mercurial revision";
        return Err(ev.error(ErrorKind::Restricted, message));
    }
    Err(ev.needs_network("fetchMercurial", url))
}

fn fetch_closure<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.fetchClosure";
    let attrs = ev.force_attrs(args[0], Pos::NONE, what)?;
    let (mut store, mut from, mut to) = (None, None, None);
    let mut input_addressed = false;
    let mut context = ContextBuilder::new();
    for (key, value) in attrs.iter(ev.heap) {
        let name = String::from_utf8_lossy(ev.text(key.name));
        let what = format!("while evaluating the attribute '{name}' passed to builtins.fetchClosure");
        match &*name {
            "fromPath" => from = Some(ev.coerce(key.pos, value, &mut context, &what, AS_IS)?),
            "toPath" => to = Some(ev.coerce(key.pos, value, &mut context, &what, AS_IS)?),
            "fromStore" => store = Some(ev.force_str_no_context(value, key.pos, &what)?),
            "inputAddressed" => input_addressed = ev.force_bool(value, key.pos, &what)?,
            _ => {
                let message = format!("attribute '{name}' isn't supported in call to 'fetchClosure'");
                return Err(ev.error(ErrorKind::Eval, message));
            }
        }
    }
    let missing = |name: &str| {
        ev.error(ErrorKind::Eval, format!("attribute '{name}' is missing in call to 'fetchClosure'"))
    };
    let from = from.ok_or_else(|| missing("fromPath"))?;
    if input_addressed && to.is_some() {
        let message =
            "attribute 'inputAddressed' is set to true, but 'toPath' is also set. Please remove one of them";
        return Err(ev.error(ErrorKind::Eval, message));
    }
    let store = store.ok_or_else(|| missing("fromStore"))?;
    let wanted = to.filter(|to| !to.is_empty()).unwrap_or(from);
    let path =
        ev.store.dir.parse(wanted).map_err(|_| {
            ev.error(ErrorKind::Eval, [b"path '", wanted, b"' is not in the Nix store"].concat())
        })?;
    if ev.is_valid_path(&path)? {
        ev.store.allow_path(&ev.store.dir.print(&path));
        return Ok(ev.store_path_value(&path));
    }
    Err(ev.needs_network("fetchClosure", store))
}

fn get_flake<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the argument passed to builtins.getFlake";
    let reference = ev.force_str_no_context(args[0], Pos::NONE, what)?;
    match ev.fetcher {
        Some(fetcher) => fetcher.flake(ev, reference),
        None => Err(ev.needs_network("getFlake", reference)),
    }
}
