//! Messages that no editor sends: the server answers each, and goes on.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::client::Client;

const METHODS: [&str; 16] = [
    "hover",
    "definition",
    "declaration",
    "references",
    "completion",
    "documentSymbol",
    "foldingRange",
    "selectionRange",
    "semanticTokens/full",
    "documentLink",
    "documentHighlight",
    "prepareRename",
    "rename",
    "codeAction",
    "codeLens",
    "inlayHint",
];

/// Texts that are broken in many ways.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "a",
        "programs.git.",
        "=",
        ";",
        "\"",
        "''",
        "${",
        "./x",
        "let ",
        "in ",
        "with ",
        "rec ",
        "inherit ",
        ":",
        "@",
        "...",
        "?",
        ".",
        "\n",
        "\r",
        "\u{1f600}",
        "#",
        "/*",
        "1",
        "config.",
        "lib.mkIf ",
        "\0",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

fn positions() -> impl Strategy<Value = Value> {
    let number = prop_oneof![0u32..60, Just(u32::MAX)];
    (number.clone(), number).prop_map(|(line, character)| json!({ "line": line, "character": character }))
}

#[test]
fn random_messages_are_survived() {
    let mut client = Client::open(&[("a.nix", "{ }")], "utf-16");
    let uri = client.uri("a.nix");
    let mut runner = TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
    let strategy = (texts(), prop::sample::select(METHODS.to_vec()), positions(), positions());
    let client = std::cell::RefCell::new(&mut client);
    let tested = runner.run(&strategy, |(text, method, from, to)| {
        let mut client = client.borrow_mut();
        let range = json!({ "start": from, "end": to });
        let change = json!([{ "range": range, "text": text }]);
        let document = json!({ "uri": uri, "version": 5 });
        client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": change }));
        let params = json!({
            "textDocument": { "uri": uri }, "position": from, "positions": [from, to], "newName": "x", "range": range,
            "context": { "includeDeclaration": true, "diagnostics": [] },
        });
        // Refused is fine, an internal error is not; no answer at all would fail after a while.
        let answer = client.request(&format!("textDocument/{method}"), params);
        prop_assert_ne!(&answer["error"]["code"], &json!(-32603), "{} {:?}: {}", method, text, answer);
        Ok(())
    });
    tested.unwrap();
}

#[test]
fn messages_without_sense_are_refused() {
    let mut client = Client::open(&[("a.nix", "{ }")], "utf-16");
    for params in
        [Value::Null, json!([1]), json!({ "textDocument": 1 }), json!({ "textDocument": { "uri": "x:y" } })]
    {
        let answer = client.request("textDocument/hover", params);
        assert!(answer.get("error").is_some(), "{answer}");
    }
    client.tell(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": "file:///nowhere", "version": 1 } }),
    );
    client
        .tell("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("never-opened.nix") } }));
    client.tell("$/cancelRequest", json!({ "id": 77 }));
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    client.change("a.nix", &deep);
    client.change("a.nix", &"a: ".repeat(100_000));
    client.change("a.nix", &"1 + ".repeat(200_000));
    client.change("a.nix", "{ a = 1; }");
    let document = json!({ "textDocument": { "uri": client.uri("a.nix") } });
    let symbols = client.ask("textDocument/documentSymbol", document);
    assert_eq!(symbols[0]["name"], "a");
    client.close();
}
