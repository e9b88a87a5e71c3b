//! Files as the generators of nixpkgs' `pkgs.formats` write them: what `jq`, `json2yaml` and `json2toml` make of JSON.
//!
//! In nixpkgs a builder runs these programs on the text of `builtins.toJSON`. Activation without Nix has no builders, so
//! that the programs' writers are done again here, byte for byte; what they are is told by the version of the program.
//! A value that a program refuses, or for which its answer is not known here, gives no text.

mod jq;
mod python;
mod toml;
mod tree;
mod yaml;
mod yaml_ruamel;
mod yaml_scalar;
mod yaml_types;

pub use jq::jq;
pub use toml::json2toml;
pub use tree::Tree;
pub use yaml::{json2yaml, json2yaml_1_2};
