//! The other lanes of 初回登録 (F01), each a module with its own messages, its own table and its own faults:
//!
//! | pool | asked with | answers |
//! |---|---|---|
//! | `myna_portal` マイナポータル（情報提供等記録開示システム） | シリアル番号 | シリアル番号＋紐付け処理結果 |
//! | `jlis` J-LIS (JPKI) | シリアル番号 | 有効性情報 |
//! | `intermediate_server` 医療保険者等向け中間サーバー等 | 機関別符号 | 公費負担者番号・受給者番号 |
//! | `link_register` オンライン資格確認システム | シリアル番号・公費負担者番号・受給者番号 | シリアル番号＋紐付け処理結果 |

pub(crate) mod intermediate_server;
pub(crate) mod jlis;
pub(crate) mod link_register;
pub(crate) mod myna_portal;

use crate::faults;
use crate::problem::Refusal;
use crate::record;
use crate::state::App;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::LinkOutcome;

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pool {
    /// マイナポータル（情報提供等記録開示システム）
    MynaPortal,
    /// J-LIS
    Jlis,
    /// 中間サーバー
    IntermediateServer,
    /// オンライン資格確認システム, where the link is registered.
    LinkRegister,
}

impl Pool {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::MynaPortal,
        Self::Jlis,
        Self::IntermediateServer,
        Self::LinkRegister,
    ];

    /// Its name in the record.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::MynaPortal => "mynaPortal",
            Self::Jlis => "jlis",
            Self::IntermediateServer => "intermediateServer",
            Self::LinkRegister => "linkRegister",
        }
    }

    /// What the desk is told when it does not answer.
    pub(crate) fn unavailable(self) -> ErrorCode {
        match self {
            Self::MynaPortal => ErrorCode::MynaPortalUnavailable,
            Self::Jlis => ErrorCode::JlisUnavailable,
            Self::IntermediateServer => ErrorCode::IntermediateServerUnavailable,
            Self::LinkRegister => ErrorCode::BackendUnavailable,
        }
    }
}

/// One question to a pool: its fault, else its answer; recorded either way, in `word`s.
async fn exchange<A>(
    app: &App,
    pool: Pool,
    asked_about: &str,
    answer: impl Future<Output = Result<A, Refusal>>,
    word: fn(&A) -> &'static str,
) -> Result<A, Refusal> {
    let outcome = match faults::reach(app, pool).await {
        Ok(()) => answer.await,
        Err(refusal) => Err(refusal),
    };
    let told = match &outcome {
        Ok(answer) => word(answer),
        Err(refusal) => refusal.code().code(),
    };
    record::keep_exchange(app, pool, asked_about, told).await?;
    outcome
}

/// 紐付け処理結果 in the record.
fn outcome_word(outcome: LinkOutcome) -> &'static str {
    match outcome {
        LinkOutcome::Linked => "linked",
        LinkOutcome::AlreadyLinked => "alreadyLinked",
        LinkOutcome::NothingToLink => "nothingToLink",
    }
}
