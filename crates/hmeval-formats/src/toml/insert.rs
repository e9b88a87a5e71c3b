//! Putting values into tables under TOML's rules on what may be defined where: every table is defined once;
//! inline tables and arrays are closed; dotted keys extend only tables made by dotted keys; headers extend only
//! tables made by headers.

use indexmap::map::Entry;

use super::errors::{Region, Source};
use super::parser::{Failure, Key};
use super::value::{Entries, Form, Kind, Value};

/// By what syntax a value is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// `[key]`
    Table,
    /// `[[key]]`
    ArrayOfTables,
    /// `key = value`
    DottedKey,
}

/// Inserts `value` under `key` below `table`; returns where it is now.
pub(super) fn insert<'e>(
    source: &Source<'_>,
    how: How,
    table: &'e mut Entries,
    key: Key,
    value: Value,
) -> Result<&'e mut Value, Failure> {
    let Key { mut parts, region } = key;
    let last = parts.pop().unwrap_or_default();
    let mut current = table;
    for part in parts {
        current = descend(source, how, current, part, region)?;
    }
    match how {
        How::DottedKey => insert_new(source, current, last, region, value),
        How::Table => insert_table(source, current, last, region, value),
        How::ArrayOfTables => insert_item(source, current, last, region, value),
    }
}

/// Goes from a table to the table `key` in it, which is made if there is none.
fn descend<'e>(
    source: &Source<'_>,
    how: How,
    table: &'e mut Entries,
    key: Vec<u8>,
    region: Region,
) -> Result<&'e mut Entries, Failure> {
    let form = if how == How::DottedKey { Form::Dotted } else { Form::Implicit };
    let found = table.entry(key).or_insert_with(|| Value::table(form, region));
    let found_region = found.region;
    let error = |title: &str, note: &str, found_note: &str| {
        Err(source.error(title, &[(region, note), (found_region, found_note)], ""))
    };
    let is_array_of_tables = found.is_array_of_tables();
    match &mut found.kind {
        Kind::Table { form: Form::Inline, .. } => error(
            "toml::insert_value: failed to insert a value: inline table is immutable",
            "inserting this",
            "to this table",
        ),
        Kind::Table { form, .. } if how == How::DottedKey && *form != Form::Dotted => error(
            "toml::insert_value: reopening a table using dotted keys",
            "dotted key cannot reopen a table",
            "this table is already closed",
        ),
        Kind::Table { entries, .. } => Ok(entries),
        Kind::Array { is_open: false, .. } if is_array_of_tables => error(
            "toml::insert_value:inline array of tables are immutable",
            "inserting this",
            "inline array of tables",
        ),
        Kind::Array { .. } if is_array_of_tables && how == How::DottedKey => error(
            "toml::insert_value:dotted key cannot reopen an array-of-tables",
            "inserting this",
            "to this array-of-tables.",
        ),
        Kind::Array { items, .. } if is_array_of_tables => {
            match items.last_mut().map(|item| &mut item.kind) {
                Some(Kind::Table { entries, .. }) => Ok(entries),
                _ => error(EXISTS, "while inserting this", "non-table value already exists"),
            }
        }
        _ => error(EXISTS, "while inserting this", "non-table value already exists"),
    }
}

const EXISTS: &str = "toml::insert_value: failed to insert a value, value already exists";

fn insert_new<'e>(
    source: &Source<'_>,
    table: &'e mut Entries,
    key: Vec<u8>,
    region: Region,
    value: Value,
) -> Result<&'e mut Value, Failure> {
    match table.entry(key) {
        Entry::Vacant(entry) => Ok(entry.insert(value)),
        Entry::Occupied(entry) => {
            let notes = [(region, "inserting this"), (entry.get().region, "but value already exists")];
            Err(source.error(EXISTS, &notes, ""))
        }
    }
}

/// Inserts a table, or takes over the one that headers of its subtables have made.
fn insert_table<'e>(
    source: &Source<'_>,
    table: &'e mut Entries,
    key: Vec<u8>,
    region: Region,
    value: Value,
) -> Result<&'e mut Value, Failure> {
    match table.entry(key) {
        Entry::Vacant(entry) => Ok(entry.insert(value)),
        Entry::Occupied(entry) => {
            let found = entry.into_mut();
            if let Kind::Table { form: form @ Form::Implicit, .. } = &mut found.kind {
                *form = Form::Explicit;
                found.region = value.region;
                return Ok(found);
            }
            let title = "toml::insert_value: failed to insert a table, table already defined";
            let notes = [(region, "inserting this"), (found.region, "this table is explicitly defined")];
            Err(source.error(title, &notes, ""))
        }
    }
}

/// Appends a table to an array of tables, which is made if there is none.
fn insert_item<'e>(
    source: &Source<'_>,
    table: &'e mut Entries,
    key: Vec<u8>,
    region: Region,
    value: Value,
) -> Result<&'e mut Value, Failure> {
    let title = "toml::insert_value: failed to insert an array of tables, value already exists";
    let new = || Value { kind: Kind::Array { items: Vec::new(), is_open: true }, region };
    let is_new = !table.contains_key(&key);
    let found = table.entry(key).or_insert_with(new);
    let found_region = found.region;
    let error = |title: &str, note: &str| {
        Err(source.error(title, &[(region, "while inserting this"), (found_region, note)], ""))
    };
    if !is_new && !found.is_array_of_tables() {
        return error(title, "non-table value already exists");
    }
    match &mut found.kind {
        Kind::Array { items, is_open: true } => {
            items.push(value);
            match items.last_mut() {
                Some(item) => Ok(item),
                None => error(title, "non-table value already exists"),
            }
        }
        _ => error(
            "toml::insert_value: failed to insert a table, inline array of tables is immutable",
            "this is inline array-of-tables",
        ),
    }
}
