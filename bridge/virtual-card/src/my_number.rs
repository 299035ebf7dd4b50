//! The layout of a My Number card (`domain.md §3.1`–`§3.3`): which application holds which file, and what opens it.

use rsa::RsaPrivateKey;

use crate::{
    face,
    image::{Access, Application, CardImage, Content, File, Pin},
    profile::CardProfile,
    tlv,
};

/// 公的個人認証AP.
pub const JPKI_AID: [u8; 10] = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面事項確認AP (券面AP).
pub const FACE_AID: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02];
/// 券面事項入力補助AP.
pub const TEXT_AID: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];
/// 共通AP.
pub const COMMON_AID: [u8; 10] = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00];

/// User authentication certificate (利用者証明用電子証明書), in the JPKI AP.
pub const AUTH_CERTIFICATE: u16 = 0x000A;
/// CA certificate of the above.
pub const AUTH_CA: u16 = 0x000B;
/// User authentication key, opened by [`AUTH_PIN`].
pub const AUTH_KEY: u16 = 0x0017;
/// User authentication PIN: 4 digits, 3 tries.
pub const AUTH_PIN: u16 = 0x0018;

/// 券面, in the 券面事項確認AP: tag FF20 with photo and expiry.
pub const FACE_FILE: u16 = 0x0002;
/// 照合番号B of the 券面事項確認AP: 14 digits, 10 tries.
pub const COLLATION_B: u16 = 0x0012;

/// PIN `001B` of the signature key, 6 to 16 capital letters and digits; the same on every card.
const SIGNATURE_PIN: &str = "MADOGUCHI1";
const TOKEN_INFO_LENGTH: usize = 160;
const CERTIFICATE_PRESENT: u8 = 0x8F;
const CERTIFICATE_ABSENT: u8 = 0x00;

/// What a My Number card holds, in the words of a card. The texts are UTF-8.
///
/// The 個人番号 is deliberately missing: its files are absent (`6A82`), as no clinic may read them.
#[derive(Clone)]
pub struct MyNumberCard {
    /// How the chip behaves.
    pub profile: CardProfile,
    /// User authentication certificate, DER.
    pub auth_certificate: Vec<u8>,
    /// Certificate of the CA that issued it, DER.
    pub auth_ca: Vec<u8>,
    /// Key of the certificate.
    pub auth_key: RsaPrivateKey,
    /// State of the PIN `0018` of the key.
    pub auth_pin: Pin,
    /// 基本4情報: name, as printed on the card.
    pub name: String,
    /// 基本4情報: address, as printed on the card.
    pub address: String,
    /// 基本4情報: birth date, `YYYYMMDD`.
    pub birth_date: String,
    /// 基本4情報: `1` male, `2` female, `3` neither is given.
    pub sex: char,
    /// Portrait: JPEG 2000, greyscale.
    pub photo: Vec<u8>,
    /// Last day the card is valid, `YYYYMMDD`.
    pub expiry: String,
    /// 照合番号B: 14 digits, era birth date YYMMDD + expiry year + security code.
    pub collation_number_b: String,
    /// PIN `0011` of the 券面事項入力補助AP: 4 digits, 3 tries.
    pub text_pin: Pin,
    /// 製造番号: 28 digits, serial 15 + municipality 5 + expiry 8.
    pub manufacture_number: String,
}

impl MyNumberCard {
    /// Lays the card out.
    pub fn into_image(self) -> CardImage {
        let applications = vec![self.face(), self.text(), self.common(), self.jpki_application()];
        CardImage {
            profile: self.profile,
            applications,
        }
    }

    fn jpki_application(&self) -> Application {
        let presence = vec![CERTIFICATE_ABSENT, CERTIFICATE_PRESENT, CERTIFICATE_ABSENT];
        let files = vec![
            transparent(0x0001, Vec::new(), Access::AnyOf(vec![0x001B])),
            transparent(0x0002, Vec::new(), Access::Free),
            transparent(0x0006, token_info(), Access::Free),
            transparent(0x0008, presence, Access::Free),
            transparent(AUTH_CERTIFICATE, self.auth_certificate.clone(), Access::Free),
            transparent(AUTH_CA, self.auth_ca.clone(), Access::Free),
            File {
                id: AUTH_KEY,
                content: Content::Key(Some(Box::new(self.auth_key.clone()))),
                access: Access::AnyOf(vec![AUTH_PIN]),
            },
            pin(AUTH_PIN, self.auth_pin.clone()),
            // The signature side has its PIN, as on most cards, but no key and no certificate: nothing in this project
            // may use it.
            File {
                id: 0x001A,
                content: Content::Key(None),
                access: Access::AnyOf(vec![0x001B]),
            },
            pin(0x001B, Pin::new(SIGNATURE_PIN, 5)),
        ];
        Application {
            aid: JPKI_AID.to_vec(),
            files,
        }
    }

    fn face(&self) -> Application {
        let face = face::file(&[
            (0xDF22, self.birth_date.as_bytes().to_vec()),
            (0xDF23, self.sex.to_string().into_bytes()),
            (face::PHOTO, self.photo.clone()),
            (face::EXPIRY, self.expiry.as_bytes().to_vec()),
        ]);
        // 照合番号A is the 個人番号 and thus never set.
        let files = vec![
            transparent(FACE_FILE, face, Access::AnyOf(vec![COLLATION_B, 0x0013])),
            transparent(0x0003, basic_info(), Access::Free),
            pin(COLLATION_B, Pin::new(&self.collation_number_b, 10)),
            pin(0x0013, Pin::unset(10)),
        ];
        Application {
            aid: FACE_AID.to_vec(),
            files,
        }
    }

    fn text(&self) -> Application {
        let attributes = tlv::with_offsets(
            0xFF20,
            &[
                (0xDF22, self.name.as_bytes().to_vec()),
                (0xDF23, self.address.as_bytes().to_vec()),
                (0xDF24, self.birth_date.as_bytes().to_vec()),
                (0xDF25, self.sex.to_string().into_bytes()),
            ],
        );
        let files = vec![
            transparent(0x0002, attributes, Access::AnyOf(vec![0x0011, 0x0015])),
            transparent(0x0005, basic_info(), Access::Free),
            pin(0x0011, self.text_pin.clone()),
            pin(0x0014, Pin::unset(10)),
            pin(0x0015, Pin::new(&self.collation_number_b, 10)),
        ];
        Application {
            aid: TEXT_AID.to_vec(),
            files,
        }
    }

    fn common(&self) -> Application {
        let record = tlv::object(0x01, self.manufacture_number.as_bytes());
        let file = File {
            id: 0x0001,
            content: Content::Records(vec![record]),
            access: Access::Free,
        };
        Application {
            aid: COMMON_AID.to_vec(),
            files: vec![file],
        }
    }
}

/// The 160 bytes of CK_TOKEN_INFO, of which only the label is public: `JPKIAPICCTOKEN2`, padded with spaces to 32.
fn token_info() -> Vec<u8> {
    let mut info = format!("{:<32}", "JPKIAPICCTOKEN2").into_bytes();
    info.resize(TOKEN_INFO_LENGTH, 0);
    info
}

/// The content of the free 基本情報 files is not public; an empty template stands in.
fn basic_info() -> Vec<u8> {
    tlv::object(0xFF20, &[])
}

fn transparent(id: u16, bytes: Vec<u8>, access: Access) -> File {
    File {
        id,
        content: Content::Transparent(bytes),
        access,
    }
}

fn pin(id: u16, pin: Pin) -> File {
    File {
        id,
        content: Content::Pin(pin),
        access: Access::Free,
    }
}
