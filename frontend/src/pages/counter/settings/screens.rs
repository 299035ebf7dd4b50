//! The paired screens: what each is for, since when, when it was seen; its end; and an address for another one.

mod address;

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, text, when};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use crate::{browser, clock, format};
use address::NewScreen;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::Language;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::pairing::{PairedScreen, RevocationRequest, Seen};
use madoguchi_shared::date::Day;
use std::time::Duration;

/// How often it is looked who is there.
const LOOK_EVERY: Duration = Duration::from_secs(10);

#[component]
pub(super) fn Screens() -> impl IntoView {
    let desk = Desk::here();
    let list = RwSignal::new(None::<Vec<PairedScreen>>);
    let unread = RwSignal::new(None::<Fault>);
    let fault = RwSignal::new(None::<Fault>);
    let ended = RwSignal::new(false);
    // The screen that is asked about once more: what it shows is gone at once.
    let asking = RwSignal::new(None::<String>);
    let load = move |()| {
        spawn_local(async move {
            match desk.bridge().paired_screens().await {
                Ok(screens) => {
                    unread.try_set(None);
                    let new = Some(screens.list);
                    // What is the same is not drawn anew: somebody may be about to press it.
                    if list.try_get_untracked().is_some_and(|old| old != new) {
                        list.set(new);
                    }
                }
                Err(problem) => drop(unread.try_set(Some(problem))),
            }
        });
    };
    // At first, when the line is there again, when a patient screen has come or gone, and now and then.
    Effect::new(move || {
        desk.live.patient_screen.track();
        if desk.online() {
            load(());
        }
    });
    browser::every(LOOK_EVERY, move || load(()));
    let end = Callback::new(move |pairing_id: String| {
        fault.set(None);
        ended.set(false);
        spawn_local(async move {
            match desk.bridge().end_pairing(&RevocationRequest { pairing_id }).await {
                Ok(()) => {
                    asking.try_set(None);
                    ended.try_set(true);
                    browser::focus("#settings-screens");
                    load(());
                }
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    });
    let lines = redraw(move || {
        let screens = list.get().unwrap_or_default();
        screens
            .into_iter()
            .map(|screen| view! { <Line screen asking end /> })
            .collect_view()
            .into_any()
    });
    view! {
        <section class="panel stack settings" aria-labelledby="settings-screens">
            <h3 id="settings-screens" tabindex="-1">
                {t(Message::SCREENS_TITLE)}
            </h3>
            <ul class="rows plain">{lines}</ul>
            <p role="status">{when(move || ended.get(), || t(Message::SCREEN_ENDED).into_any())}</p>
            <ProblemPanel fault=unread on_retry=Callback::new(load) />
            <ProblemPanel fault on_close=Callback::new(move |()| fault.set(None)) />
            <NewScreen />
        </section>
    }
}

#[component]
fn Line(
    /// The screen.
    screen: PairedScreen,
    /// Id of the pairing whose end is to be confirmed.
    asking: RwSignal<Option<String>>,
    /// Ends its pairing.
    end: Callback<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let locale = Locale::here();
    let name = role(screen.role);
    let (paired, expires) = (screen.paired_at_ms, screen.expires_at_ms);
    let since = text(move || {
        let values = [
            moment(paired, locale.language()),
            moment(expires, locale.language()),
        ];
        locale.say_with(
            Message::SCREEN_SINCE,
            &[("from", &values[0]), ("until", &values[1])],
        )
    });
    let seen = text(move || match screen.seen {
        Seen::Now => locale.say(Message::SCREEN_NOW),
        Seen::Until(ms) => locale.say_with(Message::SCREEN_SEEN, &[("time", &moment(ms, locale.language()))]),
        Seen::NotSinceStart => locale.say(Message::SCREEN_NOT_SEEN),
    });
    let id = StoredValue::new(screen.pairing_id);
    let asked = Memo::new(move |_| asking.with(|asking| *asking == Some(id.get_value())));
    let about = text(move || {
        let (screen, from) = (locale.say(name), moment(paired, locale.language()));
        locale.say_with(Message::SCREEN_END_ABOUT, &[("screen", &screen), ("from", &from)])
    });
    let ask = move |_| {
        asking.set(Some(id.get_value()));
        browser::focus("#end-screen");
    };
    let keep = move |_| {
        asking.set(None);
        browser::focus("#settings-screens");
    };
    let acts = redraw(move || {
        if screen.own {
            return view! { <span class="quiet">{t(Message::SCREEN_OWN)}</span> }.into_any();
        }
        if asked.get() {
            return view! {
                <div class="actions">
                    <button id="end-screen" type="button" class="button bad" on:click=move |_| end.run(id.get_value())>
                        {t(Message::SCREEN_END_CONFIRM)}
                    </button>
                    <button type="button" class="button" on:click=keep>
                        {t(Message::SCREEN_KEEP)}
                    </button>
                </div>
            }
            .into_any();
        }
        view! {
            <button
                type="button"
                class="button"
                aria-label=about
                disabled=flag(move || !desk.online())
                on:click=ask
            >
                {t(Message::SCREEN_END)}
            </button>
        }
        .into_any()
    });
    view! {
        <li>
            <div>
                <span class="who">{t(name)}</span>
                <p class="about">
                    <span>{since}</span>
                    <span>{seen}</span>
                </p>
            </div>
            {acts}
        </li>
    }
}

/// What a screen is called.
pub(super) const fn role(role: Role) -> Message {
    match role {
        Role::Counter => Message::ROLE_COUNTER,
        Role::Patient => Message::ROLE_PATIENT,
        Role::Records => Message::ROLE_RECORDS,
    }
}

/// Day and time in Tokyo.
pub(super) fn moment(epoch_ms: i64, language: Language) -> String {
    let day = Day::in_tokyo(epoch_ms);
    let day = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    [&format::day(&day, language), " ", &clock::tokyo_time(epoch_ms)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_tokyos() {
        // 2026-11-30T23:59:59.999+09:00 and the moment after it; 08:59 of that day.
        for (epoch_ms, ja, en) in [
            (
                1_796_050_799_999,
                "2026年11月30日（令和8年） 23:59",
                "2026-11-30 23:59",
            ),
            (
                1_796_050_800_000,
                "2026年12月1日（令和8年） 0:00",
                "2026-12-01 0:00",
            ),
            (
                1_796_083_140_000,
                "2026年12月1日（令和8年） 8:59",
                "2026-12-01 8:59",
            ),
        ] {
            assert_eq!(moment(epoch_ms, Language::Ja), ja);
            assert_eq!(moment(epoch_ms, Language::En), en);
        }
    }
}
