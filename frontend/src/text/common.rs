//! What both screens say, and a screen that is not paired.

use super::messages;

messages! { COMMON
    APP_NAME "窓口" "Madoguchi";
    JAPANESE "日本語" "Japanese";
    ENGLISH "English" "English";
    LANGUAGE_OF_SCREEN "表示言語" "Language";
    ERROR_CODE_IS "コード {code}" "Code {code}";
    REQUEST_IS "問い合わせ番号 {request}" "Request {request}";
    RETRY "再試行" "Try again";
    CLOSE "閉じる" "Close";
    NOT_PAIRED_TITLE "この画面はまだ窓口に登録されていません" "This screen is not paired with a desk yet";
    NOT_PAIRED_COUNTER "連携ソフトが示すアドレス（1回だけ使えます）をこのPCのブラウザーで開いてください。"
        "Open the address that the reader service shows (it works once) in the browser of this PC.";
    NOT_PAIRED_PATIENT "受付窓口の画面で「患者画面を開く」を押してください。"
        "Press \"Open patient screen\" on the counter screen.";
}
