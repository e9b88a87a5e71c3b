//! The program; everything is in the library.

fn main() -> std::process::ExitCode {
    hmeval::run(std::env::args_os().collect())
}
