//! Documents whose expected results were observed in Nix 2.34.

use proptest::prelude::*;

use super::*;

fn parse_text(text: &str) -> Result<Table, String> {
    parse(text.as_bytes(), Timestamps::Accept)
        .map_err(|error| String::from_utf8_lossy(error.message()).into_owned())
}

fn get<'t>(table: &'t Table, path: &str) -> &'t Toml {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (table.get(first.as_bytes()).unwrap(), rest) {
        (Toml::Table(inner), Some(rest)) => get(inner, rest),
        (value, None) => value,
        (value, Some(_)) => panic!("{value:?} is no table"),
    }
}

fn string(text: &str) -> Toml {
    Toml::String(text.as_bytes().to_vec())
}

#[test]
fn scalars() {
    let table = parse_text(
        "int = -1_000\nhex = 0xDEAD_beef\noct = 0o17\nbin = 0b101\nfloat = 6.5e-1\ninf = -inf\nbool = true\n\
         basic = \"a\\u00e9\\n\\\"\"\nliteral = 'C:\\x'\nmulti = \"\"\"\none \\\n   two\"\"\"\"\nraw = '''\n'a'''\n",
    )
    .unwrap();
    assert_eq!(get(&table, "int"), &Toml::Int(-1000));
    assert_eq!(get(&table, "hex"), &Toml::Int(0xDEAD_BEEF));
    assert_eq!(get(&table, "oct"), &Toml::Int(0o17));
    assert_eq!(get(&table, "bin"), &Toml::Int(5));
    assert_eq!(get(&table, "float"), &Toml::Float(0.65));
    assert_eq!(get(&table, "inf"), &Toml::Float(f64::NEG_INFINITY));
    assert_eq!(get(&table, "bool"), &Toml::Bool(true));
    assert_eq!(get(&table, "basic"), &string("aé\n\""));
    assert_eq!(get(&table, "literal"), &string("C:\\x"));
    assert_eq!(get(&table, "multi"), &string("one two\""));
    assert_eq!(get(&table, "raw"), &string("'a"));
}

#[test]
fn tables_and_arrays() {
    let table = parse_text(
        "a.b = 1\na.\"c d\" = [1, 'x', # comment\n [],]\n[t.u]\n[t]\nv = {w.x = 2}\n[[l]]\n[[l]]\nk = 1\n[l.m]\n",
    )
    .unwrap();
    assert_eq!(get(&table, "a.b"), &Toml::Int(1));
    assert_eq!(get(&table, "a.c d"), &Toml::Array(vec![Toml::Int(1), string("x"), Toml::Array(vec![])]));
    assert_eq!(get(&table, "t.v.w.x"), &Toml::Int(2));
    let Toml::Array(items) = get(&table, "l") else { panic!() };
    let Toml::Table(second) = &items[1] else { panic!() };
    assert_eq!(second.keys().collect::<Vec<_>>(), [b"k", b"m"]);
}

#[test]
fn timestamps_are_normalized() {
    let cases = [
        ("1979-05-27", "1979-05-27"),
        ("1979-05-27t07:32:00.5Z", "1979-05-27T07:32:00.500Z"),
        ("07:32:00.1234567891", "07:32:00.123456789"),
        ("1979-05-27 07:32:00.1234-01:30", "1979-05-27T07:32:00.123400-01:30"),
        ("1979-05-27T07:32:60+00:00", "1979-05-27T07:32:60Z"),
    ];
    for (text, expected) in cases {
        let table = parse_text(&format!("a = {text}")).unwrap();
        assert_eq!(get(&table, "a"), &Toml::Timestamp(expected.as_bytes().to_vec()));
    }
    let error = parse(b"a = 07:32:00", Timestamps::Refuse).unwrap_err();
    assert_eq!(error.message(), b"Dates and times are not supported");
}

#[test]
fn errors_show_the_source() {
    let cases = [
        (
            "a = 1\na = 2",
            "[error] toml::insert_value: failed to insert a value, value already exists\n --> fromTOML\n   |\n \
             2 | a = 2\n   | ^-- inserting this\n   | ...\n   |\n 1 | a = 1\n   |     ^-- but value already exists\n",
        ),
        (
            "a = 0x",
            "[error] toml::parse_hex_integer: invalid integer: hex_int must be like: 0xC0FFEE, 0xdead_beef\n \
             --> fromTOML\n   |\n 1 | a = 0x\n   |       ^-- expected hex [0-9a-fA-F]\n",
        ),
        (
            "a = \"\\ud800\"",
            "[error] toml::parse_utf8_codepoint: [0xD800, 0xDFFF] is not a valid UTF-8\n --> internal temporary\n   \
             |\n 1 | \\ud800\n   |  ^^^^^-- here\n",
        ),
    ];
    for (text, expected) in cases {
        // An error quotes the rest of the string an escape is in, which here is nothing.
        assert_eq!(parse_text(text).unwrap_err(), expected);
    }
}

#[test]
fn all_errors_are_reported() {
    let error = parse_text("a = 1__0\nb= 010\n c = 1.e3\n").unwrap_err();
    let titles: Vec<&str> = error.lines().filter(|line| line.starts_with("[error]")).collect();
    assert_eq!(
        titles,
        [
            "[error] bad integer: `_` must be surrounded by digits",
            "[error] bad integer: invalid digit after an integer",
            "[error] bad float: invalid format",
        ]
    );
}

#[test]
fn nul_bytes_are_refused() {
    let message =
        "error: input string 'a␀b' cannot be represented as Nix string because it contains null bytes";
    assert_eq!(parse_text("\"a\\u0000b\" = 1").unwrap_err(), message);
    assert_eq!(parse_text("k = \"a\\u0000b\"").unwrap_err(), message);
}

#[test]
fn nesting_is_limited() {
    for (open, close) in [("[", "]"), ("{a=", "}"), ("{a.b.c=[", "]}")] {
        let deep = format!("a = {}1{}", open.repeat(10_000), close.repeat(10_000));
        assert!(parse_text(&deep).is_err());
    }
    assert!(parse_text(&format!("{}a = 1", "a.".repeat(100_000))).is_err());
    assert!(parse_text(&format!("a = {}{}", "[".repeat(200), "]".repeat(200))).is_ok());
}

proptest! {
    #[test]
    fn any_bytes_are_parsed_without_panic(text: Vec<u8>) {
        let _ = parse(&text, Timestamps::Accept);
    }

    #[test]
    fn any_tokens_are_parsed_without_panic(text in r#"([\[\]{}=.,#\n\r"'_ \t\\]|[ab]|"""|'''|[0-9:T.+-]{1,4}|é|\\u12)*"#) {
        let _ = parse(text.as_bytes(), Timestamps::Accept);
    }
}
