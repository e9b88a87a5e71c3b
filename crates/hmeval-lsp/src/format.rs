//! Formatting through a program that people have: hmeval has no style of its own.

use std::io::Write;
use std::process::{Command, Stdio};

use lsp_types::{DocumentFormattingParams, TextEdit};

use crate::convert::range;
use crate::server::Server;
use crate::syntax::document;

/// The programs that are tried, each with its arguments; all read standard input.
const PROGRAMS: [&[&str]; 3] = [&["nixfmt"], &["alejandra", "-q", "-"], &["nixpkgs-fmt"]];

/// `textDocument/formatting`
///
/// # Errors
/// If no program is installed, or it refuses the text.
pub(crate) fn format(
    server: &Server,
    params: &DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, String> {
    let Some(document) = document(server, &params.text_document.uri) else { return Ok(None) };
    let chosen: Vec<Vec<&str>> = match &server.client.formatter {
        Some(words) => vec![words.iter().map(String::as_str).collect()],
        None => PROGRAMS.iter().map(|words| words.to_vec()).collect(),
    };
    for words in &chosen {
        let [program, arguments @ ..] = &words[..] else { continue };
        match run(program, arguments, &document.text) {
            Ok(new) if new == *document.text => return Ok(Some(Vec::new())),
            Ok(new_text) => {
                let all = range(document, &(0..document.text.len()), server.client.units);
                return Ok(Some(vec![TextEdit { range: all, new_text }]));
            }
            Err(Failure::Missing) => {}
            Err(Failure::Refused(message)) => return Err(format!("{program}: {message}")),
        }
    }
    let names: Vec<&str> = chosen.iter().filter_map(|words| words.first().copied()).collect();
    Err(format!("no formatter is installed (looked for {})", names.join(", ")))
}

enum Failure {
    Missing,
    Refused(String),
}

fn run(program: &str, arguments: &[&str], text: &str) -> Result<String, Failure> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Failure::Missing)?;
    let refused = |error: std::io::Error| Failure::Refused(error.to_string());
    let input = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Written beside: a program may write before it has read everything.
        scope.spawn(move || input.map(|mut input| input.write_all(text.as_bytes())));
        child.wait_with_output().map_err(refused)
    })?;
    if !output.status.success() {
        return Err(Failure::Refused(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    String::from_utf8(output.stdout).map_err(|_| Failure::Refused("it did not write UTF-8".to_owned()))
}
