//! References to flakes: the input that holds the flake, and the folder in it (Nix: `FlakeRef`).

use hmeval_eval::builtins::fetch::flake_ref;
use hmeval_eval::builtins::fetch::flake_text;
use hmeval_eval::builtins::fetch::input::{Attrs, set, text};
use hmeval_eval::builtins::fetch::url::{Url, encode};
use hmeval_eval::path::{base_name, join, parent};
use hmeval_eval::world::{FileKind, World};

/// A message of Nix for what is wrong with a text.
pub type Message = Vec<u8>;

/// Which flake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlakeRef {
    /// The tree of files, by its attributes, without `dir`.
    pub input: Attrs,
    /// The folder of the flake in the tree; empty for the tree itself.
    pub dir: Vec<u8>,
}

impl FlakeRef {
    /// From attributes that somebody wrote, of which `dir` is the folder.
    ///
    /// # Errors
    /// Nix's message if they are not those of an input.
    pub fn from_attrs(attrs: Attrs) -> Result<Self, Message> {
        if attrs.contains_key(&b"dir"[..]) && text(&attrs, "dir").is_none() {
            let shown = hmeval_eval::builtins::fetch::input::to_json(&attrs);
            return Err([b"input attribute 'dir' is not a string ", &shown[..]].concat());
        }
        flake_text::checked(attrs).map(Self::split)
    }

    /// From attributes that were read from a URL.
    fn split(mut attrs: Attrs) -> Self {
        let dir = text(&attrs, "dir").unwrap_or_default().to_vec();
        attrs.remove(&b"dir"[..]);
        FlakeRef { input: attrs, dir }
    }

    /// The reference in a `flake.nix`: relative paths stay relative.
    ///
    /// # Errors
    /// Nix's message if it is none.
    pub fn parse_in_flake(reference: &[u8]) -> Result<Self, Message> {
        flake_ref::parse_in_flake(reference).map(FlakeRef::split)
    }

    /// A reference that is not relative to anything (`builtins.getFlake`).
    ///
    /// # Errors
    /// Nix's message if it is none.
    pub fn parse_absolute(reference: &[u8]) -> Result<Self, Message> {
        flake_ref::parse(reference).map(FlakeRef::split)
    }

    /// A reference of the command line, with what follows its `#`. Paths start from `base`; the flake of a path is
    /// looked for upward from it, and a path in a Git repository stands for the repository.
    ///
    /// # Errors
    /// Nix's message if it is none, or there is no flake at a path.
    pub fn parse_argument(
        reference: &[u8],
        base: &[u8],
        world: &dyn World,
    ) -> Result<(Self, Vec<u8>), Message> {
        let relative = |url: &Url| at_path(url, base, world, reference);
        let (mut attrs, fragment) = if reference.starts_with(b"/") {
            let url = Url::parse_path(reference);
            let url = url.ok_or_else(|| [b"invalid flakeref '", reference, b"'"].concat())?;
            (relative(&url)?, url.fragment)
        } else {
            flake_ref::parse_with_fragment(reference, relative)?
        };
        if text(&attrs, "type") == Some(b"path")
            && let Some(path) = text(&attrs, "path").map(|path| join(base, path))
        {
            set(&mut attrs, "path", path);
        }
        if text(&attrs, "type") == Some(b"git")
            && let Some(url) = text(&attrs, "url").and_then(|url| from_base(url, base))
        {
            set(&mut attrs, "url", url);
        }
        Ok((FlakeRef::split(attrs), fragment))
    }

    /// The name in the registries that an input has when nothing else is said of it.
    pub fn indirect(id: &[u8]) -> Self {
        let mut input = Attrs::new();
        set(&mut input, "type", "indirect");
        set(&mut input, "id", id);
        FlakeRef { input, dir: Vec::new() }
    }

    /// The same without the folder in the query of its address, where old lock files have it (Nix: `canonicalize`).
    pub fn canonical(&self) -> Self {
        let mut out = self.clone();
        if let Some(mut url) = text(&self.input, "url").and_then(Url::parse)
            && !self.dir.is_empty()
            && url.query.get(&b"dir"[..]) == Some(&self.dir)
        {
            url.query.remove(&b"dir"[..]);
            set(&mut out.input, "url", url.to_text());
        }
        out
    }

    /// All attributes, with `dir`.
    pub fn attrs(&self) -> Attrs {
        let mut attrs = self.input.clone();
        if !self.dir.is_empty() {
            set(&mut attrs, "dir", &self.dir);
        }
        attrs
    }

    /// The kind of the input: `path`, `git`, ….
    pub fn kind(&self) -> &[u8] {
        text(&self.input, "type").unwrap_or_default()
    }

    /// The path, if it is one that is relative to the flake in which the reference stands.
    pub fn relative_path(&self) -> Option<&[u8]> {
        let path = text(&self.input, "path").filter(|_| self.kind() == b"path")?;
        (!path.starts_with(b"/")).then_some(path)
    }

    /// The reference as a URL. What has none is shown as its attributes.
    pub fn to_text(&self) -> Vec<u8> {
        let attrs = self.attrs();
        flake_text::to_text(&attrs).unwrap_or_else(|_| hmeval_eval::builtins::fetch::input::to_json(&attrs))
    }

    /// Whether the input can only ever be the same tree (Nix: `isLocked`).
    pub fn is_locked(&self) -> bool {
        hmeval_eval::builtins::fetch::is_locked(&self.input)
    }

    /// The folder that lock files are written to: that of an input which is a folder of this machine.
    pub fn source_path(&self) -> Option<Vec<u8>> {
        match self.kind() {
            b"path" => text(&self.input, "path").filter(|path| path.starts_with(b"/")).map(<[u8]>::to_vec),
            b"git" => {
                let url = Url::parse(text(&self.input, "url")?)?;
                (url.scheme == b"file").then_some(())?;
                hmeval_eval::builtins::fetch::url::decode(&url.path)
            }
            _ => None,
        }
    }
}

/// So many symbolic links in a path are followed.
const MAX_LINKS: usize = 64;

/// The path with the symbolic links in it followed. What is not there stays as it is.
fn without_links(path: &[u8], world: &dyn World) -> Vec<u8> {
    let mut open: Vec<Vec<u8>> = path.split(|byte| *byte == b'/').rev().map(<[u8]>::to_vec).collect();
    let mut at = b"/".to_vec();
    let mut links = 0;
    while let Some(name) = open.pop() {
        let next = join(&at, &name);
        let is_link = matches!(world.stat(&next), Ok(Some(found)) if found.kind == FileKind::Symlink);
        // The link itself is only asked for where there is one: what a failure depends on is not known.
        match is_link.then(|| world.read_link(&next)) {
            Some(Ok(target)) if links < MAX_LINKS => {
                links += 1;
                if target.starts_with(b"/") {
                    at = b"/".to_vec();
                }
                open.extend(target.split(|byte| *byte == b'/').rev().map(<[u8]>::to_vec));
            }
            _ => at = next,
        }
    }
    at
}

/// The address of a relative path, which starts from `base`; `None` for other addresses.
fn from_base(address: &[u8], base: &[u8]) -> Option<Vec<u8>> {
    let mut url = Url::parse(address).filter(|url| url.scheme == b"file" && !url.path.starts_with(b"/"))?;
    let path = join(base, &hmeval_eval::builtins::fetch::url::decode(&url.path)?);
    url.path.clear();
    encode(&path, b":@/", &mut url.path);
    Some(url.to_text())
}

/// The input behind a path of the command line (Nix: `parsePathFlakeRefWithFragment`).
fn at_path(url: &Url, base: &[u8], world: &dyn World, shown: &[u8]) -> Result<Attrs, Message> {
    let is_there = |path: &[u8]| matches!(world.stat(path), Ok(Some(_)));
    let mut path = without_links(&join(base, &url.path), world);
    let found = world.stat(&path).ok().flatten();
    let Some(found) = found else {
        return Err([b"path '", &path[..], b"' does not exist"].concat());
    };
    if found.kind != FileKind::Directory {
        if base_name(&path) != b"flake.nix" {
            return Err([b"path \"", &path[..], b"\" is not a flake (because it's not a directory)"].concat());
        }
        path = parent(&path).to_vec();
    }
    while !is_there(&join(&path, b"flake.nix")) {
        if path == b"/" {
            return Err(b"could not find a flake.nix file".to_vec());
        }
        if is_there(&join(&path, b".git")) {
            let reason = b"\" is not part of a flake (neither it nor its parent directories contain a 'flake.nix' file)";
            return Err([b"path \"", &path[..], reason].concat());
        }
        path = parent(&path).to_vec();
    }
    let mut reference = Url { query: url.query.clone(), authority: Some(Vec::new()), ..Url::default() };
    let mut root = &path[..];
    let mut dir: Vec<&[u8]> = Vec::new();
    while root != b"/" {
        if is_there(&join(root, b".git")) {
            if !dir.is_empty() {
                dir.reverse();
                if reference.query.insert(b"dir".to_vec(), dir.join(&b'/')).is_some() {
                    return Err([b"flake URL '", shown, b"' has an inconsistent 'dir' parameter"].concat());
                }
            }
            if is_there(&join(root, b".git/shallow")) {
                reference.query.insert(b"shallow".to_vec(), b"1".to_vec());
            }
            reference.scheme = b"git+file".to_vec();
            encode(root, b":@/", &mut reference.path);
            return flake_ref::parse(&reference.to_text());
        }
        dir.push(base_name(root));
        root = parent(root);
    }
    reference.scheme = b"path".to_vec();
    encode(&path, b":@/", &mut reference.path);
    flake_ref::parse(&reference.to_text())
}
