//! Points in time as people write them for `date -d`, as far as they are about the past.

use jiff::civil::{DateTime, Time};
use jiff::{Span, Timestamp, Zoned};

/// The time that a text names: a span before now (`-30 days`, `2 weeks`, `1 day ago`, `last month`), seconds since 1970
/// (`@1234567890`), `now`, `today`, `yesterday`, a time of the day, or a date; the last four with a time of the day, too.
pub(super) fn point_in_time(text: &str, now: &Zoned) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(seconds) = text.strip_prefix('@') {
        return Timestamp::from_second(seconds.parse().ok()?).ok();
    }
    // A date with an offset from UTC is one without, too.
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp);
    }
    if let Ok(date) = text.parse::<DateTime>() {
        return date.to_zoned(now.time_zone().clone()).ok().map(|zoned| zoned.timestamp());
    }
    let text = text.to_ascii_lowercase();
    let zoned = day(&text, now).or_else(|| before(&text, now))?;
    Some(zoned.timestamp())
}

/// A day by its name, a time of the day, or both.
fn day(text: &str, now: &Zoned) -> Option<Zoned> {
    let (word, time) = match text.split_once(char::is_whitespace) {
        Some((word, time)) => (word, Some(time)),
        None if text.contains(':') => ("today", Some(text)),
        None => (text, None),
    };
    let day = match word {
        "now" if time.is_none() => now.clone(),
        "today" => now.clone(),
        "yesterday" => now.yesterday().ok()?,
        _ => return None,
    };
    match time {
        Some(time) => day.with().time(time_of_day(time.trim())?).build().ok(),
        None => Some(day),
    }
}

/// `8:05`, `20:05`, `20:05:30`.
fn time_of_day(text: &str) -> Option<Time> {
    let (hour, rest) = text.split_once(':')?;
    format!("{hour:0>2}:{rest}").parse().ok()
}

/// A span before now.
fn before(text: &str, now: &Zoned) -> Option<Zoned> {
    let span = match text.strip_prefix("last ") {
        Some(unit) => format!("1 {}", unit.trim()),
        None => {
            let span = text.trim_start_matches('-').trim();
            match span.strip_suffix("ago").map(str::trim) {
                // `a month ago` without the `a`.
                Some(unit) if unit.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                    format!("1 {unit}")
                }
                Some(span) => span.to_owned(),
                None => span.to_owned(),
            }
        }
    };
    let span: Span = span.parse().ok()?;
    now.checked_sub(span.abs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        let now: Zoned = "2026-03-31T12:00:00+00:00[UTC]".parse().unwrap();
        let at = |text: &str| point_in_time(text, &now).map(|time| time.to_string());
        for (text, wanted) in [
            ("-30 days", "2026-03-01T12:00:00Z"),
            ("2 weeks", "2026-03-17T12:00:00Z"),
            ("1 day ago", "2026-03-30T12:00:00Z"),
            ("month ago", "2026-02-28T12:00:00Z"),
            ("3 Hours Ago", "2026-03-31T09:00:00Z"),
            ("last month", "2026-02-28T12:00:00Z"),
            ("last week", "2026-03-24T12:00:00Z"),
            ("last year", "2025-03-31T12:00:00Z"),
            ("now", "2026-03-31T12:00:00Z"),
            ("today", "2026-03-31T12:00:00Z"),
            ("yesterday", "2026-03-30T12:00:00Z"),
            ("yesterday 8:05", "2026-03-30T08:05:00Z"),
            ("20:05", "2026-03-31T20:05:00Z"),
            ("8:05:30", "2026-03-31T08:05:30Z"),
            ("@1234567890", "2009-02-13T23:31:30Z"),
            ("2026-01-31", "2026-01-31T00:00:00Z"),
            ("2026-01-31 12:00", "2026-01-31T12:00:00Z"),
            ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        ] {
            assert_eq!(at(text).as_deref(), Some(wanted), "{text}");
        }
        for text in
            ["", "someday", "@", "@x", "last", "last x", "ago", "-", "25:00", "12:", "now 12:00", "today x"]
        {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
