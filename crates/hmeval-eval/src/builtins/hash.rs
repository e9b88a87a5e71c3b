//! Hashes of strings and files, and the forms of hashes.

use hmeval_diag::Pos;
use hmeval_store::{Hash, HashAlgo, HashFormat, hash_bytes};

use super::{Builtin, builtin};
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Value};

/// Rows of this file.
pub static TABLE: &[Builtin] = &[
    builtin!(
        "hashString",
        ["type", "s"],
        "The hash of the string *s* in base 16. *type* is `\"md5\"`, `\"sha1\"`, `\"sha256\"` or `\"sha512\"`.",
        hash_string
    ),
    builtin!(
        "hashFile",
        ["type", "p"],
        "The hash of the file at *p* in base 16. *type* is `\"md5\"`, `\"sha1\"`, `\"sha256\"` or `\"sha512\"`.",
        hash_file
    ),
    builtin!(
        "convertHash",
        ["args"],
        "The hash `hash` in the form `toHashFormat`: `\"base16\"`, `\"nix32\"`, `\"base64\"` or `\"sri\"`. `hashAlgo` \
         may be left out if the hash names its algorithm.",
        convert_hash
    ),
];

fn hash_string<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let algo = algorithm(ev, args[0], "while evaluating the first argument passed to builtins.hashString")?;
    let what = "while evaluating the second argument passed to builtins.hashString";
    let text = ev.force_str(args[1], Pos::NONE, what)?.bytes;
    Ok(base16(ev, &hash_bytes(algo, text)))
}

fn hash_file<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let algo = algorithm(ev, args[0], "while evaluating the first argument passed to builtins.hashFile")?;
    let path = ev.realise_path(args[1])?;
    Ok(base16(ev, &hash_bytes(algo, &ev.read_file(path)?)))
}

fn base16<'h>(ev: &Evaluator<'h>, hash: &Hash) -> Value<'h> {
    ev.string(hash.to_text(HashFormat::Base16, false))
}

fn algorithm<'h>(ev: &Evaluator<'h>, value: Value<'h>, what: &str) -> Result<'h, HashAlgo> {
    let name = ev.force_str_no_context(value, Pos::NONE, what)?;
    HashAlgo::parse(name, ev.store.features).map_err(|error| ev.store_error(error))
}

fn convert_hash<'h>(ev: &Evaluator<'h>, args: &[Value<'h>], _: Pos) -> Result<'h, Value<'h>> {
    let what = "while evaluating the first argument passed to builtins.convertHash";
    let attrs = ev.force_attrs(args[0], Pos::NONE, what)?;
    let hash = located(ev, attrs, "hash")?;
    let hash = ev.force_str_no_context(hash, Pos::NONE, "while evaluating the attribute 'hash'")?;
    let algo = match attrs.value(ev.symbols.intern(b"hashAlgo")) {
        Some(value) => Some(algorithm(ev, value, "while evaluating the attribute 'hashAlgo'")?),
        None => None,
    };
    let format = located(ev, attrs, "toHashFormat")?;
    let format =
        ev.force_str_no_context(format, Pos::NONE, "while evaluating the attribute 'toHashFormat'")?;
    let (format, is_deprecated) = HashFormat::parse(format).map_err(|error| ev.store_error(error))?;
    if is_deprecated {
        ev.message(&[b"warning: ", HashFormat::BASE32_WARNING.as_bytes()].concat());
    }
    let hash = Hash::parse_any(hash, algo, ev.store.features).map_err(|error| ev.store_error(error))?;
    Ok(ev.string(hash.to_text(format, format == HashFormat::Sri)))
}

/// An attribute that must be there.
fn located<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>, name: &str) -> Result<'h, Value<'h>> {
    attrs.value(ev.symbols.intern(name.as_bytes())).ok_or_else(|| {
        let error = ev.error(ErrorKind::Type, format!("attribute '{name}' missing"));
        ev.frame(error, Pos::NONE, format!("while locating the attribute '{name}'"))
    })
}

#[cfg(test)]
mod tests {
    use crate::builtins::strings::testing::{assert_answers, assert_failures};

    #[test]
    fn hashes_change_their_form() {
        let empty = "d41d8cd98f00b204e9800998ecf8427e";
        let convert =
            |arguments: &str| format!(r#"builtins.convertHash {{ hash = "{empty}"; {arguments} }}"#);
        assert_answers(&[
            (r#"builtins.hashString "md5" """#, &format!("\"{empty}\"")),
            (&convert(r#"hashAlgo = "md5"; toHashFormat = "sri";"#), r#""md5-1B2M2Y8AsgTpgAmY7PhCfg==""#),
            (&convert(r#"hashAlgo = "md5"; toHashFormat = "nix32";"#), r#""3y8bwfr609h3lh9ch0izcqq7fl""#),
        ]);
    }

    #[test]
    fn what_is_unknown_or_missing_is_named() {
        let expected = "', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'";
        assert_failures(&[
            (
                r#"builtins.hashString "sha3" (throw "text")"#,
                &format!("unknown hash algorithm 'sha3{expected}"),
            ),
            ("builtins.convertHash { }", "attribute 'hash' missing"),
            (r#"builtins.convertHash { hash = ""; }"#, "attribute 'toHashFormat' missing"),
            (r#"builtins.hashFile "md5" /no/file"#, "path '/no/file' does not exist"),
        ]);
    }
}
