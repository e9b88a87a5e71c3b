//! stub
#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {}
pub(crate) fn run(_: &ShowArgs, _: &mut crate::console::Console<'_>) -> crate::status::Status { crate::status::Status::Failed }
