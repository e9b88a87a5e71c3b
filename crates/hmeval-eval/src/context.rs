//! String contexts in the terms of the store: what an element refers to, read once for each element.
//!
//! Elements keep whole store paths as text, for that is what they are made from and shown as; derivations need the
//! parsed form, and the same elements come thousands of times. Used by `derivationStrict`, the builtins on contexts
//! and everything that reads a path out of a string with context.

use std::cmp::Ordering;
use std::rc::Rc;

use hmeval_store::{SingleDerivedPath, StoreDir, StorePath};

use crate::error::{Error, ErrorKind, Result};
use crate::evaluator::Evaluator;
use crate::heap::Value;
use crate::string::{Context, ContextElement, ElementId};

/// How deep the derivations of an element may be nested in each other (`builtins.outputOf`).
const MAX_NESTING: usize = hmeval_store::derivation::MAX_DYNAMIC_DEPTH;

/// A [`ContextElement`], parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A store object as it is, or an output of a derivation.
    Path(SingleDerivedPath),
    /// A derivation with all its outputs and everything that it depends on.
    DrvDeep(StorePath),
}

impl Reference {
    /// Nix's encoding, with base names (`NixStringContextElem::to_string`): `path`, `=drv`, `!output!drv`.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut path = match self {
            Reference::DrvDeep(drv) => return [b"=", drv.to_string().as_bytes()].concat(),
            Reference::Path(path) => path,
        };
        if let SingleDerivedPath::Built { .. } = path {
            out.push(b'!');
        }
        while let SingleDerivedPath::Built { drv, output } = path {
            out.extend_from_slice(output);
            out.push(b'!');
            path = drv;
        }
        self.base().write_base_name(&mut out);
        out
    }

    /// The store object at the bottom: the path itself, or the derivation that everything else comes from.
    pub fn base(&self) -> &StorePath {
        let mut path = match self {
            Reference::DrvDeep(drv) => return drv,
            Reference::Path(path) => path,
        };
        loop {
            match path {
                SingleDerivedPath::Opaque(base) => return base,
                SingleDerivedPath::Built { drv, .. } => path = drv,
            }
        }
    }
}

/// The element that refers to `path`.
pub fn element_of(dir: &StoreDir, path: &SingleDerivedPath) -> ContextElement {
    match path {
        SingleDerivedPath::Opaque(path) => ContextElement::Opaque(dir.print(path).into()),
        SingleDerivedPath::Built { drv, output } => {
            ContextElement::Built { drv: encode_drv(dir, drv).into(), output: output.as_slice().into() }
        }
    }
}

/// `path`, or `output!` and the encoding of what the output belongs to.
fn encode_drv(dir: &StoreDir, path: &SingleDerivedPath) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = path;
    while let SingleDerivedPath::Built { drv, output } = at {
        out.extend_from_slice(output);
        out.push(b'!');
        at = drv;
    }
    if let SingleDerivedPath::Opaque(path) = at {
        dir.write(path, &mut out);
    }
    out
}

/// Undoes [`encode_drv`].
fn decode_drv(dir: &StoreDir, text: &[u8]) -> hmeval_store::Result<SingleDerivedPath> {
    let mut parts: Vec<&[u8]> = text.split(|&byte| byte == b'!').collect();
    let path = dir.parse(parts.pop().unwrap_or_default())?;
    if parts.len() > MAX_NESTING {
        let message: &[u8] = b"derivations are nested too deeply";
        return Err(hmeval_store::Error::new(hmeval_store::ErrorKind::Other, &[message]));
    }
    Ok(parts.into_iter().rev().fold(SingleDerivedPath::Opaque(path), |drv, output| {
        SingleDerivedPath::Built { drv: Box::new(drv), output: output.to_vec() }
    }))
}

impl<'h> Evaluator<'h> {
    /// What an element refers to.
    ///
    /// # Errors
    /// If it holds no store path; elements are only made from store paths, so that this does not happen.
    pub fn reference(&self, id: ElementId) -> Result<'h, Rc<Reference>> {
        if let Some(known) = self.store.reference(id) {
            return Ok(known);
        }
        let dir = &self.store.dir;
        let parsed = match self.contexts.get(id) {
            ContextElement::Opaque(path) => {
                dir.parse(&path).map(|path| Reference::Path(SingleDerivedPath::Opaque(path)))
            }
            ContextElement::DrvDeep(drv) => dir.parse(&drv).map(Reference::DrvDeep),
            ContextElement::Built { drv, output } => decode_drv(dir, &drv).map(|drv| {
                Reference::Path(SingleDerivedPath::Built { drv: Box::new(drv), output: output.to_vec() })
            }),
        };
        let reference = Rc::new(parsed.map_err(|error| self.store_error(error))?);
        self.store.keep_reference(id, Rc::clone(&reference));
        Ok(reference)
    }

    /// What a context refers to, sorted as Nix sorts context elements (`NixStringContext`).
    ///
    /// # Errors
    /// As [`Evaluator::reference`].
    pub fn references(&self, context: Option<&Context<'_>>) -> Result<'h, Vec<(ElementId, Rc<Reference>)>> {
        let ids = context.map_or(&[][..], |context| context.elements);
        let mut references = Vec::with_capacity(ids.len());
        for id in ids {
            references.push((*id, self.reference(*id)?));
        }
        references.sort_by(|(_, a), (_, b)| compare(a, b));
        Ok(references)
    }

    /// The number of the element that refers to `path`.
    pub fn path_element(&self, path: &SingleDerivedPath) -> ElementId {
        self.contexts.intern(element_of(&self.store.dir, path))
    }

    /// A string value with the one context element `id`.
    pub fn string_with_element(&self, text: &'h [u8], id: ElementId) -> Value<'h> {
        let context = self.heap.alloc(Context { elements: self.heap.slice(&[id]) });
        Value::string_in(self.heap, text, Some(context))
    }

    /// A string value of a store path, which refers to that path (`mkStorePathString`).
    pub fn store_path_value(&self, path: &StorePath) -> Value<'h> {
        let text = self.heap.bytes(&self.store.dir.print(path));
        let id = self.contexts.intern(ContextElement::Opaque(text.into()));
        self.string_with_element(text, id)
    }

    /// An element as Nix shows it in messages (`NixStringContextElem::display`): `path`, `drv (deep)`, `drv^output`.
    pub fn display_context_element(&self, element: &ContextElement) -> Vec<u8> {
        match element {
            ContextElement::Opaque(path) => path.to_vec(),
            ContextElement::DrvDeep(drv) => [drv, &b" (deep)"[..]].concat(),
            ContextElement::Built { drv, output } => {
                let mut parts: Vec<&[u8]> = drv.split(|&byte| byte == b'!').rev().collect();
                parts.push(output);
                parts.join(&b'^')
            }
        }
    }

    /// An error of the store crate as one of the evaluation.
    #[cold]
    pub fn store_error(&self, error: hmeval_store::Error) -> Error<'h> {
        let kind = match error.kind() {
            hmeval_store::ErrorKind::MissingFeature => ErrorKind::Unsupported,
            hmeval_store::ErrorKind::System => ErrorKind::Io,
            // Unknown names of algorithms and formats are errors of usage to Nix, even in an expression.
            hmeval_store::ErrorKind::Usage => ErrorKind::Usage,
            _ => ErrorKind::Eval,
        };
        self.error(kind, error.message())
    }
}

/// Nix's order: the kinds in the order of its variant (paths, deep references, outputs), then what is in them.
fn compare(a: &Reference, b: &Reference) -> Ordering {
    let rank = |reference: &Reference| match reference {
        Reference::Path(SingleDerivedPath::Opaque(_)) => 0,
        Reference::DrvDeep(_) => 1,
        Reference::Path(SingleDerivedPath::Built { .. }) => 2,
    };
    rank(a).cmp(&rank(b)).then_with(|| match (a, b) {
        (Reference::Path(a), Reference::Path(b)) => a.cmp(b),
        (Reference::DrvDeep(a), Reference::DrvDeep(b)) => a.cmp(b),
        _ => Ordering::Equal,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(name: &str) -> StorePath {
        StorePath::parse(format!("{}-{name}", "0".repeat(32)).as_bytes()).unwrap()
    }

    #[test]
    fn nested_outputs_are_read_back() {
        let dir = StoreDir::default();
        let drv = SingleDerivedPath::Opaque(path("a.drv"));
        let inner = SingleDerivedPath::Built { drv: Box::new(drv), output: b"out".to_vec() };
        let outer = SingleDerivedPath::Built { drv: Box::new(inner), output: b"lib".to_vec() };
        let encoded = encode_drv(&dir, &outer);
        assert_eq!(encoded, [b"lib!out!/nix/store/", &b"0".repeat(32)[..], b"-a.drv"].concat());
        assert_eq!(decode_drv(&dir, &encoded).unwrap(), outer);
    }

    #[test]
    fn nesting_is_limited() {
        let text =
            [b"x!".repeat(MAX_NESTING + 1), b"/nix/store/".to_vec(), b"0".repeat(32), b"-a.drv".to_vec()]
                .concat();
        assert!(decode_drv(&StoreDir::default(), &text).is_err());
    }

    #[test]
    fn the_base_is_the_innermost_path() {
        let built = SingleDerivedPath::Built {
            drv: Box::new(SingleDerivedPath::Opaque(path("a.drv"))),
            output: b"out".to_vec(),
        };
        assert_eq!(Reference::Path(built).base(), &path("a.drv"));
    }
}
