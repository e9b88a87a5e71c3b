//! What is wrong with the text that was opened, while its configuration is still being made.
//!
//! `homeManagerConfiguration` hands out nothing before all assertions hold, and these look into half of the configuration.
//! All options are there by then: what a text defines is looked at before, in the midst of the evaluation.

use hmeval_config::configuration::Configuration;
use hmeval_eval::Evaluator;

use super::at_once;
use crate::answer::Drafted;
use crate::project::has_read;

/// Tells what is wrong with a file when the evaluation comes to the assertions of a configuration that reads it.
pub(crate) fn tell_early(ev: &Evaluator<'_>, file: Vec<u8>, tell: impl FnOnce(Drafted) + 'static) {
    let Some(observed) = ev.observed() else { return };
    observed.before_assertions(Some(Box::new(move |ev| {
        if !has_read(ev, &file) {
            return;
        }
        let configuration = Configuration::seen(ev);
        if let Some(mut draft) = configuration.and_then(|seen| at_once::opened(ev, seen, &file)) {
            // What needs the assertions goes round here, and here only.
            draft.records.retain(|record| record.code != "infinite-recursion");
            tell(draft);
        }
    })));
}

/// The configuration is made: what comes to its assertions from now on is too late to be early.
pub(crate) fn tell_no_more(ev: &Evaluator<'_>) {
    if let Some(observed) = ev.observed() {
        observed.before_assertions(None);
    }
}
