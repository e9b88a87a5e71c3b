//! The list of options in manuals: nixpkgs' `nixos/lib/make-options-doc`, and Home Manager's `docs`.

use super::Use::{Lib, Value as Any};
use super::{Answer, Call, Native};
use crate::builtins::attrs::retain;
use crate::error::Result;
use crate::evaluator::Evaluator;
use crate::heap::{List, Value, View};

pub(super) const NATIVES: &[&Native] = &[
    &Native {
        name: "make-options-doc.optionsList#0",
        arity: 1,
        uses: &[Lib("lib.optionalAttrs", "attrsets.optionalAttrs")],
        names: &["relatedPackages"],
        run: |call| {
            let option = call.forced(0)?;
            let plain = option.as_attrs().filter(|attrs| attrs.get(call.name(0)).is_none());
            Ok(plain.map(|attrs| Value::attrs(attrs.update(call.ev.heap, crate::heap::Attrs::empty()))))
        },
    },
    &Native {
        name: "make-options-doc.optionsNix#0",
        arity: 1,
        uses: &[],
        names: &["name", "visible", "internal"],
        run: |call| {
            let rest = call.ev.later_of(call.share(without_names, &[call.arg(0)]), 0);
            let name = call.select(call.arg(0), call.name(0));
            Ok(Some(call.set(0, |index| if index == 0 { name } else { rest })))
        },
    },
    &Native {
        name: "docs.gitHubDeclaration",
        arity: 3,
        uses: &[Any("isReleaseBranch"), Any("release")],
        names: &[],
        run: |call| {
            let later = call.share(declaration, &[call.arg(0), call.arg(1), call.arg(2)]);
            Ok(Some(call.set(1, |index| call.ev.later_of(later, u32::from(index != 0)))))
        },
    },
    &Native {
        name: "docs.buildOptionsDocs.transformOptions",
        arity: 1,
        uses: &[
            Any("hmPath"),
            Any("gitHubDeclaration"),
            Lib("lib.hasPrefix", "strings.hasPrefix"),
            Lib("lib.removePrefix", "strings.removePrefix"),
        ],
        names: &["declarations"],
        run: |call| {
            let Some(option) = call.forced(0)?.as_attrs() else { return Ok(None) };
            let later = call.share(declarations, &[call.select(call.arg(0), call.name(0))]);
            let declarations = call.set(0, |_| call.ev.later_of(later, ALL));
            let Some(declarations) = declarations.as_attrs() else { return Ok(None) };
            Ok(Some(Value::attrs(option.update(call.ev.heap, declarations))))
        },
    },
];

/// `removeAttrs option [ "name" "visible" "internal" ]`.
fn without_names<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], _: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let option = ev.force_attrs(call.arg(0), call.pos, "")?;
    let removed = [0, 1, 2].map(|index| call.name(index));
    Ok(Value::attrs(retain(ev, option, |name| !removed.contains(&name))))
}

/// The address, and the name, of a place in a repository.
fn declaration<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    match declared_at(&call, number == 0)? {
        Some(value) => Ok(value),
        None => {
            let all = ev.interpret_call(call.closure, &call.args[..3], call.pos)?;
            let all = ev.force_attrs(all, call.pos, "")?;
            let name = if number == 0 { &b"url"[..] } else { b"name" };
            let value = ev.symbols.find(name).and_then(|name| all.value(name));
            ev.force(value.unwrap_or(Value::NULL), call.pos)
        }
    }
}

fn declared_at<'h>(call: &Call<'_, 'h>, address: bool) -> Answer<'h> {
    let mut texts = [&b""[..]; 3];
    for (index, text) in texts.iter_mut().enumerate() {
        match call.forced(index)?.as_str() {
            Some(found) if found.context.is_none() => *text = found.bytes,
            _ => return Ok(None),
        }
    }
    let [user, repository, path] = texts;
    if !address {
        return Ok(Some(call.ev.string([b"<", repository, b"/", path, b">"].concat())));
    }
    let branch = if call.ev.force_bool(call.used(0)?, call.pos, "while evaluating a branch condition")? {
        let Some(release) = call.used(1)?.as_str().filter(|release| release.context.is_none()) else {
            return Ok(None);
        };
        [b"release-", release.bytes].concat()
    } else {
        b"master".to_vec()
    };
    let url = [b"https://github.com/", user, b"/", repository, b"/blob/", &branch, b"/", path].concat();
    Ok(Some(call.ev.string(url)))
}

/// The number of the thunk of all declarations; those of single ones are their indices.
const ALL: u32 = u32::MAX;

fn declarations<'h>(ev: &Evaluator<'h>, values: &'h [Value<'h>], number: u32) -> Result<'h, Value<'h>> {
    let Some(call) = Call::resume(ev, values) else { return Ok(Value::NULL) };
    let given = ev.force_list(call.arg(0), call.pos, "")?.items();
    if number == ALL {
        let later = call.share(declarations, call.args);
        return Ok(Value::list(List::new(ev.heap, given.len(), |index| {
            ev.later_of(later, u32::try_from(index).unwrap_or(u32::MAX))
        })));
    }
    let place = ev.force(given.get(number as usize).copied().unwrap_or(Value::NULL), call.pos)?;
    let text = match place.view() {
        View::Str(text) if text.context.is_none() => text.bytes,
        View::Path(path) => path,
        _ => return interpreted(&call, number),
    };
    let Some(root) = call.used(0)?.as_str().filter(|root| root.context.is_none()) else {
        return interpreted(&call, number);
    };
    let Some(rest) = text.strip_prefix(root.bytes) else {
        return if text == b"lib/modules.nix" { interpreted(&call, number) } else { Ok(place) };
    };
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let given = [ev.string("nix-community"), ev.string("home-manager"), ev.string(rest)];
    ev.call(call.used(1)?, &given, call.pos)
}

/// What the interpreter makes of one declaration. `call` has lost the option, so that one is made up.
fn interpreted<'h>(call: &Call<'_, 'h>, number: u32) -> Result<'h, Value<'h>> {
    let mut option = crate::heap::AttrsBuilder::new(1, hmeval_diag::Pos::NONE);
    option.insert(call.name(0), hmeval_diag::Pos::NONE, call.arg(0));
    let option = Value::attrs(option.finish(call.ev.heap));
    let all = call.ev.interpret_call(call.closure, &[option], call.pos)?;
    let all = call.ev.force(call.select(all, call.name(0)), call.pos)?;
    let item = call.ev.force_list(all, call.pos, "")?.items().get(number as usize).copied();
    call.ev.force(item.unwrap_or(Value::NULL), call.pos)
}
