//! A simple mutator, the same in every run: what it finds, it finds again.

/// A source of numbers (xorshift64*).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`, or 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        // The high bits are the better ones.
        usize::try_from(self.next() >> 33).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }
}

/// Inputs are not made longer than this.
const LONGEST: usize = 4096;

/// A new input: one of `corpus` after a few random changes, with pieces of others and of `words` put in.
pub fn mutate(numbers: &mut Numbers, corpus: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut input = corpus.get(numbers.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=numbers.below(6) {
        change(numbers, &mut input, corpus, words);
    }
    input.truncate(LONGEST);
    input
}

fn change(numbers: &mut Numbers, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str]) {
    let at = numbers.below(input.len() + 1);
    let end = (at + 1 + numbers.below(24)).min(input.len()).max(at);
    match numbers.below(9) {
        0 if at < input.len() => input[at] ^= 1 << numbers.below(8),
        1 if at < input.len() => input[at] = u8::try_from(numbers.below(256)).unwrap_or(0),
        2 => drop(input.drain(at..end)),
        3 => drop(input.splice(at..at, input[at..end].to_vec())),
        4 | 5 => {
            let word = words.get(numbers.below(words.len())).copied().unwrap_or_default();
            drop(input.splice(at..at, word.bytes()));
        }
        6 => {
            let word = words.get(numbers.below(words.len())).copied().unwrap_or_default();
            drop(input.splice(at..end, word.bytes()));
        }
        7 => {
            let other = corpus.get(numbers.below(corpus.len())).map(Vec::as_slice).unwrap_or_default();
            let from = numbers.below(other.len() + 1);
            let to = (from + numbers.below(64)).min(other.len());
            drop(input.splice(at..at, other[from..to].to_vec()));
        }
        _ => input.truncate(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let corpus = [b"let a = 1; in a".to_vec()];
        let run = |seed| {
            let mut numbers = Numbers::new(seed);
            (0..50).map(|_| mutate(&mut numbers, &corpus, &["x"])).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }

    #[test]
    fn an_empty_corpus_is_no_problem() {
        let mut numbers = Numbers::new(3);
        for _ in 0..1000 {
            assert!(mutate(&mut numbers, &[], &[]).len() <= LONGEST);
        }
    }
}
