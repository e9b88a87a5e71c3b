//! The canonical form of a function: what it computes, without its place, comments, layout and the names it gives to its own
//! variables. Two functions with the same form and the same values behind their free variables compute the same.
//!
//! The evaluator recognises functions of nixpkgs' library by it and runs its own versions of them.

use crate::ir::{AttrName, AttrsExpr, Expr, ExprId, Ir, Lambda, Range, Sym};

/// More nodes or deeper nesting than this no function has that is worth recognising.
const MAX_BYTES: usize = 1 << 16;
const MAX_DEPTH: u32 = 200;

/// What a function is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canonical {
    /// Its form.
    pub form: Vec<u8>,
    /// The variables that it does not bind itself, each once, in the order of first appearance.
    pub free: Vec<FreeVariable>,
    /// The attribute sets written in it, as indices into [`Ir::attrs`], in the order of the text. Those of `let` too.
    pub sets: Vec<u32>,
    /// The functions written in it, as indices into [`Ir::lambdas`], itself first.
    pub lambdas: Vec<u32>,
}

/// A variable that a function takes from around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeVariable {
    /// Its name.
    pub name: Vec<u8>,
    /// How many environments up from the one that the function was made in.
    pub level: u32,
    /// The index there.
    pub slot: u32,
}

/// The canonical form of function number `lambda` of a parsed and bound file with the text `source`. Nothing if it is
/// larger than any function that could be known.
pub fn canonical(ir: &Ir, source: &[u8], lambda: u32) -> Option<Canonical> {
    let mut walk = Walk { ir, source, out: Canonical::default(), nesting: 0 };
    walk.lambda(lambda, 0)?;
    Some(walk.out)
}

struct Walk<'a> {
    ir: &'a Ir,
    source: &'a [u8],
    out: Canonical,
    nesting: u32,
}

impl Walk<'_> {
    fn byte(&mut self, byte: u8) {
        self.out.form.push(byte);
    }

    fn number(&mut self, number: u32) {
        self.out.form.extend_from_slice(&number.to_le_bytes());
    }

    fn text(&mut self, text: &[u8]) {
        self.number(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.out.form.extend_from_slice(text);
    }

    fn symbol(&mut self, sym: Sym) {
        let ir = self.ir;
        self.text(ir.symbol(sym));
    }

    /// The identifier in the text at a node.
    fn identifier(&self, id: ExprId) -> &[u8] {
        let start = self.ir.pos.get(id.0 as usize).map_or(usize::MAX, |pos| *pos as usize);
        let rest = self.source.get(start..).unwrap_or_default();
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'' | b'-');
        let len = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        &rest[..len]
    }

    fn all(&mut self, range: Range, depth: u32) -> Option<()> {
        self.number(range.len);
        let ir = self.ir;
        ir.lists[range.idx()].iter().try_for_each(|id| self.expr(*id, depth))
    }

    /// A function inside of `depth` environments that were entered since the outermost function began.
    fn lambda(&mut self, number: u32, depth: u32) -> Option<()> {
        let lambda: Lambda = *self.ir.lambdas.get(number as usize)?;
        self.out.lambdas.push(number);
        self.byte(b'\\');
        self.byte(u8::from(lambda.arg.is_some()));
        self.byte(u8::from(lambda.has_formals));
        self.byte(u8::from(lambda.ellipsis));
        self.number(lambda.formals.len);
        let ir = self.ir;
        for formal in &ir.formals[lambda.formals.idx()] {
            self.symbol(formal.name);
            self.optional(formal.default, depth + 1)?;
        }
        self.expr(lambda.body, depth + 1)
    }

    fn optional(&mut self, id: ExprId, depth: u32) -> Option<()> {
        self.byte(u8::from(id.is_some()));
        if id.is_some() { self.expr(id, depth) } else { Some(()) }
    }

    fn path(&mut self, start: u32, len: u16, depth: u32) -> Option<()> {
        self.number(u32::from(len));
        let ir = self.ir;
        for part in &ir.path_parts[start as usize..start as usize + usize::from(len)] {
            match *part {
                AttrName::Static(name) => {
                    self.byte(b's');
                    self.symbol(name);
                }
                AttrName::Dynamic(name) => {
                    self.byte(b'd');
                    self.expr(name, depth)?;
                }
            }
        }
        Some(())
    }

    /// The attributes of a set. `inner` is the number of environments around plain ones.
    fn attrs(&mut self, number: u32, scope: bool, depth: u32) -> Option<()> {
        let ir = self.ir;
        let set: &AttrsExpr = ir.attrs.get(number as usize)?;
        self.out.sets.push(number);
        self.byte(u8::from(scope));
        let inner = depth + u32::from(scope);
        self.all(set.inherit_from, inner)?;
        // The sources of `inherit (source)` have an environment of their own.
        let sources = inner + u32::from(set.inherit_from.len > 0);
        self.number(set.defs.len);
        for def in &ir.attr_defs[set.defs.idx()] {
            self.symbol(def.name);
            self.byte(def.kind as u8);
            let depth = match def.kind {
                crate::ir::AttrKind::Plain => inner,
                crate::ir::AttrKind::Inherited => depth,
                crate::ir::AttrKind::InheritedFrom => sources,
            };
            self.expr(def.value, depth)?;
        }
        self.number(set.dynamic.len);
        for attr in &ir.dynamic_attrs[set.dynamic.idx()] {
            self.expr(attr.name, inner)?;
            self.expr(attr.value, inner)?;
        }
        Some(())
    }

    fn variable(&mut self, id: ExprId, level: u32, slot: u32, depth: u32) {
        let Some(level) = level.checked_sub(depth) else {
            self.byte(b'v');
            self.number(level);
            self.number(slot);
            return;
        };
        let name = self.identifier(id).to_vec();
        self.byte(b'f');
        self.text(&name);
        let variable = FreeVariable { name, level, slot };
        if !self.out.free.contains(&variable) {
            self.out.free.push(variable);
        }
    }

    fn expr(&mut self, id: ExprId, depth: u32) -> Option<()> {
        if self.nesting > MAX_DEPTH || self.out.form.len() > MAX_BYTES {
            return None;
        }
        self.nesting += 1;
        let done = self.node(id, depth);
        self.nesting -= 1;
        done
    }

    fn node(&mut self, id: ExprId, depth: u32) -> Option<()> {
        let ir = self.ir;
        match *ir.exprs.get(id.0 as usize)? {
            Expr::Int(n) => {
                self.byte(b'i');
                self.text(&n.to_le_bytes());
            }
            Expr::Float(n) => {
                self.byte(b'r');
                self.text(&n.to_bits().to_le_bytes());
            }
            Expr::Str(string) => {
                self.byte(b'"');
                self.text(ir.string(string));
            }
            Expr::Path(kind, string) => {
                self.byte(b'/');
                self.byte(kind as u8);
                self.text(ir.string(string));
            }
            Expr::Local { level, slot } => self.variable(id, level, slot, depth),
            Expr::Global(_) => {
                self.byte(b'g');
                let name = self.identifier(id).to_vec();
                self.text(&name);
            }
            Expr::Select { len, subject, path, default } => {
                self.byte(b'.');
                self.expr(subject, depth)?;
                self.path(path, len, depth)?;
                self.optional(default, depth)?;
            }
            Expr::HasAttr { len, subject, path } => {
                self.byte(b'?');
                self.expr(subject, depth)?;
                self.path(path, len, depth)?;
            }
            Expr::Apply { fun, args } => {
                self.byte(b'(');
                self.expr(fun, depth)?;
                self.all(args, depth)?;
            }
            Expr::Lambda(number) => self.lambda(number, depth)?,
            Expr::List(items) => {
                self.byte(b'[');
                self.all(items, depth)?;
            }
            Expr::Attrs(number) => {
                self.byte(b'{');
                self.attrs(number, ir.attrs.get(number as usize)?.recursive, depth)?;
            }
            Expr::Let { attrs, body } => {
                self.byte(b'l');
                self.attrs(attrs, true, depth)?;
                self.expr(body, depth + 1)?;
            }
            Expr::If { cond, yes, no } => {
                self.byte(b'c');
                self.expr(cond, depth)?;
                self.expr(yes, depth)?;
                self.expr(no, depth)?;
            }
            Expr::Assert { cond, body } => {
                self.byte(b'a');
                self.expr(cond, depth)?;
                self.expr(body, depth)?;
            }
            Expr::Not(operand) => {
                self.byte(b'!');
                self.expr(operand, depth)?;
            }
            Expr::Binary(op, left, right) => {
                self.byte(b'o');
                self.byte(op as u8);
                self.expr(left, depth)?;
                self.expr(right, depth)?;
            }
            Expr::Concat { force_string, parts } => {
                self.byte(b'+');
                self.byte(u8::from(force_string));
                self.all(parts, depth)?;
            }
            Expr::InheritFrom(slot) => {
                self.byte(b'^');
                self.number(slot);
            }
            // What a `with` makes of a name is only known when it is evaluated; a position is what differs between files.
            Expr::With { .. } | Expr::WithVar { .. } | Expr::CurPos | Expr::Var(_) | Expr::Error => {
                return None;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Canonical, canonical};
    use crate::{Options, Root, RootScope, bind, parse};

    struct Builtins;

    impl RootScope for Builtins {
        fn lookup(&self, name: &[u8]) -> Option<Root> {
            (name == b"map").then_some(Root::Global(7))
        }
    }

    fn of(source: &str) -> Option<Canonical> {
        let mut ir = parse(source.as_bytes(), &Options::default()).ir;
        assert!(bind(&mut ir, &Builtins).is_empty(), "{source}");
        // Functions that another yields have its name too, and come before it.
        let named = (0..).zip(&ir.lambdas).filter(|(_, lambda)| lambda.name.is_some()).last()?.0;
        canonical(&ir, source.as_bytes(), named)
    }

    fn form(source: &str) -> Vec<u8> {
        of(source).unwrap().form
    }

    #[test]
    fn names_of_parameters_and_layout_do_not_matter() {
        let one = form("a: { f = x: y: map x (y ++ [ a ]); }");
        assert_eq!(one, form("a: { g = p: /* q */ q:\n map p (q ++ [ a ]); }"));
    }

    #[test]
    fn what_is_computed_matters() {
        let forms = [
            "a: { f = x: y: x; }",
            "a: { f = x: y: y; }",
            "a: { f = x: y: a; }",
            "b: { f = x: y: b; }",
            "a: { f = x: y: map; }",
            "a: { f = x: y: x.a; }",
            "a: { f = x: y: x ? a; }",
            "a: { f = { x, y }: a; }",
            "a: { f = { x, y, ... }: a; }",
            "a: { f = x: y: \"a\"; }",
            "a: { f = x: y: 1; }",
            "a: { f = x: y: 1.0; }",
        ]
        .map(form);
        for (index, left) in forms.iter().enumerate() {
            assert!(forms[..index].iter().all(|right| left != right), "number {index}");
        }
    }

    #[test]
    fn free_variables_are_placed_from_where_the_function_is_made() {
        let found = of("a: b: let c = 1; f = x: let y = x; in a + b + c + y; in f").unwrap();
        let places: Vec<_> = found.free.iter().map(|free| (&free.name[..], free.level, free.slot)).collect();
        assert_eq!(places, [(&b"a"[..], 2, 0), (b"b", 1, 0), (b"c", 0, 0)]);
        assert_eq!((found.sets.len(), found.lambdas.len()), (1, 1));
    }

    #[test]
    fn what_depends_on_with_has_no_form() {
        assert_eq!(of("a: { f = x: with a; y; }"), None);
    }
}
