//! An order as a table: what, how many, for how much, and what all of it comes to in each currency.

use desk::message::{Item, totals};
use leptos::prelude::*;

use super::content::{card, text};
use crate::language::Language;

pub(super) fn order(t: Language, words: Option<&str>, items: &[Item]) -> AnyView {
    let rows = items.iter().map(|item| {
        let Item { product, quantity, price, currency } = item.clone();
        let total = item.total().map(|total| money(&total, &currency));
        view! {
            <tr>
                <td dir="auto">{product}</td>
                <td class="amount">{quantity}</td>
                <td class="amount">{money(&price, &currency)}</td>
                <td class="amount">{total}</td>
            </tr>
        }
    });
    let sums = totals(items).into_iter().map(|(currency, amount)| {
        view! {
            <tr>
                <th scope="row" colspan="3">{t.total()}</th>
                <td class="amount">{money(&amount, &currency)}</td>
            </tr>
        }
    });
    view! {
        {card("cart", t.content_kind("order"), vec![])}
        <table class="order">
            <thead>
                <tr>
                    <th scope="col">{t.product()}</th>
                    <th scope="col">{t.quantity()}</th>
                    <th scope="col">{t.price()}</th>
                    <th scope="col">{t.line_total()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>{sums.collect_view()}</tfoot>
        </table>
        {words.map(text)}
    }
    .into_any()
}

fn money(amount: &str, currency: &str) -> String {
    format!("{amount} {currency}").trim_end().to_owned()
}
