//! What the sandbox recorded, in words.

use madoguchi_sandbox::control::{InquiryNumberRecord, QueryRecord, Records};
use madoguchi_shared::backend::Operation;

/// What `now` has that `before` had not: CRL, then queries, then 照会番号 in force.
pub(super) fn since(before: &Records, now: &Records) -> Vec<String> {
    let checks = now.crl_checks.iter().skip(before.crl_checks.len());
    let queries = now.queries.iter().skip(before.queries.len());
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
        .chain(queries.map(query))
        .chain(numbers)
        .collect()
}

/// e.g. `query byEye of tandoku-valid: ANSWERED`; method and person where they became known.
fn query(record: &QueryRecord) -> String {
    let what = if record.operation == Operation::InquiryNumber.path() {
        "number"
    } else {
        "query"
    };
    let mut words = vec![what.to_owned()];
    words.extend(record.method.clone());
    words.extend(record.person_id.as_ref().map(|id| format!("of {id}")));
    format!("{}: {}", words.join(" "), record.outcome)
}
