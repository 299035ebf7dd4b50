//! Entry point of the reception app.

use leptos::mount::mount_to_body;
use madoguchi_frontend::App;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}
