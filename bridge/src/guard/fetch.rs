//! Fetch Metadata: another port of this machine counts as "same-site" for cookies and CORS alike, so only
//! `same-origin` will do (`bridge.md` §5 row 4).

use axum::http::{HeaderMap, Method};
use madoguchi_shared::ErrorCode;

const SITE: &str = "sec-fetch-site";
const MODE: &str = "sec-fetch-mode";

/// Where `Sec-Fetch-Site` is present it must be `same-origin`. `none`, which is what the address bar, a
/// bookmark or a shortcut sends, is good for opening something with GET.
pub fn check(method: &Method, headers: &HeaderMap, is_page: bool) -> Result<(), ErrorCode> {
    let mut sites = headers.get_all(SITE).iter();
    match (sites.next(), sites.next()) {
        (None, _) => Ok(()),
        (Some(site), None) if site == "same-origin" => Ok(()),
        (Some(site), None) if site == "none" && method == Method::GET => {
            let navigates = headers.get(MODE).is_some_and(|mode| mode == "navigate");
            (is_page || navigates)
                .then_some(())
                .ok_or(ErrorCode::CrossSiteRequest)
        }
        _ => Err(ErrorCode::CrossSiteRequest),
    }
}
