//! What a file is, by its first bytes.
//!
//! Only what is on this list is shown by a browser; everything else is bytes to be saved, whatever its
//! sender or its name says. A list of our own: a dozen beginnings, and nothing that guesses.

/// Nobody knows.
const UNKNOWN: &str = "application/octet-stream";

/// Beginnings that say it all.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
];

/// The type of the file that begins with `head`.
pub(super) fn of(head: &[u8]) -> &'static str {
    let known = BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning));
    known
        .map(|(_, mime)| *mime)
        .or_else(|| in_a_box(head))
        .or_else(|| in_frames(head))
        .unwrap_or(UNKNOWN)
}

/// Whether it is what browsers record: WebM.
pub(super) fn is_webm(head: &[u8]) -> bool {
    head.starts_with(b"\x1a\x45\xdf\xa3")
}

/// Whether the Ogg file holds Opus, which is all that WhatsApp plays of it: it says so in its first
/// packet.
pub(super) fn is_opus(head: &[u8]) -> bool {
    head.starts_with(b"OggS") && head.get(28..36) == Some(b"OpusHead")
}

/// RIFF and ISO media, which name what they hold some bytes later.
fn in_a_box(head: &[u8]) -> Option<&'static str> {
    match (head.get(..4)?, head.get(4..8)?, head.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some("image/webp"),
        (_, b"ftyp", b"M4A " | b"M4B ") => Some("audio/mp4"),
        (_, b"ftyp", brand) if brand.starts_with(b"3g") => Some("video/3gpp"),
        (_, b"ftyp", brand) if FILMS.iter().any(|film| brand.starts_with(film)) => {
            Some("video/mp4")
        }
        _ => None,
    }
}

/// The brands of films in ISO media (ISO/IEC 14496-12); pictures come in the same box.
const FILMS: [&[u8]; 6] = [b"iso", b"mp4", b"avc", b"MSNV", b"M4V", b"dash"];

/// MPEG audio without a head of its own: the first frame's twelve ones, then version and layer.
fn in_frames(head: &[u8]) -> Option<&'static str> {
    match (head.first()?, head.get(1)? & 0b1111_0110) {
        (0xff, 0b1111_0000) => Some("audio/aac"),
        (0xff, 0b1111_0010) => Some("audio/mpeg"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (head, mime) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            (b"GIF89a\x01\0", "image/gif"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
            (b"RIFF\x24\0\0\0WAVEfmt ", UNKNOWN),
            (b"OggS\0\x02", "audio/ogg"),
            (b"ID3\x04\0", "audio/mpeg"),
            (b"\xff\xfb\x90\x64", "audio/mpeg"),
            (b"\xff\xf3\x90\x64", "audio/mpeg"),
            (b"\xff\xf1\x50\x80", "audio/aac"),
            (b"\xff\xf9\x50\x80", "audio/aac"),
            (b"\0\0\0\x20ftypM4A \0", "audio/mp4"),
            (b"\0\0\0\x20ftypisom\0", "video/mp4"),
            (b"\0\0\0\x20ftypmp42\0", "video/mp4"),
            (b"\0\0\0\x20ftyp3gp5\0", "video/3gpp"),
            (b"\0\0\0\x20ftypheic\0", UNKNOWN),
            (b"#!AMR\n", "audio/amr"),
            (b"%PDF-1.7", "application/pdf"),
            (b"PK\x03\x04\x14\0", "application/zip"),
        ] {
            assert_eq!(of(head), mime, "{head:?}");
        }
    }

    #[test]
    fn what_may_act_is_bytes_and_so_is_what_nobody_knows() {
        for head in [
            &b"<svg xmlns=\"http://www.w3.org/2000/svg\">"[..],
            b"<?xml version=\"1.0\"?><svg>",
            b"<!DOCTYPE html><script>",
            b"<html>",
            b"MZ\x90\0",
            b"#!/bin/sh",
            b"\xff\xfe<\0h\0",
            b"hello",
            b"\xff",
            b"",
        ] {
            assert_eq!(of(head), UNKNOWN, "{head:?}");
        }
    }
}
