//! `hmeval options`.

use std::fs;

use hmeval::Status;
use serde_json::{Value, json};

use crate::support::{Run, fixture, hmeval};

/// Options as a module system hands them out, with all that can be said of one.
const CONFIGURATION: &str = r#"
let
  option = loc: attrs: { _type = "option"; inherit loc; declarations = [ "/modules/a.nix" ]; } // attrs;
  type = description: { inherit description; getSubOptions = _: { }; };
  bool = type "boolean";
  user = prefix: {
    name = option (prefix ++ [ "name" ]) { type = type "string"; description = "Who it is."; };
    "a.b" = option (prefix ++ [ "a.b" ]) { type = bool; default = true; };
  };
  users = visible: loc: option loc ({
    type = { description = "attribute set of (submodule)"; getSubOptions = at: user (at ++ [ "<name>" ]); };
    default = { };
  } // visible);
in
{
  config = { };
  options = {
    server = {
      enable = option [ "server" "enable" ] {
        type = bool;
        default = false;
        example = true;
        description = "Whether to enable the {option}`server.port` listener. It [answers](https://x.org).";
      };
      port = option [ "server" "port" ] {
        type = type "16 bit unsigned integer; between 0 and 65535 (both inclusive)";
        default = 80;
        defaultText = { _type = "literalMD"; text = "the *usual* port"; };
        description = { _type = "mdDoc"; text = "Where it listens, e.g. 8080.\n\n- one item\n- another"; };
        readOnly = true;
        relatedPackages = [ "nginx" { path = [ "a" "b" ]; title = "T"; comment = "C"; } ];
      };
      extra = option [ "server" "extra" ] {
        type = type "anything";
        default = { list = [ 1 2.5 null ]; "or" = "x\"y"; f = { a, b ? 1 }: a; text = "l1\n'' \${l2}\n"; drv = { type = "derivation"; name = "d-1"; }; p = /a/b; };
        declarations = [ "<unknown-file>" /modules/b.nix ];
      };
      broken = option [ "server" "broken" ] { type = bool; default = throw "no default"; description = throw "no words"; };
      internal = option [ "server" "internal" ] { type = bool; internal = true; };
      hidden = users { visible = false; } [ "server" "hidden" ];
    };
    users = users { } [ "users" ];
    shallow = users { visible = "shallow"; } [ "shallow" ];
    transparent = users { visible = "transparent"; } [ "transparent" ];
    wrong = throw "no section";
  };
}
"#;

fn options(args: &[&str]) -> Run {
    hmeval(&[&["options", "--quiet", "--quiet", "--expr", CONFIGURATION], args].concat())
}

fn jdoe(args: &[&str]) -> Run {
    hmeval(&[&["options", "--file", &fixture("home/jdoe.nix")], args].concat())
}

fn json_of(args: &[&str]) -> Value {
    serde_json::from_str(&options(&[&["--json"], args].concat()).ok()).unwrap()
}

#[test]
fn options_are_listed_best_match_first() {
    let expected = "\
programs.git.enable    boolean                  Whether to enable Git.
programs.git.package   package                  The Git to install.
programs.git.settings  attribute set of string  Settings of the core section.
programs.git.userName  null or string           The author of commits.
";
    assert_eq!(jdoe(&["git"]).ok(), expected);
    assert_eq!(jdoe(&["users.jdoe.programs.git"]).ok(), expected);
    assert_eq!(jdoe(&["users.jdoe", "GIT"]).ok(), expected);
    assert_eq!(jdoe(&["programs", "git"]).ok(), expected);
    // A mistake, and letters from here and there.
    assert_eq!(jdoe(&["programs.gti"]).ok(), expected);
    assert!(jdoe(&["pgun"]).ok().starts_with("programs.git.userName\n  type         null or string\n"));
}

#[test]
fn one_option_is_told_in_full() {
    let expected = "\
server.port
  type         16 bit unsigned integer; between 0 and 65535 (both inclusive)
  default      the usual port
  read-only    modules cannot set it
  description  Where it listens, e.g. 8080.

               - one item
               - another
  see also     - `pkgs.nginx`
                 (https://search.nixos.org/packages?show=nginx&sort=relevance&query=nginx)
               - T aka `pkgs.a.b`
                 (https://search.nixos.org/packages?show=a.b&sort=relevance&query=a.b)

                 C
  declared in  /modules/a.nix
";
    assert_eq!(options(&["server.port"]).ok(), expected);
    let text = options(&["users"]).ok();
    let inside = "  declared in  /modules/a.nix\n  sub-options  users.<name>.\"a.b\"\n               users.<name>.name\n";
    assert!(text.starts_with("users\n  type ") && text.ends_with(inside), "{text}");
    let text = options(&["server.broken"]).ok();
    assert!(
        text.contains("  default      «error: no default»\n  description  «error: no words»\n"),
        "{text}"
    );
}

#[test]
fn names_may_stand_for_placeholders() {
    let expected = options(&["users.<name>.name"]).ok();
    assert!(expected.starts_with("users.<name>.name\n  type         string\n"), "{expected}");
    assert_eq!(options(&["users.jdoe.name"]).ok(), expected);
    assert_eq!(options(&["users.\"x.y\".\"a.b\""]).ok(), options(&["users.<name>.\"a.b\""]).ok());
    let error = jdoe(&["users.jdo"]).fails(Status::Failed);
    assert!(error.contains("this configuration has no user 'jdo'"), "{error}");
}

#[test]
fn json_has_the_fields_of_options_json() {
    let all = json_of(&[]);
    let names: Vec<&String> = all.as_object().unwrap().keys().collect();
    let expected = [
        "server.broken",
        "server.enable",
        "server.extra",
        "server.port",
        "shallow",
        "transparent.<name>.\"a.b\"",
        "transparent.<name>.name",
        "users",
        "users.<name>.\"a.b\"",
        "users.<name>.name",
    ];
    assert_eq!(names, expected);
    assert_eq!(
        all["server.port"],
        json!({
            "declarations": ["/modules/a.nix"],
            "default": { "_type": "literalMD", "text": "the *usual* port" },
            "description": { "_type": "mdDoc", "text": "Where it listens, e.g. 8080.\n\n- one item\n- another" },
            "loc": ["server", "port"],
            "readOnly": true,
            "relatedPackages": "- [`pkgs.nginx`](\n    https://search.nixos.org/packages?show=nginx&sort=relevance&query=nginx\n  )\n- [T aka `pkgs.a.b`](\n    https://search.nixos.org/packages?show=a.b&sort=relevance&query=a.b\n  )\n\n  C\n",
            "type": "16 bit unsigned integer; between 0 and 65535 (both inclusive)",
        })
    );
    let text = "{\n  drv = <derivation d-1>;\n  f = <function, args: {a, b?}>;\n  list = [\n    1\n    2.5\n    null\n  ];\n  \"or\" = \"x\\\"y\";\n  p = /a/b;\n  text = ''\n    l1\n    ''' ''${l2}\n  '';\n}";
    assert_eq!(all["server.extra"]["default"], json!({ "_type": "literalExpression", "text": text }));
    assert_eq!(all["server.extra"]["declarations"], json!(["/modules/b.nix"]));
    assert_eq!(all["server.extra"]["description"], Value::Null);
}

#[test]
fn failures_stay_in_their_place() {
    let broken = &json_of(&["server.broken"])["server.broken"];
    assert_eq!(broken["default"], json!({ "_error": "no default" }));
    assert_eq!(broken["description"], json!({ "_error": "no words" }));
    assert_eq!(broken["type"], json!("boolean"));
    let run = hmeval(&["options", "--expr", CONFIGURATION, "server.enable"]);
    assert_eq!(run.status, Status::Done);
    assert_eq!(run.err, "warning: the options in `wrong` are not known: «error: no section»\n");
}

#[test]
fn unknown_definitions_do_not_hide_what_there_is() {
    let expr = "{ config = { }; options = throw \"unknown option\"; extendModules = _: { config = { }; options.a = { _type = \"option\"; loc = [ \"a\" ]; }; }; }";
    let run = hmeval(&["options", "--expr", expr, "--json"]);
    assert_eq!(
        run.out,
        "{\"a\":{\"declarations\":[],\"description\":null,\"loc\":[\"a\"],\"readOnly\":false,\"type\":\"unspecified\"}}\n"
    );
    assert!(run.err.contains("unknown option"), "{}", run.err);
}

#[test]
fn types_that_contain_themselves_end() {
    let expr = "let t = { description = \"t\"; getSubOptions = loc: { a = o (loc ++ [ \"a\" ]); }; }; o = loc: { _type = \"option\"; inherit loc; type = t; }; in { config = { }; options.a = o [ \"a\" ]; }";
    let run = hmeval(&["options", "--expr", expr, "--json"]);
    assert_eq!(run.status, Status::Done);
    assert!(run.err.contains("its type contains itself without end"), "{}", run.err);
}

#[test]
fn trees_are_drawn() {
    let expected = "\
server
└── port  16 bit unsigned integer; between 0 and 65535 (both inclusive)
users  attribute set of (submodule)
└── <name>
    ├── \"a.b\"  boolean
    └── name  string
";
    let whole = options(&["--tree"]).ok();
    assert!(
        whole.ends_with(
            expected.split_once("\nusers").map(|(_, users)| format!("\nusers{users}")).unwrap().as_str()
        ),
        "{whole}"
    );
    assert_eq!(
        options(&["--tree", "server.port"]).ok(),
        expected.split_inclusive('\n').take(2).collect::<String>()
    );
}

#[test]
fn nothing_found_is_a_failure_with_advice() {
    let error = options(&["sevrer.enabl"]).fails(Status::Failed);
    assert_eq!(error, "error: no option matches 'sevrer.enabl'\n  = help: did you mean `server.enable`?\n");
    let error = options(&["--json", "nothing-like-it"]).fails(Status::Failed);
    assert_eq!(
        error,
        "error: no option matches 'nothing-like-it'\n  = note: `hmeval options` without a pattern lists all options\n"
    );
    hmeval(&["options", "git"]).fails(Status::Usage);
    options(&["--json", "--tree"]).fails(Status::Usage);
}

#[test]
fn the_page_holds_all_options_and_nothing_that_acts() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("new/page");
    assert_eq!(options(&["--html", out.to_str().unwrap()]).ok(), "");
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    assert!(!data.contains('<'));
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["options"].as_array().unwrap().len(), 10);
    assert_eq!(data["options"][3][0], json!("server.port"));
    assert_eq!(data["options"][3][3], json!("the *usual* port"));
    assert_eq!(data["options"][3][6], json!(3));
    assert_eq!(data["options"][8][0], json!("users.<name>.\"a.b\""));
    // Nothing is loaded from anywhere.
    for part in [" src=", "@import", "url(", "fetch(", "innerHTML"] {
        assert!(!page.contains(part), "{part}");
    }
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    let blocked = out.join("index.html/below");
    let error = options(&["--html", blocked.to_str().unwrap()]).fails(Status::Failed);
    assert!(error.starts_with("error: writing '"), "{error}");
}
