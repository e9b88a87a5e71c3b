//! Archives of GitHub, GitLab and SourceHut (Nix: `github.cc`).

use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, is_ref_name, is_revision, set, text, to_json};
use serde_json::{Value, json};

use super::{Context, Found, archive, download};
use crate::reference::Message;
use crate::sources::http::Request;

type Headers = Vec<(String, String)>;

/// The files of the revision that an input names.
///
/// # Errors
/// If the revision or its archive cannot be had.
pub(super) fn fetch(context: &Context<'_>, input: &Attrs) -> Result<Found, Message> {
    check(input)?;
    let forge = Forge::of(context, input)?;
    let mut locked = input.clone();
    let rev = match flake_text::revision(input)? {
        Some(rev) => String::from_utf8_lossy(&rev).into_owned(),
        None => forge.revision(&forge.attr("ref").unwrap_or_else(|| "HEAD".to_owned()))?,
    };
    if !is_revision(rev.as_bytes()) {
        return Err(format!("hash '{rev}' has wrong length for hash algorithm 'sha1'").into_bytes());
    }
    locked.remove(&b"ref"[..]);
    set(&mut locked, "rev", &rev);
    let key = format!("{} {} {} {rev}", forge.host, forge.owner, forge.repo);
    let known = context.cache.lookup("forge", &key).and_then(|record| record.get("modified")?.as_i64());
    let (tree, modified) = match (context.cache.recorded_tree("forge", &key), known) {
        (Some(tree), Some(modified)) => (tree, modified),
        _ => {
            let url = forge.archive(&rev);
            context.needs_network(url.as_bytes())?;
            let answer = context.http().get(&Request {
                url: url.clone().into_bytes(),
                headers: forge.headers.clone(),
                etag: None,
            })?;
            let unpacked = archive::unpack(answer.body, context.cache.temporary()?)
                .map_err(|why| [b"cannot unpack '", url.as_bytes(), b"': ", &why].concat())?;
            let tree = context.cache.adopt((unpacked.place, unpacked.root))?;
            let hash = tree.hash.to_text(hmeval_store::HashFormat::Sri, true);
            context.cache.record("forge", &key, json!({ "narHash": hash, "modified": unpacked.modified }));
            (tree, unpacked.modified)
        }
    };
    locked.insert(b"lastModified".to_vec(), Attr::Int(modified));
    Ok(Found::cached(tree, locked))
}

fn check(input: &Attrs) -> Result<(), Message> {
    let shown = || to_json(input);
    let (branch, rev) = (text(input, "ref"), text(input, "rev"));
    for name in ["owner", "repo"] {
        if text(input, name).is_none() {
            return Err(format!("input attribute '{name}' is missing").into_bytes());
        }
    }
    if let (Some(branch), Some(rev)) = (branch, rev) {
        let parts: [&[u8]; 7] = [
            b"input ",
            &shown(),
            b" contains both a commit hash ('",
            rev,
            b"') and a branch/tag name ('",
            branch,
            b"')",
        ];
        return Err(parts.concat());
    }
    if branch.is_some_and(|branch| !is_ref_name(branch)) {
        return Err([b"input ", &shown()[..], b" contains an invalid branch/tag name"].concat());
    }
    let is_host = |host: &[u8]| host.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte));
    if text(input, "host").is_some_and(|host| !is_host(host)) {
        return Err([b"input ", &shown()[..], b" contains an invalid instance host"].concat());
    }
    Ok(())
}

enum Kind {
    GitHub,
    GitLab,
    SourceHut,
}

/// A repository of a forge.
struct Forge<'a> {
    context: &'a Context<'a>,
    input: &'a Attrs,
    kind: Kind,
    host: String,
    owner: String,
    repo: String,
    headers: Headers,
}

impl<'a> Forge<'a> {
    fn of(context: &'a Context<'a>, input: &'a Attrs) -> Result<Self, Message> {
        let (kind, host) = match text(input, "type") {
            Some(b"github") => (Kind::GitHub, "github.com"),
            Some(b"gitlab") => (Kind::GitLab, "gitlab.com"),
            _ => (Kind::SourceHut, "git.sr.ht"),
        };
        let mut forge = Forge {
            context,
            input,
            kind,
            host: host.to_owned(),
            owner: String::new(),
            repo: String::new(),
            headers: Headers::new(),
        };
        forge.host = forge.attr("host").unwrap_or(forge.host);
        forge.owner = forge.attr("owner").unwrap_or_default();
        forge.repo = forge.attr("repo").unwrap_or_default();
        forge.headers = forge.token().and_then(|token| forge.header(&token)).into_iter().collect();
        Ok(forge)
    }

    fn attr(&self, name: &str) -> Option<String> {
        text(self.input, name).map(|text| String::from_utf8_lossy(text).into_owned())
    }

    /// The token for the longest part of `HOST/OWNER/REPO` that has one (Nix: `getAccessToken`).
    fn token(&self) -> Option<String> {
        let full = format!("{}/{}/{}", self.host, self.owner, self.repo);
        let tokens = &self.context.settings.fetch.access_tokens;
        let fits = |name: &String| {
            full.strip_prefix(&name[..]).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let found = tokens.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len());
        found.map(|(_, token)| token.clone())
    }

    fn header(&self, token: &str) -> Option<(String, String)> {
        let authorization = |value: String| Some(("Authorization".to_owned(), value));
        match self.kind {
            Kind::GitHub => authorization(format!("token {token}")),
            Kind::SourceHut => authorization(format!("Bearer {token}")),
            Kind::GitLab => match token.split_once(':') {
                Some(("OAuth2", token)) => authorization(format!("Bearer {token}")),
                Some(("PAT", token)) => Some(("Private-token".to_owned(), token.to_owned())),
                other => {
                    let kind = other.map_or(token, |(kind, _)| kind);
                    self.context.warn(&format!("Unrecognized GitLab token type {kind}"));
                    other.map(|(name, token)| (name.to_owned(), token.to_owned()))
                }
            },
        }
    }

    /// The address of the archive of a revision.
    fn archive(&self, rev: &str) -> String {
        let (host, owner, repo) = (&self.host, &self.owner, &self.repo);
        match self.kind {
            Kind::GitHub if host != "github.com" => {
                format!("https://{host}/api/v3/repos/{owner}/{repo}/tarball/{rev}")
            }
            Kind::GitHub if self.headers.is_empty() => {
                format!("https://{host}/{owner}/{repo}/archive/{rev}.tar.gz")
            }
            Kind::GitHub => format!("https://api.{host}/repos/{owner}/{repo}/tarball/{rev}"),
            Kind::GitLab => {
                format!("https://{host}/api/v4/projects/{owner}%2F{repo}/repository/archive.tar.gz?sha={rev}")
            }
            Kind::SourceHut => format!("https://{host}/{owner}/{repo}/archive/{rev}.tar.gz"),
        }
    }

    /// The revision that a branch or tag stands for.
    fn revision(&self, name: &str) -> Result<String, Message> {
        let (host, owner, repo) = (&self.host, &self.owner, &self.repo);
        match self.kind {
            Kind::GitHub => {
                let api = match &host[..] {
                    "github.com" => format!("https://api.{host}"),
                    _ => format!("https://{host}/api/v3"),
                };
                let document = self.json(&format!("{api}/repos/{owner}/{repo}/commits/{name}"))?;
                let rev = document.get("sha").and_then(Value::as_str).map(str::to_owned);
                rev.ok_or_else(|| {
                    format!("Unexpected response received from GitHub: {document}").into_bytes()
                })
            }
            Kind::GitLab => {
                let project = format!("https://{host}/api/v4/projects/{owner}%2F{repo}");
                let document = self.json(&format!("{project}/repository/commits?ref_name={name}"))?;
                if document.as_array().is_some_and(Vec::is_empty) {
                    let message = "No commits returned by GitLab API -- does the git ref really exist?";
                    return Err(message.as_bytes().to_vec());
                }
                let rev = document.get(0).and_then(|commit| commit.get("id")?.as_str()).map(str::to_owned);
                rev.ok_or_else(|| {
                    format!("Unexpected response received from GitLab: {document}").into_bytes()
                })
            }
            Kind::SourceHut => self.sourcehut(name, &format!("https://{host}/{owner}/{repo}")),
        }
    }

    fn sourcehut(&self, name: &str, base: &str) -> Result<String, Message> {
        let shown =
            || String::from_utf8_lossy(&flake_text::to_text(self.input).unwrap_or_default()).into_owned();
        let wanted: Vec<String> = match name {
            "HEAD" => {
                let head = self.text(&format!("{base}/HEAD"))?;
                let line = head.lines().next().unwrap_or_default();
                let target = line.strip_prefix("ref: ").unwrap_or(line);
                let target = target.split('\t').next().unwrap_or_default().trim();
                if target.is_empty() {
                    return Err(format!("in '{}', couldn't resolve HEAD ref '{name}'", shown()).into_bytes());
                }
                vec![target.to_owned()]
            }
            _ => vec![format!("refs/heads/{name}"), format!("refs/tags/{name}")],
        };
        let refs = self.text(&format!("{base}/info/refs"))?;
        let found = refs.lines().find_map(|line| {
            let (id, name) = line.split_once('\t')?;
            wanted.iter().any(|wanted| wanted == name.trim()).then(|| id.to_owned())
        });
        found.ok_or_else(|| format!("in '{}', couldn't find ref '{name}'", shown()).into_bytes())
    }

    fn text(&self, url: &str) -> Result<String, Message> {
        let found = download::file(self.context, url.as_bytes(), self.headers.clone())?;
        std::fs::read_to_string(&found.tree.path)
            .map_err(|error| format!("cannot read the answer of '{url}': {error}").into_bytes())
    }

    fn json(&self, url: &str) -> Result<Value, Message> {
        serde_json::from_str(&self.text(url)?)
            .map_err(|error| format!("the answer of '{url}' is no JSON: {error}").into_bytes())
    }
}
