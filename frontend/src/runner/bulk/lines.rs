//! The lines of 一括取得 as bytes: kept as they came, found by their number, read only when somebody looks at one. A hundred thousand of them
//! are some 70 MB of text; read into structures they would be several times that.

use madoguchi_shared::backend::bulk::{BulkHead, BulkLine, BulkRow};
use serde::de::IgnoredAny;
use zeroize::Zeroize as _;

/// Bytes of a page of lines.
const PAGE: usize = 1 << 20;

/// Most pages: half a gigabyte, some 700 000 rows. No institution has as many; what goes on longer is nonsense.
const MOST_PAGES: usize = 512;

/// Longest line, bytes: what is longer is nonsense.
const LONGEST_LINE: usize = 1 << 20;

/// Longest row, bytes; one has some 700. A longer one is in error, as one that is no JSON: it does not keep the others away.
const LONGEST_ROW: usize = 64 << 10;

/// In place of a row that cannot be read.
const UNREADABLE: &[u8] = br#"{"ProcessingResultStatus":"2"}"#;

/// How a row's line begins and ends.
const ROW: (&[u8], &[u8]) = (br#"{"row":"#, b"}");

/// What came with some bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Came {
    /// The first line.
    pub head: Option<BulkHead>,
    /// How many rows.
    pub rows: u64,
    /// The last line.
    pub ended: bool,
}

/// A line that is none of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonsense;

/// Rows of one answer, from one of its rows on.
#[derive(Default)]
pub struct Lines {
    /// 受付番号 of the answer.
    answer: String,
    /// All rows of the answer, as its head says; `None`: the head has not come since [`Self::begin`].
    total: Option<u64>,
    /// Rows of the answer before the first that is here.
    before: u64,
    pages: Vec<Vec<u8>>,
    /// Page, begin and length of each row, without what stands around it.
    index: Vec<(u32, u32, u32)>,
    /// Of a line that has not ended yet.
    rest: Vec<u8>,
}

impl Lines {
    /// Makes ready for the head and the rows of an answer behind `after`. What is here of the same answer stays, as far as it goes.
    pub fn begin(&mut self, answer: Option<&str>, after: u64) {
        self.rest.zeroize();
        self.rest.clear();
        self.total = None;
        let known = answer == Some(self.answer.as_str());
        let kept = after
            .checked_sub(self.before)
            .and_then(|kept| usize::try_from(kept).ok())
            .filter(|kept| known && *kept <= self.index.len());
        if let Some(kept) = kept {
            self.index.truncate(kept);
        } else {
            self.clear();
            self.before = after;
        }
    }

    /// Takes bytes as they come, whole lines or not. What does not belong where it stands is nonsense.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Came, Nonsense> {
        let mut came = Came::default();
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            if self.rest.len() + part.len() > LONGEST_LINE {
                return Err(Nonsense);
            }
            match part.strip_suffix(b"\n") {
                // All but the first and the last line of what comes at once: read where they are.
                Some(line) if self.rest.is_empty() => self.line(line, &mut came)?,
                Some(end) => {
                    self.hold(end);
                    let mut line = std::mem::take(&mut self.rest);
                    let taken = self.line(&line, &mut came);
                    line.zeroize();
                    self.rest = line;
                    taken?;
                }
                None => self.hold(part),
            }
        }
        Ok(came)
    }

    /// Keeps a part of a line until the rest of it comes. What is outgrown is wiped.
    fn hold(&mut self, part: &[u8]) {
        let needed = self.rest.len() + part.len();
        if needed > self.rest.capacity() {
            let mut larger = Vec::with_capacity(needed.next_power_of_two());
            larger.extend_from_slice(&self.rest);
            self.rest.zeroize();
            self.rest = larger;
        }
        self.rest.extend_from_slice(part);
    }

    fn line(&mut self, line: &[u8], came: &mut Came) -> Result<(), Nonsense> {
        if came.ended {
            return Err(Nonsense);
        }
        let row = line.strip_prefix(ROW.0).and_then(|rest| rest.strip_suffix(ROW.1));
        match (row, self.total) {
            (Some(row), Some(total)) => {
                let here = u64::try_from(self.index.len()).map_err(|_| Nonsense)?;
                if self.before + here >= total {
                    return Err(Nonsense);
                }
                came.rows += 1;
                self.keep(if is_readable(row) { row } else { UNREADABLE })
            }
            (Some(_), None) => Err(Nonsense),
            (None, total) => match (serde_json::from_slice::<BulkLine>(line), total) {
                (Ok(BulkLine::Head(head)), None) => {
                    self.answer.clone_from(&head.reception_number);
                    self.total = Some(head.total);
                    came.head = Some(head);
                    Ok(())
                }
                (Ok(BulkLine::End(end)), Some(total))
                    if end.reception_number == self.answer && end.total == total =>
                {
                    came.ended = true;
                    Ok(())
                }
                _ => Err(Nonsense),
            },
        }
    }

    fn keep(&mut self, row: &[u8]) -> Result<(), Nonsense> {
        let fits = |page: &Vec<u8>| page.len() + row.len() <= PAGE;
        if !self.pages.last().is_some_and(fits) {
            if self.pages.len() == MOST_PAGES {
                return Err(Nonsense);
            }
            self.pages.push(Vec::with_capacity(PAGE.max(row.len())));
        }
        let number = u32::try_from(self.pages.len() - 1).map_err(|_| Nonsense)?;
        let page = self.pages.last_mut().ok_or(Nonsense)?;
        let begin = u32::try_from(page.len()).map_err(|_| Nonsense)?;
        let length = u32::try_from(row.len()).map_err(|_| Nonsense)?;
        page.extend_from_slice(row);
        self.index.push((number, begin, length));
        Ok(())
    }

    /// How many rows are here.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether none is here.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Rows of the answer before the first that is here.
    pub fn before(&self) -> u64 {
        self.before
    }

    /// The bytes of a row, counted from 0: JSON. `None`: it is not here.
    pub fn bytes(&self, row: usize) -> Option<&[u8]> {
        let (page, begin, length) = *self.index.get(row)?;
        let begin = usize::try_from(begin).ok()?;
        let end = begin + usize::try_from(length).ok()?;
        self.pages.get(usize::try_from(page).ok()?)?.get(begin..end)
    }

    /// A row, counted from 0. `None`: it is not here, or none of the contract.
    pub fn row(&self, row: usize) -> Option<BulkRow> {
        serde_json::from_slice(self.bytes(row)?).ok()
    }

    /// Rows of the answer behind `after` as a list in JSON: at most `count`, and as many as fit into `limit` bytes, but one at least. `None`: they are
    /// not here.
    pub fn list(&self, after: u64, count: usize, limit: usize) -> Option<Vec<u8>> {
        let first = usize::try_from(after.checked_sub(self.before)?).ok()?;
        let (mut end, mut length) = (first, 1);
        while end < first + count {
            let with_it = length + self.bytes(end)?.len() + 1;
            if end > first && with_it > limit {
                break;
            }
            (end, length) = (end + 1, with_it);
        }
        // As long as it gets: nothing of it is left behind while it grows.
        let mut list = Vec::with_capacity(length.max(2));
        list.push(b'[');
        for row in first..end {
            if row > first {
                list.push(b',');
            }
            list.extend_from_slice(self.bytes(row)?);
        }
        list.push(b']');
        Some(list)
    }

    /// Forgets everything; nothing of it stays in memory.
    pub fn clear(&mut self) {
        for page in &mut self.pages {
            page.zeroize();
        }
        self.pages = Vec::new();
        self.index = Vec::new();
        self.rest.zeroize();
        self.rest.clear();
        self.answer.clear();
        self.total = None;
        self.before = 0;
    }
}

/// Whether the registry can take a row as it is: what is in it is looked at there.
fn is_readable(row: &[u8]) -> bool {
    row.len() <= LONGEST_ROW
        && std::str::from_utf8(row).is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests;
