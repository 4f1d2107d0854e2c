//! Secrets: never on a command line, never in a log, never readable by others.

use std::os::unix::fs::PermissionsExt;

use crate::harness::{
    APP_SECRET, Folder, PASSWORD, TOKEN, TestDesk, VERIFY_TOKEN, bustia, log_of_this_test,
    numbered, run,
};

#[test]
fn no_secret_can_be_given_on_the_command_line() {
    run(async || {
        for words in [
            &["--help"][..],
            &["serve", "--help"],
            &["user", "add", "--help"],
            &["number", "add", "--help"],
            &["api-key", "add", "--help"],
        ] {
            let help = bustia(words, None).done().await;
            for flag in [
                "--password",
                "--access-token",
                "--app-secret",
                "--verify-token",
                "--key",
                "--token",
                "--calls-secret",
                "--oidc-client-secret",
            ] {
                assert!(!help.contains(flag), "{words:?} offers {flag}");
            }
        }
        let folder = Folder::empty();
        let words = ["user", "add", "--email", "a@example.org", "--name", "A", "--role", "agent"];
        let with_flag = [&words[..], &["--password", "a good password"]].concat();
        let sentence = bustia(&with_flag, Some(folder.path())).refused().await;
        assert!(!sentence.contains("a good password"), "{sentence}");
        // Without a terminal nobody can be asked.
        let sentence = bustia(&words, Some(folder.path())).refused().await;
        assert!(sentence.contains("BUSTIA_PASSWORD"), "{sentence}");
    });
}

#[test]
fn help_does_not_repeat_a_secret_from_the_environment() {
    run(async || {
        for words in [
            &["number", "add", "--help"][..],
            &["user", "add", "--help"],
            &["serve", "--print-config"],
        ] {
            let binary = bustia(words, None)
                .with("BUSTIA_PASSWORD", PASSWORD)
                .with("BUSTIA_APP_SECRET", APP_SECRET)
                .with("BUSTIA_CALLS_SECRET", "open sesame")
                .with("BUSTIA_OIDC_CLIENT_SECRET", "shown to the issuer");
            let said = binary.with("BUSTIA_ACCESS_TOKEN", TOKEN).done().await;
            for secret in [PASSWORD, APP_SECRET, TOKEN, "open sesame", "shown to the issuer"] {
                assert!(!said.contains(secret), "{words:?} tells {secret}");
            }
        }
    });
}

#[test]
fn a_running_server_shows_no_secret_to_other_programs() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        let line =
            std::fs::read(format!("/proc/{}/cmdline", server.id())).expect("its command line");
        let line = String::from_utf8_lossy(&line).into_owned();
        for secret in [key.as_str(), APP_SECRET, TOKEN, VERIFY_TOKEN, PASSWORD] {
            assert!(!line.contains(secret));
        }
        let mode = |path: &std::path::Path| {
            std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder.path().join("control.sock")), 0o600);
        assert!(server.stop().await);
    });
}

/// What stands in a file at or below `path` that holds those words.
fn file_with(path: &std::path::Path, words: &str) -> Option<std::path::PathBuf> {
    if path.is_dir() {
        let mut entries = std::fs::read_dir(path).expect("a folder");
        return entries.find_map(|entry| file_with(&entry.expect("an entry").path(), words));
    }
    let bytes = if path.is_file() { std::fs::read(path).expect("a file") } else { vec![] };
    let found = bytes.windows(words.len()).any(|window| window == words.as_bytes());
    found.then(|| path.to_owned())
}

#[test]
fn no_file_of_the_folder_holds_a_secret_of_a_number_as_it_is() {
    run(async || {
        let (folder, _) = Folder::ready().await;
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        let secrets = ["EAAanother0token", "another-app-secret", "another-verify-token"];
        let words = ["number", "add", "--phone-number-id", "107", "--waba-id", "108"];
        let add = bustia(&words, Some(folder.path())).with("BUSTIA_ACCESS_TOKEN", secrets[0]);
        let add = add.with("BUSTIA_APP_SECRET", secrets[1]).with("BUSTIA_VERIFY_TOKEN", secrets[2]);
        add.and(&["--display-number", "+34 930 000 001"]).done().await;
        for secret in secrets.into_iter().chain([APP_SECRET, TOKEN, VERIFY_TOKEN]) {
            assert_eq!(file_with(folder.path(), secret), None, "while it runs: {secret}");
        }
        assert!(file_with(folder.path(), "+34 930 000 001").is_some(), "the files are looked into");
        assert!(server.stop().await);
        for secret in secrets.into_iter().chain([APP_SECRET, TOKEN, VERIFY_TOKEN]) {
            assert_eq!(file_with(folder.path(), secret), None, "after its end: {secret}");
        }
    });
}

#[test]
fn another_key_than_the_folders_own_is_refused_in_one_sentence() {
    run(async || {
        let (folder, _) = Folder::ready().await;
        let other = "5e".repeat(32);
        let serve = bustia(&["serve", "--listen", "127.0.0.1:0"], Some(folder.path()));
        let sentence = serve.with("BUSTIA_SECRET_KEY", &other).refused().await;
        assert!(sentence.contains("secret.key") && !sentence.contains(&other), "{sentence}");
        let own = std::fs::read_to_string(folder.path().join("secret.key")).expect("its own");
        std::fs::remove_file(folder.path().join("secret.key")).expect("it is ours");
        let serve = bustia(&["serve"], Some(folder.path())).with("BUSTIA_SECRET_KEY", &own);
        assert!(serve.serve().await.stop().await, "its own key, from the environment");
    });
}

#[test]
fn a_new_folder_is_its_owners_alone() {
    run(async || {
        let outer = Folder::empty();
        let data = outer.path().join("made by us");
        bustia(&["api-key", "add", "--name", "crm", "--role", "agent"], Some(outer.path()))
            .done()
            .await;
        let server = bustia(&["serve", "--data", &data.display().to_string()], None).serve().await;
        let mode = std::fs::metadata(&data).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may look in: {mode:o}");
        assert!(server.stop().await);
    });
}

#[test]
fn the_log_names_ids_and_nothing_that_people_said() {
    run(async || {
        let desk = TestDesk::start().await;
        let number = desk.written(numbered(1, 1)).await["number"].as_u64().expect("a number");
        desk.graph
            .will([crate::harness::Reaction::Refuse(131026), crate::harness::Reaction::DropAfter]);
        for text in ["the first secret reply", "the second secret reply"] {
            desk.api().reply(number, text).await;
        }
        desk.meta().post("{\"odd\":\"the odd secret\"}").await;
        desk.meta()
            .send(b"{\"forged\":\"the forged secret\"}".to_vec(), &[])
            .await
            .expect("an answer");
        let mut browser = desk.signed_in("ana@example.org").await;
        browser.get("/inbox").await;
        desk.browser().sign_in("ana@example.org", "a wrong secret").await;
        let graph = desk.graph.clone();
        crate::harness::eventually("both were tried", async || graph.calls().len() >= 2).await;
        let (key, base) = (desk.key.clone(), desk.base());
        desk.end().await;
        let log = log_of_this_test();
        assert!(log.contains("signed in"), "the log is watched: {log}");
        let said = ["secret reply", "odd secret", "forged secret", "wrong secret", "message 1.1"];
        let about = ["34600000001", "600 000 001", "Customer 1", "ana@example.org"];
        for word in
            said.into_iter().chain(about).chain([TOKEN, APP_SECRET, VERIFY_TOKEN, PASSWORD, &key])
        {
            assert!(!log.contains(word), "the log of {base} names {word}:\n{log}");
        }
    });
}
