//! SARIF 2.1.0 (OASIS): what code scanning services read.

use std::io;

use serde::Serialize;

use super::super::rule::{Level, RULES, Rule};
use hmeval_config::check::record::{FixRecord, Record, Region};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultRecord<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Help,
    help_uri: String,
    default_configuration: ReportingConfiguration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: String,
}

#[derive(Serialize)]
struct ReportingConfiguration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultRecord<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: SarifRegion,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: SarifRegion,
    inserted_content: Message,
}

/// All diagnostics as one log with one run.
///
/// # Errors
/// None that records can cause.
pub(super) fn document(records: &[Record]) -> io::Result<Vec<u8>> {
    let driver = Driver {
        name: "hmeval",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: RULES.iter().map(descriptor).collect(),
    };
    let results = records.iter().map(result).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    Ok(serde_json::to_vec(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?)
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let level = match rule.level {
        Level::Error => "error",
        Level::Warn | Level::Off => "warning",
    };
    ReportingDescriptor {
        id: rule.code,
        name: pascal_case(rule.code),
        short_description: message(rule.summary),
        full_description: message(format!("{}. {}", rule.summary, rule.help)),
        help: Help { text: rule.help, markdown: format!("{} [Manual]({})", rule.help, rule.link()) },
        help_uri: rule.link(),
        default_configuration: ReportingConfiguration { enabled: rule.level != Level::Off, level },
    }
}

/// `unknown-option` as SARIF wants names: `UnknownOption`.
fn pascal_case(code: &str) -> String {
    let word = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => String::new(),
    };
    code.split('-').map(word).collect()
}

fn result(record: &Record) -> ResultRecord<'_> {
    let level = match record.severity {
        "error" => "error",
        "warning" => "warning",
        _ => "note",
    };
    let mut text = record.message.clone();
    if let Some(suggestion) = record.suggestions.first() {
        text.push_str(&format!("\nDid you mean {suggestion}?"));
    }
    for line in record.notes.iter().chain(&record.help) {
        text.push('\n');
        text.push_str(line);
    }
    let option = (!record.option.is_empty()).then(|| record.option.join("."));
    let locations = record.region.iter().filter_map(|region| {
        let mut location = location(region, None, None)?;
        location.logical_locations =
            option.iter().map(|name| LogicalLocation { fully_qualified_name: name.clone() }).collect();
        Some(location)
    });
    let related = record.related.iter().enumerate();
    ResultRecord {
        rule_id: record.code,
        rule_index: RULES.iter().position(|rule| rule.code == record.code),
        level,
        message: message(text),
        locations: locations.collect(),
        related_locations: related
            .filter_map(|(index, related)| location(&related.region, Some(index), Some(&related.message)))
            .collect(),
        fixes: record.fix.iter().filter_map(fix).collect(),
    }
}

/// Nothing for what lies in no file.
fn location(region: &Region, id: Option<usize>, text: Option<&str>) -> Option<Location> {
    let physical_location =
        PhysicalLocation { artifact_location: artifact(region)?, region: sarif_region(region) };
    Some(Location { id, physical_location, message: text.map(message), logical_locations: Vec::new() })
}

fn artifact(region: &Region) -> Option<ArtifactLocation> {
    Some(ArtifactLocation { uri: format!("file://{}", uri_path(region.file.as_deref()?)) })
}

fn sarif_region(region: &Region) -> SarifRegion {
    SarifRegion {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
    }
}

fn fix(fix: &FixRecord) -> Option<SarifFix> {
    let change = |edit: &hmeval_config::check::record::EditRecord| {
        Some(ArtifactChange {
            artifact_location: artifact(&edit.region)?,
            replacements: vec![Replacement {
                deleted_region: sarif_region(&edit.region),
                inserted_content: message(&edit.new_text),
            }],
        })
    };
    let artifact_changes = fix.edits.iter().map(change).collect::<Option<Vec<_>>>()?;
    Some(SarifFix { description: message(&fix.title), artifact_changes })
}

fn message(text: impl Into<String>) -> Message {
    Message { text: text.into() }
}

/// A path in a URI: all but unreserved characters and slashes are percent-encoded (RFC 3986).
fn uri_path(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into());
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_are_as_sarif_wants_them() {
        assert_eq!(pascal_case("no-op-order"), "NoOpOrder");
        assert_eq!(uri_path("/a b/ä%.nix"), "/a%20b/%C3%A4%25.nix");
    }
}
