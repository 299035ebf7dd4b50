//! The rows that are shown as a CSV file, made some rows at a time.

use super::find::{Shown, some_rows};
use super::row::Cells;
use super::{csv, said};
use crate::browser;
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, JsString};
use madoguchi_shared::backend::bulk::RowWorth;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Name of the file: no name and no number of anybody.
const FILE: &str = "madoguchi-bulk.csv";

/// What a row is worth, in words.
pub(super) fn worth(worth: RowWorth) -> Message {
    match worth {
        RowWorth::Valid => Message::BULK_VALID,
        RowWorth::Invalid => Message::BULK_INVALID,
        RowWorth::Error => Message::BULK_ERROR,
    }
}

/// Makes the file and hands it to the browser.
pub(super) async fn export(runner: BulkRunner, shown: Shown, head: Vec<String>, words: [String; 3]) {
    let parts = Array::new();
    let first = [csv::BOM.to_owned(), csv::line(head.iter().map(String::as_str))].concat();
    parts.push(&JsString::from(first));
    // What was looked for when it was asked for: all that is found of what is here. Whoever looks for something else meanwhile does not wait for it.
    let wanted = shown.wanted_now();
    let turn = runner.turn();
    // The list was left, and nobody waits for the file; or rows are received anew, and these may be others.
    let is_over = || shown.is_gone() || runner.turn() != turn;
    while shown.is_looking() {
        TimeoutFuture::new(0).await;
    }
    if is_over() || shown.wanted_now() != wanted {
        return;
    }
    let listed = shown.listed();
    let before = runner.with_lines(crate::runner::bulk::lines::Lines::before);
    let mut from = 0;
    while from < listed.len() {
        let mut text = String::new();
        from = runner.with_lines(|lines| {
            some_rows(from, listed.len(), |at| {
                let row = listed[at];
                let number = before.saturating_add(u64::try_from(row).unwrap_or(0)) + 1;
                text.push_str(&line(number, &Cells::of(lines.row(row).as_ref()), &words));
            })
        });
        parts.push(&JsString::from(text));
        TimeoutFuture::new(0).await;
        if is_over() {
            return;
        }
    }
    // A browser that cannot save a file has no button that would help.
    let _ = save(&parts);
}

/// What stands above the columns; tracked.
pub(super) fn head() -> Vec<String> {
    [
        Message::BULK_COL_ROW,
        Message::BULK_COL_STATE,
        Message::BULK_COL_NAME,
        Message::BULK_COL_KANA,
        Message::BULK_COL_BIRTH,
        Message::BULK_COL_PAYER,
        Message::BULK_COL_RECIPIENT,
        Message::BULK_COL_ISSUE,
        Message::BULK_COL_OFFICE,
        Message::BULK_COL_PAYS,
        Message::BULK_COL_REASON,
    ]
    .map(|message| said(message, &[]))
    .to_vec()
}

fn line(number: u64, cells: &Cells, words: &[String; 3]) -> String {
    let worth = match cells.worth() {
        RowWorth::Valid => &words[0],
        RowWorth::Invalid => &words[1],
        RowWorth::Error => &words[2],
    };
    let number = number.to_string();
    csv::line([
        number.as_str(),
        worth,
        &cells.name,
        &cells.kana,
        &cells.birth,
        &cells.payer,
        &cells.recipient,
        &cells.issue,
        &cells.office,
        &cells.pays,
        &cells.reason,
    ])
}

fn save(parts: &Array) -> Result<(), JsValue> {
    let document = browser::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::UNDEFINED)?;
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let blob = Blob::new_with_str_sequence_and_options(parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document.create_element("a")?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", FILE)?;
    link.dyn_ref::<HtmlElement>().ok_or(JsValue::UNDEFINED)?.click();
    Url::revoke_object_url(&address)
}
