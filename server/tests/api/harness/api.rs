//! A program that uses the REST API with a key.

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// Null if it was no JSON.
    pub body: Value,
}

impl Answer {
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("a whole answer");
        Self { status, headers, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }

    pub fn header(&self, name: impl reqwest::header::AsHeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body of an answer that has to be this good.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Asserts that this is an RFC 9457 problem of that status, told in sentences.
    #[track_caller]
    pub fn is_a_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.header(CONTENT_TYPE), "application/problem+json");
        assert_eq!(self.body["status"], status);
        assert!(self.body["title"].is_string(), "{}", self.body);
        let detail = self.body["detail"].as_str().unwrap_or_default();
        assert!(detail.len() > 10, "too little to act on: {}", self.body);
    }
}

/// One key's view of the API.
#[derive(Clone)]
pub struct Api {
    client: reqwest::Client,
    base: String,
    key: String,
}

impl Api {
    pub fn new(client: reqwest::Client, base: &str, key: &str) -> Self {
        Self { client, base: format!("{base}/api/v1"), key: key.to_owned() }
    }

    /// A request to be completed; `path` begins with a slash.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        request.header(AUTHORIZATION, format!("Bearer {}", self.key))
    }

    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        Answer::of(self.request(Method::POST, path).json(&body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        Answer::of(self.request(Method::PATCH, path).json(&body)).await
    }

    /// A `POST` without a body.
    pub async fn order(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::POST, path)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::DELETE, path)).await
    }

    /// Answers the customer of that ticket.
    pub async fn reply(&self, ticket: u64, text: &str) -> Value {
        let path = format!("/tickets/{ticket}/messages");
        self.post(&path, json!({"text": text})).await.expect(201)
    }

    /// Every ticket that `query` (such as `status=open`) lets through, newest message first.
    pub async fn tickets(&self, query: &str) -> Vec<Value> {
        self.all(&format!("/tickets?limit=200&{query}"), "tickets").await
    }

    /// Every message of a ticket, oldest first.
    pub async fn messages(&self, ticket: u64) -> Vec<Value> {
        let mut stretches =
            self.stretches(&format!("/tickets/{ticket}/messages?limit=200"), "messages").await;
        stretches.reverse();
        stretches.concat()
    }

    async fn all(&self, path: &str, name: &str) -> Vec<Value> {
        self.stretches(path, name).await.concat()
    }

    /// A list, stretch by stretch, to its end.
    pub async fn stretches(&self, path: &str, name: &str) -> Vec<Vec<Value>> {
        let mut stretches = Vec::new();
        let mut cursor = String::new();
        loop {
            let body = self.get(&format!("{path}{cursor}")).await.expect(200);
            stretches.push(body[name].as_array().expect("a list").clone());
            match body["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return stretches,
            }
        }
    }

    /// How far the message got, by the API's word.
    pub async fn delivery(&self, ticket: u64, message: &str) -> String {
        let found = self.message(ticket, message).await.expect("the message");
        found["delivery"].as_str().unwrap_or_default().to_owned()
    }

    /// The message of that id, if it is in the ticket.
    pub async fn message(&self, ticket: u64, message: &str) -> Option<Value> {
        self.messages(ticket).await.into_iter().find(|found| found["id"] == message)
    }
}
