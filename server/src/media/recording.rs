//! A voice note as browsers record it, made into what WhatsApp takes: the same Opus packets, out of
//! WebM and into Ogg (RFC 7845). Nothing is decoded, so nothing is lost and it takes no time.
//!
//! Firefox records Ogg by itself, and Safari sound in MP4, which is none of this.

mod ogg;
mod webm;

use super::kind;

/// The recording as WhatsApp takes it; nothing if it can't be made so. What is no WebM stays as it is.
pub(crate) fn for_whatsapp(recording: Vec<u8>) -> Option<Vec<u8>> {
    if kind::is_webm(&recording) { as_ogg(&recording) } else { Some(recording) }
}

fn as_ogg(recording: &[u8]) -> Option<Vec<u8>> {
    let track = webm::opus(recording)?;
    ogg::file(&track.head(), &track.packets)
}

/// The samples in a packet of Opus at 48 kHz, by its first bytes (RFC 6716, §3.1).
fn samples(packet: &[u8]) -> Option<u64> {
    let toc = *packet.first()?;
    let of_frame = match (toc >> 3, toc >> 3 & 3) {
        (0..=11, size) => [480, 960, 1920, 2880][usize::from(size)],
        (12..=15, size) => [480, 960][usize::from(size & 1)],
        (_, size) => [120, 240, 480, 960][usize::from(size)],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(packet.get(1)? & 0x3f),
    };
    Some(of_frame * frames)
}

#[cfg(test)]
mod tests;
