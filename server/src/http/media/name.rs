//! Under which name a file is saved: its sender's, as far as it can do no harm (RFC 6266).

/// The most characters of a name.
const LONGEST: usize = 120;

/// The value of `Content-Disposition`.
pub(super) fn disposition(is_shown: bool, called: Option<&str>, mime: &str) -> String {
    let how = if is_shown { "inline" } else { "attachment" };
    let name = called.map(safe).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| format!("whatsapp{}", ending(mime)));
    let plain = |letter: char| if letter.is_ascii() { letter } else { '_' };
    let plain: String = name.chars().map(plain).collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(&name))
}

/// No folder, nothing that ends the quotes or can't be seen, no dots before it.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_fine = |letter: &char| !letter.is_control() && !is_hidden(*letter);
    let fine = last.chars().filter(is_fine).map(|letter| match letter {
        '"' | '\'' | ':' | '*' | '?' | '<' | '>' | '|' | '%' | ';' => '_',
        letter => letter,
    });
    let fine: String = fine.collect();
    let fine = fine.trim().trim_start_matches('.').trim_end_matches('.').trim();
    let letters = fine.chars().count();
    // The end says what it is.
    fine.chars().skip(letters.saturating_sub(LONGEST)).collect()
}

/// Marks of the direction of writing, which let `exe.gpj` look like `jpg.exe`; and what has no width.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn ending(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "audio/ogg" => ".ogg",
        "audio/mpeg" => ".mp3",
        "audio/mp4" => ".m4a",
        "audio/aac" => ".aac",
        "audio/amr" => ".amr",
        "video/mp4" => ".mp4",
        "video/3gpp" => ".3gp",
        "application/pdf" => ".pdf",
        "application/zip" => ".zip",
        _ => ".bin",
    }
}

/// All but what stands for itself (RFC 8187, `attr-char`, without its rarer signs).
fn encoded(name: &str) -> String {
    name.bytes().fold(String::new(), |text, byte| match byte {
        b'-' | b'.' | b'_' => text + &char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => text + &char::from(byte).to_string(),
        byte => text + &format!("%{byte:02X}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_what_does_no_harm() {
        for (called, saved) in [
            ("factura.pdf", "factura.pdf"),
            ("Núria i l'Àlex.pdf", "Núria i l_Àlex.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\a.exe", "a.exe"),
            (".htaccess", "htaccess"),
            ("a\"; filename=\"b.html", "a__ filename=_b.html"),
            ("a\r\nSet-Cookie: b", "aSet-Cookie_ b"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("  a.txt . ", "a.txt"),
            ("...", ""),
            ("/", ""),
            ("", ""),
        ] {
            assert_eq!(safe(called), saved, "{called:?}");
        }
        let long = format!("{}.pdf", "é".repeat(300));
        assert_eq!(safe(&long).chars().count(), LONGEST);
        assert!(safe(&long).ends_with(".pdf"));
    }

    #[test]
    fn the_header_is_plain_and_tells_the_whole_name_beside() {
        assert_eq!(
            disposition(false, Some("Núria 1.pdf"), "application/pdf"),
            "attachment; filename=\"N_ria 1.pdf\"; filename*=UTF-8''N%C3%BAria%201.pdf"
        );
        assert_eq!(
            disposition(true, None, "image/png"),
            "inline; filename=\"whatsapp.png\"; filename*=UTF-8''whatsapp.png"
        );
        assert!(disposition(false, Some("/"), "application/octet-stream").contains("whatsapp.bin"));
    }
}
