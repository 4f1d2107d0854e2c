//! A browser as far as a server can tell: it keeps cookies and says where its forms come from.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, HeaderMap, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder};

/// What a browser got.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.expect("a whole page") }
    }

    pub fn header(&self, name: impl reqwest::header::AsHeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.header(LOCATION)
    }

    /// The whole `Set-Cookie` lines.
    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok()).collect()
    }
}

pub struct Browser {
    client: reqwest::Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn new(client: reqwest::Client, base: &str) -> Self {
        Self { client, base: base.to_owned(), cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// Sends a form of one of our own pages.
    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let request = self.request(Method::POST, path).header(ORIGIN, &self.base).form(form);
        self.send(request).await
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// A request with the cookies and nothing else.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        if self.cookies.is_empty() { request } else { request.header(COOKIE, self.cookie_line()) }
    }

    /// Sends a request made by [`Browser::request`] and keeps the cookies that come back.
    pub async fn send(&mut self, request: RequestBuilder) -> Page {
        let page = Page::of(request).await;
        for line in page.set_cookies() {
            let pair = line.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                let ends = value.is_empty() || line.to_lowercase().contains("max-age=0");
                if ends {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        page
    }

    /// The `Cookie` header.
    pub fn cookie_line(&self) -> String {
        let pairs: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Puts a cookie in, as an attacker might.
    pub fn plant(&mut self, line: &str) {
        if let Some((name, value)) = line.split_once('=') {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Whether the server knows who this is.
    pub async fn is_in(&mut self) -> bool {
        self.get("/inbox").await.status == 200
    }
}
