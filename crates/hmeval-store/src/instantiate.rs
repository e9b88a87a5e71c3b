//! From a derivation without output paths to its store paths, as `derivationStrict` does it
//! (`fillInOutputPaths` and `computeStorePath` of `libstore/derivations.cc`).

use std::collections::BTreeSet;

use crate::aterm_write::{Outputs, fill_holes, write_head, write_input_paths, write_tail};
use crate::derivation::{Derivation, DerivationOutput, fixed_path};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::Hash;
use crate::hasher::sha256;
use crate::modulo::{DrvHash, DrvHashes, Scratch, hash_modulo_masked, hash_with_tail};
use crate::store_dir::StoreDir;
use crate::store_path::{DRV_EXTENSION, StorePath};

impl Derivation {
    /// Gives every deferred output its path if it can be known by now, and puts the paths of these and of fixed
    /// outputs into the environment, unless they are there (`fillInOutputPaths`). Paths that are there are checked.
    ///
    /// # Errors
    /// If a path that is there is wrong, if the outputs do not go together, or if the hash of an input cannot be
    /// computed.
    pub fn fill_output_paths(
        &mut self,
        store: &StoreDir,
        known: &mut impl DrvHashes,
        scratch: &mut Scratch,
    ) -> Result<()> {
        // Computed when first needed; filling does not change it, since it is masked.
        let mut hash: Option<DrvHash> = None;
        let names: Vec<_> = self.outputs.keys().cloned().collect();
        for name in names {
            let path = match self.outputs.get(&name) {
                Some(DerivationOutput::CaFixed(address)) => fixed_path(store, &self.name, &name, address)?,
                Some(DerivationOutput::InputAddressed(_) | DerivationOutput::Deferred) => {
                    let hash = match &hash {
                        Some(hash) => hash,
                        None => hash.insert(hash_modulo_masked(self, store, known, scratch)?),
                    };
                    match self.settle_output(store, &name, hash)? {
                        Some(path) => path,
                        None => continue,
                    }
                }
                _ => continue,
            };
            self.settle_variable(store, name, &path)?;
        }
        self.derivation_type().map(|_| ())
    }

    /// Sets or checks the path of an input-addressed output. Returns it if the variable is to be settled, too.
    fn settle_output(&mut self, store: &StoreDir, name: &[u8], hash: &DrvHash) -> Result<Option<StorePath>> {
        let path = (!hash.deferred)
            .then(|| store.make_output_path(name, &Hash::from_sha256(hash.hash), &self.name))
            .transpose()?;
        let Some(output) = self.outputs.get_mut(name) else { return Ok(None) };
        match (output, path) {
            (DerivationOutput::InputAddressed(there), Some(path)) if *there == path => Ok(None),
            (DerivationOutput::InputAddressed(there), path) => {
                let should = match path {
                    Some(path) => [b"'".as_slice(), &store.print(&path), b"'"].concat(),
                    None => b"deferred".to_vec(),
                };
                let there = store.print(there);
                let message: [&[u8]; 4] =
                    [b"derivation has incorrect output '", &there, b"', should be ", &should];
                Err(Error::new(ErrorKind::Other, &message))
            }
            (_, None) => Ok(None),
            (output, Some(path)) => {
                *output = DerivationOutput::InputAddressed(path.clone());
                Ok(Some(path))
            }
        }
    }

    /// Sets or checks the variable that holds the path of the output `name`.
    fn settle_variable(&mut self, store: &StoreDir, name: Vec<u8>, path: &StorePath) -> Result<()> {
        let path = store.print(path);
        match self.env.get_mut(&name) {
            Some(value) if value.is_empty() => *value = path,
            Some(value) if *value == path => {}
            Some(value) => {
                let message: [&[u8]; 7] = [
                    b"derivation has incorrect environment variable '",
                    &name,
                    b"', should be '",
                    &path,
                    b"' but is actually '",
                    value,
                    b"'",
                ];
                return Err(Error::new(ErrorKind::Other, &message));
            }
            None => {
                self.env.insert(name, path);
            }
        }
        Ok(())
    }

    /// The path of the `.drv` file (`computeStorePath`).
    ///
    /// # Errors
    /// If the derivation cannot be written, or its name is not valid.
    pub fn drv_path(&self, store: &StoreDir, scratch: &mut Scratch) -> Result<StorePath> {
        scratch.tail.clear();
        write_tail(self, store, Outputs::Shown, &mut scratch.tail, &mut scratch.holes)?;
        self.drv_path_with_tail(store, scratch)
    }

    /// As [`Self::drv_path`], with the tail of the text already in `scratch`.
    fn drv_path_with_tail(&self, store: &StoreDir, scratch: &mut Scratch) -> Result<StorePath> {
        scratch.head.clear();
        write_head(self, store, Outputs::Shown, &mut scratch.head)?;
        write_input_paths(self, store, &mut scratch.head);
        let hash = sha256(&[&scratch.head, &scratch.tail]);
        let name = [&self.name, DRV_EXTENSION.as_bytes()].concat();
        // Paths are sorted as their texts, so the two sets merge into the order Nix has.
        let references: BTreeSet<&StorePath> = self.input_srcs.iter().chain(self.input_drvs.keys()).collect();
        store.make_text_path(&name, &hash, references)
    }

    /// Fills in the output paths, computes the `.drv` file and remembers the hash modulo under its path:
    /// all that `derivationStrict` does once the attributes are read. Answers the path and the text of the file.
    ///
    /// # Errors
    /// As [`Self::fill_output_paths`] and [`Self::drv_path`].
    pub fn instantiate(
        &mut self,
        store: &StoreDir,
        known: &mut impl DrvHashes,
        scratch: &mut Scratch,
    ) -> Result<(StorePath, Box<[u8]>)> {
        let to_fill = self.outputs.values().any(|output| matches!(output, DerivationOutput::Deferred));
        scratch.holes.clear();
        if to_fill {
            let variables = self.env.len();
            self.fill_output_paths(store, known, scratch)?;
            // Another variable than those of the outputs, or one more, would stand elsewhere in the text.
            if self.env.len() != variables {
                scratch.holes.clear();
            }
        }
        let path = match scratch.holes.len() == self.outputs.len() {
            true => {
                scratch.filled.clear();
                fill_holes(self, &scratch.tail, &scratch.holes, &mut scratch.filled);
                std::mem::swap(&mut scratch.tail, &mut scratch.filled);
                self.drv_path_with_tail(store, scratch)?
            }
            false => self.drv_path(store, scratch)?,
        };
        let text = [&scratch.head[..], &scratch.tail].concat().into();
        let hash = match known.get(&path) {
            Some(_) => return Ok((path, text)),
            // `drv_path` left the tail in place; only inputs not yet known (of a fixed or floating derivation)
            // make it worth starting over.
            None if self.input_drvs.keys().all(|input| known.get(input).is_some()) => {
                hash_with_tail(self, store, known, Outputs::Shown, scratch)?
            }
            None => crate::modulo::hash_modulo(self, store, known, scratch)?,
        };
        known.insert(path.clone(), hash);
        Ok((path, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content_address::{ContentAddress, ContentAddressMethod};
    use crate::derivation::InputOutputs;
    use crate::features::Features;
    use crate::hash::{HashAlgo, HashFormat};
    use crate::hasher::hash_bytes;
    use crate::modulo::MemoryDrvHashes;

    fn derivation(name: &str, output: DerivationOutput, env: &[(&str, &str)]) -> Derivation {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let common = [("builder", "b"), ("system", "s"), ("name", name)];
        Derivation {
            name: bytes(name),
            outputs: [(bytes("out"), output)].into(),
            platform: bytes("s"),
            builder: bytes("b"),
            env: common.iter().chain(env).map(|(name, value)| (bytes(name), bytes(value))).collect(),
            ..Derivation::default()
        }
    }

    /// A fixed-output derivation that gets the same content from another place.
    fn fetch(url: &str, known: &mut MemoryDrvHashes) -> (StorePath, String) {
        let hash = hash_bytes(HashAlgo::Sha256, b"y");
        let address = ContentAddress { method: ContentAddressMethod::Flat, hash };
        let store = StoreDir::default();
        let out = store.print(&store.make_fixed_output_path(b"y", &address).unwrap());
        let out = String::from_utf8(out).unwrap();
        let digits = hash.to_text(HashFormat::Base16, false);
        let env = [("out", &*out), ("outputHash", &digits), ("outputHashAlgo", "sha256"), ("url", url)];
        let mut drv = derivation("y", DerivationOutput::CaFixed(address), &env);
        (drv.instantiate(&store, known, &mut Scratch::default()).unwrap().0, out)
    }

    fn wanting(mut drv: Derivation, inputs: &[&StorePath]) -> Derivation {
        for input in inputs {
            let wanted = InputOutputs { outputs: [b"out".to_vec()].into(), ..InputOutputs::default() };
            drv.input_drvs.insert((*input).clone(), wanted);
        }
        drv
    }

    #[test]
    fn the_paths_are_those_of_nix() {
        let mut known = MemoryDrvHashes::default();
        let (store, mut scratch) = (StoreDir::default(), Scratch::default());
        let (first, out) = fetch("1", &mut known);
        let (second, _) = fetch("2", &mut known);
        assert_ne!(first, second);
        assert_eq!(first.min(second.clone()).to_string(), "kbcil1dspn2480fci99fc1m180p2q37f-y.drv");
        let (first, _) = fetch("1", &mut known);

        let drv = derivation("merge", DerivationOutput::Deferred, &[("a", &out), ("b", &out), ("out", "")]);
        let mut drv = wanting(drv, &[&first, &second]);
        let (path, text) = drv.instantiate(&store, &mut known, &mut scratch).unwrap();
        assert_eq!(path.to_string(), "1338zqnnp20fn48vpwhqfrx45q6b79wh-merge.drv");
        assert_eq!(
            drv.env[b"out".as_slice()],
            b"/nix/store/z7aabf6dzk5v24p1gis8qd8dh83vra0c-merge".as_slice()
        );
        assert_eq!(Derivation::parse_aterm(&store, &text, b"merge", Features::default()).unwrap(), drv);
        // Filling in again finds all in place.
        let filled = drv.clone();
        drv.fill_output_paths(&store, &mut known, &mut scratch).unwrap();
        assert_eq!(drv, filled);
    }

    #[test]
    fn what_depends_on_the_unknown_stays_deferred() {
        let (store, mut scratch, mut known) =
            (StoreDir::default(), Scratch::default(), MemoryDrvHashes::default());
        let output = DerivationOutput::Impure { method: ContentAddressMethod::Nar, algo: HashAlgo::Sha256 };
        let mut impure = derivation("imp", output, &[]);
        let (input, _) = impure.instantiate(&store, &mut known, &mut scratch).unwrap();
        let mut drv = wanting(derivation("on", DerivationOutput::Deferred, &[("out", "")]), &[&input]);
        drv.instantiate(&store, &mut known, &mut scratch).unwrap();
        assert_eq!(drv.outputs[b"out".as_slice()], DerivationOutput::Deferred);
        assert_eq!(drv.env[b"out".as_slice()], b"");
    }

    #[test]
    fn wrong_paths_are_noticed() {
        let (store, mut scratch, mut known) =
            (StoreDir::default(), Scratch::default(), MemoryDrvHashes::default());
        let mut drv = derivation("x", DerivationOutput::Deferred, &[("out", "")]);
        drv.instantiate(&store, &mut known, &mut scratch).unwrap();
        let right = String::from_utf8(drv.env[b"out".as_slice()].clone()).unwrap();

        let mut wrong = derivation("x", DerivationOutput::Deferred, &[("out", "/elsewhere")]);
        assert_eq!(
            wrong.fill_output_paths(&store, &mut known, &mut scratch).unwrap_err().to_string(),
            format!(
                "derivation has incorrect environment variable 'out', should be '{right}' \
                 but is actually '/elsewhere'"
            )
        );
        let other = StorePath::parse(b"00000000000000000000000000000000-x").unwrap();
        let mut wrong = derivation("x", DerivationOutput::InputAddressed(other), &[("out", "")]);
        assert_eq!(
            wrong.fill_output_paths(&store, &mut known, &mut scratch).unwrap_err().to_string(),
            format!(
                "derivation has incorrect output '/nix/store/00000000000000000000000000000000-x', \
                 should be '{right}'"
            )
        );
    }

    #[test]
    fn an_output_an_input_lacks_is_named() {
        let mut known = MemoryDrvHashes::default();
        let (input, _) = fetch("1", &mut known);
        let mut drv = derivation("x", DerivationOutput::Deferred, &[("out", "")]);
        let wanted = InputOutputs { outputs: [b"dev".to_vec()].into(), ..InputOutputs::default() };
        drv.input_drvs.insert(input, wanted);
        let error = drv.instantiate(&StoreDir::default(), &mut known, &mut Scratch::default()).unwrap_err();
        assert_eq!(error.to_string(), "no hash for output 'dev' of derivation 'x'");
    }
}
