//! Options as a tree of sections.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::names::show_option;
use super::text::{Text, cut};
use crate::style::Ink;

/// A section, an option, or both: options can have options in their values.
#[derive(Default)]
struct Node<'n, 'h> {
    entry: Option<&'n Entry<'h>>,
    children: BTreeMap<&'n [u8], Node<'n, 'h>>,
}

/// Draws the tree.
pub(super) fn draw<'h>(text: &Text<'_, '_, 'h>, out: &mut Vec<u8>, entries: &[&Entry<'h>]) {
    let mut root = Node::default();
    for entry in entries {
        let mut node = &mut root;
        for part in &entry.loc {
            node = node.children.entry(part).or_default();
        }
        node.entry = Some(entry);
    }
    let mut drawing = Drawing { text, out, prefix: String::new() };
    for (name, node) in &root.children {
        drawing.node(name, node);
        drawing.children(node);
    }
}

struct Drawing<'d, 'r, 'e, 'h> {
    text: &'d Text<'r, 'e, 'h>,
    out: &'d mut Vec<u8>,
    /// The lines of the sections around.
    prefix: String,
}

impl<'h> Drawing<'_, '_, '_, 'h> {
    fn node(&mut self, name: &[u8], node: &Node<'_, 'h>) {
        let style = self.text.style;
        let name = show_option(&[name.to_vec()], self.text.reader.dialect);
        style.paint(self.out, if node.entry.is_some() { Ink::Strong } else { Ink::Help }, &name);
        if let Some(entry) = node.entry {
            self.out.extend_from_slice(b"  ");
            let used = self.prefix.chars().count() + String::from_utf8_lossy(&name).chars().count() + 2;
            let room = self.text.width.map_or(usize::MAX, |width| width.saturating_sub(used));
            style.paint(self.out, Ink::Faint, cut(&self.text.type_text(entry), room).as_bytes());
        }
        self.out.push(b'\n');
    }

    fn children(&mut self, node: &Node<'_, 'h>) {
        let length = self.prefix.len();
        let mut children = node.children.iter().peekable();
        while let Some((name, child)) = children.next() {
            let (branch, line) =
                if children.peek().is_some() { ("├── ", "│   ") } else { ("└── ", "    ") };
            self.out.extend_from_slice(self.prefix.as_bytes());
            self.out.extend_from_slice(branch.as_bytes());
            self.prefix.push_str(line);
            self.node(name, child);
            self.children(child);
            self.prefix.truncate(length);
        }
    }
}
