//! How far the evaluation is: the notification `hmeval/status`, for clients that ask for it with
//! `initializationOptions.status`. Editors show the configuration in their status bar, measurements wait for it.

use lsp_server::{Message, Notification};
use lsp_types::ExecuteCommandParams;
use serde_json::json;

use crate::convert::uri_of;
use crate::server::Server;

/// The command that chooses a configuration: its argument is one of the names in `configurations` of the status.
pub(crate) const CHOOSE: &str = "hmeval.chooseConfiguration";

/// `workspace/executeCommand`
pub(crate) fn execute(server: &mut Server, params: &ExecuteCommandParams) -> Result<(), String> {
    let name = params.arguments.first().and_then(|name| name.as_str());
    match (&params.command[..], name) {
        (CHOOSE, Some(name)) => {
            let known =
                server.report.as_ref().is_some_and(|report| report.projects.iter().any(|one| one == name));
            if !known {
                return Err(format!("there is no configuration '{name}'"));
            }
            server.wanted = Some(name.to_owned());
            server.texts_changed();
            Ok(())
        }
        (CHOOSE, None) => Err("which configuration? its name is the argument".to_owned()),
        (command, _) => Err(format!("hmeval does not know the command '{command}'")),
    }
}

/// What has just been published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// What can be said of the text by itself.
    Glanced,
    /// Everything.
    Checked,
}

impl Server {
    /// Tells how far the evaluation of the text that is looked at is.
    pub(crate) fn status(&self, progress: Progress) {
        let Some(focus) = self.focus.as_ref().filter(|_| self.client.status) else { return };
        let report = self.report.as_ref();
        let params = json!({
            "uri": self.saved_uris.get(focus).cloned().or_else(|| uri_of(focus)),
            "version": self.documents.get(focus).map(|document| document.version),
            "state": match progress {
                Progress::Glanced => "glanced",
                Progress::Checked => "checked",
            },
            "configuration": report.map(|report| report.project.as_str()),
            "configurations": report.map(|report| &report.projects),
            "standsIn": report.map(|report| report.stands_in),
            "milliseconds": report.map(|report| report.elapsed.as_millis()),
            "heapBytes": report.map(|report| report.heap_bytes),
        });
        self.send(Message::Notification(Notification::new("hmeval/status".to_owned(), params)));
    }
}
