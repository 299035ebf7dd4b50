//! What the sandbox recorded, in words.

use madoguchi_sandbox::control::{ExchangeRecord, InquiryNumberRecord, QueryRecord, Records};
use madoguchi_shared::backend::Operation;

/// What `now` has that `before` had not: CRL, then the pools of 初回登録, then queries, then 照会番号 in force.
pub(super) fn since(before: &Records, now: &Records) -> Vec<String> {
    let checks = now.crl_checks.iter().skip(before.crl_checks.len());
    let queries = now.queries.iter().skip(before.queries.len());
    let exchanges = now.exchanges.iter().skip(before.exchanges.len());
    let held = |number: &InquiryNumberRecord| {
        before.inquiry_numbers.iter().any(|old| {
            (&old.insurer_number, &old.reference_number) == (&number.insurer_number, &number.reference_number)
        })
    };
    let numbers = now
        .inquiry_numbers
        .iter()
        .filter(|number| !held(number))
        .map(|number| {
            let payer = number.insurer_number.trim();
            format!("holds {} under {payer}", number.reference_number)
        });
    checks
        .map(|check| format!("CRL {}", check.outcome))
        .chain(exchanges.map(exchange))
        .chain(queries.map(query))
        .chain(numbers)
        .collect()
}

/// e.g. `J-LIS valid`.
fn exchange(record: &ExchangeRecord) -> String {
    let pool = match record.pool.as_str() {
        "mynaPortal" => "マイナポータル",
        "jlis" => "J-LIS",
        "intermediateServer" => "中間サーバー",
        _ => "register",
    };
    format!("{pool} {}", record.outcome)
}

/// e.g. `query byEye of tandoku-valid: ANSWERED`; method and person where they became known.
fn query(record: &QueryRecord) -> String {
    let is = |operation: Operation| record.operation == operation.path();
    let what = if is(Operation::InquiryNumber) {
        "number"
    } else if is(Operation::CardLink) {
        "link"
    } else if is(Operation::BulkQuery) {
        "bulk"
    } else if is(Operation::Consent) {
        "consent"
    } else if is(Operation::Medications) {
        "薬剤情報"
    } else if is(Operation::Checkups) {
        "健診情報"
    } else {
        "query"
    };
    let mut words = vec![what.to_owned()];
    words.extend(record.method.clone());
    if is(Operation::NumberQuery) {
        words.push("by numbers".to_owned());
    }
    words.extend(record.person_id.as_ref().map(|id| format!("of {id}")));
    format!("{}: {}", words.join(" "), record.outcome)
}
