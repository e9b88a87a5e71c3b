//! The sorting of `builtins.sort`: peeksort (Munro and Wild, "Nearly-Optimal Mergesorts", 2018), in Nix's variant.
//!
//! It is stable and survives any comparator. Programs can see which elements a comparator is asked about, and in which
//! order (through `trace`, or by failing), so the comparisons here are those of Nix, one by one.

use std::ops::Range;

/// Ranges of at most this length are sorted by insertion.
const INSERTION: usize = 16;

/// Sorts with a comparator that can fail: whether its first argument comes before its second.
///
/// # Errors
/// Those of the comparator; the items are in some order then.
pub(crate) fn peek_sort<T: Copy, E>(
    items: &mut [T],
    less: &impl Fn(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let len = items.len();
    if len < 2 {
        return Ok(());
    }
    Sort { buffer: Vec::with_capacity(len), less }.sort(items, 0..len, 0, len)
}

struct Sort<'l, T, F> {
    /// Room for the merging of runs.
    buffer: Vec<T>,
    less: &'l F,
}

impl<T: Copy, E, F: Fn(T, T) -> Result<bool, E>> Sort<'_, T, F> {
    /// Sorts a range whose parts before `left_end` and from `right_start` on are sorted already. It halves the range, so that
    /// it is never deep in itself.
    fn sort(
        &mut self,
        items: &mut [T],
        range: Range<usize>,
        left_end: usize,
        right_start: usize,
    ) -> Result<(), E> {
        let Range { start, end } = range;
        if left_end == end || right_start == start {
            return Ok(());
        }
        if end - start <= INSERTION {
            return self.insertion_sort(&mut items[start..end]);
        }
        let middle = start + (end - start) / 2;
        if middle <= left_end {
            self.sort(items, left_end..end, left_end + 1, right_start)?;
            return self.merge(&mut items[start..end], left_end - start);
        }
        if middle >= right_start {
            self.sort(items, start..right_start, left_end, right_start - 1)?;
            return self.merge(&mut items[start..end], right_start - start);
        }
        let run = self.middle_run(items, left_end..right_start, middle)?;
        if run == (start..end) {
            return Ok(());
        }
        if middle - run.start < run.end - middle {
            self.sort(items, start..run.start, left_end, run.start.saturating_sub(1))?;
            self.sort(items, run.start..end, run.end, right_start)?;
            self.merge(&mut items[start..end], run.start - start)
        } else {
            self.sort(items, start..run.end, left_end, run.start)?;
            self.sort(items, run.end..end, run.end + 1, right_start)?;
            self.merge(&mut items[start..end], run.end - start)
        }
    }

    /// The run around `middle` within a range; a descending one is turned round.
    fn middle_run(&self, items: &mut [T], within: Range<usize>, middle: usize) -> Result<Range<usize>, E> {
        let less = self.less;
        let descending = less(items[middle], items[middle - 1])?;
        let goes_on = |index: usize| Ok(less(items[index], items[index - 1])? == descending);
        let mut start = middle - 1;
        while start > within.start && goes_on(start)? {
            start -= 1;
        }
        let mut end = middle;
        while end < within.end && goes_on(end)? {
            end += 1;
        }
        if descending {
            items[start..end].reverse();
        }
        Ok(start..end)
    }

    fn insertion_sort(&self, items: &mut [T]) -> Result<(), E> {
        for index in 1..items.len() {
            let mut place = index;
            while place > 0 && (self.less)(items[place], items[place - 1])? {
                items.swap(place, place - 1);
                place -= 1;
            }
        }
        Ok(())
    }

    /// Merges two sorted runs, the second of which starts at `middle`.
    fn merge(&mut self, items: &mut [T], middle: usize) -> Result<(), E> {
        self.buffer.clear();
        self.buffer.extend_from_slice(items);
        let (left, right) = self.buffer.split_at(middle);
        let (mut i, mut j) = (0, 0);
        while i < left.len() && j < right.len() {
            let take_right = (self.less)(right[j], left[i])?;
            items[i + j] = if take_right { right[j] } else { left[i] };
            if take_right {
                j += 1;
            } else {
                i += 1;
            }
        }
        let done = i + j;
        let rest = left.len() - i;
        items[done..done + rest].copy_from_slice(&left[i..]);
        items[done + rest..].copy_from_slice(&right[j..]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::peek_sort;

    #[test]
    fn it_sorts_stably() {
        for len in [0_u32, 1, 2, 3, 16, 17, 40, 200, 1000] {
            for shift in 0..7 {
                let key = |n: u32| (n.wrapping_mul(2_654_435_761) >> 20) % (5 + shift * 97);
                let mut items: Vec<(u32, u32)> = (0..len).map(|n| (key(n), n)).collect();
                items.rotate_left((len / 3) as usize);
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                let result: Result<(), ()> = peek_sort(&mut items, &|a, b| Ok(a.0 < b.0));
                assert_eq!((result, items), (Ok(()), expected), "{len} {shift}");
            }
        }
    }

    #[test]
    fn runs_are_found() {
        let compared = Cell::new(0);
        let mut items: Vec<u32> = (0..100).rev().collect();
        let result: Result<(), ()> = peek_sort(&mut items, &|a, b| {
            compared.set(compared.get() + 1);
            Ok(a < b)
        });
        assert_eq!(result, Ok(()));
        assert!(items.is_sorted() && compared.get() <= 100, "{}", compared.get());
    }

    #[test]
    fn failures_and_nonsense_end() {
        assert_eq!(peek_sort(&mut [3, 2, 1], &|_, _| Err("no")), Err("no"));
        let mut items: Vec<u32> = (0..300).collect();
        let result: Result<(), ()> = peek_sort(&mut items, &|_, _| Ok(true));
        assert_eq!((result, items.len()), (Ok(()), 300));
    }
}
