//! A batch for the registry: its rows are the bytes that came, untouched.

use madoguchi_shared::bridge::bulk::BulkBatch;
use zeroize::{Zeroize as _, Zeroizing};

/// How a batch without rows ends.
const NO_ROWS: &[u8] = b"[]}";

/// The batch in JSON, with this list of rows in place of none. `None`: it has rows of its own.
pub(super) fn batch(empty: &BulkBatch, mut rows: Vec<u8>) -> Option<Zeroizing<Vec<u8>>> {
    let head = serde_json::to_vec(empty).ok()?;
    let head = head.strip_suffix(NO_ROWS)?;
    let mut body = Zeroizing::new(Vec::with_capacity(head.len() + rows.len() + 1));
    body.extend_from_slice(head);
    body.extend_from_slice(&rows);
    body.push(b'}');
    rows.zeroize();
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use madoguchi_shared::date::YearMonth;

    #[test]
    fn the_rows_are_in_it_as_they_came() {
        let empty = BulkBatch {
            tab: "tab".into(),
            staff_id: "sato".into(),
            month: YearMonth::new(2026, 11).unwrap(),
            reception_number: "r1".into(),
            asked_at_ms: 0,
            total: 2,
            after: 0,
            rows: Vec::new(),
        };
        let rows = br#"[{"ProcessingResultStatus":"2"},{"ProcessingResultStatus":"1","Newer":"kept"}]"#;
        let body = batch(&empty, rows.to_vec()).unwrap();
        assert!(body.ends_with(br#","Newer":"kept"}]}"#));
        let read: BulkBatch = serde_json::from_slice(&body).unwrap();
        assert_eq!((read.rows.len(), read.total), (2, 2));
        assert!(batch(&read, Vec::new()).is_none());
    }
}
