//! Options for people: a list with a line for each, or all that is known of one.

use hmeval_eval::{Error, Value, View};

use super::entry::{Entry, Example, Reader};
use super::markdown;
use crate::console::Console;
use crate::style::{Ink, Style, highlight};

/// Columns of text where nobody knows how wide the page is.
const USUAL_WIDTH: usize = 80;
/// Columns of text that are still good to read.
const MAX_WIDTH: usize = 100;
/// The widest column of names; longer ones push the others aside.
const NAME_WIDTH: usize = 48;
/// The widest column of types, which are cut there.
const TYPE_WIDTH: usize = 28;
/// The column of the fields of an option, behind their labels.
const FIELD_INDENT: usize = 15;

/// How wide the terminal is; `None` where the output is not for one.
pub(super) fn terminal_width(console: &Console<'_>) -> Option<usize> {
    if !console.terminal.stdout {
        return None;
    }
    let columns =
        console.environment.var("COLUMNS").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok());
    let asked = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(asked).filter(|width| *width > 0).or(Some(USUAL_WIDTH))
}

/// Writes options for people.
pub(super) struct Text<'r, 'e, 'h> {
    pub(super) reader: &'r Reader<'e, 'h>,
    pub(super) style: Style,
    pub(super) width: Option<usize>,
}

impl<'h> Text<'_, '_, 'h> {
    /// A line for each option: name, type, what it is for.
    pub(super) fn list(&self, out: &mut Vec<u8>, entries: &[&Entry<'h>]) {
        let rows: Vec<Row> = entries.iter().map(|entry| self.row(entry)).collect();
        let widest =
            |column: fn(&Row) -> usize, most: usize| rows.iter().map(column).max().unwrap_or(0).min(most);
        let name_width = widest(|row| row.name.chars().count(), NAME_WIDTH);
        let type_width = widest(|row| row.kind.chars().count(), TYPE_WIDTH);
        for row in &rows {
            self.write_row(out, row, name_width, type_width);
        }
    }

    fn row(&self, entry: &Entry<'h>) -> Row {
        let name = String::from_utf8_lossy(&entry.name).into_owned();
        let kind = self.type_text(entry);
        let about = match self.description(entry) {
            Ok(text) => markdown::first_sentence(&text),
            Err(error) => error_text(error),
        };
        Row { name, kind, about }
    }

    fn write_row(&self, out: &mut Vec<u8>, row: &Row, name_width: usize, type_width: usize) {
        let room = self.width.unwrap_or(usize::MAX);
        let kind = cut(&row.kind, type_width);
        let name_length = row.name.chars().count().max(name_width);
        let used = name_length + 2 + kind.chars().count().max(type_width) + 2;
        let about = cut(&row.about, room.saturating_sub(used));
        self.style.paint(out, Ink::Strong, row.name.as_bytes());
        spaces(out, name_length - row.name.chars().count() + 2);
        self.style.paint(out, Ink::Special, kind.as_bytes());
        if !about.is_empty() {
            spaces(out, type_width.saturating_sub(kind.chars().count()) + 2);
            out.extend_from_slice(about.as_bytes());
        }
        out.push(b'\n');
    }

    /// All that is known of an option, and how many there are in it.
    pub(super) fn full(&self, out: &mut Vec<u8>, entry: &Entry<'h>, inside: &[&Entry<'h>]) {
        let width = self.width.unwrap_or(USUAL_WIDTH).min(MAX_WIDTH).saturating_sub(FIELD_INDENT);
        self.style.paint(out, Ink::Strong, &entry.name);
        out.push(b'\n');
        self.field(out, "type", &markdown::lines(&self.type_text(entry), width), Paint::Type);
        self.example(out, "default", self.reader.default(entry));
        self.example(out, "example", self.reader.example(entry));
        if matches!(self.reader.read_only(entry).map(Value::view), Ok(View::Bool(true))) {
            self.field(out, "read-only", &["modules cannot set it".to_owned()], Paint::Plain);
        }
        match self.description(entry) {
            Ok(text) => self.field(out, "description", &markdown::lines(&text, width), Paint::Plain),
            Err(error) => self.field(out, "description", &[error_text(error)], Paint::Value),
        }
        if let Ok(Some(packages)) = self.reader.related_packages(entry)
            && let Some(text) = packages.as_str()
        {
            let text = String::from_utf8_lossy(text.bytes);
            self.field(out, "see also", &markdown::lines(&text, width), Paint::Plain);
        }
        match self.reader.declarations(entry) {
            Ok(files) => {
                let files: Vec<String> = files.iter().map(|file| shown_file(*file)).collect();
                self.field(out, "declared in", &files, Paint::Plain);
            }
            Err(error) => self.field(out, "declared in", &[error_text(error)], Paint::Value),
        }
        self.inside(out, inside, width);
    }

    fn inside(&self, out: &mut Vec<u8>, inside: &[&Entry<'h>], width: usize) {
        const SHOWN: usize = 12;
        let mut names: Vec<String> = inside
            .iter()
            .take(SHOWN)
            .map(|entry| cut(&String::from_utf8_lossy(&entry.name), width))
            .collect();
        if inside.len() > SHOWN {
            names.push(format!("… and {} more", inside.len() - SHOWN));
        }
        self.field(out, "sub-options", &names, Paint::Plain);
    }

    fn example(&self, out: &mut Vec<u8>, label: &str, example: Result<Option<Example<'h>>, Error<'h>>) {
        let text = match example {
            Ok(None) => return,
            Ok(Some(example)) => {
                let literal = match &example {
                    Example::Rendered(_) => true,
                    Example::Written(attrs) => !self.is_markdown(Value::attrs(*attrs)),
                };
                let lines = |text: Vec<u8>| {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    if literal { text } else { markdown::inline(&text) }
                };
                self.reader.example_text(&example).map(lines)
            }
            Err(error) => Err(error),
        };
        let text = text.unwrap_or_else(error_text);
        let lines: Vec<String> = text.trim_end().lines().map(str::to_owned).collect();
        self.field(out, label, &lines, Paint::Value);
    }

    fn is_markdown(&self, value: Value<'h>) -> bool {
        let kind = value.as_attrs().and_then(|attrs| self.reader.forced(attrs, "_type").ok()?);
        kind.and_then(|kind| kind.as_str()).is_some_and(|kind| kind.bytes == b"literalMD")
    }

    fn field(&self, out: &mut Vec<u8>, label: &str, lines: &[String], paint: Paint) {
        for (index, line) in lines.iter().enumerate() {
            if index == 0 {
                out.extend_from_slice(b"  ");
                self.style.paint(out, Ink::Faint, label.as_bytes());
                spaces(out, FIELD_INDENT.saturating_sub(label.len() + 2).max(1));
            } else if !line.is_empty() {
                spaces(out, FIELD_INDENT);
            }
            match paint {
                Paint::Plain => out.extend_from_slice(line.as_bytes()),
                Paint::Type => self.style.paint(out, Ink::Special, line.as_bytes()),
                Paint::Value => highlight(out, self.style, line.as_bytes()),
            }
            out.push(b'\n');
        }
    }

    /// The type in words, in one line.
    pub(super) fn type_text(&self, entry: &Entry<'h>) -> String {
        let found = self.reader.type_description(entry).and_then(|found| self.reader.text_of(found));
        match found {
            Ok(text) => String::from_utf8_lossy(&text.unwrap_or_default()).replace('\n', " "),
            Err(error) => error_text(error),
        }
    }

    fn description(&self, entry: &Entry<'h>) -> Result<String, Error<'h>> {
        let text = self.reader.text_of(self.reader.description(entry)?)?;
        Ok(text.map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default())
    }
}

struct Row {
    name: String,
    kind: String,
    about: String,
}

/// How the text of a field is coloured.
#[derive(Clone, Copy)]
enum Paint {
    Plain,
    Type,
    Value,
}

/// `«error: MESSAGE»`, in one line, where something could not be evaluated.
pub(super) fn error_text(error: Error<'_>) -> String {
    let message = String::from_utf8_lossy(error.data().message).into_owned();
    format!("«error: {}»", message.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A declaration as text.
pub(super) fn shown_file(file: Value<'_>) -> String {
    match file.view() {
        View::Str(text) => String::from_utf8_lossy(text.bytes).into_owned(),
        View::Path(path) => String::from_utf8_lossy(path).into_owned(),
        _ => "?".to_owned(),
    }
}

/// The beginning of a text, if it is longer than `width`.
pub(super) fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_owned(),
        Some(_) => text.chars().take(width.saturating_sub(1)).chain((width > 0).then_some('…')).collect(),
    }
}

fn spaces(out: &mut Vec<u8>, count: usize) {
    out.resize(out.len() + count, b' ');
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_texts_are_cut() {
        let cases = [("äöü", 3, "äöü"), ("äöüß", 3, "äö…"), ("ab", 1, "…"), ("ab", 0, ""), ("", 0, "")];
        for (text, width, expected) in cases {
            assert_eq!(cut(text, width), expected);
        }
    }
}
