//! A websocket that comes back by itself: at once when the network or the reader returns, else
//! after a pause that grows. What the frames mean is in `live`.

use std::cell::RefCell;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_net::websocket::{Message, futures::WebSocket};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::live::pause::{DEAD, SILENT, pause};
use crate::live::{Connection, Live, Watcher};
use crate::start::Start;

/// How often a quiet socket is looked at, in milliseconds.
const LOOK: u32 = 5_000;

/// What a socket has to say to its owner.
enum Heard {
    Text(String),
    /// Nothing for so many seconds.
    Silence(u64),
    /// The connection is gone; another will be tried.
    Lost,
}

/// Keeps `live` connected as long as the page lives.
pub(crate) fn connect(live: Live, start: &Start) {
    live.begin(start);
    let url = move || format!("{}/live?{}", origin(), live.resume_query());
    spawn_local(run(Watcher::default(), url, move |heard| match heard {
        Heard::Text(text) => live.hear(&text),
        Heard::Silence(seconds) => live.connection.set(Connection::Behind(seconds)),
        Heard::Lost if online() => live.connection.set(Connection::Reconnecting),
        Heard::Lost => live.connection.set(Connection::Offline),
    }));
}

/// Calls `on_change` for each frame from `path`, and after each interruption.
pub(crate) fn watch(path: &'static str, on_change: impl Fn() + 'static) -> Watcher {
    let watcher = Watcher::default();
    let url = move || format!("{}{path}", origin());
    spawn_local(run(watcher.clone(), url, move |heard| {
        if !matches!(heard, Heard::Silence(_)) {
            on_change();
        }
    }));
    watcher
}

async fn run(watcher: Watcher, url: impl Fn() -> String, mut on: impl FnMut(Heard)) {
    let waker = waker();
    let mut tries = 0;
    while !watcher.is_over() {
        if session(&watcher, &url(), &mut on).await {
            tries = 0;
        }
        if watcher.is_over() {
            return;
        }
        on(Heard::Lost);
        let (wake, woken) = oneshot::channel();
        waker.replace(Some(wake));
        let wait = pause(tries, js_sys::Math::random());
        select(TimeoutFuture::new(wait as u32), woken).await;
        tries += 1;
    }
}

/// One connection, to its end; whether anything was heard on it.
async fn session(watcher: &Watcher, url: &str, on: &mut impl FnMut(Heard)) -> bool {
    let Ok(mut socket) = WebSocket::open(url) else { return false };
    let opened_at = js_sys::Date::now();
    let mut heard_at = None;
    while !watcher.is_over() {
        match select(socket.next(), TimeoutFuture::new(LOOK)).await {
            Either::Left((Some(Ok(Message::Text(text))), _)) => {
                heard_at = Some(js_sys::Date::now());
                on(Heard::Text(text));
            }
            Either::Left((Some(Ok(Message::Bytes(_))), _)) => {}
            Either::Left(_) => break,
            Either::Right(_) => {
                let since = heard_at.unwrap_or(opened_at);
                let silent = ((js_sys::Date::now() - since) / 1000.0) as u64;
                if silent >= DEAD {
                    break;
                }
                if silent >= SILENT {
                    on(Heard::Silence(silent));
                }
            }
        }
    }
    heard_at.is_some()
}

/// A slot whose sender fires when the network returns or the page comes to the front.
fn waker() -> Rc<RefCell<Option<oneshot::Sender<()>>>> {
    let slot: Rc<RefCell<Option<oneshot::Sender<()>>>> = Rc::default();
    for event in ["online", "visibilitychange"] {
        let slot = Rc::clone(&slot);
        // Never removed: it stands as long as the page.
        window_event_listener_untyped(event, move |_| {
            if super::visible()
                && let Some(wake) = slot.take()
            {
                // Nobody waits if the connection stands.
                _ = wake.send(());
            }
        });
    }
    slot
}

fn online() -> bool {
    window().navigator().on_line()
}

/// The socket address of the server that sent this page.
fn origin() -> String {
    window().location().origin().unwrap_or_default().replacen("http", "ws", 1)
}
