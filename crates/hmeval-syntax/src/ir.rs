//! The intermediate representation: one arena of small nodes per file.
//!
//! The parser writes it directly (there is no syntax tree in between) and [`crate::bind()`] then replaces every
//! variable by its place in the environment. The evaluator walks it as it is: nodes are 16 bytes, refer to each
//! other by index, and hold no pointer, so that a parsed file can be sent between threads and kept on disk.

/// An index into [`Ir::exprs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExprId(pub u32);

impl ExprId {
    /// Stands for "no expression" where one is optional (a missing default, say).
    pub const NONE: ExprId = ExprId(u32::MAX);

    /// Whether this is an expression, and not [`ExprId::NONE`].
    #[inline]
    pub fn is_some(self) -> bool {
        self.0 != u32::MAX
    }
}

/// A name, as an index into [`Ir::symbols`]: every file has its own numbering, in the order of first appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

impl Sym {
    /// Stands for "no name" where one is optional.
    pub const NONE: Sym = Sym(u32::MAX);

    /// Whether this is a name, and not [`Sym::NONE`].
    #[inline]
    pub fn is_some(self) -> bool {
        self.0 != u32::MAX
    }
}

/// A constant byte string, as an index into [`Ir::strings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StrId(pub u32);

/// A byte offset into the source text; what Nix calls a position.
pub type Offset = u32;

/// Stands for "no position", which Nix gives sets that the parser makes up (`{ a.b = …; }`) and the bindings of a `let`.
pub const NO_POS: Offset = u32::MAX;

/// A run of elements in one of the side tables of [`Ir`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Range {
    /// Index of the first element.
    pub start: u32,
    /// Number of elements.
    pub len: u32,
}

impl Range {
    /// The indices as a range of `usize`, to slice a table with.
    #[inline]
    pub fn idx(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// What a path literal is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// `/a/b`: text is the literal.
    Absolute,
    /// `./a`, `a/b`, `../a`: text is the literal, relative to the folder of the file.
    Relative,
    /// `~/a`: text is the literal without the `~`, relative to the home directory (an error in pure mode).
    Home,
}

/// An expression. Its position is [`Ir::pos`] at the same index (what `pos` of the node is in Nix).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expr {
    /// An integer literal.
    Int(i64),
    /// A floating-point literal.
    Float(f64),
    /// A string without interpolation, a URI, or a constant part of an interpolated string.
    Str(StrId),
    /// A path literal (or the constant first part of an interpolated path).
    Path(PathKind, StrId),
    /// A variable before binding; never seen by the evaluator.
    Var(Sym),
    /// A variable bound `level` environments up, at index `slot` there.
    Local {
        /// How many environments to go up.
        level: u32,
        /// The index in that environment.
        slot: u32,
    },
    /// A variable of the base environment (an unshadowed builtin), by its number in the table given to `bind`.
    Global(u32),
    /// A variable to be looked up in the enclosing `with` scopes, innermost first.
    WithVar {
        /// Its name.
        name: Sym,
        /// How many environments up the innermost `with` is.
        level: u32,
        /// That `with` expression (an [`Expr::With`], which says where the next one out is).
        with: ExprId,
    },
    /// `subject.path` or `subject.path or default`.
    Select {
        /// Number of names in the path.
        len: u16,
        /// The left side.
        subject: ExprId,
        /// First name, in [`Ir::path_parts`].
        path: u32,
        /// The alternative after `or`, or [`ExprId::NONE`].
        default: ExprId,
    },
    /// `subject ? path`.
    HasAttr {
        /// Number of names in the path.
        len: u16,
        /// The left side.
        subject: ExprId,
        /// First name, in [`Ir::path_parts`].
        path: u32,
    },
    /// `fun a b c`: all arguments of nested applications at once.
    Apply {
        /// The function.
        fun: ExprId,
        /// The arguments, in [`Ir::lists`].
        args: Range,
    },
    /// A function, in [`Ir::lambdas`].
    Lambda(u32),
    /// `[ a b c ]`, elements in [`Ir::lists`].
    List(Range),
    /// `{ … }` or `rec { … }`, in [`Ir::attrs`].
    Attrs(u32),
    /// `let … in body`; the bindings are in [`Ir::attrs`] (`recursive` is false there, but they are).
    Let {
        /// The bindings.
        attrs: u32,
        /// What they are visible in.
        body: ExprId,
    },
    /// `with attrs; body`.
    With {
        /// The attribute set.
        attrs: ExprId,
        /// What its names are visible in.
        body: ExprId,
        /// After binding: how many environments further up than this one the enclosing `with` is, 0 if there is none.
        outer_level: u16,
        /// After binding: the enclosing `with`, or [`ExprId::NONE`].
        outer: ExprId,
    },
    /// `if cond then yes else no`.
    If {
        /// The condition.
        cond: ExprId,
        /// If it is true.
        yes: ExprId,
        /// If it is false.
        no: ExprId,
    },
    /// `assert cond; body`.
    Assert {
        /// The condition.
        cond: ExprId,
        /// What follows.
        body: ExprId,
    },
    /// `!e`, also what `a <= b` and `a >= b` become.
    Not(ExprId),
    /// An operator with two operands.
    Binary(BinaryOp, ExprId, ExprId),
    /// `a + b` (not forcing strings), `"…${b}"` (forcing strings), or an interpolated path. Parts in [`Ir::lists`];
    /// the position of each part is in [`Ir::part_pos`], at the same index as in `lists`.
    Concat {
        /// Whether this is a string (the result is one whatever the first part is).
        force_string: bool,
        /// The parts.
        parts: Range,
    },
    /// `__curPos`.
    CurPos,
    /// The source of `inherit (source) …`, number `0`-based in its attribute set; evaluated in an environment of its own
    /// directly inside the one of the set, whose slots are the sources.
    InheritFrom(u32),
    /// Stands where the text has an error; evaluation is never started then.
    Error,
}

const _: () = assert!(std::mem::size_of::<Expr>() == 16);

/// Operators that have two operands and a node of their own.
///
/// `-a` is `Sub(0, a)`, `a > b` is `Less(b, a)`, `a <= b` is `Not(Less(b, a))`, as in Nix, which calls `__sub`, `__mul`,
/// `__div`, `__lessThan` for them: where one of these names is bound in the text, `bind` puts the call in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `==`
    Eq,
    /// `!=`
    Neq,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `->`
    Impl,
    /// `//`
    Update,
    /// `++`
    ConcatLists,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `<`
    Less,
}

/// One name of an attribute path: constant or `${…}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttrName {
    /// A name in the text (also `"quoted"`).
    Static(Sym),
    /// `${expr}` or `"…${expr}…"`.
    Dynamic(ExprId),
}

/// How an attribute is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttrKind {
    /// `name = value;`
    Plain,
    /// `inherit name;`: the value is looked up outside of the set, also in a recursive one.
    Inherited,
    /// `inherit (source) name;`: the value is a `Select` on an [`Expr::InheritFrom`].
    InheritedFrom,
}

/// One statically named attribute of a set. In `rec` and `let` its slot is its index in the set's `defs`.
#[derive(Clone, Copy, Debug)]
pub struct AttrDef {
    /// Its name.
    pub name: Sym,
    /// Its value.
    pub value: ExprId,
    /// Where the name stands.
    pub pos: Offset,
    /// How it is given.
    pub kind: AttrKind,
}

/// One attribute whose name is computed.
#[derive(Clone, Copy, Debug)]
pub struct DynamicAttr {
    /// The name; null leaves the attribute out.
    pub name: ExprId,
    /// Its value.
    pub value: ExprId,
    /// Where the name stands.
    pub pos: Offset,
}

/// An attribute set literal, or the bindings of a `let`.
#[derive(Clone, Copy, Debug, Default)]
pub struct AttrsExpr {
    /// `rec { … }`.
    pub recursive: bool,
    /// Whether it binds some name to what another of its names is (`a = b;`). Only meaningful for sets with a scope.
    pub has_aliases: bool,
    /// The `{` (or `rec`).
    pub pos: Offset,
    /// Statically named attributes, in [`Ir::attr_defs`], in the order of the text.
    pub defs: Range,
    /// Attributes with computed names, in [`Ir::dynamic_attrs`].
    pub dynamic: Range,
    /// The sources of `inherit (source) …`, in [`Ir::lists`].
    pub inherit_from: Range,
}

/// A function.
#[derive(Clone, Copy, Debug)]
pub struct Lambda {
    /// Where it begins.
    pub pos: Offset,
    /// The name of the whole argument (`x: …`, `args@{ … }: …`), or [`Sym::NONE`]. It has slot 0, if it is there.
    pub arg: Sym,
    /// Whether there is a pattern `{ … }`.
    pub has_formals: bool,
    /// Whether the pattern ends with `...`.
    pub ellipsis: bool,
    /// The names of the pattern, in [`Ir::formals`], in the order of the text; their slots follow that of `arg`.
    pub formals: Range,
    /// What it computes.
    pub body: ExprId,
    /// The attribute or variable it is bound to, for messages; or [`Sym::NONE`].
    pub name: Sym,
    /// The documentation comment (`/** … */`), as an index into [`Ir::docs`], or `u32::MAX`.
    pub doc: u32,
}

/// One name of a function's pattern.
#[derive(Clone, Copy, Debug)]
pub struct Formal {
    /// The name.
    pub name: Sym,
    /// Where it stands.
    pub pos: Offset,
    /// What follows `?`, or [`ExprId::NONE`].
    pub default: ExprId,
}

/// A parsed file.
#[derive(Clone, Debug, Default)]
pub struct Ir {
    /// The nodes.
    pub exprs: Vec<Expr>,
    /// The position of each node.
    pub pos: Vec<Offset>,
    /// The whole expression.
    pub root: u32,
    /// Elements of lists, arguments, parts of strings, sources of `inherit`.
    pub lists: Vec<ExprId>,
    /// Positions of the parts of [`Expr::Concat`]: index into `lists` (sorted) and position.
    pub part_pos: Vec<(u32, Offset)>,
    /// Attribute set literals.
    pub attrs: Vec<AttrsExpr>,
    /// Their attributes.
    pub attr_defs: Vec<AttrDef>,
    /// Their attributes with computed names.
    pub dynamic_attrs: Vec<DynamicAttr>,
    /// Functions.
    pub lambdas: Vec<Lambda>,
    /// Their patterns' names.
    pub formals: Vec<Formal>,
    /// Names of attribute paths.
    pub path_parts: Vec<AttrName>,
    /// Names: where each lies in `bytes`.
    pub symbols: Vec<Range>,
    /// The hash of each name ([`crate::name_hash`]).
    pub hashes: Vec<u32>,
    /// Constant strings: where each lies in `bytes`.
    pub strings: Vec<Range>,
    /// The bytes of names and strings.
    pub bytes: Vec<u8>,
    /// Documentation comments: where each lies in the source.
    pub docs: Vec<Range>,
    /// Literal paths that end in `.nix` or name a folder, in the order of the text, as indices into `strings`
    /// with their kind: likely imports, to be read ahead.
    pub imports: Vec<(PathKind, StrId)>,
}

impl Ir {
    /// The bytes of a name.
    #[inline]
    pub fn symbol(&self, sym: Sym) -> &[u8] {
        &self.bytes[self.symbols[sym.0 as usize].idx()]
    }

    /// The bytes of a constant string.
    #[inline]
    pub fn string(&self, id: StrId) -> &[u8] {
        &self.bytes[self.strings[id.0 as usize].idx()]
    }

    /// Empties all tables; they keep their memory.
    pub(crate) fn clear(&mut self) {
        self.root = 0;
        self.exprs.clear();
        self.pos.clear();
        self.lists.clear();
        self.part_pos.clear();
        self.attrs.clear();
        self.attr_defs.clear();
        self.dynamic_attrs.clear();
        self.lambdas.clear();
        self.formals.clear();
        self.path_parts.clear();
        self.symbols.clear();
        self.hashes.clear();
        self.strings.clear();
        self.bytes.clear();
        self.docs.clear();
        self.imports.clear();
    }

    /// The position of the part of a [`Expr::Concat`] that has index `index` in `lists`.
    pub fn part_position(&self, index: u32) -> Option<Offset> {
        let found = self.part_pos.binary_search_by_key(&index, |part| part.0).ok()?;
        Some(self.part_pos[found].1)
    }
}
