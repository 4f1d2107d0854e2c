//! Files: an id that leads to an address that lives for five minutes (Cloud API, "Media"). The id of a
//! customer's file lives for a week, that of the business for thirty days.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// How long an id of a customer's file lives, since 2025-10-09 …
const LIFE: TimeDelta = TimeDelta::days(7);
/// … and of one that the business brought.
const LONG_LIFE: TimeDelta = TimeDelta::days(30);
/// How long an address lives.
const ADDRESS_LIFE: TimeDelta = TimeDelta::minutes(5);
/// Where files are, as on Meta's own host for them.
const FOLDER: &str = "/whatsapp_business/attachments/";

const AUDIO: [&str; 5] = ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"];

/// A file, and what its sender says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `image`, `audio`, `video`, `document` or `sticker`.
    pub kind: String,
    pub mime: String,
    pub caption: Option<String>,
    pub filename: Option<String>,
    /// Recorded on the spot.
    pub voice: bool,
    pub bytes: Vec<u8>,
}

/// A file as the network keeps it.
pub(crate) struct Kept {
    pub(crate) mime: String,
    pub(crate) bytes: Vec<u8>,
    ends: DateTime<Utc>,
}

impl Kept {
    /// Why it can't be sent as that kind, if it can't: Meta looks at it only afterwards.
    pub(crate) fn misfit(&self, kind: &str) -> Option<&'static str> {
        let (types, most): (&[&str], usize) = match kind {
            "image" => (&["image/jpeg", "image/png"], 5 << 20),
            "video" => (&["video/mp4", "video/3gpp"], 16 << 20),
            "audio" => (&AUDIO, 16 << 20),
            "sticker" => (&["image/webp"], 500 << 10),
            _ => (&[], 100 << 20),
        };
        let plain = self.mime.split(';').next().unwrap_or_default().trim();
        match () {
            () if !types.is_empty() && !types.contains(&plain) => {
                Some("The type of the file is not supported for this type of message.")
            }
            () if self.bytes.len() > most => Some("The file is too large."),
            () => None,
        }
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }
}

/// Every file that was sent, or brought to be.
#[derive(Default)]
pub(crate) struct Shelf(HashMap<String, Kept>);

impl Shelf {
    /// Keeps a customer's file; its id.
    pub(crate) fn put(&mut self, mime: &str, bytes: Vec<u8>, at: DateTime<Utc>) -> String {
        self.keep(mime, bytes, at + LIFE)
    }

    /// Keeps a file of the business; its id.
    pub(crate) fn put_ours(&mut self, mime: &str, bytes: Vec<u8>, at: DateTime<Utc>) -> String {
        self.keep(mime, bytes, at + LONG_LIFE)
    }

    fn keep(&mut self, mime: &str, bytes: Vec<u8>, ends: DateTime<Utc>) -> String {
        // Fifteen or sixteen digits, like Meta's.
        let id =
            (1_000_000_000_000_000 + rand::random::<u64>() % 1_000_000_000_000_000).to_string();
        self.0.insert(id.clone(), Kept { mime: mime.to_owned(), bytes, ends });
        id
    }

    pub(crate) fn get(&self, id: &str, now: DateTime<Utc>) -> Option<&Kept> {
        self.0.get(id).filter(|kept| now < kept.ends)
    }

    /// The file behind an address that was given out, while it lives.
    pub(crate) fn at(&self, path: &str, query: &str, now: DateTime<Utc>) -> Option<&Kept> {
        if path != FOLDER {
            return None;
        }
        let pairs = || query.split('&').filter_map(|pair| pair.split_once('='));
        let value = |name: &str| pairs().find(|(key, _)| *key == name).map(|(_, value)| value);
        let id = value("mid")?;
        let kept = self.get(id, now)?;
        let ends: i64 = value("ext")?.parse().ok()?;
        (now.timestamp() < ends && value("hash")? == seal(id, ends, kept)).then_some(kept)
    }

    /// The path and query of an address for the file of that id, if it lives.
    pub(crate) fn address(&self, id: &str, now: DateTime<Utc>) -> Option<String> {
        let kept = self.get(id, now)?;
        let ends = (now + ADDRESS_LIFE).timestamp();
        Some(format!("{FOLDER}?mid={id}&ext={ends}&hash={}", seal(id, ends, kept)))
    }
}

/// Whether an address is one of a file.
pub(crate) fn is_file(path: &str) -> bool {
    path.starts_with("/whatsapp_business/")
}

/// Nobody but the network makes an address that lives longer.
fn seal(id: &str, ends: i64, kept: &Kept) -> String {
    let text = format!("{id} {ends} {}", hex::encode(kept.hash()));
    hex::encode(&Sha256::digest(text)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn an_address_lives_for_five_minutes_and_an_id_for_seven_days() {
        let mut shelf = Shelf::default();
        let id = shelf.put("image/png", b"abc".to_vec(), minute(0));
        let address = shelf.address(&id, minute(10)).expect("it lives");
        let (path, query) = address.split_once('?').expect("a query");
        assert!(is_file(path));
        for (at, is_there) in [(10, true), (14, true), (15, false), (60, false)] {
            assert_eq!(shelf.at(path, query, minute(at)).is_some(), is_there, "{at}");
        }
        let stretched = query.replace("ext=", "ext=9");
        assert!(shelf.at(path, &stretched, minute(10)).is_none());
        assert!(shelf.at("/whatsapp_business/", query, minute(10)).is_none());
        assert!(shelf.address("7", minute(10)).is_none());
        let week = 7 * 24 * 60;
        assert!(shelf.address(&id, minute(week - 1)).is_some());
        assert!(shelf.address(&id, minute(week)).is_none());
    }
}
