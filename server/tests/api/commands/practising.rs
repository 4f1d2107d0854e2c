//! Practice mode and real data never meet.

use crate::harness::{APP_SECRET, Binary, Folder, PASSWORD, TOKEN, VERIFY_TOKEN, bustia, run};

#[test]
fn practice_refuses_a_folder_that_holds_real_data_and_leaves_it_alone() {
    run(async || {
        let (folder, key) = Folder::ready().await;
        let sentence =
            bustia(&["serve", "--practice", "--listen", "127.0.0.1:0"], Some(folder.path()));
        let sentence = sentence.refused().await;
        assert!(sentence.contains("practice") || sentence.contains("Practice"), "{sentence}");
        let server = bustia(&["serve"], Some(folder.path())).serve().await;
        let api = crate::harness::Api::new(reqwest::Client::new(), &server.base, &key);
        assert_eq!(api.tickets("").await.len(), 0, "practice left something behind");
        assert!(server.stop().await);
    });
}

#[test]
fn a_folder_used_for_practice_is_for_practice_ever_after() {
    run(async || {
        let folder = Folder::empty();
        let server = bustia(&["serve", "--practice"], Some(folder.path())).serve().await;
        assert!(server.stop().await);
        bustia(&["serve", "--listen", "127.0.0.1:0"], Some(folder.path())).refused().await;
        let server = bustia(&["serve", "--practice"], Some(folder.path())).serve().await;
        assert!(server.stop().await);
    });
}

#[test]
fn a_folder_used_before_only_by_a_key_is_no_folder_for_practice() {
    run(async || {
        let folder = Folder::empty();
        let key = ["api-key", "add", "--name", "crm", "--role", "agent"];
        bustia(&key, Some(folder.path())).done().await;
        let words = ["serve", "--practice", "--listen", "127.0.0.1:0"];
        let sentence = bustia(&words, Some(folder.path())).refused().await;
        assert!(sentence.contains("practice"), "{sentence}");
    });
}

#[test]
fn nobody_real_is_added_to_a_folder_for_practice() {
    run(async || {
        let folder = Folder::empty();
        let user = || {
            let words = "user add --email a@example.org --name A --role agent";
            let words: Vec<_> = words.split(' ').collect();
            bustia(&words, Some(folder.path())).with("BUSTIA_PASSWORD", PASSWORD)
        };
        let number = || -> Binary {
            let words = "number add --phone-number-id 1 --waba-id 2 --display-number +34930000000";
            let words: Vec<_> = words.split(' ').collect();
            let binary = bustia(&words, Some(folder.path())).with("BUSTIA_ACCESS_TOKEN", TOKEN);
            binary.with("BUSTIA_APP_SECRET", APP_SECRET).with("BUSTIA_VERIFY_TOKEN", VERIFY_TOKEN)
        };
        let server = bustia(&["serve", "--practice"], Some(folder.path())).serve().await;
        for binary in [user(), number()] {
            assert!(binary.refused().await.contains("practice"));
        }
        assert!(server.stop().await);
        for binary in [user(), number()] {
            assert!(binary.refused().await.contains("practice"));
        }
    });
}
