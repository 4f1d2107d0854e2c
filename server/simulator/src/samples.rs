//! Files to send, made by code: a small picture, a voice note in which nobody speaks, an empty page, and the
//! smallest sticker that there is.

mod templates;

use crate::media::Attachment;

pub(crate) use templates::templates;

const WIDTH: u32 = 320;
const HEIGHT: u32 = 200;
/// Stripes from top to bottom: sky, sea, sand.
const STRIPES: [[u8; 3]; 5] =
    [[126, 200, 227], [173, 216, 230], [38, 132, 170], [20, 92, 128], [236, 214, 160]];
/// A frame of MPEG-1 layer III at 128 kbit/s and 44.1 kHz: its head, and how many bytes it has.
const FRAME: [u8; 4] = [0xff, 0xfb, 0x90, 0xc4];
const FRAME_BYTES: usize = 417;
/// Three seconds.
const FRAMES: usize = 115;

/// A picture of the sea, as a PNG.
pub fn picture(caption: Option<&str>) -> Attachment {
    Attachment {
        kind: "image".to_owned(),
        mime: "image/png".to_owned(),
        caption: caption.map(str::to_owned),
        filename: None,
        voice: false,
        bytes: png(),
    }
}

/// Three seconds of silence, as an MP3.
pub fn voice_note() -> Attachment {
    let mut frame = FRAME.to_vec();
    // Without side information or data, a frame is silent.
    frame.resize(FRAME_BYTES, 0);
    Attachment {
        kind: "audio".to_owned(),
        mime: "audio/mpeg".to_owned(),
        caption: None,
        filename: None,
        voice: true,
        bytes: frame.repeat(FRAMES),
    }
}

/// A page without a word on it, as a PDF. Readers find its parts without a table of them.
pub fn document() -> Attachment {
    let pdf = "%PDF-1.4\n\
               1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
               2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
               3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\n\
               trailer<</Root 1 0 R>>\n\
               %%EOF\n";
    Attachment {
        kind: "document".to_owned(),
        mime: "application/pdf".to_owned(),
        caption: None,
        filename: Some("pressupost.pdf".to_owned()),
        voice: false,
        bytes: pdf.as_bytes().to_vec(),
    }
}

/// One point, as a lossless WebP.
pub fn sticker() -> Attachment {
    Attachment {
        kind: "sticker".to_owned(),
        mime: "image/webp".to_owned(),
        caption: None,
        filename: None,
        voice: false,
        bytes: b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
            .to_vec(),
    }
}

/// A PNG with a palette, a byte for each point (PNG, 3rd edition).
fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    chunk(&mut png, b"IHDR", &[&size[..], &[8, 3, 0, 0, 0]].concat());
    chunk(&mut png, b"PLTE", STRIPES.as_flattened());
    chunk(&mut png, b"IDAT", &stored(&points()));
    chunk(&mut png, b"IEND", &[]);
    png
}

/// Each line begins with its filter, which is none.
fn points() -> Vec<u8> {
    let stripes = STRIPES.len() as u32;
    let line = |y: u32| {
        let stripe = (y * stripes / HEIGHT) as u8;
        [vec![0], vec![stripe; WIDTH as usize]].concat()
    };
    (0..HEIGHT).flat_map(line).collect()
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    let named = [&kind[..], data].concat();
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(&named);
    png.extend(crc32(&named).to_be_bytes());
}

/// `data` as zlib, without compressing it (RFC 1950; RFC 1951, §3.2.4).
fn stored(data: &[u8]) -> Vec<u8> {
    let mut zlib = vec![0x78, 0x01];
    let mut blocks = data.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        zlib.push(u8::from(blocks.peek().is_none()));
        zlib.extend(length.to_le_bytes());
        zlib.extend((!length).to_le_bytes());
        zlib.extend(block);
    }
    let (mut a, mut b) = (1u32, 0u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    zlib.extend((b << 16 | a).to_be_bytes());
    zlib
}

/// The checksum of PNG (ISO 3309), bit by bit: it is reckoned once for each picture.
fn crc32(data: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !data.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_everybody_reckons() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn the_picture_is_whole() {
        let png = png();
        let (head, end) = (&png[..24], &png[png.len() - 12..]);
        assert!(head.ends_with(&[WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat()));
        assert_eq!(end, b"\0\0\0\0IEND\xae\x42\x60\x82");
        assert_eq!(points().len() as u32, HEIGHT * (WIDTH + 1));
    }

    #[test]
    fn the_sticker_says_rightly_how_long_it_is() {
        let webp = sticker().bytes;
        let length = |at: usize| u32::from_le_bytes(webp[at..at + 4].try_into().expect("four"));
        assert_eq!(length(4) as usize, webp.len() - 8);
        // A part of odd length is followed by one byte.
        assert_eq!(length(16) as usize + 1, webp.len() - 20);
    }

    #[test]
    fn the_voice_note_is_frames_and_nothing_else() {
        let bytes = voice_note().bytes;
        assert!(
            bytes
                .chunks(FRAME_BYTES)
                .all(|frame| frame.len() == FRAME_BYTES && frame.starts_with(&FRAME))
        );
    }
}
