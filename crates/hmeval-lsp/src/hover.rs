//! What is shown for the name under the cursor: an option, a variable, an attribute of something that modules get.

use hmeval_ide::answer::{Answer, Definition, OptionInfo};
use hmeval_ide::document::Document;
use hmeval_syntax::editor::NameKind;
use lsp_types as lsp;

use crate::ask::{Now, Pending, markdown, option_at, value_at};
use crate::convert::range;
use crate::server::Server;
use crate::{complete, inputs, syntax};

/// `textDocument/hover`
pub(crate) fn hover(server: &Server, params: &lsp::HoverParams) -> Now<Option<lsp::Hover>> {
    let Some((document, offset)) = syntax::at(server, &params.text_document_position_params) else {
        return Now::Reply(None);
    };
    let units = server.client.units;
    let later = |pending| Now::Later(document.path.clone(), pending);
    if let Some((path, at)) = option_at(server, document, offset) {
        return later(Pending::Hover(path, range(document, &at, units)));
    }
    if let Some((name, at)) = inputs::input_at(document, offset) {
        let known = variable_at(document, offset).map(|(text, _)| text);
        return later(Pending::Input(name, range(document, &at, units), known));
    }
    if let Some((text, at)) = complete::builtin_at(document, offset) {
        return Now::Reply(Some(shown(text, range(document, &at, units))));
    }
    let variable = variable_at(document, offset);
    if let (None, Some((paths, at))) = (&variable, value_at(document, offset)) {
        return later(Pending::Value(String::new(), range(document, &at, units), paths));
    }
    let Some((mut text, at)) = variable else { return Now::Reply(None) };
    let at = range(document, &at, units);
    let Some(meaning) = document.tree.meaning(&document.names, offset) else {
        return Now::Reply(Some(shown(text, at)));
    };
    if let Some(path) = meaning.path {
        return later(Pending::Value(text, at, vec![path]));
    }
    let constant = meaning.constant.and_then(|at| document.text.get(at));
    if let Some(constant) = constant.filter(|constant| !text.contains(constant)) {
        let value: String = constant.chars().take(LONGEST).collect();
        text.push_str(&format!("\n\nvalue: {}", code(&value)));
    }
    Now::Reply(Some(shown(text, at)))
}

/// What is shown.
pub(crate) fn shown(text: String, range: lsp::Range) -> lsp::Hover {
    lsp::Hover { contents: lsp::HoverContents::Markup(markdown(text)), range: Some(range) }
}

/// What the text says of a variable or an attribute, with what it evaluates to.
pub(crate) fn with_value(text: String, range: lsp::Range, answer: Answer) -> Option<lsp::Hover> {
    let Answer::Value(info) = answer else { return (!text.is_empty()).then(|| shown(text, range)) };
    let mut out = if text.is_empty() { format!("**{}**", info.path) } else { text };
    if !info.origin.is_empty() {
        out.push_str(&format!(", {}", info.origin));
    }
    out.push_str(&match &info.value {
        Ok(value) => format!("\n\nvalue: `{value}`"),
        Err(reason) => format!("\n\nfails: {reason}"),
    });
    if !info.documentation.is_empty() {
        out.push_str(&format!("\n\n{}", info.documentation));
    }
    Some(shown(out, range))
}

/// Characters of a variable's value that are shown.
const LONGEST: usize = 600;

/// What the text says of the variable at an offset, and where its name stands.
fn variable_at(document: &Document, offset: usize) -> Option<(String, std::ops::Range<usize>)> {
    let name = document.names.at(offset)?;
    let covers = |range: &&std::ops::Range<usize>| range.start <= offset && offset <= range.end;
    let at = name.bound.iter().chain(&name.uses).find(covers)?.clone();
    let kind = match name.kind {
        NameKind::Let => "let",
        NameKind::Recursive => "rec",
        NameKind::Formal(_) | NameKind::Argument => {
            return Some((format!("**{}**: an argument", name.text), at));
        }
    };
    let mut out = format!("**{}** ({kind})", name.text);
    for bound in &name.bound {
        if let Some(binding) = syntax::binding_from(document, bound.start) {
            let binding: String = document.text.get(binding)?.chars().take(LONGEST).collect();
            out.push_str(&format!("\n```nix\n{binding}\n```"));
        }
    }
    Some((out, at))
}

/// All about an option as Markdown.
pub(crate) fn about(info: &OptionInfo) -> String {
    let mut out = format!("**{}**", info.path);
    if !info.type_name.is_empty() {
        out.push_str(&format!(": {}", info.type_name));
    }
    match &info.value {
        Some(Ok(value)) if info.is_default => out.push_str(&format!("\n\nvalue (default): `{value}`")),
        Some(Ok(value)) => out.push_str(&format!("\n\nvalue: `{value}`")),
        Some(Err(error)) => out.push_str(&format!("\n\nfails: {error}")),
        None => {}
    }
    if let Some(default) = &info.default {
        out.push_str(&format!("\n\ndefault: {}", code(default)));
    }
    if !info.description.is_empty() {
        out.push_str(&format!("\n\n{}", info.description));
    }
    if let Some(example) = &info.example {
        out.push_str(&format!("\n\nexample: {}", code(example)));
    }
    if !info.definitions.is_empty() {
        out.push_str("\n\n| definition | value | priority | |\n|---|---|---|---|\n");
        info.definitions.iter().for_each(|definition| out.push_str(&row(definition)));
    }
    out
}

fn row(definition: &Definition) -> String {
    let file = String::from_utf8_lossy(&definition.location.file).into_owned();
    let name = file.rsplit('/').next().unwrap_or_default();
    let link = crate::convert::uri_of(&definition.location.file);
    let link = link.map(|uri| uri.as_str().to_owned()).unwrap_or_default();
    let line = definition.location.line;
    let value = definition.value.replace('|', "\\|").replace('\n', " ");
    format!(
        "| [{name}:{line}]({link}#L{line}) | `{value}` | {} | {} |\n",
        definition.priority, definition.fate
    )
}

/// Nix in a line or in lines of its own.
fn code(text: &str) -> String {
    match text.contains('\n') {
        true => format!("\n```nix\n{text}\n```"),
        false => format!("`{text}`"),
    }
}
