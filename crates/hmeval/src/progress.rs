//! How downloads go on, as a bar on the terminal.

use std::cell::RefCell;
use std::time::Duration;

use hmeval_flake::sources::settings::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// So often the bar moves, also while nothing comes.
const TICK: Duration = Duration::from_millis(100);

/// The bar of the download that is going on.
#[derive(Default)]
pub(crate) struct Bar(RefCell<Option<ProgressBar>>);

impl Progress for Bar {
    fn begin(&self, address: &str, length: Option<u64>) {
        let bar = match length {
            Some(length) => ProgressBar::new(length),
            None => ProgressBar::new_spinner(),
        };
        let template = match length {
            Some(_) => "{msg} [{bar:30}] {bytes}/{total_bytes}",
            None => "{msg} {spinner} {bytes}",
        };
        // A template that is wrong leaves the bar as it is by default.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(format!("downloading '{address}'"));
        bar.enable_steady_tick(TICK);
        *self.0.borrow_mut() = Some(bar);
    }

    fn advance(&self, bytes: u64) {
        if let Some(bar) = &*self.0.borrow() {
            bar.inc(bytes);
        }
    }

    fn end(&self) {
        if let Some(bar) = self.0.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
