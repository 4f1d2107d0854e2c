//! The folder of files: whole or not there, by content, and nothing else leads to it.

use super::*;

fn files() -> (tempfile::TempDir, Files) {
    let data = tempfile::tempdir().expect("a folder");
    let files = Files::open(data.path()).expect("it is made");
    (data, files)
}

async fn keep(files: &Files, pieces: &[&[u8]]) -> File {
    let mut arriving = files.begin().expect("it begins");
    for piece in pieces {
        arriving.write(piece).await.expect("it is written");
    }
    arriving.keep().await.expect("it is kept")
}

fn arriving(data: &Path) -> usize {
    std::fs::read_dir(data.join("media").join(ARRIVING)).expect("a folder").count()
}

#[tokio::test]
async fn a_file_stands_under_its_hash_once_it_is_whole() {
    let (data, files) = files();
    let file = keep(&files, &[b"abc", b"def"]).await;
    let hash = hex::encode(Sha256::digest(b"abcdef"));
    let place = data.path().join("media").join(&hash[..2]).join(&hash[2..]);
    assert_eq!((file.hash.as_str(), file.size), (hash.as_str(), 6));
    assert_eq!(file.mime, "application/octet-stream");
    assert_eq!(std::fs::read(&place).expect("it is there"), b"abcdef");
    assert_eq!(files.path(&hash), Some(place));
    assert!(files.has(&file));
    assert!(!files.has(&File { size: 7, ..file.clone() }));
    assert_eq!(keep(&files, &[b"abcdef"]).await, file, "the same again is the same");
    assert_eq!((arriving(data.path()), files.damage().expect("read")), (0, vec![]));
}

#[tokio::test]
async fn what_is_not_kept_leaves_nothing_also_after_a_crash() {
    let (data, files) = files();
    let mut dropped = files.begin().expect("it begins");
    dropped.write(b"half").await.expect("it is written");
    drop(dropped);
    assert_eq!(arriving(data.path()), 0);
    std::mem::forget(files.begin().expect("it begins"));
    assert_eq!(arriving(data.path()), 1);
    Files::open(data.path()).expect("the next start");
    assert_eq!(arriving(data.path()), 0);
}

#[test]
fn no_text_but_a_hash_leads_to_a_file() {
    let (_data, files) = files();
    let upper = "AB".repeat(32);
    let dots = format!("../../{}", "a".repeat(58));
    for text in ["", "ab", "../../etc/passwd", &upper, &dots, &"g".repeat(64), &"a".repeat(65)] {
        assert_eq!(files.path(text), None, "{text}");
    }
}

#[tokio::test]
async fn content_that_changed_is_found() {
    let (_data, files) = files();
    let file = keep(&files, &[b"abc"]).await;
    keep(&files, &[b"other"]).await;
    let path = files.path(&file.hash).expect("a place");
    std::fs::write(path, b"abd").expect("it is spoilt");
    assert_eq!(files.damage().expect("read"), [file.hash]);
}
