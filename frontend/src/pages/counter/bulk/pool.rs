//! Elements of rows: made once, and given other rows as the list is scrolled. A row that stays in the page keeps its element, and
//! they stand in the page in the order of the rows.
//!
//! They are written to directly: a frame in which everything in sight is another is some hundred texts, and nothing else.

use super::window::ROW_PX;
use madoguchi_shared::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

/// Columns of a row.
pub(super) const COLUMNS: usize = 8;
/// The column whose text is a mark.
const STATE: usize = 1;
/// The column with letters.
const NAME: usize = 2;

/// What a row says.
pub(super) struct Line {
    pub(super) texts: [String; COLUMNS],
    /// Class of the mark.
    pub(super) class: &'static str,
    /// Why it is in error; empty: no more is said.
    pub(super) reason: String,
}

/// What a row says is another when this is: which list it is of, and in which language.
pub(super) type Version = (u32, Language);

/// The elements, in the order of their rows.
#[derive(Default)]
pub(super) struct Pool {
    slots: Vec<Slot>,
    version: Option<Version>,
}

struct Slot {
    row: usize,
    selected: bool,
    element: HtmlElement,
    /// Where the text of each column stands.
    texts: Vec<Element>,
}

impl Pool {
    /// Has these rows, in ascending order, in the element `lines`; reads those that were not there. `active` is the one that is
    /// gone to. Fails only where the browser takes no elements.
    pub(super) fn show(
        &mut self,
        lines: &Element,
        rows: &[usize],
        active: usize,
        version: Version,
        read: impl Fn(usize) -> Line,
    ) -> Result<(), JsValue> {
        let anew = self.version.replace(version) != Some(version);
        let before: Vec<usize> = self.slots.iter().map(|slot| slot.row).collect();
        let mut old: Vec<Option<Slot>> = self.slots.drain(..).map(Some).collect();
        for (row, place) in rows.iter().copied().zip(assign(&before, rows)) {
            let known = place.and_then(|place| old.get_mut(place)?.take());
            let mut slot = match known {
                Some(slot) => slot,
                None => Slot::new(&lines.owner_document().ok_or(JsValue::UNDEFINED)?)?,
            };
            let moved = place.is_none_or(|place| before[place] != row);
            if moved || anew {
                slot.write(row, &read(row))?;
            }
            if moved {
                slot.stand_behind(self.slots.last(), lines)?;
            }
            slot.select(row == active)?;
            self.slots.push(slot);
        }
        for slot in old.into_iter().flatten() {
            slot.element.remove();
        }
        Ok(())
    }
}

/// For each wanted row the place of the element that gets it: its own, or one whose row is not wanted. `None`: a new one. Both ascend.
fn assign(before: &[usize], wanted: &[usize]) -> Vec<Option<usize>> {
    let is_free = |place: &usize| wanted.binary_search(&before[*place]).is_err();
    let mut free = (0..before.len()).filter(is_free);
    wanted
        .iter()
        .map(|row| before.binary_search(row).ok().or_else(|| free.next()))
        .collect()
}

impl Slot {
    fn new(document: &Document) -> Result<Self, JsValue> {
        let element: HtmlElement = document.create_element("div")?.dyn_into()?;
        element.set_attribute("role", "row")?;
        let mut texts = Vec::with_capacity(COLUMNS);
        for column in 0..COLUMNS {
            let cell = document.create_element("div")?;
            cell.set_attribute("role", "gridcell")?;
            element.append_child(&cell)?;
            texts.push(match column {
                STATE => {
                    let mark = document.create_element("span")?;
                    cell.append_child(&mark)?;
                    mark
                }
                NAME => cell,
                _ => {
                    cell.set_class_name("number");
                    cell
                }
            });
        }
        element.set_attribute("aria-selected", "false")?;
        Ok(Self {
            row: 0,
            selected: false,
            element,
            texts,
        })
    }

    fn write(&mut self, row: usize, line: &Line) -> Result<(), JsValue> {
        self.row = row;
        self.element.set_id(&row_id(row));
        self.element.set_attribute("aria-rowindex", &row_index(row))?;
        // Set by the program, not written into the page: the content security policy takes no style attribute.
        self.element.style().set_property("top", &px(row))?;
        for (place, text) in self.texts.iter().zip(&line.texts) {
            match place.first_child() {
                Some(node) => node.set_node_value(Some(text)),
                None => place.set_text_content(Some(text)),
            }
        }
        let mark = &self.texts[STATE];
        mark.set_class_name(line.class);
        if line.reason.is_empty() {
            mark.remove_attribute("title")
        } else {
            mark.set_attribute("title", &line.reason)
        }
    }

    /// Moves the element only where it does not stand there already.
    fn stand_behind(&self, before: Option<&Self>, lines: &Element) -> Result<(), JsValue> {
        let before = before.map(|before| &before.element);
        let there = self.element.is_connected()
            && self.element.previous_element_sibling().as_ref() == before.map(AsRef::as_ref);
        match before {
            _ if there => Ok(()),
            Some(before) => before.after_with_node_1(&self.element),
            None => lines.prepend_with_node_1(&self.element),
        }
    }

    fn select(&mut self, selected: bool) -> Result<(), JsValue> {
        if self.selected == selected {
            return Ok(());
        }
        self.selected = selected;
        self.element
            .set_attribute("aria-selected", if selected { "true" } else { "false" })
    }
}

/// Id of a row's element.
pub(super) fn row_id(row: usize) -> String {
    format!("bulk-row-{row}")
}

/// Its number in the grid, counted from 1; the head is a row, too.
fn row_index(row: usize) -> String {
    (row + 2).to_string()
}

/// The row that was pressed.
pub(super) fn row_of(event: &web_sys::Event) -> Option<usize> {
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let element = pressed.closest("[aria-rowindex]").ok()??;
    let index: usize = element.get_attribute("aria-rowindex")?.parse().ok()?;
    index.checked_sub(2)
}

/// Height of so many rows.
pub(super) fn px(rows: usize) -> String {
    let row = usize::try_from(ROW_PX).unwrap_or_default();
    format!("{}px", rows.saturating_mul(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows and the elements that show them after each step, from none on.
    fn elements(steps: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let (mut rows, mut shown, mut made) = (Vec::new(), Vec::<usize>::new(), 0);
        let step = |wanted: &Vec<usize>| {
            let places = assign(&rows, wanted).into_iter();
            let new = |place: Option<usize>| {
                place.map_or_else(
                    || {
                        made += 1;
                        made - 1
                    },
                    |place| shown[place],
                )
            };
            shown = places.map(new).collect();
            rows.clone_from(wanted);
            shown.clone()
        };
        steps.iter().map(step).collect()
    }

    #[test]
    fn what_stays_in_the_page_keeps_its_element_and_no_more_are_made() {
        let [a, down, far, up] = [0..4, 2..6, 50..54, 49..53].map(Iterator::collect::<Vec<_>>);
        assert_eq!(
            elements(&[a, down, far, up]),
            [
                vec![0, 1, 2, 3],
                vec![2, 3, 0, 1],
                // All are others: they stay where they stand.
                vec![2, 3, 0, 1],
                vec![1, 2, 3, 0],
            ]
        );
    }

    #[test]
    fn the_row_that_is_gone_to_keeps_its_element_out_of_sight() {
        let steps = [
            vec![0, 1, 2, 3],
            vec![1, 40, 41, 42, 43],
            vec![1, 80, 81, 82, 83],
            vec![0, 1, 2, 3],
        ];
        let of_row_1: Vec<usize> = elements(&steps)
            .iter()
            .zip(&steps)
            .map(|(elements, rows)| elements[rows.iter().position(|row| *row == 1).unwrap()])
            .collect();
        assert_eq!(of_row_1, [1, 1, 1, 1]);
    }

    #[test]
    fn a_list_that_is_shorter_needs_fewer() {
        assert_eq!(assign(&[3, 4, 5, 6], &[0, 4]), [Some(0), Some(1)]);
        assert_eq!(assign(&[3, 4], &[]), []);
        assert_eq!(assign(&[], &[7, 8]), [None, None]);
    }
}
