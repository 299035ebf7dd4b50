//! What the patient screen says: nothing that names a person or a scheme.

use super::messages;

messages! { PATIENT
    PATIENT_IDLE "受付窓口にお声がけください" "Please speak to the reception desk";
    PATIENT_IDLE_TEXT "マイナンバーカードをお持ちの方は、ご用意ください。"
        "If you have a My Number card, please have it ready.";
    PATIENT_PUT_CARD "マイナンバーカードをカードリーダーに置いてください"
        "Please put your My Number card on the card reader";
    PATIENT_PUT_CARD_TEXT "終わるまで、そのまま動かさないでください。"
        "Please leave it there until we are done.";
    PATIENT_ONE_CARD "カードを1枚だけ置いてください" "Please leave only one card";
    PATIENT_ONE_CARD_TEXT "カードが2枚以上置かれています。マイナンバーカードだけを残してください。"
        "There is more than one card. Please leave only the My Number card.";
    PATIENT_WAIT "お待ちください" "Please wait";
    PATIENT_WAIT_TEXT "確認しています。カードはそのままにしてください。"
        "Checking. Please leave the card where it is.";
    PATIENT_UNDERWAY "受付を続けています" "Your reception goes on";
    PATIENT_UNDERWAY_TEXT "職員の案内をお待ちください。" "Please wait until a member of staff calls you.";
    PATIENT_CHOOSE "ご本人の確認方法を選んでください" "How shall we check that it is you?";
    PATIENT_CHOOSE_TEXT "カードはそのままにしてください。" "Please leave the card where it is.";
    PATIENT_USE_PIN "暗証番号（4桁）を使う" "Use the 4-digit PIN";
    PATIENT_USE_STAFF "職員による顔写真確認" "Photo check by our staff";
    PATIENT_NO_PIN "このカードでは暗証番号を使えません。職員がお顔を確認します。"
        "The PIN of this card cannot be used. Our staff will compare the photo.";
    PATIENT_ENTER_PIN "暗証番号（4桁）を入力してください" "Please enter your 4-digit PIN";
    PATIENT_PIN_WRONG "暗証番号が違います" "That PIN is not right";
    PATIENT_TRIES "あと{count}回入力できます" "Tries left: {count}";
    PATIENT_LAST_TRY "あと1回だけ入力できます。違うと暗証番号が使えなくなります。"
        "One try is left. If it is wrong, the PIN will be blocked.";
    PATIENT_LAST_TRY_TITLE "この番号で確認してよろしいですか" "Use this number?";
    PATIENT_LAST_TRY_CONFIRM "はい、最後の1回を使う" "Yes, use the last try";
    PATIENT_ENTER_AGAIN "入力し直す" "Enter it again";
    PATIENT_PIN_DIGITS "{count}桁入力しました" "{count} digits entered";
    PATIENT_PIN_PAD "暗証番号の入力" "PIN entry";
    PATIENT_PIN_DELETE "1文字消す" "Delete";
    PATIENT_PIN_CLEAR "全部消す" "Clear";
    PATIENT_PIN_CONFIRM "決定" "Confirm";
    PATIENT_PIN_CHECKING "確認しています" "Checking";
    PATIENT_PIN_FAILED "確認できませんでした。もう一度入力するか、職員にお声がけください。"
        "That did not work. Please try again or speak to our staff.";
    PATIENT_PIN_BLOCKED "暗証番号が使えなくなりました。職員がご案内します。"
        "The PIN is blocked now. Our staff will help you.";
    PATIENT_ASK_STAFF "職員に頼む" "Ask staff";
    PATIENT_ASKED "職員をお呼びしました。そのままお待ちください。" "Our staff has been called. Please wait.";
    PATIENT_STAFF_CHECKS "職員がお顔を確認します" "Our staff will check your face";
    PATIENT_STAFF_CHECKS_TEXT "マスクや帽子を外していただくことがあります。"
        "You may be asked to take off a mask or hat.";
    PATIENT_TAKE_CARD "カードをお取りください" "Please take your card";
    PATIENT_TAKE_CARD_TEXT "お忘れのないようお願いします。" "Please do not leave it behind.";
    PATIENT_DONE "受付が済みました" "You are checked in";
    PATIENT_DONE_TEXT "順番が来ましたらお呼びします。おかけになってお待ちください。"
        "Please have a seat; we will call you.";
    PATIENT_SPEAK "受付窓口の職員にお声がけください" "Please speak to the staff at the desk";
    PATIENT_SPEAK_TEXT "このあとは職員がご案内します。" "Our staff will help you from here.";
    PATIENT_OFFLINE "ただいま準備中です。受付窓口にお声がけください。"
        "This screen is not ready. Please speak to the reception desk.";
}
