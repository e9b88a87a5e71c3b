//! Finds the place of every variable, once per file: after that the evaluator never compares names of variables.
//!
//! The rules are those of `bindVars` in Nix. The walk is linear and keeps its own stack, so that neither long nor deeply
//! nested expressions matter.

use crate::error::{ErrorKind, SyntaxError};
use crate::ir::{AttrKind, AttrName, BinaryOp, Expr, ExprId, Ir, Range, Sym};
use crate::show;
use crate::symbol_order;

/// What a name outside of a file's own bindings stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A builtin, by its number in the evaluator's table.
    Global(u32),
    /// A variable of an environment around the file (of `scopedImport`, or of the interactive session).
    Local {
        /// 0 for the environment that the file's whole expression is evaluated in, 1 for the one around it, …
        level: u32,
        /// The index there.
        slot: u32,
    },
}

/// The names that are visible in the whole of a file.
pub trait RootScope {
    /// What a name stands for, if it is known.
    fn lookup(&self, name: &[u8]) -> Option<Root>;
}

/// Replaces every [`Expr::Var`] by what it stands for, and operators by calls where their function is shadowed. Variables
/// that nothing defines are left and reported; the first error is the one that Nix would give.
pub fn bind(ir: &mut Ir, root: &dyn RootScope) -> Vec<SyntaxError> {
    let mut errors = Binder::new(ir, root, Order::Text).run();
    if errors.len() > 1 {
        // Nix meets attributes in the order of its symbols, which matters for nothing but the choice of the error.
        errors = Binder::new(ir, root, Order::Symbols).run();
    }
    errors
}

/// The order in which attributes are visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As they stand there. Variables may be visited early.
    Text,
    /// By their symbols, and everything strictly in turn.
    Symbols,
}

/// No binding.
const NONE: u32 = u32::MAX;

/// A variable of an environment that is being walked through.
struct Binding {
    name: Sym,
    /// The environment: how many are around it.
    depth: u32,
    slot: u32,
    /// The binding of the same name that it hides.
    hidden: u32,
}

/// What is left to do.
#[derive(Clone, Copy)]
enum Task {
    Visit(ExprId),
    /// A variable to be looked up outside of the innermost environment.
    VisitOutside(ExprId),
    Leave,
    EnterWith(ExprId),
    LeaveWith,
}

/// What is known about a name that the file does not bind.
#[derive(Clone, Copy)]
enum Outside {
    Unasked,
    Known(Root),
    Unknown,
}

struct Binder<'a> {
    ir: &'a mut Ir,
    root: &'a dyn RootScope,
    order: Order,
    tasks: Vec<Task>,
    /// Number of environments around the current place, those outside of the file not counted.
    depth: u32,
    bindings: Vec<Binding>,
    /// By symbol: the innermost binding, an index in `bindings`.
    innermost: Vec<u32>,
    /// How many bindings there were before each environment.
    scopes: Vec<u32>,
    /// All `with` around the current place: expression, and depth inside of it.
    withs: Vec<(ExprId, u32)>,
    outside: Vec<Outside>,
    operators: [Operator; 4],
    errors: Vec<SyntaxError>,
}

/// An operator that Nix translates to a call of a function that can be shadowed.
#[derive(Clone, Copy)]
struct Operator {
    /// The function's name in this file, if it occurs at all.
    name: Sym,
    /// Its place, if an environment around the file shadows it.
    outside: Option<(u32, u32)>,
}

/// The functions of [`BinaryOp::Sub`], `Mul`, `Div` and `Less`.
const FUNCTIONS: [&[u8]; 4] = [b"__sub", b"__mul", b"__div", b"__lessThan"];

impl<'a> Binder<'a> {
    fn new(ir: &'a mut Ir, root: &'a dyn RootScope, order: Order) -> Self {
        let symbols = ir.symbols.len();
        let operators = FUNCTIONS.map(|name| operator(ir, root, name));
        Binder {
            tasks: vec![Task::Visit(ExprId(ir.root))],
            ir,
            root,
            order,
            depth: 0,
            bindings: Vec::new(),
            innermost: vec![NONE; symbols],
            scopes: Vec::new(),
            withs: Vec::new(),
            outside: vec![Outside::Unasked; symbols],
            operators,
            errors: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<SyntaxError> {
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Visit(id) => self.visit(id),
                Task::VisitOutside(id) => self.variable(id, self.depth.saturating_sub(1)),
                Task::Leave => self.leave(),
                Task::EnterWith(id) => self.enter_with(id),
                Task::LeaveWith => {
                    self.depth -= 1;
                    self.withs.pop();
                }
            }
        }
        self.find_aliases();
        self.errors
    }

    /// Marks sets with names that are just other names of theirs.
    fn find_aliases(&mut self) {
        let Ir { attrs, attr_defs, exprs, .. } = &mut *self.ir;
        for set in attrs {
            set.has_aliases = attr_defs[set.defs.idx()].iter().any(|def| {
                def.kind == AttrKind::Plain
                    && matches!(exprs[def.value.0 as usize], Expr::Local { level: 0, .. })
            });
        }
    }

    /// Visits an expression's parts. They are pushed last first.
    fn visit(&mut self, id: ExprId) {
        match self.ir.exprs[id.0 as usize] {
            Expr::Var(_) => self.variable(id, self.depth),
            Expr::Select { len, subject, path, default } => {
                self.path(path, len);
                if default.is_some() {
                    self.later(default);
                }
                self.later(subject);
            }
            Expr::HasAttr { len, subject, path } => {
                self.path(path, len);
                self.later(subject);
            }
            Expr::Apply { fun, args } => {
                self.all(args);
                self.later(fun);
            }
            Expr::Lambda(number) => self.lambda(number),
            Expr::List(elements) => self.all(elements),
            Expr::Attrs(number) => {
                let recursive = self.ir.attrs[number as usize].recursive;
                if recursive {
                    self.enter_attrs(number);
                    self.tasks.push(Task::Leave);
                }
                self.attrs(number, recursive);
            }
            Expr::Let { attrs, body } => {
                self.enter_attrs(attrs);
                self.tasks.push(Task::Leave);
                self.later(body);
                self.attrs(attrs, true);
            }
            Expr::With { attrs, body, .. } => {
                self.tasks.push(Task::LeaveWith);
                // Not `later`: the body is inside of the `with`.
                self.tasks.extend([Task::Visit(body), Task::EnterWith(id)]);
                self.later(attrs);
            }
            Expr::If { cond, yes, no } => {
                self.later(no);
                self.later(yes);
                self.later(cond);
            }
            Expr::Assert { cond, body } => {
                self.later(body);
                self.later(cond);
            }
            Expr::Not(operand) => self.later(operand),
            Expr::Binary(op, left, right) => self.binary(id, op, left, right),
            Expr::Concat { parts, .. } => self.all(parts),
            Expr::Int(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Path(..)
            | Expr::Local { .. }
            | Expr::Global(_)
            | Expr::WithVar { .. }
            | Expr::CurPos
            | Expr::InheritFrom(_)
            | Expr::Error => {}
        }
    }

    /// Visits an expression in the current environment, when all that is pushed behind it is done.
    #[inline]
    fn later(&mut self, id: ExprId) {
        match self.ir.exprs[id.0 as usize] {
            Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Path(..) | Expr::InheritFrom(_) => {}
            Expr::Var(_) if self.order == Order::Text => self.variable(id, self.depth),
            _ => self.tasks.push(Task::Visit(id)),
        }
    }

    #[inline]
    fn all(&mut self, range: Range) {
        for index in range.idx().rev() {
            self.later(self.ir.lists[index]);
        }
    }

    #[inline]
    fn path(&mut self, start: u32, len: u16) {
        for index in (start..start + u32::from(len)).rev() {
            if let AttrName::Dynamic(name) = self.ir.path_parts[index as usize] {
                self.later(name);
            }
        }
    }

    fn binary(&mut self, id: ExprId, op: BinaryOp, left: ExprId, right: ExprId) {
        let number = match op {
            BinaryOp::Sub => 0,
            BinaryOp::Mul => 1,
            BinaryOp::Div => 2,
            BinaryOp::Less => 3,
            _ => 4,
        };
        if let Some(function) = self.operators.get(number).and_then(|operator| self.shadow(*operator)) {
            let pos = self.ir.pos[id.0 as usize];
            let fun = ExprId(self.ir.exprs.len() as u32);
            self.ir.exprs.push(function);
            self.ir.pos.push(pos);
            let start = self.ir.lists.len() as u32;
            self.ir.lists.extend_from_slice(&[left, right]);
            self.ir.exprs[id.0 as usize] = Expr::Apply { fun, args: Range { start, len: 2 } };
        }
        self.later(right);
        self.later(left);
    }

    /// The variable that an operator calls here, if it is not the builtin.
    #[inline]
    fn shadow(&self, operator: Operator) -> Option<Expr> {
        if operator.name.is_some()
            && let Some(local) = self.local(operator.name, self.depth)
        {
            return Some(local);
        }
        let (level, slot) = operator.outside?;
        Some(Expr::Local { level: self.depth + level, slot })
    }

    fn lambda(&mut self, number: u32) {
        let lambda = self.ir.lambdas[number as usize];
        self.enter();
        let mut slot = 0;
        if lambda.arg.is_some() {
            self.declare(lambda.arg, slot);
            slot += 1;
        }
        for index in lambda.formals.idx() {
            self.declare(self.ir.formals[index].name, slot);
            slot += 1;
        }
        self.tasks.push(Task::Leave);
        self.later(lambda.body);
        for index in lambda.formals.idx().rev() {
            let default = self.ir.formals[index].default;
            if default.is_some() {
                self.later(default);
            }
        }
    }

    /// Enters the environment of the static attributes of a recursive set or a `let`.
    fn enter_attrs(&mut self, number: u32) {
        self.enter();
        let defs = self.ir.attrs[number as usize].defs;
        for (slot, index) in (0..).zip(defs.idx()) {
            self.declare(self.ir.attr_defs[index].name, slot);
        }
    }

    /// Visits sources, attributes, and attributes with computed names.
    fn attrs(&mut self, number: u32, in_own_scope: bool) {
        let attrs = self.ir.attrs[number as usize];
        for index in attrs.dynamic.idx().rev() {
            let attr = self.ir.dynamic_attrs[index];
            self.later(attr.value);
            self.later(attr.name);
        }
        if self.order == Order::Symbols {
            let mut defs: Vec<usize> = attrs.defs.idx().collect();
            defs.sort_by_cached_key(|index| symbol_order::rank(self.ir, self.ir.attr_defs[*index].name));
            for index in defs.into_iter().rev() {
                self.def(index, in_own_scope);
            }
        } else {
            for index in attrs.defs.idx().rev() {
                self.def(index, in_own_scope);
            }
        }
        self.all(attrs.inherit_from);
    }

    #[inline]
    fn def(&mut self, index: usize, in_own_scope: bool) {
        let def = self.ir.attr_defs[index];
        match def.kind {
            // It is a selection from a source, and binds nothing.
            AttrKind::InheritedFrom => {}
            AttrKind::Inherited if in_own_scope => self.tasks.push(Task::VisitOutside(def.value)),
            AttrKind::Inherited | AttrKind::Plain => self.later(def.value),
        }
    }

    #[inline]
    fn enter(&mut self) {
        self.depth += 1;
        self.scopes.push(self.bindings.len() as u32);
    }

    #[inline]
    fn declare(&mut self, name: Sym, slot: u32) {
        let hidden = std::mem::replace(&mut self.innermost[name.0 as usize], self.bindings.len() as u32);
        self.bindings.push(Binding { name, depth: self.depth, slot, hidden });
    }

    fn leave(&mut self) {
        let base = self.scopes.pop().unwrap_or_default() as usize;
        for binding in self.bindings.drain(base..).rev() {
            self.innermost[binding.name.0 as usize] = binding.hidden;
        }
        self.depth -= 1;
    }

    fn enter_with(&mut self, id: ExprId) {
        self.depth += 1;
        let (enclosing, levels) =
            self.withs.last().map_or((ExprId::NONE, 0), |(with, outer)| (*with, self.depth - outer));
        match (&mut self.ir.exprs[id.0 as usize], u16::try_from(levels)) {
            (Expr::With { outer_level, outer, .. }, Ok(levels)) => {
                *outer_level = levels;
                *outer = enclosing;
            }
            _ => {
                let at = self.ir.pos[id.0 as usize] as usize;
                let message = "more than 65535 environments between two 'with' expressions";
                self.errors.push(SyntaxError::new(ErrorKind::TooLarge, message, at, at));
            }
        }
        self.withs.push((id, self.depth));
    }

    /// The variable as bound in the file outside of environments deeper than `depth`, seen from `depth`.
    #[inline]
    fn local(&self, name: Sym, depth: u32) -> Option<Expr> {
        let mut binding = self.bindings.get(self.innermost[name.0 as usize] as usize)?;
        while binding.depth > depth {
            binding = self.bindings.get(binding.hidden as usize)?;
        }
        Some(Expr::Local { level: depth - binding.depth, slot: binding.slot })
    }

    #[inline]
    fn variable(&mut self, id: ExprId, depth: u32) {
        let Expr::Var(name) = self.ir.exprs[id.0 as usize] else { return };
        if let Some(found) = self.local(name, depth).or_else(|| self.not_local(name, depth)) {
            self.ir.exprs[id.0 as usize] = found;
        } else {
            self.undefined(id, name);
        }
    }

    /// A variable that the file does not bind itself.
    fn not_local(&mut self, name: Sym, depth: u32) -> Option<Expr> {
        if let Outside::Unasked = self.outside[name.0 as usize] {
            let found = self.root.lookup(self.ir.symbol(name));
            self.outside[name.0 as usize] = found.map_or(Outside::Unknown, Outside::Known);
        }
        if let Outside::Known(root) = self.outside[name.0 as usize] {
            return Some(match root {
                Root::Global(number) => Expr::Global(number),
                Root::Local { level, slot } => Expr::Local { level: depth + level, slot },
            });
        }
        let (with, with_depth) = *self.withs.last()?;
        Some(Expr::WithVar { name, level: depth - with_depth, with })
    }

    #[cold]
    fn undefined(&mut self, id: ExprId, name: Sym) {
        let shown = show::identifier(self.ir.symbol(name));
        let message = format!("undefined variable '{}'", String::from_utf8_lossy(&shown));
        let start = self.ir.pos[id.0 as usize] as usize;
        let end = start + self.ir.symbol(name).len();
        self.errors.push(SyntaxError::new(ErrorKind::UndefinedVariable, message, start, end));
    }
}

fn operator(ir: &Ir, root: &dyn RootScope, name: &[u8]) -> Operator {
    let found = (0..ir.symbols.len() as u32).map(Sym).find(|sym| ir.symbol(*sym) == name);
    let outside = match root.lookup(name) {
        Some(Root::Local { level, slot }) => Some((level, slot)),
        _ => None,
    };
    Operator { name: found.unwrap_or(Sym::NONE), outside }
}

#[cfg(test)]
mod tests;
