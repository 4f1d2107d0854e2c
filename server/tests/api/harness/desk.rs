//! The whole product in this process, on a folder and a port of its own, with a Cloud API beside it.

use desk::permissions::Role;
use reqwest::redirect::Policy;
use serde_json::Value;
use server::config::Config;
use server::control::{self, Reply, Request};
use server::http::web_sessions::Limits;
use server::product::Product;

use super::{Answer, Api, Browser, Folder, Graph, Meta, PASSWORD, eventually};

/// A running desk under test.
pub struct TestDesk {
    pub folder: Folder,
    pub graph: Graph,
    pub client: reqwest::Client,
    pub key: String,
    config: Config,
    product: Option<Product>,
}

impl TestDesk {
    /// With a number, a team and a key.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same, with other settings.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let (folder, key) = Folder::ready().await;
        Self::on(folder, key, change).await
    }

    /// On a folder that the test prepared.
    pub async fn on(folder: Folder, key: String, change: impl FnOnce(&mut Config)) -> Self {
        let graph = Graph::start().await;
        let mut config = Config {
            data: folder.path().to_owned(),
            listen: ([127, 0, 0, 1], 0).into(),
            database: None,
            public_url: None,
            graph_url: graph.url.clone(),
            practice: false,
            sessions: Limits { idle: time::Duration::days(14), longest: time::Duration::days(30) },
            calls_own_network: false,
            calls_secret: None,
            secret_key: None,
            oidc: None,
        };
        change(&mut config);
        let client = reqwest::Client::builder().redirect(Policy::none()).no_proxy();
        let client = client.build().expect("a client");
        let product = Product::start(config.clone()).await.expect("the product starts");
        Self { folder, graph, client, key, config, product: Some(product) }
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address())
    }

    pub fn address(&self) -> std::net::SocketAddr {
        self.product.as_ref().expect("it runs").address()
    }

    pub fn welcome(&self) -> &str {
        self.product.as_ref().expect("it runs").welcome()
    }

    pub fn meta(&self) -> Meta {
        Meta::new(self.client.clone(), &self.base())
    }

    pub fn api(&self) -> Api {
        self.api_with(&self.key)
    }

    pub fn api_with(&self, key: &str) -> Api {
        Api::new(self.client.clone(), &self.base(), key)
    }

    /// A new key of that role.
    pub async fn key_of(&self, name: &str, role: Role) -> String {
        match self.ask(Request::AddKey { name: name.into(), role }).await {
            Reply::Key { key } => key,
            _ => panic!("no key"),
        }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.client.clone(), &self.base())
    }

    /// A browser in which that person signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let page = browser.sign_in(email, PASSWORD).await;
        assert_eq!((page.status, page.location()), (303, "/inbox"));
        browser
    }

    /// The supervisor shows that ticket to Gil the guest, for good.
    pub async fn show_gil(&self, number: u64) {
        let mut jordi = self.signed_in("jordi@example.org").await;
        let form = [("do", "share"), ("person", "gil"), ("days", "")];
        let page = jordi.post(&format!("/customers/{number}/shares"), &form).await;
        assert_eq!(page.location(), format!("/customers/{number}"), "{}", page.status);
    }

    /// `GET` of an address of the server itself.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.client.get(format!("{}{path}", self.base()))).await
    }

    /// What the operator's control socket says.
    pub async fn ask(&self, request: Request) -> Reply {
        let answer = control::ask(self.folder.path(), &request).await.expect("an answer");
        answer.expect("the server listens")
    }

    /// Waits until everything that was taken is in its place.
    pub async fn settled(&self) {
        let backlog = async || self.get("/health").await.expect(200)["journal_backlog"] == 0;
        eventually("the journal is applied", backlog).await;
    }

    /// The customer writes; what the API says of the ticket that it joined.
    pub async fn written(&self, message: Value) -> Value {
        let phone = format!("+{}", message["from"].as_str().expect("a sender"));
        self.meta().say(vec![message]).await;
        self.settled().await;
        let tickets = self.api().tickets("").await;
        let found = tickets.into_iter().find(|ticket| ticket["contact"]["phone"] == *phone);
        found.expect("a ticket of that customer")
    }

    /// How many items are kept aside; fails if an invariant is broken.
    pub async fn kept(&self) -> u64 {
        self.settled().await;
        let Reply::Checked { violations, summary } = self.ask(Request::Check).await else {
            panic!("no check")
        };
        assert_eq!(violations, Vec::<String>::new());
        let number = summary.split_whitespace().find_map(|word| word.parse().ok());
        number.expect("a number of items")
    }

    /// Stops in order and starts again on the same folder.
    pub async fn restart(&mut self) {
        self.stop().await;
        let started = Product::start(self.config.clone()).await;
        self.product = Some(started.expect("the product starts again"));
    }

    pub async fn stop(&mut self) {
        if let Some(product) = self.product.take() {
            product.stop().await;
        }
    }

    /// Ends a test: every invariant must hold.
    pub async fn end(mut self) {
        self.kept().await;
        self.stop().await;
    }
}
