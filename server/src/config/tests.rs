//! Which settings are taken, and how a bad one is told.

use super::*;

fn config(flags: &[(&str, &str)]) -> Result<Config> {
    let flags = flags.iter().map(|(name, value)| (*name, value.to_string())).collect();
    Config::from_layers(&Layered::of(flags, |_| None, "")?)
}

#[test]
fn without_any_setting_the_defaults_hold() {
    let config = config(&[]).expect("defaults are good");
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.graph_url, "https://graph.facebook.com");
    assert_eq!(config.sessions.idle, time::Duration::days(14));
    assert_eq!(config.sessions.longest, time::Duration::days(30));
    assert!(!config.practice && config.database.is_none() && !config.is_https());
}

#[test]
fn a_bad_value_is_one_plain_sentence() {
    for (name, value) in [
        ("listen", "nonsense"),
        ("listen", "127.0.0.1:99999"),
        ("public_url", "desk.example.org"),
        ("database", "postgres://x"),
        ("practice", "maybe"),
        ("calls_own_network", "maybe"),
        ("session_idle", "0"),
        ("session_idle", "2 days"),
        ("session_longest", "9999999"),
        ("secret_key", "sesame"),
    ] {
        let error = config(&[(name, value)]).expect_err(name).to_string();
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
}

#[test]
fn a_wrong_secret_key_is_not_repeated() {
    let refused = config(&[("secret_key", "sesame")]).expect_err("no key").to_string();
    assert!(refused.contains("secret_key") && !refused.contains("sesame"), "{refused}");
    let key = config(&[("secret_key", &"5e".repeat(32))]).expect("a key").secret_key;
    assert_eq!(key.map(|key| key.written()), Some("5e".repeat(32)));
}

#[test]
fn a_name_of_this_machine_may_be_listened_on() {
    let config = config(&[("listen", "localhost:4000")]).expect("it has an address");
    assert!(config.listen.ip().is_loopback() && config.listen.port() == 4000);
}

#[test]
fn practice_is_for_this_machine_alone() {
    let practice = |url| config(&[("practice", "true"), ("public_url", url)]);
    for here in ["", "http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"] {
        assert!(practice(here).is_ok(), "{here}");
    }
    for elsewhere in ["https://desk.example.org", "http://127.0.0.1.evil.example"] {
        let refused = practice(elsewhere).expect_err(elsewhere).to_string();
        assert!(refused.contains("public_url") && refused.ends_with('.'), "{refused}");
    }
}

#[test]
fn the_public_address_is_kept_as_browsers_write_it() {
    for (written, kept) in [
        ("https://desk.example.org/", "https://desk.example.org"),
        ("HTTPS://Desk.Example.ORG:443", "https://desk.example.org"),
        ("http://desk.example.org:80/", "http://desk.example.org"),
        ("https://desk.example.org:8443", "https://desk.example.org:8443"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ] {
        let config = config(&[("public_url", written)]).expect(written);
        assert_eq!(config.public_url.as_deref(), Some(kept));
        assert_eq!(config.is_https(), kept.starts_with("https"));
    }
}

#[test]
fn a_public_address_with_more_than_a_host_is_refused() {
    for url in [
        "https://desk.example.org/inbox",
        "https://desk.example.org/?a=b",
        "https://desk.example.org?a=b",
        "https://desk.example.org/#top",
        "https://ana:secret@desk.example.org",
    ] {
        let refused = config(&[("public_url", url)]).expect_err(url).to_string();
        assert!(refused.contains("public_url") && refused.ends_with('.'), "{refused}");
    }
}
