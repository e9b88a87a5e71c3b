//! stub
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {}
pub(crate) fn run(_: &CheckArgs, _: &mut crate::console::Console<'_>) -> crate::status::Status { crate::status::Status::Failed }
