//! Floats as Python shows them.

/// `repr` of a float: the shortest digits that read back, with an exponent below -4 and from 16 on.
///
/// Rule: `float_repr_style` "short" of CPython (`PyOS_double_to_string` with format `r`).
pub(super) fn repr(value: f64) -> String {
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        // Debug output always has a point.
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::repr;

    #[test]
    fn floats_look_as_in_python() {
        for (value, shown) in [
            (0.1, "0.1"),
            (1e-5, "1e-05"),
            (1e22, "1e+22"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (1e15, "1000000000000000.0"),
            (-0.0, "-0.0"),
            (1e300, "1e+300"),
            (0.0001, "0.0001"),
        ] {
            assert_eq!(repr(value), shown);
        }
    }
}
