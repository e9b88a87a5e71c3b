//! The hash of a derivation "modulo" its fixed-output inputs, which output paths are computed from
//! (Nix manual, section "Input-addressing"; `hashDerivationModulo` of `libstore/derivations.cc`, version 2.34).
//!
//! In it, input derivations are named by their own hashes modulo, and fixed-output derivations by what they
//! produce: so output paths do not depend on how fixed outputs are fetched. Hashes are remembered in a
//! [`DrvHashes`], since every derivation of a closure is asked for many times.

use rustc_hash::FxHashMap;

use crate::aterm_write::{Comma, Outputs, write_head, write_names, write_tail};
use crate::base::encode_base16;
use crate::derivation::{Derivation, DerivationOutput, DerivationType, fixed_path};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::{Hash, HashFormat};
use crate::hasher::sha256;
use crate::placeholder::OutputName;
use crate::store_dir::StoreDir;
use crate::store_path::StorePath;

/// The hash modulo of a derivation, which is the same for all its outputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrvHash {
    /// A SHA-256 hash.
    pub hash: [u8; 32],
    /// The names of the outputs there are, sorted.
    pub outputs: Box<[OutputName]>,
    /// Whether output paths computed from it would be wrong, since an input's content is not yet known.
    pub deferred: bool,
}

/// What remembers hashes modulo, and finds derivations that were not made in this evaluation.
pub trait DrvHashes {
    /// The remembered hash of the derivation at `path`.
    fn get(&self, path: &StorePath) -> Option<&DrvHash>;

    /// Remembers the hash of the derivation at `path`.
    fn insert(&mut self, path: StorePath, hash: DrvHash);

    /// Reads the derivation at `path` from wherever derivations are kept; called when none is remembered.
    ///
    /// # Errors
    /// If there is none or it cannot be read.
    fn read(&mut self, path: &StorePath) -> Result<Derivation>;
}

/// Hashes kept in memory only: a derivation that was not remembered counts as missing.
#[derive(Debug, Default)]
pub struct MemoryDrvHashes(FxHashMap<StorePath, DrvHash>);

impl DrvHashes for MemoryDrvHashes {
    fn get(&self, path: &StorePath) -> Option<&DrvHash> {
        self.0.get(path)
    }

    fn insert(&mut self, path: StorePath, hash: DrvHash) {
        self.0.insert(path, hash);
    }

    fn read(&mut self, path: &StorePath) -> Result<Derivation> {
        let path = path.to_string();
        Err(Error::new(ErrorKind::Other, &[b"derivation '", path.as_bytes(), b"' is not known"]))
    }
}

/// Buffers that are used for one derivation after another.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) head: Vec<u8>,
    pub(crate) tail: Vec<u8>,
    /// The places of masked variables in `tail`.
    pub(crate) holes: Vec<usize>,
    /// What becomes `tail` next.
    pub(crate) filled: Vec<u8>,
}

/// The hash modulo of `drv` by which others name it (`hashDerivationModulo` without masking).
///
/// # Errors
/// If the outputs of `drv` do not go together, or if an input is missing or lacks an output that is wanted.
pub fn hash_modulo(
    drv: &Derivation,
    store: &StoreDir,
    known: &mut impl DrvHashes,
    scratch: &mut Scratch,
) -> Result<DrvHash> {
    hash_inputs(drv, store, known, scratch)?;
    hash_with_known_inputs(drv, store, known, Outputs::Shown, scratch)
}

/// The hash modulo of `drv` without its own output paths, which those are computed from.
pub(crate) fn hash_modulo_masked(
    drv: &Derivation,
    store: &StoreDir,
    known: &mut impl DrvHashes,
    scratch: &mut Scratch,
) -> Result<DrvHash> {
    hash_inputs(drv, store, known, scratch)?;
    hash_with_known_inputs(drv, store, known, Outputs::Masked, scratch)
}

/// Sees to it that the hashes of all inputs of `drv` are known. Depth first with a stack of its own, since
/// closures may be deep.
fn hash_inputs(
    drv: &Derivation,
    store: &StoreDir,
    known: &mut impl DrvHashes,
    scratch: &mut Scratch,
) -> Result<()> {
    if drv.input_drvs.keys().all(|path| known.get(path).is_some()) {
        return Ok(());
    }
    let mut pending: Vec<StorePath> = drv.input_drvs.keys().cloned().collect();
    // Those whose inputs are being hashed.
    let mut opened: FxHashMap<StorePath, Derivation> = FxHashMap::default();
    while let Some(path) = pending.pop() {
        if known.get(&path).is_some() {
            continue;
        }
        if let Some(input) = opened.remove(&path) {
            let hash = hash_with_known_inputs(&input, store, known, Outputs::Shown, scratch)?;
            known.insert(path, hash);
            continue;
        }
        let input = known.read(&path)?;
        pending.push(path.clone());
        for needed in input.input_drvs.keys().filter(|needed| known.get(needed).is_none()) {
            if opened.contains_key(needed) || *needed == path {
                let needed = store.print(needed);
                return Err(Error::new(
                    ErrorKind::Other,
                    &[b"derivation '", &needed, b"' depends on itself"],
                ));
            }
            pending.push(needed.clone());
        }
        opened.insert(path, input);
    }
    Ok(())
}

/// The hash modulo of a derivation whose inputs' hashes are known.
fn hash_with_known_inputs(
    drv: &Derivation,
    store: &StoreDir,
    known: &impl DrvHashes,
    outputs: Outputs,
    scratch: &mut Scratch,
) -> Result<DrvHash> {
    if drv.derivation_type()? != DerivationType::Fixed {
        // The tail is the larger part by far and needs no inputs.
        scratch.tail.clear();
        scratch.holes.clear();
        write_tail(drv, store, outputs, &mut scratch.tail, &mut scratch.holes)?;
    }
    hash_with_tail(drv, store, known, outputs, scratch)
}

/// As [`hash_with_known_inputs`], with the tail of the text already in `scratch`.
pub(crate) fn hash_with_tail(
    drv: &Derivation,
    store: &StoreDir,
    known: &impl DrvHashes,
    outputs: Outputs,
    scratch: &mut Scratch,
) -> Result<DrvHash> {
    let kind = drv.derivation_type()?;
    if kind == DerivationType::Fixed {
        return hash_fixed(drv, store);
    }
    let head = &mut scratch.head;
    head.clear();
    write_head(drv, store, outputs, head)?;
    let input_deferred = write_input_hashes(drv, known, head)?;
    Ok(DrvHash {
        hash: sha256_bytes(&[head, &scratch.tail]),
        outputs: drv.outputs.keys().cloned().collect(),
        deferred: input_deferred || matches!(kind, DerivationType::Floating | DerivationType::Impure),
    })
}

/// The hash of a fixed-output derivation tells what it produces, and nothing of how.
fn hash_fixed(drv: &Derivation, store: &StoreDir) -> Result<DrvHash> {
    let mut hash = [0; 32];
    for (name, output) in &drv.outputs {
        let DerivationOutput::CaFixed(address) = output else { continue };
        let mut text = b"fixed:out:".to_vec();
        address.method.write_with_algo(address.hash.algo(), &mut text);
        text.push(b':');
        address.hash.write_text(HashFormat::Base16, false, &mut text);
        text.push(b':');
        store.write(&fixed_path(store, &drv.name, name, address)?, &mut text);
        hash = sha256_bytes(&[&text]);
    }
    Ok(DrvHash { hash, outputs: drv.outputs.keys().cloned().collect(), deferred: false })
}

/// Appends the list of input derivations by their hashes modulo, without its brackets; inputs of the same hash
/// become one. Tells whether any of them is deferred. What is wanted of derivations among the outputs of inputs
/// does not count.
fn write_input_hashes(drv: &Derivation, known: &impl DrvHashes, out: &mut Vec<u8>) -> Result<bool> {
    let mut deferred = false;
    let mut wanted: Vec<(&[u8; 32], &OutputName)> = Vec::with_capacity(drv.input_drvs.len());
    for (path, input) in &drv.input_drvs {
        let Some(known) = known.get(path) else {
            let path = path.to_string();
            let unknown = b"' is not known";
            return Err(Error::new(ErrorKind::Other, &[b"derivation '", path.as_bytes(), unknown]));
        };
        deferred |= known.deferred;
        for output in &input.outputs {
            if known.outputs.binary_search(output).is_err() {
                let of = b"' of derivation '";
                let message: [&[u8]; 5] = [b"no hash for output '", output, of, &drv.name, b"'"];
                return Err(Error::new(ErrorKind::Other, &message));
            }
            wanted.push((&known.hash, output));
        }
    }
    wanted.sort_unstable();
    wanted.dedup();
    let mut comma = Comma::default();
    for same_hash in wanted.chunk_by(|(hash, _), (other, _)| hash == other) {
        let Some((hash, _)) = same_hash.first() else { continue };
        comma.write(out);
        out.extend_from_slice(b"(\"");
        encode_base16(*hash, out);
        out.extend_from_slice(b"\",");
        write_names(same_hash.iter().map(|(_, output)| *output), out);
        out.push(b')');
    }
    Ok(deferred)
}

fn sha256_bytes(parts: &[&[u8]]) -> [u8; 32] {
    let hash: Hash = sha256(parts);
    hash.as_bytes().try_into().unwrap_or([0; 32])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::InputOutputs;

    /// Derivations that are only read, each with the names of its inputs.
    struct Stored {
        hashes: MemoryDrvHashes,
        inputs: FxHashMap<StorePath, Vec<StorePath>>,
    }

    impl DrvHashes for Stored {
        fn get(&self, path: &StorePath) -> Option<&DrvHash> {
            self.hashes.get(path)
        }

        fn insert(&mut self, path: StorePath, hash: DrvHash) {
            self.hashes.insert(path, hash);
        }

        fn read(&mut self, path: &StorePath) -> Result<Derivation> {
            match self.inputs.get(path) {
                Some(inputs) => Ok(derivation(inputs)),
                None => self.hashes.read(path),
            }
        }
    }

    fn path(number: usize) -> StorePath {
        let mut hash = [0; 20];
        hash[12..].copy_from_slice(&number.to_be_bytes());
        StorePath::new(hash, b"x.drv").unwrap()
    }

    fn derivation(inputs: &[StorePath]) -> Derivation {
        let wanted = InputOutputs { outputs: [b"out".to_vec()].into(), ..InputOutputs::default() };
        Derivation {
            name: b"x".to_vec(),
            outputs: [(b"out".to_vec(), DerivationOutput::Deferred)].into(),
            input_drvs: inputs.iter().map(|path| (path.clone(), wanted.clone())).collect(),
            ..Derivation::default()
        }
    }

    fn hash_of(inputs: FxHashMap<StorePath, Vec<StorePath>>, needed: &[usize]) -> Result<DrvHash> {
        let mut stored = Stored { hashes: MemoryDrvHashes::default(), inputs };
        let needed: Vec<StorePath> = needed.iter().map(|&number| path(number)).collect();
        hash_modulo(&derivation(&needed), &StoreDir::default(), &mut stored, &mut Scratch::default())
    }

    #[test]
    fn long_chains_of_inputs_are_followed() {
        let chain = |len: usize| {
            (0..len).map(|i| (path(i), if i == 0 { vec![] } else { vec![path(i - 1)] })).collect()
        };
        let long = hash_of(chain(20_000), &[19_999]).unwrap();
        assert_ne!(long.hash, hash_of(chain(19_999), &[19_998]).unwrap().hash);
    }

    #[test]
    fn inputs_that_hash_alike_count_once() {
        let twins: FxHashMap<_, _> = [(path(1), vec![]), (path(2), vec![])].into_iter().collect();
        assert_eq!(hash_of(twins.clone(), &[1]).unwrap(), hash_of(twins, &[1, 2]).unwrap());
    }

    #[test]
    fn circles_and_gaps_are_errors() {
        let circle = [(path(1), vec![path(2)]), (path(2), vec![path(1)])].into_iter().collect();
        assert!(hash_of(circle, &[1]).unwrap_err().to_string().ends_with("' depends on itself"));
        let gap = [(path(1), vec![path(2)])].into_iter().collect();
        assert!(hash_of(gap, &[1]).unwrap_err().to_string().ends_with("' is not known"));
    }
}
