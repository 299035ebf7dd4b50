//! The papers, typed in: which scheme's first, then its fields in the order of the paper; at a pharmacy the prescription
//! beside it where it differs.

use super::super::parts::ActButton;
use super::paper::{self, id, today};
use super::title;
use crate::browser;
use crate::components::Heading;
use crate::components::redraw::{flag, redraw, text, when};
use crate::desk::drafts::{TypedFields, TypedPapers};
use crate::locale::{Locale, t};
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_flow::entry::{self, Field};
use madoguchi_shared::bridge::his::{Paper, PaperNumbers, Papers};
use madoguchi_shared::{Facility, Redacted, Scheme};

/// What is being typed.
#[derive(Clone, Copy)]
pub(super) struct Form {
    typed: RwSignal<TypedPapers>,
    /// Fields that were left, or handed in: what is wrong with them is said. One bit each.
    left: RwSignal<u16>,
    runner: Runner,
    pub(super) locale: Locale,
}

/// The form, beginning with what was sent before.
pub(super) fn draw(before: Option<Box<Papers>>) -> AnyView {
    let form = Form::begin(before);
    let scheme = Memo::new(move |_| form.typed.with(|typed| typed.scheme));
    redraw(move || match scheme.get() {
        None => choice(form),
        Some(scheme) => fields(form, scheme),
    })
    .into_any()
}

fn choice(form: Form) -> AnyView {
    let locale = form.locale;
    let buttons = Scheme::ALL.into_iter().rev().map(|scheme| {
        view! {
            <button type="button" class="button big" on:click=move |_| form.choose(Some(scheme))>
                <span class="cap">{text(move || title(Paper::Certificate, scheme).said(locale.words()))}</span>
            </button>
        }
    });
    let said = match locale.facility() {
        Facility::Clinic => Message::PAPER_TEXT,
        Facility::Pharmacy => Message::PAPER_TEXT_PHARMACY,
    };
    view! {
        <Heading inner=true text=Message::PAPER_TITLE />
        <p>{t(said)}</p>
        <div class="actions">{buttons.collect_view()}</div>
        <div class="actions">
            <ActButton act=Act::ByCard text=Message::BY_CARD />
        </div>
    }
    .into_any()
}

fn fields(form: Form, scheme: Scheme) -> AnyView {
    let desk = form.runner.desk();
    let differs = move || form.compares();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.hand_in(scheme);
    };
    let prescription = (form.locale.facility() == Facility::Pharmacy).then(|| {
        let compare = Callback::new(move |differs| form.compare(differs));
        check(
            "checkbox",
            flag(differs),
            compare,
            text(t(Message::PRESCRIPTION_DIFFERS)),
        )
    });
    let beside = when(differs, move || paper::draw(form, Paper::Prescription, scheme));
    let which = when(differs, move || which(form, scheme));
    // Here the work goes on at once, also for a reader of barcodes.
    browser::focus("#certificate-0");
    view! {
        <h3 id="entry-title">{text(move || form.locale.words_of(scheme).say(Message::ENTRY_TITLE))}</h3>
        <p class="quiet">{t(Message::ENTRY_TEXT)}</p>
        <form class="stack" aria-labelledby="entry-title" on:submit=submit>
            <div class="papers">{paper::draw(form, Paper::Certificate, scheme)} {beside}</div>
            {prescription}
            {which}
            <div class="actions">
                <button type="submit" class="button primary" disabled=flag(move || !desk.holds_lease())>
                    {t(Message::ASK_NUMBERS)}
                </button>
                <button type="button" class="button" on:click=move |_| form.choose(None)>
                    {t(Message::OTHER_CERTIFICATE)}
                </button>
                <ActButton act=Act::ByCard text=Message::BY_CARD />
            </div>
        </form>
    }
    .into_any()
}

/// Which of two that differ is asked with.
fn which(form: Form, scheme: Scheme) -> AnyView {
    let one = |paper: Paper| {
        let by_prescription = paper == Paper::Prescription;
        let chosen = flag(move || form.typed.with(|typed| typed.by_prescription) == by_prescription);
        let choose = Callback::new(move |_| form.change(|typed| typed.by_prescription = by_prescription));
        let said = text(move || title(paper, scheme).said(form.locale.words()));
        check("radio", chosen, choose, said)
    };
    view! {
        <div role="radiogroup" aria-labelledby="ask-by">
            <p id="ask-by" class="of cap">
                {t(Message::ASK_BY)}
            </p>
            {one(Paper::Certificate)}
            {one(Paper::Prescription)}
        </div>
    }
    .into_any()
}

fn check(
    kind: &'static str,
    checked: Signal<bool>,
    on_change: Callback<bool>,
    said: Signal<String>,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type=kind
                name="ask-by"
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class="cap">{said}</span>
        </label>
    }
    .into_any()
}

impl Form {
    fn begin(before: Option<Box<Papers>>) -> Self {
        let runner = Runner::here();
        let kept = runner.desk().draft(&runner.reception()).papers;
        // The same beginning: what has been typed since then is still meant.
        let typed = if kept.begun_with == before {
            kept
        } else {
            begun(before)
        };
        Self {
            typed: RwSignal::new(typed),
            left: RwSignal::new(0),
            runner,
            locale: Locale::here(),
        }
    }

    /// Whether there are two papers side by side; tracked.
    pub(super) fn compares(self) -> bool {
        self.typed.with(|typed| typed.prescription.is_some())
    }

    /// What was typed into a field; tracked.
    pub(super) fn text(self, paper: Paper, at: usize) -> String {
        self.typed.with(|typed| {
            let fields = match paper {
                Paper::Certificate => Some(&typed.certificate),
                Paper::Prescription => typed.prescription.as_ref(),
            };
            let text = fields.and_then(|fields| fields.expose().get(at));
            text.cloned().unwrap_or_default()
        })
    }

    /// Keeps what was typed. Both numbers of a ticket in one go fill both fields; gives whether they did.
    pub(super) fn type_in(self, paper: Paper, at: usize, text: String) -> bool {
        let mut two = None;
        self.change(|typed| {
            let scheme = typed.scheme;
            let fields = match paper {
                Paper::Certificate => &mut typed.certificate,
                Paper::Prescription => match &mut typed.prescription {
                    Some(fields) => fields,
                    None => return,
                },
            };
            let mut texts = std::mem::take(fields).into_inner();
            if at == 0 && scheme == Some(Scheme::MedicalAssistance) {
                two = entry::two_numbers(&text);
            }
            match (two.clone(), &mut texts, at) {
                (Some(both), [first, second, ..], _) => {
                    *first = both.0;
                    *second = both.1;
                }
                (_, texts, at) => {
                    if let Some(slot) = texts.get_mut(at) {
                        *slot = text;
                    }
                }
            }
            *fields = Redacted::new(texts);
        });
        two.is_some()
    }

    /// Whether what is wrong with a field is said now; tracked.
    pub(super) fn was_left(self, paper: Paper, at: usize) -> bool {
        self.left.get() & bit(paper, at) != 0
    }

    /// A field was left.
    pub(super) fn leave(self, paper: Paper, at: usize) {
        if !self.text(paper, at).is_empty() {
            self.left.update(|left| *left |= bit(paper, at));
        }
    }

    fn choose(self, scheme: Option<Scheme>) {
        self.left.set(0);
        self.change(|typed| {
            typed.scheme = scheme;
            typed.certificate = TypedFields::default();
            typed.prescription = None;
        });
    }

    /// The prescription differs, or does not after all; what is different is changed in a copy.
    fn compare(self, differs: bool) {
        self.change(|typed| {
            typed.prescription = differs.then(|| typed.certificate.clone());
            typed.by_prescription = false;
        });
        if differs {
            browser::focus("#prescription-0");
        }
    }

    fn change(self, change: impl FnOnce(&mut TypedPapers)) {
        self.typed.update(change);
        let typed = self.typed.get_untracked();
        let desk = self.runner.desk();
        desk.keep_draft(&self.runner.reception(), |draft| draft.papers = typed);
    }

    /// Both papers or none: the first field that cannot be read gets the focus instead.
    fn hand_in(self, scheme: Scheme) {
        let today = today();
        let typed = self.typed.get_untracked();
        let read = |fields: &TypedFields, paper| {
            let read = entry::read(scheme, fields.expose(), today);
            read.map_err(|slips| slips.first().map(|(field, _)| id(paper, place(scheme, *field))))
        };
        let certificate = read(&typed.certificate, Paper::Certificate);
        let prescription = typed
            .prescription
            .as_ref()
            .map(|fields| read(fields, Paper::Prescription));
        match (certificate, prescription.transpose()) {
            (Ok(certificate), Ok(prescription)) => {
                let pharmacy = self.locale.facility() == Facility::Pharmacy;
                let papers = papers(certificate, prescription, typed.by_prescription, pharmacy);
                self.runner.act(Act::SubmitPapers(Box::new(papers)));
            }
            (Err(first), _) | (Ok(_), Err(first)) => {
                self.left.set(u16::MAX);
                browser::focus(["#", &first.unwrap_or_default()].concat());
            }
        }
    }
}

/// F06: without a difference the prescription's numbers are asked with, which are the same.
fn papers(
    certificate: PaperNumbers,
    prescription: Option<PaperNumbers>,
    by_prescription: bool,
    pharmacy: bool,
) -> Papers {
    let prescription = prescription.filter(|other| !entry::differences(&certificate, other).is_empty());
    let used = if by_prescription || (pharmacy && prescription.is_none()) {
        Paper::Prescription
    } else {
        Paper::Certificate
    };
    Papers {
        certificate,
        prescription,
        used,
        picked_because: None,
    }
}

fn begun(before: Option<Box<Papers>>) -> TypedPapers {
    let Some(papers) = &before else {
        return TypedPapers::default();
    };
    let scheme = papers.certificate.scheme;
    let fields = |numbers: &PaperNumbers| {
        let mut texts: [String; 6] = Default::default();
        for (slot, field) in texts.iter_mut().zip(Field::of(scheme)) {
            entry::written(numbers, *field)
                .unwrap_or_default()
                .clone_into(slot);
        }
        Redacted::new(texts)
    };
    TypedPapers {
        scheme: Some(scheme),
        certificate: fields(&papers.certificate),
        prescription: papers.prescription.as_ref().map(fields),
        by_prescription: papers.prescription.is_some() && papers.used == Paper::Prescription,
        begun_with: before,
    }
}

fn place(scheme: Scheme, field: Field) -> usize {
    let mut fields = Field::of(scheme).iter();
    fields.position(|one| *one == field).unwrap_or_default()
}

fn bit(paper: Paper, at: usize) -> u16 {
    match paper {
        Paper::Certificate => 1 << at,
        Paper::Prescription => 1 << (at + 8),
    }
}
