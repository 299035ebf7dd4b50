//! Entry point of the patient screen's app.

use leptos::mount::mount_to_body;
use madoguchi_frontend::PatientApp;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(PatientApp);
}
