//! What every screen of the staff says.

use super::messages;

messages! { COMMON
    REQUEST_IS "問い合わせ番号 {request}" "Request {request}";
    RETRY "再試行" "Try again";
    CLOSE "閉じる" "Close";
    NOT_PAIRED_COUNTER "連携ソフトが示すアドレス（1回だけ使えます）をこのPCのブラウザーで開いてください。"
        "Open the address that the reader service shows (it works once) in the browser of this PC.";
}
