//! Grisu2, the algorithm by which nlohmann's JSON library prints floats.
//!
//! Described in Florian Loitsch, "Printing Floating-Point Numbers Quickly and Accurately with Integers" (PLDI
//! 2010). Grisu2 always finds digits that read back as the same float, but in one case of a thousand not the
//! shortest ones; to print what Nix prints, those must come out the same. Rust's own shortest printing
//! therefore cannot stand in for it.

use super::powers::{FIRST_EXPONENT, POWERS, STEP};

/// The most digits Grisu2 can produce.
const MAX_DIGITS: usize = 20;

/// Decimal digits and the power of ten they are to be multiplied by.
pub(super) struct Digits {
    bytes: [u8; MAX_DIGITS],
    length: usize,
    exponent: i32,
}

impl Digits {
    /// The digits in ASCII, without leading zeros.
    pub(super) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or(&[])
    }

    /// The value is the digits as an integer × 10^exponent.
    pub(super) fn exponent(&self) -> i32 {
        self.exponent
    }

    fn push(&mut self, digit: u64) {
        if let Some(byte) = self.bytes.get_mut(self.length) {
            *byte = b'0' + u8::try_from(digit).unwrap_or(0);
            self.length += 1;
        }
    }

    /// Moves the digits towards the exact value as far as the interval allows (Loitsch's "round weed").
    fn round(&mut self, distance: u64, delta: u64, mut rest: u64, unit: u64) {
        let Some(last) = self.length.checked_sub(1).and_then(|index| self.bytes.get_mut(index)) else {
            return;
        };
        while rest < distance
            && delta - rest >= unit
            && (rest + unit < distance || distance - rest > rest + unit - distance)
        {
            *last = last.wrapping_sub(1);
            rest += unit;
        }
    }
}

/// A floating-point number `f × 2^e` with a 64-bit significand ("do-it-yourself floating point").
#[derive(Clone, Copy)]
struct DiyFp {
    f: u64,
    e: i32,
}

impl DiyFp {
    /// The same value with the highest bit of the significand set.
    fn normalized(self) -> Self {
        let shift = self.f.leading_zeros();
        Self { f: self.f << shift, e: self.e - shift.cast_signed() }
    }

    /// The same value with the given, smaller exponent.
    fn with_exponent(self, e: i32) -> Self {
        Self { f: self.f << (self.e - e), e }
    }

    /// The upper half of the product, rounded (ties up).
    fn times(self, other: Self) -> Self {
        let product = u128::from(self.f) * u128::from(other.f) + (1 << 63);
        Self { f: u64::try_from(product >> 64).unwrap_or(u64::MAX), e: self.e + other.e + 64 }
    }
}

/// The digits of `value`, which must be finite and greater than zero.
pub(super) fn shortest(value: f64) -> Digits {
    let (exact, lower, upper) = boundaries(value);
    let (power, decimal_exponent) = cached_power(upper.e);
    let exact = exact.times(power);
    let mut lower = lower.times(power);
    let mut upper = upper.times(power);
    // The products are off by at most one unit; stay on the safe side of both bounds.
    lower.f += 1;
    upper.f -= 1;
    let mut digits = Digits { bytes: [0; MAX_DIGITS], length: 0, exponent: -decimal_exponent };
    generate(&mut digits, exact, lower, upper);
    digits
}

/// `value` itself and the bounds of the interval whose numbers read back as `value`, all normalized to the
/// same exponent.
fn boundaries(value: f64) -> (DiyFp, DiyFp, DiyFp) {
    const FRACTION_BITS: u32 = 52;
    const HIDDEN_BIT: u64 = 1 << FRACTION_BITS;
    const BIAS: i32 = 1023 + 52;
    let bits = value.to_bits();
    let biased = i32::try_from(bits >> FRACTION_BITS & 0x7ff).unwrap_or(0);
    let fraction = bits & (HIDDEN_BIT - 1);
    let exact = if biased == 0 {
        DiyFp { f: fraction, e: 1 - BIAS }
    } else {
        DiyFp { f: fraction | HIDDEN_BIT, e: biased - BIAS }
    };
    let upper = DiyFp { f: 2 * exact.f + 1, e: exact.e - 1 }.normalized();
    // Below a power of two the floats lie twice as close.
    let lower = if fraction == 0 && biased > 1 {
        DiyFp { f: 4 * exact.f - 1, e: exact.e - 2 }
    } else {
        DiyFp { f: 2 * exact.f - 1, e: exact.e - 1 }
    };
    (exact.normalized(), lower.with_exponent(upper.e), upper)
}

/// A power of ten that brings a number with binary exponent `e` into the range `generate` works in, and its
/// decimal exponent.
fn cached_power(e: i32) -> (DiyFp, i32) {
    /// The smallest exponent a product may have.
    const ALPHA: i32 = -60;
    let distance = ALPHA - e - 1;
    // 78913 / 2^18 approximates log10(2).
    let k = distance * 78913 / (1 << 18) + i32::from(distance > 0);
    let index = (k - FIRST_EXPONENT + STEP - 1) / STEP;
    let (f, e) =
        usize::try_from(index).ok().and_then(|index| POWERS.get(index)).copied().unwrap_or((1 << 63, -63));
    (DiyFp { f, e }, FIRST_EXPONENT + STEP * index)
}

/// Generates the digits of `upper` until what remains lies within the interval.
fn generate(digits: &mut Digits, exact: DiyFp, lower: DiyFp, upper: DiyFp) {
    let mut delta = upper.f - lower.f;
    let mut distance = upper.f - exact.f;
    let shift = upper.e.unsigned_abs();
    let one = 1u64 << shift;
    let mut whole = upper.f >> shift;
    let mut fraction = upper.f & (one - 1);

    let mut power = largest_power_of_ten(whole);
    let mut remaining = power.ilog10().cast_signed() + 1;
    while remaining > 0 {
        digits.push(whole / power);
        whole %= power;
        remaining -= 1;
        let rest = (whole << shift) + fraction;
        if rest <= delta {
            digits.exponent += remaining;
            digits.round(distance, delta, rest, power << shift);
            return;
        }
        power /= 10;
    }
    let mut decimals = 0;
    loop {
        fraction *= 10;
        digits.push(fraction >> shift);
        fraction &= one - 1;
        decimals += 1;
        delta *= 10;
        distance *= 10;
        if fraction <= delta {
            break;
        }
    }
    digits.exponent -= decimals;
    digits.round(distance, delta, fraction, one);
}

/// The largest power of ten that is not above `n` (1 for zero).
fn largest_power_of_ten(n: u64) -> u64 {
    10u64.pow(n.checked_ilog10().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_read_back_as_the_same_float() {
        let mut bits = 0x0123_4567_89ab_cdefu64;
        for _ in 0..20_000 {
            // xorshift: any spread of bit patterns will do.
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            let value = f64::from_bits(bits & !(1 << 63));
            if value.is_finite() && value != 0.0 {
                let digits = shortest(value);
                let text = format!("{}e{}", str::from_utf8(digits.as_slice()).unwrap(), digits.exponent());
                assert_eq!(text.parse::<f64>().unwrap(), value, "{text}");
            }
        }
    }

    #[test]
    fn powers_grow_by_the_step() {
        // 10^-4 and 10^4 are the entries next to one.
        assert_eq!(POWERS[37], (0xD1B7_1758_E219_652C, -77));
        assert_eq!(POWERS[38], (0x9C40_0000_0000_0000, -50));
        assert!(POWERS.iter().all(|(f, _)| f.leading_zeros() == 0));
    }
}
