//! Settings: where they come from, and how a bad one is told.

use crate::harness::{Folder, bustia, run};

#[test]
fn print_config_shows_every_setting_with_meaning_and_origin() {
    run(async || {
        let folder = Folder::empty();
        std::fs::write(folder.path().join("bustia.toml"), "graph_url = \"http://127.0.0.1:9\"\n")
            .expect("written");
        let binary =
            bustia(&["serve", "--listen", "127.0.0.1:4001", "--print-config"], Some(folder.path()));
        let binary = binary.with("BUSTIA_LOG", "info,server=debug");
        let shown = binary.with("BUSTIA_PUBLIC_URL", "https://desk.example.org").done().await;
        for (line, origin) in [
            ("listen = \"127.0.0.1:4001\"", "flag"),
            ("public_url = \"https://desk.example.org\"", "environment"),
            ("graph_url = \"http://127.0.0.1:9\"", "bustia.toml"),
            ("practice = false", "default"),
            ("session_idle = \"336\"", "default"),
            ("session_longest = \"720\"", "default"),
            ("log = \"info,server=debug\"", "environment"),
            ("database = \"\"", "default"),
            ("calls_own_network = false", "default"),
            ("oidc_issuer = \"\"", "default"),
            ("oidc_user_claim = \"email\"", "default"),
        ] {
            let at = shown
                .find(&format!("\n{line}"))
                .unwrap_or_else(|| panic!("no {line} in:\n{shown}"));
            let meaning = shown[..at].lines().last().expect("a line before");
            assert!(meaning.starts_with("# ") && meaning.len() > 20, "{meaning}");
            assert!(meaning.ends_with(&format!("(from: {origin})")), "{meaning}");
        }
        assert!(!folder.path().join("journal").exists(), "it only shows");
    });
}

#[test]
fn a_flag_wins_over_a_variable_and_that_over_the_file() {
    run(async || {
        let folder = Folder::empty();
        std::fs::write(folder.path().join("bustia.toml"), "listen = \"127.0.0.1:4003\"\n")
            .expect("written");
        let shown = |flags: &[&str], variable: Option<&str>| {
            let words = [&["serve", "--print-config"], flags].concat();
            let binary = bustia(&words, Some(folder.path()));
            match variable {
                Some(value) => binary.with("BUSTIA_LISTEN", value).done(),
                None => binary.with("BUSTIA_LOG", "info").done(),
            }
        };
        let flag = shown(&["--listen", "127.0.0.1:4001"], Some("127.0.0.1:4002")).await;
        assert!(flag.contains("listen = \"127.0.0.1:4001\""));
        assert!(shown(&[], Some("127.0.0.1:4002")).await.contains("listen = \"127.0.0.1:4002\""));
        assert!(shown(&[], None).await.contains("listen = \"127.0.0.1:4003\""));
    });
}

#[test]
fn a_setting_that_makes_no_sense_is_one_sentence_that_names_it() {
    run(async || {
        let folder = Folder::empty();
        let cases: [(&[&str], &str); 13] = [
            (&["serve", "--colour", "red"], "--colour"),
            (&["serve", "--listen", "nonsense"], "nonsense"),
            (&["serve", "--listen", "127.0.0.1:99999"], "127.0.0.1:99999"),
            (&["serve", "--listen", "3000"], "3000"),
            (&["serve", "--public-url", "desk.example.org"], "public_url"),
            (&["serve", "--graph-url", "ftp://x"], "graph_url"),
            (&["serve", "--database", "postgres://x"], "postgres://x"),
            (&["dance"], "dance"),
            (&["user"], "bustia"),
            (&["user", "add", "--name", "A", "--role", "agent"], "--email"),
            (&["api-key", "add", "--name", "A"], "--role"),
            (&["serve", "extra"], "extra"),
            (&["serve", "--log", "server=loud"], "server=loud"),
        ];
        for (words, named) in cases {
            let data = words.contains(&"--data").then_some(folder.path());
            let sentence = bustia(words, data).refused().await;
            assert!(sentence.contains(named), "{words:?}: {sentence}");
        }
        let binary = bustia(&["serve"], Some(folder.path())).with("BUSTIA_PRACTICE", "maybe");
        assert!(binary.refused().await.contains("maybe"));
        for (file, named) in
            [("lisen = \"x\"", "lisen"), ("listen = 7", "listen"), ("listen", "bustia.toml")]
        {
            std::fs::write(folder.path().join("bustia.toml"), file).expect("written");
            let sentence = bustia(&["serve"], Some(folder.path())).refused().await;
            assert!(sentence.contains(named), "{file}: {sentence}");
        }
    });
}

#[test]
fn a_folder_or_a_port_that_somebody_holds_is_told_in_one_sentence() {
    run(async || {
        let folder = Folder::empty();
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        let sentence =
            bustia(&["serve", "--listen", "127.0.0.1:0"], Some(folder.path())).refused().await;
        assert!(sentence.contains("folder"), "{sentence}");
        let address = server.base.trim_start_matches("http://");
        let other = Folder::empty();
        let sentence = bustia(&["serve", "--listen", address], Some(other.path())).refused().await;
        assert!(sentence.contains(address), "{sentence}");
        assert!(server.stop().await);
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        assert!(server.stop().await);
    });
}

#[test]
fn a_folder_has_one_server_wherever_the_database_is() {
    run(async || {
        let folder = Folder::empty();
        let words = ["serve", "--database", "mem:"];
        let server = bustia(&words, Some(folder.path())).serve().await;
        let second = [&words[..], &["--listen", "127.0.0.1:0"]].concat();
        let sentence = bustia(&second, Some(folder.path())).refused().await;
        assert!(sentence.contains("folder"), "{sentence}");
        // The first one still hears its operator.
        let key = ["api-key", "add", "--name", "crm", "--role", "guest"];
        bustia(&key, Some(folder.path())).done().await;
        assert!(server.stop().await);
    });
}

#[test]
fn a_folder_that_cannot_be_made_is_told_in_one_sentence() {
    run(async || {
        let folder = Folder::empty();
        let file = folder.path().join("a file");
        std::fs::write(&file, "x").expect("written");
        for data in [file.clone(), file.join("below"), "/proc/nothing/here".into()] {
            let data = data.display().to_string();
            bustia(&["serve", "--listen", "127.0.0.1:0", "--data", &data], None).refused().await;
            bustia(&["api-key", "add", "--name", "a", "--role", "agent", "--data", &data], None)
                .refused()
                .await;
            bustia(&["fsck", "--data", &data], None).refused().await;
        }
    });
}

#[test]
fn the_version_and_the_help_are_no_errors() {
    run(async || {
        let version = bustia(&["--version"], None).done().await;
        assert_eq!(version.trim(), format!("bustia {}", env!("CARGO_PKG_VERSION")));
        let help = bustia(&["--help"], None).done().await;
        for command in ["serve", "user", "number", "api-key", "fsck"] {
            assert!(help.contains(command), "{help}");
        }
    });
}
