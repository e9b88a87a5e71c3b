//! Errors for people: what is wrong first, with the line it is about, then what helps, then how it came to it.
//!
//! The texts are Nix's, word for word. All commands but `nix-instantiate` show errors this way.

mod excerpt;

use hmeval_diag::Pos;
use hmeval_eval::error::Frame;
use hmeval_eval::{Error, Evaluator, FROM_CALL_SITE};

use crate::style::{Ink, Style};
use excerpt::{Excerpt, gutter};
pub(crate) use hmeval_config::place::findable;

/// Frames that are shown without `--show-trace`.
const FRAMES: usize = 6;

/// How much of an error's trace is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The innermost frames, in one line each, without those of calls.
    Short,
    /// All frames, with the lines that they are about.
    All,
}

/// An error as text, without a line end; the settings say how much of its trace.
pub(crate) fn error<'h>(ev: &Evaluator<'h>, style: Style, error: Error<'h>) -> Vec<u8> {
    let detail = if ev.settings.show_trace { Detail::All } else { Detail::Short };
    error_with(ev, style, error, detail)
}

/// An error as text, without a line end.
pub(crate) fn error_with<'h>(ev: &Evaluator<'h>, style: Style, error: Error<'h>, detail: Detail) -> Vec<u8> {
    let data = error.data();
    let trace = Trace::of(error, detail);
    let mut out = Vec::new();
    headline(&mut out, style, Ink::Error, "error", data.message);
    let gutter = trace.gutter(ev);
    if trace.main.is_some() {
        Excerpt { ev, style, gutter }.write(&mut out, trace.main, trace.label);
    }
    help(&mut out, style, gutter, data.suggestions);
    for note in data.notes {
        bullet(&mut out, style, gutter, Ink::Strong, &[b"note: ", &note_text(ev, note)[..]].concat());
    }
    trace.write(&mut out, ev, style);
    trim_end(&mut out);
    out
}

/// Something that is wrong, without a trace: what, where, what may have been meant, more about it, the way out.
pub(crate) struct Report<'a> {
    /// The colour of the first word.
    pub(crate) ink: Ink,
    /// The first word.
    pub(crate) head: String,
    /// What is wrong.
    pub(crate) message: &'a [u8],
    /// Where.
    pub(crate) pos: Pos,
    /// What may have been meant.
    pub(crate) suggestions: &'a [Vec<u8>],
    /// Other places that it is about, each with what is there.
    pub(crate) related: &'a [(Pos, &'a str)],
    /// More about it.
    pub(crate) notes: &'a [String],
    /// The way out.
    pub(crate) help: &'a [String],
}

impl Report<'_> {
    /// The report as text, without a line end.
    pub(crate) fn render(&self, ev: &Evaluator<'_>, style: Style) -> Vec<u8> {
        let mut out = Vec::new();
        headline(&mut out, style, self.ink, &self.head, self.message);
        let places = std::iter::once(self.pos).chain(self.related.iter().map(|(pos, _)| *pos));
        let gutter = places.map(|pos| gutter(ev, pos)).max().unwrap_or(1);
        let excerpt = Excerpt { ev, style, gutter };
        if self.pos.is_some() {
            excerpt.write(&mut out, self.pos, b"");
        }
        for (pos, label) in self.related.iter().filter(|(pos, _)| pos.is_some()) {
            excerpt.write(&mut out, *pos, label.as_bytes());
        }
        let suggestions: Vec<&[u8]> = self.suggestions.iter().map(Vec::as_slice).collect();
        help(&mut out, style, gutter, &suggestions);
        for note in self.notes {
            bullet(&mut out, style, gutter, Ink::Strong, format!("note: {note}").as_bytes());
        }
        for line in self.help {
            bullet(&mut out, style, gutter, Ink::Help, format!("help: {line}").as_bytes());
        }
        trim_end(&mut out);
        out
    }
}

fn trim_end(out: &mut Vec<u8>) {
    while out.last() == Some(&b'\n') {
        out.pop();
    }
}

fn headline(out: &mut Vec<u8>, style: Style, ink: Ink, head: &str, message: &[u8]) {
    style.paint(out, ink, head.as_bytes());
    style.paint(out, Ink::Strong, b": ");
    let message = message.strip_prefix(b"\n").unwrap_or(message);
    for (index, line) in message.split(|byte| *byte == b'\n').enumerate() {
        if index > 0 {
            out.extend_from_slice(if line.is_empty() { b"\n" } else { b"\n       " });
        }
        style.paint(out, Ink::Strong, line);
    }
    out.push(b'\n');
}

/// `   = help: did you mean …?`
fn help(out: &mut Vec<u8>, style: Style, gutter: usize, suggestions: &[&[u8]]) {
    if !suggestions.is_empty() {
        let names = hmeval_formats::lev::in_words(suggestions, b"`", b"`");
        bullet(out, style, gutter, Ink::Help, &[b"help: did you mean ", &names[..], b"?"].concat());
    }
}

/// `   = help: …`
fn bullet(out: &mut Vec<u8>, style: Style, gutter: usize, ink: Ink, line: &[u8]) {
    out.resize(out.len() + gutter + 1, b' ');
    style.paint(out, Ink::Frame, b"= ");
    let colon = line.iter().position(|byte| *byte == b':').unwrap_or(0);
    style.paint(out, ink, &line[..colon]);
    out.extend_from_slice(&line[colon..]);
    out.push(b'\n');
}

fn note_text(ev: &Evaluator<'_>, frame: &Frame<'_>) -> Vec<u8> {
    let mut text = frame.text.to_vec();
    if frame.pos.is_some() {
        text.extend_from_slice(&[b" (", &findable(ev, &ev.show_pos(frame.pos))[..], b")"].concat());
    }
    text
}

/// How it came to an error: the frames that say something new, innermost first.
struct Trace<'h> {
    /// What the error is about: its own position, or that of the innermost frame that has one.
    main: Pos,
    /// What was being done there, if it is a frame's.
    label: &'h [u8],
    frames: Vec<Frame<'h>>,
    detail: Detail,
}

/// Whether a frame is that of a call of a function written in Nix.
fn is_call(frame: &Frame<'_>) -> bool {
    let text = frame.text;
    text == FROM_CALL_SITE.as_bytes()
        || text == b"while calling anonymous lambda"
        || text.starts_with(b"while calling '") && text.ends_with(b"'")
}

impl<'h> Trace<'h> {
    fn of(error: Error<'h>, detail: Detail) -> Self {
        let wanted = |frame: &Frame<'h>| !frame.text.is_empty() && (detail == Detail::All || !is_call(frame));
        let mut frames: Vec<_> = error.frames().filter(wanted).collect();
        frames.reverse();
        let mut trace = Trace { main: error.data().pos, label: b"", frames: Vec::new(), detail };
        if !trace.main.is_some()
            && let Some(index) = frames.iter().position(|frame| frame.pos.is_some())
        {
            trace.main = frames[index].pos;
            trace.label = frames.remove(index).text;
        }
        for frame in frames {
            let repeats = |known: &Frame<'h>| known.pos == frame.pos && known.text == frame.text;
            let same_place = frame.pos.is_some() && frame.pos == trace.main && !frame.always;
            if !same_place && !trace.frames.iter().any(repeats) {
                trace.frames.push(frame);
            }
        }
        trace
    }

    /// Room that the line numbers of all excerpts need.
    fn gutter(&self, ev: &Evaluator<'_>) -> usize {
        let positions = std::iter::once(self.main).chain(self.frames.iter().map(|frame| frame.pos));
        positions.map(|pos| gutter(ev, pos)).max().unwrap_or(1)
    }

    fn write(&self, out: &mut Vec<u8>, ev: &Evaluator<'h>, style: Style) {
        let gutter = self.gutter(ev);
        let all = self.detail == Detail::All;
        let mut shown = 0;
        for frame in &self.frames {
            if !all && shown >= FRAMES && !frame.always {
                continue;
            }
            shown += 1;
            out.resize(out.len() + gutter + 1, b' ');
            style.paint(out, Ink::Frame, "… ".as_bytes());
            out.extend_from_slice(frame.text);
            if frame.pos.is_some() && !all {
                style.paint(out, Ink::Faint, &[b" at ", &findable(ev, &ev.show_pos(frame.pos))[..]].concat());
            }
            out.push(b'\n');
            if frame.pos.is_some() && all {
                Excerpt { ev, style, gutter }.write(out, frame.pos, b"");
            }
        }
        let left = self.frames.len() - shown;
        if left > 0 {
            let text = format!("({left} more; --show-trace shows all)");
            out.resize(out.len() + gutter + 1, b' ');
            style.paint(out, Ink::Frame, "… ".as_bytes());
            style.paint(out, Ink::Faint, text.as_bytes());
            out.push(b'\n');
        }
    }
}
