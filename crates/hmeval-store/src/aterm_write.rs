//! Writing derivations as ATerms, byte for byte as `.drv` files are (Nix manual, section "Derivation ATerm";
//! `Derivation::unparse`).
//!
//! One derivation is written up to three times with small differences: to compute its output paths, to name
//! it, and to stand for it in the hash of those that depend on it. What is the same is written once: a text is
//! a head (outputs and input derivations) and a tail (all else), and is hashed without being put together.

use crate::derivation::{Derivation, DerivationOutput, InputOutputs, JSON_VARIABLE, fixed_path};
use crate::error::Result;
use crate::hash::HashFormat;
use crate::placeholder::OutputName;
use crate::store_dir::StoreDir;

/// Whether the paths of a derivation's own outputs are written, or nothing in their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outputs {
    Shown,
    Masked,
}

impl Derivation {
    /// Appends the text of the derivation to `out`, as its `.drv` file has it.
    ///
    /// # Errors
    /// If the environment has a variable `__json`, or if the path of a fixed output cannot be computed.
    pub fn write_aterm(&self, store: &StoreDir, out: &mut Vec<u8>) -> Result<()> {
        write_head(self, store, Outputs::Shown, out)?;
        write_input_paths(self, store, out);
        write_tail(self, store, Outputs::Shown, out, &mut Vec::new())
    }
}

/// Appends all up to and with the bracket that opens the list of input derivations.
pub(crate) fn write_head(
    drv: &Derivation,
    store: &StoreDir,
    outputs: Outputs,
    out: &mut Vec<u8>,
) -> Result<()> {
    // Older Nix reads the form without a version, so that is used wherever it will do.
    let open: &[u8] = if drv.has_dynamic_input() { b"DrvWithVersion(\"xp-dyn-drv\",[" } else { b"Derive([" };
    out.extend_from_slice(open);
    let mut comma = Comma::default();
    for (name, output) in &drv.outputs {
        comma.write(out);
        out.push(b'(');
        write_plain(name, out);
        out.push(b',');
        write_output(drv, store, name, output, outputs, out)?;
        out.push(b')');
    }
    out.extend_from_slice(b"],[");
    Ok(())
}

/// Appends the three fields that tell an output's path.
fn write_output(
    drv: &Derivation,
    store: &StoreDir,
    name: &[u8],
    output: &DerivationOutput,
    outputs: Outputs,
    out: &mut Vec<u8>,
) -> Result<()> {
    out.push(b'"');
    match output {
        DerivationOutput::InputAddressed(path) => {
            if outputs == Outputs::Shown {
                store.write(path, out);
            }
            out.extend_from_slice(b"\",\"\",\"");
        }
        DerivationOutput::Deferred => out.extend_from_slice(b"\",\"\",\""),
        DerivationOutput::CaFixed(address) => {
            if outputs == Outputs::Shown {
                store.write(&fixed_path(store, &drv.name, name, address)?, out);
            }
            out.extend_from_slice(b"\",\"");
            address.method.write_with_algo(address.hash.algo(), out);
            out.extend_from_slice(b"\",\"");
            address.hash.write_text(HashFormat::Base16, false, out);
        }
        DerivationOutput::CaFloating { method, algo } => {
            out.extend_from_slice(b"\",\"");
            method.write_with_algo(*algo, out);
            out.extend_from_slice(b"\",\"");
        }
        DerivationOutput::Impure { method, algo } => {
            out.extend_from_slice(b"\",\"");
            method.write_with_algo(*algo, out);
            out.extend_from_slice(b"\",\"impure");
        }
    }
    out.push(b'"');
    Ok(())
}

/// Appends the list of input derivations by their paths, without its brackets.
pub(crate) fn write_input_paths(drv: &Derivation, store: &StoreDir, out: &mut Vec<u8>) {
    let mut comma = Comma::default();
    for (path, wanted) in &drv.input_drvs {
        comma.write(out);
        out.extend_from_slice(b"(\"");
        store.write(path, out);
        out.extend_from_slice(b"\",");
        write_wanted(wanted, out);
        out.push(b')');
    }
}

/// Appends what is wanted of an input. The nesting is bounded where it is made, by `MAX_DYNAMIC_DEPTH`.
fn write_wanted(wanted: &InputOutputs, out: &mut Vec<u8>) {
    if wanted.dynamic.is_empty() {
        write_names(&wanted.outputs, out);
        return;
    }
    out.push(b'(');
    write_names(&wanted.outputs, out);
    out.extend_from_slice(b",[");
    let mut comma = Comma::default();
    for (name, wanted) in &wanted.dynamic {
        comma.write(out);
        out.push(b'(');
        write_plain(name, out);
        out.push(b',');
        write_wanted(wanted, out);
        out.push(b')');
    }
    out.extend_from_slice(b"])");
}

/// Appends a list of names of outputs.
pub(crate) fn write_names<'a>(names: impl IntoIterator<Item = &'a OutputName>, out: &mut Vec<u8>) {
    out.push(b'[');
    let mut comma = Comma::default();
    for name in names {
        comma.write(out);
        write_plain(name, out);
    }
    out.push(b']');
}

/// Appends all from the bracket on that closes the list of input derivations. `holes` gets the places in `out` where the
/// values of masked variables are missing, in the order of the variables.
pub(crate) fn write_tail(
    drv: &Derivation,
    store: &StoreDir,
    outputs: Outputs,
    out: &mut Vec<u8>,
    holes: &mut Vec<usize>,
) -> Result<()> {
    out.extend_from_slice(b"],[");
    let mut comma = Comma::default();
    for path in &drv.input_srcs {
        comma.write(out);
        out.push(b'"');
        store.write(path, out);
        out.push(b'"');
    }
    out.extend_from_slice(b"],");
    write_plain(&drv.platform, out);
    out.push(b',');
    write_escaped(&drv.builder, out);
    out.extend_from_slice(b",[");
    let mut comma = Comma::default();
    for arg in &drv.args {
        comma.write(out);
        write_escaped(arg, out);
    }
    out.extend_from_slice(b"],[");
    write_env(drv, outputs, out, holes)?;
    out.extend_from_slice(b"])");
    Ok(())
}

/// Appends the environment, with the structured attributes at their place in the order.
fn write_env(drv: &Derivation, outputs: Outputs, out: &mut Vec<u8>, holes: &mut Vec<usize>) -> Result<()> {
    drv.check_json_variable()?;
    let mut json = drv.structured_attrs.as_ref();
    let mut comma = Comma::default();
    for (name, value) in &drv.env {
        if let Some(text) = json.take_if(|_| name.as_slice() > JSON_VARIABLE) {
            write_variable(JSON_VARIABLE, text, &mut comma, out);
        }
        let masked = outputs == Outputs::Masked && drv.outputs.contains_key(name);
        write_variable(name, if masked { b"" } else { value }, &mut comma, out);
        if masked {
            holes.push(out.len() - MASKED_END.len());
        }
    }
    if let Some(text) = json {
        write_variable(JSON_VARIABLE, text, &mut comma, out);
    }
    Ok(())
}

/// What follows the place of a value that is masked.
const MASKED_END: &[u8] = b"\")";

/// The masked tail with what was masked: `holes` are those of [`write_tail`], and all variables else are as they were.
pub(crate) fn fill_holes(drv: &Derivation, masked: &[u8], holes: &[usize], out: &mut Vec<u8>) {
    let mut written = 0;
    let values = drv.env.iter().filter(|(name, _)| drv.outputs.contains_key(*name)).map(|(_, value)| value);
    for (hole, value) in holes.iter().zip(values) {
        out.extend_from_slice(masked.get(written..*hole).unwrap_or_default());
        write_content(value, out);
        written = *hole;
    }
    out.extend_from_slice(masked.get(written..).unwrap_or_default());
}

fn write_variable(name: &[u8], value: &[u8], comma: &mut Comma, out: &mut Vec<u8>) {
    comma.write(out);
    out.push(b'(');
    write_escaped(name, out);
    out.push(b',');
    write_escaped(value, out);
    out.push(b')');
}

/// Appends `text` in quotes as it is. Nix escapes neither paths nor names of outputs nor the system.
fn write_plain(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(text);
    out.push(b'"');
}

/// Appends `text` in quotes and escaped.
fn write_escaped(text: &[u8], out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    write_content(text, out);
    out.push(b'"');
}

fn write_content(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some((plain, c, after)) = split_at_escape(rest) {
        out.extend_from_slice(plain);
        out.extend_from_slice(&[b'\\', ESCAPES[usize::from(c)]]);
        rest = after;
    }
    out.extend_from_slice(rest);
}

/// What is before the first character that is escaped, that character, and what is after it.
fn split_at_escape(text: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    // Whole blocks first, without branches within: the compiler makes vector instructions of it.
    const BLOCK: usize = 32;
    let (blocks, _) = text.as_chunks::<BLOCK>();
    let clean = |block: &&[u8; BLOCK]| !block.iter().fold(false, |any, &c| any | is_escaped(c));
    let start = blocks.iter().take_while(clean).count() * BLOCK;
    let at = start + text.get(start..)?.iter().position(|&c| is_escaped(c))?;
    let (plain, from) = text.split_at_checked(at)?;
    let (&c, after) = from.split_first()?;
    Some((plain, c, after))
}

fn is_escaped(c: u8) -> bool {
    (c == b'"') | (c == b'\\') | (c == b'\n') | (c == b'\r') | (c == b'\t')
}

/// What follows the backslash of a character that is escaped; zero for all others.
const ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table[b'\n' as usize] = b'n';
    table[b'\r' as usize] = b'r';
    table[b'\t' as usize] = b't';
    table
};

/// Writes a comma every time but the first.
#[derive(Default)]
pub(crate) struct Comma(bool);

impl Comma {
    pub(crate) fn write(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.0, true) {
            out.push(b',');
        }
    }
}
