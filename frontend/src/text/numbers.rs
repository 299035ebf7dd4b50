//! What the counter says while a patient is received by the numbers on a paper.

use super::messages;

messages! { NUMBERS
    START_BY_NUMBERS "券・証で受付を始める" "Start with the paper";

    // ---- the papers ----
    PHASE_PAPER "券・証の確認" "Paper";
    PAPER_TITLE "受け取ったものを選んでください" "Which paper was shown?";
    PAPER_TEXT "各種認定証等があれば、あわせて預かってください。" "Take any other certificates, too.";
    PAPER_TEXT_PHARMACY "処方せん、お薬手帳、各種認定証等もあわせて預かってください。"
        "Take the prescription, the medication notebook and any other certificates, too.";
    BY_CARD "マイナンバーカードで受け付ける" "Receive with the My Number card";
    ENTRY_TITLE "{certificate}のとおりに入力してください" "Copy what is on the {certificate}";
    ENTRY_TEXT "Enterキーで次の欄へ進みます。" "Enter goes to the next field.";
    OPTIONAL "（任意）" " (optional)";
    OTHER_CERTIFICATE "券・証を選び直す" "Choose the paper again";
    ASK_NUMBERS "この番号で照会する" "Check with these numbers";
    CERTIFICATE "{certificate}" "{certificate}";
    FIELD_PAYER "{payer_number}" "{payer_number}";
    FIELD_RECIPIENT "{insured_number}" "{insured_number}";
    PRESCRIPTION "処方せん" "Prescription";
    PRESCRIPTION_DIFFERS "処方せんの記載に、違うところがある" "Something on the prescription is different";
    ASK_BY "照会に使う番号" "Numbers to check with";

    // ---- what a field takes ----
    HELP_PAYER "12で始まる8桁" "8 digits that begin with 12";
    HELP_RECIPIENT "7桁" "7 digits";
    HELP_INSURER "8桁、または6桁" "8 or 6 digits";
    HELP_SYMBOL "書かれていなければ、空欄のままにします。" "Leave it empty when there is none.";
    HELP_BRANCH "2桁。書かれていなければ、空欄のままにします。" "2 digits. Leave it empty when there is none.";
    HELP_NAME "漢字またはカナ" "In kanji or kana";
    HELP_BIRTH "例: 1955/2/17、昭和30年2月17日、S30.2.17" "e.g. 1955/2/17 or S30.2.17";

    // ---- what is wrong with it ----
    SLIP_EMPTY "入力してください。" "Please fill this in.";
    SLIP_NOT_DIGITS "数字だけを入力してください。" "Digits only, please.";
    SLIP_COUNT "いま{found}桁です。{expected}桁で入力してください。" "There are {found} digits; {expected} are needed.";
    SLIP_ALL_ZERO "0だけの番号はありません。" "No number is all zeros.";
    SLIP_CHECK "どこかの数字が違うようです。見比べてください。" "A digit seems to be wrong. Please compare.";
    KEPT_AS_WRITTEN "{slip}そう書かれているときは、このまま控えます。" "{slip} If that is what it says, it is kept so.";
    SLIP_SWAPPED "{place}桁目と{next}桁目が入れ替わっていませんか。"
        "Are the digits at places {place} and {next} swapped?";
    SLIP_MISREAD "{place}桁目は「{digit}」ではありませんか。" "Is the digit at place {place} a {digit}?";
    SLIP_OTHER_PAPER "{certificate}の番号ではありません。ほかの種類の券・証であれば「券・証を選び直す」を押してください。"
        "This is no number of a {certificate}. For another kind of paper press \"Choose the paper again\".";
    SLIP_OTHER_LAW "{certificate}の{payer_number}は12で始まります。見比べてください。"
        "The number on a {certificate} begins with 12 ({payer_number}). Please compare.";
    SLIP_TOO_LONG "長すぎます。余分な文字がないか確かめてください。" "Too long. Is there something extra in it?";
    SLIP_CHARACTER "この欄に使えない文字があります。" "There is a character that this field cannot hold.";
    SLIP_NOT_A_DAY "年月日として読めません。例のように入力してください。"
        "This cannot be read as a date. Write it as in 1955/2/17 or S30.2.17.";
    SLIP_NO_SUCH_DAY "この日付は暦にありません。" "There is no such day.";
    SLIP_NOT_IN_ERA "この元号に、この日はありません。" "The era did not have this day.";
    SLIP_IN_FUTURE "今日より後の日付です。" "This day is in the future.";
    SLIP_TOO_LONG_AGO "130年より前の日付です。" "This is more than 130 years ago.";

    // ---- 患者履歴 ----
    HISTORY_TITLE "患者履歴を確かめてください" "Has the patient been here before?";
    HISTORY_TEXT "同じ方の{chart}があれば選び、なければ新患として進みます。"
        "Choose the {chart} of the same person, or go on with a new patient.";
    HISTORY_SEARCH "患者履歴を探しています" "Looking for earlier visits";
    NEW_PATIENT "新患として進む" "Go on with a new patient";
    VARIANT_MARK "字体違い" "other form of a kanji";

    // ---- 複数該当 ----
    SEVERAL_TITLE "複数の資格が該当しました" "Several persons have these numbers";
    SEVERAL_TEXT "氏名などを本人に確かめ、理由を書いてから、どなたかを選んでください。"
        "Ask the patient for name and other details, note why, and choose who it is.";
    SEVERAL_PERSON "{place}人目" "Person {place}";
    SEVERAL_REASON "特定した理由" "Why it is this person";
    SEVERAL_REASON_HELP "例: 氏名と性別を本人に確認" "e.g. name and sex confirmed by the patient";
    SEVERAL_PICK "この方で進む" "Choose";
    SEVERAL_PICK_WHOM "この方で進む: {place}人目（{name}）" "Choose person {place} ({name})";
    SEVERAL_NONE "どの方でもない" "None of these";

    // ---- S2, S3 ----
    SENT_TEXT "この内容で照会しました。{certificate}と見比べてください。" "These details were sent. Compare them with the {certificate}.";
    SENT_PRESCRIPTION "この内容で照会しました。処方せんと見比べてください。" "These details were sent. Compare them with the prescription.";
    SENT_THIS "（照会に使用）" "(sent)";
    CORRECT "直して照会し直す" "Correct and check again";
    LOST_SINCE "{qualification_end}" "{qualification_end}";
    LOSS_DEATH "（理由: 死亡の届出）" "(reason: reported deceased)";
    LOSS_OTHER_SCHEME "（理由: ほかの制度への切り替え）" "(reason: change to another scheme)";
    LOSS_OTHER "（理由: その他）" "(reason: other)";
    LOST_TEXT "新しい{certificate}をお持ちか、本人に確かめてください。" "Ask whether the patient has a newer {certificate}.";
    OTHER_PAPER "別の種類の券・証で照会する" "Check with the other paper";
}
