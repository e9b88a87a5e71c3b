//! The attribute `__json`, the older way to give structured attributes: Nix reads it and writes it anew, with sorted
//! names and without spaces.

use std::collections::BTreeMap;

use hmeval_formats::json::{Builder, ReadError, read, write_string};

use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;

/// How deep lists and objects may be nested. Nix has no limit but its stack.
const MAX_DEPTH: usize = 1000;

/// What is wrong with a document that is JSON.
enum Refused {
    TooDeep,
    NoText,
}

/// A list or an object that is not complete yet.
enum Open {
    List(Vec<u8>),
    Object(BTreeMap<Vec<u8>, Vec<u8>>, Vec<u8>),
}

/// Writes what it is told, each list and object when it is complete.
#[derive(Default)]
struct Canonical {
    open: Vec<Open>,
    result: Vec<u8>,
    /// What kind of value the whole is, if it is no object.
    kind: &'static str,
}

impl Canonical {
    fn value(&mut self, text: Vec<u8>, kind: &'static str) {
        match self.open.last_mut() {
            None => {
                self.result = text;
                self.kind = kind;
            }
            Some(Open::List(list)) => {
                if !list.is_empty() {
                    list.push(b',');
                }
                list.extend_from_slice(&text);
            }
            Some(Open::Object(object, key)) => {
                object.insert(std::mem::take(key), text);
            }
        }
    }

    fn open(&mut self, container: Open) -> std::result::Result<(), Refused> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Refused::TooDeep);
        }
        self.open.push(container);
        Ok(())
    }

    fn close(&mut self) -> std::result::Result<(), Refused> {
        match self.open.pop() {
            None => {}
            Some(Open::List(list)) => self.value([b"[", &list[..], b"]"].concat(), "array"),
            Some(Open::Object(object, _)) => {
                let mut text = b"{".to_vec();
                for (name, value) in object {
                    if text.len() > 1 {
                        text.push(b',');
                    }
                    write_string(&mut text, &name).map_err(|_| Refused::NoText)?;
                    text.push(b':');
                    text.extend_from_slice(&value);
                }
                text.push(b'}');
                self.value(text, "object");
            }
        }
        Ok(())
    }
}

impl Builder for Canonical {
    type Error = Refused;

    fn null(&mut self) -> std::result::Result<(), Refused> {
        self.value(b"null".to_vec(), "null");
        Ok(())
    }

    fn bool(&mut self, value: bool) -> std::result::Result<(), Refused> {
        self.value(value.to_string().into_bytes(), "boolean");
        Ok(())
    }

    fn int(&mut self, value: i64) -> std::result::Result<(), Refused> {
        self.value(value.to_string().into_bytes(), "number");
        Ok(())
    }

    fn float(&mut self, value: f64) -> std::result::Result<(), Refused> {
        let mut text = Vec::new();
        hmeval_formats::float::to_json(&mut text, value);
        self.value(text, "number");
        Ok(())
    }

    fn string(&mut self, value: &[u8]) -> std::result::Result<(), Refused> {
        let mut text = Vec::new();
        write_string(&mut text, value).map_err(|_| Refused::NoText)?;
        self.value(text, "string");
        Ok(())
    }

    fn start_list(&mut self) -> std::result::Result<(), Refused> {
        self.open(Open::List(Vec::new()))
    }

    fn end_list(&mut self) -> std::result::Result<(), Refused> {
        self.close()
    }

    fn start_object(&mut self) -> std::result::Result<(), Refused> {
        self.open(Open::Object(BTreeMap::new(), Vec::new()))
    }

    fn key(&mut self, name: &[u8]) -> std::result::Result<(), Refused> {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            *key = name.to_vec();
        }
        Ok(())
    }

    fn end_object(&mut self) -> std::result::Result<(), Refused> {
        self.close()
    }
}

/// The text of the object in the form that Nix writes (nlohmann's `dump`), or why there is none.
fn canonical_object(text: &[u8]) -> std::result::Result<Vec<u8>, Vec<u8>> {
    let mut canonical = Canonical::default();
    match read(text, &mut canonical) {
        Ok(()) if canonical.kind == "object" => Ok(canonical.result),
        Ok(()) => {
            let kind = canonical.kind;
            Err(format!("[json.exception.type_error.302] type must be object, but is {kind}").into_bytes())
        }
        Err(ReadError::Syntax(message) | ReadError::Unrepresentable(message)) => Err(message),
        Err(ReadError::Builder(Refused::TooDeep)) => Err(b"lists and objects are nested too deeply".to_vec()),
        Err(ReadError::Builder(Refused::NoText)) => Err(b"a string is not UTF-8".to_vec()),
    }
}

/// The structured attributes that the text of a `__json` attribute stands for.
///
/// # Errors
/// If it is no JSON, or no object.
pub(super) fn structured_attrs<'h>(ev: &Evaluator<'h>, text: &[u8]) -> Result<'h, Vec<u8>> {
    canonical_object(text).map_err(|reason| {
        ev.error(ErrorKind::Eval, [b"cannot process __json attribute: ", &reason[..]].concat())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_the_last_of_equal_ones_stays() {
        let text = br#" { "b" : [ 1 , 2.0, {} ] , "a" : "x" , "b" : [ null, true, [] ] } "#;
        assert_eq!(canonical_object(text).unwrap(), br#"{"a":"x","b":[null,true,[]]}"#);
        assert_eq!(canonical_object(br#"{"n":[1,2.0,{}]}"#).unwrap(), br#"{"n":[1,2.0,{}]}"#);
    }

    #[test]
    fn only_objects_will_do() {
        let expected = b"[json.exception.type_error.302] type must be object, but is array";
        assert_eq!(canonical_object(b"[1]").unwrap_err(), expected);
    }

    #[test]
    fn depth_is_limited() {
        let deep = [b"[".repeat(MAX_DEPTH + 1), b"]".repeat(MAX_DEPTH + 1)].concat();
        assert!(canonical_object(&deep).is_err());
    }
}
