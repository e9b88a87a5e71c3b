//! The grammar of TOML 1.0 (<https://toml.io/en/v1.0.0>, its ABNF), as scanners.
//!
//! The order of the branches is that of toml11, because errors list them in order.

use super::scan::Scanner::{
    self, AtLeast, Byte, Either, Exactly, Literal, Maybe, Named, OneOf, Range, Sequence,
};

const DIGIT: Scanner = Named(&Range(b'0', b'9'), "digit [0-9]");
const ALPHA: Scanner = Named(&Either(&[Range(b'a', b'z'), Range(b'A', b'Z')]), "alpha [a-zA-Z]");
const HEX_DIGIT: Scanner =
    Named(&Either(&[Range(b'0', b'9'), Range(b'a', b'f'), Range(b'A', b'F')]), "hex [0-9a-fA-F]");
const CONTINUATION: Scanner = Range(0x80, 0xBF);

/// A well-formed UTF-8 sequence of more than one byte (Unicode, table 3-7).
const NON_ASCII: Scanner = Named(
    &Either(&[
        Sequence(&[Range(0xC2, 0xDF), CONTINUATION]),
        Sequence(&[Byte(0xE0), Range(0xA0, 0xBF), CONTINUATION]),
        Sequence(&[Range(0xE1, 0xEC), CONTINUATION, CONTINUATION]),
        Sequence(&[Byte(0xED), Range(0x80, 0x9F), CONTINUATION]),
        Sequence(&[Range(0xEE, 0xEF), CONTINUATION, CONTINUATION]),
        Sequence(&[Byte(0xF0), Range(0x90, 0xBF), CONTINUATION, CONTINUATION]),
        Sequence(&[Range(0xF1, 0xF3), CONTINUATION, CONTINUATION, CONTINUATION]),
        Sequence(&[Byte(0xF4), Range(0x80, 0x8F), CONTINUATION, CONTINUATION]),
    ]),
    "non-ascii utf-8 bytes",
);

pub(super) const BLANK: Scanner = OneOf(b" \t");
pub(super) const BLANKS: Scanner = AtLeast(0, &BLANK);
pub(super) const NEWLINE: Scanner = Either(&[Byte(b'\n'), Literal("\r\n")]);
pub(super) const COMMENT: Scanner =
    Sequence(&[Byte(b'#'), AtLeast(0, &Either(&[Byte(b'\t'), Range(0x20, 0x7E), NON_ASCII]))]);

pub(super) const BOOLEAN: Scanner = Either(&[Literal("true"), Literal("false")]);

const SIGN: Scanner = Maybe(&OneOf(b"+-"));

pub(super) const DECIMAL: Scanner = Sequence(&[
    SIGN,
    Either(&[
        Sequence(&[Range(b'1', b'9'), AtLeast(1, &Either(&[DIGIT, Sequence(&[Byte(b'_'), DIGIT])]))]),
        DIGIT,
    ]),
]);
pub(super) const HEXADECIMAL: Scanner = Sequence(&[
    Literal("0x"),
    HEX_DIGIT,
    AtLeast(0, &Either(&[HEX_DIGIT, Sequence(&[Byte(b'_'), HEX_DIGIT])])),
]);
const OCTAL_DIGIT: Scanner = Range(b'0', b'7');
pub(super) const OCTAL: Scanner = Sequence(&[
    Literal("0o"),
    OCTAL_DIGIT,
    AtLeast(0, &Either(&[OCTAL_DIGIT, Sequence(&[Byte(b'_'), OCTAL_DIGIT])])),
]);
const BINARY_DIGIT: Scanner = OneOf(b"01");
pub(super) const BINARY: Scanner = Sequence(&[
    Literal("0b"),
    BINARY_DIGIT,
    AtLeast(0, &Either(&[BINARY_DIGIT, Sequence(&[Byte(b'_'), BINARY_DIGIT])])),
]);
pub(super) const INTEGER: Scanner = Either(&[HEXADECIMAL, OCTAL, BINARY, DECIMAL]);

const DIGITS: Scanner = Sequence(&[DIGIT, AtLeast(0, &Either(&[DIGIT, Sequence(&[Byte(b'_'), DIGIT])]))]);
const FRACTION: Scanner = Sequence(&[Byte(b'.'), DIGITS]);
const EXPONENT: Scanner = Sequence(&[OneOf(b"eE"), SIGN, DIGITS]);
pub(super) const FLOAT: Scanner = Either(&[
    Sequence(&[DECIMAL, Either(&[EXPONENT, Sequence(&[FRACTION, Maybe(&EXPONENT)])])]),
    Sequence(&[SIGN, Either(&[Literal("inf"), Literal("nan")])]),
]);

const TWO_DIGITS: Scanner = Exactly(2, &DIGIT);
pub(super) const LOCAL_DATE: Scanner =
    Sequence(&[Exactly(4, &DIGIT), Byte(b'-'), TWO_DIGITS, Byte(b'-'), TWO_DIGITS]);
pub(super) const LOCAL_TIME: Scanner = Sequence(&[
    TWO_DIGITS,
    Byte(b':'),
    TWO_DIGITS,
    Byte(b':'),
    TWO_DIGITS,
    Maybe(&Sequence(&[Byte(b'.'), AtLeast(1, &DIGIT)])),
]);
pub(super) const TIME_OFFSET: Scanner =
    Either(&[OneOf(b"zZ"), Sequence(&[OneOf(b"+-"), TWO_DIGITS, Byte(b':'), TWO_DIGITS])]);
pub(super) const TIME_DELIMITER: Scanner = OneOf(b"Tt ");
pub(super) const LOCAL_DATETIME: Scanner = Sequence(&[LOCAL_DATE, TIME_DELIMITER, LOCAL_TIME]);
pub(super) const OFFSET_DATETIME: Scanner =
    Sequence(&[LOCAL_DATE, TIME_DELIMITER, Sequence(&[LOCAL_TIME, TIME_OFFSET])]);

const ESCAPE: Scanner = Sequence(&[
    Byte(b'\\'),
    Either(&[
        OneOf(b"\"\\bfnrt"),
        Sequence(&[Byte(b'u'), Exactly(4, &HEX_DIGIT)]),
        Sequence(&[Byte(b'U'), Exactly(8, &HEX_DIGIT)]),
    ]),
]);
const BASIC_CHAR: Scanner =
    Either(&[Either(&[BLANK, Byte(b'!'), Range(0x23, 0x5B), Range(0x5D, 0x7E), NON_ASCII]), ESCAPE]);
pub(super) const BASIC_STRING: Scanner = Sequence(&[Byte(b'"'), AtLeast(0, &BASIC_CHAR), Byte(b'"')]);

/// A backslash at the end of a line in a multi-line string swallows all space up to the next text.
pub(super) const ESCAPED_NEWLINE: Scanner =
    Sequence(&[Byte(b'\\'), BLANKS, NEWLINE, AtLeast(0, &Either(&[BLANK, NEWLINE]))]);
const BASIC_CONTENT: Scanner = Either(&[BASIC_CHAR, NEWLINE, ESCAPED_NEWLINE]);
const BASIC_QUOTES: Scanner = Either(&[Literal("\"\""), Byte(b'"')]);
pub(super) const MULTILINE_BASIC_STRING: Scanner = Sequence(&[
    Literal("\"\"\""),
    Maybe(&NEWLINE),
    AtLeast(0, &BASIC_CONTENT),
    AtLeast(0, &Sequence(&[BASIC_QUOTES, AtLeast(1, &BASIC_CONTENT)])),
    Literal("\"\"\""),
    Maybe(&BASIC_QUOTES),
]);

const LITERAL_CHAR: Scanner = Either(&[Byte(b'\t'), Range(0x20, 0x26), Range(0x28, 0x7E), NON_ASCII]);
pub(super) const LITERAL_STRING: Scanner = Sequence(&[Byte(b'\''), AtLeast(0, &LITERAL_CHAR), Byte(b'\'')]);
const LITERAL_CONTENT: Scanner = Either(&[LITERAL_CHAR, NEWLINE]);
const LITERAL_QUOTES: Scanner = Either(&[Literal("''"), Byte(b'\'')]);
pub(super) const MULTILINE_LITERAL_STRING: Scanner = Sequence(&[
    Literal("'''"),
    Maybe(&NEWLINE),
    AtLeast(0, &LITERAL_CONTENT),
    AtLeast(0, &Sequence(&[LITERAL_QUOTES, AtLeast(1, &LITERAL_CONTENT)])),
    Literal("'''"),
    Maybe(&LITERAL_QUOTES),
]);

pub(super) const BARE_KEY: Scanner = AtLeast(1, &Either(&[ALPHA, DIGIT, Byte(b'-'), Byte(b'_')]));
const SIMPLE_KEY: Scanner = Either(&[BARE_KEY, BASIC_STRING, LITERAL_STRING]);
pub(super) const DOT: Scanner = Sequence(&[BLANKS, Byte(b'.'), BLANKS]);
const KEY: Scanner = Named(
    &Sequence(&[SIMPLE_KEY, AtLeast(0, &Sequence(&[DOT, SIMPLE_KEY]))]),
    "basic key([a-zA-Z0-9_-]) or quoted key(\" or ')",
);
pub(super) const EQUALS: Scanner = Sequence(&[BLANKS, Byte(b'='), BLANKS]);
pub(super) const TABLE_HEADER: Scanner = Sequence(&[Byte(b'['), BLANKS, KEY, BLANKS, Byte(b']')]);
pub(super) const ARRAY_HEADER: Scanner = Sequence(&[Literal("[["), BLANKS, KEY, BLANKS, Literal("]]")]);
