//! How costs grow: the same question about more and more users, options, definitions and imports.
//!
//! `cost = a + b·nᵏ`: `a` is what the smallest question costs (the library is loaded in each), and the exponent `k` is fitted to
//! what the others cost beyond it.

use std::path::Path;

use super::workload::{Workload, evaluate, users};

/// A series of questions: its name, the sizes, and the question of a size.
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) sizes: &'static [usize],
    pub(crate) question: fn(&Path, usize) -> Workload,
}

/// All series. They need the worlds.
pub(crate) const ALL: [Series; 5] = [
    Series { name: "users", sizes: &[1, 2, 4, 8, 16, 32, 64], question: of_users },
    Series { name: "options", sizes: &[1, 100, 1_000, 3_000, 10_000], question: of_options },
    Series { name: "definitions", sizes: &[10, 1_000, 10_000, 30_000, 100_000], question: of_definitions },
    Series { name: "deep imports", sizes: &[1, 50, 100, 200, 400], question: of_deep_imports },
    Series { name: "wide imports", sizes: &[1, 100, 1_000, 3_000, 10_000], question: of_wide_imports },
];

fn of_users(worlds: &Path, count: usize) -> Workload {
    evaluate("", &worlds.join("nixos25"), &["--eval", "--strict", "--expr", &users(count)])
}

/// A question to nixpkgs' `lib`, with `count` in scope.
fn modules(worlds: &Path, count: usize, text: &str) -> Workload {
    let text = format!("with import ./nixpkgs/lib; let count = {count}; in {text}");
    evaluate("", &worlds.join("hm26"), &["--eval", "--strict", "--expr", &text])
}

fn of_options(worlds: &Path, count: usize) -> Workload {
    let text = "foldl' (sum: value: sum + value) 0 (attrValues (evalModules { modules = [ \
                { options = genAttrs (map toString (range 1 count)) (_: mkOption { type = types.int; default = 1; }); } ]; }).config)";
    modules(worlds, count, text)
}

fn of_definitions(worlds: &Path, count: usize) -> Workload {
    let text = "length (evalModules { modules = [ { options.all = mkOption { type = with types; listOf int; }; \
                config.all = mkMerge (map (n: [ n ]) (range 1 count)); } ]; }).config.all";
    modules(worlds, count, text)
}

fn of_deep_imports(worlds: &Path, count: usize) -> Workload {
    let text = "let at = n: { imports = optional (n > 0) (at (n - 1)); config.all = [ n ]; }; in \
                length (evalModules { modules = [ { options.all = mkOption { type = with types; listOf int; }; } (at count) ]; }).config.all";
    modules(worlds, count, text)
}

fn of_wide_imports(worlds: &Path, count: usize) -> Workload {
    let text = "length (evalModules { modules = [ { options.all = mkOption { type = with types; listOf int; }; } \
                { imports = map (n: { config.all = [ n ]; }) (range 1 count); } ]; }).config.all";
    modules(worlds, count, text)
}

/// The exponent of the growth beyond the first point, by least squares of the logarithms; `None` where nothing grows.
pub(crate) fn exponent(points: &[(usize, f64)]) -> Option<f64> {
    let (_, base) = *points.first()?;
    let logarithms: Vec<(f64, f64)> = points
        .iter()
        // What is less than a tenth of the base is noise.
        .filter(|(_, cost)| *cost > base * 1.1)
        .map(|(size, cost)| ((*size as f64).ln(), (cost - base).ln()))
        .collect();
    if logarithms.len() < 2 {
        return None;
    }
    let count = logarithms.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let slope: f64 = logarithms.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    Some(slope / logarithms.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_found() {
        let points = |power: f64| {
            let cost = |size: usize| (size, 1.0 + 0.01 * (size as f64).powf(power));
            [1, 10, 100, 1_000].map(cost)
        };
        assert!((exponent(&points(1.0)).unwrap() - 1.0).abs() < 0.05);
        assert!((exponent(&points(2.0)).unwrap() - 2.0).abs() < 0.05);
        assert_eq!(exponent(&[(1, 1.0), (2, 1.0)]), None);
        assert_eq!(exponent(&[]), None);
    }
}
