//! Fetch Metadata: another port of this machine counts as "same-site" for cookies and CORS alike, so only
//! `same-origin` will do (`bridge.md` §5 row 4).

use axum::http::{HeaderMap, Method};
use madoguchi_shared::ErrorCode;

const SITE: &str = "sec-fetch-site";
const MODE: &str = "sec-fetch-mode";
const DEST: &str = "sec-fetch-dest";

/// Where `Sec-Fetch-Site` is present it must be `same-origin`. `none`, which is what the address bar, a
/// bookmark or a shortcut sends, is good for opening something with GET. A link on another site, such as the
/// clinic's own start page, may open a page in a tab, and nothing else: a page holds no data.
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
        (Some(site), None) if site == "cross-site" || site == "same-site" => {
            let is = |name: &str, wanted: &str| headers.get(name).is_some_and(|value| value == wanted);
            let in_a_tab = method == Method::GET && is(MODE, "navigate") && is(DEST, "document");
            (is_page && in_a_tab)
                .then_some(())
                .ok_or(ErrorCode::CrossSiteRequest)
        }
        _ => Err(ErrorCode::CrossSiteRequest),
    }
}
