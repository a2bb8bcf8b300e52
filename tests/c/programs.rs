//! The C programs: with the sanitizers, under valgrind, and as they are.

use std::path::Path;
use std::process::Command;

use crate::support::{compile, root, run};

const PROGRAMS: &[&str] = &["usage", "refused", "builds", "refused_builds", "sessions", "threads"];

#[test]
fn programs_run_with_the_sanitizers() {
    for name in PROGRAMS {
        let source = format!("tests/c/{name}.c");
        let program = compile(&format!("{name}-sanitized"), &[&source], &["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]);
        // Leaks are valgrind's part: the library's threads live as long as the process.
        run(Command::new(program).env("ASAN_OPTIONS", "detect_leaks=0"));
    }
}

#[test]
fn programs_lose_no_memory() {
    for name in ["usage", "refused", "builds", "refused_builds", "sessions"] {
        let program = compile(&format!("{name}-plain"), &[&format!("tests/c/{name}.c")], &[]);
        run(valgrind(&program));
    }
}

fn valgrind(program: &Path) -> &mut Command {
    let command = Box::leak(Box::new(Command::new("valgrind")));
    command.args(["--quiet", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite"]);
    command.arg(format!("--suppressions={}", root().join("tests/c/valgrind.supp").display())).arg(program)
}
