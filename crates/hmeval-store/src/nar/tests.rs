//! Archives of small trees in memory: their bytes, and what the reader makes of damaged ones.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::path::Path;

use super::memory::{Node, Tree};
use super::{FsSource, Kind, MAX_DEPTH, NarError, NarVisitor, hash_nar, read_nar, write_nar};
use crate::error::Result;
use crate::hash::HashAlgo;
use crate::hasher::hash_bytes;

fn example() -> Tree {
    Tree(BTreeMap::from([
        ("/r", Node::Directory(vec!["b", "a", "B", "sub"])),
        ("/r/a", Node::File(b"content", false)),
        ("/r/b", Node::File(b"", true)),
        ("/r/B", Node::Link(b"../elsewhere")),
        ("/r/sub", Node::Directory(vec!["x"])),
        ("/r/sub/x", Node::File(b"12345678", false)),
    ]))
}

fn all(_: &Path, _: Kind) -> std::result::Result<bool, Infallible> {
    Ok(true)
}

fn archive(tree: &Tree, filter: impl FnMut(&Path, Kind) -> std::result::Result<bool, Infallible>) -> Vec<u8> {
    let mut out = Vec::new();
    write_nar(tree, Path::new("/r"), &mut out, filter).unwrap();
    out
}

/// The archive that has these texts one after the other.
fn tokens(texts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for text in texts {
        out.extend_from_slice(&(text.len() as u64).to_le_bytes());
        out.extend_from_slice(text);
        out.resize(out.len().next_multiple_of(8), 0);
    }
    out
}

/// Writes down what it is told.
#[derive(Default)]
struct Log(Vec<String>);

impl NarVisitor for Log {
    fn directory(&mut self, path: &[u8]) -> Result<()> {
        self.0.push(format!("dir {}", path.escape_ascii()));
        Ok(())
    }

    fn regular(&mut self, path: &[u8], executable: bool, size: u64) -> Result<()> {
        self.0.push(format!("file {} {executable} {size}", path.escape_ascii()));
        Ok(())
    }

    fn content(&mut self, data: &[u8]) -> Result<()> {
        self.0.push(format!("data {}", data.escape_ascii()));
        Ok(())
    }

    fn symlink(&mut self, path: &[u8], target: &[u8]) -> Result<()> {
        self.0.push(format!("link {} {}", path.escape_ascii(), target.escape_ascii()));
        Ok(())
    }
}

fn read_error(archive: &[u8]) -> String {
    read_nar(&mut &archive[..], &mut ()).unwrap_err().to_string()
}

#[test]
fn a_file_is_written_as_the_format_says() {
    let tree = Tree(BTreeMap::from([("/r", Node::File(b"hi", true))]));
    let expected =
        tokens(&[b"nix-archive-1", b"(", b"type", b"regular", b"executable", b"", b"contents", b"hi", b")"]);
    assert_eq!(archive(&tree, all), expected);
}

#[test]
fn reading_gives_the_tree_in_the_order_of_names() {
    let mut log = Log::default();
    read_nar(&mut &archive(&example(), all)[..], &mut log).unwrap();
    assert_eq!(
        log.0,
        [
            "dir ",
            "link B ../elsewhere",
            "file a false 7",
            "data content",
            "file b true 0",
            "dir sub",
            "file sub/x false 8",
            "data 12345678",
        ]
    );
}

#[test]
fn the_filter_sees_paths_and_leaves_whole_directories_out() {
    let mut seen = Vec::new();
    let filtered = archive(&example(), |path, kind| {
        seen.push((path.to_str().unwrap().to_owned(), kind));
        Ok(kind != Kind::Directory && !path.ends_with("b"))
    });
    let names: Vec<&str> = seen.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["/r/B", "/r/a", "/r/b", "/r/sub"]);
    let mut log = Log::default();
    read_nar(&mut &filtered[..], &mut log).unwrap();
    assert_eq!(log.0, ["dir ", "link B ../elsewhere", "file a false 7", "data content"]);
}

#[test]
fn an_error_of_the_filter_comes_through() {
    let result = write_nar(&example(), Path::new("/r"), &mut io::sink(), |_, _| Err("no"));
    assert!(matches!(result, Err(NarError::Filter("no"))));
}

#[test]
fn what_has_no_archive_is_refused() {
    let tree = Tree(BTreeMap::from([("/r", Node::Socket)]));
    let Err(NarError::Invalid(error)) = write_nar(&tree, Path::new("/r"), &mut io::sink(), all) else {
        panic!("a socket was archived");
    };
    assert_eq!(error.to_string(), "file '/r' has an unsupported type");
    let gone = write_nar(&Tree::default(), Path::new("/r"), &mut io::sink(), all);
    assert!(matches!(gone, Err(NarError::Source { .. })));
}

#[test]
fn the_hash_is_that_of_the_archive() {
    let archive = archive(&example(), all);
    let (hash, len) = hash_nar(&example(), Path::new("/r"), HashAlgo::Sha256, all).unwrap();
    assert_eq!(hash, hash_bytes(HashAlgo::Sha256, &archive));
    assert_eq!(len, archive.len() as u64);
}

#[test]
fn the_file_system_is_a_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/nar");
    let mut archive = Vec::new();
    write_nar(&FsSource, &root, &mut archive, |path, _| Ok::<_, Infallible>(path.ends_with("mod.rs")))
        .unwrap();
    let mut log = Log::default();
    read_nar(&mut &archive[..], &mut log).unwrap();
    let size = std::fs::metadata(root.join("mod.rs")).unwrap().len();
    assert_eq!(log.0[..2], ["dir ".to_owned(), format!("file mod.rs false {size}")]);
}

#[test]
fn every_truncation_is_noticed() {
    let archive = archive(&example(), all);
    for len in 0..archive.len() {
        assert_eq!(read_error(&archive[..len]), "unexpected end-of-file", "{len}");
    }
}

#[test]
fn malformed_archives_are_told_as_nix_tells_them() {
    let open: [&[u8]; 3] = [b"nix-archive-1", b"(", b"type"];
    let with = |rest: &[&[u8]]| tokens(&[&open, rest].concat());
    let entry: [&[u8]; 3] = [b"entry", b"(", b"name"];
    let file: [&[u8]; 7] = [b"node", b"(", b"type", b"regular", b"contents", b"", b")"];
    let cases: [(Vec<u8>, &str); 10] = [
        (tokens(&[b"nix-archive-2"]), "bad archive: input doesn't look like a Nix archive"),
        (vec![0xff; 8], "bad archive: input doesn't look like a Nix archive"),
        (tokens(&[b"nix-archive-1", b"["]), "bad archive: expected tag '(', got '['"),
        (with(&[b"fifo"]), "bad archive: unknown file type 'fifo'"),
        (with(&[b"regular", b"content"]), "bad archive: expected tag 'contents', got 'content'"),
        (with(&[b"regular", b"executable", b"x"]), "string is too long"),
        (with(&[b"symlink", b"target", b""]), "bad archive: NAR contains invalid symlink target"),
        (with(&[b"directory", b"file"]), "bad archive: expected tag 'entry' or ')', got 'file'"),
        (
            with(&[&[&b"directory"[..]], &entry[..], &[b".."]].concat()),
            "bad archive: NAR contains invalid file name '..'",
        ),
        (
            with(
                &[&[&b"directory"[..]], &entry[..], &[b"b"], &file[..], &[b")"], &entry[..], &[b"a"]]
                    .concat(),
            ),
            "bad archive: NAR directory is not sorted",
        ),
    ];
    for (archive, message) in cases {
        assert_eq!(read_error(&archive), message);
    }
    let mut padded = tokens(&[b"nix-archive-1"]);
    *padded.last_mut().unwrap() = 1;
    assert_eq!(read_error(&padded), "bad archive: input doesn't look like a Nix archive");
}

#[test]
fn depth_is_limited() {
    let level: [&[u8]; 8] = [b"(", b"type", b"directory", b"entry", b"(", b"name", b"d", b"node"];
    let mut texts: Vec<&[u8]> = vec![b"nix-archive-1"];
    for _ in 0..=MAX_DEPTH {
        texts.extend(level);
    }
    assert_eq!(read_error(&tokens(&texts)), "bad archive: NAR directory nesting exceeds maximum depth of 64");
}
