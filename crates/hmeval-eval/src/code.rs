//! A loaded file: its intermediate representation in the heap, with its names joined to those of the evaluation.

use std::cell::Cell;
use std::sync::Arc;

use hmeval_diag::Pos;
use hmeval_syntax::Parsed;
use hmeval_syntax::ir::{
    AttrDef, AttrName, AttrsExpr, BinaryOp, DynamicAttr, Expr, ExprId, Formal, Ir, Lambda, NO_POS, PathKind,
    Range, StrId, Sym,
};

use smallvec::SmallVec;

use crate::heap::{Function, Heap, Key, KeyVec, Keys, Value};
use crate::symbol::{Symbol, Symbols, known};

/// A file, ready to be evaluated. All tables are those of [`Ir`].
pub struct Code<'h> {
    /// Number of the file among all loaded ones.
    pub file: u32,
    /// Position of the first byte of its text.
    pub base: u32,
    /// The folder that relative paths start from.
    pub dir: &'h [u8],
    /// The home directory, for `~/…`.
    pub home: &'h [u8],
    /// The whole expression.
    pub root: ExprId,
    /// The whole intermediate representation, of which the tables below are parts.
    pub ir: &'h Ir,
    /// The nodes.
    pub exprs: &'h [Expr],
    /// Their positions.
    pub pos: &'h [u32],
    /// Elements of lists, arguments, parts.
    pub lists: &'h [ExprId],
    /// Attribute sets.
    pub attrs: &'h [AttrsExpr],
    /// Their attributes.
    pub attr_defs: &'h [AttrDef],
    /// Their computed attributes.
    pub dynamic_attrs: &'h [DynamicAttr],
    /// Functions.
    pub lambdas: &'h [Lambda],
    /// Their patterns' names.
    pub formals: &'h [Formal],
    /// Names of attribute paths.
    pub path_parts: &'h [AttrName],
    part_pos: &'h [(u32, u32)],
    symbols: &'h [Symbol],
    strings: &'h [Range],
    bytes: &'h [u8],
    docs: &'h [Range],
    constants: &'h [Cell<Option<Value<'h>>>],
    shapes: &'h [Cell<Option<&'h Shape<'h>>>],
    functions: &'h [Cell<Option<&'h Function<'h>>>],
}

/// The table of names that all sets made by one literal share.
#[derive(Clone, Copy)]
pub struct Shape<'h> {
    /// The statically known names, sorted.
    pub keys: Keys<'h>,
    /// For each of them the index of its definition.
    pub order: &'h [u32],
}

/// Where a file comes from, as far as its expressions need to know.
#[derive(Clone, Copy)]
pub struct CodeSource<'h> {
    /// Number of the file among all loaded ones.
    pub file: u32,
    /// Position of the first byte of its text.
    pub base: u32,
    /// The folder that relative paths start from.
    pub dir: &'h [u8],
    /// The home directory.
    pub home: &'h [u8],
}

impl<'h> Code<'h> {
    /// Moves a parsed and bound file into the heap.
    pub fn load(
        heap: Heap<'h>,
        symbols: &Symbols<'h>,
        file: Arc<Parsed>,
        source: CodeSource<'h>,
    ) -> &'h Code<'h> {
        let ir = heap.keep_file(file);
        let names = ir.symbols.iter().zip(&ir.hashes);
        let mut names = names.map(|(range, hash)| symbols.intern_hashed(&ir.bytes[range.idx()], *hash));
        heap.alloc_cell(Code {
            file: source.file,
            base: source.base,
            dir: source.dir,
            home: source.home,
            root: ExprId(ir.root),
            ir,
            exprs: &ir.exprs,
            pos: &ir.pos,
            lists: &ir.lists,
            attrs: &ir.attrs,
            attr_defs: &ir.attr_defs,
            dynamic_attrs: &ir.dynamic_attrs,
            lambdas: &ir.lambdas,
            formals: &ir.formals,
            path_parts: &ir.path_parts,
            part_pos: &ir.part_pos,
            symbols: heap.slice_with(ir.symbols.len(), |_| names.next().unwrap_or(known::EMPTY)),
            strings: &ir.strings,
            bytes: &ir.bytes,
            docs: &ir.docs,
            constants: heap.slice_with(ir.strings.len(), |_| Cell::new(None)),
            shapes: heap.slice_with(ir.attrs.len(), |_| Cell::new(None)),
            functions: heap.slice_with(ir.lambdas.len(), |_| Cell::new(None)),
        })
    }

    /// A node.
    #[inline]
    pub fn expr(&self, id: ExprId) -> &'h Expr {
        &self.exprs[id.0 as usize]
    }

    /// The position of a node.
    #[inline]
    pub fn pos_of(&self, id: ExprId) -> Pos {
        self.at(self.pos[id.0 as usize])
    }

    /// A position in this file.
    #[inline]
    pub fn at(&self, offset: u32) -> Pos {
        if offset == NO_POS { Pos::NONE } else { Pos(self.base + offset) }
    }

    /// The position of a node as far as Nix keeps one (`Expr::getPos`): constants have none, some operators have that of
    /// their operand.
    pub fn node_pos(&self, id: ExprId) -> Pos {
        let mut id = id;
        loop {
            id = match *self.expr(id) {
                Expr::Not(operand) => operand,
                Expr::HasAttr { subject, .. } => subject,
                Expr::List(items) => match self.list(items).first() {
                    Some(first) => *first,
                    None => return Pos::NONE,
                },
                Expr::Int(_)
                | Expr::Float(_)
                | Expr::Str(_)
                | Expr::Path(..)
                | Expr::Let { .. }
                | Expr::Binary(BinaryOp::Eq | BinaryOp::Neq, ..) => return Pos::NONE,
                _ => return self.pos_of(id),
            };
        }
    }

    /// The position of a part of an interpolated string.
    pub fn part_pos(&self, index: u32) -> Pos {
        match self.part_pos.binary_search_by_key(&index, |part| part.0) {
            Ok(found) => self.at(self.part_pos[found].1),
            Err(_) => Pos::NONE,
        }
    }

    /// A name.
    #[inline]
    pub fn symbol(&self, sym: Sym) -> Symbol {
        self.symbols[sym.0 as usize]
    }

    /// Names or other expressions of a list.
    #[inline]
    pub fn list(&self, range: Range) -> &'h [ExprId] {
        &self.lists[range.idx()]
    }

    /// The bytes of a constant string.
    pub fn string(&self, id: StrId) -> &'h [u8] {
        &self.bytes[self.strings[id.0 as usize].idx()]
    }

    /// The function number `index`, which all closures of it share.
    #[inline]
    pub fn function(&'h self, heap: Heap<'h>, index: u32) -> &'h Function<'h> {
        let cell = &self.functions[index as usize];
        cell.get().unwrap_or_else(|| {
            let function = heap.alloc_cell(Function {
                code: self,
                lambda: &self.lambdas[index as usize],
                number: index,
                recognition: Cell::new(crate::native::Recognition::Open),
                calls: Cell::new(0),
            });
            cell.set(Some(function));
            function
        })
    }

    /// The functions of this file that closures were made of.
    pub fn functions(&self) -> impl Iterator<Item = &'h Function<'h>> {
        self.functions.iter().filter_map(Cell::get)
    }

    /// A documentation comment: where it stands in the source.
    pub fn doc(&self, index: u32) -> Option<Range> {
        self.docs.get(index as usize).copied()
    }

    /// A constant string as a value.
    #[inline]
    pub fn str_value(&self, heap: Heap<'h>, id: StrId) -> Value<'h> {
        let cell = &self.constants[id.0 as usize];
        cell.get().unwrap_or_else(|| {
            let value = Value::string_in(heap, self.string(id), None);
            cell.set(Some(value));
            value
        })
    }

    /// A path literal as a value.
    #[inline]
    pub fn path_value(&self, heap: Heap<'h>, kind: PathKind, id: StrId) -> Value<'h> {
        let cell = &self.constants[id.0 as usize];
        cell.get().unwrap_or_else(|| {
            let value = Value::path(heap, heap.bytes(&self.resolve_path(kind, id)));
            cell.set(Some(value));
            value
        })
    }

    /// The absolute path of a path literal. The slash at the end of `./a/${b}`'s first part stays.
    pub fn resolve_path(&self, kind: PathKind, id: StrId) -> Vec<u8> {
        let literal = self.string(id);
        let mut path = match kind {
            PathKind::Absolute => crate::path::canonical(literal),
            PathKind::Relative => crate::path::join(self.dir, literal),
            PathKind::Home => return [self.home, literal].concat(),
        };
        if literal.len() > 1 && literal.ends_with(b"/") {
            path.push(b'/');
        }
        path
    }

    /// The shape of the set number `index`.
    #[inline]
    pub fn shape(&self, heap: Heap<'h>, index: u32) -> &'h Shape<'h> {
        match self.shapes[index as usize].get() {
            Some(shape) => shape,
            None => self.make_shape(heap, index),
        }
    }

    #[cold]
    fn make_shape(&self, heap: Heap<'h>, index: u32) -> &'h Shape<'h> {
        let set = &self.attrs[index as usize];
        let mut defs: SmallVec<[(Key, u32); 16]> = self.attr_defs[set.defs.idx()]
            .iter()
            .zip(0..)
            .map(|(def, number)| (Key { name: self.symbol(def.name), pos: self.at(def.pos) }, number))
            .collect();
        defs.sort_unstable_by_key(|def| def.0.name);
        let keys: KeyVec = defs.iter().map(|def| def.0).collect();
        let order: SmallVec<[u32; 32]> = defs.iter().map(|def| def.1).collect();
        let shape =
            heap.alloc(Shape { keys: Keys::new(heap, self.at(set.pos), &keys), order: heap.slice(&order) });
        self.shapes[index as usize].set(Some(shape));
        shape
    }
}
