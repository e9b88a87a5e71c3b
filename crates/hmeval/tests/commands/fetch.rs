//! Fetching from elsewhere, from a server on this machine: archives, files, forges, registries, and what goes wrong.

use std::io::Write as _;
use std::path::Path;

use hmeval::Status;
use tempfile::TempDir;

use crate::server::{Page, Server};
use crate::support::{Run, hmeval_in};

const REV: &str = "0123456789012345678901234567890123456789";

/// A server, and a home with a cache.
struct Place {
    server: Server,
    home: TempDir,
}

impl Place {
    fn new() -> Self {
        Place { server: Server::start(), home: TempDir::new().unwrap() }
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        let home = self.home.path().to_str().unwrap();
        let config = "flake-registry =\ndownload-attempts = 2";
        let mut all = vec![("HOME", home), ("NIX_CONFIG", config), ("NIX_CONF_DIR", "/dev/null")];
        all.extend(variables);
        hmeval_in(args, Path::new("/"), &all)
    }

    fn eval(&self, expression: &str) -> Run {
        self.run(&["eval", "--impure", "--raw", "--expr", expression])
    }

    /// Runs with all addresses led to the server.
    fn mirrored(&self, args: &[&str]) -> Run {
        self.run_with(args, &[("HMEVAL_MIRROR", &self.server.address)])
    }

    /// All that there is in the cache, as long as it is not just a record of what was asked for.
    fn cached(&self) -> usize {
        let list = |name: &str| std::fs::read_dir(self.home.path().join(".cache/hmeval").join(name));
        ["trees-v1", "new"].iter().filter_map(|name| list(name).ok()).flatten().count()
    }
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let mut builder = tar::Builder::new(encoder);
    for (path, text) in entries {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..path.len()].copy_from_slice(path.as_bytes());
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_700_000_000);
        header.set_cksum();
        builder.append(&header, text.as_bytes()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

/// An archive of a flake.
fn flake() -> Vec<u8> {
    archive(&[("x-1/flake.nix", "{ outputs = { self }: { value = self.narHash; }; }")])
}

/// The hash that Nix 2.34.8 finds.
const FLAKE_HASH: &str = "sha256-yvaVdbJuF5EzV2iR+eekmHsQXOvQd3/Qw+2tLlyfcAw=";

#[test]
fn archives_are_flakes() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()));
    let url = place.server.url("/a.tar.gz");
    let run = place.run(&["eval", "--raw", &format!("{url}#value")]);
    assert_eq!((run.status, &run.out[..]), (Status::Done, FLAKE_HASH), "{}", run.err);
    let metadata = place.run(&["flake", "metadata", "--json", &url]).ok();
    assert!(metadata.contains("\"lastModified\":1700000000"), "{metadata}");
    // What is young is not asked for again.
    assert_eq!(place.server.requests().len(), 1);
    // Nor is anything with `--offline`, however old it is.
    let offline = place.run(&["eval", "--offline", "--refresh", "--raw", &format!("{url}#value")]);
    assert_eq!(offline.ok(), FLAKE_HASH);
    assert!(place.server.requests().is_empty());
}

#[test]
fn what_is_unchanged_is_not_sent_again() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()).header("ETag", "\"1\""));
    let url = place.server.url("/a.tar.gz");
    for _ in 0..2 {
        assert_eq!(place.run(&["eval", "--refresh", "--raw", &format!("{url}#value")]).ok(), FLAKE_HASH);
    }
    let requests = place.server.requests();
    assert_eq!(requests.last().unwrap().1.get("if-none-match").map(String::as_str), Some("\"1\""));
}

#[test]
fn an_immutable_address_is_what_is_locked() {
    let place = Place::new();
    let link = format!("<{}>; rel=\"immutable\"", place.server.url("/v1.tar.gz?rev=1&revCount=7"));
    place.server.serve("/latest.tar.gz", Page::of(flake()).header("Link", &link));
    let metadata = place.run(&["flake", "metadata", "--json", &place.server.url("/latest.tar.gz")]).ok();
    assert!(metadata.contains("/v1.tar.gz\""), "{metadata}");
    assert!(metadata.contains("\"revCount\":7"), "{metadata}");
}

#[test]
fn tarballs_and_files_by_expression() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()));
    place.server.serve("/file.txt", Page::of("text"));
    let (archive, file) = (place.server.url("/a.tar.gz"), place.server.url("/file.txt"));
    let eval = |expression: &str| place.eval(expression).ok();
    let content = eval(&format!("builtins.readFile (builtins.fetchurl \"{file}\")"));
    assert_eq!(content, "text");
    let names =
        eval(&format!("toString (builtins.attrNames (builtins.readDir (fetchTarball \"{archive}\")))"));
    assert_eq!(names, "flake.nix");
    let name = eval(&format!("baseNameOf (builtins.fetchurl \"{file}\")"));
    assert!(name.ends_with("-file.txt"), "{name}");
    let hash = eval(&format!("(fetchTree {{ type = \"tarball\"; url = \"{archive}\"; }}).narHash"));
    assert_eq!(hash, FLAKE_HASH);
    let file_hash = eval(&format!("(fetchTree {{ type = \"file\"; url = \"{file}\"; }}).narHash"));
    assert!(file_hash.starts_with("sha256-"), "{file_hash}");
}

#[test]
fn hashes_are_checked() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()));
    place.server.serve("/file", Page::of("text"));
    let zeros = "0".repeat(52);
    let file = place.server.url("/file");
    let error = place.eval(&format!("builtins.fetchurl {{ url = \"{file}\"; sha256 = \"{zeros}\"; }}"));
    let error = error.fails(Status::Failed);
    assert!(error.contains(&format!("hash mismatch in file downloaded from '{file}':")), "{error}");
    assert!(error.contains(&format!("specified: sha256:{zeros}")), "{error}");
    let expr = format!("builtins.fetchurl {{ url = \"{file}\"; sha256 = \"{zeros}\"; }}");
    place.run(&["nix-instantiate", "--eval", "--expr", &expr]).fails(Status::HashMismatch);
    let archive = place.server.url("/a.tar.gz");
    let nar_hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let input = format!("{{ type = \"tarball\"; url = \"{archive}\"; narHash = \"{nar_hash}\"; }}");
    let error = place.eval(&format!("(fetchTree {input}).outPath")).fails(Status::Failed);
    assert!(error.contains(&format!("expected '{nar_hash}' but got '{FLAKE_HASH}'")), "{error}");
    let expr = format!("(fetchTree {input}).outPath");
    place.run(&["nix-instantiate", "--eval", "--expr", &expr]).fails(Status::HashMismatch);
}

#[test]
fn what_goes_wrong_is_said_and_leaves_nothing() {
    let place = Place::new();
    let fails = |path: &str| {
        let url = place.server.url(path);
        let error = place.eval(&format!("fetchTarball \"{url}\"")).fails(Status::Failed);
        assert_eq!(place.cached(), 0, "{error}");
        error
    };
    assert!(fails("/none").contains("HTTP error 404"));
    let whole = flake();
    place.server.serve("/cut", Page { cut: 40, ..Page::of(whole.clone()) });
    assert!(fails("/cut").contains("cannot unpack"), "{}", fails("/cut"));
    place.server.serve("/half", Page::of(&whole[..whole.len() / 2]));
    assert!(fails("/half").contains("failed to read the archive"));
    place.server.serve("/text", Page::of("<html>"));
    assert!(fails("/text").contains("failed to"));
    place.server.serve("/up", Page::of(archive(&[("../../up", "x")])));
    assert!(fails("/up").contains("leads out of the tree"));
    place.server.serve("/twice", Page::of(archive(&[("a", "x"), ("a", "y")])));
    assert!(fails("/twice").contains("more than once"));
    place.server.serve("/broken", Page { status: 500, ..Page::of("out of order") });
    let error = fails("/broken");
    assert!(error.contains("HTTP error 500") && error.contains("out of order"), "{error}");
    assert!(!place.home.path().parent().unwrap().join("up").exists());
}

#[test]
fn nothing_is_written_through_a_link() {
    let place = Place::new();
    let outside = TempDir::new().unwrap();
    let encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let mut builder = tar::Builder::new(encoder);
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    header.set_mode(0o777);
    builder.append_link(&mut header, "link", outside.path()).unwrap();
    let mut header = tar::Header::new_gnu();
    header.set_size(4);
    header.set_mode(0o644);
    builder.append_data(&mut header, "link/file", &b"evil"[..]).unwrap();
    let bytes = builder.into_inner().unwrap().finish().unwrap();
    place.server.serve("/a.tar.gz", Page::of(bytes));
    let error =
        place.eval(&format!("fetchTarball \"{}\"", place.server.url("/a.tar.gz"))).fails(Status::Failed);
    assert!(error.contains("leads through 'link', which is no folder"), "{error}");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn a_server_that_stumbles_is_asked_again() {
    let place = Place::new();
    place.server.serve("/file", Page { failures: 1, ..Page::of("text") });
    let content =
        place.eval(&format!("builtins.readFile (builtins.fetchurl \"{}\")", place.server.url("/file")));
    assert_eq!(content.ok(), "text");
    assert_eq!(place.server.requests().len(), 2);
}

#[test]
fn github_and_its_like() {
    let place = Place::new();
    let commit = format!("{{\"sha\": \"{REV}\", \"commit\": {{ \"tree\": {{ \"sha\": \"{REV}\" }} }}}}");
    place.server.serve("/https/api.github.com/repos/o/r/commits/HEAD", Page::of(commit));
    place.server.serve(&format!("/https/github.com/o/r/archive/{REV}.tar.gz"), Page::of(flake()));
    let metadata = place.mirrored(&["flake", "metadata", "--json", "github:o/r"]).ok();
    assert!(metadata.contains(&format!("\"url\":\"github:o/r/{REV}?narHash=")), "{metadata}");
    assert!(metadata.contains(&format!("\"revision\":\"{REV}\"")), "{metadata}");

    place.server.serve(
        "/https/gitlab.com/api/v4/projects/o%2Fr/repository/commits?ref_name=main",
        Page::of(format!("[{{\"id\": \"{REV}\"}}]")),
    );
    let gitlab = format!("/https/gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha={REV}");
    place.server.serve(&gitlab, Page::of(flake()));
    let value = place.mirrored(&["eval", "--raw", "gitlab:o/r/main#value"]);
    assert_eq!(value.ok(), FLAKE_HASH);

    let head = "ref: refs/heads/main\n";
    place.server.serve("/https/git.sr.ht/~o/r/HEAD", Page::of(head));
    place.server.serve("/https/git.sr.ht/~o/r/info/refs", Page::of(format!("{REV}\trefs/heads/main\n")));
    place.server.serve(&format!("/https/git.sr.ht/~o/r/archive/{REV}.tar.gz"), Page::of(flake()));
    assert_eq!(place.mirrored(&["eval", "--raw", "sourcehut:~o/r#value"]).ok(), FLAKE_HASH);
    // A revision that was fetched needs no server any more.
    place.server.requests();
    let again = place.mirrored(&["eval", "--offline", "--raw", &format!("github:o/r/{REV}#value")]);
    assert_eq!(again.ok(), FLAKE_HASH);
    assert!(place.server.requests().is_empty());
}

#[test]
fn tokens_are_sent_to_their_hosts() {
    let place = Place::new();
    let api = format!("/https/api.github.com/repos/o/r/tarball/{REV}");
    place.server.serve(&api, Page::of(flake()));
    let config = "flake-registry =\naccess-tokens = github.com=general github.com/o=secret gitlab.com=PAT:x";
    let reference = format!("github:o/r/{REV}#value");
    let variables = [("HMEVAL_MIRROR", &place.server.address[..]), ("NIX_CONFIG", config)];
    assert_eq!(place.run_with(&["eval", "--raw", &reference], &variables).ok(), FLAKE_HASH);
    let requests = place.server.requests();
    assert_eq!(requests[0].1.get("authorization").map(String::as_str), Some("token secret"));
}

#[test]
fn a_netrc_file_has_names_and_passwords() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()));
    let netrc = place.home.path().join("netrc");
    std::fs::write(&netrc, "machine 127.0.0.1 login me password one\n").unwrap();
    let reference = format!("{}#value", place.server.url("/a.tar.gz"));
    let option = ["--option", "netrc-file", netrc.to_str().unwrap()];
    let args = ["eval", "--raw", option[0], option[1], option[2], &reference];
    assert_eq!(place.run(&args).ok(), FLAKE_HASH);
    let requests = place.server.requests();
    assert_eq!(requests[0].1.get("authorization").map(String::as_str), Some("Basic bWU6b25l"));
}

#[test]
fn names_come_from_registries() {
    let place = Place::new();
    place.server.serve("/a.tar.gz", Page::of(flake()));
    let to = format!("{{\"type\": \"tarball\", \"url\": \"{}\"}}", place.server.url("/a.tar.gz"));
    let registry = format!(
        "{{\"version\": 2, \"flakes\": [{{\"from\": {{\"type\": \"indirect\", \"id\": \"a\"}}, \"to\": {to}}}]}}"
    );
    let folder = place.home.path().join(".config/nix");
    std::fs::create_dir_all(&folder).unwrap();
    let mut file = std::fs::File::create(folder.join("registry.json")).unwrap();
    file.write_all(registry.as_bytes()).unwrap();
    assert_eq!(place.run(&["eval", "--raw", "a#value"]).ok(), FLAKE_HASH);
    let metadata = place.run(&["flake", "metadata", "--json", "a"]).ok();
    assert!(metadata.contains("\"original\":{\"id\":\"a\",\"type\":\"indirect\"}"), "{metadata}");
    let url = place.server.url("/a.tar.gz");
    assert_eq!(place.run(&["eval", "--raw", "--override-flake", "b", &url, "b#value"]).ok(), FLAKE_HASH);
    let error = place.run(&["eval", "none#value"]).fails(Status::Failed);
    assert!(error.contains("cannot find flake 'flake:none' in the flake registries"), "{error}");
    place.server.serve("/registry.json", Page::of(registry.replace("\"a\"", "\"c\"")));
    let global = place.server.url("/registry.json");
    assert_eq!(place.run(&["eval", "--raw", "--flake-registry", &global, "c#value"]).ok(), FLAKE_HASH);
}

#[test]
fn offline_nothing_is_asked_for() {
    let place = Place::new();
    let url = place.server.url("/a.tar.gz");
    let error = place.run(&["flake", "metadata", "--offline", &url]).fails(Status::Failed);
    assert!(error.contains("'--offline' forbids the network"), "{error}");
    let error = place.run(&["flake", "metadata", "--offline", "github:o/r"]).fails(Status::Failed);
    assert!(error.contains("'--offline' forbids the network"), "{error}");
    assert!(place.server.requests().is_empty());
}
