//! Dates and times, brought into the form in which Nix presents them: `T` as delimiter, the fraction of the
//! second in groups of three digits up to nanoseconds, `Z` for the offset zero.

use super::Toml;
use super::errors::Region;
use super::parser::{Failure, Parser};
use super::scan::Scanner;
use super::syntax;

impl Parser<'_> {
    /// Parses a date, `yyyy-mm-dd`.
    pub(super) fn local_date(&mut self) -> Result<Toml, Failure> {
        self.date().map(Toml::Timestamp)
    }

    /// Parses a time, `HH:MM:SS(.fraction)`.
    pub(super) fn local_time(&mut self) -> Result<Toml, Failure> {
        self.time().map(Toml::Timestamp)
    }

    /// Parses a date with a time and, if `has_offset`, the time zone's offset.
    pub(super) fn datetime(&mut self, has_offset: bool) -> Result<Toml, Failure> {
        let start = self.position;
        let mut text = self.date()?;
        if self.accept(&syntax::TIME_DELIMITER).is_none() {
            return Err(if has_offset {
                let title = "toml::parse_offset_datetime: expect date-time delimiter `T` or ` `(space).";
                self.error(title, "here")
            } else {
                let title = "toml::parse_local_datetime: expect date-time delimiter `T`, `t` or ` `(space).";
                self.error(title, "here")
            });
        }
        text.push(b'T');
        text.extend(self.time()?);
        if has_offset {
            text.extend(self.offset(start)?);
        }
        Ok(Toml::Timestamp(text))
    }

    fn date(&mut self) -> Result<Vec<u8>, Failure> {
        let start = self.position;
        let title = "toml::parse_local_date: invalid date: date must be like: 1234-05-06, yyyy-mm-dd.";
        let date = self.timestamp_part(&syntax::LOCAL_DATE, title)?;
        let (year, month, day) = (number(date, 0, 4), number(date, 5, 2), number(date, 8, 2));
        if (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day) {
            return Ok(date.to_vec());
        }
        Err(self.error_at(
            "toml::parse_local_date: invalid date.",
            Region::point(self.source.text, start),
            "month must be 01-12, day must be any of 01-28,29,30,31 depending on the month/year.",
        ))
    }

    fn time(&mut self) -> Result<Vec<u8>, Failure> {
        let start = self.position;
        let title =
            "toml::parse_local_time: invalid time: time must be HH:MM:SS(.sss) (subseconds are optional)";
        let time = self.timestamp_part(&syntax::LOCAL_TIME, title)?;
        let note = if number(time, 0, 2) > 23 || number(time, 3, 2) > 59 {
            "hour must be 00-23, minute must be 00-59."
        } else if number(time, 6, 2) > 60 {
            "second must be 00-60."
        } else {
            return Ok(normalize_fraction(time));
        };
        let region = Region::point(self.source.text, start);
        Err(self.error_at("toml::parse_local_time: invalid time.", region, note))
    }

    fn offset(&mut self, start: usize) -> Result<Vec<u8>, Failure> {
        let title = "toml::parse_offset_datetime: invalid offset: offset must be like: Z, +01:00, or -10:00.";
        let offset = self.timestamp_part(&syntax::TIME_OFFSET, title)?;
        let (hours, minutes) = (number(offset, 1, 2), number(offset, 4, 2));
        if hours > 24 || minutes > 60 {
            let title = "toml::parse_offset_datetime: too large offset: |hour| <= 24, |minute| <= 60";
            return Err(self.error_at(title, Region::new(start, self.position), "here"));
        }
        let total = hours * 60 + minutes;
        Ok(match offset.first() {
            Some(sign @ (b'+' | b'-')) if total != 0 => {
                format!("{}{:02}:{:02}", char::from(*sign), total / 60, total % 60).into_bytes()
            }
            _ => b"Z".to_vec(),
        })
    }

    fn timestamp_part(&mut self, scanner: &Scanner, title: &str) -> Result<&[u8], Failure> {
        if !self.sees(scanner) {
            return Err(self.syntax_error(title, scanner, ""));
        }
        Ok(self.accept(scanner).unwrap_or_default())
    }
}

/// The number of `length` digits at `start`; zero if there is none.
fn number(text: &[u8], start: usize, length: usize) -> u32 {
    let digits = text.get(start..start + length).and_then(|digits| str::from_utf8(digits).ok());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

fn days_in_month(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Cuts or extends the fraction of the second to milli-, micro- or nanoseconds, whichever shows all digits.
fn normalize_fraction(time: &[u8]) -> Vec<u8> {
    let (seconds, fraction) = time.split_at_checked(8).unwrap_or((time, b""));
    let mut digits: Vec<u8> = fraction.iter().skip(1).take(9).copied().collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    digits.resize(digits.len().next_multiple_of(3), b'0');
    let point: &[u8] = if digits.is_empty() { b"" } else { b"." };
    [seconds, point, &digits].concat()
}
