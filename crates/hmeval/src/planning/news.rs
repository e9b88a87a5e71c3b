//! The news of a configuration: entries that its modules announce to users.

use hmeval_diag::Pos;
use hmeval_eval::{Error, Evaluator, Value};

use super::{Item, Reader};

/// An entry.
pub(crate) struct Entry {
    /// What it is remembered by when it was read.
    pub(crate) id: String,
    /// When it was written.
    pub(crate) time: String,
    /// What it says.
    pub(crate) message: String,
}

/// The entries that are for this configuration, the newest first.
///
/// # Errors
/// Those of evaluating them.
pub(crate) fn entries<'h>(ev: &Evaluator<'h>, config: Value<'h>) -> Result<Vec<Entry>, Error<'h>> {
    let reader = Reader { ev, config };
    let mut entries = Vec::new();
    for value in reader.list(&["news", "entries"])? {
        let item = Item::of(&reader, value)?;
        let condition = item.get("condition");
        if condition
            .is_some_and(|value| matches!(ev.force(value, Pos::NONE).map(Value::as_bool), Ok(Some(true))))
        {
            entries.push(Entry {
                id: item.text("id")?,
                time: item.text("time")?,
                message: item.text("message")?,
            });
        }
    }
    entries.sort_by(|a, b| b.time.cmp(&a.time));
    Ok(entries)
}
