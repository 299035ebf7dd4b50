//! What is stored on a card, as plain data.

use rsa::RsaPrivateKey;
use zeroize::Zeroizing;

use crate::profile::CardProfile;

/// A whole card: behaviour and applications. [`Default`] has no application: a card, but no My Number card.
#[derive(Clone, Default)]
pub struct CardImage {
    /// How the chip behaves.
    pub profile: CardProfile,
    /// Applications; their AIDs differ.
    pub applications: Vec<Application>,
}

impl CardImage {
    /// The application with exactly this AID.
    pub fn application_mut(&mut self, aid: &[u8]) -> Option<&mut Application> {
        self.applications
            .iter_mut()
            .find(|application| application.aid == aid)
    }
}

/// An application (AP) and its elementary files.
#[derive(Clone)]
pub struct Application {
    /// Application identifier, 5 to 16 bytes.
    pub aid: Vec<u8>,
    /// Files; their ids differ.
    pub files: Vec<File>,
}

impl Application {
    /// The file with this id.
    pub fn file(&self, id: u16) -> Option<&File> {
        self.files.iter().find(|file| file.id == id)
    }

    /// The file with this id, to be changed.
    pub fn file_mut(&mut self, id: u16) -> Option<&mut File> {
        self.files.iter_mut().find(|file| file.id == id)
    }

    /// The file with this short identifier (1 to 30): here it is always the low five bits of the file id.
    pub fn file_by_short_id(&self, short_id: u8) -> Option<&File> {
        self.file(u16::from(short_id & 0x1F))
    }
}

/// An elementary file (EF).
#[derive(Clone)]
pub struct File {
    /// File id, for example `0x000A`.
    pub id: u16,
    /// What it holds.
    pub content: Content,
    /// What must be verified before it is read or, for a key, used.
    pub access: Access,
}

/// What a file holds.
#[derive(Clone)]
pub enum Content {
    /// Bytes, read with READ BINARY; at most 32767 of them can be reached.
    Transparent(Vec<u8>),
    /// Records, counted from 1, read with READ RECORD.
    Records(Vec<Vec<u8>>),
    /// A PIN or another code to compare with.
    Pin(Pin),
    /// A private key. `None`: the place is there, but using it gives `6985`. Boxed for its size.
    Key(Option<Box<RsaPrivateKey>>),
}

/// What opens a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing is needed.
    Free,
    /// Any one of these PINs of the same application, by file id.
    AnyOf(Vec<u16>),
}

/// A PIN, or another code that is compared, with its counter.
#[derive(Clone)]
pub struct Pin {
    /// What must be given, as bytes (ASCII digits or letters). `None`: none was ever set, as on a 顔認証マイナンバーカード.
    pub value: Option<Zeroizing<Vec<u8>>>,
    /// Tries after a right entry, 1 to 15.
    pub max_tries: u8,
    /// Tries left, 0 to `max_tries`; 0 is blocked.
    pub tries_left: u8,
}

impl Pin {
    /// A PIN with all its tries.
    pub fn new(value: &str, max_tries: u8) -> Self {
        Self {
            value: Some(Zeroizing::new(value.as_bytes().to_vec())),
            max_tries,
            tries_left: max_tries,
        }
    }

    /// A place for a PIN that was never set.
    pub fn unset(max_tries: u8) -> Self {
        Self {
            value: None,
            max_tries,
            tries_left: 0,
        }
    }
}
