//! The language server as an editor meets it: how long it takes (`latency`), and what it does with messages that no editor
//! sends (`hostile`). Both start a server as a process of its own and speak the protocol.

pub(crate) mod client;
mod hostile;
mod latency;

pub(crate) use hostile::run as hostile;
pub(crate) use latency::run as latency;
