//! What was not registered, with its reason, page by page.

use super::{said, says};
use crate::components::ProblemPanel;
use crate::components::redraw::{redraw, when};
use crate::runner::bulk::BulkRunner;
use crate::text::Message;
use crate::{api::Fault, format, locale::Locale};
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::bulk::{BulkCause, BulkException, BulkExceptionsRequest, LIST_LINES};
use madoguchi_shared::date::YearMonth;

/// The list of a month.
#[component]
pub(super) fn Exceptions(
    /// 診療年月
    month: YearMonth,
) -> impl IntoView {
    let bridge = StoredValue::new(BulkRunner::here().desk().bridge());
    let list = RwSignal::new(Vec::<BulkException>::new());
    let more = RwSignal::new(false);
    let fault = RwSignal::new(None::<Fault>);
    let load = move || {
        let after = list.with_untracked(|list| list.last().map_or(0, |last| last.row));
        let bridge = bridge.get_value();
        fault.set(None);
        spawn_local(async move {
            match bridge
                .bulk_exceptions(&BulkExceptionsRequest { month, after })
                .await
            {
                Ok(page) => {
                    more.try_set(page.list.len() == LIST_LINES);
                    list.try_update(|list| list.extend(page.list));
                }
                Err(error) => {
                    fault.try_set(Some(error));
                }
            }
        });
    };
    load();
    let lines = redraw(move || list.with(|list| list.iter().map(line).collect_view().into_any()));
    view! {
        <section class="stack" aria-labelledby="bulk-exceptions">
            <h4 id="bulk-exceptions">{says(Message::BULK_EXCEPTIONS)}</h4>
            <ul class="rows plain short" tabindex="0" aria-labelledby="bulk-exceptions">{lines}</ul>
            <ProblemPanel fault on_retry=Callback::new(move |()| load()) />
            {when(move || more.get(), move || view! {
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| load()>
                        {says(Message::BULK_MORE)}
                    </button>
                </div>
            }.into_any())}
        </section>
    }
}

fn line(exception: &BulkException) -> impl IntoView + use<> {
    let result = exception.result.as_ref();
    let text = |part: Option<&madoguchi_shared::qualification::Personal>| {
        part.map(|text| text.expose().clone()).unwrap_or_default()
    };
    let name = text(result.and_then(|result| result.name.as_ref()));
    let birth = text(result.and_then(|result| result.birthdate.as_ref()));
    let birth = format::day(&birth, Locale::here().language());
    let row = said(
        Message::BULK_EXCEPTION_ROW,
        &[("row", &exception.row.to_string())],
    );
    let (class, cause) = match exception.cause {
        BulkCause::Invalid => ("state warn", Message::BULK_CAUSE_INVALID),
        BulkCause::Error => ("state bad", Message::BULK_CAUSE_ERROR),
        BulkCause::Undecided => ("state warn", Message::BULK_CAUSE_UNDECIDED),
    };
    let reason = exception
        .message
        .clone()
        .or_else(|| (exception.cause == BulkCause::Error).then(|| said(Message::BULK_NO_REASON, &[])));
    let code = exception.code.clone();
    view! {
        <li>
            <div>
                <p class="who">{name}</p>
                <p class="about">
                    <span class="number">{row}</span>
                    <span class="number">{birth}</span>
                    <span class=class>{said(cause, &[])}</span>
                    <span>{reason}</span>
                    <span class="code">{code}</span>
                </p>
            </div>
        </li>
    }
}
