//! What can happen to 一括取得, and what it asks of the outside.

use super::Order;
use crate::Attempt;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::BulkHead;
use madoguchi_shared::bridge::bulk::BulkProgress;
use madoguchi_shared::date::YearMonth;

/// Something happened. An answer comes with the attempt of its request.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The receptionist did something.
    Act(Act),
    /// To [`Request::FetchState`]; `None`: nothing was retrieved of that month yet.
    Found(Attempt, Result<Option<BulkProgress>, ErrorCode>),
    /// To [`Request::Ask`]: the first line, or why there is none.
    Head(Attempt, Result<BulkHead, ErrorCode>),
    /// After it: so many more rows have come.
    Rows(Attempt, u64),
    /// After them: the last line came, or the answer broke off.
    Ended(Attempt, Result<(), ErrorCode>),
    /// To [`Request::Wake`].
    Woken(Attempt),
    /// To [`Request::Keep`].
    Kept(Attempt, Result<BulkProgress, ErrorCode>),
}

/// What the receptionist does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 「委託先資格情報の一括取得を指示する」 for this 診療年月.
    Start(YearMonth),
    /// Breaks off; what is kept stays.
    Cancel,
    /// Goes on with what was broken off, or asks again.
    Retry,
    /// Back to the choice of a month.
    OtherMonth,
    /// Leaves.
    Close,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Registry: what is kept of this month → [`Event::Found`].
    FetchState {
        /// 診療年月
        month: YearMonth,
    },
    /// Backend: 資格照会要求情報 → [`Event::Head`]; where rows follow, [`Event::Rows`] as they come and [`Event::Ended`].
    Ask(Order),
    /// Tell when it is this late → [`Event::Woken`].
    Wake {
        /// ms since 1970.
        at_ms: i64,
    },
    /// Registry: keep these rows of the answer, counted from `after`, or the first of them as far as one request can hold →
    /// [`Event::Kept`].
    Keep {
        /// 診療年月
        month: YearMonth,
        /// 受付番号
        reception_number: String,
        /// When the answer was first asked for, ms since 1970.
        asked_at_ms: i64,
        /// All rows of the answer.
        total: u64,
        /// Rows before these.
        after: u64,
        /// How many; 0 where the answer has none.
        count: usize,
    },
    /// What is still coming of an answer, and what has come and is not kept, is of no use any more. No answer is awaited.
    StopAsking,
}
