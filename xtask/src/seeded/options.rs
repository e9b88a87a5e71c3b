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

/// A name in a set of submodules.
pub(super) const INSTANCE: &str = "one";

/// All options of a configuration.
pub(super) struct Options {
    pub(super) settable: Vec<Known>,
    pub(super) renamed: Vec<Renamed>,
    /// Options of submodules in sets, with [`INSTANCE`] for the name in the set.
    pub(super) nested: Vec<Known>,
    /// Names of packages that the configuration has.
    pub(super) packages: Vec<String>,
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
            nested: Vec::new(),
            packages: Vec::new(),
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
            let kind = option["type"].as_str().unwrap_or_default().to_owned();
            let instance = |name: &String| if name == "<name>" { INSTANCE.to_owned() } else { name.clone() };
            let inner: Vec<String> = path.iter().map(instance).collect();
            let is_nested = inner.iter().filter(|name| *name == INSTANCE).count() == 1;
            if is_nested && inner.iter().all(plain) && inner.last().is_some_and(|last| last != INSTANCE) {
                options.nested.push(Known { path: inner, kind: kind.clone() });
            }
            let settable = option["readOnly"] != true && path.iter().all(plain) && path[0] != "_module";
            if settable {
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
        options.packages = packages(question, &expr)?;
        // In submodules that take any name there are no unknown ones.
        let Options { nested, freeform, .. } = &mut options;
        let is_open = |path: &[String]| {
            freeform.iter().any(|open| {
                open.len() < path.len()
                    && open.iter().zip(path).all(|(name, other)| name == other || name == "<name>")
            })
        };
        nested.retain(|known| !is_open(&known.path));
        Ok(options)
    }
}

/// The packages that people have, as far as the configuration has them.
fn packages(question: &Question, expr: &str) -> Result<Vec<String>, String> {
    let usual = "alacritty curl direnv emacs firefox fzf git gnupg hello htop jq neovim openssl ripgrep rsync starship tmux tree unzip wget zathura";
    let expr = format!(
        "builtins.filter (name: ({expr}).pkgs ? ${{name}}) (builtins.filter builtins.isString (builtins.split \" \" \"{usual}\"))"
    );
    let text = question.ask(&["eval", "--impure", "--json", "--expr", &expr])?;
    Ok(names(&serde_json::from_str(&text).unwrap_or_default()))
}

fn names(list: &serde_json::Value) -> Vec<String> {
    let names = list.as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
