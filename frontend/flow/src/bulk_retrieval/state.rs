//! What 一括取得 waits for.

use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::bulk::{BulkCursor, BulkHead};
use madoguchi_shared::bridge::bulk::BulkProgress;
use madoguchi_shared::date::YearMonth;

/// What is being waited for.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The receptionist chooses a 診療年月.
    ChoosingMonth,
    /// What the registry has of that month.
    LookingUp(YearMonth),
    /// The first line of the answer.
    Asking(Order),
    /// 処理中: it is asked again at this time, ms since 1970.
    Waiting(Order, i64),
    /// Rows come and are kept.
    Receiving(Box<Receiving>),
    /// All are registered.
    Registered(Summary),
    /// Some are 無効 or in error, and listed with their reasons.
    WithErrors(Summary),
    /// 無効 as a whole: no ticket of this month names the institution.
    NothingThere(YearMonth),
    /// エラー: the backend ended with an error.
    Refused(Order, Refusal),
    /// It broke off.
    BrokenOff(Order, Broken),
    /// It is closed.
    Over,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// 診療年月
    pub month: YearMonth,
    /// Behind which row; `None`: from the first, of a new answer.
    pub cursor: Option<BulkCursor>,
    /// All rows of the answer that the cursor is in; `None`: not known, or no cursor.
    pub total: Option<u64>,
    /// When that answer was first asked for, ms since 1970: what it says may be as old. 処理中 and going on change nothing of it.
    pub asked_at_ms: i64,
}

/// An answer that is coming.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiving {
    /// 診療年月
    pub month: YearMonth,
    /// 受付番号
    pub reception_number: String,
    /// When it was first asked for, ms since 1970.
    pub asked_at_ms: i64,
    /// All its rows.
    pub total: u64,
    /// Rows that have come or were there before.
    pub received: u64,
    /// Rows that are kept: never more than `received`.
    pub kept: u64,
    /// How the answer stands.
    pub stream: Stream,
    /// A batch is being kept.
    pub keeping: bool,
    /// What the registry said last.
    pub progress: Option<BulkProgress>,
}

/// How an answer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stream {
    /// More is to come.
    Open,
    /// It has its end.
    Whole,
    /// It broke off, or makes no sense.
    Broken(ErrorCode),
}

/// Why it broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The receptionist wanted it.
    Cancelled,
    /// Line, backend or registry.
    Failed(ErrorCode),
}

/// What the backend said when it ended with an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its code, opaque.
    pub code: Option<String>,
    /// Its words.
    pub message: Option<String>,
}

/// What became of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// 診療年月
    pub month: YearMonth,
    /// As the registry has it.
    pub progress: BulkProgress,
}

impl State {
    /// Nothing is waited for but the receptionist.
    pub fn is_at_rest(&self) -> bool {
        match self {
            Self::ChoosingMonth
            | Self::Registered(_)
            | Self::WithErrors(_)
            | Self::NothingThere(_)
            | Self::Refused(..)
            | Self::BrokenOff(..) => true,
            Self::LookingUp(_) | Self::Asking(_) | Self::Waiting(..) | Self::Receiving(_) | Self::Over => {
                false
            }
        }
    }

    /// The month it is about; `None`: none is chosen.
    pub fn month(&self) -> Option<YearMonth> {
        match self {
            Self::ChoosingMonth | Self::Over => None,
            Self::Asking(order)
            | Self::Waiting(order, _)
            | Self::Refused(order, _)
            | Self::BrokenOff(order, ..) => Some(order.month),
            Self::Receiving(receiving) => Some(receiving.month),
            Self::Registered(summary) | Self::WithErrors(summary) => Some(summary.month),
            Self::LookingUp(month) | Self::NothingThere(month) => Some(*month),
        }
    }
}

impl Order {
    /// A new answer, asked for now.
    pub(super) fn of(month: YearMonth, now_ms: i64) -> Self {
        Self {
            month,
            cursor: None,
            total: None,
            asked_at_ms: now_ms,
        }
    }

    /// To go on behind what the registry has.
    pub(super) fn behind(month: YearMonth, progress: BulkProgress) -> Self {
        let cursor = BulkCursor {
            reception_number: progress.reception_number,
            after: progress.kept,
        };
        Self {
            month,
            cursor: Some(cursor),
            total: Some(progress.total),
            asked_at_ms: progress.asked_at_ms,
        }
    }

    /// Rows of the answer that are kept.
    pub(super) fn after(&self) -> u64 {
        self.cursor.as_ref().map_or(0, |cursor| cursor.after)
    }

    /// How many of how many rows are kept; `None`: not known.
    pub fn kept(&self) -> Option<(u64, u64)> {
        self.total.map(|total| (self.after(), total))
    }

    /// Whether what the cursor was in is what this head is about.
    pub(super) fn is_of(&self, head: &BulkHead) -> bool {
        let number = self.cursor.as_ref().map(|cursor| &cursor.reception_number);
        number.is_none_or(|number| *number == head.reception_number)
            && self.total.is_none_or(|total| total == head.total)
    }
}

impl Receiving {
    /// To go on behind what is kept.
    pub(super) fn order(&self) -> Order {
        Order {
            month: self.month,
            cursor: Some(BulkCursor {
                reception_number: self.reception_number.clone(),
                after: self.kept,
            }),
            total: Some(self.total),
            asked_at_ms: self.asked_at_ms,
        }
    }

    /// The end of an answer that is whole and kept. Without a word of the registry everything was kept before.
    pub(super) fn done(&self) -> State {
        let Some(progress) = &self.progress else {
            return State::BrokenOff(self.order(), Broken::Failed(ErrorCode::BulkCursorInvalid));
        };
        let summary = Summary {
            month: self.month,
            progress: progress.clone(),
        };
        match (self.total, progress.invalid + progress.failed) {
            (0, _) => State::NothingThere(self.month),
            (_, 0) => State::Registered(summary),
            (_, _) => State::WithErrors(summary),
        }
    }
}
