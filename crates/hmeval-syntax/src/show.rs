//! Prints trees as `nix-instantiate --parse` does, and the pieces of them that messages contain.
//!
//! It keeps its own stack, like everything here that meets nesting of any depth.

use crate::ir::{AttrKind, AttrName, BinaryOp, Expr, ExprId, Formal, Ir, PathKind, Sym};

/// What paths are relative to.
#[derive(Clone, Copy, Debug)]
pub struct ShowPaths<'a> {
    /// The folder of the file, absolute.
    pub base: &'a [u8],
    /// The home directory.
    pub home: &'a [u8],
}

/// The tree as text, without a line end. The tree has to come from [`crate::parse()`] and not to be bound yet.
pub fn show(ir: &Ir, paths: ShowPaths<'_>) -> Vec<u8> {
    Shower::new(ir, paths).run(vec![Item::Expr(ExprId(ir.root))])
}

/// A name as Nix prints it: quoted if it has to be.
pub(crate) fn identifier(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_identifier(name, &mut out);
    out
}

/// An attribute path as messages show it.
pub(crate) fn attr_path(ir: &Ir, path: &[AttrName]) -> Vec<u8> {
    let shower = Shower::new(ir, ShowPaths { base: b"/", home: b"/" });
    let mut items = Vec::new();
    push_path(path, &mut items);
    shower.run(items)
}

/// Something left to print.
#[derive(Clone)]
enum Item {
    Expr(ExprId),
    /// Bindings of a set.
    Bindings(u32),
    Name(Sym),
    Text(&'static str),
}

struct Shower<'a> {
    ir: &'a Ir,
    paths: ShowPaths<'a>,
    out: Vec<u8>,
    /// What is left to print, last first.
    stack: Vec<Item>,
}

impl<'a> Shower<'a> {
    fn new(ir: &'a Ir, paths: ShowPaths<'a>) -> Self {
        Shower { ir, paths, out: Vec::new(), stack: Vec::new() }
    }

    fn run(mut self, items: Vec<Item>) -> Vec<u8> {
        self.push(items);
        while let Some(item) = self.stack.pop() {
            match item {
                Item::Expr(id) => self.expr(id),
                Item::Bindings(attrs) => self.bindings(attrs),
                Item::Name(name) => write_identifier(self.ir.symbol(name), &mut self.out),
                Item::Text(text) => self.out.extend_from_slice(text.as_bytes()),
            }
        }
        self.out
    }

    fn push(&mut self, items: Vec<Item>) {
        self.stack.extend(items.into_iter().rev());
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn expr(&mut self, id: ExprId) {
        use Item::{Bindings, Expr as E, Name, Text};
        let ir = self.ir;
        let items = match ir.exprs[id.0 as usize] {
            Expr::Int(value) => return self.text(&value.to_string()),
            Expr::Float(value) => return self.text(&general(value)),
            Expr::Str(text) => return write_string(ir.string(text), &mut self.out),
            Expr::Path(kind, text) => return self.path(kind, ir.string(text)),
            Expr::CurPos => return self.text("__curPos"),
            Expr::Var(name) | Expr::WithVar { name, .. } => vec![Name(name)],
            Expr::Local { level, slot } => return self.text(&format!("«variable {level}.{slot}»")),
            Expr::Global(number) => return self.text(&format!("«builtin {number}»")),
            Expr::InheritFrom(number) => return self.text(&format!("«source {number}»")),
            Expr::Error => return self.text("«error»"),
            Expr::Select { len, subject, path, default } => {
                let mut items = vec![Text("("), E(subject), Text(").")];
                push_path(&ir.path_parts[path as usize..path as usize + len as usize], &mut items);
                if default.is_some() {
                    items.extend([Text(" or ("), E(default), Text(")")]);
                }
                items
            }
            Expr::HasAttr { len, subject, path } => {
                let mut items = vec![Text("(("), E(subject), Text(") ? ")];
                push_path(&ir.path_parts[path as usize..path as usize + len as usize], &mut items);
                items.push(Text(")"));
                items
            }
            Expr::Apply { fun, args } => {
                let mut items = vec![Text("(")];
                match ir.exprs[fun.0 as usize] {
                    Expr::Binary(op, left, right) if function(op).is_some() => {
                        items.extend([
                            Text(function(op).unwrap_or_default()),
                            Text(" "),
                            E(left),
                            Text(" "),
                            E(right),
                        ]);
                    }
                    _ => items.push(E(fun)),
                }
                for argument in &ir.lists[args.idx()] {
                    items.extend([Text(" "), E(*argument)]);
                }
                items.push(Text(")"));
                items
            }
            Expr::Lambda(number) => self.lambda(number),
            Expr::List(elements) => {
                let mut items = vec![Text("[ ")];
                for element in &ir.lists[elements.idx()] {
                    items.extend([Text("("), E(*element), Text(") ")]);
                }
                items.push(Text("]"));
                items
            }
            Expr::Attrs(number) => {
                let open = if ir.attrs[number as usize].recursive { "rec { " } else { "{ " };
                vec![Text(open), Bindings(number), Text("}")]
            }
            Expr::Let { attrs, body } => {
                vec![Text("(let "), Bindings(attrs), Text("in "), E(body), Text(")")]
            }
            Expr::With { attrs, body, .. } => vec![Text("(with "), E(attrs), Text("; "), E(body), Text(")")],
            Expr::If { cond, yes, no } => {
                vec![Text("(if "), E(cond), Text(" then "), E(yes), Text(" else "), E(no), Text(")")]
            }
            Expr::Assert { cond, body } => vec![Text("assert "), E(cond), Text("; "), E(body)],
            Expr::Not(operand) => vec![Text("(! "), E(operand), Text(")")],
            Expr::Binary(op, left, right) => match function(op) {
                Some(name) => vec![Text("("), Text(name), Text(" "), E(left), Text(" "), E(right), Text(")")],
                None => vec![Text("("), E(left), Text(sign(op)), E(right), Text(")")],
            },
            Expr::Concat { parts, .. } => {
                let mut items = vec![Text("(")];
                for (index, part) in ir.lists[parts.idx()].iter().enumerate() {
                    items.extend([Text(if index == 0 { "" } else { " + " }), E(*part)]);
                }
                items.push(Text(")"));
                items
            }
        };
        self.push(items);
    }

    fn lambda(&self, number: u32) -> Vec<Item> {
        use Item::{Expr as E, Name, Text};
        let lambda = self.ir.lambdas[number as usize];
        let mut items = vec![Text("(")];
        if lambda.has_formals {
            let mut formals: Vec<Formal> = self.ir.formals[lambda.formals.idx()].to_vec();
            formals.sort_by_key(|formal| self.ir.symbol(formal.name));
            items.push(Text("{ "));
            for (index, formal) in formals.iter().enumerate() {
                items.extend([Text(if index == 0 { "" } else { ", " }), Name(formal.name)]);
                if formal.default.is_some() {
                    items.extend([Text(" ? "), E(formal.default)]);
                }
            }
            if lambda.ellipsis {
                items.push(Text(if formals.is_empty() { "..." } else { ", ..." }));
            }
            items.push(Text(if lambda.arg.is_some() { " } @ " } else { " }" }));
        }
        if lambda.arg.is_some() {
            items.push(Name(lambda.arg));
        }
        items.extend([Text(": "), E(lambda.body), Text(")")]);
        items
    }

    fn bindings(&mut self, number: u32) {
        use Item::{Expr as E, Name, Text};
        let ir = self.ir;
        let attrs = ir.attrs[number as usize];
        let mut defs = ir.attr_defs[attrs.defs.idx()].to_vec();
        defs.sort_by_key(|def| ir.symbol(def.name));
        let mut items = Vec::new();
        if defs.iter().any(|def| def.kind == AttrKind::Inherited) {
            items.push(Text("inherit"));
            for def in defs.iter().filter(|def| def.kind == AttrKind::Inherited) {
                items.extend([Text(" "), Name(def.name)]);
            }
            items.push(Text("; "));
        }
        for (source, expr) in (0..).zip(&ir.lists[attrs.inherit_from.idx()]) {
            let mut names = defs.iter().filter(|def| self.source_of(def.value) == Some(source)).peekable();
            if names.peek().is_none() {
                continue;
            }
            items.extend([Text("inherit ("), E(*expr), Text(")")]);
            for def in names {
                items.extend([Text(" "), Name(def.name)]);
            }
            items.push(Text("; "));
        }
        for def in defs.iter().filter(|def| def.kind == AttrKind::Plain) {
            items.extend([Name(def.name), Text(" = "), E(def.value), Text("; ")]);
        }
        for attr in &ir.dynamic_attrs[attrs.dynamic.idx()] {
            items.extend([Text("\"${"), E(attr.name), Text("}\" = "), E(attr.value), Text("; ")]);
        }
        self.push(items);
    }

    /// The source that an inherited attribute is selected from.
    fn source_of(&self, value: ExprId) -> Option<u32> {
        let Expr::Select { subject, .. } = self.ir.exprs[value.0 as usize] else { return None };
        match self.ir.exprs[subject.0 as usize] {
            Expr::InheritFrom(number) => Some(number),
            _ => None,
        }
    }

    fn path(&mut self, kind: PathKind, text: &[u8]) {
        let mut full = match kind {
            PathKind::Home => {
                self.out.extend_from_slice(self.paths.home);
                self.out.extend_from_slice(text);
                return;
            }
            PathKind::Absolute => Vec::new(),
            PathKind::Relative => self.paths.base.to_vec(),
        };
        full.push(b'/');
        full.extend_from_slice(text);
        canonical(&full, &mut self.out);
        if text.len() > 1 && text.ends_with(b"/") {
            self.out.push(b'/');
        }
    }
}

fn push_path(path: &[AttrName], items: &mut Vec<Item>) {
    for (index, name) in path.iter().enumerate() {
        items.push(Item::Text(if index == 0 { "" } else { "." }));
        match *name {
            AttrName::Static(name) => items.push(Item::Name(name)),
            AttrName::Dynamic(expr) => {
                items.extend([Item::Text("\"${"), Item::Expr(expr), Item::Text("}\"")]);
            }
        }
    }
}

/// The function that Nix translates an operator to.
fn function(op: BinaryOp) -> Option<&'static str> {
    match op {
        BinaryOp::Sub => Some("__sub"),
        BinaryOp::Mul => Some("__mul"),
        BinaryOp::Div => Some("__div"),
        BinaryOp::Less => Some("__lessThan"),
        _ => None,
    }
}

fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Eq => " == ",
        BinaryOp::Neq => " != ",
        BinaryOp::And => " && ",
        BinaryOp::Or => " || ",
        BinaryOp::Impl => " -> ",
        BinaryOp::Update => " // ",
        BinaryOp::ConcatLists => " ++ ",
        BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Less => "",
    }
}

/// A path without `.`, `..` and doubled slashes.
fn canonical(path: &[u8], out: &mut Vec<u8>) {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|c| *c == b'/') {
        match part {
            b"" | b"." => {}
            b".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    for part in &parts {
        out.push(b'/');
        out.extend_from_slice(part);
    }
    if parts.is_empty() {
        out.push(b'/');
    }
}

fn write_identifier(name: &[u8], out: &mut Vec<u8>) {
    let plain = match name {
        b"if" | b"then" | b"else" | b"assert" | b"with" | b"let" | b"in" | b"rec" | b"inherit" => false,
        [first, rest @ ..] => {
            (first.is_ascii_alphabetic() || *first == b'_')
                && rest.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'\'' | b'-'))
        }
        [] => false,
    };
    if plain { out.extend_from_slice(name) } else { write_string(name, out) }
}

fn write_string(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for (index, &c) in text.iter().enumerate() {
        match c {
            b'"' | b'\\' => out.extend([b'\\', c]),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'\t' => out.extend(b"\\t"),
            b'$' if text.get(index + 1) == Some(&b'{') => out.extend(b"\\$"),
            _ => out.push(c),
        }
    }
    out.push(b'"');
}

/// A number as C++ streams print it: `%g`, with six digits.
fn general(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scientific = format!("{value:.5e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let trim = |text: &str| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    if (-4..6).contains(&exponent) {
        let places = usize::try_from(5 - exponent).unwrap_or_default();
        let fixed = format!("{value:.places$}");
        return if fixed.contains('.') { trim(&fixed) } else { fixed };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trim(digits), exponent.abs())
}
