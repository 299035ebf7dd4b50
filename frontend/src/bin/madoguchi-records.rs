//! Entry point of the records screen's app.

use leptos::mount::mount_to_body;
use madoguchi_frontend::RecordsApp;

fn main() {
    mount_to_body(RecordsApp);
}
