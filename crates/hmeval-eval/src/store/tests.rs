//! The store seen through the language, over files in memory.

use std::collections::BTreeMap;
use std::io;

use crate::heap::Storage;

use crate::world::{FileKind, FileStat, World};
use crate::{ErrorKind, Evaluator, Heap, Settings};

/// A world of files and symbolic links in memory; folders are what the paths need.
struct Memory(BTreeMap<&'static str, Node>);

enum Node {
    File(&'static str),
    Link(&'static str),
}

impl Memory {
    fn node(&self, path: &[u8]) -> Option<&Node> {
        self.0.get(std::str::from_utf8(path).ok()?)
    }

    fn children(&self, path: &[u8]) -> BTreeMap<Vec<u8>, FileKind> {
        let mut children = BTreeMap::new();
        for (name, node) in &self.0 {
            let Some(rest) = name.as_bytes().strip_prefix(path).and_then(|rest| rest.strip_prefix(b"/"))
            else {
                continue;
            };
            let mut parts = rest.splitn(2, |&byte| byte == b'/');
            let kind = match (parts.next(), parts.next(), node) {
                (_, Some(_), _) => FileKind::Directory,
                (_, None, Node::File(_)) => FileKind::Regular,
                (_, None, Node::Link(_)) => FileKind::Symlink,
            };
            children.insert(rest.split(|&byte| byte == b'/').next().unwrap_or_default().to_vec(), kind);
        }
        children
    }
}

impl World for Memory {
    fn read(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        match self.node(path) {
            Some(Node::File(text)) => Ok(text.as_bytes().to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn stat(&self, path: &[u8]) -> io::Result<Option<FileStat>> {
        let kind = match self.node(path) {
            Some(Node::File(_)) => FileKind::Regular,
            Some(Node::Link(_)) => FileKind::Symlink,
            None if !self.children(path).is_empty() => FileKind::Directory,
            None => return Ok(None),
        };
        Ok(Some(FileStat { kind, executable: false }))
    }

    fn list(&self, path: &[u8]) -> io::Result<Vec<(Vec<u8>, FileKind)>> {
        Ok(self.children(path).into_iter().collect())
    }

    fn read_link(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        match self.node(path) {
            Some(Node::Link(target)) => Ok(target.as_bytes().to_vec()),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    fn env(&self, _name: &[u8]) -> Option<Vec<u8>> {
        None
    }

    fn now(&self) -> i64 {
        0
    }

    fn message(&self, _text: &[u8]) {}
}

fn memory() -> Memory {
    Memory(BTreeMap::from([
        ("/w/d/sub/x", Node::File("x\n")),
        ("/w/d/other", Node::File("other")),
        ("/w/link", Node::Link("d")),
        ("/w/loop", Node::Link("loop")),
        ("/w/a.txt", Node::File("hello\n")),
    ]))
}

/// What an expression prints, or its message.
fn result(expr: &str, settings: Settings) -> Result<String, (ErrorKind, String)> {
    let (bump, world) = (Storage::default(), memory());
    let heap = Heap::new(&bump);
    let settings = Settings { stack_size: 1 << 20, ..settings };
    let ev = Evaluator::new(heap, &world, settings).unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let printed = ev
        .eval_string(expr.as_bytes(), b"/w")
        .and_then(|value| ev.force_deep(value))
        .and_then(|value| ev.print_lazy(value));
    printed.map(|bytes| text(&bytes)).map_err(|error| (error.data().kind, text(error.data().message)))
}

fn value(expr: &str) -> String {
    result(expr, Settings::default()).unwrap()
}

fn message(expr: &str) -> String {
    result(expr, Settings::default()).unwrap_err().1
}

#[test]
fn names_are_those_of_nix() {
    for (expr, expected) in [
        (
            r#"(derivationStrict { name = "a"; builder = "b"; system = "c"; }).drvPath"#,
            "arhvjaf6zmlyn8vh8fgn55rpwnxq0n7l-a.drv",
        ),
        (
            r#"(derivationStrict { name = "a"; builder = "b"; system = "c"; }).out"#,
            "s6glliw064sgl7vix22p91cxsx7ml1rf-a",
        ),
        (r#"builtins.toFile "x" "y""#, "lfngsssysp6h1v4ccqg23c52s9sjl779-x"),
        (r#""${./a.txt}""#, "z3n6ml62lc6l9glpaz6fq7fvi2rks9vq-a.txt"),
    ] {
        assert_eq!(value(expr), format!("\"/nix/store/{expected}\""), "{expr}");
    }
}

#[test]
fn copied_sources_can_be_read_where_they_would_be() {
    assert_eq!(value(r#"builtins.readFile "${./d}/sub/x""#), r#""x\n""#);
    assert_eq!(value(r#"builtins.readDir "${./.}/d/sub""#), r#"{ x = "regular"; }"#);
    assert_eq!(value(r#"builtins.pathExists "${./d}/nope""#), "false");
}

#[test]
fn filtered_sources_show_only_what_was_taken() {
    let source = r#"builtins.path { path = ./d; filter = path: type: baseNameOf path != "other"; }"#;
    assert_eq!(value(&format!("builtins.readDir ({source})")), r#"{ sub = "directory"; }"#);
    assert!(
        message(&format!(r#"builtins.readFile "${{{source}}}/other""#)).ends_with("/other' does not exist")
    );
}

#[test]
fn derivations_can_be_read_and_imported() {
    let drv = r#"(derivation { name = "a"; builder = "b"; system = "c"; })"#;
    assert!(value(&format!("builtins.readFile {drv}.drvPath")).starts_with("\"Derive("));
    assert_eq!(
        message(&format!(r#"builtins.readFile "${{{drv}}}/x""#)),
        "cannot build '/nix/store/arhvjaf6zmlyn8vh8fgn55rpwnxq0n7l-a.drv^out' during evaluation: \
         hmeval does not build derivations (import from derivation)"
    );
}

#[test]
fn links_are_followed_but_not_for_ever() {
    assert_eq!(value("builtins.readFile ./link/sub/x"), r#""x\n""#);
    assert_eq!(message("builtins.readFile ./loop"), "infinite symlink recursion in path '/w/loop'");
    assert_eq!(message("builtins.readFileType ./link/sub"), "path '/w/link' is a symlink");
}

#[test]
fn pure_evaluation_reads_only_what_it_made() {
    let pure = || Settings { pure_eval: true, ..Settings::default() };
    let (kind, text) = result("builtins.readFile ./a.txt", pure()).unwrap_err();
    assert_eq!(kind, ErrorKind::Restricted);
    assert_eq!(
        text,
        "access to absolute path '/w/a.txt' is forbidden in pure evaluation mode (use '--impure' to override)"
    );
    assert_eq!(result(r#"builtins.readFile (builtins.toFile "x" "y")"#, pure()).unwrap(), r#""y""#);
    assert_eq!(result("builtins.pathExists ./a.txt", pure()).unwrap(), "false");
}
