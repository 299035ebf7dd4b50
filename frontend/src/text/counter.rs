//! What the counter says.

use super::messages;

messages! { COUNTER
    // ---- every screen ----
    CONNECTING "連携ソフト: 接続を試みています" "Reader service: connecting";
    CONNECTED "連携ソフト: 接続済み" "Reader service: connected";
    DISCONNECTED "連携ソフト: 切断" "Reader service: disconnected";

    // ---- frame ----
    TRAINING_MODE "練習モード ― 本番の受付には使えません" "Training mode - not for real receptions";
    COUNTER_TITLE "受付窓口" "Reception";
    STAFF_ON_DUTY "担当者" "Staff";
    CHOOSE_STAFF "担当者を選んでください" "Choose the member of staff";
    NO_STAFF "担当者が設定されていません。管理者に登録を依頼してください。"
        "No staff is set up. Ask your administrator to add them.";
    OPEN_PATIENT_SCREEN "患者画面を開く" "Open patient screen";
    OPEN_RECORDS_SCREEN "閲覧画面を開く" "Open records screen";
    PATIENT_SCREEN_PRESENT "患者画面: 接続済み" "Patient screen: connected";
    PATIENT_SCREEN_ABSENT "患者画面: 未接続" "Patient screen: not connected";
    PATIENT_SCREEN_BLOCKED "画面を開けませんでした。ブラウザーのポップアップの許可を確かめてください。"
        "The screen could not be opened. Check that the browser allows pop-ups here.";
    ANOTHER_TAB "別のタブで受付を操作しています。ここでは見るだけになります。"
        "Another tab is in charge of this desk. Here you can only look on.";
    WORK_HERE "この画面で操作する" "Work in this window";

    // ---- start and lists ----
    START_TITLE "受付を始める" "Start a reception";
    START_TEXT "カードは、置いてもらう前に押してください。カードのない方は券・証で始めます。"
        "With the card: press before it is put down. Without one, start with the paper.";
    START_CONSENT "閲覧の同意だけを受ける" "Consent only";
    START_WITH_CARD "カードで受付を始める" "Start with the card";
    TODAY_TITLE "本日の受付" "Today's receptions";
    TODAY_EMPTY "該当する受付はありません。" "No such receptions today.";
    FILTER_LABEL "表示する受付" "Receptions to show";
    FILTER_ALL "すべて" "All";
    FILTER_OPEN "対応中" "In progress";
    WAITING_PATIENT "患者の操作待ち" "Waiting for the patient";
    WAITING_COUNTER "窓口の操作待ち" "Waiting for the counter";
    WAITING_ANSWER "応答待ち" "Waiting for an answer";
    WAITING_QUESTIONNAIRE "{questionnaire}の提出待ち" "Waiting for the {questionnaire}";
    WAITING_CARD "カードの受け取り待ち" "The card is to be taken";
    NAME_NOT_KNOWN "（氏名未確認）" "(name not known yet)";
    PATIENT_NUMBER_IS "{patient_card} {number}" "{patient_card} no. {number}";
    STATUS_OPEN "受付中" "Open";
    STATUS_RECEIVED "受付済" "Received";
    STATUS_ENDED "終了（受付せず）" "Ended without reception";
    BY_FACE "顔認証" "By face";
    BY_PIN "暗証番号" "By PIN";
    BY_EYE "顔写真確認（目視）" "By eye (photo)";
    OPEN_RECEPTION "続きを開く" "Go on";
    INQUIRY_PENDING "照会番号 未登録" "Inquiry number to be sent";
    PENDING_TITLE "照会番号の再送待ち" "Inquiry numbers to be sent again";
    PENDING_NOT_TRIED "まだ送っていません" "Not sent yet";
    SEND_AGAIN "送り直す" "Send again";

    // ---- opened reception ----
    RECEPTION_NUMBER "受付 {number}番" "Reception no. {number}";
    BACK_TO_LIST "一覧に戻る" "Back to the list";
    PATIENT_SEES "患者画面の表示" "Shown to the patient";
    PATIENT_CALLS "患者が職員を呼んでいます。" "The patient is asking for staff.";
    PATIENT_WANTS_PIN "患者が暗証番号を選びました。" "The patient chose the PIN.";

    // ---- card reception ----
    PAPERS_TITLE "処方せんを受け取ってください" "Take the prescription";
    PAPERS_TEXT "お薬手帳、各種認定証等も預かり、続けてマイナンバーカードを置いてもらってください。"
        "The medication notebook and any certificates, too. Then the patient puts the My Number card down.";
    PAPERS_TAKEN "処方せんを受け取りました" "Prescription taken";
    PHASE_IDENTITY "本人確認" "Identity";
    PHASE_QUALIFICATION "資格確認" "Qualification";
    PHASE_CHART "{chart}" "{chart}";
    PHASE_DONE "受付" "Reception";
    PHASES_LABEL "受付の流れ" "Steps of the reception";
    END_RECEPTION "受付をやめる" "End this reception";
    END_RECEPTION_TITLE "この受付をやめますか。" "End this reception?";
    END_RECEPTION_TEXT "受付せずに終わります。本日の受付の一覧と電話の記録には残りますが、{chart}には何も登録しません。"
        "The patient is not received. The day's list and the record of calls keep it; nothing goes into the {chart}.";
    END_RECEPTION_CONSENT_TEXT "受付せずに終わります。本日の受付の一覧と電話の記録には残ります。{chart}には、閲覧の同意についての回答のほかは何も登録しません。"
        "The patient is not received. The day's list and the record of calls keep it; only what was answered about the viewing of records goes into the {chart}.";
    END_RECEPTION_CONFIRM "はい、受付をやめる" "Yes, end it";
    GO_ON_WITH_RECEPTION "受付を続ける" "Go on with it";
    RECEPTION_LOADING "受付の状態を読み込んでいます" "Loading the reception";
    WAIT_CARD_TITLE "マイナンバーカードを待っています" "Waiting for the My Number card";
    WAIT_CARD_TEXT "患者に、マイナンバーカードを専用カードリーダーに置いてもらってください。"
        "Ask the patient to put the My Number card on the reader.";
    LEFT_CARD_TITLE "カードがすでに置かれています" "A card is already there";
    LEFT_CARD_TEXT "前の方のカードではないか確かめてください。この方のカードなら、そのまま使えます。"
        "Make sure that it is not the last person's. If it belongs to this patient, it can be used.";
    CHOOSE_CARD_TITLE "カードが2枚以上置かれています" "More than one card is there";
    CHOOSE_CARD_TEXT "使うカードのリーダーを選ぶか、1枚だけ残してもらってください。"
        "Choose the reader to use, or have all but one card taken away.";
    USE_READER "{reader} のカードを使う" "Use the card on {reader}";
    CHECKING_BACKEND "オンライン資格確認につないでいます" "Connecting to the qualification service";
    CHECKING_CARD "カードを確認しています" "Looking at the card";
    WAY_TITLE "本人確認の方法" "How to identify the patient";
    WAY_TEXT "患者が患者画面で選びます。ここから選ぶこともできます。"
        "The patient chooses on the patient screen. You can choose here too.";
    WAY_PIN "暗証番号の入力を患者に頼む" "Let the patient enter the PIN";
    WAY_BY_EYE "顔写真確認（目視）" "Compare by eye";
    PIN_TRIES_LEFT "暗証番号は、あと{count}回入力できます。" "PIN tries left: {count}.";
    FACE_NOT_INSTALLED "この窓口に顔認証はありません。" "This desk has no face match.";
    PIN_TITLE "患者が暗証番号を入力しています" "The patient is entering the PIN";
    PIN_TEXT "番号は患者画面からカードへ直接送られ、この画面には届きません。"
        "The digits go straight from the patient screen to the card, never to this screen.";
    PIN_WAS_WRONG "暗証番号が違いました。" "The PIN was wrong.";
    PIN_NO_SCREEN "患者画面が開いていません。「患者画面を開く」を押してください。"
        "No patient screen is open. Press \"Open patient screen\".";
    BY_EYE_TITLE "顔写真確認（目視）" "Compare by eye";
    BY_EYE_TEXT "カード券面の写真と、目の前の方のお顔を見比べてください。カードはリーダーに置いたままにします。"
        "Compare the photo printed on the card with the person before you. The card stays on the reader.";
    BY_EYE_WHO "確認者: {name}" "Confirmed by: {name}";
    BY_EYE_CHOOSE_STAFF "先に担当者を選んでください。" "First choose the member of staff.";
    BY_EYE_PIN_UNUSABLE "このカードの暗証番号は使えません（ロックされているか、暗証番号のないカードです）。"
        "The PIN of this card cannot be used: it is blocked, or the card has none.";
    BY_EYE_CONFIRM "本人に間違いない" "It is the same person";
    BY_EYE_REFUSE "本人と確認できない" "It cannot be confirmed";
    TAKE_AWAY_FIRST "カードを取ってもらうと、次へ進めます。" "Go on once the card has been taken away.";
    QUERY_TITLE "資格を照会しています" "Asking for the qualification";
    LINK_TITLE "このカードは初回登録が済んでいません" "This card is not registered yet";
    LINK_TEXT "患者に、カードをこの受付で登録してよいか聞いてください。カードの置き直しも、暗証番号の再入力も不要です。"
        "Ask the patient whether the card may be registered now. Neither card nor PIN is needed again.";
    LINK_START "患者の同意を得た・登録する" "The patient agrees: register the card";
    LINK_PIN_TEXT "初回登録には暗証番号（顔認証のある窓口では顔認証も可）での本人確認が必要です。カードは置いたままにしてもらってください。どちらも使えないカードは登録できません。"
        "Registering needs the PIN, or the face where this desk has face recognition. The card stays on the reader. Where neither can be used, the card cannot be registered.";
    LINK_PIN "暗証番号で本人確認をする" "Identify by PIN";
    LINKING "初回登録をしています" "The card is being registered";
    LINKED "初回登録が終わりました" "The card is registered";
    LINKED_BEFORE "このカードはすでに登録されていました" "The card was registered already";
    LINKED_TEXT "結果を確かめ、続けて資格を確認してください。" "Go on to the qualification check.";
    LINKED_NEXT "資格を確認する" "Check the qualification";
    LINK_NOTHING "このカードに結び付く資格が見つかりません" "Nothing was found to register the card for";
    LINK_NOTHING_TEXT "券または証をお持ちか、患者に聞いてください。" "Ask the patient for the paper.";
    GO_BY_NUMBERS "券または証で受け付ける" "Receive by the paper";
    COVERAGE_TITLE "資格確認結果" "Result of the qualification check";
    COVERAGE_COMBINED "医療保険と医療扶助の併用です。" "Health insurance and medical assistance together.";
    STANDING_VALID "有効" "Valid";
    STANDING_LOST "資格喪失" "No longer valid";
    STANDING_UNENTRUSTED "未委託・未登録" "Not yet entrusted";
    STANDING_UNCLEAR "確認できません" "Could not be determined";
    NOTICE_FROM "オンライン資格確認からのお知らせ" "Notice from the qualification service";
    FIELD_NAME "氏名" "Name";
    FIELD_OTHER_NAME "通称等" "Other name";
    FIELD_KANA "氏名カナ" "Kana";
    FIELD_BIRTH "生年月日" "Date of birth";
    FIELD_SEX "性別" "Sex";
    FIELD_ADDRESS "住所" "Address";
    FIELD_SYMBOL "記号" "Symbol";
    FIELD_NUMBER "番号" "Number";
    FIELD_BRANCH "枝番" "Branch";
    FIELD_EXPIRY "有効期限" "Valid until";
    FIELD_INQUIRY_NUMBER "照会番号" "Inquiry number";
    FIELD_QUALIFICATION "資格" "Qualification";
    TICKET_MONTH "診療年月" "Month of treatment";
    TICKET_PERIOD "有効期間" "Period";
    TICKET_NUMBER "交付番号" "Issue number";
    TICKET_INSTITUTION "指定医療機関" "Designated institution";
    TICKET_OTHER "この機関あての券ではありません" "Not for this institution";
    TICKET_NONE "{certificate}の登録はありません。" "No {certificate} is registered.";
    SEX_MALE "男" "Male";
    SEX_FEMALE "女" "Female";
    SEX_UNSET "未設定" "Not set";
    PERCENT "{count}割" "{count}0%";
    PERCENT_NONE "0割" "0%";
    NO_END "期限なし" "No end date";
    YEN "{count}円" "{count} yen";
    NOT_GIVEN "―" "-";
    LOST_TITLE "有効な資格がありません" "No valid qualification";
    LOST_SINGLE "現行の{certificate}の未提示の場合と同様に対応してください。"
        "Handle this as when no {certificate} is shown.";
    UNENTRUSTED_TITLE "{institution}への委託がまだ登録されていません" "Not yet entrusted to {institution}";
    UNENTRUSTED_TEXT "月の前半にはよくあることです。結果を患者に伝え、福祉事務所に電話で照会してください。"
        "This is common in the first half of a month. Tell the patient, and ask the welfare office by telephone.";
    UNENTRUSTED_NOTICE "福祉事務所の回答は「可」です。患者をお呼びし、氏名・生年月日などの基礎情報だけで登録します。"
        "The welfare office says yes. Call the patient; only name, date of birth and other basics are stored.";
    CALL_TITLE "{payer}への電話照会" "Call: {payer}";
    CALL_ASK "被保護者かどうかと、医療扶助の利用の可否を尋ね、回答を記録してください。"
        "Ask whether the patient receives public assistance and whether medical assistance can be used. Note the answer.";
    CALL_SAY_LABEL "電話での言い方（周りの方に聞こえない場所からおかけください）"
        "What to say on the telephone (call from where others cannot hear)";
    CALL_SAY "お世話になっております。{place}の受付でございます。医療扶助の利用について照会したく、お電話いたしました。{patient}様{kana}、生年月日{birth}の方が、そちらで保護を受けていらっしゃるかどうか、また、{place}で医療扶助を利用できるかどうか、お教えいただけますでしょうか。"
        "This is the reception of {place}, calling about medical assistance. Could you tell me whether {patient}{kana}, born {birth}, receives public assistance from your office, and whether medical assistance can be used at {place}?";
    CALL_ASK_INSURER "資格の有無を尋ね、回答を記録してください。" "Ask whether the patient is covered. Note the answer.";
    CALL_SAY_INSURER "お世話になっております。{place}の受付でございます。資格について照会したく、お電話いたしました。{patient}様{kana}、生年月日{birth}の方の資格が現在有効かどうか、お教えいただけますでしょうか。"
        "This is the reception of {place}, calling about a qualification. Could you tell me whether {patient}{kana}, born {birth}, is covered at present?";
    CALL_TELEPHONE "電話番号" "Telephone number";
    CALL_PERSON "応対した方" "Who answered";
    CALL_NOTE "メモ（{certificate}の番号は書かないでください）" "Note (no numbers of the {certificate}, please)";
    CALL_USABLE "可（利用できる）" "Yes, usable";
    CALL_NOT_USABLE "否（利用できない）" "No, not usable";
    CALL_BACK "折り返し・不在" "No answer, or they call back";
    CALLS_MADE "この受付の電話" "Calls of this reception";
    CALL_SAID_NO "福祉事務所の回答は「否」です。自費で受け付けるか、この受付を終えてください。もう一度電話することもできます。"
        "The welfare office said no. Receive the patient at their own expense or close this reception; you can also call again.";
    CALL_WAITS "福祉事務所の回答を待っています。一覧に戻れば、その間にほかの方を受け付けられます。"
        "Waiting for the welfare office. Go back to the list to receive others meanwhile.";
    OWN_EXPENSE "自費で受け付ける" "Receive at own expense";
    OWN_EXPENSE_NOTICE "自費での受付です。資格情報は登録しません。" "Received at own expense. No qualification is stored.";
    NOT_FOUND_TITLE "該当する資格がありません" "No qualification was found";
    NOT_FOUND_TEXT "券または証の提示を求めてください。" "Ask the patient for the paper that shows it.";
    REFUSED_TITLE "オンライン資格確認が異常終了しました" "The qualification service ended with an error";
    CLOSE_RECEPTION "この受付を終える" "Close this reception";
    OTHERWISE_ON_PAPER "{certificate}の氏名か生年月日が、資格確認結果と違います。別の方の資格かもしれません。入力を見直し、本人に確かめてください。"
        "Name or date of birth on the {certificate} is not that of the result. It may be somebody else's: check what was typed, and ask the patient.";
    NEXT_CHART_SEARCH "{chart}を探しています" "Searching for the {chart}";
    NEXT_CHART_LOOKUP "照会番号の{chart}を開いています" "Opening the {chart} of the inquiry number";
    DIFFERS_TITLE "{chart}を確かめてください" "Check the {chart}";
    DIFFERS_UNKNOWN "照会番号 {number} の{chart}はここにありません。"
        "There is no {chart} with inquiry number {number} here.";
    DIFFERS_OTHER "番号 {number} の{chart}は、資格確認結果と氏名または生年月日が違います。"
        "The {chart} with number {number} has another name or date of birth than what was received.";
    DIFFERS_SEVERAL "資格ごとに違う照会番号が登録されています: {number}"
        "The qualifications carry different inquiry numbers: {number}";
    DIFFERS_PICKED "選んだ{chart}と、照会番号の{chart}が別です: {number}"
        "The {chart} that was picked is not the {chart} of the inquiry number: {number}";
    IN_CHART "{chart}" "{chart}";
    IN_ANSWER "資格確認結果" "Received";
    ITEM "項目" "Item";
    SAME_PERSON "同じ方の{chart}として続ける" "It is the same person: go on with this {chart}";
    SEARCH_INSTEAD "氏名と生年月日で探す" "Search by name and date of birth";
    PICK_TITLE "同じ方の{chart}があるか確かめてください" "Is there a {chart} of the same person?";
    PICK_TEXT "同じ方の{chart}があれば選び、なければ新規{chart}を起票してください。"
        "Choose the {chart} of the same person, or open a new one.";
    LAST_RECEPTION "前回受付" "Last reception";
    PICK_THIS "この{chart}を使う" "Use this {chart}";
    PICK_NEW "新規{chart}を起票する" "Open a new {chart}";
    SAME_MARK "一致" "same";
    OTHER_MARK "相違" "differs";
    QUESTIONNAIRE_TITLE "新規{chart}を起票します" "Opening a new {chart}";
    QUESTIONNAIRE_TEXT "{questionnaire}を受け取り、必要なことを書き写してください。空欄のままでも登録できます。"
        "Take the {questionnaire} and copy what is needed. It may stay empty.";
    COMPLAINT "{complaint}" "{complaint}";
    ALLERGIES "アレルギー・副作用歴" "Allergies and side effects";
    MEDICINES "服用中の薬" "Current medicines";
    TOO_LONG "{longest}文字までです。いま{count}文字あります。" "At most {longest} characters fit; there are {count}.";
    REGISTER_NEW "{questionnaire}と資格情報を登録する" "Store {questionnaire} and qualification";
    REGISTER_BASICS "{questionnaire}を登録する" "Store {questionnaire}";
    BACK_TO_SEARCH "{chart}の検索に戻る" "Back to the search for the {chart}";
    UPDATE_TITLE "前回からの変更" "Changes since the last visit";
    UPDATE_NONE "前回から変わりはありません。" "Nothing has changed since the last visit.";
    UPDATE_TEXT "内容を確かめて登録してください。" "Check them and store.";
    UPDATE_BASICS "氏名・住所などの基礎情報も更新する" "Update name, address and other basics too";
    UPDATE_CONFIRM "資格情報を更新する" "Update the qualification";
    UPDATE_SAME "このまま受け付ける" "Receive as it is";
    REGISTERING "登録しています" "Storing";
    REGISTERING_NUMBER "照会番号を登録しています" "Registering the inquiry number";
    RECEIVED_TITLE "受付が済みました" "The patient is received";
    RECEIVED_NEW "{patient_card}を発行し、お渡しください。" "Issue the {patient_card} and hand it over.";
    RECEIVED_KNOWN "おかけになってお待ちいただくよう、ご案内ください。" "Ask the patient to take a seat.";
    RECEIVED_UNENTRUSTED "福祉事務所の回答により受け付けました。{certificate}の情報は、後日の資格確認で登録します。"
        "Received after the welfare office said yes. Register the {certificate} at a later check.";
    NUMBER_REGISTERED "照会番号を登録しました。" "The inquiry number is registered.";
    NUMBER_PENDING "照会番号はまだ登録できていません。一覧から送り直せます。"
        "The inquiry number is not registered yet; send it again from the list.";
    FINISH "完了" "Finish";
    TAKE_CARD_TITLE "カードをお取りください" "The card has to be taken";
    TAKE_CARD_TEXT "患者がカードを取ると、この受付が終わります。"
        "The reception ends when the patient takes the card.";
    CARD_STILL_THERE "カードがまだリーダーに残っています。患者に声をかけてください。"
        "The card is still on the reader. Please remind the patient.";
    OVER_RECEIVED "受付を終えました" "Reception finished";
    OVER_REFUSED "本人確認ができなかったため、照会せずに終えました"
        "Ended without a query: the identity was not confirmed";
    OVER_NOT_COVERED "受付せずに終えました" "Ended without reception";
    OVER_ABANDONED "受付をやめました" "The reception was ended";
    OVER_CONSENTED "閲覧の同意を{chart}に記録しました" "The consent is noted in the {chart}";
    NEXT_PATIENT "次の受付へ" "Next patient";

    // ---- readers ----
    READERS_TITLE "カードリーダー" "Card readers";
    READER_EMPTY "カードなし" "No card";
    READER_CARD "カードあり" "Card present";
    READER_IN_USE "ほかのソフトが使用中" "In use by another program";

    // ---- idle lock ----
    LOCK_TITLE "画面を隠しています" "The screen is covered";
    LOCK_TEXT "受付の内容を隠しました。担当者を選んで再開してください。"
        "The reception is covered. Choose the member of staff to go on.";
    LOCK_NOW "画面を隠す" "Cover now";
    UNLOCK "再開する" "Go on";

    // ---- what did not work out ----
    FAILED_IDENTITY "本人確認を進められません" "The identity check cannot go on";
    FAILED_QUERY "資格を照会できませんでした" "The qualification could not be checked";
    FAILED_LINK "初回登録ができませんでした" "The card could not be registered";
    FAILED_HISTORY "患者履歴を確認できませんでした" "Earlier visits could not be looked up";
    FAILED_CHART "{chart}を検索できませんでした" "The {chart} search failed";
    FAILED_REGISTRATION "登録がまだ済んでいません" "Not stored yet";
    UNCLEAR_TITLE "資格を確認できませんでした" "The qualification could not be determined";
    CORRECT_ENTRIES "入力を直す" "Correct the entries";
    TOO_EARLY "画面が切り替わったばかりです。もう一度押してください。" "The screen has just changed. Please press again.";
    CALLS_FULL "この受付に記録できる電話は20件までです。" "This reception holds 20 calls; no more can be recorded.";
    CALLS_LAST "あと1件です。可か否の回答を記録してください。" "One more fits: record a yes or a no.";
}
