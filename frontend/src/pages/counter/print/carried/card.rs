//! 診察券 / 患者番号票. Its QR code holds 診察券番号 and nothing else: enough for a reader at the counter to find the chart, and
//! nothing to whoever finds the card.

use crate::components::redraw::text;
use crate::desk::Desk;
use crate::format;
use crate::locale::t;
use crate::pages::counter::print::carried::name_class;
use crate::pages::counter::print::paper::Paper;
use crate::pages::counter::print::qr::qr;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::qualification::Personal;

/// A number longer than this, in letters and digits, is written smaller.
const LONG_NUMBER: usize = 9;

/// Whose card it is.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    /// 診察券番号
    pub(super) number: Personal,
    /// 氏名
    pub(super) name: Personal,
    /// 氏名カナ, as received.
    pub(super) kana: Personal,
}

/// The card; on A4 with a line to cut it out by.
pub(super) fn draw(paper: Paper, owner: Owner) -> AnyView {
    paper.sheet("printed-card", move || content(owner))
}

fn content(owner: Owner) -> AnyView {
    let desk = Desk::here();
    let Owner { number, name, kana } = owner;
    let code = qr(number.expose()).map(|qr| {
        let view_box = format!("0 0 {0} {0}", qr.side);
        // The number stands beside it.
        view! {
            <svg viewBox=view_box aria-hidden="true" shape-rendering="crispEdges">
                <path d=qr.path />
            </svg>
        }
    });
    let class = name_class(name.expose());
    let number_class = if number.expose().len() > LONG_NUMBER {
        "big number long"
    } else {
        "big number"
    };
    view! {
        <div class="patient-card">
            <div>
                <p>{text(move || desk.institution())}</p>
                <h3>{t(Message::CARD)}</h3>
            </div>
            <div>
                <p>{t(Message::PATIENT_NUMBER)}</p>
                <p class=number_class>{number.into_inner()}</p>
                <p class=class>{name.into_inner()}</p>
                <p>{format::full_width(kana.expose())}</p>
            </div>
            {code}
            <p>{t(Message::CARD_BRING)}</p>
        </div>
    }
    .into_any()
}
