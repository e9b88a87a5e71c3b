//! Everything that is wrong in a configuration, not only the first thing.
//!
//! [`find()`] forces every option and collects what fails (`reported`: once each), `homes` those of a host's users, `parts`
//! looks into definitions, `submodules` at what stands in submodules, `messages` collects what modules say themselves;
//! `unknown` and `unlisted` look behind a configuration that was refused, `stand_in` gives values to options that all the rest
//! needs, `again` merges definitions once more, `relax` evaluates a configuration again where nothing was seen, [`draft()`]
//! checks another text of one module in a configuration that was evaluated; `wrappers` looks at what `mkIf` and the like are
//! given, `lint` for what is right but not meant. `report` makes diagnostics of errors, `explain`, `argument`, `missing_name`,
//! `elsewhere`, `suggest`, `names`, `deprecated` and `fix` say more about them, `locate`, `spoken` and `own` find the places
//! that they are about, `tidy` puts them in order; [`mod@rule`] is the list of all sorts, [`record`] the form that programs
//! read.

mod again;
mod argument;
pub(crate) mod defined;
mod deprecated;
pub mod diagnostic;
mod draft;
mod elsewhere;
mod explain;
mod find;
mod fix;
mod homes;
mod lint;
mod locate;
mod messages;
mod missing_name;
mod names;
pub(crate) mod own;
mod parts;
pub mod record;
mod relax;
pub(crate) mod report;
mod reported;
pub mod rule;
mod spoken;
mod stand_in;
mod submodules;
mod suggest;
mod tidy;
mod unknown;
mod unlisted;
mod wrappers;

pub use draft::{Draft, draft, is_module};
pub use find::{Unneeded, find, only};
pub use messages::compute;
pub use report::DID_YOU_MEAN;
