//! Entry point of the counter's app.

use leptos::mount::mount_to_body;
use madoguchi_frontend::CounterApp;

fn main() {
    mount_to_body(CounterApp);
}
