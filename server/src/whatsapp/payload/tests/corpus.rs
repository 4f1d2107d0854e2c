//! Published bodies, if a collection of them lies beside the repository.

use std::path::{Path, PathBuf};

use super::{noon, read};

/// Every JSON file in the folders of `corpus` that hold inbound bodies.
fn inbound_files(corpus: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(corpus).into_iter().flatten().flatten();
    folders
        .filter(|folder| folder.file_name() != "send" && folder.file_name() != "signature")
        .flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .collect()
}

#[test]
fn every_published_body_leaves_a_trace() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/whatsapp/corpus");
    let files = inbound_files(&corpus);
    if files.is_empty() {
        println!("skipped: no published bodies in {}", corpus.display());
    }
    for file in files {
        let body = std::fs::read(&file).expect("a readable file");
        assert!(!read(&body, noon()).is_empty(), "{}", file.display());
    }
}
