//! 「資格確認結果の確認」: what an answer means. With two qualifications each is decided for itself.

use madoguchi_shared::bridge::his::PaperNumbers;
use madoguchi_shared::code::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use madoguchi_shared::date::Day;
use madoguchi_shared::qualification::{Personal, QualificationAnswer, QualificationResult};
use madoguchi_shared::{ErrorCode, Scheme};

/// What the answer says about one qualification on the day it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// 有効
    Valid,
    /// 資格喪失: ended, expired, or 無効.
    Lost,
    /// No ticket names this institution yet (未委託), see [`QualificationResult::is_unentrusted`].
    Unentrusted,
    /// Neither: a code this version does not know, or dates that cannot be read. Never taken as valid.
    Unclear,
}

/// One qualification and what it is worth today.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualification {
    /// Whose words to use.
    pub scheme: Scheme,
    /// What it is worth.
    pub standing: Standing,
    /// As received.
    pub result: QualificationResult,
}

/// What is covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The qualifications, 医療保険 first when there are both; never empty.
    pub qualifications: Vec<Qualification>,
    /// Notice that came with a normal end, e.g. that the certificate ends soon.
    pub notice: Option<String>,
    /// The one scheme that was asked about, by numbers; of the other nothing is known. `None`: both, with the card.
    pub only: Option<Scheme>,
}

/// What an answer to numbers says.
#[derive(Clone, Debug, PartialEq)]
pub enum ByNumbers {
    /// One person.
    One(Coverage),
    /// 複数該当: one of these, at least two.
    Several(Vec<Coverage>),
}

/// Why an answer gives no coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCoverage {
    /// 該当資格なし
    NotFound,
    /// The national system ended with an error; its code and message, opaque.
    Refused {
        /// e.g. from 別紙6-1.
        code: Option<String>,
        /// As received.
        message: Option<String>,
    },
}

impl NoCoverage {
    /// The error to show; `None` for 該当資格なし, which is an answer and no error.
    pub fn error(&self) -> Option<ErrorCode> {
        match self {
            Self::NotFound => None,
            Self::Refused { .. } => Some(ErrorCode::BackendRefused),
        }
    }
}

/// An answer from which no coverage can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It says that there is none.
    NoCoverage(NoCoverage),
    /// It contradicts itself.
    Senseless,
}

impl From<NoCoverage> for Unreadable {
    fn from(why: NoCoverage) -> Self {
        Self::NoCoverage(why)
    }
}

/// Reads an answer. `today` is the Asia/Tokyo day of the query.
pub fn read(answer: &QualificationAnswer, today: Day) -> Result<Coverage, Unreadable> {
    let (header, body) = (&answer.message_header, &answer.message_body);
    if header.segment_of_result != SegmentOfResult::Normal {
        return Err(NoCoverage::Refused {
            code: header.error_code.clone(),
            message: header.error_message.clone(),
        }
        .into());
    }
    if body.processing_result_status != ProcessingResultStatus::Normal {
        return Err(NoCoverage::Refused {
            code: body.processing_result_code.clone(),
            message: body.processing_result_message.clone(),
        }
        .into());
    }
    if body.result_list.is_empty() {
        return Err(match body.qualification_validity {
            QualificationValidity::Valid
            | QualificationValidity::ValidUnregistered
            | QualificationValidity::Several => Unreadable::Senseless,
            QualificationValidity::Invalid
            | QualificationValidity::InvalidNewerExists
            | QualificationValidity::NotFound
            | QualificationValidity::Unknown(_) => NoCoverage::NotFound.into(),
        });
    }
    let mut qualifications: Vec<_> = body
        .result_list
        .iter()
        .map(|result| Qualification {
            scheme: result.scheme(),
            standing: standing(result, &body.qualification_validity, today),
            result: result.clone(),
        })
        .collect();
    qualifications.sort_by_key(|q| usize::from(q.scheme == Scheme::MedicalAssistance));
    if !one_person(&qualifications) || twice_the_same_scheme(&qualifications) {
        return Err(Unreadable::Senseless);
    }
    Ok(Coverage {
        qualifications,
        notice: body.processing_result_message.clone(),
        only: None,
    })
}

/// Reads the answer to a query by the numbers of a paper: of its scheme and of persons with its birthday only. Several
/// qualifications of one person with the same numbers (停止 and 再開) are read as with the card: the one in force, else the
/// one that began last.
pub fn read_numbers(
    answer: &QualificationAnswer,
    asked: &PaperNumbers,
    today: Day,
) -> Result<ByNumbers, Unreadable> {
    let body = &answer.message_body;
    let several = body.qualification_validity == QualificationValidity::Several;
    if several && body.result_list.len() < 2 {
        return Err(Unreadable::Senseless);
    }
    let mut persons = Vec::new();
    let parts = if several { body.result_list.len() } else { 1 };
    for at in 0..parts {
        let mut part = answer.clone();
        if several {
            part.message_body.result_list = vec![body.result_list[at].clone()];
            // Each result says for itself what it is worth, if only by its dates.
            part.message_body.qualification_validity = QualificationValidity::Valid;
        } else if same_person(&body.result_list) {
            let began_last = |result: &&QualificationResult| {
                let standing = standing(result, &body.qualification_validity, today);
                (standing == Standing::Valid, result.qualification_date.clone())
            };
            let last = body.result_list.iter().max_by_key(began_last);
            part.message_body.result_list = last.into_iter().cloned().collect();
        }
        let coverage = read(&part, today)?;
        let fits = |q: &Qualification| q.scheme == asked.scheme && same_birthday(&q.result, asked);
        if !coverage.qualifications.iter().all(fits) {
            return Err(Unreadable::Senseless);
        }
        persons.push(Coverage {
            only: Some(asked.scheme),
            ..coverage
        });
    }
    Ok(match persons.pop() {
        Some(one) if persons.is_empty() => ByNumbers::One(one),
        Some(last) => {
            persons.push(last);
            ByNumbers::Several(persons)
        }
        None => return Err(Unreadable::Senseless),
    })
}

/// Whether all are about one person and of one scheme.
fn same_person(results: &[QualificationResult]) -> bool {
    let who = |result: &QualificationResult| (result.scheme(), result.name.clone(), result.birthdate.clone());
    results.windows(2).all(|pair| who(&pair[0]) == who(&pair[1]))
}

/// Month and day are what was compared; the year is not.
fn same_birthday(result: &QualificationResult, asked: &PaperNumbers) -> bool {
    let day = |text: &Personal| Day::parse(text.expose().trim()).map(|day| (day.month(), day.day()));
    let received = result.birthdate.as_ref().map(day);
    received.is_none_or(|received| received.is_ok() && received == day(&asked.birth_date))
}

impl Coverage {
    /// The valid qualifications.
    pub fn valid(&self) -> impl Iterator<Item = &Qualification> {
        self.qualifications
            .iter()
            .filter(|q| q.standing == Standing::Valid)
    }

    /// Both schemes are there (併用), valid or not.
    pub fn is_combined(&self) -> bool {
        self.qualifications.len() > 1
    }

    /// Nothing is valid and something is 未委託.
    pub fn is_unentrusted(&self) -> bool {
        self.valid().next().is_none()
            && self
                .qualifications
                .iter()
                .any(|q| q.standing == Standing::Unentrusted)
    }
}

/// The result's own validity where there is one, else the answer's; valid only if the dates agree.
fn standing(result: &QualificationResult, overall: &QualificationValidity, today: Day) -> Standing {
    match result.qualification_validity.as_ref().unwrap_or(overall) {
        QualificationValidity::Valid | QualificationValidity::ValidUnregistered => {
            let worth = if result.is_unentrusted(overall) {
                Standing::Unentrusted
            } else {
                Standing::Valid
            };
            by_dates(result, today, worth)
        }
        QualificationValidity::Invalid | QualificationValidity::InvalidNewerExists => Standing::Lost,
        // 複数該当 cannot follow from a card; 該当資格なし and unknown codes contradict a result.
        QualificationValidity::NotFound
        | QualificationValidity::Several
        | QualificationValidity::Unknown(_) => Standing::Unclear,
    }
}

fn by_dates(result: &QualificationResult, today: Day, otherwise: Standing) -> Standing {
    let day = |text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => Day::parse(text).map(Some).map_err(|_| ()),
    };
    // "Unlimited" is written 99999999 (`domain.md` §5.3); it is no day.
    let end = |text: &Option<String>| match text.as_deref() {
        Some("99999999") => Ok(None),
        _ => day(text),
    };
    let (Ok(from), Ok(lost), Ok(card_from), Ok(card_to)) = (
        day(&result.qualification_date),
        end(&result.disqualification_date),
        day(&result.insured_card_valid_date),
        end(&result.insured_card_expiration_date),
    ) else {
        return Standing::Unclear;
    };
    let not_yet = from.is_some_and(|d| d > today) || card_from.is_some_and(|d| d > today);
    // The day of loss is the first day without: 資格喪失日.
    let over = lost.is_some_and(|d| d <= today) || card_to.is_some_and(|d| d < today);
    if not_yet || over {
        Standing::Lost
    } else {
        otherwise
    }
}

/// Two qualifications of one card belong to one person: the birth dates agree.
fn one_person(qualifications: &[Qualification]) -> bool {
    let mut days = qualifications.iter().filter_map(|q| q.result.birthdate.as_ref());
    let Some(first) = days.next() else { return true };
    days.all(|day| day == first)
}

fn twice_the_same_scheme(qualifications: &[Qualification]) -> bool {
    qualifications
        .windows(2)
        .any(|pair| pair[0].scheme == pair[1].scheme)
}
