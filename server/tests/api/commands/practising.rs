//! Practice mode and real data never meet.

use crate::harness::{Folder, bustia, run};

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
        assert!(server.welcome.contains("/practice"), "{}", server.welcome);
        assert!(server.stop().await);
        bustia(&["serve", "--listen", "127.0.0.1:0"], Some(folder.path())).refused().await;
        let server = bustia(&["serve", "--practice"], Some(folder.path())).serve().await;
        assert!(server.stop().await);
    });
}
