//! Annotations of GitHub Actions: workflow commands, one a line (`::error file=…,line=…::MESSAGE`).

use crate::console::Console;
use hmeval_config::check::record::Record;

/// The annotation of a diagnostic.
pub(super) fn line(record: &Record, console: &Console<'_>) -> String {
    let command = match record.severity {
        "error" => "error",
        "warning" => "warning",
        _ => "notice",
    };
    let mut properties = Vec::new();
    if let Some(region) = &record.region {
        if let Some(file) = &region.file {
            // Annotations show up in a change if the file is named as the repository does.
            let here =
                format!("{}/", String::from_utf8_lossy(&console.environment.dir).trim_end_matches('/'));
            properties.push(("file", file.strip_prefix(&here).unwrap_or(file).to_owned()));
        }
        properties.push(("line", region.line.to_string()));
        properties.push(("col", region.column.to_string()));
        properties.push(("endLine", region.end_line.to_string()));
        properties.push(("endColumn", region.end_column.to_string()));
    }
    properties.push(("title", format!("hmeval: {}", record.code)));
    let properties: Vec<_> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    let mut message = record.message.clone();
    if let Some(suggestion) = record.suggestions.first() {
        message.push_str(&format!("\ndid you mean {suggestion}?"));
    }
    for line in record.notes.iter().chain(&record.help) {
        message.push('\n');
        message.push_str(line);
    }
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

/// The text of a command: what would end the line is escaped (actions/toolkit, `escapeData`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property: also what would end the property (actions/toolkit, `escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("50 %\r\nof a::b"), "50 %25%0D%0Aof a::b");
        assert_eq!(property("/a,b:c%\n"), "/a%2Cb%3Ac%25%0A");
    }
}
