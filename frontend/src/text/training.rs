//! What the training drawer says (D13).

use super::messages;

messages! { TRAINING
    TRAINING_OPEN "練習用カードを開く" "Open the training cards";
    TRAINING_CLOSE "練習用カードを閉じる" "Close the training cards";
    TRAINING_TITLE "練習用カード" "Training cards";
    TRAINING_TEXT "すべて架空の人物です。選んだカードがソフトウェアのリーダーに置かれます。"
        "All persons are made up. The chosen card is put on the software reader.";
    TRAINING_READER "置くリーダー" "Onto reader";
    TRAINING_PUT "置く" "Put";
    TRAINING_TAKE "カードを取る" "Take the card";
    TRAINING_MUTE "応答を止める" "Make it mute";
    TRAINING_PAPER "{certificate}を見る" "Look at the {certificate}";
    TRAINING_PIN "暗証番号 {pin}" "PIN {pin}";
    TRAINING_NO_PIN "使える暗証番号なし" "no PIN that works";

    TOUR_TITLE "練習コース {number} / {all}" "Practice {number} of {all}";
    TOUR_BEFORE "前の練習" "The one before";
    TOUR_NEXT "次の練習" "The next one";
    TOUR_PUT "この人のカードを置く" "Put this person's card";
    TOUR_PRESS "「{button}」を押します。" "Press \"{button}\".";
    TOUR_TOUCH "患者画面で「{button}」に触れます。" "On the patient screen touch \"{button}\".";
    TOUR_DOCTOR "閲覧画面で「{button}」を押します。" "On the records screen press \"{button}\".";
    TOUR_PRESS_AGAIN "この患者で前にも練習したことがあれば、ここで「{button}」を押します。"
        "If this patient has been practised with before, press \"{button}\" here.";
    TOUR_INSTEAD "この患者で前にも練習したことがあれば、上の2つの代わりに「{button}」を押します。前回から変わっていれば「{changed}」と出ます。"
        "If this patient has been practised with before, press \"{button}\" in place of the two steps above; if something has changed since, it says \"{changed}\".";
    TOUR_LINKED_BEFORE "この患者で前にも練習したことがあれば、登録は済んでいて、上の2つは出ません。"
        "If this patient has been practised with before, the card is registered and the two steps above do not come.";
    TOUR_DO_PUT "下の「{button}」を押します。" "Press \"{button}\" below.";
    TOUR_PIN "患者画面で暗証番号 {pin} を入れます。" "On the patient screen enter the PIN {pin}.";
    TOUR_REASON "{questionnaire}に、きょうの理由を書きます。" "Write today's reason into the {questionnaire}.";
    TOUR_COPY "下の{certificate}のとおりに入力します。" "Copy what is on the {certificate} below.";
    TOUR_COPY_OTHER_DAY "下の{certificate}のとおりに入力し、生年月日の日だけを変えます。" "Copy what is on the {certificate} below, but with another day of birth.";
    TOUR_CALL "電話をしたつもりで、応対した方の名前を書きます。" "As if you had called, write down who answered.";
    TOUR_WAIT "終わるまで待ち、登録された件数を確かめます。" "Wait until it is finished and look how many were registered.";

    TOUR_FIRST_VISIT "初めて来た患者を、カードで受け付ける" "Receive somebody who has not been here, with the card";
    TOUR_SECOND_VISIT "2回目の患者を受け付け、薬剤情報の閲覧に同意を得て、閲覧画面で見る" "Receive them a second time, ask for consent to their records, and look at them";
    TOUR_COMBINED "2つの資格がある患者を受け付ける" "Receive somebody with both kinds of cover";
    TOUR_PAPER "カードのない患者を、{certificate}で受け付ける" "Receive somebody without the card, by the {certificate}";
    TOUR_INSURANCE_PAPER "カードのない患者を、{certificate}で受け付ける" "Receive somebody without the card, by the {certificate}";
    TOUR_LINK "カードの初回登録をして受け付ける" "Register a card for the first time, and receive its holder";
    TOUR_UNENTRUSTED "福祉事務所に電話で確かめて受け付ける" "Ask the welfare office by telephone, and receive the patient";
    TOUR_NOT_FOUND "番号に該当する方がいないとき" "When nobody has these numbers";
    TOUR_LOST "資格を失っていた患者を、自費で受け付ける" "Receive somebody whose cover has ended, at their own expense";
    TOUR_MONTH "今月の資格情報をまとめて取得する" "Retrieve this month's qualifications";
}
