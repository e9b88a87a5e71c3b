//! From the attributes of `derivationStrict` to its result.

use hmeval_diag::Pos;
use hmeval_store::{
    ContentAddress, ContentAddressMethod, Derivation, DerivationOutput, DownstreamPlaceholder, Hash,
    HashAlgo, SingleDerivedPath, StorePath, check_name,
};

use super::attributes::{Outputs, Reader};
use crate::context::Reference;
use crate::error::{ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::{Attrs, AttrsBuilder, Value};
use crate::string::{Context, ContextElement};
use crate::symbol::known;

/// Makes the derivation `name` of `attrs`; the result has its path and those of its outputs.
pub(super) fn build<'h>(ev: &Evaluator<'h>, name: &'h [u8], attrs: Attrs<'h>) -> Result<'h, Value<'h>> {
    check_name(name).map_err(|error| {
        let message =
            [b"invalid derivation name: ", error.message(), b". Please pass a different 'name'."].concat();
        ev.error(ErrorKind::Eval, message)
    })?;
    let mut reader = Reader::new(ev, name, attrs)?;
    reader.read(attrs)?;
    let Reader { mut drv, outputs, context, json, .. } = reader;
    add_inputs(ev, &mut drv, context.finish(ev.heap))?;
    check_attributes(ev, &drv, &outputs)?;
    add_outputs(ev, &mut drv, outputs)?;
    // Nix only notices a string that is not UTF-8 when it writes the derivation.
    if let Some(invalid) = json.invalid {
        return Err(ev.error(ErrorKind::Foreign, invalid.to_string()));
    }
    let path = ev.instantiate(&mut drv)?;
    result(ev, &path, &drv)
}

/// Everything that the attributes' strings refer to becomes an input.
fn add_inputs<'h>(
    ev: &Evaluator<'h>,
    drv: &mut Derivation,
    context: Option<&'h Context<'h>>,
) -> Result<'h, ()> {
    for id in context.map_or(&[][..], |context| context.elements) {
        match &*ev.reference(*id)? {
            Reference::Path(path) => drv.add_input(path).map_err(|error| ev.store_error(error))?,
            Reference::DrvDeep(deep) => add_closure(ev, drv, deep)?,
        }
    }
    Ok(())
}

/// A builder that gets a derivation with all that it depends on may use every path of that graph, so that all of
/// them, outputs included, become inputs.
fn add_closure<'h>(ev: &Evaluator<'h>, drv: &mut Derivation, deep: &StorePath) -> Result<'h, ()> {
    for path in ev.derivation_closure(deep)? {
        if path.is_derivation() {
            let input = ev.derivation_at(&path)?;
            let wanted = drv.input_drvs.entry(path.clone()).or_default();
            wanted.outputs.extend(input.outputs.keys().cloned());
        }
        drv.input_srcs.insert(path);
    }
    Ok(())
}

fn check_attributes<'h>(ev: &Evaluator<'h>, drv: &Derivation, outputs: &Outputs<'h>) -> Result<'h, ()> {
    if drv.builder.is_empty() {
        return Err(ev.error(ErrorKind::Eval, "required attribute 'builder' missing"));
    }
    if drv.platform.is_empty() {
        return Err(ev.error(ErrorKind::Eval, "required attribute 'system' missing"));
    }
    let is_text = outputs.method == Some(ContentAddressMethod::Text);
    if drv.name.ends_with(b".drv") && !(is_text && only_out(outputs)) {
        let message =
            "derivation names are allowed to end in '.drv' only if they produce a single derivation file";
        return Err(ev.error(ErrorKind::Eval, message));
    }
    Ok(())
}

fn only_out(outputs: &Outputs<'_>) -> bool {
    outputs.names.len() == 1 && outputs.names.contains(&b"out"[..])
}

/// Declares the outputs, and their variables as far as they are not computed from the whole derivation.
fn add_outputs<'h>(ev: &Evaluator<'h>, drv: &mut Derivation, outputs: Outputs<'h>) -> Result<'h, ()> {
    if let Some(text) = outputs.hash {
        return add_fixed_output(ev, drv, &outputs, text);
    }
    if !outputs.content_addressed && !outputs.impure {
        for name in outputs.names {
            drv.env.insert(name.clone(), Vec::new());
            drv.outputs.insert(name, DerivationOutput::Deferred);
        }
        return Ok(());
    }
    if outputs.content_addressed && outputs.impure {
        let message = "derivation cannot be both content-addressed and impure";
        return Err(ev.error(ErrorKind::Eval, message));
    }
    let algo = outputs.algo.unwrap_or(HashAlgo::Sha256);
    let method = outputs.method.unwrap_or(ContentAddressMethod::Nar);
    for name in outputs.names {
        drv.env.insert(name.clone(), hmeval_store::placeholder(&name).into_bytes());
        let output = if outputs.impure {
            DerivationOutput::Impure { method, algo }
        } else {
            DerivationOutput::CaFloating { method, algo }
        };
        drv.outputs.insert(name, output);
    }
    Ok(())
}

fn add_fixed_output<'h>(
    ev: &Evaluator<'h>,
    drv: &mut Derivation,
    outputs: &Outputs<'h>,
    hash: &[u8],
) -> Result<'h, ()> {
    if !only_out(outputs) {
        let message = "multiple outputs are not supported in fixed-output derivations";
        return Err(ev.error(ErrorKind::Eval, message));
    }
    let hash = ev.parse_hash(hash, outputs.algo)?;
    let method = outputs.method.unwrap_or(ContentAddressMethod::Flat);
    let output = DerivationOutput::CaFixed(ContentAddress { method, hash });
    let path = output.path(&ev.store.dir, &drv.name, b"out").map_err(|error| ev.store_error(error))?;
    if let Some(path) = path {
        drv.env.insert(b"out".to_vec(), ev.store.dir.print(&path));
    }
    drv.outputs.insert(b"out".to_vec(), output);
    Ok(())
}

fn result<'h>(ev: &Evaluator<'h>, path: &StorePath, drv: &Derivation) -> Result<'h, Value<'h>> {
    let text = ev.heap.bytes(&ev.store.dir.print(path));
    let mut attrs = AttrsBuilder::new(1 + drv.outputs.len(), Pos::NONE);
    let deep = ev.contexts.intern(ContextElement::DrvDeep(text.into()));
    attrs.insert(known::DRV_PATH, Pos::NONE, ev.string_with_element(text, deep));
    for (name, output) in &drv.outputs {
        attrs.insert(ev.symbols.intern(name), Pos::NONE, output_value(ev, path, drv, (name, output))?);
    }
    Ok(Value::attrs(attrs.finish(ev.heap)))
}

/// The path of an output, or what stands for it until it is built, as a string that refers to the output
/// (Nix: `mkOutputString`).
pub(super) fn output_value<'h>(
    ev: &Evaluator<'h>,
    path: &StorePath,
    drv: &Derivation,
    (name, output): (&Vec<u8>, &DerivationOutput),
) -> Result<'h, Value<'h>> {
    let known = output.path(&ev.store.dir, &drv.name, name).map_err(|error| ev.store_error(error))?;
    let text = match known {
        Some(output) => ev.store.dir.print(&output),
        None => {
            let drv = SingleDerivedPath::Opaque(path.clone());
            let placeholder = DownstreamPlaceholder::from_built(&drv, name, ev.store.features);
            placeholder.map_err(|error| ev.store_error(error))?.render().into_bytes()
        }
    };
    let drv = ev.store.dir.print(path).into();
    let element = ev.contexts.intern(ContextElement::Built { drv, output: name.as_slice().into() });
    Ok(ev.string_with_element(ev.heap.bytes(&text), element))
}

impl<'h> Evaluator<'h> {
    /// Reads a hash; an empty text is the zero hash, with a warning (Nix: `newHashAllowEmpty`).
    ///
    /// # Errors
    /// If it is no hash, or says nothing of its algorithm and none is given.
    pub fn parse_hash(&self, text: &[u8], algo: Option<HashAlgo>) -> Result<'h, Hash> {
        let parsed = Hash::parse_allow_empty(text, algo, self.store.features);
        let (hash, warning) = parsed.map_err(|error| self.store_error(error))?;
        if let Some(warning) = warning {
            self.message(format!("warning: {warning}").as_bytes());
        }
        Ok(hash)
    }
}
