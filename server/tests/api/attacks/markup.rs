//! A page as a browser takes it apart, as far as that tells whether something in it acts: tags with their
//! attributes, and elements whose content is text whatever stands in it (HTML, tokenization).

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    /// Names in lower case, values as they mean.
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements that hold text and nothing else, up to their own end.
const TEXTS: [&str; 7] = ["script", "style", "textarea", "title", "iframe", "noscript", "xmp"];

/// Every opening tag of `page`.
pub(super) fn tags(page: &str) -> Vec<Tag> {
    let mut found = vec![];
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            // `<!-->` is a comment, too.
            let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
            rest = comment.strip_prefix('>').unwrap_or(&comment[end..]);
        } else if rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let (tag, behind) = tag(rest);
            rest = match TEXTS.contains(&tag.name.as_str()) {
                true => after_text(behind, &tag.name),
                false => behind,
            };
            found.push(tag);
        }
    }
    found
}

/// What comes after the end of an element that holds text.
fn after_text<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    let at = rest.to_ascii_lowercase().find(&end);
    at.map_or("", |at| &rest[at + end.len()..])
}

/// The tag that `rest` begins with, and what comes after it.
fn tag(rest: &str) -> (Tag, &str) {
    let is_end = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '/' | '>');
    let end = rest.find(is_end).unwrap_or(rest.len());
    let (name, mut rest) = (rest[..end].to_ascii_lowercase(), &rest[end..]);
    let mut attributes = vec![];
    loop {
        rest =
            rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (Tag { name, attributes }, rest.get(1..).unwrap_or_default());
        }
        let end = rest.find(|letter| is_end(letter) || letter == '=').unwrap_or(rest.len());
        // A sign that can't begin a name begins one all the same.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let attribute = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            (value, rest) = quoted(behind.trim_start());
        }
        attributes.push((attribute, unescaped(value)));
    }
}

/// The value of an attribute, and what comes after it.
fn quoted(rest: &str) -> (&str, &str) {
    let quote = rest.chars().next().filter(|letter| matches!(letter, '"' | '\''));
    match quote {
        Some(quote) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
        None => rest.split_at(
            rest.find(|letter: char| letter.is_ascii_whitespace() || letter == '>')
                .unwrap_or(rest.len()),
        ),
    }
}

/// The text behind the escapes that pages of ours have.
pub(super) fn unescaped(text: &str) -> String {
    let plain = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">")];
    let text =
        plain.into_iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign));
    text.replace("&amp;", "&")
}

/// Why a tag could act for somebody else than us; nothing if it can't.
pub(super) fn acts(tag: &Tag, nonce: &str) -> Option<String> {
    const LEAD: [&str; 9] =
        ["href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcdoc", "ping"];
    let is_data = tag.get("type") == Some("application/json");
    if tag.name == "script" && !is_data && tag.get("nonce") != Some(nonce) {
        return Some("a script without our nonce".into());
    }
    if ["iframe", "object", "embed", "base", "frame", "applet", "style"]
        .contains(&tag.name.as_str())
    {
        return Some(format!("a <{}>", tag.name));
    }
    for (name, value) in &tag.attributes {
        let plain = |letter: &char| !letter.is_ascii_whitespace() && !letter.is_ascii_control();
        let start: String = value.chars().filter(plain).collect::<String>().to_ascii_lowercase();
        let bad = ["javascript:", "vbscript:", "data:text", "data:image/svg"];
        if name.starts_with("on") || name == "style" {
            return Some(format!("{name} in place"));
        }
        if LEAD.contains(&name.as_str()) && bad.iter().any(|bad| start.starts_with(bad)) {
            return Some(format!("{name} leads to {value}"));
        }
    }
    None
}

/// Everything on `page` that could act for somebody else.
pub(super) fn dangers(page: &str, nonce: &str) -> Vec<String> {
    let found = tags(page).into_iter();
    found.filter_map(|tag| Some(format!("{} in {tag:?}", acts(&tag, nonce)?))).collect()
}

#[test]
fn what_acts_is_found_however_it_is_written_and_what_is_escaped_is_not() {
    for page in [
        "<script>alert(1)</script>",
        "<SCRIPT nonce=other src=//evil.example>",
        "<p title=\"a\"onclick=alert(1)>",
        "<p title='a' ONCLICK = 'alert(1)'>",
        "<svg/onload=alert(1)>",
        "<a href=\"java\nscript:alert(1)\">",
        "<a href=' &quot;' x><a href=javascript:alert(1)>",
        "<textarea></textarea><img src=x onerror=alert(1)>",
        "<title></title ><iframe src=/>",
        "<!-- --><base href=//evil.example>",
        "<!--><style>",
        "<script nonce=n>\"</script><b onclick=a>\"</script>",
    ] {
        assert_eq!(dangers(page, "n").len(), 1, "{page}: {:?}", tags(page));
    }
    for page in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p title=\"&quot; onclick=alert(1)\">onclick=alert(1)</p>",
        "<textarea><img src=x onerror=alert(1)></textarea>",
        "<script type=\"application/json\">{\"a\":\"<img onerror=a>\"}</script>",
        "<!-- <script> --><a href=\"/inbox?javascript:\">1 < 2 <3</a>",
        "<script nonce=\"n\">let a = \"<b onclick=a>\"</script>",
    ] {
        assert_eq!(dangers(page, "n"), Vec::<String>::new(), "{page}");
    }
}
