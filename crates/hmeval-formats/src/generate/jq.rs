//! JSON as `jq .` of version 1.8 prints it.

use super::tree::Tree;
use crate::float;

/// What `jq .` prints.
#[must_use]
pub fn jq(tree: &Tree) -> Vec<u8> {
    let mut out = Vec::new();
    value(&mut out, tree, 0);
    out.push(b'\n');
    out
}

fn value(out: &mut Vec<u8>, tree: &Tree, depth: usize) {
    match tree {
        Tree::Null => out.extend_from_slice(b"null"),
        Tree::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Tree::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Tree::Float(value) => out.extend_from_slice(number(*value).as_bytes()),
        Tree::String(text) => string(out, text),
        Tree::List(items) if items.is_empty() => out.extend_from_slice(b"[]"),
        Tree::Object(items) if items.is_empty() => out.extend_from_slice(b"{}"),
        Tree::List(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                line(out, index, depth.saturating_add(1));
                value(out, item, depth.saturating_add(1));
            }
            close(out, depth, b']');
        }
        Tree::Object(items) => {
            out.push(b'{');
            for (index, (key, item)) in items.iter().enumerate() {
                line(out, index, depth.saturating_add(1));
                string(out, key);
                out.extend_from_slice(b": ");
                value(out, item, depth.saturating_add(1));
            }
            close(out, depth, b'}');
        }
    }
}

fn line(out: &mut Vec<u8>, index: usize, depth: usize) {
    if index > 0 {
        out.push(b',');
    }
    indent(out, depth);
}

fn close(out: &mut Vec<u8>, depth: usize, bracket: u8) {
    indent(out, depth);
    out.push(bracket);
}

fn indent(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', depth.saturating_mul(2)));
}

/// jq escapes what JSON must have escaped, and the character DEL.
fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for character in text.chars() {
        match character {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\r' => out.extend_from_slice(b"\\r"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            control if control < ' ' || control == '\u{7f}' => {
                out.extend_from_slice(format!("\\u{:04x}", u32::from(control)).as_bytes());
            }
            other => out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}

/// A number as Nix writes it to JSON, in the form that decimal arithmetic gives it: jq keeps the digits of numbers that
/// nothing was done to, and prints them as `decNumberToString` does.
fn number(value: f64) -> String {
    let mut json = Vec::new();
    float::to_json(&mut json, value);
    let json = String::from_utf8_lossy(&json);
    let (negative, rest) = match json.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", &*json),
    };
    let (mantissa, exponent) = rest.split_once('e').unwrap_or((rest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = match all.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let (count, places) = (length(digits), length(fraction));
    let exponent = exponent.parse::<i64>().unwrap_or(0).saturating_sub(places);
    let adjusted = exponent.saturating_add(count).saturating_sub(1);
    if exponent > 0 || adjusted < -6 {
        let (first, others) = digits.split_at(1);
        let point = if others.is_empty() { "" } else { "." };
        return format!("{negative}{first}{point}{others}E{adjusted:+}");
    }
    let before = count.saturating_add(exponent);
    match usize::try_from(before) {
        Ok(0) => format!("{negative}0.{digits}"),
        Ok(before) if exponent == 0 => format!("{negative}{}", &digits[..before]),
        Ok(before) => format!("{negative}{}.{}", &digits[..before], &digits[before..]),
        Err(_) => {
            let zeros = usize::try_from(before.unsigned_abs()).unwrap_or(0);
            format!("{negative}0.{}{digits}", "0".repeat(zeros))
        }
    }
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}
