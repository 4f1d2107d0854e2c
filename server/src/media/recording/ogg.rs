//! Packets of Opus as an Ogg file (RFC 3533, RFC 7845).

use super::samples;

/// Who made the file, as its comments say.
const VENDOR: &[u8] = b"bustia";
/// A page ends after so many samples at 48 kHz: a second, as players like it.
const PAGE: u64 = 48_000;
/// The most segments of a page.
const SEGMENTS: usize = 255;
/// The only stream of the file may have any number.
const SERIAL: u32 = 1;
const BEGINS: u8 = 2;
const ENDS: u8 = 4;

/// The file; nothing if a packet is none.
pub(super) fn file(head: &[u8], packets: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut comments = b"OpusTags".to_vec();
    comments.extend((VENDOR.len() as u32).to_le_bytes());
    comments.extend(VENDOR);
    comments.extend(0u32.to_le_bytes());

    let mut pages = vec![Page::of(head, 0), Page::of(&comments, 0)];
    let (mut page, mut since, mut granule) = (Page::default(), 0, 0);
    for packet in packets {
        let (length, room) = (samples(packet)?, packet.len() / SEGMENTS + 1);
        if !page.data.is_empty() && (since >= PAGE || page.segments.len() + room > SEGMENTS) {
            pages.push(std::mem::take(&mut page));
            since = 0;
        }
        if room > SEGMENTS {
            return None;
        }
        page.add(packet);
        (since, granule) = (since + length, granule + length);
        page.granule = granule;
    }
    pages.push(page);

    let last = pages.len() - 1;
    let written = pages.iter().enumerate().map(|(number, page)| {
        let begins = if number == 0 { BEGINS } else { 0 };
        let ends = if number == last { ENDS } else { 0 };
        page.written(number as u32, begins | ends)
    });
    Some(written.collect::<Vec<_>>().concat())
}

#[derive(Default)]
struct Page {
    /// How many samples there are until its end.
    granule: u64,
    segments: Vec<u8>,
    data: Vec<u8>,
}

impl Page {
    fn of(packet: &[u8], granule: u64) -> Self {
        let mut page = Self { granule, ..Self::default() };
        page.add(packet);
        page
    }

    /// A packet ends with the first segment that is not full.
    fn add(&mut self, packet: &[u8]) {
        self.segments.extend(std::iter::repeat_n(255, packet.len() / 255));
        self.segments.push((packet.len() % 255) as u8);
        self.data.extend_from_slice(packet);
    }

    fn written(&self, number: u32, flags: u8) -> Vec<u8> {
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.extend(self.granule.to_le_bytes());
        page.extend(SERIAL.to_le_bytes());
        page.extend(number.to_le_bytes());
        page.extend([0; 4]);
        page.push(self.segments.len() as u8);
        page.extend(&self.segments);
        page.extend(&self.data);
        let sum = checksum(&page).to_le_bytes();
        page[22..26].copy_from_slice(&sum);
        page
    }
}

/// Ogg's own: the polynomial of Ethernet, read from the other end and with nothing before or after.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 };
    bytes.iter().fold(0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte) << 24, step))
}
