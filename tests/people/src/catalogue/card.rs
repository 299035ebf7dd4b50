//! Cases in the card: certificate, PIN, or the wrong card. All but the last are covered by 医療扶助.

use madoguchi_shared::code::Sex;

use super::parts::{Who, assistance, person};
use crate::{
    card::{Card, CertificateState, PinState},
    moment::Moment,
    person::{Linkage, Person},
};

pub(super) fn people() -> Vec<Person> {
    vec![
        revoked(),
        expired(),
        unknown_issuer(),
        no_pin(),
        pin_blocked(),
        one_try_left(),
        not_my_number(),
    ]
}

fn revoked() -> Person {
    let who = Who {
        id: "cert-revoked",
        title_ja: "電子証明書が失効",
        title_en: "Certificate revoked",
        name: "失効　勝",
        kana: "シッコウ　マサル",
        sex: Sex::Male,
        birth: Moment::On(1970, 2, 2),
    };
    covered(who, "2008779", Card::with_certificate(CertificateState::Revoked))
}

fn expired() -> Person {
    let who = Who {
        id: "cert-expired",
        title_ja: "電子証明書の有効期限切れ",
        title_en: "Certificate expired",
        name: "期限　久美",
        kana: "キゲン　クミ",
        sex: Sex::Female,
        birth: Moment::On(1966, 6, 6),
    };
    covered(who, "2009884", Card::with_certificate(CertificateState::Expired))
}

fn unknown_issuer() -> Person {
    let who = Who {
        id: "cert-unknown-issuer",
        title_ja: "発行者不明の電子証明書",
        title_en: "Certificate of an unknown issuer",
        name: "偽署　司",
        kana: "ギショ　ツカサ",
        sex: Sex::Male,
        birth: Moment::On(1991, 4, 1),
    };
    covered(
        who,
        "2010999",
        Card::with_certificate(CertificateState::UnknownIssuer),
    )
}

fn no_pin() -> Person {
    let who = Who {
        id: "no-pin",
        title_ja: "暗証番号なし（顔認証マイナンバーカード）",
        title_en: "Card without a PIN",
        name: "顔認　恵",
        kana: "カオニン　メグミ",
        sex: Sex::Female,
        birth: Moment::On(1944, 5, 20),
    };
    covered(who, "2012102", Card::with_pin(PinState::NotSet))
}

fn pin_blocked() -> Person {
    let who = Who {
        id: "pin-blocked",
        title_ja: "暗証番号がロック済み",
        title_en: "PIN blocked",
        name: "施錠　守",
        kana: "セジョウ　マモル",
        sex: Sex::Male,
        birth: Moment::On(1958, 8, 8),
    };
    covered(who, "2013217", Card::with_pin(PinState::Set { tries_left: 0 }))
}

fn one_try_left() -> Person {
    let who = Who {
        id: "one-try-left",
        title_ja: "暗証番号は残り１回",
        title_en: "One PIN try left",
        name: "残一　歩",
        kana: "ザンイチ　アユミ",
        sex: Sex::Female,
        birth: Moment::On(2000, 1, 1),
    };
    covered(who, "2014322", Card::with_pin(PinState::Set { tries_left: 1 }))
}

fn not_my_number() -> Person {
    let who = Who {
        id: "not-my-number",
        title_ja: "マイナンバーカードではない",
        title_en: "Not a My Number card",
        name: "交通　系",
        kana: "コウツウ　ケイ",
        sex: Sex::Male,
        birth: Moment::On(1999, 9, 19),
    };
    Person {
        card: Card::NotMyNumber,
        linkage: Linkage::NothingToLink,
        ..person(who)
    }
}

fn covered(who: Who, recipient_number: &'static str, card: Card) -> Person {
    Person {
        card,
        assistance: Some(assistance(recipient_number)),
        ..person(who)
    }
}
