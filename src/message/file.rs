//! The file of a message: what is known of it once it is fetched, and why it may never be.
//!
//! What it is was found in its bytes. Nothing that its sender or Meta says of it decides how it is
//! shown.

use serde::{Deserialize, Serialize};

use super::{Content, MediaKind};

/// A file that is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// SHA-256 of its bytes, 64 hexadecimal digits: what it is stored by.
    pub hash: String,
    /// How many bytes.
    pub size: u64,
    pub mime: String,
    /// Of a picture, as far as it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// How a browser may show a file within a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Picture,
    Sound,
    Film,
}

impl File {
    /// How a browser may show it; what is not on this list is to be saved and never opened by us.
    pub fn shown(&self) -> Option<Shown> {
        match self.mime.as_str() {
            "image/jpeg" | "image/png" | "image/webp" | "image/gif" => Some(Shown::Picture),
            "audio/ogg" | "audio/mpeg" | "audio/mp4" | "audio/aac" => Some(Shown::Sound),
            "video/mp4" | "video/3gpp" => Some(Shown::Film),
            _ => None,
        }
    }
}

/// Why a file is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfetched {
    /// WhatsApp says that there is no such file, or no more.
    Gone,
    /// It is larger than WhatsApp's own limit for its kind.
    TooLarge,
    /// WhatsApp does not let us have it: the number's access token, most of all.
    Refused,
    /// WhatsApp was not reached, or broke off.
    NoAnswer,
    /// Its address is none that may be called.
    NotPublic,
    /// It could not be written to the disk.
    NotSaved,
}

impl Unfetched {
    /// The word for it, as the REST API and the figures say it.
    pub fn word(self) -> &'static str {
        match self {
            Unfetched::Gone => "gone",
            Unfetched::TooLarge => "too_large",
            Unfetched::Refused => "refused",
            Unfetched::NoAnswer => "no_answer",
            Unfetched::NotPublic => "not_public",
            Unfetched::NotSaved => "not_saved",
        }
    }
}

/// What became of fetching a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fetched {
    Here(Box<File>),
    Never(Unfetched),
}

impl MediaKind {
    /// The most bytes that WhatsApp carries (Meta, "Media": the limits of each kind). A sticker's own
    /// is less than a picture's: what lies between is taken from customers.
    pub fn largest(self) -> u64 {
        match self {
            MediaKind::Image | MediaKind::Sticker => 5 << 20,
            MediaKind::Audio | MediaKind::Video => 16 << 20,
            MediaKind::Document => 100 << 20,
        }
    }
}

impl Content {
    /// The file that it carries, if it is here.
    pub fn here(&self) -> Option<&File> {
        match self {
            Content::Media { fetched: Some(Fetched::Here(file)), .. } => Some(file),
            _ => None,
        }
    }

    /// The file of ours that it carries, for which WhatsApp has no id yet.
    pub fn to_bring(&self) -> Option<&File> {
        match self {
            Content::Media { media: None, .. } => self.here(),
            _ => None,
        }
    }

    /// What its file is said to be.
    pub fn mime(&self) -> Option<&str> {
        match self {
            Content::Media { mime, .. } => mime.as_deref(),
            _ => None,
        }
    }

    /// Takes down by which id WhatsApp knows its file.
    pub fn set_brought(&mut self, id: String) {
        if let Content::Media { media, .. } = self {
            *media = Some(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_shows_pictures_sound_and_film_and_nothing_that_may_act() {
        for (mime, shown) in [
            ("image/jpeg", Some(Shown::Picture)),
            ("image/webp", Some(Shown::Picture)),
            ("audio/ogg", Some(Shown::Sound)),
            ("video/mp4", Some(Shown::Film)),
            ("image/svg+xml", None),
            ("text/html", None),
            ("application/pdf", None),
            ("application/octet-stream", None),
            ("image/jpeg; charset=utf-8", None),
            ("IMAGE/JPEG", None),
            ("", None),
        ] {
            let mime = mime.to_owned();
            let file = File { hash: String::new(), size: 1, mime, width: None, height: None };
            assert_eq!(file.shown(), shown, "{}", file.mime);
        }
    }
}
