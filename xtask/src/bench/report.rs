//! Results as Markdown tables and SVG plots.

use std::fmt::Write as _;

/// Medians of one side for one question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Seconds.
    pub(crate) wall: f64,
    /// Seconds.
    pub(crate) cpu: f64,
    /// KiB.
    pub(crate) memory: f64,
    /// Counted only if asked for.
    pub(crate) instructions: Option<u64>,
}

/// What was measured of a question: all sides, in the order of the heading, or why there is nothing.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) sides: Vec<Result<Figures, String>>,
    /// Whether the first side's answer is that of the last one.
    pub(crate) same: bool,
}

/// A table: for each question a line for each side, with the ratios of the first side to it.
pub(crate) fn table(names: &[String], rows: &[Row]) -> String {
    let mut text = String::from(
        "| question | program | wall ms | CPU ms | peak MiB | M instructions | wall ratio | CPU ratio | memory ratio |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let first = row.sides.first().and_then(|side| side.as_ref().ok());
        for (name, side) in names.iter().zip(&row.sides) {
            let question = if row.same { row.name.clone() } else { format!("{} (answers differ)", row.name) };
            match side {
                Ok(figures) => {
                    let instructions = figures
                        .instructions
                        .map_or("-".to_owned(), |count| format!("{:.1}", count as f64 / 1e6));
                    let ratio = |of: fn(&Figures) -> f64| {
                        first.map_or("-".to_owned(), |first| format!("{:.2}", of(first) / of(figures)))
                    };
                    let _ = writeln!(
                        text,
                        "| {question} | {name} | {:.1} | {:.1} | {:.1} | {instructions} | {} | {} | {} |",
                        figures.wall * 1e3,
                        figures.cpu * 1e3,
                        figures.memory / 1024.0,
                        ratio(|figures| figures.wall),
                        ratio(|figures| figures.cpu),
                        ratio(|figures| figures.memory),
                    );
                }
                Err(why) => {
                    let why = why.lines().last().unwrap_or_default().replace('|', "/");
                    let _ = writeln!(text, "| {question} | {name} | fails: {why} | | | | | | |");
                }
            }
        }
    }
    text
}

/// Bars: the wall time of the first side as a share of the last one's; the line is at equality.
pub(crate) fn bars(title: &str, rows: &[Row]) -> String {
    let shares: Vec<(&str, f64)> = rows
        .iter()
        .filter_map(|row| match (row.sides.first()?, row.sides.last()?) {
            (Ok(ours), Ok(theirs)) => Some((&row.name[..], ours.wall / theirs.wall)),
            _ => None,
        })
        .collect();
    let (left, full, step) = (260.0, 400.0, 22.0);
    let most = shares.iter().map(|share| share.1).fold(1.0, f64::max);
    let mut body = String::new();
    for (index, (name, share)) in shares.iter().enumerate() {
        let y = 34.0 + step * index as f64;
        let (width, colour) = (full * share / most, if *share > 1.0 { "#c0392b" } else { "#2471a3" });
        let _ = writeln!(
            body,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{left}\" y=\"{y}\" width=\"{width:.1}\" height=\"16\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{}\">{share:.2}</text>",
            left - 6.0,
            y + 13.0,
            escaped(name),
            left + width + 5.0,
            y + 13.0
        );
    }
    let (height, line) = (44.0 + step * shares.len() as f64, left + full / most);
    let _ = writeln!(
        body,
        "<line x1=\"{line:.1}\" y1=\"28\" x2=\"{line:.1}\" y2=\"{}\" stroke=\"#555\" stroke-dasharray=\"4\"/>",
        height - 8.0
    );
    svg(title, 740.0, height, &body)
}

/// Lines with logarithmic axes: the points of each series.
pub(crate) fn lines(title: &str, series: &[(String, Vec<(usize, f64)>)]) -> String {
    const COLOURS: [&str; 6] = ["#2471a3", "#c0392b", "#1e8449", "#b7950b", "#7d3c98", "#555555"];
    let points = || series.iter().flat_map(|(_, points)| points).filter(|point| point.0 > 0 && point.1 > 0.0);
    let span = |of: fn(&(usize, f64)) -> f64| {
        let all = points().map(of);
        let (low, high) =
            all.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
        (low, (high - low).max(1e-9))
    };
    type Axis = fn(&(usize, f64)) -> f64;
    let (x_of, y_of): (Axis, Axis) = (|p| (p.0 as f64).ln(), |p| p.1.ln());
    let ((x0, dx), (y0, dy)) = (span(x_of), span(y_of));
    let mut body = String::new();
    for (index, (name, points)) in series.iter().enumerate() {
        let colour = COLOURS[index % COLOURS.len()];
        let place =
            |p: &(usize, f64)| (60.0 + 440.0 * (x_of(p) - x0) / dx, 320.0 - 270.0 * (y_of(p) - y0) / dy);
        let path: Vec<String> = points.iter().map(place).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            body,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join(" ")
        );
        for point in points {
            let (x, y) = place(point);
            let _ = writeln!(
                body,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"><title>{}: {} ms</title></circle>",
                point.0,
                (point.1 * 1e3).round()
            );
        }
        let _ = writeln!(
            body,
            "<text x=\"515\" y=\"{}\" fill=\"{colour}\">{}</text>",
            50 + 18 * index,
            escaped(name)
        );
    }
    let _ = writeln!(
        body,
        "<path d=\"M60 40V325H505\" fill=\"none\" stroke=\"#555\"/><text x=\"60\" y=\"345\">size (log)</text><text x=\"8\" y=\"36\">time (log)</text>"
    );
    svg(title, 740.0, 360.0, &body)
}

fn svg(title: &str, width: f64, height: f64, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"8\" y=\"18\" font-weight=\"bold\">{}</text>\n{body}</svg>\n",
        escaped(title)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, walls: &[f64]) -> Row {
        let figures =
            |wall: &f64| Ok(Figures { wall: *wall, cpu: *wall, memory: 2048.0, instructions: None });
        Row { name: name.to_owned(), sides: walls.iter().map(figures).collect(), same: true }
    }

    #[test]
    fn ratios_are_those_of_the_first_side() {
        let text = table(&["hmeval".into(), "Nix".into()], &[row("q", &[0.1, 0.4])]);
        assert!(text.contains("| q | Nix | 400.0 | 400.0 | 2.0 | - | 0.25 | 0.25 | 1.00 |"), "{text}");
    }

    #[test]
    fn a_failure_is_shown() {
        let rows = [Row { name: "q".into(), sides: vec![Err("error: a|b".into())], same: true }];
        assert!(table(&["Nix".into()], &rows).contains("fails: error: a/b"));
    }

    #[test]
    fn plots_hold_every_row_and_point() {
        let plot = bars("t", &[row("a<b", &[1.0, 2.0]), row("c", &[3.0, 2.0])]);
        assert!(plot.contains("a&lt;b") && plot.matches("<rect").count() == 3);
        let plot = lines("t", &[("s".into(), vec![(1, 1.0), (10, 10.0)])]);
        assert_eq!(plot.matches("<circle").count(), 2);
    }
}
