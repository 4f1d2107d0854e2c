//! As much of WebM as a recorded voice needs (RFC 8794, RFC 9559): one after the other, whatever
//! holds what. A browser that records does not know how long anything gets, and says so.

/// Elements that hold others: their insides are read as if they stood beside them.
const HOLDERS: [u64; 6] = [SEGMENT, TRACKS, TRACK, AUDIO, CLUSTER, GROUP];
const SEGMENT: u64 = 0x1853_8067;
const TRACKS: u64 = 0x1654_ae6b;
const TRACK: u64 = 0xae;
const AUDIO: u64 = 0xe1;
const CLUSTER: u64 = 0x1f43_b675;
const GROUP: u64 = 0xa0;

const TRACK_NUMBER: u64 = 0xd7;
const CODEC: u64 = 0x86;
const CODEC_HEAD: u64 = 0x63a2;
const CHANNELS: u64 = 0x9f;
const BLOCK: u64 = 0xa1;
const SIMPLE_BLOCK: u64 = 0xa3;
/// The bits of a block's flags that say that it holds several frames.
const LACING: u8 = 0x06;

/// A track of Opus.
#[derive(Default)]
pub(super) struct Track {
    number: u64,
    is_opus: bool,
    channels: u8,
    head: Vec<u8>,
    pub(super) packets: Vec<Vec<u8>>,
}

impl Track {
    /// What a decoder is told first: as the recording has it, else of its own making (RFC 7845, §5.1).
    pub(super) fn head(&self) -> Vec<u8> {
        if self.head.starts_with(b"OpusHead") {
            return self.head.clone();
        }
        let mut head = b"OpusHead\x01".to_vec();
        head.push(self.channels.max(1));
        head.extend(0u16.to_le_bytes());
        head.extend(48_000u32.to_le_bytes());
        head.extend([0, 0, 0]);
        head
    }
}

/// The first track of Opus, with all that it holds; nothing if there is none, or it can't be read.
pub(super) fn opus(mut rest: &[u8]) -> Option<Track> {
    let mut tracks: Vec<Track> = vec![];
    // A recording that was cut off ends within an element: what came before it is good.
    while let Some((id, size, behind)) = element(rest) {
        if HOLDERS.contains(&id) {
            if id == TRACK {
                tracks.push(Track::default());
            }
            rest = behind;
            continue;
        }
        let Some((body, next)) = size.and_then(|size| behind.split_at_checked(size)) else { break };
        if matches!(id, BLOCK | SIMPLE_BLOCK) {
            take(&mut tracks, body)?;
        } else if let Some(track) = tracks.last_mut() {
            describe(track, id, body);
        }
        rest = next;
    }
    tracks.into_iter().find(|track| track.is_opus).filter(|track| !track.packets.is_empty())
}

fn describe(track: &mut Track, id: u64, body: &[u8]) {
    match id {
        TRACK_NUMBER => track.number = number(body),
        CODEC => track.is_opus = body == b"A_OPUS",
        CODEC_HEAD => track.head = body.to_vec(),
        CHANNELS => track.channels = u8::try_from(number(body)).unwrap_or(1),
        _ => {}
    }
}

/// Takes in a block; nothing if it is of a form that no browser records.
fn take(tracks: &mut [Track], block: &[u8]) -> Option<()> {
    let (number, rest) = varied(block)?;
    // Behind a time of two bytes.
    let (flags, frame) = (*rest.get(2)?, rest.get(3..)?);
    let Some(track) = tracks.iter_mut().find(|track| Some(track.number) == number) else {
        return Some(());
    };
    if track.is_opus && flags & LACING != 0 {
        return None;
    }
    track.packets.push(frame.to_vec());
    Some(())
}

/// The id of the next element, its size if it has one, and what stands behind both.
fn element(rest: &[u8]) -> Option<(u64, Option<usize>, &[u8])> {
    let length = width(rest)?;
    let (id, behind) = (number(rest.get(..length)?), rest.get(length..)?);
    let (size, behind) = varied(behind)?;
    Some((id, size.and_then(|size| usize::try_from(size).ok()), behind))
}

/// A number that says how long it is; none if it is the one that stands for "unknown".
fn varied(bytes: &[u8]) -> Option<(Option<u64>, &[u8])> {
    let length = width(bytes)?;
    let digits = bytes.get(..length)?;
    let all = (1u64 << (7 * length)) - 1;
    let value = number(digits) & all;
    Some(((value != all).then_some(value), bytes.get(length..)?))
}

/// How many bytes a number has that says so by its leading zeros.
fn width(bytes: &[u8]) -> Option<usize> {
    let zeros = bytes.first()?.leading_zeros() as usize;
    (zeros < 8).then_some(zeros + 1)
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
