//! Files that the team sends: taken once, kept, brought to Meta and sent by its id.

mod refusing;
mod sending;

use reqwest::header::{CONTENT_TYPE, ORIGIN};
use reqwest::{Method, RequestBuilder};

use crate::harness::{Answer, Api, Browser, TestDesk, numbered};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x03\x08\x02 and the rest of it";
const BOUNDARY: &str = "a-boundary-of-the-test";

/// A form with these fields, and a file behind them.
fn form(
    request: RequestBuilder,
    fields: &[(&str, &str)],
    name: &str,
    file: &[u8],
) -> RequestBuilder {
    let field = |(name, value): &(&str, &str)| {
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
    };
    let fields: String = fields.iter().map(field).collect();
    // What a browser says of the type counts for nothing.
    let head = format!(
        "{fields}--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: text/html\r\n\r\n"
    );
    let body = [head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    request.header(CONTENT_TYPE, kind).body(body)
}

/// A desk on which a customer wrote: their ticket has number 1.
async fn desk() -> TestDesk {
    let desk = TestDesk::start().await;
    desk.written(numbered(1, 1)).await;
    desk
}

/// A program sends a file to the customer of ticket 1.
async fn enclose(api: &Api, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
    Answer::of(form(api.request(Method::POST, "/tickets/1/media"), fields, name, file)).await
}

/// The same from a page of that browser.
async fn enclose_on_page(
    desk: &TestDesk,
    browser: &Browser,
    fields: &[(&str, &str)],
    file: &[u8],
) -> Answer {
    let request = browser.request(Method::POST, "/inbox/1/files").header(ORIGIN, desk.base());
    Answer::of(form(request, fields, "sol.png", file)).await
}

/// How many files are kept, and how many are half here.
fn kept(desk: &TestDesk) -> (usize, usize) {
    let media = desk.folder.path().join("media");
    let count = |folder: &std::path::Path| std::fs::read_dir(folder).map_or(0, Iterator::count);
    let shelves =
        std::fs::read_dir(&media).expect("a folder").map(|entry| entry.expect("one").path());
    let shelves = shelves.filter(|path| !path.ends_with("arriving"));
    (shelves.map(|shelf| count(&shelf)).sum(), count(&media.join("arriving")))
}
