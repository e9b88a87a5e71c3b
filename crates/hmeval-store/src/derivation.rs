//! Derivations: what `derivationStrict` makes and what a `.drv` file holds (Nix manual, section "Derivation";
//! `libstore/derivations.cc`).
//!
//! Their text form is in `aterm_write` and `aterm_read`, their output paths in
//! [`crate::modulo`] and [`crate::instantiate`].

use std::collections::{BTreeMap, BTreeSet};

use crate::content_address::{ContentAddress, ContentAddressMethod};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::HashAlgo;
use crate::placeholder::{OutputName, SingleDerivedPath};
use crate::store_dir::{StoreDir, output_path_name};
use crate::store_path::StorePath;

/// The variable that structured attributes are passed in, which therefore no other may take.
pub const JSON_VARIABLE: &[u8] = b"__json";

/// How deep derivations that are outputs of derivations may be nested in the inputs. Nix has no limit but its
/// stack.
pub const MAX_DYNAMIC_DEPTH: usize = 256;

/// An output of a derivation: how its path is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DerivationOutput {
    /// By the hash of the derivation: the usual case.
    InputAddressed(StorePath),
    /// By the hash of the content, which is given: a fixed-output derivation.
    CaFixed(ContentAddress),
    /// By the hash of the content, once built.
    CaFloating {
        /// What will be hashed.
        method: ContentAddressMethod,
        /// With which algorithm.
        algo: HashAlgo,
    },
    /// By the hash of the derivation, once the inputs are built.
    Deferred,
    /// Not at all: every build gives another.
    Impure {
        /// What will be hashed.
        method: ContentAddressMethod,
        /// With which algorithm.
        algo: HashAlgo,
    },
}

impl DerivationOutput {
    /// The path of the output, as far as it is known, where `name` is the derivation's (`Output::path`).
    ///
    /// # Errors
    /// If the path of a fixed output cannot be computed.
    pub fn path(&self, store: &StoreDir, name: &[u8], output: &[u8]) -> Result<Option<StorePath>> {
        match self {
            Self::InputAddressed(path) => Ok(Some(path.clone())),
            Self::CaFixed(address) => fixed_path(store, name, output, address).map(Some),
            Self::CaFloating { .. } | Self::Deferred | Self::Impure { .. } => Ok(None),
        }
    }
}

/// The path of the fixed output `output` of the derivation `name`.
pub(crate) fn fixed_path(
    store: &StoreDir,
    name: &[u8],
    output: &[u8],
    address: &ContentAddress,
) -> Result<StorePath> {
    store.make_fixed_output_path(&output_path_name(name, output), address)
}

/// The outputs wanted of an input derivation, and of the derivations among its outputs (`DerivedPathMap`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InputOutputs {
    /// The outputs wanted themselves.
    pub outputs: BTreeSet<OutputName>,
    /// Outputs that are derivations, and what is wanted of those.
    pub dynamic: BTreeMap<OutputName, InputOutputs>,
}

/// A derivation. All texts are bytes as Nix strings are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derivation {
    /// The name, which the names of the outputs are made from; that of the `.drv` file is this and `.drv`.
    pub name: Vec<u8>,
    /// The outputs by name.
    pub outputs: BTreeMap<OutputName, DerivationOutput>,
    /// The sources the builder gets: store objects that are there.
    pub input_srcs: BTreeSet<StorePath>,
    /// The derivations that must be built first, and which of their outputs the builder gets.
    pub input_drvs: BTreeMap<StorePath, InputOutputs>,
    /// The type of system to build on.
    pub platform: Vec<u8>,
    /// The program to run.
    pub builder: Vec<u8>,
    /// Its arguments.
    pub args: Vec<Vec<u8>>,
    /// Its environment, without the structured attributes.
    pub env: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The structured attributes, as the very JSON text to write.
    pub structured_attrs: Option<Vec<u8>>,
}

/// What all outputs of a derivation are (`DerivationType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DerivationType {
    /// Input-addressed; the paths are known unless `deferred`.
    InputAddressed {
        /// Whether the paths are known only when the inputs are built.
        deferred: bool,
    },
    /// Content-addressed with a given hash.
    Fixed,
    /// Content-addressed with a hash that building gives.
    Floating,
    /// Different every time.
    Impure,
}

impl Derivation {
    /// What the outputs are (`BasicDerivation::type`).
    ///
    /// # Errors
    /// If there are none, or if they do not go together.
    pub fn derivation_type(&self) -> Result<DerivationType> {
        let mut decided = None;
        let mut floating_algo = None;
        for (name, output) in &self.outputs {
            let this = match output {
                DerivationOutput::InputAddressed(_) => DerivationType::InputAddressed { deferred: false },
                DerivationOutput::Deferred => DerivationType::InputAddressed { deferred: true },
                DerivationOutput::CaFixed(_) => DerivationType::Fixed,
                DerivationOutput::CaFloating { .. } => DerivationType::Floating,
                DerivationOutput::Impure { .. } => DerivationType::Impure,
            };
            match decided {
                Some(other) if other != this => return Err(other_error("can't mix derivation output types")),
                Some(DerivationType::Fixed) => {
                    return Err(other_error("only one fixed output is allowed for now"));
                }
                _ => decided = Some(this),
            }
            if this == DerivationType::Fixed && name != b"out" {
                return Err(other_error("single fixed output must be named \"out\""));
            }
            if let DerivationOutput::CaFloating { algo, .. } = output
                && *floating_algo.get_or_insert(*algo) != *algo
            {
                return Err(other_error("all floating outputs must use the same hash algorithm"));
            }
        }
        decided.ok_or_else(|| other_error("must have at least one output"))
    }

    /// Whether an input is an output of a derivation that has to be built itself.
    #[must_use]
    pub fn has_dynamic_input(&self) -> bool {
        self.input_drvs.values().any(|wanted| !wanted.dynamic.is_empty())
    }

    /// Adds an input, as the context of a string names it.
    ///
    /// # Errors
    /// If derivations are nested deeper than [`MAX_DYNAMIC_DEPTH`].
    pub fn add_input(&mut self, input: &SingleDerivedPath) -> Result<()> {
        let mut names: Vec<&OutputName> = Vec::new();
        let mut at = input;
        while let SingleDerivedPath::Built { drv, output } = at {
            names.push(output);
            at = drv;
        }
        let SingleDerivedPath::Opaque(path) = at else { return Ok(()) };
        if names.len() > MAX_DYNAMIC_DEPTH {
            return Err(other_error("derivations are nested too deeply"));
        }
        let Some((last, outer)) = names.split_first() else {
            self.input_srcs.insert(path.clone());
            return Ok(());
        };
        let wanted = match self.input_drvs.get_mut(path) {
            Some(wanted) => wanted,
            None => self.input_drvs.entry(path.clone()).or_default(),
        };
        let wanted = outer
            .iter()
            .rev()
            .fold(wanted, |wanted, name| wanted.dynamic.entry((*name).clone()).or_default());
        wanted.outputs.insert((*last).clone());
        Ok(())
    }

    /// The error if [`JSON_VARIABLE`] is taken (`StructuredAttrs::checkKeyNotInUse`).
    pub(crate) fn check_json_variable(&self) -> Result<()> {
        if self.env.contains_key(JSON_VARIABLE) {
            return Err(other_error(
                "Cannot have an environment variable named '__json'. \
                 This key is reserved for encoding structured attrs",
            ));
        }
        Ok(())
    }
}

fn other_error(message: &str) -> Error {
    Error::new(ErrorKind::Other, &[message.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Hash;

    fn with_outputs(outputs: &[(&str, DerivationOutput)]) -> Derivation {
        let outputs =
            outputs.iter().map(|(name, output)| (name.as_bytes().to_vec(), output.clone())).collect();
        Derivation { outputs, ..Derivation::default() }
    }

    fn fixed() -> DerivationOutput {
        let method = ContentAddressMethod::Flat;
        DerivationOutput::CaFixed(ContentAddress { method, hash: Hash::zero(HashAlgo::Sha256) })
    }

    fn floating(algo: HashAlgo) -> DerivationOutput {
        DerivationOutput::CaFloating { method: ContentAddressMethod::Nar, algo }
    }

    #[test]
    fn outputs_must_go_together() {
        let error = |outputs: &[(&str, DerivationOutput)]| {
            with_outputs(outputs).derivation_type().unwrap_err().to_string()
        };
        assert_eq!(error(&[]), "must have at least one output");
        assert_eq!(
            error(&[("a", DerivationOutput::Deferred), ("b", fixed())]),
            "can't mix derivation output types"
        );
        assert_eq!(error(&[("dev", fixed())]), "single fixed output must be named \"out\"");
        assert_eq!(
            error(&[("a", floating(HashAlgo::Sha1)), ("b", floating(HashAlgo::Sha256))]),
            "all floating outputs must use the same hash algorithm"
        );
        assert_eq!(with_outputs(&[("out", fixed())]).derivation_type(), Ok(DerivationType::Fixed));
    }

    #[test]
    fn inputs_go_where_they_belong() {
        let path = |name: &str| {
            StorePath::parse(format!("00000000000000000000000000000000-{name}").as_bytes()).unwrap()
        };
        let opaque = |name| SingleDerivedPath::Opaque(path(name));
        let built = |drv, output: &str| SingleDerivedPath::Built {
            drv: Box::new(drv),
            output: output.as_bytes().to_vec(),
        };
        let mut drv = Derivation::default();
        drv.add_input(&opaque("src")).unwrap();
        drv.add_input(&built(opaque("a.drv"), "dev")).unwrap();
        assert!(!drv.has_dynamic_input());
        drv.add_input(&built(built(built(opaque("a.drv"), "x"), "y"), "z")).unwrap();
        assert!(drv.has_dynamic_input());
        assert_eq!(drv.input_srcs, BTreeSet::from([path("src")]));
        let wanted = &drv.input_drvs[&path("a.drv")];
        assert_eq!(wanted.outputs, BTreeSet::from([b"dev".to_vec()]));
        let innermost = &wanted.dynamic[b"x".as_slice()].dynamic[b"y".as_slice()];
        assert_eq!(innermost.outputs, BTreeSet::from([b"z".to_vec()]));
    }
}
