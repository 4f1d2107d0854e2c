//! Where a command looks for the desk: where `serve` would.

use std::path::Path;

use crate::harness::{Binary, Folder, bustia, run};

/// Nobody listens there.
const NOWHERE: &str = "ws://127.0.0.1:9";

fn key(data: &Path) -> Binary {
    let data = data.display().to_string();
    bustia(&["api-key", "add", "--name", "crm", "--role", "agent", "--data", &data], None)
}

/// Nothing was written beside the database that is meant.
fn is_untouched(data: &Path) -> bool {
    !data.join("database").exists()
}

#[test]
fn what_is_added_goes_to_the_database_that_serve_would_use() {
    run(async || {
        let folder = Folder::empty();
        key(folder.path()).with("BUSTIA_DATABASE", NOWHERE).refused().await;
        assert!(is_untouched(folder.path()), "the variable");
        let words = ["api-key", "add", "--name", "crm", "--role", "agent", "--database", NOWHERE];
        bustia(&words, Some(folder.path())).refused().await;
        assert!(is_untouched(folder.path()), "the flag");
        let file = folder.path().join("bustia.toml");
        std::fs::write(file, format!("database = \"{NOWHERE}\"\n")).expect("written");
        key(folder.path()).refused().await;
        assert!(is_untouched(folder.path()), "the folder's own file");
        let fsck = ["fsck", "--data", &folder.path().display().to_string()];
        let sentence = bustia(&fsck, None).refused().await;
        assert!(!sentence.contains("--data"), "it looked into the folder: {sentence}");
        assert!(is_untouched(folder.path()), "checking");
    });
}

#[test]
fn a_database_in_memory_is_only_there_while_it_is_served() {
    run(async || {
        let folder = Folder::empty();
        let sentence = key(folder.path()).with("BUSTIA_DATABASE", "mem:").refused().await;
        assert!(sentence.contains("memory"), "{sentence}");
        let words = ["serve", "--database", "mem:"];
        let server = bustia(&words, Some(folder.path())).serve().await;
        key(folder.path()).done().await;
        assert!(server.stop().await);
    });
}

#[test]
fn a_data_folders_own_file_does_not_lead_to_another_folder() {
    run(async || {
        let (folder, other) = (Folder::empty(), Folder::empty());
        let file = format!("data = \"{}\"\n", other.path().display());
        std::fs::write(folder.path().join("bustia.toml"), file).expect("written");
        key(folder.path()).done().await;
        assert!(is_untouched(other.path()) && !is_untouched(folder.path()));
        let data = folder.path().display().to_string();
        let shown = bustia(&["serve", "--print-config", "--data", &data], None).done().await;
        assert!(shown.contains(&format!("data = \"{data}\"")), "{shown}");
    });
}
