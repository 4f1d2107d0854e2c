//! A file that somebody sends to a customer: what WhatsApp takes it as, and how large it may be.
//!
//! It is kept already, and what it is was found in its bytes. The limits are Meta's (Cloud API
//! reference, media). What Meta finds only when it opens a file, such as the codec of a film, it
//! tells afterwards, as it tells that a message failed.

use thiserror::Error;

use crate::message::{Content, Fetched, File, MediaKind};

/// The longest caption, in characters.
pub const LONGEST_CAPTION: usize = 1024;
/// The longest name of a file that is kept, in characters.
pub const LONGEST_NAME: usize = 240;
/// How wide and how high a sticker is, and the most bytes of one.
const STICKER: (u32, u64) = (512, 500 * 1024);
/// How Meta calls what a voice message is made of.
const OPUS: &str = "audio/ogg; codecs=opus";

/// A file to send, as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    pub file: File,
    /// How its sender calls it.
    pub filename: Option<String>,
    pub caption: Option<String>,
    /// It was recorded on the spot.
    pub voice: bool,
    /// It is to arrive as it is, to be saved, whatever it is.
    pub as_document: bool,
}

/// What WhatsApp takes: the content of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed(Content);

/// Why WhatsApp would not take it. Its text is for programs; people read it in their language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unfit {
    #[error("the file is empty. Choose another one")]
    Empty,
    #[error("{} may have {} MB at most. {}", of_kind(*.0), megabytes(*.0), way_out(*.0))]
    TooLarge(MediaKind),
    #[error("the caption is longer than 1,024 characters. Send the rest as a message of its own")]
    CaptionTooLong,
    #[error("a sound takes no caption. Send the words as a message of their own")]
    Captioned,
}

impl Enclosure {
    /// What WhatsApp will be given, or why it would not take it.
    pub fn fit(self) -> Result<Enclosed, Unfit> {
        let caption = self.caption.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let kind = self.kind(caption.is_some());
        if self.file.size == 0 {
            return Err(Unfit::Empty);
        }
        if self.file.size > kind.largest() {
            return Err(Unfit::TooLarge(kind));
        }
        if caption.is_some_and(|caption| caption.chars().count() > LONGEST_CAPTION) {
            return Err(Unfit::CaptionTooLong);
        }
        if kind == MediaKind::Audio && caption.is_some() {
            return Err(Unfit::Captioned);
        }
        let filename = self.filename.as_deref().map(short).filter(|name| !name.is_empty());
        let is_opus = kind == MediaKind::Audio && self.file.mime == "audio/ogg";
        let mime = if is_opus { OPUS } else { typed(&self.file.mime, filename.as_deref()) };
        Ok(Enclosed(Content::Media {
            media_kind: kind,
            media: None,
            mime: Some(mime.to_owned()),
            caption: caption.map(str::to_owned),
            filename,
            // Meta draws a wave for nothing else.
            voice: self.voice && is_opus,
            fetched: Some(Fetched::Here(Box::new(self.file))),
        }))
    }

    fn kind(&self, captioned: bool) -> MediaKind {
        match self.file.mime.as_str() {
            _ if self.as_document => MediaKind::Document,
            "image/jpeg" | "image/png" => MediaKind::Image,
            "video/mp4" | "video/3gpp" => MediaKind::Video,
            "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => {
                MediaKind::Audio
            }
            "image/webp" if !captioned && is_sticker(&self.file) => MediaKind::Sticker,
            _ => MediaKind::Document,
        }
    }
}

impl Enclosed {
    pub fn content(self) -> Content {
        self.0
    }
}

/// Other pictures of that type are none: WhatsApp takes them as documents.
fn is_sticker(file: &File) -> bool {
    let (side, largest) = STICKER;
    (file.width, file.height) == (Some(side), Some(side)) && file.size <= largest
}

/// The end of a long name, which says what it is.
fn short(name: &str) -> String {
    let fine: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let letters = fine.chars().count();
    fine.trim().chars().skip(letters.saturating_sub(LONGEST_NAME)).collect()
}

/// What Meta is told that the file is. Bytes that say nothing of themselves are what their name says,
/// as far as it can be true; nothing of ours goes by it.
fn typed<'a>(mime: &'a str, filename: Option<&str>) -> &'a str {
    let ending = filename.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    match (mime, ending.as_str()) {
        ("application/zip", "docx") => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        ("application/zip", "xlsx") => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        ("application/zip", "pptx") => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
        ("application/octet-stream", "doc") => "application/msword",
        ("application/octet-stream", "xls") => "application/vnd.ms-excel",
        ("application/octet-stream", "ppt") => "application/vnd.ms-powerpoint",
        ("application/octet-stream", "txt" | "csv" | "md" | "log") => "text/plain",
        (mime, _) => mime,
    }
}

fn of_kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "a picture",
        MediaKind::Video => "a film",
        MediaKind::Audio => "a sound",
        MediaKind::Document => "a document",
        MediaKind::Sticker => "a sticker",
    }
}

fn megabytes(kind: MediaKind) -> u64 {
    kind.largest() >> 20
}

fn way_out(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Document => "Send a smaller one",
        _ => "Send a smaller one, or send it as a document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1 << 20;

    fn enclosure(mime: &str, size: u64) -> Enclosure {
        let (hash, mime) = ("0f".repeat(32), mime.to_owned());
        let file = File { hash, size, mime, width: None, height: None };
        Enclosure { file, filename: None, caption: None, voice: false, as_document: false }
    }

    fn sent_as(enclosure: Enclosure) -> Result<(MediaKind, String, bool), Unfit> {
        match enclosure.fit()?.content() {
            Content::Media { media_kind, mime, voice, media: None, .. } => {
                Ok((media_kind, mime.unwrap_or_default(), voice))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_type_goes_as_what_whatsapp_takes_it_as_up_to_its_limit() {
        for (mime, kind, largest) in [
            ("image/jpeg", MediaKind::Image, 5 * MB),
            ("image/png", MediaKind::Image, 5 * MB),
            ("image/gif", MediaKind::Document, 100 * MB),
            ("image/webp", MediaKind::Document, 100 * MB),
            ("video/mp4", MediaKind::Video, 16 * MB),
            ("video/3gpp", MediaKind::Video, 16 * MB),
            ("audio/aac", MediaKind::Audio, 16 * MB),
            ("audio/amr", MediaKind::Audio, 16 * MB),
            ("audio/mpeg", MediaKind::Audio, 16 * MB),
            ("audio/mp4", MediaKind::Audio, 16 * MB),
            ("audio/ogg", MediaKind::Audio, 16 * MB),
            ("application/pdf", MediaKind::Document, 100 * MB),
            ("application/octet-stream", MediaKind::Document, 100 * MB),
        ] {
            let fit = |size| sent_as(enclosure(mime, size)).map(|(kind, ..)| kind);
            assert_eq!(fit(largest), Ok(kind), "{mime}");
            assert_eq!(fit(largest + 1), Err(Unfit::TooLarge(kind)), "{mime}");
            assert_eq!(fit(0), Err(Unfit::Empty), "{mime}");
            let document = Enclosure { as_document: true, ..enclosure(mime, 99 * MB) };
            assert_eq!(sent_as(document).map(|(kind, ..)| kind), Ok(MediaKind::Document));
        }
    }

    #[test]
    fn a_refusal_names_the_limit() {
        let told = Unfit::TooLarge(MediaKind::Image).to_string();
        assert!(told.contains("a picture may have 5 MB"), "{told}");
        assert!(Unfit::TooLarge(MediaKind::Document).to_string().contains("100 MB"));
    }

    #[test]
    fn a_webp_is_a_sticker_if_it_has_the_size_of_one_and_no_words() {
        let webp = |side, size, caption: Option<&str>| {
            let mut webp = enclosure("image/webp", size);
            (webp.file.width, webp.file.height) = (Some(side), Some(side));
            webp.caption = caption.map(str::to_owned);
            sent_as(webp).map(|(kind, ..)| kind)
        };
        assert_eq!(webp(512, 500 * 1024, None), Ok(MediaKind::Sticker));
        assert_eq!(webp(512, 500 * 1024 + 1, None), Ok(MediaKind::Document));
        assert_eq!(webp(640, 1000, None), Ok(MediaKind::Document));
        assert_eq!(webp(512, 1000, Some("Mira")), Ok(MediaKind::Document));
    }

    #[test]
    fn only_opus_recorded_on_the_spot_is_a_voice_message() {
        for (mime, voice, told) in [
            ("audio/ogg", true, (MediaKind::Audio, OPUS, true)),
            ("audio/ogg", false, (MediaKind::Audio, OPUS, false)),
            ("audio/mp4", true, (MediaKind::Audio, "audio/mp4", false)),
            ("image/png", true, (MediaKind::Image, "image/png", false)),
        ] {
            let (kind, typed, voiced) = told;
            let sent = sent_as(Enclosure { voice, ..enclosure(mime, 9) });
            assert_eq!(sent, Ok((kind, typed.to_owned(), voiced)), "{mime}");
        }
    }

    #[test]
    fn a_caption_is_short_and_never_under_a_sound() {
        let with = |mime: &str, caption: String| {
            let enclosure = Enclosure { caption: Some(caption), ..enclosure(mime, 9) };
            enclosure.fit().map(|fit| fit.content().text().map(str::to_owned))
        };
        assert_eq!(with("image/png", " Mira \n".into()), Ok(Some("Mira".into())));
        assert_eq!(with("image/png", " \n".into()), Ok(None));
        assert!(with("image/png", "é".repeat(1024)).is_ok());
        assert_eq!(with("image/png", "é".repeat(1025)), Err(Unfit::CaptionTooLong));
        assert_eq!(with("audio/ogg", "Escolta".into()), Err(Unfit::Captioned));
        assert_eq!(with("audio/ogg", " ".into()), Ok(None));
    }

    #[test]
    fn meta_is_told_by_the_name_what_the_bytes_do_not_tell() {
        for (mime, name, told) in [
            ("application/octet-stream", Some("llista.CSV"), "text/plain"),
            ("application/octet-stream", Some("carta.doc"), "application/msword"),
            ("application/octet-stream", Some("a.exe"), "application/octet-stream"),
            ("application/octet-stream", None, "application/octet-stream"),
            ("application/zip", Some("tot.zip"), "application/zip"),
            ("application/pdf", Some("no.txt"), "application/pdf"),
            ("image/png", Some("foto.doc"), "image/png"),
        ] {
            let filename = name.map(str::to_owned);
            let sent = sent_as(Enclosure { filename, ..enclosure(mime, 9) });
            assert_eq!(sent.map(|(_, typed, _)| typed), Ok(told.to_owned()), "{name:?}");
        }
        let docx = typed("application/zip", Some("carta.docx"));
        assert!(docx.ends_with("wordprocessingml.document"), "{docx}");
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let name = format!("{}\r\n.pdf", "é".repeat(300));
        let filename = Some(name);
        let sent = Enclosure { filename, ..enclosure("application/pdf", 9) }.fit();
        let Ok(Content::Media { filename, .. }) = sent.map(Enclosed::content) else { panic!() };
        let kept = filename.expect("a name");
        assert_eq!((kept.chars().count(), kept.ends_with("é.pdf")), (LONGEST_NAME, true));
    }
}
