//! Reading derivations from `.drv` files, with the strictness and the error texts of Nix
//! (`parseDerivation` of `libstore/derivations.cc`).
//!
//! Used for derivations that the evaluation meets but did not make, and to check what is written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::content_address::{ContentAddress, ContentAddressMethod};
use crate::derivation::{Derivation, DerivationOutput, InputOutputs, JSON_VARIABLE, MAX_DYNAMIC_DEPTH};
use crate::error::{Error, ErrorKind, Result};
use crate::features::{Features, require};
use crate::hash::{Hash, HashAlgo};
use crate::store_dir::StoreDir;
use crate::store_path::StorePath;

impl Derivation {
    /// Reads the derivation `name` from the text of its `.drv` file. As in Nix, what follows the text is
    /// ignored, lists may have commas too many or too few, and of two entries alike the last counts (of two
    /// outputs, the first). Unlike Nix, structured attributes are kept as they are and not parsed.
    ///
    /// # Errors
    /// If the text is malformed, or uses an experimental feature that is not enabled.
    pub fn parse_aterm(store: &StoreDir, text: &[u8], name: &[u8], features: Features) -> Result<Self> {
        let mut reader = Reader { rest: text, store, features };
        let mut drv = Self { name: name.to_vec(), ..Self::default() };
        let version = reader.version(name)?;
        reader.outputs(&mut drv)?;
        reader.input_drvs(&mut drv, version)?;
        reader.expect(b",")?;
        reader.input_srcs(&mut drv)?;
        reader.expect(b",")?;
        drv.platform = reader.string()?.into_owned();
        reader.expect(b",")?;
        drv.builder = reader.string()?.into_owned();
        reader.expect(b",[")?;
        while !reader.end_of_list() {
            drv.args.push(reader.string()?.into_owned());
        }
        reader.env(&mut drv)?;
        reader.expect(b")")?;
        Ok(drv)
    }
}

/// The two forms of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    /// `Derive(…)`
    Traditional,
    /// `DrvWithVersion("xp-dyn-drv",…)`, whose inputs may be outputs of derivations yet to be built.
    DynamicDerivations,
}

struct Reader<'a> {
    rest: &'a [u8],
    store: &'a StoreDir,
    features: Features,
}

impl<'a> Reader<'a> {
    fn version(&mut self, name: &[u8]) -> Result<Version> {
        self.expect(b"D")?;
        match self.rest.first() {
            Some(b'e') => {
                self.expect(b"erive(")?;
                Ok(Version::Traditional)
            }
            Some(b'r') => {
                self.expect(b"rvWithVersion(")?;
                let version = self.string()?;
                if *version != *b"xp-dyn-drv" {
                    let unknown = b"Unknown derivation ATerm format version '";
                    return Err(malformed(&[unknown, &version, b"'"]));
                }
                let reason = [b"derivation '", name, b"', ATerm format version 'xp-dyn-drv'"].concat();
                require(self.features.dynamic_derivations, "dynamic-derivations", &reason)?;
                self.expect(b",")?;
                Ok(Version::DynamicDerivations)
            }
            _ => {
                let message = b"derivation does not start with 'Derive' or 'DrvWithVersion'";
                Err(Error::new(ErrorKind::Other, &[message]))
            }
        }
    }

    fn outputs(&mut self, drv: &mut Derivation) -> Result<()> {
        self.expect(b"[")?;
        while !self.end_of_list() {
            self.expect(b"(")?;
            let name = self.string()?.into_owned();
            self.expect(b",")?;
            let path = self.string()?;
            self.expect(b",")?;
            let algo = self.string()?;
            self.expect(b",")?;
            let hash = self.string()?;
            self.expect(b")")?;
            let output = self.output(&path, &algo, &hash)?;
            drv.outputs.entry(name).or_insert(output);
        }
        Ok(())
    }

    /// What the three fields of an output mean.
    fn output(&self, path: &[u8], algo: &[u8], hash: &[u8]) -> Result<DerivationOutput> {
        if algo.is_empty() {
            if path.is_empty() {
                return Ok(DerivationOutput::Deferred);
            }
            check_path(path)?;
            return Ok(DerivationOutput::InputAddressed(self.store.parse(path)?));
        }
        let (method, algo) = ContentAddressMethod::split_prefix(algo, self.features)?;
        if method == ContentAddressMethod::Text {
            let reason = b"text-hashed derivation output";
            require(self.features.dynamic_derivations, "dynamic-derivations", reason)?;
        }
        let algo = HashAlgo::parse(algo, self.features)?;
        match hash {
            b"impure" => {
                require(self.features.impure_derivations, "impure-derivations", b"")?;
                no_path(path, b"impure")?;
                Ok(DerivationOutput::Impure { method, algo })
            }
            b"" => {
                require(self.features.ca_derivations, "ca-derivations", b"")?;
                no_path(path, b"content-addressing")?;
                Ok(DerivationOutput::CaFloating { method, algo })
            }
            digits => {
                check_path(path)?;
                let hash = Hash::parse_unprefixed(digits, algo)?;
                Ok(DerivationOutput::CaFixed(ContentAddress { method, hash }))
            }
        }
    }

    fn input_drvs(&mut self, drv: &mut Derivation, version: Version) -> Result<()> {
        self.expect(b",[")?;
        while !self.end_of_list() {
            self.expect(b"(")?;
            let path = self.string()?;
            check_path(&path)?;
            self.expect(b",")?;
            let wanted = self.wanted(version, 0)?;
            drv.input_drvs.insert(self.store.parse(&path)?, wanted);
            self.expect(b")")?;
        }
        Ok(())
    }

    fn wanted(&mut self, version: Version, depth: usize) -> Result<InputOutputs> {
        let mut wanted = InputOutputs::default();
        if version == Version::Traditional || self.rest.first() == Some(&b'[') {
            wanted.outputs = self.names()?;
            return Ok(wanted);
        }
        if self.rest.first() != Some(&b'(') {
            return Err(malformed(&[b"invalid inputDrvs entry in derivation"]));
        }
        if depth >= MAX_DYNAMIC_DEPTH {
            return Err(malformed(&[b"inputDrvs entry in derivation is nested too deeply"]));
        }
        self.expect(b"(")?;
        wanted.outputs = self.names()?;
        self.expect(b",[")?;
        while !self.end_of_list() {
            self.expect(b"(")?;
            let name = self.string()?.into_owned();
            self.expect(b",")?;
            wanted.dynamic.insert(name, self.wanted(version, depth + 1)?);
            self.expect(b")")?;
        }
        self.expect(b")")?;
        Ok(wanted)
    }

    fn names(&mut self) -> Result<BTreeSet<Vec<u8>>> {
        let mut names = BTreeSet::new();
        self.expect(b"[")?;
        while !self.end_of_list() {
            names.insert(self.string()?.into_owned());
        }
        Ok(names)
    }

    fn input_srcs(&mut self, drv: &mut Derivation) -> Result<()> {
        self.expect(b"[")?;
        let mut paths: Vec<Cow<'a, [u8]>> = Vec::new();
        while !self.end_of_list() {
            let path = self.string()?;
            check_path(&path)?;
            paths.push(path);
        }
        // All are read before any is looked at, and that in the order of the set, as Nix does it.
        paths.sort_unstable();
        drv.input_srcs =
            paths.iter().map(|path| self.store.parse(path)).collect::<Result<BTreeSet<StorePath>>>()?;
        Ok(())
    }

    fn env(&mut self, drv: &mut Derivation) -> Result<()> {
        self.expect(b",[")?;
        while !self.end_of_list() {
            self.expect(b"(")?;
            let name = self.string()?;
            self.expect(b",")?;
            let value = self.string()?.into_owned();
            if *name == *JSON_VARIABLE {
                drv.structured_attrs = Some(value);
            } else {
                drv.env.insert(name.into_owned(), value);
            }
            self.expect(b")")?;
        }
        Ok(())
    }

    fn expect(&mut self, text: &[u8]) -> Result<()> {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(malformed(&[b"expected string '", text, b"'"])),
        }
    }

    /// Takes a comma, or the closing bracket, and tells whether it was that.
    fn end_of_list(&mut self) -> bool {
        match self.rest.split_first() {
            Some((b',', rest)) => {
                self.rest = rest;
                false
            }
            Some((b']', rest)) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Reads a text in quotes and undoes its escapes.
    fn string(&mut self) -> Result<Cow<'a, [u8]>> {
        self.expect(b"\"")?;
        let mut text = Cow::Borrowed(&b""[..]);
        loop {
            let unterminated = || malformed(&[b"unterminated string in derivation"]);
            let special =
                self.rest.iter().position(|c| matches!(c, b'"' | b'\\')).ok_or_else(unterminated)?;
            let (plain, from) = self.rest.split_at(special);
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().extend_from_slice(plain);
            }
            match from {
                [b'\\', c, rest @ ..] => {
                    text.to_mut().push(unescaped(*c));
                    self.rest = rest;
                }
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Ok(text);
                }
                _ => return Err(unterminated()),
            }
        }
    }
}

/// What a character after a backslash stands for.
fn unescaped(c: u8) -> u8 {
    match c {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        c => c,
    }
}

fn check_path(path: &[u8]) -> Result<()> {
    if path.starts_with(b"/") {
        return Ok(());
    }
    Err(malformed(&[b"bad path '", path, b"' in derivation"]))
}

fn no_path(path: &[u8], kind: &[u8]) -> Result<()> {
    if path.is_empty() {
        return Ok(());
    }
    Err(malformed(&[kind, b" derivation output should not specify output path"]))
}

fn malformed(parts: &[&[u8]]) -> Error {
    Error::new(ErrorKind::Format, parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::HashFormat;
    use crate::hasher::hash_bytes;

    const TAIL: &str = r#",[],"s","b",[],[])"#;

    fn read(text: &str) -> Result<Derivation> {
        Derivation::parse_aterm(&StoreDir::default(), text.as_bytes(), b"x", Features::ALL)
    }

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    /// The text is that of the derivation it is read as.
    fn assert_round_trip(text: &str) {
        let mut out = Vec::new();
        read(text).unwrap().write_aterm(&StoreDir::default(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), text);
    }

    #[test]
    fn writing_undoes_reading() {
        let object = "/nix/store/00000000000000000000000000000000-";
        assert_round_trip(&format!(
            r#"Derive([("dev","{object}x-dev","",""),("out","{object}x","","")],[("{object}a.drv",["dev","out"]),("{object}b.drv",["out"])],["{object}s"],"s","b",["a\"\\\n\r\t$é",""],[("__a",""),("__json","{{\"a\":1}}"),("out","{object}x")])"#
        ));
        // The path of a fixed output is not kept but computed: it must be the right one.
        let fixed = "/nix/store/prmfd0ax3s09yxyl9j2z0c5x6zsbz1px-x";
        let digits = hash_bytes(HashAlgo::Sha256, b"x").to_text(HashFormat::Base16, false);
        for outputs in [
            format!(r#"("out","{fixed}","sha256","{digits}")"#).as_str(),
            r#"("dev","","r:sha256",""),("out","","r:sha256","")"#,
            r#"("out","","text:sha256","impure")"#,
            r#"("out","","","")"#,
        ] {
            assert_round_trip(&format!("Derive([{outputs}],[]{TAIL}"));
        }
    }

    #[test]
    fn dynamic_inputs_take_the_form_with_a_version() {
        let text = format!(
            r#"DrvWithVersion("xp-dyn-drv",[("out","","","")],[("/nix/store/00000000000000000000000000000000-a.drv",(["x"],[("out",(["out"],[("out",["bin"])]))]))]{TAIL}"#
        );
        assert_round_trip(&text);
        let none = Features::default();
        let error = Derivation::parse_aterm(&StoreDir::default(), text.as_bytes(), b"x", none).unwrap_err();
        assert_eq!(
            error.to_string(),
            "experimental Nix feature 'dynamic-derivations' is disabled (derivation 'x', ATerm format version \
             'xp-dyn-drv'); add '--extra-experimental-features dynamic-derivations' to enable it"
        );
    }

    #[test]
    fn malformed_texts_are_told_as_nix_tells_them() {
        for (text, message) in [
            ("", "expected string 'D'"),
            ("Drive(", "expected string 'rvWithVersion('"),
            ("Dx", "derivation does not start with 'Derive' or 'DrvWithVersion'"),
            (r#"DrvWithVersion("v2","#, "Unknown derivation ATerm format version 'v2'"),
            ("Derive([]", "expected string ',['"),
            (r#"Derive([("o"#, "unterminated string in derivation"),
            (r#"Derive([("o\""#, "unterminated string in derivation"),
            (r#"Derive([("out","x","","")"#, "bad path 'x' in derivation"),
            (
                r#"Derive([("out","/x","r:sha256","")"#,
                "content-addressing derivation output should not specify output path",
            ),
            (
                r#"Derive([("out","/x","r:sha256","impure")"#,
                "impure derivation output should not specify output path",
            ),
            (
                r#"Derive([("out","/x","sha256","00")"#,
                "hash '00' has wrong length for hash algorithm 'sha256'",
            ),
            (r#"Derive([],[("a",[])"#, "bad path 'a' in derivation"),
            (r#"Derive([],[("/a",["o"])"#, "path \"/a\" is not in the Nix store"),
            (r#"Derive([],[],[],"s","b",[x"#, "expected string '\"'"),
        ] {
            assert_eq!(error(text), message, "{text}");
        }
        assert_eq!(
            error(
                r#"DrvWithVersion("xp-dyn-drv",[],[("/nix/store/00000000000000000000000000000000-a.drv",x"#
            ),
            "invalid inputDrvs entry in derivation"
        );
    }

    #[test]
    fn nesting_is_limited() {
        let nested = r#"([],[("o","#.repeat(100_000);
        let text = format!(
            r#"DrvWithVersion("xp-dyn-drv",[],[("/nix/store/00000000000000000000000000000000-a.drv",{nested}"#
        );
        assert_eq!(error(&text), "inputDrvs entry in derivation is nested too deeply");
    }

    #[test]
    fn a_variable_named_json_cannot_be_written() {
        let mut drv = read(&format!("Derive([],[]{TAIL}")).unwrap();
        drv.env.insert(JSON_VARIABLE.to_vec(), Vec::new());
        let error = drv.write_aterm(&StoreDir::default(), &mut Vec::new()).unwrap_err();
        assert!(
            error.to_string().starts_with("Cannot have an environment variable named '__json'. This key")
        );
    }
}
