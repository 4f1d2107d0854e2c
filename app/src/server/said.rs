//! The inside of a bubble: who said it, what it answers, what it holds, what it said before, and the
//! reactions on it. As HTML, in the reader's language; what people wrote is text in it and never markup.

mod card;
mod content;
mod file;
mod map;
mod order;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use desk::bubble::{Bubble, Quote, Quoted, Reaction};
use desk::ids::TicketNumber;
use desk::message::{Ad, Content, Direction, Forwarded, Message, Origin, Product};
use desk::permissions::Author;
use leptos::prelude::*;

use crate::inbox::said::Said;
use crate::language::Language;
use crate::language::server::events::Names;
use content::content;

/// What the server must know to tell a reader of a ticket's messages.
pub(crate) struct Teller<'a> {
    pub(crate) t: Language,
    pub(crate) names: Names<'a>,
    pub(crate) ticket: TicketNumber,
    /// What the customer is called.
    pub(crate) customer: &'a str,
    /// So many minutes the reader's clock is ahead of Greenwich's, and what time it is.
    pub(crate) offset: i32,
    pub(crate) now: DateTime<Utc>,
}

impl Teller<'_> {
    pub(crate) fn said(&self, mut bubble: Bubble) -> Said {
        super::word(&mut bubble.message);
        let kind = bubble.message.content.word();
        let inside = self.inside(&bubble).to_html();
        let line = bubble.message.content.line();
        let line = line.unwrap_or_else(|| self.t.content_kind(kind).to_owned());
        let (kind, soft) = (kind.to_owned(), is_soft(&bubble.message.content));
        let message = bubble.message;
        Said {
            turn: message.turn(),
            id: message.id,
            direction: message.direction,
            sent_at: message.sent_at,
            kind,
            soft,
            by_itself: matches!(message.author, Author::Rule { .. }),
            delivery: message.delivery,
            inside,
            line,
        }
    }

    fn inside(&self, bubble: &Bubble) -> AnyView {
        let t = self.t;
        let message = &bubble.message;
        let ours = message.direction == Direction::Out;
        let who = ours.then(|| self.names.author(&message.author)).flatten();
        let origin = message.origin.as_deref();
        let edited = bubble.edited_at.map(|_| view! { <p class="mark edited">{t.edited()}</p> });
        view! {
            {who.map(|who| view! { <p class="by">{who}</p> })}
            {origin.map(|origin| self.origin(origin))}
            {bubble.answers.as_ref().map(|quote| self.quote(quote))}
            {self.holds(bubble)}
            {self.before(bubble)}
            {edited}
            {self.reactions(&bubble.reactions)}
        }
        .into_any()
    }

    /// What it says now.
    fn holds(&self, bubble: &Bubble) -> AnyView {
        if bubble.deleted_at.is_none() {
            return content(self, &bubble.message);
        }
        let words = match bubble.message.direction {
            Direction::In => self.t.deleted_by_customer(),
            Direction::Out => self.t.deleted_by_us(),
        };
        view! { <p class="words deleted">{words}</p> }.into_any()
    }

    /// What it said before, for whoever may see that: closed until they ask for it.
    fn before(&self, bubble: &Bubble) -> Option<AnyView> {
        if bubble.before.is_empty() {
            return None;
        }
        let versions = bubble.before.iter().map(|before| {
            let message = Message { content: before.clone(), ..bubble.message.clone() };
            view! { <li>{content(self, &message)}</li> }
        });
        let versions = versions.collect_view();
        Some(
            view! {
                <details class="before">
                    <summary>{self.t.what_it_said()}</summary>
                    <ol>{versions}</ol>
                </details>
            }
            .into_any(),
        )
    }

    /// The beginning of the message that is answered; it leads there.
    fn quote(&self, quote: &Quote) -> AnyView {
        let Quote::Known(quoted) = quote else {
            let words = self.t.earlier_message();
            return view! { <blockquote class="quote">{words}</blockquote> }.into_any();
        };
        let Quoted { id, ticket, kind, line, is_picture, .. } = quoted.as_ref();
        let words = line.clone().unwrap_or_else(|| self.t.content_kind(kind).to_owned());
        let picture = is_picture.then(|| {
            view! { <img src=format!("/media/{id}") alt="" loading="lazy" width="40" height="40"/> }
        });
        let elsewhere = (*ticket != self.ticket).then(|| format!(" · #{ticket}"));
        let of = format!("{}{}", self.who(quoted), elsewhere.unwrap_or_default());
        view! {
            <blockquote class="quote">
                <a href=format!("/inbox/{ticket}#{id}") data-of=id.to_string()>
                    {picture}
                    <span class="of">{of}</span>
                    <span dir="auto">{words}</span>
                </a>
            </blockquote>
        }
        .into_any()
    }

    fn who(&self, quoted: &Quoted) -> String {
        match quoted.direction {
            Direction::In => self.customer.to_owned(),
            Direction::Out => self.ours(&quoted.author),
        }
    }

    /// What one of us is called who said something.
    fn ours(&self, author: &Author) -> String {
        self.names.author(author).unwrap_or_else(|| self.t.you_quoted().to_owned())
    }

    fn reactions(&self, reactions: &[Reaction]) -> Option<AnyView> {
        if reactions.is_empty() {
            return None;
        }
        let each = reactions.iter().map(|reaction| {
            let who = match reaction.direction {
                Direction::In => self.customer.to_owned(),
                Direction::Out => self.ours(&reaction.author),
            };
            let title = who.clone();
            view! { <li title=title>{reaction.emoji.clone()} <span class="heard">{who}</span></li> }
        });
        let each = each.collect_view();
        Some(view! { <ul class="reactions" aria-label=self.t.reactions()>{each}</ul> }.into_any())
    }

    /// Where it comes from.
    fn origin(&self, origin: &Origin) -> AnyView {
        let Origin { forwarded, product, ad } = origin;
        let forwarded = forwarded.map(|forwarded| match forwarded {
            Forwarded::Once => self.t.forwarded(),
            Forwarded::Often => self.t.forwarded_often(),
        });
        view! {
            {forwarded.map(|words| view! { <p class="mark forwarded">{words}</p> })}
            {product.as_ref().map(|Product { id, .. }| {
                view! { <p class="mark" dir="auto">{self.t.about_product(id)}</p> }
            })}
            {ad.as_ref().map(|ad| self.ad(ad))}
        }
        .into_any()
    }

    fn ad(&self, ad: &Ad) -> AnyView {
        let from = if ad.is_post { self.t.came_by_a_post() } else { self.t.came_by_an_ad() };
        let lines = [&ad.headline, &ad.body, &ad.greeting].into_iter().flatten();
        let lines = lines.map(|line| view! { <p dir="auto">{line.clone()}</p> }).collect_view();
        view! {
            <aside class="brought">
                <p class="mark">{from}</p>
                {lines}
                {ad.url.as_deref().and_then(|url| outward(url, url.to_owned()))}
            </aside>
        }
        .into_any()
    }
}

/// A way out of the product, which learns nothing of where it was found; none if it is no address.
fn outward(url: &str, words: String) -> Option<AnyView> {
    let is_address = ["https://", "http://"].iter().any(|begins| url.starts_with(begins));
    is_address.then(|| {
        view! { <a href=url.to_owned() target="_blank" rel="noopener noreferrer" dir="auto">{words}</a> }
            .into_any()
    })
}

fn is_soft(content: &Content) -> bool {
    matches!(
        content,
        Content::Reaction { .. }
            | Content::Revoke { .. }
            | Content::Consent { .. }
            | Content::System { .. }
    )
}
