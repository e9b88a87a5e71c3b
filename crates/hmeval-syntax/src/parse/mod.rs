//! The parser: recursive descent and precedence climbing, straight into [`Ir`].
//!
//! It accepts exactly what Nix's grammar does. It does not word syntax errors itself: at the first one it stops, and
//! [`crate::lalr`] finds the message that Nix's generated parser would give.

mod apply;
mod attrs;
mod bindings;
mod expr;
mod function;
mod indentation;
mod operators;
mod paths;
mod simple;
mod strings;
mod workspace;

use std::thread;

use crate::error::{ErrorKind, LintKind, LintedLiteral, OrWarning, SyntaxError, offset};
use crate::intern::Interner;
use crate::ir::{AttrName, Expr, ExprId, Formal, Ir, Offset, Range, StrId, Sym};
use crate::lalr;
use crate::lexer::Lexer;
use crate::token::{Token, TokenKind};

use attrs::SetBuilder;
use indentation::IndPart;
use workspace::Workspace;

/// How deep constructs may nest on the stack of the caller. Deeper texts are parsed again on a stack of their own.
const DEPTH: u32 = 160;
/// How deep they may nest there.
const MAX_DEPTH: u32 = 220_000;
/// Stack for that.
const DEEP_STACK: usize = 1 << 30;

/// What a text may contain.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether the experimental feature `pipe-operators` is on.
    pub pipe_operators: bool,
}

/// A parsed text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The expression; [`Expr::Error`] if there are errors.
    pub ir: Ir,
    /// What is wrong, in the order in which Nix would find it: Nix reports the first.
    pub errors: Vec<SyntaxError>,
    /// Where Nix warns about `or`.
    pub or_warnings: Vec<OrWarning>,
    /// URLs, and paths that are absolute, of the home directory, or written without `./`, in their order.
    pub linted: Vec<LintedLiteral>,
}

/// Parses the text of a file, or of an expression. Never fails: errors are in the result.
pub fn parse(src: &[u8], options: &Options) -> Parsed {
    if src.len() > (u32::MAX >> 2) as usize {
        let message = "the text is larger than 1 GiB";
        return failed(SyntaxError::new(ErrorKind::TooLarge, message, 0, 0), Vec::new());
    }
    Parser::new(src, options, DEPTH).run().unwrap_or_else(|TooDeep| parse_deep(src, options))
}

/// Parses a deeply nested text on a thread with a large stack.
#[cold]
fn parse_deep(src: &[u8], options: &Options) -> Parsed {
    let too_deep = || {
        let message = "expressions are nested too deeply";
        failed(SyntaxError::new(ErrorKind::TooLarge, message, 0, 0), Vec::new())
    };
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(DEEP_STACK);
        let Ok(thread) = builder.spawn_scoped(scope, || Parser::new(src, options, MAX_DEPTH).run()) else {
            return too_deep();
        };
        match thread.join() {
            Ok(Ok(parsed)) => parsed,
            Ok(Err(TooDeep)) | Err(_) => too_deep(),
        }
    })
}

/// What Nix warned of before it came to the error, it warned of.
fn failed(error: SyntaxError, or_warnings: Vec<OrWarning>) -> Parsed {
    let ir = Ir { exprs: vec![Expr::Error], pos: vec![0], ..Ir::default() };
    Parsed { ir, errors: vec![error], or_warnings, linted: Vec::new() }
}

/// Why the parser stopped.
enum Stop {
    Error(Box<SyntaxError>),
    TooDeep,
}

/// The nesting is too deep for the stack at hand.
struct TooDeep;

/// The parser has stopped; why is in [`Parser::stop`].
struct Stopped;

type Res<T> = Result<T, Stopped>;

/// An expression and where its text begins (parentheses included, which leave no node).
#[derive(Clone, Copy)]
struct Operand {
    id: ExprId,
    start: Offset,
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    /// The token to be looked at.
    token: Token,
    ir: Ir,
    interner: Interner,
    options: &'a Options,
    /// How many more levels may be entered.
    depth_left: u32,
    stop: Option<Stop>,
    or_warnings: Vec<OrWarning>,
    linted: Vec<LintedLiteral>,
    /// The last `f or`, which callers have to warn about where it is not a function that is applied or a whole expression.
    cursed_or: ExprId,
    /// Where that `or` ends.
    cursed_or_end: Offset,

    // Stacks on which the elements of unfinished constructs are collected.
    list_stack: Vec<ExprId>,
    part_stack: Vec<(ExprId, Offset)>,
    path_stack: Vec<AttrName>,
    formal_stack: Vec<Formal>,
    name_stack: Vec<(Sym, Offset)>,
    ind_stack: Vec<IndPart>,
    sets: SetBuilder,
    /// By symbol: the pattern (by number) in which it was seen last.
    seen_formals: Vec<u32>,
    /// Number of patterns checked.
    pattern_count: u32,
}

impl<'a> Parser<'a> {
    fn new(src: &'a [u8], options: &'a Options, depth: u32) -> Self {
        let mut lexer = Lexer::new(src, options.pipe_operators);
        let token = lexer.next();
        let workspace = Workspace::take(src.len());
        Parser {
            lexer,
            token,
            ir: workspace.ir,
            interner: workspace.interner,
            options,
            depth_left: depth,
            stop: None,
            or_warnings: Vec::new(),
            linted: Vec::new(),
            cursed_or: ExprId::NONE,
            cursed_or_end: 0,
            list_stack: workspace.list_stack,
            part_stack: workspace.part_stack,
            path_stack: workspace.path_stack,
            formal_stack: workspace.formal_stack,
            name_stack: workspace.name_stack,
            ind_stack: workspace.ind_stack,
            sets: workspace.sets,
            seen_formals: workspace.seen_formals,
            pattern_count: 0,
        }
    }

    fn run(mut self) -> Result<Parsed, TooDeep> {
        let parsed = match self.whole() {
            Ok(root) => {
                self.ir.root = root.0;
                let or_warnings = std::mem::take(&mut self.or_warnings);
                let linted = std::mem::take(&mut self.linted);
                Ok(Parsed { ir: self.ir.clone(), errors: Vec::new(), or_warnings, linted })
            }
            Err(Stopped) => match self.stop.take() {
                Some(Stop::TooDeep) => Err(TooDeep),
                stop => {
                    let error = match stop {
                        Some(Stop::Error(error)) => error,
                        _ => self.syntax_error(),
                    };
                    Ok(failed(*error, std::mem::take(&mut self.or_warnings)))
                }
            },
        };
        self.leave_workspace();
        parsed
    }

    fn leave_workspace(self) {
        Workspace {
            ir: self.ir,
            interner: self.interner,
            sets: self.sets,
            list_stack: self.list_stack,
            part_stack: self.part_stack,
            path_stack: self.path_stack,
            formal_stack: self.formal_stack,
            name_stack: self.name_stack,
            ind_stack: self.ind_stack,
            seen_formals: self.seen_formals,
        }
        .leave();
    }

    fn whole(&mut self) -> Res<ExprId> {
        let root = self.expr()?;
        if self.token.kind != TokenKind::End {
            return self.unexpected();
        }
        Ok(root)
    }

    /// The error at the current token, which the grammar does not allow here.
    #[cold]
    fn syntax_error(&self) -> Box<SyntaxError> {
        let (start, end) = (self.token.start as usize, self.token.end as usize);
        lalr::first_error(self.lexer.src, self.options.pipe_operators).unwrap_or_else(|| {
            let message = format!("syntax error, unexpected {}", self.token.kind.name());
            Box::new(SyntaxError::new(ErrorKind::Syntax, message, start, end))
        })
    }

    /// Stops at the current token.
    #[cold]
    #[inline(never)]
    fn unexpected<T>(&mut self) -> Res<T> {
        if self.token.kind == TokenKind::Invalid {
            self.stop = self.lexer.error.take().map(Stop::Error);
        }
        Err(Stopped)
    }

    /// Stops with an error.
    #[cold]
    #[inline(never)]
    fn fail<T>(&mut self, error: Box<SyntaxError>) -> Res<T> {
        self.stop = Some(Stop::Error(error));
        Err(Stopped)
    }

    /// Counts a level of nesting; [`Self::leave`] takes it back.
    #[inline(always)]
    fn enter(&mut self) -> Res<()> {
        match self.depth_left.checked_sub(1) {
            Some(left) => {
                self.depth_left = left;
                Ok(())
            }
            None => self.too_deep(),
        }
    }

    #[inline(always)]
    fn leave(&mut self) {
        self.depth_left += 1;
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&mut self) -> Res<()> {
        self.stop = Some(Stop::TooDeep);
        Err(Stopped)
    }

    /// Goes on to the next token.
    #[inline(always)]
    fn advance(&mut self) {
        self.token = self.lexer.next();
    }

    /// Goes on behind a token that has to be the current one.
    #[inline(always)]
    fn expect(&mut self, kind: TokenKind) -> Res<()> {
        if self.token.kind != kind {
            return self.unexpected();
        }
        self.advance();
        Ok(())
    }

    /// Notes that the current token is a literal with a lint.
    #[cold]
    fn lint(&mut self, kind: LintKind) {
        self.linted.push(LintedLiteral { kind, start: self.token.start, end: self.token.end });
    }

    /// The text of the current token.
    #[inline(always)]
    fn text(&self) -> &'a [u8] {
        &self.lexer.src[self.token.start as usize..self.token.end as usize]
    }

    #[inline(always)]
    fn intern(&mut self, name: &[u8]) -> Sym {
        self.interner.intern(&mut self.ir, name)
    }

    /// The symbol of the current token.
    #[inline(always)]
    fn intern_token(&mut self) -> Sym {
        let text = self.text();
        self.intern(text)
    }

    #[inline(always)]
    fn add(&mut self, expr: Expr, pos: Offset) -> ExprId {
        let id = ExprId(self.ir.exprs.len() as u32);
        self.ir.exprs.push(expr);
        self.ir.pos.push(pos);
        id
    }

    #[inline(always)]
    fn expr_at(&self, id: ExprId) -> Expr {
        self.ir.exprs[id.0 as usize]
    }

    /// Adds a constant string.
    #[inline]
    fn add_string(&mut self, text: &[u8]) -> StrId {
        let start = self.ir.bytes.len();
        self.ir.bytes.extend_from_slice(text);
        self.string_from(start)
    }

    /// Makes all bytes from `start` on a constant string.
    fn string_from(&mut self, start: usize) -> StrId {
        let range = Range { start: offset(start), len: offset(self.ir.bytes.len() - start) };
        self.ir.strings.push(range);
        StrId(self.ir.strings.len() as u32 - 1)
    }

    /// Moves what has been collected on the list stack since `base` into the tree.
    #[inline]
    fn close_list(&mut self, base: usize) -> Range {
        let range = Range { start: self.ir.lists.len() as u32, len: (self.list_stack.len() - base) as u32 };
        self.ir.lists.extend_from_slice(&self.list_stack[base..]);
        self.list_stack.truncate(base);
        range
    }

    /// Adds the concatenation of all parts collected since `base`.
    fn close_concat(&mut self, base: usize, force_string: bool, pos: Offset) -> ExprId {
        let start = self.ir.lists.len() as u32;
        let parts = Range { start, len: (self.part_stack.len() - base) as u32 };
        for (index, (id, part_pos)) in (start..).zip(self.part_stack.drain(base..)) {
            self.ir.lists.push(id);
            self.ir.part_pos.push((index, part_pos));
        }
        self.add(Expr::Concat { force_string, parts }, pos)
    }
}

#[cfg(test)]
mod tests;
