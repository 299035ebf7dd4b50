//! A synthetic person.

use std::fmt;

use madoguchi_shared::{code::Sex, date::Day};
use sha2::{Digest, Sha256};

use crate::{
    card::Card,
    coverage::{Assistance, Insurance},
    kana,
    moment::Moment,
    photo::Portrait,
};

/// Someone who does not exist. `Debug` shows the id only.
#[derive(Clone)]
pub struct Person {
    /// Name of the case: lower-case ASCII and hyphens, unique.
    pub id: &'static str,
    /// The case in a few Japanese words, for the training drawer.
    pub title_ja: &'static str,
    /// The case in a few English words.
    pub title_en: &'static str,
    /// 氏名 as the national system and the card have it; family and given name separated by a full-width space.
    pub name: &'static str,
    /// 氏名 in full-width katakana, separated likewise.
    pub name_kana: &'static str,
    /// 通称 (氏名その他). `None`: there is none.
    pub name_other: Option<&'static str>,
    /// 通称 in full-width katakana.
    pub name_other_kana: Option<&'static str>,
    /// 生年月日.
    pub birth: Moment,
    /// 性別.
    pub sex: Sex,
    /// 住所; the district does not exist.
    pub address: &'static str,
    /// 郵便番号 as `123-4567`.
    pub post_number: &'static str,
    /// 不開示: the address must be neither shown nor printed, and the backend does not tell it.
    pub address_withheld: bool,
    /// The card.
    pub card: Card,
    /// The face on the card.
    pub portrait: Portrait,
    /// 医療扶助. `None`: not covered, and never was.
    pub assistance: Option<Assistance>,
    /// 医療扶助 that ended when the one in `assistance` began, with its old numbers. `None`: there was none.
    pub former_assistance: Option<Assistance>,
    /// 医療保険. `None`: not covered, and never was.
    pub insurance: Option<Insurance>,
    /// What the backend knows about card and person.
    pub linkage: Linkage,
    /// What J-LIS knows about the certificate.
    pub at_jlis: AtJlis,
}

/// What J-LIS says when it is asked for a certificate by its serial number (有効性情報). The CRL of the day was signed before
/// and does not have it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtJlis {
    /// The same as certificate and CRL.
    AsIssued,
    /// 失効, since a few minutes ago.
    Revoked,
    /// 有効期限切れ
    Expired,
    /// No certificate has this serial number.
    Unknown,
}

/// What the qualification backend finds when it is asked with the card's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linkage {
    /// The card leads to the person's qualifications.
    Linked,
    /// There is coverage, but 初回登録 was not done: it leads there only after first registration.
    FirstRegistration,
    /// First registration finds nobody either: there is nothing to link the card to.
    NothingToLink,
    /// 未委託: covered by 医療扶助, and no ticket entrusts the asking institution.
    Unentrusted,
    /// 未登録: the welfare office has not registered this month's data yet (有効（未登録）).
    Unregistered,
}

impl Person {
    /// 生年月日 when today is `today`.
    pub fn birth_date(&self, today: Day) -> Day {
        self.birth.on(today)
    }

    /// 氏名 in half-width kana, as on the wire.
    pub fn name_kana_half_width(&self) -> String {
        kana::half_width(self.name_kana)
    }

    /// Serial number of the user authentication certificate: lower-case hex without leading zeros.
    ///
    /// The same on every day and in every process. Also there for [`Card::NotMyNumber`], where no certificate bears it.
    pub fn certificate_serial(&self) -> String {
        format!("{:x}", u64::from_be_bytes(self.serial_bytes()))
    }

    /// The same as an unsigned big-endian number, its first byte neither zero nor above `7F`.
    pub(crate) fn serial_bytes(&self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.digest("certificate serial")[..8]);
        bytes[0] = (bytes[0] & 0x7F) | 0x01;
        bytes
    }

    /// セキュリティコード printed on the card, 4 digits: the last part of 照合番号B.
    pub fn security_code(&self) -> String {
        let digest = self.digest("security code");
        format!("{:04}", u16::from_be_bytes([digest[0], digest[1]]) % 10_000)
    }

    /// 製造番号 serial of the card, 15 digits.
    pub fn card_serial(&self) -> String {
        let digest = self.digest("card serial");
        let number = digest[..8]
            .iter()
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:015}", number % 1_000_000_000_000_000)
    }

    /// 機関別符号: under it マイナポータル and 中間サーバー know the person; 32 hexadecimal digits, made up.
    pub fn agency_code(&self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.digest("agency code")[..16]);
        format!("{:032x}", u128::from_be_bytes(bytes))
    }

    fn digest(&self, purpose: &str) -> [u8; 32] {
        Sha256::digest(format!("madoguchi synthetic {purpose}: {}", self.id)).into()
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Person")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
