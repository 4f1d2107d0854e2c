//! What is answered is on the disk: the kernel's own account of it, told by `strace`. Without strace,
//! or where nobody may trace, this is skipped aloud.

mod account;

use desk::ids::TicketNumber;

use crate::harness::{Api, Folder, Meta, Server, bustia, eventually, numbered, run};
use account::Account;

const CALLS: &str =
    "trace=openat,read,recvfrom,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync";

fn may_trace() -> bool {
    let tried = std::process::Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let works = tried.is_ok_and(|output| output.status.success());
    if !works {
        println!("skipped: strace is not installed, or nobody may trace here");
    }
    works
}

/// A server whose every write and sync is taken down in the folder's `account`.
async fn watched(folder: &Folder) -> Server {
    let account = folder.path().join("account");
    let account = account.to_str().expect("text");
    // `-D` keeps the program our child; `-y` names the file behind each number.
    let words = ["-D", "-f", "-y", "-s", "64", "-e", CALLS, "-o", account];
    let serve = bustia(&["serve", "--graph-url", "http://127.0.0.1:9"], Some(folder.path()));
    serve.under("strace", &words).serve().await
}

/// A caller who takes a new line for each request. The server reads the first 24 bytes of a line (as
/// many as tell HTTP/2 from HTTP/1) together, and so the account shows them; of a line in use it may
/// read a request in any two pieces.
fn caller() -> reqwest::Client {
    reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("a client")
}

/// Ends the server; the account of its life.
async fn told(server: Server, folder: &Folder) -> Account {
    let id = server.id();
    assert!(server.stop().await);
    let read = || Account::read(&folder.path().join("account"));
    eventually("the account is whole", async || read().ends_with(id)).await;
    read()
}

#[test]
fn a_webhook_is_answered_after_its_body_was_synced() {
    if !may_trace() {
        return;
    }
    run(async || {
        let (folder, _) = Folder::ready().await;
        let server = watched(&folder).await;
        let meta = Meta::new(caller(), &server.base);
        const BODIES: usize = 5;
        for n in 0..BODIES {
            meta.say(vec![numbered(1, n)]).await;
        }
        let account = told(server, &folder).await;
        let answered = account.between("POST /webhooks/whatsapp", "HTTP/1.1 200");
        assert_eq!(answered.len(), BODIES);
        for calls in answered {
            assert!(calls.wrote_and_synced(".journal>"), "{calls:#?}");
        }
    });
}

#[test]
fn what_a_program_was_told_is_done_survives_a_power_cut() {
    if !may_trace() {
        return;
    }
    run(async || {
        let (folder, key) = Folder::ready().await;
        let server = watched(&folder).await;
        let client = caller();
        Meta::new(client.clone(), &server.base).say(vec![numbered(1, 1)]).await;
        let api = Api::new(client, &server.base, &key);
        eventually("there is a ticket", async || !api.tickets("").await.is_empty()).await;
        let number = TicketNumber(1);
        let path = format!("/tickets/{number}/resolution");
        const TIMES: usize = 5;
        for _ in 0..TIMES {
            api.order(&path).await.expect(200);
            api.delete(&path).await.expect(200);
        }
        let account = told(server, &folder).await;
        for method in ["POST", "DELETE"] {
            let request = format!("{method} /api/v1/tickets");
            let answered = account.between(&request, "HTTP/1.1 200");
            assert_eq!(answered.len(), TIMES);
            // The engine's own log, whatever its files are called.
            for calls in answered {
                assert!(calls.wrote_and_synced("/database/"), "{calls:#?}");
            }
        }
    });
}
