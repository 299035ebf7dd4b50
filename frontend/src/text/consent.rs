//! What the counter says of consent to 薬剤情報 and 健診情報; the records screen names the kinds and the answers in the same words.

use super::messages;

messages! { CONSENT
    CONSENT_TITLE "薬剤情報・健診情報の閲覧" "Viewing of medicine and checkup records";
    CONSENT_OFFER "患者画面で、薬剤情報と健診情報のそれぞれについて同意を尋ねます。カードも暗証番号ももう要りません。"
        "The patient screen asks for consent to each of the two. Neither card nor PIN is needed again.";
    CONSENT_ASK "患者に同意を尋ねる" "Ask the patient for consent";
    CONSENT_ASK_AGAIN "もう一度尋ねる" "Ask again";
    CONSENT_ASKING_TITLE "患者に閲覧の同意を尋ねています" "The patient is being asked for consent";
    CONSENT_ASKING_MEDICATIONS "患者画面で薬剤情報について尋ねています。回答を待ってください。"
        "The patient screen asks about medicine records. Wait for the answer.";
    CONSENT_ASKING_CHECKUPS "続けて健診情報について尋ねています。" "Now it asks about checkup records.";
    CONSENT_LEAVE_OUT "尋ねるのをやめて受付を続ける" "Stop asking and go on";
    CONSENT_GO_ON "このまま受付を続ける" "Go on without it";
    CONSENT_REGISTERING "同意を登録しています" "Registering the consent";
    CONSENT_NOTING "同意を{chart}に記録しています" "Noting the consent in the {chart}";
    CONSENT_FAILED "同意を登録できませんでした" "The consent could not be registered";
    CONSENT_FAILED_TEXT "いまの回答は登録されていません。「同意あり」では閲覧できません。「同意なし」はこのあと{chart}に記録し、前の同意があっても閲覧できないようにします。受付は続けられます。"
        "This answer is not registered. A consent opens nothing. A refusal goes into the {chart} next and takes back what was agreed to before. The reception can go on.";
    CONSENT_NOT_REGISTERED "いまの回答は登録されていません。「同意あり」では閲覧できません。" "This answer is not registered. A consent opens nothing.";
    CONSENT_NOT_NOTED "同意を{chart}に記録できませんでした" "The consent could not be noted in the {chart}";
    CONSENT_NOT_NOTED_TEXT "同意は登録されましたが、{chart}に記録されていないため、この回答の「同意あり」では閲覧できません。"
        "The consent is registered, but the {chart} does not have it: nothing can be viewed by this answer.";
    CONSENT_REFUSED "同意しなかった情報" "Refused";
    CONSENT_REFUSAL_NOTING "「同意なし」を{chart}に記録しています" "Noting the refusal in the {chart}";
    CONSENT_REFUSAL_NOT_NOTED "「同意なし」を{chart}に記録できませんでした" "The refusal could not be noted in the {chart}";
    CONSENT_REFUSAL_NOT_NOTED_TEXT "この「同意なし」は{chart}に記録されていません。今日すでに同意していたときは、その情報をまだ閲覧できることがあります。"
        "This refusal is not noted in the {chart}. What was agreed to earlier today may still be viewed.";
    CONSENT_AHEAD "「同意なし」はもう{chart}に記録しています。" "The refusal is in the {chart} already.";
    CONSENT_DUE "受付の登録のあとに{chart}に記録します。" "The {chart} gets it when the reception is stored.";
    CONSENT_REGISTERED "回答を登録しました。{chart}には受付の登録のあとに記録します。"
        "The answer is registered; the {chart} gets it when the reception is stored.";
    CONSENT_NOTED "登録し、{chart}に記録しました。" "Registered, and noted in the {chart}.";
    CONSENT_UNANSWERED "患者から回答がありませんでした。同意は登録していません。前の回答があれば、それが続きます。"
        "The patient did not answer. Nothing new is registered; an earlier answer holds.";
    CONSENT_STAFF_WANTED "患者が職員を呼んでいます。同意は登録していません。前の回答があれば、それが続きます。"
        "The patient is asking for staff. Nothing new is registered; an earlier answer holds.";
    CONSENT_ON_CHART "{chart}に記録しています。" "It is in the {chart}.";
    CONSENT_HELD "続いている回答" "The answer that holds";
    CONSENT_TOO_LATE "本人確認から時間がたったため、この受付では登録できません。受付を終えてから「閲覧の同意だけを受ける」で、カードをもう一度置いてもらってください。"
        "The identity check is too long ago to register consent with. Finish, then start \"Consent only\" with the card.";
    CONSENT_EARLIER_HOLDS "前の回答があれば、それが続きます。" "An earlier answer holds.";
    CONSENT_LEFT_OUT "今回の同意は尋ねていません。前の回答があれば、それが続きます。" "The patient was not asked this time; an earlier answer holds.";
    CONSENT_MEDICATIONS "薬剤情報" "Medicine records";
    CONSENT_CHECKUPS "健診情報" "Checkup records";
    CONSENT_YES "同意あり" "consent given";
    CONSENT_NO "同意なし" "refused";
}
