//! Floats as text: the four ways in which Nix prints them and the one in which it reads them.
//!
//! | where | function | C++ original |
//! |---|---|---|
//! | `toString`, string interpolation | [`to_fixed`] | `std::to_string` (`%f`) |
//! | printed values, `toXML`, error messages | [`to_general`] | `std::ostream <<` (`%g`) |
//! | `toJSON`, `--json` | [`to_json`] | nlohmann's `to_chars` (Grisu2) |
//! | literals in Nix code | [`parse_literal`] | `strtod` |

mod grisu;
mod powers;

use std::fmt::Write as _;

/// The significant digits `std::ostream` prints by default.
const GENERAL_PRECISION: i32 = 6;

/// Appends `value` as `toString` and string coercion print it: always six decimals, never an exponent.
///
/// Infinities are `inf` and `-inf`; a NaN keeps its sign (`nan`, `-nan`) as in C.
pub fn to_fixed(out: &mut Vec<u8>, value: f64) {
    if !write_non_finite(out, value) {
        append(out, format_args!("{value:.6}"));
    }
}

/// Appends `value` as Nix prints values and XML: at most six significant digits, no trailing zeros, an
/// exponent when the decimal exponent is below -4 or above 5 (C's `%g`).
pub fn to_general(out: &mut Vec<u8>, value: f64) {
    if write_non_finite(out, value) {
        return;
    }
    // Rounding to six digits may change the exponent (999999.9 → 1e+06), so it comes first.
    let scientific = format!("{value:.5e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return; // Not reachable: `{:e}` always prints an exponent.
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..GENERAL_PRECISION).contains(&exponent) {
        out.extend_from_slice(trim_fraction(mantissa).as_bytes());
        write_exponent(out, exponent);
    } else {
        let decimals = usize::try_from(GENERAL_PRECISION - 1 - exponent).unwrap_or(0);
        out.extend_from_slice(trim_fraction(&format!("{value:.decimals$}")).as_bytes());
    }
}

/// Appends `value` as `toJSON` and `--json` print it: the shortest digits Grisu2 finds, always recognizable
/// as a float (`1.0`, `1e+20`, `1e-05`); what is not finite is `null`.
pub fn to_json(out: &mut Vec<u8>, value: f64) {
    if !value.is_finite() {
        out.extend_from_slice(b"null");
        return;
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    if value == 0.0 {
        out.extend_from_slice(b"0.0");
        return;
    }
    let digits = grisu::shortest(value.abs());
    write_json_digits(out, digits.as_slice(), digits.exponent());
}

/// Places the decimal point as nlohmann's `format_buffer` does: fixed notation for 10^-4 ≤ value < 10^15.
fn write_json_digits(out: &mut Vec<u8>, digits: &[u8], exponent: i32) {
    const MIN_EXPONENT: i32 = -4;
    const MAX_EXPONENT: i32 = 15;
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let point = length + exponent; // The value is 0.DIGITS × 10^point.
    let zeros = |n: i32| std::iter::repeat_n(b'0', usize::try_from(n).unwrap_or(0));
    if length <= point && point <= MAX_EXPONENT {
        out.extend_from_slice(digits);
        out.extend(zeros(point - length));
        out.extend_from_slice(b".0");
    } else if 0 < point && point <= MAX_EXPONENT {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0).min(digits.len()));
        out.extend_from_slice(whole);
        out.push(b'.');
        out.extend_from_slice(fraction);
    } else if MIN_EXPONENT < point && point <= 0 {
        out.extend_from_slice(b"0.");
        out.extend(zeros(-point));
        out.extend_from_slice(digits);
    } else {
        let (first, rest) = digits.split_at(1.min(digits.len()));
        out.extend_from_slice(first);
        if !rest.is_empty() {
            out.push(b'.');
            out.extend_from_slice(rest);
        }
        write_exponent(out, point - 1);
    }
}

/// A float literal whose value cannot be represented: Nix reports `invalid float '…'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatRangeError;

/// The value of a float literal of the Nix language (`1.5`, `.5`, `1.`, `1.5e-3`).
///
/// # Errors
///
/// [`FloatRangeError`] where `strtod` reports `ERANGE`: the value overflows, or it is so tiny that digits are
/// lost (subnormal results count as such). Text that is no float literal is refused the same way.
pub fn parse_literal(text: &[u8]) -> Result<f64, FloatRangeError> {
    let text = std::str::from_utf8(text).map_err(|_| FloatRangeError)?;
    let value: f64 = text.parse().map_err(|_| FloatRangeError)?;
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let is_zero = !mantissa.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    if value.is_normal() || (value == 0.0 && is_zero) { Ok(value) } else { Err(FloatRangeError) }
}

/// Writes infinities and NaN as C's `printf` does; says whether it did.
fn write_non_finite(out: &mut Vec<u8>, value: f64) -> bool {
    if value.is_finite() {
        return false;
    }
    if value.is_sign_negative() {
        out.push(b'-');
    }
    out.extend_from_slice(if value.is_nan() { b"nan" } else { b"inf" });
    true
}

/// `e+05`: a sign always, at least two digits.
fn write_exponent(out: &mut Vec<u8>, exponent: i32) {
    let sign = if exponent < 0 { '-' } else { '+' };
    append(out, format_args!("e{sign}{:02}", exponent.unsigned_abs()));
}

/// Drops the zeros after the last significant decimal, and the point if nothing follows it.
fn trim_fraction(digits: &str) -> &str {
    if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits }
}

/// Appends formatted text to a byte buffer.
fn append(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(arguments);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(print: fn(&mut Vec<u8>, f64), value: f64) -> String {
        let mut out = Vec::new();
        print(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn fixed_notation_has_six_decimals() {
        assert_eq!(text(to_fixed, 1.0), "1.000000");
        assert_eq!(text(to_fixed, -0.0), "-0.000000");
        assert_eq!(text(to_fixed, 1e20), "100000000000000000000.000000");
        assert_eq!(text(to_fixed, 1.5e-7), "0.000000");
        assert_eq!(text(to_fixed, f64::NEG_INFINITY), "-inf");
        assert_eq!(text(to_fixed, f64::NAN.copysign(-1.0)), "-nan");
    }

    #[test]
    fn general_notation_follows_printf_g() {
        let cases = [
            (1.0, "1"),
            (0.1, "0.1"),
            (1e20, "1e+20"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
            (123_456_789.0, "1.23457e+08"),
            (100_000.0, "100000"),
            (999_999.9, "1e+06"),
            (123_456.7, "123457"),
            (1e300, "1e+300"),
            (-0.0, "-0"),
            (f64::INFINITY, "inf"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(to_general, value), expected);
        }
    }

    #[test]
    fn json_notation_follows_nlohmann() {
        let cases = [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (1e20, "1e+20"),
            (1e15, "1e+15"),
            (123_456_789_012_345.0, "123456789012345.0"),
            (1e-5, "1e-05"),
            (0.001, "0.001"),
            (0.30000000000000004, "0.30000000000000004"),
            (1_234_567.8, "1234567.8"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "null"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(to_json, value), expected);
        }
    }

    #[test]
    fn literals_out_of_range_are_errors() {
        assert_eq!(parse_literal(b"1.5e3"), Ok(1500.0));
        assert_eq!(parse_literal(b".5"), Ok(0.5));
        assert_eq!(parse_literal(b"1."), Ok(1.0));
        assert_eq!(parse_literal(b"0.0e-999"), Ok(0.0));
        for text in ["1.0e400", "1.0e-320", "1.0e-400", "x"] {
            assert_eq!(parse_literal(text.as_bytes()), Err(FloatRangeError));
        }
    }
}
