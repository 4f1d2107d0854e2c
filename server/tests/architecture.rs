//! The arrows and invariants of the README, as far as a machine can check them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// Every file below `folder` with that ending: its path from the root, and its text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path())
        {
            let name =
                entry.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if entry.is_dir() && !["target", "node_modules"].contains(&name.as_str()) {
                open.push(entry);
            } else if name.ends_with(ending) {
                let text = fs::read_to_string(&entry).expect("text");
                let path =
                    entry.strip_prefix(root()).expect("below the root").display().to_string();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no *{ending}");
    found.sort();
    found
}

fn cargo(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(words).current_dir(root()).output();
    String::from_utf8(output.expect("cargo runs").stdout).expect("text")
}

/// The normal dependencies of a package, by name, as its manifest says.
fn dependencies(package: &str) -> Vec<String> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version=1", "--offline"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|found| found["name"] == package).expect(package);
    let dependencies = found["dependencies"].as_array().expect("dependencies").iter();
    let normal = dependencies.filter(|dependency| dependency["kind"].is_null());
    normal.map(|dependency| dependency["name"].as_str().expect("a name").to_owned()).collect()
}

/// Fails with the place where `word` stands in code though it may not.
fn assert_nowhere(word: &str, folders: &[&str], allowed: impl Fn(&str) -> bool) {
    for folder in folders {
        for (path, text) in files(folder, ".rs").into_iter().filter(|(path, _)| !allowed(path)) {
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                assert!(!code.contains(word), "{path}:{} names {word}", number + 1);
            }
        }
    }
}

#[test]
fn the_desk_depends_on_nobody_below_and_on_few_others() {
    let allowed = [
        "async-trait",
        "chrono",
        "chrono-tz",
        "regex",
        "serde",
        "serde_json",
        "thiserror",
        "whatlang",
    ];
    for dependency in dependencies("desk") {
        assert!(allowed.contains(&dependency.as_str()), "desk depends on {dependency}");
    }
}

#[test]
fn the_desk_reads_no_clock_no_chance_no_file_and_no_network() {
    for word in [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::net",
        "std::env",
        "tokio",
    ] {
        // The simulation is told which week to play.
        let is_asked = |path: &str| word == "std::env" && path == "src/desk/tests/simulation.rs";
        assert_nowhere(word, &["src"], is_asked);
    }
}

#[test]
fn the_screens_reach_no_database() {
    let words = "tree --offline --package app --features ssr --edges normal --prefix none";
    let tree = cargo(&words.split(' ').collect::<Vec<_>>());
    assert!(tree.starts_with("app "), "cargo tree answered nothing");
    assert!(
        !tree.contains("surrealdb") && !tree.contains("\nstore "),
        "app reaches a database crate"
    );
}

#[test]
fn only_the_store_names_surrealdb() {
    let folders = ["src", "app", "server/src", "server/simulator", "xtask"];
    assert_nowhere("surrealdb::", &folders, |_| false);
    for package in ["desk", "app", "server", "simulator", "xtask"] {
        let named = dependencies(package).into_iter().find(|name| name.starts_with("surrealdb"));
        assert_eq!(named, None, "{package} depends on it");
    }
}

/// A second clock would count finer than a row can hold, and stay behind when practice moves on.
#[test]
fn only_the_clock_asks_the_machine_what_time_it_is() {
    let is_allowed = |path: &str| path == "server/src/clock.rs" || path.contains("/tests");
    assert_nowhere("Utc::now", &["server/src"], is_allowed);
}

#[test]
fn only_the_screens_and_the_pages_name_leptos() {
    let folders = ["src", "server/src", "server/store", "server/simulator"];
    assert_nowhere("leptos", &folders, |path| path.starts_with("server/src/http/"));
}

#[test]
fn only_the_channel_and_the_simulator_name_metas_json() {
    for word in [
        "\"messaging_product\"",
        "\"hub.verify_token\"",
        "\"statuses\"",
        "\"biz_opaque_callback_data\"",
    ] {
        let folders = ["src", "app", "server/src", "server/store"];
        assert_nowhere(word, &folders, |path| path.starts_with("server/src/whatsapp"));
    }
}

#[test]
fn only_the_server_sees_both_the_screens_and_the_store() {
    let both = |package: &str| {
        let names = dependencies(package);
        names.contains(&"app".to_owned()) && names.contains(&"store".to_owned())
    };
    assert!(both("server"));
    for package in ["desk", "app", "browser-desk", "browser-practice", "store", "simulator"] {
        assert!(!both(package), "{package} sees both");
    }
}

#[test]
fn server_or_browser_is_decided_on_mod_lines_only() {
    let mut gates = 0;
    for (path, text) in files("app/src", ".rs").into_iter().chain(files("src", ".rs")) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (number, line) in lines.iter().enumerate() {
            assert!(!line.contains("cfg!("), "{path}:{} decides inside code", number + 1);
            let side = ["ssr", "hydrate", "wasm"].iter().any(|word| line.contains(word));
            if line.starts_with("#[cfg(") && side {
                gates += 1;
                let next = lines[number + 1..].iter().find(|line| !line.starts_with("#["));
                let module = ["mod ", "pub mod ", "pub(crate) mod "];
                let is_mod =
                    next.is_some_and(|line| module.iter().any(|start| line.starts_with(start)));
                assert!(is_mod, "{path}:{} gates something else than a module", number + 1);
            }
        }
    }
    assert!((1..=15).contains(&gates), "{gates} gates");
}

#[test]
fn every_use_case_takes_an_actor_first() {
    for (path, text) in
        files("src/desk", ".rs").into_iter().filter(|(path, _)| !path.contains("/tests"))
    {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for signature in flat.split("pub async fn ").skip(1) {
            let (name, rest) = signature.split_once('(').unwrap_or_default();
            let rest = rest.trim_start().trim_start_matches("&self,").trim_start();
            assert!(rest.starts_with("actor: &Actor"), "{path}: {name} takes no actor first");
        }
    }
}

#[test]
fn no_file_is_longer_than_three_hundred_lines_and_none_is_named_mod() {
    let kinds = [
        ("src", ".rs"),
        ("app", ".rs"),
        ("server", ".rs"),
        ("xtask", ".rs"),
        ("style", ".css"),
        ("end2end", ".ts"),
    ];
    for (folder, ending) in kinds {
        for (path, text) in files(folder, ending) {
            let lines = text.lines().count();
            assert!(lines <= 300, "{path} has {lines} lines");
            assert!(!path.ends_with("/mod.rs"), "{path} should carry its module's name");
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in
        ["src", "app/src", "server/src", "server/store/src", "server/simulator/src", "xtask/src"]
    {
        for (path, text) in files(folder, ".rs") {
            assert!(text.starts_with("//! "), "{path} opens with no purpose");
        }
    }
}

#[test]
fn colours_come_from_the_tokens() {
    for (path, text) in
        files("style", ".css").into_iter().filter(|(path, _)| !path.ends_with("tokens.css"))
    {
        for (number, line) in text.lines().enumerate() {
            let value = line.split_once(": ").map_or("", |(_, value)| value);
            let foreign = ["#", "rgb(", "hsl(", "oklch("].iter().any(|word| value.contains(word));
            assert!(!foreign, "{path}:{} names a colour of its own", number + 1);
        }
    }
}

#[test]
fn the_markup_has_no_inline_style_and_no_inline_handler() {
    for word in ["style=\"", "onclick="] {
        assert_nowhere(word, &["app/src"], |_| false);
    }
    // The document itself holds our own script, data and icons; nothing of a customer's. A bubble holds what
    // `server/said.rs` rendered, where what a customer wrote is text.
    let places = ["app/src/server/shell.rs", "app/src/inbox/thread/bubble.rs"];
    assert_nowhere("inner_html=", &["app/src"], |path| places.contains(&path));
}
