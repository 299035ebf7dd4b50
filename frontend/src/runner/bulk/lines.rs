//! The lines of 一括取得 as bytes: kept as they came, found by their number, read only when somebody looks at one. A hundred thousand of them
//! are some 70 MB of text; read into structures they would be several times that.

use madoguchi_shared::backend::bulk::{BulkHead, BulkLine, BulkRow};
use zeroize::Zeroize as _;

/// Bytes of a page of lines.
const PAGE: usize = 1 << 20;

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
    /// Rows of the answer before the first that is here.
    before: u64,
    pages: Vec<Vec<u8>>,
    /// Page, begin and length of each row, without what stands around it.
    index: Vec<(u32, u32, u32)>,
    /// Of a line that has not ended yet.
    rest: Vec<u8>,
}

impl Lines {
    /// Makes ready for the rows of an answer behind `after`. What is here of the same answer stays, as far as it goes.
    pub fn begin(&mut self, answer: Option<&str>, after: u64) {
        self.rest.zeroize();
        self.rest.clear();
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
            self.rest.extend_from_slice(part);
            if part.ends_with(b"\n") {
                let mut line = std::mem::take(&mut self.rest);
                let taken = self.line(&line[..line.len() - 1], &mut came);
                line.zeroize();
                taken?;
            }
        }
        Ok(came)
    }

    fn line(&mut self, line: &[u8], came: &mut Came) -> Result<(), Nonsense> {
        if came.ended {
            return Err(Nonsense);
        }
        let row = line.strip_prefix(ROW.0).and_then(|rest| rest.strip_suffix(ROW.1));
        if let Some(row) = row {
            came.rows += 1;
            return self.keep(row);
        }
        match serde_json::from_slice::<BulkLine>(line) {
            Ok(BulkLine::Head(head)) => {
                self.answer.clone_from(&head.reception_number);
                came.head = Some(head);
                Ok(())
            }
            Ok(BulkLine::End(end)) if end.reception_number == self.answer => {
                came.ended = true;
                Ok(())
            }
            Ok(BulkLine::End(_) | BulkLine::Row(_)) | Err(_) => Err(Nonsense),
        }
    }

    fn keep(&mut self, row: &[u8]) -> Result<(), Nonsense> {
        let fits = |page: &Vec<u8>| page.len() + row.len() <= PAGE;
        if !self.pages.last().is_some_and(fits) {
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
        let mut list = vec![b'['];
        for row in first..first + count {
            let bytes = self.bytes(row)?;
            if row > first {
                if list.len() + bytes.len() + 2 > limit {
                    break;
                }
                list.push(b',');
            }
            list.extend_from_slice(bytes);
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
        self.before = 0;
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests;
