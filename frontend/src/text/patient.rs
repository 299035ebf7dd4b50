//! What the patient screen says, in part the counter too: nothing that names a person or a scheme. Each sentence has a line in
//! every table of [`further`](super::further) as well; without it the program does not compile.

macro_rules! messages_for_patients {
    ($($name:ident $ja:literal $en:literal;)+) => {
        /// Which sentence: what a further language is asked for.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Line {
            $(#[doc = $en] $name,)+
        }

        impl crate::text::Message {
            $(#[doc = $en] pub(crate) const $name: Self = Self(&crate::text::Sentence {
                texts: [$ja, $en],
                line: Some(Line::$name),
            });)+
        }

        /// Every sentence of this table, with its name.
        #[cfg(test)]
        pub(super) const PATIENT: &[(&str, crate::text::Message)] =
            &[$((stringify!($name), crate::text::Message::$name),)+];
    };
}

messages_for_patients! {
    // ---- the counter says these, too ----
    APP_NAME "窓口" "Madoguchi";
    LANGUAGE_OF_SCREEN "表示言語" "Language";
    ERROR_CODE_IS "コード {code}" "Code {code}";
    NOT_PAIRED_TITLE "この画面はまだ窓口に登録されていません" "This screen is not paired with a desk yet";
    NOT_PAIRED_PATIENT "受付窓口の画面で「患者画面を開く」を押してください。"
        "Press \"Open patient screen\" on the counter screen.";

    // ---- the steps ----
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
    PATIENT_USE_FACE "顔で確認する" "Face check by camera";
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
    PATIENT_KEY_DELETE "1文字消す" "Delete";
    PATIENT_KEY_CLEAR "全部消す" "Clear";
    PATIENT_KEY_CONFIRM "決定" "Confirm";
    PATIENT_PIN_CHECKING "確認しています" "Checking";
    PATIENT_PIN_FAILED "確認できませんでした。もう一度入力するか、職員にお声がけください。"
        "That did not work. Please try again or speak to our staff.";
    PATIENT_PIN_BLOCKED "暗証番号が使えなくなりました。職員がご案内します。"
        "The PIN is blocked now. Our staff will help you.";
    PATIENT_ENTER_NUMBER "カードに書かれた数字を入力してください"
        "Please enter the numbers printed on your card";
    PATIENT_NUMBER_PAD "カードの数字の入力" "Entry of the card's numbers";
    PATIENT_NUMBER_HINT "カードは動かさないでください。お分かりにならない場合は、暗証番号をご利用ください。"
        "Please leave the card where it is. If you are not sure, use your PIN instead.";
    PATIENT_NUMBER_HINT_STAFF "カードは動かさないでください。お分かりにならない場合は、職員にお声がけください。"
        "Please leave the card where it is. If you are not sure, ask our staff.";
    PATIENT_NUMBER_WRONG "数字が違います。最初から入力してください。"
        "The numbers do not match. Please enter them again.";
    PATIENT_NUMBER_FAILED "確認できませんでした。もう一度入力するか、職員にお声がけください。"
        "That did not work. Please try again or speak to our staff.";
    PATIENT_NUMBER_LAST_TRY "あと1回だけ入力できます。違うと顔認証が使えなくなります。"
        "One try is left. If it is wrong, the face check will be blocked.";
    PATIENT_NUMBER_BLOCKED "このカードでは顔認証が使えなくなりました。"
        "The face check is blocked for this card now.";
    PATIENT_NO_SUCH_DATE "その月日はありません。生年月日をもう一度入力してください。"
        "There is no such day. Please enter the date of birth again.";
    PATIENT_NO_SUCH_YEAR "有効期限の年は「20」から始まる4桁です。もう一度入力してください。"
        "The year of expiry has four digits and begins with 20. Please enter it again.";
    PATIENT_PART_ENTERED "{length}桁のうち{count}桁入力しました" "{count} of {length} digits entered";
    PATIENT_BIRTH_DATE "生年月日" "Date of birth";
    PATIENT_BIRTH_DATE_HINT "年・月・日を2桁ずつ（元年は01）" "Year, month, day: two digits each, as printed";
    PATIENT_BIRTH_DATE_EXAMPLE "例：昭和60年3月5日 → 60 03 05" "Example: Showa 60, March 5: 60 03 05";
    PATIENT_EXPIRY_YEAR "有効期限の年" "Year of expiry";
    PATIENT_EXPIRY_YEAR_HINT "西暦4桁" "Four digits";
    PATIENT_EXPIRY_YEAR_EXAMPLE "例：2031年3月5日まで有効 → 2031" "Example: valid until March 5, 2031: 2031";
    PATIENT_SECURITY_CODE "セキュリティコード" "Security code";
    PATIENT_SECURITY_CODE_HINT "4桁の数字" "Four digits";
    PATIENT_SECURITY_CODE_EXAMPLE "顔写真のある面に書かれています" "On the side with your photo";
    PATIENT_YEAR "年" "y";
    PATIENT_MONTH "月" "m";
    PATIENT_DAY "日" "d";
    PATIENT_FACE "顔認証" "Face check";
    PATIENT_FACE_TIP "マスクやサングラスは外してください。映像は確認だけに使い、保存しません。"
        "Please take off a mask or sunglasses. Pictures are used for this check only and are not kept.";
    PATIENT_FACE_LOOK_HERE "顔を枠の中に入れてください" "Put your face inside the frame";
    PATIENT_FACE_CLOSER "もう少し近づいてください" "Come a little closer";
    PATIENT_FACE_BACK "もう少し離れてください" "Move back a little";
    PATIENT_FACE_CENTRE "顔を枠の真ん中に合わせてください" "Move to the middle of the frame";
    PATIENT_FACE_STRAIGHT "まっすぐ前を見てください" "Look straight ahead";
    PATIENT_FACE_DARK "暗いようです。明るいほうを向いてください" "It is too dark. Turn towards the light";
    PATIENT_FACE_BRIGHT "明るすぎるようです。光を避けてください" "It is too bright. Turn away from the light";
    PATIENT_FACE_ALONE "お一人だけで映ってください" "One person only, please";
    PATIENT_FACE_STILL "そのまま動かないでください" "Hold still";
    PATIENT_FACE_LEFT "ゆっくり左を向いてください" "Slowly turn your head to the left";
    PATIENT_FACE_RIGHT "ゆっくり右を向いてください" "Slowly turn your head to the right";
    PATIENT_FACE_NOD "ゆっくりうなずいてください" "Slowly nod";
    PATIENT_FACE_BLINK "目を閉じて、ゆっくり開けてください" "Close your eyes, then open them slowly";
    PATIENT_FACE_OVER "ありがとうございます。確認しています" "Thank you. Checking now";
    PATIENT_TEST "カメラの確認中です" "The camera is being tested";
    PATIENT_TEST_TEXT "すぐに終わります。受付は窓口の職員にお声がけください。" "It is soon over. For the reception, please speak to our staff.";
    PATIENT_TEST_SLOW "カメラの準備に時間がかかっています" "The camera takes longer than usual";
    PATIENT_CAMERA_STARTS "カメラを準備しています" "The camera is starting";
    PATIENT_CAMERA_SLOW "カメラの準備に時間がかかっています。ほかの方法も選べます"
        "The camera takes longer than usual. You can also choose another way";
    PATIENT_CAMERA_REFUSED "カメラが許可されていないため、顔認証は使えません。"
        "The camera is not allowed here, so the face check cannot be used.";
    PATIENT_CAMERA_ABSENT "カメラが見つからないため、顔認証は使えません。"
        "No camera was found, so the face check cannot be used.";
    PATIENT_CAMERA_IN_USE "カメラがほかで使われているため、顔認証は使えません。"
        "The camera is in use elsewhere, so the face check cannot be used.";
    PATIENT_CAMERA_SILENT "カメラが動かないため、顔認証は使えません。"
        "The camera does not respond, so the face check cannot be used.";
    PATIENT_CONSENT_MEDICATIONS "お薬の情報を見てもよいですか" "May your medicine records be seen?";
    PATIENT_CONSENT_CHECKUPS "健診の結果を見てもよいですか" "May your checkup results be seen?";
    PATIENT_CONSENT_PLACE "質問は2つあります（{count}つ目）" "Question {count} of 2";
    PATIENT_CONSENT_MEDICATIONS_TEXT "医師や薬剤師が、これまでにもらったお薬の名前・量・日にちを見ます。見るのは今日だけです。"
        "A doctor or pharmacist sees names, amounts and dates of medicines you were given. Today only.";
    PATIENT_CONSENT_CHECKUPS_TEXT "医師や薬剤師が、これまでに受けた健診の数値を見ます。見るのは今日だけです。"
        "A doctor or pharmacist sees the values of checkups you have had. Today only.";
    PATIENT_CONSENT_FREE "どちらを選んでも、受付はそのまま進みます。" "Either way, your reception goes on.";
    PATIENT_CONSENT_YES "はい、見てもよいです" "Yes, they may be seen";
    PATIENT_CONSENT_NO "いいえ、見せません" "No, keep them private";
    PATIENT_CONSENT_BACK "前の質問に戻る" "Back to the first question";
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
    PATIENT_ANSWERED "ご回答ありがとうございました" "Thank you for your answer";
    PATIENT_ANSWERED_TEXT "こちらでのお手続きは終わりです。" "You are finished here.";
    PATIENT_SPEAK "受付窓口の職員にお声がけください" "Please speak to the staff at the desk";
    PATIENT_SPEAK_TEXT "このあとは職員がご案内します。" "Our staff will help you from here.";
    PATIENT_OFFLINE "ただいま準備中です。受付窓口にお声がけください。"
        "This screen is not ready. Please speak to the reception desk.";
}
