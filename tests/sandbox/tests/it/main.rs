//! The sandbox as a desk meets it: through its routes, on both databases.

// Helpers of the tests are tests, too.
#![allow(clippy::unwrap_used)]

mod answers;
mod assertions;
mod bulk;
mod certificates;
mod contract;
mod control;
mod databases;
mod enrolment;
mod http;
mod links;
mod numbers;
mod program;
mod records;
mod support;
mod tokens;
