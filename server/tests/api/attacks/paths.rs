//! Ways out of a folder (path traversal), as no client would write them: over a bare connection.

use super::AGENT;
use crate::harness::{TestDesk, Wire, run};

/// Ways up, in all the clothes that somebody ever took off too late.
const UP: [&str; 10] = [
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "%252e%252e%252f",
    "..%5c",
    "..\\",
    "....//",
    "%c0%ae%c0%ae%c0%af",
    "..;/",
];

/// What is asked for, from the data folder or from the machine.
const WANTED: [&str; 5] = ["secret.key", "etc/passwd", "lock", "Cargo.toml", "secret.key%00.png"];

#[test]
fn no_way_leads_out_of_the_folders_of_files() {
    run(async || {
        let (desk, message) = super::desk().await;
        let key = std::fs::read(desk.folder.path().join("secret.key")).expect("the folder's key");
        let key = String::from_utf8_lossy(&key).trim().to_owned();
        let cookie = desk.signed_in(AGENT).await.cookie_line();
        let starts = [
            "/".to_owned(),
            "/assets/".into(),
            "/media/".into(),
            format!("/media/{message}/"),
            "/practice/files/".into(),
            "/fn/".into(),
            "/settings/".into(),
            format!("/api/v1/messages/{message}/"),
        ];
        let mut asked = 0;
        for start in &starts {
            for up in UP {
                for wanted in WANTED {
                    let path = format!("{start}{}{wanted}", up.repeat(6));
                    let mut wire = Wire::to(desk.address()).await;
                    wire.ask_for(&path, &cookie).await;
                    let answer = wire.read_all().await;
                    let status = Wire::status(&answer);
                    assert!((300..500).contains(&status), "{path}: {answer:.300}");
                    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
                    for told in ["root:", "[package]", key.as_str()] {
                        assert!(!body.contains(told), "{path}: {answer}");
                    }
                    asked += 1;
                }
            }
        }
        assert_eq!(asked, starts.len() * UP.len() * WANTED.len());
        desk.end().await;
    });
}

#[test]
fn an_address_of_another_form_is_a_path_of_ours_or_none() {
    run(async || {
        let desk = TestDesk::start().await;
        for target in [
            "http://evil.example/inbox",
            "//evil.example/inbox",
            "/\\evil.example",
            "*",
            "evil.example:80",
            "/inbox?\u{1}",
            "/inbox#x",
            "inbox",
        ] {
            let mut wire = Wire::to(desk.address()).await;
            wire.ask_for(target, "").await;
            let answer = wire.read_all().await;
            let status = Wire::status(&answer);
            assert!((200..500).contains(&status), "{target}: {answer:.200}");
            let head = answer.split("\r\n\r\n").next().unwrap_or_default();
            let location = head.lines().find_map(|line| line.strip_prefix("location: "));
            let leads_out = |to: &str| !to.starts_with('/') || to.starts_with("//");
            assert!(!location.is_some_and(leads_out), "{target} leads to {location:?}");
        }
        desk.end().await;
    });
}
