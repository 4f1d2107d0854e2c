//! How large a picture is, in pixels, by its first bytes, so that a page keeps the room for it.

/// The width and height of the picture of that type; nothing if its head does not say.
pub(super) fn size(mime: &str, head: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match mime {
        "image/png" => (big(head, 16, 4)?, big(head, 20, 4)?),
        "image/gif" => (little(head, 6, 2)?, little(head, 8, 2)?),
        "image/jpeg" => jpeg(head)?,
        "image/webp" => webp(head)?,
        _ => return None,
    };
    // No page keeps room for what can't be.
    ((1..=65_535).contains(&width) && (1..=65_535).contains(&height)).then_some((width, height))
}

fn big(head: &[u8], at: usize, bytes: usize) -> Option<u32> {
    let digits = head.get(at..at + bytes)?;
    Some(digits.iter().fold(0, |number, digit| number << 8 | u32::from(*digit)))
}

fn little(head: &[u8], at: usize, bytes: usize) -> Option<u32> {
    let digits = head.get(at..at + bytes)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u32::from(*digit)))
}

/// Segment after segment until the frame's own (ITU T.81, B.2.2), whose markers are C0 to CF without
/// the three that are tables.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (sign, marker) = (*head.get(at)?, *head.get(at + 1)?);
        match marker {
            _ if sign != 0xff => return None,
            // Filling.
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + big(head, at + 2, 2)? as usize,
            0xc0..=0xcf => return Some((big(head, at + 7, 2)?, big(head, at + 5, 2)?)),
            0x01 | 0xd0..=0xd8 => at += 2,
            // The picture itself begins, or ends.
            0xd9 | 0xda => return None,
            _ => at += 2 + big(head, at + 2, 2)? as usize,
        }
    }
}

/// Each of the three forms says it in its own way (RFC 9649, §2).
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_says_how_large_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08";
        let gif = b"GIF89a\x80\x02\xe0\x01\0\0\0";
        let jpeg =
            b"\xff\xd8\xff\xe0\0\x04JF\xff\xc4\0\x03x\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0";
        for (mime, head) in [
            ("image/png", &png[..]),
            ("image/gif", gif),
            ("image/jpeg", jpeg),
            ("image/webp", extended),
            ("image/webp", lossy),
            ("image/webp", lossless),
        ] {
            assert_eq!(size(mime, head), Some((640, 480)), "{mime}");
        }
    }

    #[test]
    fn a_head_that_breaks_off_or_makes_no_sense_says_nothing() {
        for (mime, head) in [
            ("image/png", &b"\x89PNG\r\n\x1a\n"[..]),
            ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0"),
            ("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"),
            ("image/jpeg", b"\xff\xd8\xff\xe0\xff\xff"),
            ("image/jpeg", b"\xff\xd8\xff\xda\0\0\0\0\0\0\0"),
            ("image/jpeg", b"\xff\xd8\xff\xe0\0\0"),
            ("image/webp", b"RIFF\0\0\0\0WEBPVP9 "),
            ("audio/ogg", b"OggS"),
            ("image/gif", b""),
        ] {
            assert_eq!(size(mime, head), None, "{mime} {head:?}");
        }
    }
}
