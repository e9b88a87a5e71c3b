//! A library that stands in for well-known flakes (`--library`): which flakes these are, by any way to name them.

use hmeval_eval::builtins::fetch::input::{Attrs, set, text};
use hmeval_eval::builtins::fetch::url::Url;

use crate::reference::FlakeRef;

/// A flake that many others have as an input.
struct WellKnown {
    /// The folder of the library; also its name in the registry, and the usual name of the input.
    name: &'static str,
    /// Its repositories on GitHub, former ones too, in lower case.
    repositories: &'static [&'static str],
}

const WELL_KNOWN: [WellKnown; 4] = [
    WellKnown {
        name: "nixpkgs",
        repositories: &["nixos/nixpkgs", "nixos/nixpkgs-channels", "nix-community/nixpkgs.lib"],
    },
    WellKnown { name: "home-manager", repositories: &["nix-community/home-manager", "rycee/home-manager"] },
    WellKnown { name: "system-manager", repositories: &["numtide/system-manager"] },
    WellKnown { name: "nix-darwin", repositories: &["nix-darwin/nix-darwin", "lnl7/nix-darwin"] },
];

/// Hosts that serve releases of nixpkgs as archives.
const CHANNEL_HOSTS: [&[u8]; 3] = [b"channels.nixos.org", b"releases.nixos.org", b"nixos.org"];

/// The flake that stands in for an input, by the name of the input or by what it refers to: a folder of the tree at
/// `library`.
pub(crate) fn stand_in(library: &[u8], id: &[u8], reference: &FlakeRef) -> Option<FlakeRef> {
    let name = match WELL_KNOWN.iter().find(|known| known.name.as_bytes() == id) {
        Some(known) => known.name,
        None => well_known(&reference.input)?,
    };
    let mut input = Attrs::new();
    set(&mut input, "type", "path");
    set(&mut input, "path", library);
    Some(FlakeRef { input, dir: name.as_bytes().to_vec() })
}

/// The name of the well-known flake that an input is.
fn well_known(input: &Attrs) -> Option<&'static str> {
    match text(input, "type")? {
        b"indirect" => {
            let id = text(input, "id")?;
            Some(WELL_KNOWN.iter().find(|known| known.name.as_bytes() == id)?.name)
        }
        b"github" if text(input, "host").is_none_or(|host| host == b"github.com") => {
            repository(text(input, "owner")?, text(input, "repo")?)
        }
        b"git" | b"tarball" | b"file" => at_url(&Url::parse(text(input, "url")?)?),
        _ => None,
    }
}

/// The well-known flake at an address: a repository, an archive of one, or a channel.
fn at_url(url: &Url) -> Option<&'static str> {
    let authority = url.authority.as_deref()?;
    let host = authority.rsplit(|byte| *byte == b'@').next()?;
    if CHANNEL_HOSTS.contains(&host) {
        return Some("nixpkgs");
    }
    let mut parts = url.path.split(|byte| *byte == b'/').filter(|part| !part.is_empty());
    match host {
        b"github.com" | b"codeload.github.com" => repository(parts.next()?, parts.next()?),
        // `/f/OWNER/REPO/VERSION`
        b"flakehub.com" | b"api.flakehub.com" => {
            parts.next().filter(|part| *part == b"f")?;
            repository(parts.next()?, parts.next()?)
        }
        _ => None,
    }
}

/// The well-known flake in a repository on GitHub.
fn repository(owner: &[u8], repo: &[u8]) -> Option<&'static str> {
    let repo = repo.strip_suffix(b".git").unwrap_or(repo);
    let full = [owner, b"/", repo].concat().to_ascii_lowercase();
    let is_it = |known: &&WellKnown| known.repositories.iter().any(|name| name.as_bytes() == full);
    Some(WELL_KNOWN.iter().find(is_it)?.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(id: &str, reference: &str) -> Option<String> {
        let reference = FlakeRef::parse_in_flake(reference.as_bytes()).unwrap();
        let found = stand_in(b"/library", id.as_bytes(), &reference)?;
        Some(String::from_utf8(found.dir).unwrap())
    }

    #[test]
    fn flakes_are_known_by_reference() {
        for (reference, expected) in [
            ("github:NixOS/nixpkgs/nixos-unstable", "nixpkgs"),
            ("github:nixos/nixpkgs?ref=nixos-25.05", "nixpkgs"),
            ("nixpkgs/nixos-25.05", "nixpkgs"),
            ("https://channels.nixos.org/nixos-unstable/nixexprs.tar.xz", "nixpkgs"),
            ("https://flakehub.com/f/NixOS/nixpkgs/0.1.tar.gz", "nixpkgs"),
            ("https://github.com/NixOS/nixpkgs/archive/nixos-unstable.tar.gz", "nixpkgs"),
            ("git+https://github.com/nix-community/home-manager.git", "home-manager"),
            ("git+ssh://git@github.com/nix-community/home-manager", "home-manager"),
            ("github:numtide/system-manager", "system-manager"),
            ("github:LnL7/nix-darwin", "nix-darwin"),
        ] {
            assert_eq!(name("other", reference).as_deref(), Some(expected), "{reference}");
        }
    }

    #[test]
    fn flakes_are_known_by_name() {
        assert_eq!(name("nixpkgs", "github:somebody/fork").as_deref(), Some("nixpkgs"));
        assert_eq!(name("nixos-hardware", "github:NixOS/nixos-hardware"), None);
        assert_eq!(name("mine", "github:somebody/nixpkgs"), None);
        assert_eq!(name("mine", "github:nixos/nixpkgs?host=github.example.org"), None);
    }
}
