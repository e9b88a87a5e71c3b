//! Placeholders: texts that stand for output paths not yet known (Nix manual, `builtins.placeholder`;
//! `libstore/downstream-placeholder.cc`).
//!
//! A derivation refers to its own outputs by [`placeholder`], to outputs of floating content-addressed
//! derivations and of derivations that are themselves built by [`DownstreamPlaceholder`].

use crate::base;
use crate::error::Result;
use crate::features::{Features, require};
use crate::hash::{Hash, HashFormat};
use crate::hasher::sha256;
use crate::store_dir::output_path_name;
use crate::store_path::StorePath;

/// The name of an output of a derivation. It is any bytes: only those of outputs with a path are checked.
pub type OutputName = Vec<u8>;

/// The placeholder a derivation uses for its own output `output` (`hashPlaceholder`).
#[must_use]
pub fn placeholder(output: &[u8]) -> String {
    render(&sha256(&[b"nix-output:", output]))
}

/// A store object, or an output of a derivation that is itself given so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SingleDerivedPath {
    /// A store object that is there.
    Opaque(StorePath),
    /// An output that has to be built.
    Built {
        /// The derivation, which may have to be built itself.
        drv: Box<SingleDerivedPath>,
        /// The name of the output.
        output: OutputName,
    },
}

/// The placeholder of an output of another derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DownstreamPlaceholder(Hash);

impl DownstreamPlaceholder {
    /// The placeholder of the output of a derivation whose path is not known before it is built
    /// (`unknownCaOutput`).
    ///
    /// # Errors
    /// If `ca-derivations` is not enabled, or `drv` is not the path of a derivation.
    pub fn unknown_ca_output(drv: &StorePath, output: &[u8], features: Features) -> Result<Self> {
        require(features.ca_derivations, "ca-derivations", b"")?;
        let name = output_path_name(drv.derivation_name()?.as_bytes(), output);
        Ok(Self(sha256(&[b"nix-upstream-output:", drv.hash_part().as_bytes(), b":", &name])))
    }

    /// The placeholder of the output of a derivation that has to be built, which `self` stands for
    /// (`unknownDerivation`).
    ///
    /// # Errors
    /// If `dynamic-derivations` is not enabled.
    pub fn unknown_derivation(&self, output: &[u8], features: Features) -> Result<Self> {
        let reason = [b"placeholder for unknown derivation output '", output, b"'"].concat();
        require(features.dynamic_derivations, "dynamic-derivations", &reason)?;
        let mut digits = Vec::with_capacity(32);
        base::encode_nix32(&self.0.compress::<20>(), &mut digits);
        Ok(Self(sha256(&[b"nix-computed-output:", &digits, b":", output])))
    }

    /// The placeholder of `output` of the derivation `drv` (`fromSingleDerivedPathBuilt`).
    ///
    /// # Errors
    /// As [`Self::unknown_ca_output`] and [`Self::unknown_derivation`].
    pub fn from_built(drv: &SingleDerivedPath, output: &[u8], features: Features) -> Result<Self> {
        // Innermost first; a loop, since the nesting is the user's.
        let mut outputs = vec![output];
        let mut drv = drv;
        loop {
            match drv {
                SingleDerivedPath::Built { drv: inner, output } => {
                    outputs.push(output);
                    drv = inner;
                }
                SingleDerivedPath::Opaque(path) => {
                    let mut outputs = outputs.into_iter().rev();
                    let first = Self::unknown_ca_output(path, outputs.next().unwrap_or_default(), features)?;
                    return outputs
                        .try_fold(first, |outer, output| outer.unknown_derivation(output, features));
                }
            }
        }
    }

    /// The text that stands for the output.
    #[must_use]
    pub fn render(&self) -> String {
        render(&self.0)
    }
}

fn render(hash: &Hash) -> String {
    format!("/{}", hash.to_text(HashFormat::Nix32, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drv(base_name: &str) -> SingleDerivedPath {
        SingleDerivedPath::Opaque(StorePath::parse(base_name.as_bytes()).unwrap())
    }

    fn rendered(drv: &SingleDerivedPath, output: &str) -> String {
        DownstreamPlaceholder::from_built(drv, output.as_bytes(), Features::ALL).unwrap().render()
    }

    #[test]
    fn placeholders_of_own_outputs_are_those_of_nix() {
        assert_eq!(placeholder(b"out"), "/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9");
        assert_eq!(placeholder(b"dev"), "/02qcpld1y6xhs5gz9bchpxaw0xdhmsp5dv88lh25r2ss44kh8dxz");
    }

    #[test]
    fn placeholders_of_floating_outputs_are_those_of_nix() {
        let drv = drv("rzns9assj1p8rbych3ngx091qcc21s5w-ca.drv");
        assert_eq!(rendered(&drv, "out"), "/1ay9093mjymnqbi2jggcc440xn8xd07w09mkal127qsl1qfj1iyk");
        assert_eq!(rendered(&drv, "dev"), "/1ars0dqwnsmad9ywsiqxkadi1fxchiv43755cn0sr8rkk7c2x0mh");
    }

    #[test]
    fn placeholders_of_outputs_of_outputs_are_those_of_nix() {
        let built = |drv| SingleDerivedPath::Built { drv: Box::new(drv), output: b"out".to_vec() };
        let once = built(drv("d3zz9417qb43v5986nvms2yaprnaf6ks-t.drv.drv"));
        assert_eq!(rendered(&once, "out"), "/1y2lxd7gfjl1bg4a1m8jnj491w1vsqgcgk35swsj7dbs5xzmsmyn");
        let twice = built(once);
        assert_eq!(rendered(&twice, "bin"), "/027rkiszk1ywnw4s8510a47hfcdkj22pl6d5gyavq0bxxpvwv5n6");
    }

    #[test]
    fn downstream_placeholders_need_features() {
        let path = StorePath::parse(b"rzns9assj1p8rbych3ngx091qcc21s5w-ca.drv").unwrap();
        let none = Features::default();
        assert!(DownstreamPlaceholder::unknown_ca_output(&path, b"out", none).is_err());
        let outer = DownstreamPlaceholder::unknown_ca_output(&path, b"out", Features::ALL).unwrap();
        assert_eq!(
            outer.unknown_derivation(b"x", none).unwrap_err().to_string(),
            "experimental Nix feature 'dynamic-derivations' is disabled (placeholder for unknown derivation \
             output 'x'); add '--extra-experimental-features dynamic-derivations' to enable it"
        );
    }
}
