//! The store directory: printing and reading whole paths, and computing the path of a store object from what
//! it is made of (Nix manual, section "Complete Store Path Calculation"; `libstore/store-dir-config.cc`).
//!
//! Used wherever the evaluator meets or makes a path of the store.

use std::collections::BTreeSet;

use crate::canon_path::canon_path;
use crate::content_address::{ContentAddress, ContentAddressMethod, References};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::{Hash, HashAlgo, HashFormat};
use crate::hasher::{Hasher, sha256};
use crate::store_path::{HASH_PART_LEN, StorePath};

/// The directory of the store, which is part of what store paths are computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreDir(Box<[u8]>);

impl Default for StoreDir {
    fn default() -> Self {
        Self(b"/nix/store".as_slice().into())
    }
}

impl StoreDir {
    /// The store directory `dir`, in canonical form.
    ///
    /// # Errors
    /// If `dir` is not absolute.
    pub fn new(dir: &[u8]) -> Result<Self> {
        Ok(Self(canon_path(dir)?.into()))
    }

    /// The directory, without a slash at the end.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The whole path of `path` (`printStorePath`).
    #[must_use]
    pub fn print(&self, path: &StorePath) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.0.len() + 2 + HASH_PART_LEN + path.name().len());
        self.write(path, &mut out);
        out
    }

    /// Appends the whole path of `path` to `out`.
    pub fn write(&self, path: &StorePath, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
        out.push(b'/');
        path.write_base_name(out);
    }

    /// Reads the path of a store object, but none within one (`parseStorePath`).
    ///
    /// # Errors
    /// If the path is not absolute, not straight in the store directory, or not of the right form.
    pub fn parse(&self, path: &[u8]) -> Result<StorePath> {
        // The common case is a path that needs no cleaning up.
        if let Some(base_name) = self.strip(path)
            && let Ok(path) = StorePath::parse(base_name)
        {
            return Ok(path);
        }
        let canonical = canon_path(path)?;
        let slash = canonical.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
        let (parent, base_name) = canonical.split_at_checked(slash).unwrap_or_default();
        let parent = if parent.is_empty() { b"/" } else { parent };
        if parent != &*self.0 {
            let message: [&[u8]; 3] = [b"path \"", &canonical, b"\" is not in the Nix store"];
            return Err(Error::new(ErrorKind::BadStorePath, &message));
        }
        StorePath::parse(base_name.strip_prefix(b"/").unwrap_or(base_name))
    }

    /// What follows the store directory and a slash in `path`.
    fn strip<'a>(&self, path: &'a [u8]) -> Option<&'a [u8]> {
        path.strip_prefix(&*self.0)?.strip_prefix(b"/")
    }

    /// Whether `path` is below the store directory, to tell by its text alone (`isInStore`).
    #[must_use]
    pub fn is_in_store(&self, path: &[u8]) -> bool {
        if !path.starts_with(b"/") {
            return false;
        }
        let mut components = components(path);
        for wanted in self::components(&self.0) {
            if components.next() != Some(wanted) {
                return false;
            }
        }
        components.next().is_some_and(|first| first != b"." && first != b"..")
    }

    /// Splits a path in or below a store object into the object and the path within, which begins with a slash
    /// and is `/` for the object itself (`toStorePath`).
    ///
    /// # Errors
    /// If the path is not in the store, or the object's name is not of the right form.
    pub fn to_store_path(&self, path: &[u8]) -> Result<(StorePath, Vec<u8>)> {
        if !self.is_in_store(path) {
            return Err(Error::new(ErrorKind::Other, &[b"path '", path, b"' is not in the Nix store"]));
        }
        let start = self.0.len() + 1;
        let slash = path.iter().skip(start).position(|&byte| byte == b'/').map(|at| at + start);
        match slash.and_then(|slash| path.split_at_checked(slash)) {
            None => Ok((self.parse(path)?, b"/".to_vec())),
            Some((object, within)) => Ok((self.parse(object)?, canon_path(within)?)),
        }
    }

    /// The path of a store object of type `kind` (`makeStorePath`): all others come down to this.
    ///
    /// # Errors
    /// If the name is not valid.
    pub fn make_store_path(&self, kind: &[u8], hash: &Hash, name: &[u8]) -> Result<StorePath> {
        let mut digits = Vec::with_capacity(160);
        hash.write_text(HashFormat::Base16, true, &mut digits);
        let hash = sha256(&[kind, b":", &digits, b":", &self.0, b":", name]);
        StorePath::new(hash.compress(), name)
    }

    /// The path of the output `output` of the input-addressed derivation `name` with the given hash modulo
    /// (`makeOutputPath`).
    ///
    /// # Errors
    /// If the name of the output's store object is not valid.
    pub fn make_output_path(&self, output: &[u8], hash: &Hash, name: &[u8]) -> Result<StorePath> {
        self.make_store_path(&[b"output:", output].concat(), hash, &output_path_name(name, output))
    }

    /// The path of a text with the given SHA-256 hash and references: a derivation, or `builtins.toFile`.
    ///
    /// # Errors
    /// If the name is not valid.
    pub fn make_text_path<'a>(
        &self,
        name: &[u8],
        hash: &Hash,
        references: impl IntoIterator<Item = &'a StorePath>,
    ) -> Result<StorePath> {
        self.make_store_path(&self.kind_with_references(b"text", references, false), hash, name)
    }

    /// The path of a store object addressed by its content (`makeFixedOutputPathFromCA`).
    ///
    /// # Errors
    /// If the name is not valid, if the method cannot have the references, or if the algorithm is not one the
    /// method works with.
    pub fn make_content_path(
        &self,
        name: &[u8],
        address: &ContentAddress,
        references: &References,
    ) -> Result<StorePath> {
        let ContentAddress { method, hash } = address;
        match method {
            ContentAddressMethod::Text => self.make_text_path(name, hash, &references.others),
            ContentAddressMethod::Nar if hash.algo() == HashAlgo::Sha256 => {
                let kind =
                    self.kind_with_references(b"source", &references.others, references.self_reference);
                self.make_store_path(&kind, hash, name)
            }
            _ => self.make_fixed_path(name, *method, hash, references),
        }
    }

    /// The path of a store object addressed by its content without references.
    ///
    /// # Errors
    /// As [`Self::make_content_path`].
    pub fn make_fixed_output_path(&self, name: &[u8], address: &ContentAddress) -> Result<StorePath> {
        self.make_content_path(name, address, &References::default())
    }

    /// The older scheme, of all methods and algorithms but NAR with SHA-256.
    fn make_fixed_path(
        &self,
        name: &[u8],
        method: ContentAddressMethod,
        hash: &Hash,
        references: &References,
    ) -> Result<StorePath> {
        if method == ContentAddressMethod::Git && !matches!(hash.algo(), HashAlgo::Sha1 | HashAlgo::Sha256) {
            let wanted = b"Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: ";
            return Err(Error::new(ErrorKind::Other, &[wanted, hash.algo().name().as_bytes()]));
        }
        if !references.is_empty() {
            let advice = b"' is not allowed to refer to other store paths.\n\
                You may need to use the 'unsafeDiscardReferences' derivation attribute, see the manual for more details.";
            return Err(Error::new(ErrorKind::Other, &[b"fixed output derivation '", name, advice]));
        }
        let mut digits = Vec::with_capacity(160);
        hash.write_text(HashFormat::Base16, true, &mut digits);
        let inner = sha256(&[b"fixed:out:", method.prefix().as_bytes(), &digits, b":"]);
        self.make_store_path(b"output:out", &inner, name)
    }

    /// The type of a store object that refers to others, which is where the references are hashed in.
    fn kind_with_references<'a>(
        &self,
        kind: &[u8],
        references: impl IntoIterator<Item = &'a StorePath>,
        self_reference: bool,
    ) -> Vec<u8> {
        let mut text = kind.to_vec();
        for reference in references {
            text.push(b':');
            self.write(reference, &mut text);
        }
        if self_reference {
            text.extend_from_slice(b":self");
        }
        text
    }

    /// The path of `text` with the given references, as `builtins.toFile` and derivations have it.
    ///
    /// # Errors
    /// If the name is not valid.
    pub fn text_path(&self, name: &[u8], text: &[u8], references: &BTreeSet<StorePath>) -> Result<StorePath> {
        let mut hasher = Hasher::new(HashAlgo::Sha256);
        hasher.update(text);
        self.make_text_path(name, &hasher.finish(), references)
    }
}

/// The components of an absolute path, without the empty ones between slashes.
fn components(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|&byte| byte == b'/').filter(|component| !component.is_empty())
}

/// The name of the store object of an output: `<name>`, with `-<output>` unless that is `out`
/// (`outputPathName`).
#[must_use]
pub fn output_path_name(name: &[u8], output: &[u8]) -> Vec<u8> {
    if output == b"out" { name.to_vec() } else { [name, b"-", output].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hasher::hash_bytes;

    const OBJECT: &str = "/nix/store/00000000000000000000000000000000-x";

    fn parse_error(path: &str) -> String {
        StoreDir::default().parse(path.as_bytes()).unwrap_err().to_string()
    }

    fn fixed(method: ContentAddressMethod, algo: HashAlgo) -> String {
        let address = ContentAddress { method, hash: hash_bytes(algo, b"x") };
        let store = StoreDir::default();
        let path = store.make_fixed_output_path(b"x", &address).unwrap();
        String::from_utf8(store.print(&path)).unwrap()
    }

    #[test]
    fn paths_are_cleaned_up_before_they_are_read() {
        let store = StoreDir::default();
        let object = store.parse(OBJECT.as_bytes()).unwrap();
        assert_eq!(store.print(&object), OBJECT.as_bytes());
        for path in [
            "/nix//store/00000000000000000000000000000000-x",
            "/nix/./store/a/../00000000000000000000000000000000-x/",
        ] {
            assert_eq!(store.parse(path.as_bytes()).unwrap(), object);
        }
    }

    #[test]
    fn what_is_no_store_path_is_told_as_nix_tells_it() {
        assert_eq!(parse_error("/nix/store"), "path \"/nix/store\" is not in the Nix store");
        assert_eq!(
            parse_error(&format!("{OBJECT}/a")),
            format!("path \"{OBJECT}/a\" is not in the Nix store")
        );
        assert_eq!(parse_error("/nix/store/x"), "'x' is too short to be a valid store path");
        assert_eq!(parse_error("x"), "not an absolute path: \"x\"");
        assert_eq!(
            parse_error("/nix/store/00000000000000000000000000000000-.-x"),
            "path '00000000000000000000000000000000-.-x' is not a valid store path: \
             name '.-x' is not valid: first dash-separated component must not be '.'"
        );
    }

    #[test]
    fn being_in_the_store_is_told_by_the_text() {
        let store = StoreDir::default();
        for (path, inside) in [
            ("/nix/store/x", true),
            ("/nix//store/x/../..", true),
            ("/nix/store", false),
            ("/nix/store/", false),
            ("/nix/store/./x", false),
            ("/nix/store/../x", false),
            ("/nix/storex/y", false),
            ("nix/store/x", false),
        ] {
            assert_eq!(store.is_in_store(path.as_bytes()), inside, "{path}");
        }
    }

    #[test]
    fn paths_within_objects_are_split() {
        let store = StoreDir::default();
        let split = |path: String| {
            let (object, within) = store.to_store_path(path.as_bytes()).unwrap();
            (String::from_utf8(store.print(&object)).unwrap(), String::from_utf8(within).unwrap())
        };
        assert_eq!(split(OBJECT.to_owned()), (OBJECT.to_owned(), "/".to_owned()));
        assert_eq!(split(format!("{OBJECT}/a//./b/")), (OBJECT.to_owned(), "/a/b".to_owned()));
        assert_eq!(
            store.to_store_path(b"/elsewhere/x").unwrap_err().to_string(),
            "path '/elsewhere/x' is not in the Nix store"
        );
    }

    #[test]
    fn another_store_directory_gives_other_paths() {
        let other = StoreDir::new(b"/gnu//store/").unwrap();
        assert_eq!(other.as_bytes(), b"/gnu/store");
        let text = |store: &StoreDir| store.text_path(b"t", b"t", &BTreeSet::new()).unwrap();
        assert_ne!(text(&other), text(&StoreDir::default()));
        assert!(StoreDir::new(b"store").is_err());
    }

    #[test]
    fn texts_have_the_paths_nix_gives_them() {
        let store = StoreDir::default();
        let src = store.text_path(b"src", b"hello\n", &BTreeSet::new()).unwrap();
        assert_eq!(src.to_string(), "rzfz84hr5mlf7jx4k6d8jv59p751bmaz-src");
        let text = [b"a ".as_slice(), &store.print(&src)].concat();
        let referring = store.text_path(b"withref", &text, &BTreeSet::from([src])).unwrap();
        assert_eq!(referring.to_string(), "h82y50mpif7skhsigp86yqhc2dixxqp6-withref");
    }

    #[test]
    fn fixed_outputs_have_the_paths_nix_gives_them() {
        use ContentAddressMethod::{Flat, Git, Nar, Text};
        for (method, algo, hash_part) in [
            (Flat, HashAlgo::Sha256, "prmfd0ax3s09yxyl9j2z0c5x6zsbz1px"),
            (Flat, HashAlgo::Md5, "94pcv5id6mci56wav8d9pvfdpwhsd8c8"),
            (Nar, HashAlgo::Sha256, "82irwxhb5chvshcd25dk7qai881cnxl1"),
            (Nar, HashAlgo::Sha1, "wq6vcbc98sdhvllnqwqm1i5lxfpyjb4r"),
            (Nar, HashAlgo::Sha512, "27nb0ihvzv09qxzkkn6rpzj9dfxmripf"),
            (Nar, HashAlgo::Blake3, "m1idabfa94gzn6yr062khhj1rdw79w7j"),
            (Git, HashAlgo::Sha1, "z9gndwa5f2h22xjz81dyakhg0b2nwii8"),
            (Text, HashAlgo::Sha256, "fl9d7p1wby9wxs70dy3zpr4n3xahlscd"),
        ] {
            assert_eq!(fixed(method, algo), format!("/nix/store/{hash_part}-x"), "{method:?} {algo:?}");
        }
    }

    #[test]
    fn only_archives_by_sha256_have_references() {
        let store = StoreDir::default();
        let references = References { others: BTreeSet::new(), self_reference: true };
        let path = |method, algo| {
            let address = ContentAddress { method, hash: Hash::zero(algo) };
            store.make_content_path(b"x", &address, &references)
        };
        let own = path(ContentAddressMethod::Nar, HashAlgo::Sha256).unwrap();
        let none = ContentAddress { method: ContentAddressMethod::Nar, hash: Hash::zero(HashAlgo::Sha256) };
        assert_ne!(own, store.make_fixed_output_path(b"x", &none).unwrap());
        let error = path(ContentAddressMethod::Flat, HashAlgo::Sha256).unwrap_err().to_string();
        assert!(error.starts_with(
            "fixed output derivation 'x' is not allowed to refer to other store paths.\nYou may"
        ));
    }

    #[test]
    fn git_objects_have_git_hashes() {
        let address = ContentAddress { method: ContentAddressMethod::Git, hash: Hash::zero(HashAlgo::Md5) };
        assert_eq!(
            StoreDir::default().make_fixed_output_path(b"x", &address).unwrap_err().to_string(),
            "Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: md5"
        );
    }

    #[test]
    fn only_the_output_out_goes_without_saying() {
        assert_eq!(output_path_name(b"x", b"out"), b"x");
        assert_eq!(output_path_name(b"x", b"dev"), b"x-dev");
    }
}
