//! The explanation for people.

use hmeval_config::place::findable;
use hmeval_diag::Pos;
use hmeval_eval::{Evaluator, Value};
use hmeval_modules::definitions::Definition;
use hmeval_modules::fate::Fate;
use hmeval_modules::priority;

use super::explain::{Explanation, priority_text};
use crate::commands::show::value_as_text;
use crate::configuration::options::DeclaredOption;
use crate::configuration::shape::Shape;
use crate::configuration::show_path;
use crate::style::{Ink, Style};
use crate::written;

/// Lines of a definition's source that are shown.
const MAX_LINES: usize = 12;

/// The whole text. Files below the folder `dir` are named as seen from there.
pub(super) fn write<'h>(
    ev: &Evaluator<'h>,
    explanation: &Explanation<'h>,
    style: Style,
    dir: &[u8],
) -> Vec<u8> {
    let mut text = Text { ev, style, dir, out: Vec::new() };
    text.head(explanation);
    for index in order(&explanation.definitions) {
        text.out.push(b'\n');
        text.definition(explanation, index);
    }
    if explanation.definitions.iter().all(|(definition, _)| definition.is_default) {
        text.out.push(b'\n');
        text.line(Ink::Faint, "No module defines it.");
    }
    for (file, error) in &explanation.failures {
        text.out.push(b'\n');
        text.style.paint(&mut text.out, Ink::Warning, b"not looked into");
        text.out.extend_from_slice(
            &[b"  ", &text.seen_from_here(file)[..], b": ", error.data().message, b"\n"].concat(),
        );
    }
    text.out
}

/// First the definitions that count, then what they took the place of, then what conditions keep out.
fn order(definitions: &[(Definition<'_>, Fate)]) -> Vec<usize> {
    let rank = |fate: Fate| match fate {
        Fate::Won | Fate::Merged | Fate::Conflict => 0,
        Fate::Overridden(_) => 1,
        Fate::Pruned(_) | Fate::Unknown(_) => 2,
    };
    // The head says what the default is; that definitions take its place is the usual case.
    let replaced = |(definition, fate): &(Definition<'_>, Fate)| {
        definition.is_default && matches!(fate, Fate::Overridden(_))
    };
    let mut order: Vec<usize> =
        (0..definitions.len()).filter(|index| !replaced(&definitions[*index])).collect();
    order.sort_by_key(|index| {
        let (definition, fate) = &definitions[*index];
        (rank(*fate), definition.order, *index)
    });
    order
}

/// The default as its declaration writes it down (`defaultText`), or else its value.
pub(super) fn default_of<'h>(
    ev: &Evaluator<'h>,
    option: DeclaredOption<'h>,
) -> Option<Result<Vec<u8>, Value<'h>>> {
    let Some(text) = option.field(ev, "defaultText") else { return option.field(ev, "default").map(Err) };
    let text = ev.force(text, Pos::NONE).ok()?;
    let inner = text.as_attrs().and_then(|attrs| attrs.value(ev.symbols.intern(b"text")));
    let inner = inner.and_then(|inner| ev.force(inner, Pos::NONE).ok()?.as_str());
    Some(match inner {
        Some(inner) => Ok(inner.bytes.trim_ascii().to_vec()),
        None => Err(text),
    })
}

struct Text<'e, 'h> {
    ev: &'e Evaluator<'h>,
    style: Style,
    dir: &'e [u8],
    out: Vec<u8>,
}

impl<'h> Text<'_, 'h> {
    fn line(&mut self, ink: Ink, text: &str) {
        self.style.paint(&mut self.out, ink, text.as_bytes());
        self.out.push(b'\n');
    }

    fn value(&self, value: Value<'h>, shape: Shape<'h>, indent: usize) -> Vec<u8> {
        value_as_text(self.ev, value, shape, self.style, indent)
    }

    /// The value, the type, the default, where it is declared.
    fn head(&mut self, explanation: &Explanation<'h>) {
        self.style.paint(&mut self.out, Ink::Strong, &show_path(&explanation.path));
        self.out.extend_from_slice(b" = ");
        match explanation.value {
            Ok(value) => {
                let shown = self.value(value, explanation.shape, 0);
                self.out.extend_from_slice(&shown);
            }
            Err(error) => {
                let message = ["«error: ".as_bytes(), error.data().message, "»".as_bytes()].concat();
                self.style.paint(&mut self.out, Ink::Error, &message);
            }
        }
        self.out.push(b'\n');
        if explanation.declared < explanation.path.len() {
            let option = show_path(&explanation.path[..explanation.declared]);
            self.fact("lies in", &option);
        }
        if let Some(name) = &explanation.type_name {
            self.fact("type", name);
        }
        match explanation.option.and_then(|option| default_of(self.ev, option)) {
            Some(Ok(text)) => self.fact("default", &indented(&text, 12)),
            Some(Err(value)) => {
                let shown = self.value(value, Shape::Plain, 12);
                self.fact("default", &shown);
            }
            None => {}
        }
        for declaration in &explanation.declarations {
            let mut place = self.seen_from_here(&declaration.file);
            if let Some((line, column)) = declaration.at {
                place.extend_from_slice(format!(":{line}:{column}").as_bytes());
            }
            self.fact("declared", &place);
        }
    }

    fn fact(&mut self, name: &str, text: &[u8]) {
        self.style.paint(&mut self.out, Ink::Faint, format!("  {name:<9} ").as_bytes());
        self.out.extend_from_slice(text);
        self.out.push(b'\n');
    }

    fn definition(&mut self, explanation: &Explanation<'h>, index: usize) {
        let Some((definition, fate)) = explanation.definitions.get(index) else { return };
        let ink = match fate {
            Fate::Won | Fate::Merged => Ink::Help,
            Fate::Overridden(_) => Ink::Warning,
            Fate::Pruned(_) => Ink::Faint,
            Fate::Conflict | Fate::Unknown(_) => Ink::Error,
        };
        self.style.paint(&mut self.out, ink, fate.name().as_bytes());
        self.out.extend_from_slice(&[b"  ", &self.place(definition)[..]].concat());
        self.style.paint(&mut self.out, Ink::Faint, &remarks(definition));
        self.out.push(b'\n');
        self.source(&explanation.path, definition, *fate);
        self.conditions(definition);
        if let Fate::Overridden(by) = fate
            && let Some((winner, _)) = explanation.definitions.get(*by)
        {
            let text = format!("  overridden by priority {} at ", priority_text(winner.priority));
            self.style.paint(&mut self.out, Ink::Faint, text.as_bytes());
            let place = self.place(winner);
            self.out.extend_from_slice(&[&place[..], b"\n"].concat());
        }
    }

    fn place(&self, definition: &Definition<'h>) -> Vec<u8> {
        match definition.pos.is_some() {
            true => self.seen_from_here(&self.ev.show_pos(written::place_of_definition(self.ev, definition))),
            false => self.seen_from_here(&definition.file),
        }
    }

    /// A path, as seen from the current folder if it lies in it.
    fn seen_from_here(&self, path: &[u8]) -> Vec<u8> {
        let path = findable(self.ev, path);
        let below = path.strip_prefix(self.dir).and_then(|rest| rest.strip_prefix(b"/"));
        below.map(<[u8]>::to_vec).unwrap_or(path)
    }

    /// The text of the definition; its value where there is none.
    fn source(&mut self, path: &[Vec<u8>], definition: &Definition<'h>, fate: Fate) {
        if let Some(source) = written::of_definition(self.ev, definition, path) {
            for line in source.lines().take(MAX_LINES) {
                self.style.paint(&mut self.out, Ink::Frame, b"  | ");
                self.out.extend_from_slice(&[line.as_bytes(), b"\n"].concat());
            }
            let more = source.lines().count().saturating_sub(MAX_LINES);
            if more > 0 {
                self.line(Ink::Faint, &format!("  | … ({more} more lines)"));
            }
        } else if !matches!(fate, Fate::Pruned(_) | Fate::Unknown(_)) {
            let shown = self.value(definition.value, Shape::Plain, 2);
            self.out.extend_from_slice(&[b"  ", &shown[..], b"\n"].concat());
        }
    }

    fn conditions(&mut self, definition: &Definition<'h>) {
        for condition in &definition.conditions {
            let (word, ink) = match condition.holds {
                Ok(true) => ("true", Ink::Help),
                Ok(false) => ("false", Ink::Warning),
                Err(_) => ("fails", Ink::Error),
            };
            let source =
                written::of_condition(self.ev, condition.pos).unwrap_or_else(|| "a condition".to_owned());
            self.style.paint(&mut self.out, Ink::Faint, b"  if ");
            self.out.extend_from_slice(&indented(source.as_bytes(), 5));
            self.out.extend_from_slice(b": ");
            self.style.paint(&mut self.out, ink, word.as_bytes());
            if let Err(error) = condition.holds {
                self.out.extend_from_slice(&[b" (", error.data().message, b")"].concat());
            }
            self.out.push(b'\n');
        }
    }
}

/// What is said behind the place: priority and order, if they are not the usual ones.
fn remarks(definition: &Definition<'_>) -> Vec<u8> {
    let mut text = String::new();
    if definition.priority != priority::PLAIN {
        text.push_str(&format!("  priority {}", priority_text(definition.priority)));
    }
    if definition.order != priority::PLAIN_ORDER {
        match priority::order_name(definition.order) {
            Some(name) => text.push_str(&format!("  order {} ({name})", definition.order)),
            None => text.push_str(&format!("  order {}", definition.order)),
        }
    }
    text.into_bytes()
}

/// The text with its further lines behind `indent` spaces.
fn indented(text: &[u8], indent: usize) -> Vec<u8> {
    let end = [&b"\n"[..], &vec![b' '; indent]].concat();
    text.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&end[..])
}
