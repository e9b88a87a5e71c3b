//! Reading the argument of `derivationStrict`.

use std::collections::BTreeSet;

use hmeval_diag::Pos;
use hmeval_store::{ContentAddressMethod, Derivation, HashAlgo};

use super::json::structured_attrs;
use crate::coerce::Coerce;
use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, Value, View};
use crate::json::{UncheckedJson, to_json_unchecked};
use crate::print::identifier;
use crate::string::ContextBuilder;
use crate::symbol::{Symbol, known};

/// The frame of errors that already get one for their attribute: none.
const NO_FRAME: &str = "";

/// What the attributes say of the outputs.
#[derive(Default)]
pub(super) struct Outputs<'h> {
    pub(super) names: BTreeSet<Vec<u8>>,
    pub(super) hash: Option<&'h [u8]>,
    pub(super) algo: Option<HashAlgo>,
    pub(super) method: Option<ContentAddressMethod>,
    pub(super) content_addressed: bool,
    pub(super) impure: bool,
}

/// Reads the attributes one after the other, in the order of their names.
pub(super) struct Reader<'e, 'h> {
    ev: &'e Evaluator<'h>,
    name: &'h [u8],
    structured: bool,
    ignore_nulls: bool,
    /// The derivation so far: everything but outputs and inputs.
    pub(super) drv: Derivation,
    /// The variables of its environment so far, in the order of their names.
    variables: Vec<(Vec<u8>, Vec<u8>)>,
    pub(super) outputs: Outputs<'h>,
    pub(super) context: ContextBuilder<'h>,
    /// The structured attributes so far.
    pub(super) json: UncheckedJson,
}

impl<'e, 'h> Reader<'e, 'h> {
    pub(super) fn new(ev: &'e Evaluator<'h>, name: &'h [u8], attrs: Attrs<'h>) -> Result<'h, Self> {
        let flag = |symbol, what| match attrs.value(symbol) {
            Some(value) => ev.force_bool(value, Pos::NONE, what),
            None => Ok(false),
        };
        let structured = flag(
            known::STRUCTURED_ATTRS,
            "while evaluating the `__structuredAttrs` attribute passed to builtins.derivationStrict",
        )?;
        let ignore_nulls = flag(
            known::IGNORE_NULLS,
            "while evaluating the `__ignoreNulls` attribute passed to builtins.derivationStrict",
        )?;
        Ok(Reader {
            ev,
            name,
            structured,
            ignore_nulls,
            drv: Derivation { name: name.to_vec(), ..Derivation::default() },
            variables: Vec::with_capacity(attrs.len()),
            outputs: Outputs { names: BTreeSet::from([b"out".to_vec()]), ..Outputs::default() },
            context: ContextBuilder::new(),
            json: UncheckedJson { text: Vec::new(), invalid: None },
        })
    }

    /// Reads all attributes.
    pub(super) fn read(&mut self, attrs: Attrs<'h>) -> Result<'h, ()> {
        for (key, value) in self.ev.sorted_attrs(attrs) {
            if key.name == known::IGNORE_NULLS {
                continue;
            }
            self.attribute(key.name, value)
                .map_err(|error| self.attribute_frame(error, key.name, key.pos))?;
        }
        // In their order already, which builds the map without a search for each.
        self.drv.env = std::mem::take(&mut self.variables).into_iter().collect();
        if self.structured {
            self.finish_json();
        }
        Ok(())
    }

    #[cold]
    fn attribute_frame(&self, error: Error<'h>, name: Symbol, pos: Pos) -> Error<'h> {
        let mut text = b"while evaluating attribute '".to_vec();
        identifier(&mut text, self.ev.text(name));
        text.extend_from_slice(&[b"' of derivation '", self.name, b"'"].concat());
        self.ev.frame(error, pos, text)
    }

    fn attribute(&mut self, name: Symbol, value: Value<'h>) -> Result<'h, ()> {
        let ev = self.ev;
        if self.ignore_nulls && matches!(ev.force(value, Pos::NONE)?.view(), View::Null) {
            return Ok(());
        }
        match name {
            known::CONTENT_ADDRESSED => {
                if ev.force_bool(value, Pos::NONE, NO_FRAME)? {
                    self.outputs.content_addressed = true;
                    self.require(ev.store.features.ca_derivations, "ca-derivations", "")?;
                }
                Ok(())
            }
            known::IMPURE => {
                if ev.force_bool(value, Pos::NONE, NO_FRAME)? {
                    self.outputs.impure = true;
                    self.require(ev.store.features.impure_derivations, "impure-derivations", "")?;
                }
                Ok(())
            }
            known::ARGS => {
                for arg in ev.force_list(value, Pos::NONE, NO_FRAME)?.items() {
                    let what = "while evaluating an element of the argument list";
                    let arg = ev.coerce(Pos::NONE, *arg, &mut self.context, what, Coerce::DERIVATION)?;
                    self.drv.args.push(arg.to_vec());
                }
                Ok(())
            }
            _ if self.structured => self.structured_attribute(name, value),
            _ => self.variable(name, value),
        }
    }

    /// An attribute that becomes a variable of the environment.
    fn variable(&mut self, name: Symbol, value: Value<'h>) -> Result<'h, ()> {
        let ev = self.ev;
        let text = ev.coerce(Pos::NONE, value, &mut self.context, NO_FRAME, Coerce::DERIVATION)?;
        if name == known::JSON {
            self.warn(
                b"In derivation '",
                "': setting structured attributes via '__json' is deprecated, and may be disallowed in future \
                 versions of Nix. Set '__structuredAttrs = true' instead.",
            );
            self.drv.structured_attrs = Some(structured_attrs(ev, text)?);
            return Ok(());
        }
        self.variables.push((ev.text(name).to_vec(), text.to_vec()));
        match name {
            known::BUILDER => self.drv.builder = text.to_vec(),
            known::SYSTEM => self.drv.platform = text.to_vec(),
            known::OUTPUTS => {
                let names: Vec<&[u8]> =
                    text.split(|byte| b" \t\n\r".contains(byte)).filter(|name| !name.is_empty()).collect();
                self.set_outputs(&names)?;
            }
            _ => self.output_attribute(name, text)?,
        }
        Ok(())
    }

    /// An attribute that becomes a member of the structured attributes.
    fn structured_attribute(&mut self, name: Symbol, value: Value<'h>) -> Result<'h, ()> {
        let ev = self.ev;
        if name == known::STRUCTURED_ATTRS {
            return Ok(());
        }
        let json = to_json_unchecked(ev, value, Pos::NONE, &mut self.context, true, true)?;
        self.add_member(ev.text(name), json);
        match name {
            known::BUILDER => {
                let builder = ev.force_str(value, Pos::NONE, NO_FRAME)?;
                self.context.add(builder.context);
                self.drv.builder = builder.bytes.to_vec();
            }
            known::SYSTEM => {
                self.drv.platform = ev.force_str_no_context(value, Pos::NONE, NO_FRAME)?.to_vec();
            }
            known::OUTPUTS => {
                let mut names = Vec::new();
                for output in ev.force_list(value, Pos::NONE, NO_FRAME)?.items() {
                    names.push(ev.force_str_no_context(*output, Pos::NONE, NO_FRAME)?);
                }
                self.set_outputs(&names)?;
            }
            known::OUTPUT_HASH | known::OUTPUT_HASH_ALGO | known::OUTPUT_HASH_MODE => {
                let text = ev.force_str_no_context(value, Pos::NONE, NO_FRAME)?;
                self.output_attribute(name, text)?;
            }
            known::ALLOWED_REFERENCES
            | known::ALLOWED_REQUISITES
            | known::DISALLOWED_REFERENCES
            | known::DISALLOWED_REQUISITES
            | known::MAX_SIZE
            | known::MAX_CLOSURE_SIZE => {
                let name = String::from_utf8_lossy(ev.text(name));
                self.warn(
                    b"In a derivation named '",
                    &format!(
                        "', 'structuredAttrs' disables the effect of the derivation attribute '{name}'; use \
                         'outputChecks.<output>.{name}' instead"
                    ),
                );
            }
            _ => {}
        }
        Ok(())
    }

    fn output_attribute(&mut self, name: Symbol, text: &'h [u8]) -> Result<'h, ()> {
        let ev = self.ev;
        match name {
            known::OUTPUT_HASH => self.outputs.hash = Some(text),
            known::OUTPUT_HASH_ALGO => {
                let algo = HashAlgo::parse_opt(text, ev.store.features);
                self.outputs.algo = algo.map_err(|error| ev.store_error(error))?;
            }
            known::OUTPUT_HASH_MODE => self.set_method(text)?,
            _ => {}
        }
        Ok(())
    }

    fn set_method(&mut self, text: &[u8]) -> Result<'h, ()> {
        let method = match text {
            // The older name of "nar".
            b"recursive" => ContentAddressMethod::Nar,
            _ => ContentAddressMethod::parse(text).map_err(|_| {
                let message = [b"invalid value '", text, b"' for 'outputHashMode' attribute"].concat();
                self.ev.error(ErrorKind::Eval, message)
            })?,
        };
        self.outputs.method = Some(method);
        let features = self.ev.store.features;
        match method {
            ContentAddressMethod::Text => {
                let name = String::from_utf8_lossy(self.name);
                let reason = format!("text-hashed derivation '{name}', outputHashMode = \"text\"");
                self.require(features.dynamic_derivations, "dynamic-derivations", &reason)
            }
            ContentAddressMethod::Git => self.require(features.git_hashing, "git-hashing", ""),
            ContentAddressMethod::Flat | ContentAddressMethod::Nar => Ok(()),
        }
    }

    fn set_outputs(&mut self, names: &[&[u8]]) -> Result<'h, ()> {
        self.outputs.names.clear();
        for name in names {
            let fail = |message: &[&[u8]]| Err(self.ev.error(ErrorKind::Eval, message.concat()));
            if self.outputs.names.contains(*name) {
                return fail(&[b"duplicate derivation output '", name, b"'"]);
            }
            // The result of `derivationStrict` has an attribute of this name already.
            if *name == b"drvPath" {
                return fail(&[b"invalid derivation output name 'drvPath'"]);
            }
            self.outputs.names.insert(name.to_vec());
        }
        if self.outputs.names.is_empty() {
            return Err(self.ev.error(ErrorKind::Eval, "derivation cannot have an empty set of outputs"));
        }
        Ok(())
    }

    fn require(&self, enabled: bool, feature: &str, reason: &str) -> Result<'h, ()> {
        if enabled {
            return Ok(());
        }
        Err(self.ev.store_error(hmeval_store::Error::missing_feature(feature, reason.as_bytes())))
    }

    fn warn(&self, before: &[u8], after: &str) {
        self.ev.message(&[b"warning: ", before, self.name, after.as_bytes()].concat());
    }

    fn add_member(&mut self, name: &[u8], value: UncheckedJson) {
        let json = &mut self.json;
        json.text.push(if json.text.is_empty() { b'{' } else { b',' });
        if let Err(error) = hmeval_formats::json::write_string(&mut json.text, name) {
            json.invalid.get_or_insert(error);
        }
        json.text.push(b':');
        json.text.extend_from_slice(&value.text);
        if let Some(error) = value.invalid {
            json.invalid.get_or_insert(error);
        }
    }

    fn finish_json(&mut self) {
        let json = &mut self.json;
        if json.text.is_empty() {
            json.text.push(b'{');
        }
        json.text.push(b'}');
        self.drv.structured_attrs = Some(std::mem::take(&mut json.text));
    }
}
