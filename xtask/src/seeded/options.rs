//! Which options there are to make mistakes with.

use std::collections::BTreeSet;

use super::Question;

/// An option that modules can set.
pub(super) struct Known {
    /// Its path.
    pub(super) path: Vec<String>,
    /// The description of its type.
    pub(super) kind: String,
}

/// An old name, and the new one.
pub(super) struct Renamed {
    pub(super) from: Vec<String>,
    pub(super) to: Vec<String>,
}

/// All options of a configuration.
pub(super) struct Options {
    pub(super) settable: Vec<Known>,
    pub(super) renamed: Vec<Renamed>,
    /// Options whose values may have names that are no options.
    freeform: Vec<Vec<String>>,
    /// All paths of options and sections, to know what is no mistake.
    pub(super) paths: BTreeSet<Vec<String>>,
}

/// The options that `mkRenamedOptionModule` makes: they are aliases that warn.
const RENAMED: &str = r#"
configuration:
let
  inherit (builtins) attrNames concatMap isAttrs match tryEval deepSeq;
  walk = path: node:
    if !(isAttrs node) then [ ]
    else if node._type or null == "option" then
      let
        alias = match "Alias of .option.`([^`]*)`.*" (toString (node.description or ""));
        kind = node.type.description or "";
        one = { from = path; to = builtins.head alias; inherit kind; };
        good = tryEval (alias != null && node.visible or true == false && kind == "boolean");
      in
      if good.success && good.value then [ (deepSeq one one) ] else [ ]
    else concatMap (name: walk (path ++ [ name ]) node.${name}) (attrNames node);
in
walk [ ] (removeAttrs configuration.options [ "_module" ])
"#;

impl Options {
    /// The options of the configuration without mistakes.
    pub(super) fn of(question: &Question) -> Result<Self, String> {
        let expr = question.with(&[]);
        let text = question.ask(&["options", "--json", "--expr", &expr])?;
        let document: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let mut options = Options {
            settable: Vec::new(),
            renamed: Vec::new(),
            freeform: Vec::new(),
            paths: BTreeSet::new(),
        };
        for option in document.as_object().into_iter().flat_map(serde_json::Map::values) {
            let path = names(&option["loc"]);
            let plain = |name: &String| {
                name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            };
            for length in 1..=path.len() {
                options.paths.insert(path[..length].to_vec());
            }
            // In the value of a freeform option every name is right.
            let open = option["type"].as_str().is_some_and(|kind| kind.contains("open submodule"));
            if open {
                options.freeform.push(path.clone());
            }
            let settable = option["readOnly"] != true && path.iter().all(plain) && path[0] != "_module";
            if settable {
                let kind = option["type"].as_str().unwrap_or_default().to_owned();
                options.settable.push(Known { path, kind });
            }
        }
        let text =
            question.ask(&["eval", "--impure", "--json", "--expr", &format!("({RENAMED}) ({expr})")])?;
        let list: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        for renamed in list.as_array().into_iter().flatten() {
            let to = renamed["to"].as_str().unwrap_or_default().split('.').map(str::to_owned).collect();
            options.renamed.push(Renamed { from: names(&renamed["from"]), to });
        }
        Ok(options)
    }
}

fn names(list: &serde_json::Value) -> Vec<String> {
    let names = list.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
