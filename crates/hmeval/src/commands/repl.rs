//! stub
#[derive(Debug, clap::Args)]
pub(crate) struct ReplArgs {}
pub(crate) fn run(_: &ReplArgs, _: &mut crate::console::Console<'_>) -> crate::status::Status { crate::status::Status::Failed }
