//! Importing a derivation's file: `import drv.drvPath` gives the derivation as a set.

use hmeval_diag::Pos;

use super::build::output_value;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{AttrsBuilder, List, Value};
use crate::string::ContextElement;
use crate::symbol::known;

/// From path, name and outputs of a derivation to the set of its first output, as the function `derivation` makes it.
const IMPORTED: &str = r#"attrs@{ drvPath, outputs, name, ... }:
let
  commonAttrs = builtins.listToAttrs outputsList // {
    all = map (x: x.value) outputsList;
    inherit drvPath name;
    type = "derivation";
  };
  outputsList = map (outputName: {
    name = outputName;
    value = commonAttrs // {
      outPath = builtins.getAttr outputName attrs;
      inherit outputName;
    };
  }) outputs;
in
(builtins.head outputsList).value
"#;

impl<'h> Evaluator<'h> {
    /// The derivation in the file at `path` as a set, `None` if that is not the file of a derivation in the store
    /// (Nix: `derivationToValue`).
    ///
    /// # Errors
    /// If the file cannot be read, or is broken.
    pub fn import_derivation(&self, path: &[u8]) -> Result<'h, Option<Value<'h>>> {
        if !path.ends_with(b".drv") {
            return Ok(None);
        }
        let Ok(store_path) = self.store.dir.parse(path) else { return Ok(None) };
        if !self.is_valid_path(&store_path)? {
            return Ok(None);
        }
        let drv = self.derivation_at(&store_path)?;
        let mut attrs = AttrsBuilder::new(3 + drv.outputs.len(), Pos::NONE);
        let text = self.heap.bytes(path);
        let deep = self.contexts.intern(ContextElement::DrvDeep(text.into()));
        attrs.insert(known::DRV_PATH, Pos::NONE, self.string_with_element(text, deep));
        let name = drv.env.get(&b"name"[..]).map(Vec::as_slice).unwrap_or_default();
        attrs.insert(known::NAME, Pos::NONE, self.string(name));
        let mut names = Vec::with_capacity(drv.outputs.len());
        for (name, output) in &drv.outputs {
            let value = output_value(self, &store_path, &drv, (name, output))?;
            attrs.insert(self.symbols.intern(name), Pos::NONE, value);
            names.push(self.string(name));
        }
        attrs.insert(known::OUTPUTS, Pos::NONE, Value::list(List::from_slice(self.heap, &names)));
        let attrs = Value::attrs(attrs.finish(self.heap));
        let function = self.eval_internal("imported-drv-to-derivation", IMPORTED)?;
        self.call(function, &[attrs], Pos::NONE).map(Some)
    }
}
