//! The tree of a flake's inputs, for people.

use std::collections::BTreeSet;

use hmeval_eval::builtins::fetch::date;
use hmeval_eval::builtins::fetch::input::int;
use hmeval_flake::lock_file::{Edge, LockFile};
use hmeval_flake::manifest::show_input_path;

/// Writes the inputs of the root, if it has any.
pub(super) fn write(out: &mut Vec<u8>, lock: &LockFile) {
    if lock.nodes.first().is_some_and(|root| !root.inputs.is_empty()) {
        out.extend_from_slice(b"Inputs:\n");
        below(out, lock, 0, "", &mut BTreeSet::from([0]));
    }
}

fn below(out: &mut Vec<u8>, lock: &LockFile, node: usize, prefix: &str, seen: &mut BTreeSet<usize>) {
    let Some(node) = lock.nodes.get(node) else { return };
    for (index, (id, edge)) in node.inputs.iter().enumerate() {
        let is_last = index + 1 == node.inputs.len();
        out.extend_from_slice(prefix.as_bytes());
        out.extend_from_slice(if is_last { "└───" } else { "├───" }.as_bytes());
        out.extend_from_slice(id);
        match edge {
            Edge::Follows(path) => {
                out.extend_from_slice(&[b" follows input '", &show_input_path(path)[..], b"'\n"].concat());
            }
            Edge::Node(child) => {
                if let Some(found) = lock.locked(*child).map(|locked| &locked.locked) {
                    out.extend_from_slice(&[b": ", &found.to_text()[..]].concat());
                    if let Some(seconds) = int(&found.input, "lastModified") {
                        out.extend_from_slice(format!(" ({})", super::spaced(&date(seconds))).as_bytes());
                    }
                }
                out.push(b'\n');
                if seen.insert(*child) {
                    let prefix = format!("{prefix}{}", if is_last { "    " } else { "│   " });
                    below(out, lock, *child, &prefix, seen);
                }
            }
        }
    }
}
