//! Descriptions for terminals: the markdown that nixpkgs writes, as wrapped text.
//!
//! What matters there (NixOS manual, "Markup"): paragraphs, lists, code, links, roles like `{option}`, admonitions.

/// Plain text of a line of markdown: links and emphasis without their signs, code with its quotes.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, length) = inline_piece(rest, first);
        out.push_str(&piece);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// What a piece of markdown looks like, and how many bytes it is.
fn inline_piece(rest: &str, first: char) -> (String, usize) {
    let rest = beginning(rest);
    let found = match first {
        '`' => code(rest),
        '{' => role(rest),
        '[' => link(rest),
        '<' => address(rest),
        '*' => emphasis(rest),
        '\\' => rest
            .chars()
            .nth(1)
            .filter(char::is_ascii_punctuation)
            .map(|escaped| (escaped.to_string(), 1 + escaped.len_utf8())),
        _ => None,
    };
    found.unwrap_or_else(|| (first.to_string(), first.len_utf8()))
}

/// As much of a text as a link or a piece of code may be long: its end is not looked for further away.
fn beginning(text: &str) -> &str {
    const LONGEST: usize = 4096;
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
}

fn code(rest: &str) -> Option<(String, usize)> {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let fence = rest.get(..ticks)?;
    let body = rest.get(ticks..)?;
    let end = body.find(fence)?;
    Some((format!("`{}`", body.get(..end)?.trim()), end + 2 * ticks))
}

/// `{option}` and the like in front of code.
fn role(rest: &str) -> Option<(String, usize)> {
    let end = rest.find('}')?;
    let name = rest.get(1..end)?;
    let is_role = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_role && rest.get(end + 1..)?.starts_with('`')).then(|| (String::new(), end + 1))
}

fn link(rest: &str) -> Option<(String, usize)> {
    let close = rest.find("](")?;
    let text = rest.get(1..close).filter(|text| !text.contains('['))?;
    let target = rest.get(close + 2..)?;
    let end = target.find(')')?;
    let length = close + 2 + end + 1;
    let target = target.get(..end)?.trim().trim_matches(['<', '>']);
    let target = match target.strip_prefix("#opt-") {
        // Anchors of the manuals have no angle brackets.
        Some(option) => option.replace("_name_", "<name>"),
        None => target.to_owned(),
    };
    let text = inline(text);
    let shown = match (text.is_empty(), target.starts_with("http")) {
        (true, _) => target,
        (false, true) if text != target => format!("{text} ({target})"),
        (false, _) => text,
    };
    Some((shown, length))
}

fn address(rest: &str) -> Option<(String, usize)> {
    let end = rest.find('>')?;
    let inner = rest.get(1..end)?;
    let is_address = inner.contains("://") && !inner.contains(char::is_whitespace);
    is_address.then(|| (inner.to_owned(), end + 1))
}

fn emphasis(rest: &str) -> Option<(String, usize)> {
    let sign = if rest.starts_with("**") { "**" } else { "*" };
    let body = rest.get(sign.len()..)?;
    let end = body.find(sign).filter(|end| *end > 0)?;
    let text = body.get(..end)?;
    let tight = !text.starts_with(char::is_whitespace) && !text.ends_with(char::is_whitespace);
    tight.then(|| (inline(text), end + 2 * sign.len()))
}

/// The first sentence of a description, in one line.
pub(super) fn first_sentence(text: &str) -> String {
    let lines = text.trim_start().lines().map(str::trim).take_while(|line| !line.is_empty());
    let paragraph = inline(&lines.collect::<Vec<_>>().join(" "));
    let ends = paragraph.match_indices(". ").map(|(at, _)| at);
    let is_end = |at: &usize| {
        let before = paragraph.get(..*at).unwrap_or_default();
        let word = before.rsplit([' ', '(']).next().unwrap_or_default();
        !matches!(word, "e.g" | "i.e" | "etc" | "cf" | "vs" | "resp")
    };
    match ends.into_iter().find(is_end) {
        Some(at) => paragraph.get(..=at).unwrap_or_default().to_owned(),
        None => paragraph,
    }
}

/// A description as lines of at most `width` characters, where words allow it.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut page = Page { width: width.max(20), lines: Vec::new(), open: String::new(), first: 0, indent: 0 };
    let mut code: Option<&str> = None;
    for line in text.trim().lines() {
        let trimmed = line.trim();
        match code {
            Some(fence) if trimmed.starts_with(fence) => code = None,
            Some(_) => page.lines.push(format!("    {line}").trim_end().to_owned()),
            None => match trimmed.get(..3).filter(|start| matches!(*start, "```" | "~~~")) {
                Some(fence) => {
                    page.finish();
                    code = Some(fence);
                }
                None => page.line(line, trimmed),
            },
        }
    }
    page.finish();
    while page.lines.last().is_some_and(String::is_empty) {
        page.lines.pop();
    }
    page.lines
}

/// Spaces that a paragraph begins with at most.
const MAX_INDENT: usize = 16;

struct Page {
    width: usize,
    lines: Vec<String>,
    /// The paragraph that goes on.
    open: String,
    /// Spaces before its first line.
    first: usize,
    /// Spaces before its other lines.
    indent: usize,
}

impl Page {
    fn line(&mut self, line: &str, trimmed: &str) {
        if trimmed.is_empty() {
            self.finish();
            if self.lines.last().is_some_and(|last| !last.is_empty()) {
                self.lines.push(String::new());
            }
            return;
        }
        if let Some(kind) = trimmed.strip_prefix(":::") {
            self.finish();
            let kind = kind.trim_matches([' ', '{', '}', '.', ':']);
            if let Some(first) = kind.chars().next() {
                let rest = kind.get(first.len_utf8()..).unwrap_or_default();
                self.lines.push(format!("{}{rest}:", first.to_uppercase()));
            }
            return;
        }
        if trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ') {
            self.finish();
            self.open.push_str(trimmed.trim_start_matches('#').trim());
            self.finish();
            return;
        }
        let marker = item_marker(trimmed);
        if marker.is_some() {
            self.finish();
        }
        if self.open.is_empty() {
            self.first = (line.len() - line.trim_start().len()).min(MAX_INDENT);
            self.indent = self.first + marker.unwrap_or(0);
        }
        if !self.open.is_empty() {
            self.open.push(' ');
        }
        self.open.push_str(trimmed);
    }

    /// Wraps the open paragraph.
    fn finish(&mut self) {
        let text = inline(&std::mem::take(&mut self.open));
        let (mut line, mut length) = (" ".repeat(self.first), self.first);
        let mut empty = true;
        for word in text.split_whitespace() {
            let word_length = word.chars().count();
            if !empty && length + 1 + word_length > self.width {
                self.lines.push(std::mem::replace(&mut line, " ".repeat(self.indent)));
                (length, empty) = (self.indent, true);
            }
            if !empty {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += word_length;
            empty = false;
        }
        if !empty {
            self.lines.push(line);
        }
        (self.first, self.indent) = (0, 0);
    }
}

/// Characters of the sign that an item of a list begins with, and of the space behind it.
fn item_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..)?;
    let ordered = digits > 0 && (behind.starts_with(". ") || behind.starts_with(") "));
    match ordered {
        true => Some(digits + 2),
        false => ["- ", "* ", "+ ", ": "].iter().any(|sign| line.starts_with(sign)).then_some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markdown_go() {
        let cases = [
            ("See {option}`a.b` and **both** *of* them.", "See `a.b` and both of them."),
            ("[the page](https://x.org/a) [](#opt-a._name_.b)", "the page (https://x.org/a) a.<name>.b"),
            ("<https://x.org> 1 < 2 > 0 {x} [y]", "https://x.org 1 < 2 > 0 {x} [y]"),
            ("2 * 3 * 4 \\* ``a`b``", "2 * 3 * 4 * `a`b`"),
            ("`open {option} [x](y", "`open {option} [x](y"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected);
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(first_sentence("\nWhat, e.g. this\none, is. Not this."), "What, e.g. this one, is.");
        assert_eq!(first_sentence("No end\n\nSecond."), "No end");
    }

    #[test]
    fn text_is_wrapped() {
        let text = "One two three four five six.\n\n- item with many words in it\n  and more\n\n```nix\na   =  1;\n```\n\n::: {.note}\nMind.\n:::\n";
        let expected = [
            "One two three four",
            "five six.",
            "",
            "- item with many",
            "  words in it and",
            "  more",
            "",
            "    a   =  1;",
            "",
            "Note:",
            "Mind.",
        ];
        assert_eq!(lines(text, 20), expected);
    }
}
