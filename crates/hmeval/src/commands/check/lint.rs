use super::find::Finder;
use crate::configuration::target::Target;
pub(super) fn lint<'h>(_: &mut Finder<'_, 'h>, _: &Target<'h>) {}
