//! The qualification backend of demo and tests: it plays the national system of オンライン資格確認, named `sandbox`,
//! with a real database, real checks of certificates and CRL, and the true protocol (`madoguchi_shared::backend`).
//!
//! | read | for |
//! |---|---|
//! | `token`, `evidence`, `certificate`, `revocation`, `answer` | the rules, without IO |
//! | `desk`, `enrolment`, `nonce`, `presented`, `card_query`, `number_query`, `card_link`, `inquiry_number`, `bulk`, `consent`, `records` | the routes |
//! | `pools` | the other lanes of 初回登録: マイナポータル, J-LIS, 中間サーバー |
//! | `store`, `record`, `database` | what is kept |
//! | `faults`, `control` | what demo and tests may ask for |
//!
//! Nothing in it knows a real person: see `madoguchi-people`.

mod answer;
mod body;
pub mod bulk;
mod card_link;
mod card_query;
pub mod certificate;
pub mod clock;
pub mod config;
mod consent;
pub mod control;
pub mod database;
mod desk;
pub mod enrolment;
mod evidence;
pub mod faults;
mod inquiry_number;
mod jws;
mod nonce;
mod number_query;
pub mod openapi;
pub mod people;
pub mod pools;
pub mod population;
mod presented;
pub mod problem;
mod record;
mod records;
pub mod revocation;
pub mod router;
mod run;
pub mod state;
mod store;
#[cfg(feature = "test-desk")]
pub mod test_desk;
mod token;
mod wanted;

pub use clock::Clock;
pub use config::{Config, Institution};
pub use people::SyntheticNation;
pub use run::{RunningSandbox, StartError, start};
