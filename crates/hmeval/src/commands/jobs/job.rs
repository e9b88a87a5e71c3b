//! One job: what is at a path of attributes, and what is said of a derivation there.

use std::collections::BTreeSet;
use std::path::Path;

use hmeval_diag::Pos;
use hmeval_eval::heap::Attrs;
use hmeval_eval::string::ContextBuilder;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value, View};
use hmeval_store::Derivation;
use serde_json::{Map, Value as Json};

use super::JobsArgs;
use super::protocol::{Answer, AttrPath, line_for};
use crate::commands::sink::DerivationSink;
use crate::failure::{Failure, Outcome};
use crate::world::path as file_path;

/// The result of a configuration, from the attribute that holds it: where the outputs of a flake have derivations that no
/// set says of.
const RESULTS: [(&str, &[&str]); 3] = [
    ("homeConfigurations", &["activationPackage"]),
    ("nixosConfigurations", &["config", "system", "build", "toplevel"]),
    ("darwinConfigurations", &["config", "system", "build", "toplevel"]),
];

/// The output whose attributes are derivations already.
const SYSTEMS: &str = "systemConfigs";

/// What jobs are looked for in.
pub(super) struct Root<'h> {
    /// The value.
    pub(super) value: Value<'h>,
    /// Whether it is all outputs of a flake, so that homes and hosts are looked for.
    pub(super) has_configurations: bool,
    /// Arguments of functions on the way.
    pub(super) auto: Attrs<'h>,
    /// The function whose result is `extraValue`.
    pub(super) apply: Option<Value<'h>>,
}

/// What is at a path.
///
/// # Errors
/// Those of evaluating it; if a link or file cannot be written.
pub(super) fn look<'h>(
    ev: &Evaluator<'h>,
    args: &JobsArgs,
    root: &Root<'h>,
    path: &[String],
    sink: &mut DerivationSink<'_>,
) -> Outcome<'h, Answer> {
    if let Some(inner) = root.results(ev, path)? {
        return Ok(Answer { inner, ..Answer::default() });
    }
    let value = ev.auto_call(root.auto, at(ev, root.auto, root.value, path)?)?;
    let value = ev.force(value, ev.value_pos(value))?;
    let Some(attrs) = value.as_attrs() else { return Ok(Answer::default()) };
    if ev.is_derivation(value)? {
        let drv_path = ev.package_drv_path(attrs)?;
        let mut job = line_for(path);
        describe(ev, attrs, drv_path, &mut job)?;
        if args.meta {
            job.insert("meta".to_owned(), meta(ev, attrs)?);
        }
        if let Some(function) = root.apply {
            let extra = ev.call(function, &[value], Pos::NONE)?;
            job.insert("extraValue".to_owned(), json(ev, extra)?);
        }
        sink.write(ev, drv_path)?;
        if let Some(dir) = &args.gc_roots_dir {
            link(dir, drv_path)?;
        }
        return Ok(Answer { job: Some(job), ..Answer::default() });
    }
    let inner = if goes_on(ev, args, attrs, path)? { below(ev, attrs, path) } else { Vec::new() };
    Ok(Answer { inner, ..Answer::default() })
}

impl<'h> Root<'h> {
    /// Where the result of a configuration at this path is.
    fn results(&self, ev: &Evaluator<'h>, path: &[String]) -> Result<Option<Vec<AttrPath>>, Error<'h>> {
        let Some(set) = path.first().filter(|_| self.has_configurations) else { return Ok(None) };
        let known = RESULTS.iter().find(|(name, _)| name == set);
        match (path, known) {
            ([_], _) if known.is_some() || set == SYSTEMS => {
                let value = at(ev, self.auto, self.value, path)?;
                let attrs = ev.force(value, Pos::NONE)?.as_attrs();
                Ok(attrs.map(|attrs| below(ev, attrs, path)))
            }
            ([_, _], Some((_, result))) => {
                let names = path.iter().cloned().chain(result.iter().map(|name| (*name).to_owned()));
                Ok(Some(vec![names.collect()]))
            }
            _ => Ok(None),
        }
    }
}

/// The value at a path. Functions on the way are called with the arguments of the command line.
fn at<'h>(
    ev: &Evaluator<'h>,
    auto: Attrs<'h>,
    root: Value<'h>,
    path: &[String],
) -> Result<Value<'h>, Error<'h>> {
    let mut value = root;
    for name in path {
        let called = ev.auto_call(auto, value)?;
        let next = ev.force(called, Pos::NONE)?.as_attrs();
        let next = next.and_then(|attrs| attrs.value(ev.symbols.intern(name.as_bytes())));
        value = next.ok_or_else(|| {
            ev.error(ErrorKind::Missing, format!("attribute '{name}' in selection path not found"))
        })?;
    }
    Ok(value)
}

/// The paths of the attributes of a set.
fn below<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>, path: &[String]) -> Vec<AttrPath> {
    let name = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let names = ev.sorted_attrs(attrs).into_iter().map(|(key, _)| name(ev.text(key.name)));
    names.map(|name| path.iter().cloned().chain([name]).collect()).collect()
}

/// Whether jobs are looked for in a set.
fn goes_on<'h>(
    ev: &Evaluator<'h>,
    args: &JobsArgs,
    attrs: Attrs<'h>,
    path: &[String],
) -> Result<bool, Error<'h>> {
    match attrs.get(ev.symbols.intern(b"recurseForDerivations")).filter(|_| !args.force_recurse) {
        Some((value, pos)) => ev.force_bool(value, pos, "while evaluating recurseForDerivations"),
        None => Ok(args.force_recurse || path.is_empty()),
    }
}

fn lossy(bytes: impl AsRef<[u8]>) -> Json {
    String::from_utf8_lossy(bytes.as_ref()).into_owned().into()
}

/// The fields about a derivation.
fn describe<'h>(
    ev: &Evaluator<'h>,
    attrs: Attrs<'h>,
    drv_path: &[u8],
    job: &mut Map<String, Json>,
) -> Result<(), Error<'h>> {
    let store_path = ev.store.dir.parse(drv_path).map_err(|error| ev.store_error(error))?;
    let drv = ev.derivation_at(&store_path)?;
    let Some((name, pos)) = attrs.get(ev.symbols.intern(b"name")) else {
        return Err(ev.error(ErrorKind::Type, "derivation name missing"));
    };
    let what = "while evaluating the 'name' attribute of a derivation";
    job.insert("name".to_owned(), lossy(ev.force_str_no_context(name, pos, what)?));
    job.insert("drvPath".to_owned(), lossy(drv_path));
    job.insert("system".to_owned(), lossy(&drv.platform));
    let mut outputs = Map::new();
    for (name, output) in &drv.outputs {
        let path = output.path(&ev.store.dir, &drv.name, name).map_err(|error| ev.store_error(error))?;
        let path = path.map_or(Json::Null, |path| lossy(ev.store.dir.print(&path)));
        outputs.insert(String::from_utf8_lossy(name).into_owned(), path);
    }
    let has_unknown = outputs.values().any(Json::is_null);
    job.insert("requiredSystemFeatures".to_owned(), features(&drv, has_unknown).into());
    job.insert("outputs".to_owned(), outputs.into());
    let inputs = drv.input_drvs.iter().map(|(path, wanted)| {
        let names: Vec<Json> = wanted.outputs.iter().map(lossy).collect();
        (String::from_utf8_lossy(&ev.store.dir.print(path)).into_owned(), names.into())
    });
    job.insert("inputDrvs".to_owned(), inputs.collect::<Map<_, _>>().into());
    Ok(())
}

/// What a machine must be able to do to build a derivation (Nix: `getRequiredSystemFeatures`).
fn features(drv: &Derivation, has_unknown_outputs: bool) -> Vec<Json> {
    const NAME: &str = "requiredSystemFeatures";
    let attributes =
        drv.structured_attrs.as_deref().and_then(|text| serde_json::from_slice::<Json>(text).ok());
    let mut all: BTreeSet<String> = match attributes {
        Some(attributes) => {
            let listed = attributes.get(NAME).and_then(Json::as_array).into_iter().flatten();
            listed.filter_map(Json::as_str).map(str::to_owned).collect()
        }
        None => {
            let text = drv.env.get(NAME.as_bytes()).map(|text| String::from_utf8_lossy(text));
            text.iter().flat_map(|text| text.split_ascii_whitespace()).map(str::to_owned).collect()
        }
    };
    if has_unknown_outputs {
        all.insert("ca-derivations".to_owned());
    }
    all.into_iter().map(Json::from).collect()
}

/// What of `meta` has a JSON form; nothing for a derivation without it.
fn meta<'h>(ev: &Evaluator<'h>, attrs: Attrs<'h>) -> Result<Json, Error<'h>> {
    let Some((meta, pos)) = attrs.get(ev.symbols.intern(b"meta")) else { return Ok(Json::Null) };
    let meta = ev.force_attrs(meta, pos, "while evaluating the 'meta' attribute of a derivation")?;
    let mut fields = Map::new();
    for (key, value) in ev.sorted_attrs(meta) {
        if is_plain(ev, value)? {
            fields.insert(String::from_utf8_lossy(ev.text(key.name)).into_owned(), json(ev, value)?);
        }
    }
    Ok(if fields.is_empty() { Json::Null } else { fields.into() })
}

/// Whether a value is made of numbers, strings and truth values only (Nix: `checkMeta`).
fn is_plain<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> Result<bool, Error<'h>> {
    ev.check_stack(Pos::NONE)?;
    let value = ev.force(value, ev.value_pos(value))?;
    let all = |values: &mut dyn Iterator<Item = Value<'h>>| {
        for value in values {
            if !is_plain(ev, value)? {
                return Ok(false);
            }
        }
        Ok(true)
    };
    match value.view() {
        View::List(list) => all(&mut list.items().iter().copied()),
        View::Attrs(attrs) if attrs.get(ev.symbols.intern(b"outPath")).is_some() => Ok(false),
        View::Attrs(attrs) => all(&mut attrs.iter(ev.heap).map(|(_, value)| value)),
        View::Int(_) | View::Bool(_) | View::Str(_) | View::Float(_) => Ok(true),
        _ => Ok(false),
    }
}

fn json<'h>(ev: &Evaluator<'h>, value: Value<'h>) -> Result<Json, Error<'h>> {
    let text = hmeval_eval::json::to_json(ev, value, Pos::NONE, &mut ContextBuilder::new(), false, true)?;
    serde_json::from_slice(&text).map_err(|error| ev.error(ErrorKind::Eval, error.to_string()))
}

/// Makes a link to a derivation in a folder, unless there is something by its name.
fn link<'h>(dir: &Path, drv_path: &[u8]) -> Outcome<'h> {
    let target = file_path(drv_path);
    let Some(name) = target.file_name() else { return Ok(()) };
    let link = dir.join(name);
    let made = std::fs::create_dir_all(dir).and_then(|()| std::os::unix::fs::symlink(target, &link));
    match made {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Failure::message(format!("cannot make the link '{}': {error}", link.display())))
        }
        _ => Ok(()),
    }
}
