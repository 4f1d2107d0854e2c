//! A recording as Chromium writes one, made by hand: sizes that nobody knew, clusters, blocks.

use super::ogg::checksum;
use super::*;

/// A packet of 20 ms (CELT, fullband, one frame), filled with one byte.
fn packet(byte: u8, length: usize) -> Vec<u8> {
    let mut packet = vec![0xf8];
    packet.resize(length, byte);
    packet
}

fn element(id: &[u8], body: &[u8]) -> Vec<u8> {
    let size = (0x1000_0000 | body.len() as u32).to_be_bytes();
    [id, &size, body].concat()
}

/// One whose size is not known when it begins.
fn open(id: &[u8]) -> Vec<u8> {
    [id, &[0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]].concat()
}

fn head() -> Vec<u8> {
    b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0".to_vec()
}

fn track(number: u8, codec: &[u8]) -> Vec<u8> {
    let channels = element(&[0x9f], &[1]);
    let parts = [
        element(&[0xd7], &[number]),
        element(&[0x86], codec),
        element(&[0x63, 0xa2], &head()),
        element(&[0xe1], &channels),
    ];
    element(&[0xae], &parts.concat())
}

fn block(track: u8, time: u16, flags: u8, frame: &[u8]) -> Vec<u8> {
    let time = time.to_be_bytes();
    element(&[0xa3], &[&[0x80 | track, time[0], time[1], flags], frame].concat())
}

/// A recording whose blocks are these, in clusters of two.
fn recording(tracks: &[Vec<u8>], blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut webm = element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm"));
    webm.extend(open(&[0x18, 0x53, 0x80, 0x67]));
    webm.extend(element(&[0x15, 0x49, 0xa9, 0x66], &element(&[0x4d, 0x80], b"Chrome")));
    webm.extend(element(&[0x16, 0x54, 0xae, 0x6b], &tracks.concat()));
    for two in blocks.chunks(2) {
        webm.extend(open(&[0x1f, 0x43, 0xb6, 0x75]));
        webm.extend(element(&[0xe7], &[0]));
        webm.extend(two.concat());
    }
    webm
}

struct Page {
    flags: u8,
    granule: u64,
    packets: Vec<Vec<u8>>,
}

/// The pages of a file, each with a checksum that is right.
fn pages(mut ogg: &[u8]) -> Vec<Page> {
    let mut pages = vec![];
    while !ogg.is_empty() {
        assert_eq!(&ogg[..5], b"OggS\0");
        let count = usize::from(ogg[26]);
        let (segments, data) = (&ogg[27..27 + count], &ogg[27 + count..]);
        let length: usize = segments.iter().map(|segment| usize::from(*segment)).sum();
        let mut whole = ogg[..27 + count + length].to_vec();
        let told: [u8; 4] = whole[22..26].try_into().expect("four bytes");
        whole[22..26].fill(0);
        assert_eq!(checksum(&whole), u32::from_le_bytes(told));
        assert_eq!(ogg[18..22], (pages.len() as u32).to_le_bytes());
        let (mut packets, mut packet, mut at) = (vec![], vec![], 0);
        for segment in segments {
            let length = usize::from(*segment);
            packet.extend_from_slice(&data[at..at + length]);
            at += length;
            if length < 255 {
                packets.push(std::mem::take(&mut packet));
            }
        }
        assert!(packet.is_empty(), "no packet goes on in the next page");
        let granule = u64::from_le_bytes(ogg[6..14].try_into().expect("eight bytes"));
        pages.push(Page { flags: ogg[5], granule, packets });
        ogg = &ogg[27 + count + length..];
    }
    pages
}

#[test]
fn the_checksum_is_the_one_that_everybody_reckons() {
    assert_eq!(checksum(b"123456789"), 0x89a1_897f);
}

#[test]
fn a_recording_becomes_ogg_with_the_very_same_packets() {
    let frames: Vec<_> = (0..120u8).map(|n| packet(n, 60 + usize::from(n) * 3)).collect();
    let blocks: Vec<_> =
        frames.iter().enumerate().map(|(n, frame)| block(1, n as u16 * 20, 0x80, frame)).collect();
    let ogg = for_whatsapp(recording(&[track(1, b"A_OPUS")], &blocks)).expect("it is a recording");
    assert!(crate::media::kind::is_opus(&ogg));
    let pages = pages(&ogg);
    assert_eq!((pages[0].packets.as_slice(), pages[0].flags), (&[head()][..], 2));
    assert!(pages[1].packets[0].starts_with(b"OpusTags"));
    let told: Vec<_> = pages[2..].iter().flat_map(|page| page.packets.clone()).collect();
    assert_eq!(told, frames);
    let granules: Vec<_> = pages.iter().map(|page| page.granule).collect();
    assert_eq!(granules, [0, 0, 48_000, 96_000, 115_200], "960 samples each");
    let flags: Vec<_> = pages.iter().map(|page| page.flags).collect();
    assert_eq!(flags, [2, 0, 0, 0, 4]);
}

#[test]
fn one_that_was_cut_off_keeps_what_was_whole() {
    let blocks = [block(1, 0, 0, &packet(1, 80)), block(1, 20, 0, &packet(2, 80))];
    let whole = recording(&[track(1, b"A_OPUS")], &blocks);
    let ogg = for_whatsapp(whole[..whole.len() - 10].to_vec()).expect("it is a recording");
    assert_eq!(pages(&ogg)[2].packets, [packet(1, 80)]);
}

#[test]
fn other_tracks_are_left_out() {
    let blocks = [block(2, 0, 0x06, &[1, 2, 3]), block(1, 0, 0, &packet(7, 80))];
    let tracks = [track(2, b"V_VP8"), track(1, b"A_OPUS")];
    let ogg = for_whatsapp(recording(&tracks, &blocks)).expect("it is a recording");
    assert_eq!(pages(&ogg)[2].packets, [packet(7, 80)]);
}

#[test]
fn a_recording_that_can_not_be_read_is_none() {
    let block_of = |flags| [block(1, 0, flags, &packet(1, 80))];
    for (what, bytes) in [
        ("no sound", recording(&[track(1, b"V_VP8")], &block_of(0))),
        ("several frames in a block", recording(&[track(1, b"A_OPUS")], &block_of(0x06))),
        ("nothing said", recording(&[track(1, b"A_OPUS")], &[])),
        ("an empty frame", recording(&[track(1, b"A_OPUS")], &[block(1, 0, 0, b"")])),
    ] {
        assert_eq!(for_whatsapp(bytes), None, "{what}");
    }
    let ogg = b"OggS and so on".to_vec();
    assert_eq!(for_whatsapp(ogg.clone()), Some(ogg), "what is no WebM stays as it is");
}

#[test]
fn no_bytes_make_it_panic() {
    let blocks = [block(1, 0, 0, &packet(1, 80)), block(1, 20, 0, &packet(2, 300))];
    let whole = recording(&[track(1, b"A_OPUS")], &blocks);
    for at in 0..whole.len() {
        for byte in [0x00, 0x01, 0x7f, 0x80, 0xff] {
            let mut spoilt = whole.clone();
            spoilt[at] = byte;
            let _ = as_ogg(&spoilt);
            let _ = as_ogg(&spoilt[..at]);
        }
    }
}

#[test]
fn a_packet_says_how_long_it_is() {
    for (packet, length) in [
        (&[0x08u8][..], Some(960)),
        (&[0x18], Some(2880)),
        (&[0x68], Some(960)),
        (&[0x80], Some(120)),
        (&[0xf8], Some(960)),
        (&[0xf9], Some(1920)),
        (&[0xfb, 0x03], Some(2880)),
        (&[0xfb], None),
        (&[], None),
    ] {
        assert_eq!(samples(packet), length, "{packet:?}");
    }
}
