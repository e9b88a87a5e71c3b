//! Random decisions that become simpler: a list of numbers, of which each decision takes one.
//!
//! A case is a function of the list. Proptest shortens the list and makes its numbers smaller, and the case becomes smaller
//! with it, whatever it is made of: 0 is always the simplest choice, and a list that has ended says 0 for ever.

/// What is left of the list.
pub(crate) struct Choices<'a>(std::slice::Iter<'a, u16>);

impl<'a> Choices<'a> {
    pub(crate) fn new(numbers: &'a [u16]) -> Self {
        Choices(numbers.iter())
    }

    /// Below `end`; larger numbers of the list never give smaller answers.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let number = self.0.next().copied().unwrap_or_default();
        (usize::from(number) * end) >> 16
    }

    /// One of several; the first is the simplest.
    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// True until about so many have been made.
    pub(crate) fn another(&mut self, made: usize, end: usize) -> bool {
        made < end && self.chance(70)
    }

    /// A few texts.
    pub(crate) fn some(&mut self, end: usize, mut one: impl FnMut(&mut Self) -> String) -> Vec<String> {
        let mut made = Vec::new();
        while self.another(made.len(), end) {
            made.push(one(self));
        }
        made
    }
}
