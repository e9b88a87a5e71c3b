//! Prints trees as `nix-instantiate --parse` does, and the pieces of them that messages contain.
//!
//! It keeps its own stack, like everything here that meets nesting of any depth.

use crate::chars::{self, is};
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
    let mut shower = Shower::new(ir, paths);
    // A node takes some ten bytes.
    shower.out.reserve(ir.exprs.len() * 12);
    shower.push(&[Item::Expr(ExprId(ir.root))]);
    shower.run()
}

/// A name as Nix prints it: quoted if it has to be.
pub(crate) fn identifier(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    write_identifier(&mut out, name);
    out
}

/// An attribute path as messages show it.
pub(crate) fn attr_path(ir: &Ir, path: &[AttrName]) -> Vec<u8> {
    let mut shower = Shower::new(ir, ShowPaths { base: b"/", home: b"/" });
    shower.push_path(path);
    shower.run()
}

/// Something left to print.
#[derive(Clone, Copy)]
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

    /// Prints what is on the stack.
    fn run(mut self) -> Vec<u8> {
        while let Some(item) = self.stack.pop() {
            match item {
                Item::Expr(id) => self.expr(id),
                Item::Bindings(attrs) => self.bindings(attrs),
                Item::Name(name) => write_identifier(&mut self.out, self.ir.symbol(name)),
                Item::Text(text) => self.text(text),
            }
        }
        self.out
    }

    /// Leaves these to be printed next.
    #[inline]
    fn push(&mut self, items: &[Item]) {
        self.stack.extend(items.iter().rev());
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn expr(&mut self, id: ExprId) {
        use Item::{Bindings, Expr as E, Text};
        let ir = self.ir;
        match ir.exprs[id.0 as usize] {
            Expr::Int(value) => self.text(&value.to_string()),
            Expr::Float(value) => self.text(&general(value)),
            Expr::Str(text) => string_literal(&mut self.out, ir.string(text)),
            Expr::Path(kind, text) => self.path(kind, ir.string(text)),
            Expr::CurPos => self.text("__curPos"),
            Expr::Var(name) | Expr::WithVar { name, .. } => write_identifier(&mut self.out, ir.symbol(name)),
            Expr::Local { level, slot } => self.text(&format!("«variable {level}.{slot}»")),
            Expr::Global(number) => self.text(&format!("«builtin {number}»")),
            Expr::InheritFrom(number) => self.text(&format!("«source {number}»")),
            Expr::Error => self.text("«error»"),
            Expr::Select { len, subject, path, default } => {
                if default.is_some() {
                    self.push(&[Text(" or ("), E(default), Text(")")]);
                }
                self.push_path(&ir.path_parts[path as usize..path as usize + len as usize]);
                self.push(&[Text("("), E(subject), Text(").")]);
            }
            Expr::HasAttr { len, subject, path } => {
                self.push(&[Text(")")]);
                self.push_path(&ir.path_parts[path as usize..path as usize + len as usize]);
                self.push(&[Text("(("), E(subject), Text(") ? ")]);
            }
            Expr::Apply { fun, args } => {
                self.push(&[Text(")")]);
                for argument in ir.lists[args.idx()].iter().rev() {
                    self.push(&[Text(" "), E(*argument)]);
                }
                match ir.exprs[fun.0 as usize] {
                    Expr::Binary(op, left, right) if function(op).is_some() => {
                        let name = function(op).unwrap_or_default();
                        self.push(&[Text(name), Text(" "), E(left), Text(" "), E(right)]);
                    }
                    _ => self.push(&[E(fun)]),
                }
                self.text("(");
            }
            Expr::Lambda(number) => self.lambda(number),
            Expr::List(elements) => {
                self.push(&[Text("]")]);
                for element in ir.lists[elements.idx()].iter().rev() {
                    self.push(&[Text("("), E(*element), Text(") ")]);
                }
                self.text("[ ");
            }
            Expr::Attrs(number) => {
                let open = if ir.attrs[number as usize].recursive { "rec { " } else { "{ " };
                self.push(&[Text(open), Bindings(number), Text("}")]);
            }
            Expr::Let { attrs, body } => {
                self.push(&[Text("(let "), Bindings(attrs), Text("in "), E(body), Text(")")]);
            }
            Expr::With { attrs, body, .. } => {
                self.push(&[Text("(with "), E(attrs), Text("; "), E(body), Text(")")]);
            }
            Expr::If { cond, yes, no } => {
                self.push(&[Text("(if "), E(cond), Text(" then "), E(yes), Text(" else "), E(no), Text(")")]);
            }
            Expr::Assert { cond, body } => self.push(&[Text("assert "), E(cond), Text("; "), E(body)]),
            Expr::Not(operand) => self.push(&[Text("(! "), E(operand), Text(")")]),
            Expr::Binary(op, left, right) => match function(op) {
                Some(name) => {
                    self.push(&[Text("("), Text(name), Text(" "), E(left), Text(" "), E(right), Text(")")]);
                }
                None => self.push(&[Text("("), E(left), Text(sign(op)), E(right), Text(")")]),
            },
            Expr::Concat { parts, .. } => {
                self.push(&[Text(")")]);
                for (index, part) in ir.lists[parts.idx()].iter().enumerate().rev() {
                    self.push(&[Text(if index == 0 { "(" } else { " + " }), E(*part)]);
                }
            }
        }
    }

    fn lambda(&mut self, number: u32) {
        use Item::{Expr as E, Name, Text};
        let ir = self.ir;
        let lambda = ir.lambdas[number as usize];
        self.push(&[Text(": "), E(lambda.body), Text(")")]);
        if lambda.arg.is_some() {
            self.push(&[Name(lambda.arg)]);
        }
        if lambda.has_formals {
            let mut formals: Vec<Formal> = ir.formals[lambda.formals.idx()].to_vec();
            formals.sort_unstable_by_key(|formal| ir.symbol(formal.name));
            self.push(&[Text(if lambda.arg.is_some() { " } @ " } else { " }" })]);
            if lambda.ellipsis {
                self.push(&[Text(if formals.is_empty() { "..." } else { ", ..." })]);
            }
            for (index, formal) in formals.iter().enumerate().rev() {
                if formal.default.is_some() {
                    self.push(&[Text(" ? "), E(formal.default)]);
                }
                self.push(&[Text(if index == 0 { "" } else { ", " }), Name(formal.name)]);
            }
            self.push(&[Text("{ ")]);
        }
        self.text("(");
    }

    fn bindings(&mut self, number: u32) {
        use Item::{Expr as E, Name, Text};
        let ir = self.ir;
        let attrs = ir.attrs[number as usize];
        let mut defs = ir.attr_defs[attrs.defs.idx()].to_vec();
        defs.sort_unstable_by_key(|def| ir.symbol(def.name));
        // In their order, which the stack has the other way round.
        let base = self.stack.len();
        if defs.iter().any(|def| def.kind == AttrKind::Inherited) {
            self.stack.push(Text("inherit"));
            for def in defs.iter().filter(|def| def.kind == AttrKind::Inherited) {
                self.stack.extend([Text(" "), Name(def.name)]);
            }
            self.stack.push(Text("; "));
        }
        for (source, expr) in (0..).zip(&ir.lists[attrs.inherit_from.idx()]) {
            let mut names = defs.iter().filter(|def| source_of(ir, def.value) == Some(source)).peekable();
            if names.peek().is_none() {
                continue;
            }
            self.stack.extend([Text("inherit ("), E(*expr), Text(")")]);
            for def in names {
                self.stack.extend([Text(" "), Name(def.name)]);
            }
            self.stack.push(Text("; "));
        }
        for def in defs.iter().filter(|def| def.kind == AttrKind::Plain) {
            self.stack.extend([Name(def.name), Text(" = "), E(def.value), Text("; ")]);
        }
        for attr in &ir.dynamic_attrs[attrs.dynamic.idx()] {
            self.stack.extend([Text("\"${"), E(attr.name), Text("}\" = "), E(attr.value), Text("; ")]);
        }
        self.stack[base..].reverse();
    }

    fn push_path(&mut self, path: &[AttrName]) {
        for (index, name) in path.iter().enumerate().rev() {
            match *name {
                AttrName::Static(name) => self.push(&[Item::Name(name)]),
                AttrName::Dynamic(expr) => {
                    self.push(&[Item::Text("\"${"), Item::Expr(expr), Item::Text("}\"")]);
                }
            }
            if index > 0 {
                self.push(&[Item::Text(".")]);
            }
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

/// The source that an inherited attribute is selected from.
fn source_of(ir: &Ir, value: ExprId) -> Option<u32> {
    let Expr::Select { subject, .. } = ir.exprs[value.0 as usize] else { return None };
    match ir.exprs[subject.0 as usize] {
        Expr::InheritFrom(number) => Some(number),
        _ => None,
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

/// Writes a name, quoted if it has to be (Nix: `printIdentifier` and `printAttributeName`, which agree).
pub fn write_identifier(out: &mut Vec<u8>, name: &[u8]) {
    let plain = match name {
        b"if" | b"then" | b"else" | b"assert" | b"with" | b"let" | b"in" | b"rec" | b"inherit" => false,
        [first, rest @ ..] => is(*first, chars::ID_START) && rest.iter().all(|c| is(*c, chars::ID)),
        [] => false,
    };
    if plain { out.extend_from_slice(name) } else { string_literal(out, name) }
}

/// Writes a string literal that means this text.
pub fn string_literal(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    string_body(out, text);
    out.push(b'"');
}

/// Writes the inside of a string literal.
pub fn string_body(out: &mut Vec<u8>, text: &[u8]) {
    let mut written = 0;
    for (index, &c) in text.iter().enumerate() {
        // Nearly all bytes stand for themselves.
        if !is(c, chars::SHOWN_ESCAPED) {
            continue;
        }
        let escaped: &[u8] = match c {
            b'"' => b"\\\"",
            b'\\' => b"\\\\",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\t' => b"\\t",
            _ if text.get(index + 1) == Some(&b'{') => b"\\$",
            _ => continue,
        };
        out.extend_from_slice(&text[written..index]);
        out.extend_from_slice(escaped);
        written = index + 1;
    }
    out.extend_from_slice(&text[written..]);
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
