//! Sets of bytes: bracket expressions, `.` and the first bytes a match can start with.

/// A set of bytes as a bitmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(super) const EMPTY: Self = Self([0; 4]);

    /// The set of the bytes for which `contains` holds.
    pub(super) fn of(contains: impl Fn(u8) -> bool) -> Self {
        let mut set = Self::EMPTY;
        (0..=u8::MAX).filter(|&byte| contains(byte)).for_each(|byte| set.insert(byte));
        set
    }

    #[inline]
    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    pub(super) fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn complement(&self) -> Self {
        Self(self.0.map(|word| !word))
    }

    /// The byte of a set that has just one.
    pub(super) fn single(&self) -> Option<u8> {
        let mut bytes = (0..=u8::MAX).filter(|&byte| self.contains(byte));
        bytes.next().filter(|_| bytes.next().is_none())
    }
}
