//! Names, types and what lies on disk after pressing.

use super::*;
use std::io::Read;

const EFFORT: (u32, u32) = (5, 6);

fn piece(name: &str, text: &str) -> Piece {
    Piece { name: name.into(), bytes: text.into(), at_root: false }
}

#[test]
fn a_name_carries_the_hash_before_its_ending() {
    assert_eq!(hashed("app.js", "0a"), "app-0a.js");
    assert_eq!(hashed("icons/inbox.svg", "0a"), "icons/inbox-0a.svg");
}

#[test]
fn a_changed_byte_is_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] =
        ["a{}", "b{}"].map(|css| piece("app.css", css).press(folder.path(), EFFORT).unwrap());
    assert_ne!(one.file, other.file);
    assert_ne!(one.etag, other.etag);
}

#[test]
fn both_siblings_unpack_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let text = "body{color:red}".repeat(500);
    let file = piece("app.css", &text).press(folder.path(), EFFORT).unwrap();
    assert_eq!(file.encodings, ["br", "gzip"]);
    let packed =
        |ending: &str| fs::read(folder.path().join(format!("{}.{ending}", file.file))).unwrap();
    let mut unpacked = String::new();
    brotli::Decompressor::new(&packed("br")[..], 4096).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, text);
    unpacked.clear();
    flate2::read::GzDecoder::new(&packed("gz")[..]).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, text);
    assert!(packed("br").len() < text.len() / 10);
}

#[test]
fn a_picture_that_is_packed_already_has_no_siblings() {
    let folder = tempfile::tempdir().unwrap();
    let file = piece("icons/192.png", "not really").press(folder.path(), EFFORT).unwrap();
    assert!(file.encodings.is_empty());
    assert_eq!(folder.path().join("icons").read_dir().unwrap().count(), 1);
}

#[test]
fn what_is_there_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = piece("app.css", "a{}").press(folder.path(), EFFORT).unwrap();
    let sibling = folder.path().join(format!("{}.br", file.file));
    fs::write(&sibling, "kept").unwrap();
    piece("app.css", "a{}").press(folder.path(), EFFORT).unwrap();
    assert_eq!(fs::read_to_string(sibling).unwrap(), "kept");
}

#[test]
fn an_unknown_kind_of_file_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let error = piece("notes.xyz", "").press(folder.path(), EFFORT).err().unwrap().to_string();
    assert!(error.starts_with("notes.xyz:"), "{error}");
}
