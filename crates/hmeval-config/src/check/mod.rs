//! Everything that is wrong in a configuration, not only the first thing.
//!
//! [`find()`] forces every option and collects what fails, `messages` what modules say themselves; `unknown` looks behind a
//! configuration that was refused, `relax` evaluates one again where nothing was seen, [`draft()`] checks another text of one
//! module in a configuration that was evaluated; `lint` looks for what is right but not
//! meant. `report` makes diagnostics of errors, `explain`, `elsewhere`, `suggest`, `names`, `deprecated` and `fix` say more
//! about them, `locate` and `own` find the places that they are about; [`mod@rule`] is the list of all sorts, [`record`] the
//! form that programs read.

mod defined;
mod deprecated;
pub mod diagnostic;
mod draft;
mod elsewhere;
mod explain;
mod find;
mod fix;
mod lint;
mod locate;
mod messages;
mod names;
mod own;
pub mod record;
mod relax;
mod report;
pub mod rule;
mod suggest;
mod unknown;

pub use draft::{Draft, draft};
pub use find::{find, only};
pub use report::DID_YOU_MEAN;
