//! Reading `flake.nix`: a literal set whose inputs are literals (Nix: `readFlake`, `parseFlakeInputs`).

use std::collections::BTreeMap;

use hmeval_diag::Pos;
use hmeval_eval::builtins::fetch::input::{Attr, Attrs, is_flake_id, set};
use hmeval_eval::heap::ThunkState;
use hmeval_eval::path::join;
use hmeval_eval::{Error, ErrorKind, Evaluator, Value, View};
use hmeval_syntax::ir::Expr;

use crate::reference::{FlakeRef, Message};

/// The name of an input.
pub type Id = Vec<u8>;

/// The way to an input through the inputs of inputs.
pub type InputPath = Vec<Id>;

/// The inputs of a flake by name.
pub type Inputs = BTreeMap<Id, FlakeInput>;

/// What a flake says of an input.
#[derive(Clone, Debug)]
pub struct FlakeInput {
    /// Which flake, if it is said.
    pub reference: Option<FlakeRef>,
    /// Whether it is a flake, and not just files.
    pub is_flake: bool,
    /// The input that it is the same as, from the root.
    pub follows: Option<InputPath>,
    /// What is said of its own inputs.
    pub overrides: Inputs,
}

impl Default for FlakeInput {
    fn default() -> Self {
        FlakeInput { reference: None, is_flake: true, follows: None, overrides: Inputs::new() }
    }
}

/// A `flake.nix`, read.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// Where it is: in a store object.
    pub path: Vec<u8>,
    /// The attribute `description`.
    pub description: Option<Vec<u8>>,
    /// Its inputs, with those that only the arguments of `outputs` name.
    pub inputs: Inputs,
    /// `inputs.self`: what the flake says of its own source (`submodules`).
    pub self_attrs: Attrs,
}

type Result<'h, T> = std::result::Result<T, Error<'h>>;

/// A path of inputs as it is shown.
pub fn show_input_path(path: &[Id]) -> Vec<u8> {
    path.join(&b'/')
}

/// Reads a path of inputs (`a/b`).
///
/// # Errors
/// Nix's message if a part of it cannot name an input.
pub fn parse_input_path(text: &[u8]) -> std::result::Result<InputPath, Message> {
    let parts = text.split(|byte| *byte == b'/').filter(|part| !part.is_empty());
    let check = |part: &[u8]| match is_flake_id(part) {
        true => Ok(part.to_vec()),
        false => Err([b"invalid flake input attribute path element '", part, b"'"].concat()),
    };
    parts.map(check).collect()
}

/// Reads the `flake.nix` in the folder `dir` of a tree. `shown` is the flake in messages, `prefix` what its `follows` are
/// relative to.
///
/// # Errors
/// If there is none, or it is not as it must be.
pub fn read<'h>(ev: &Evaluator<'h>, dir: &[u8], shown: &FlakeRef, prefix: &[Id]) -> Result<'h, Manifest> {
    let path = join(dir, b"flake.nix");
    let info = ev.eval_literal_set(&path)?;
    let reader = Reader { ev, prefix, dir };
    let get = |name: &[u8]| info.get(ev.symbols.intern(name));
    let description = match get(b"description") {
        Some((value, pos)) => Some(reader.text(value, pos)?),
        None => None,
    };
    let (mut inputs, self_attrs) = match get(b"inputs") {
        Some((value, pos)) => reader.inputs(value, pos, true)?,
        None => (Inputs::new(), Attrs::new()),
    };
    let Some((outputs, pos)) = get(b"outputs") else {
        let message = [b"flake '", &shown.to_text()[..], b"' lacks attribute 'outputs'"].concat();
        return Err(ev.error(ErrorKind::Eval, message));
    };
    let outputs = reader.expect(outputs, pos, "a function")?;
    if let Some(closure) = outputs.as_closure() {
        let code = closure.code();
        for formal in code.formals.get(closure.lambda().formals.idx()).unwrap_or_default() {
            let name = ev.text(code.symbol(formal.name));
            if name != b"self" && !inputs.contains_key(name) {
                let reference =
                    FlakeRef::parse_in_flake(name).map_err(|text| ev.error(ErrorKind::Eval, text))?;
                let input = FlakeInput { reference: Some(reference), ..FlakeInput::default() };
                inputs.insert(name.to_vec(), input);
            }
        }
    }
    if let Some((value, pos)) = get(b"nixConfig") {
        reader.settings(value, pos)?;
    }
    for (key, _) in ev.sorted_attrs(info) {
        let name = ev.text(key.name);
        if !matches!(name, b"description" | b"inputs" | b"outputs" | b"nixConfig") {
            let (flake, place) = (shown.to_text(), ev.show_pos(key.pos));
            let what = b"' has an unsupported attribute '";
            let message = [b"flake '", &flake[..], what, name, b"', at ", &place].concat();
            return Err(ev.error(ErrorKind::Eval, message));
        }
    }
    Ok(Manifest { path, description, inputs, self_attrs })
}

/// Reads values that must be literals.
struct Reader<'a, 'h> {
    ev: &'a Evaluator<'h>,
    prefix: &'a [Id],
    dir: &'a [u8],
}

impl<'h> Reader<'_, 'h> {
    /// The value of a literal; what would have to be evaluated stays a thunk (Nix: `forceTrivialValue`).
    fn literal(&self, value: Value<'h>, pos: Pos) -> Result<'h, Value<'h>> {
        let View::Thunk(thunk) = value.view() else { return Ok(value) };
        match thunk.state() {
            ThunkState::Forced(_) => self.ev.force(value, pos),
            ThunkState::Delayed { file, expr, .. } => match self.ev.code(file).expr(expr) {
                Expr::Attrs(_) | Expr::Lambda(_) | Expr::List(_) | Expr::Str(_) | Expr::Path(..) => {
                    self.ev.force(value, pos)
                }
                Expr::Int(_) | Expr::Float(_) => self.ev.force(value, pos),
                _ => Ok(value),
            },
            _ => Ok(value),
        }
    }

    /// What Nix calls the type of a value in these messages.
    fn type_of(value: Value<'h>) -> &'static str {
        match value.view() {
            View::Thunk(_) => "a thunk",
            View::Attrs(_) => "a set",
            View::List(_) => "a list",
            View::Str(_) => "a string",
            View::Path(_) => "a path",
            View::Bool(_) => "a Boolean",
            View::Int(_) => "an integer",
            View::Float(_) => "a float",
            View::Null => "null",
            _ => "a function",
        }
    }

    fn expect(&self, value: Value<'h>, pos: Pos, expected: &str) -> Result<'h, Value<'h>> {
        let value = self.literal(value, pos)?;
        let found = Self::type_of(value);
        if found == expected {
            return Ok(value);
        }
        let start = format!("expected {expected} but got {found} at ");
        self.fail([start.as_bytes(), &self.ev.show_pos(pos)].concat())
    }

    /// `nixConfig`, which nothing here obeys: what its settings may be is checked as Nix does.
    fn settings(&self, value: Value<'h>, pos: Pos) -> Result<'h, ()> {
        let value = self.expect(value, pos, "a set")?;
        let Some(settings) = value.as_attrs() else { return Ok(()) };
        for (key, value) in settings.iter(self.ev.heap) {
            let name = self.ev.text(key.name);
            let value = self.literal(value, key.pos)?;
            let found = Self::type_of(value).as_bytes();
            match value.view() {
                View::Str(_) | View::Path(_) | View::Int(_) | View::Bool(_) => {}
                View::List(list) => {
                    for item in list.items() {
                        if self.literal(*item, key.pos)?.as_str().is_none() {
                            let what = b"' is a list while a string is expected";
                            let start = b"list element in flake configuration setting '";
                            return self.fail([&start[..], name, what].concat());
                        }
                    }
                }
                _ => return self.fail([b"flake configuration setting '", name, b"' is ", found].concat()),
            }
        }
        Ok(())
    }

    fn text(&self, value: Value<'h>, pos: Pos) -> Result<'h, Vec<u8>> {
        let value = self.expect(value, pos, "a string")?;
        Ok(value.as_str().map(|text| text.bytes.to_vec()).unwrap_or_default())
    }

    fn fail<T>(&self, message: impl AsRef<[u8]>) -> Result<'h, T> {
        Err(self.ev.error(ErrorKind::Eval, message))
    }

    fn inputs(&self, value: Value<'h>, pos: Pos, allow_self: bool) -> Result<'h, (Inputs, Attrs)> {
        let value = self.expect(value, pos, "a set")?;
        let (mut inputs, mut self_attrs) = (Inputs::new(), Attrs::new());
        let Some(attrs) = value.as_attrs() else { return Ok((inputs, self_attrs)) };
        for (key, value) in attrs.iter(self.ev.heap) {
            let name = self.ev.text(key.name);
            if name != b"self" {
                inputs.insert(name.to_vec(), self.input(value, key.pos)?);
            } else if allow_self {
                self_attrs = self.own_attrs(value, key.pos)?;
            } else {
                let place = self.ev.show_pos(key.pos);
                return self.fail([b"'self' input attribute not allowed at ", &place[..]].concat());
            }
        }
        Ok((inputs, self_attrs))
    }

    /// What a flake says of its own source.
    fn own_attrs(&self, value: Value<'h>, pos: Pos) -> Result<'h, Attrs> {
        let value = self.expect(value, pos, "a set")?;
        let mut own = Attrs::new();
        let Some(attrs) = value.as_attrs() else { return Ok(own) };
        for (key, value) in attrs.iter(self.ev.heap) {
            let name = self.ev.text(key.name);
            if !matches!(name, b"submodules" | b"lfs") {
                return self.fail([b"flake 'self' attribute '", name, b"' is not supported"].concat());
            }
            own.insert(name.to_vec(), self.attribute(name, value, key.pos)?);
        }
        Ok(own)
    }

    fn input(&self, value: Value<'h>, pos: Pos) -> Result<'h, FlakeInput> {
        let value = self.expect(value, pos, "a set")?;
        let mut input = FlakeInput::default();
        let (mut attrs, mut url) = (Attrs::new(), None);
        let Some(set_of_input) = value.as_attrs() else { return Ok(input) };
        for (key, value) in set_of_input.iter(self.ev.heap) {
            let name = self.ev.text(key.name);
            let read = match name {
                b"url" => self.url(value, key.pos).map(|text| {
                    set(&mut attrs, "url", &text);
                    url = Some(text);
                }),
                b"flake" => self.expect(value, key.pos, "a Boolean").map(|value| {
                    input.is_flake = value.as_bool().unwrap_or(true);
                }),
                b"inputs" => self.inputs(value, key.pos, false).map(|(inputs, _)| input.overrides = inputs),
                b"follows" => self.follows(value, key.pos).map(|path| input.follows = Some(path)),
                _ => self.attribute(name, value, key.pos).map(|attr| {
                    attrs.insert(name.to_vec(), attr);
                }),
            };
            read.map_err(|error| {
                let text = [b"while evaluating flake attribute '", name, b"'"].concat();
                self.ev.frame(error, key.pos, text)
            })?;
        }
        if attrs.contains_key(&b"type"[..]) {
            let reference = FlakeRef::from_attrs(attrs).map_err(|text| {
                let error = self.ev.error(ErrorKind::Eval, text);
                self.ev.frame(error, pos, "while evaluating flake input")
            });
            input.reference = Some(reference?);
        } else {
            attrs.remove(&b"url"[..]);
            if let Some(name) = attrs.keys().next() {
                let place = self.ev.show_pos(pos);
                return self
                    .fail([b"unexpected flake input attribute '", &name[..], b"', at ", &place].concat());
            }
            if let Some(url) = url {
                let parsed = FlakeRef::parse_in_flake(&url);
                input.reference = Some(parsed.map_err(|text| self.ev.error(ErrorKind::Eval, text))?);
            }
        }
        if input.reference.is_some() && input.follows.is_some() {
            let start = b"flake input has both a flake reference and a follows attribute, at ";
            return self.fail([&start[..], &self.ev.show_pos(pos)].concat());
        }
        Ok(input)
    }

    fn url(&self, value: Value<'h>, pos: Pos) -> Result<'h, Vec<u8>> {
        let value = self.literal(value, pos)?;
        match value.view() {
            View::Str(text) => Ok(text.bytes.to_vec()),
            View::Path(path) => match relative_to(self.dir, path) {
                Some(relative) => Ok([b"path:", &relative[..]].concat()),
                None => {
                    let (place, dir) = (self.ev.show_pos(pos), self.dir);
                    let parts = [b"input attribute path '", path, b"' at ", &place];
                    let within = [b" must be in the same source tree as ", dir].concat();
                    self.fail([&parts.concat()[..], &within].concat())
                }
            },
            _ => {
                let found = Self::type_of(value);
                let start = format!("expected a string or a path but got {found} at ");
                self.fail([start.as_bytes(), &self.ev.show_pos(pos)].concat())
            }
        }
    }

    fn follows(&self, value: Value<'h>, pos: Pos) -> Result<'h, InputPath> {
        let text = self.text(value, pos)?;
        let path = parse_input_path(&text).map_err(|text| self.ev.error(ErrorKind::Usage, text))?;
        Ok(self.prefix.iter().cloned().chain(path).collect())
    }

    fn attribute(&self, name: &[u8], value: Value<'h>, pos: Pos) -> Result<'h, Attr> {
        let shown = String::from_utf8_lossy(name);
        let value = match value.as_thunk() {
            Some(_) => self.literal(value, pos)?,
            None => value,
        };
        match value.view() {
            View::Str(text) => Ok(Attr::Text(text.bytes.to_vec())),
            View::Bool(flag) => Ok(Attr::Bool(flag)),
            View::Int(n) if n < 0 => {
                self.fail(format!("negative value given for flake input attribute {shown}: {n}"))
            }
            View::Int(n) => Ok(Attr::Int(n)),
            _ => {
                let found = Self::type_of(value);
                let message = format!(
                    "flake input attribute '{shown}' is {found} while a string, Boolean, or integer is expected"
                );
                Err(self.ev.error(ErrorKind::Type, message))
            }
        }
    }
}

/// `path` as seen from `dir`; `None` if they are not in the same store object.
fn relative_to(dir: &[u8], path: &[u8]) -> Option<Vec<u8>> {
    let (dir, path): (Vec<_>, Vec<_>) = (parts(dir), parts(path));
    let common = dir.iter().zip(&path).take_while(|(a, b)| a == b).count();
    // `/nix/store/OBJECT` is what they must share.
    if common < 3 {
        return None;
    }
    let up = std::iter::repeat_n(&b".."[..], dir.len() - common);
    let relative: Vec<&[u8]> = up.chain(path.iter().skip(common).copied()).collect();
    Some(if relative.is_empty() { b".".to_vec() } else { relative.join(&b'/') })
}

fn parts(path: &[u8]) -> Vec<&[u8]> {
    path.split(|byte| *byte == b'/').filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_inputs() {
        assert_eq!(parse_input_path(b"a/b//c").unwrap(), [b"a", b"b", b"c"]);
        let refused = parse_input_path(b"a/1").unwrap_err();
        assert_eq!(refused, b"invalid flake input attribute path element '1'");
        assert_eq!(show_input_path(&[b"a".to_vec(), b"b".to_vec()]), b"a/b");
    }

    #[test]
    fn relative_paths_stay_in_the_tree() {
        let relative = |dir: &[u8], path: &[u8]| relative_to(dir, path);
        assert_eq!(relative(b"/nix/store/x-source/a", b"/nix/store/x-source/b").unwrap(), b"../b");
        assert_eq!(relative(b"/nix/store/x-source", b"/nix/store/x-source").unwrap(), b".");
        assert_eq!(relative(b"/nix/store/x-source", b"/nix/store/y-source"), None);
    }
}
