//! Entry point of the patient screen's app.

use leptos::mount::mount_to_body;
use madoguchi_frontend::PatientApp;

fn main() {
    mount_to_body(PatientApp);
}
