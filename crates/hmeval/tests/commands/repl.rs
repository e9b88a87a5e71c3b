//! `hmeval repl`, fed from a pipe.

use crate::support::{fixture, hmeval_with};

fn repl(input: &str) -> (String, String) {
    let run = hmeval_with(&["repl", "--quiet", "--quiet"], input);
    assert_eq!(run.status, hmeval::Status::Done);
    (run.out, run.err)
}

#[test]
fn bindings_and_expressions() {
    let (out, err) = repl("x = 1 # one\ny = x + 1; z = 3\n[ x y z ]\ninherit (builtins) typeOf\ntypeOf x\n");
    assert_eq!((&out[..], &err[..]), ("[\n  1\n  2\n  3\n]\n\"int\"\n", ""));
}

#[test]
fn texts_go_on_until_they_are_complete() {
    let (out, err) = repl("1 +\n2\nw = [\n3 ]\nw\nlet a = 4;\nin a\n''x\ny''\n");
    assert_eq!((&out[..], &err[..]), ("3\n[ 3 ]\n4\n\"x\\ny\"\n", ""));
}

#[test]
fn errors_do_not_end_it() {
    let (out, err) = repl("x\nthrow \"no\"\n1 = 2\n{ a = throw \"inside\"; b = 1; }\n:foo\n5\n");
    assert_eq!(out, "{\n  a = «error: inside»;\n  b = 1;\n}\n5\n");
    let heads: Vec<_> = err.lines().filter(|line| line.starts_with("error")).collect();
    let expected = [
        "error: undefined variable 'x'",
        "error: no",
        "error: syntax error, unexpected '='",
        "error: unknown command ':foo'",
    ];
    assert_eq!(heads.len(), expected.len(), "{err}");
    for (head, expected) in heads.iter().zip(expected) {
        assert!(head.starts_with(expected), "{err}");
    }
}

#[test]
fn commands() {
    let (out, _) = repl(
        ":t { }\n:p { a = { b = 1; }; }\n:p \"a\\nb\"\n{ a = { b = 1; }; }\n:a { q = 7; }\nq\n:ll\n:q\n1\n",
    );
    let expected = "a set\n{\n  a = { b = 1; };\n}\na\nb\n{\n  a = { ... };\n}\n7\nq\n";
    assert_eq!(out, expected);
    let (out, _) = repl(":doc map\n:doc let f = /** Twice. */ x: x + x; in f\n");
    assert!(out.starts_with("Synopsis: builtins.map f list\n\n") && out.contains("Twice."), "{out}");
    let (_, err) = repl(":b 1\n");
    assert!(err.contains("I can't build it"), "{err}");
}

#[test]
fn files_are_loaded_and_reloaded() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.nix");
    std::fs::write(&file, "{ x ? 1 }: { inherit x; }").unwrap();
    let (out, err) = repl(&format!(":l {}\nx\ny = 2\n:r\nx\ny\n", file.display()));
    assert_eq!(out, "1\n1\n");
    assert!(err.starts_with("error: undefined variable 'y'"), "{err}");
    let (out, _) = repl(&format!(":l {}\ngit.version\n", fixture("home/packages.nix")));
    assert_eq!(out, "\"2.51.2\"\n");
}

#[test]
fn flakes_are_loaded() {
    let dir = tempfile::tempdir().unwrap();
    let flake = "{ outputs = { self }: { n = 1; lib.twice = x: x + x; where = self.outPath; }; }";
    std::fs::write(dir.path().join("flake.nix"), flake).unwrap();
    let folder = dir.path().canonicalize().unwrap();
    let reference = folder.to_str().unwrap();
    let run = |args: &[&str], input: &str| {
        let args: Vec<&str> = ["repl"].iter().chain(args).copied().collect();
        let run = hmeval_with(&args, input);
        assert_eq!(run.status, hmeval::Status::Done, "{}", run.err);
        (run.out, run.err)
    };
    // A flake of the command line gives its outputs, or what is named of it.
    let (out, err) = run(&[reference], "n\n:ll\n");
    assert_eq!(out, "1\nlib\nn\nwhere\n");
    let loading = format!("Loading installable 'path:{reference}#'...\nAdded 3 variables.\nlib, n, where\n");
    assert!(err.ends_with(&loading), "{err}");
    let (out, err) = run(&[&format!("{reference}#lib")], "twice 2\n:r\ntwice 4\n");
    assert_eq!(out, "4\n8\n");
    assert_eq!(err.matches("Added 1 variables.\ntwice\n").count(), 2, "{err}");
    // `:load-flake` gives the flake with what is known of it, also after `:reload`.
    let (out, err) = run(&[], &format!(":lf {reference}\nwhere == outPath\n:r\noutputs.n\n"));
    assert_eq!(out, "true\n1\n");
    assert_eq!(err.matches("Added 11 variables.").count(), 2, "{err}");
    let (_, err) = run(&[], &format!(":lf\n:lf {reference}#lib\n"));
    assert!(err.contains("cannot use ':load-flake' without a path specified."), "{err}");
    assert!(err.contains("unexpected fragment 'lib' in flake reference"), "{err}");
    // Its lock file has to fit.
    std::fs::create_dir(folder.join("a")).unwrap();
    std::fs::write(folder.join("a/flake.nix"), "{ outputs = _: { }; }").unwrap();
    std::fs::write(folder.join("flake.nix"), "{ inputs.a.url = \"./a\"; outputs = _: { }; }").unwrap();
    let (_, err) = run(&[], &format!(":lf {reference}\n"));
    assert!(err.contains("requires lock file changes but they're not allowed"), "{err}");
    assert!(!folder.join("flake.lock").exists());
}
