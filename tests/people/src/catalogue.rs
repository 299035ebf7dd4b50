//! All persons, by what their case is about.

mod assistance;
mod card;
mod combined;
mod linkage;
mod parts;
mod personal;

use std::sync::LazyLock;

use crate::person::Person;

static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| {
    [
        assistance::people(),
        combined::people(),
        linkage::people(),
        card::people(),
        personal::people(),
    ]
    .concat()
});

/// Everybody, in the order of the training drawer.
pub fn all() -> &'static [Person] {
    &PEOPLE
}

/// The person with this id; `None` when there is none.
pub fn find(id: &str) -> Option<&'static Person> {
    all().iter().find(|person| person.id == id)
}
