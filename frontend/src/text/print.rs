//! What is said where something is printed, and what stands on the paper. Nothing on what a patient carries names a scheme
//! (D11); a table test of `pages/counter/print` reads it as it is drawn.

use super::messages;

messages! { PRINT
    // ---- before it is printed ----
    PRINT "印刷" "Print";
    PRINT_LINE "印刷: 受付 {number}番" "Print: reception no. {number}";
    PRINT_CARD "{patient_card}を印刷する" "Print the {patient_card}";
    PRINT_SLIP "受付票を印刷する" "Print the reception slip";
    PRINT_CALL_SHEET "照会票を印刷する" "Print the call sheet";
    PRINT_TITLE "印刷の確認" "Before printing";
    PRINT_LOADING "印刷の画面を読み込んでいます" "Loading what is to be printed";
    PRINT_NOW "印刷する" "Print";
    PRINT_WHAT "印刷するもの" "What to print";
    PRINT_ON "用紙" "Paper";
    PRINT_PREVIEW "印刷の見本" "Preview";
    ON_A4 "A4用紙" "A4";
    ON_ROLL "ロール紙（幅80mm）" "Roll, 80 mm wide";
    ON_CARD "カード（85.6×54mm）" "Card, 85.6 x 54 mm";
    PRINT_WITH_NAME "氏名を入れる" "With the name";

    // ---- 受付票, 診察券 ----
    SLIP "受付票" "Reception slip";
    CARD "{patient_card}" "{patient_card}";
    SLIP_NUMBER "受付番号" "Number";
    PATIENT_NUMBER "患者番号" "Patient no.";
    CALLED "{name} 様" "{name}";
    SLIP_WAIT "お呼びするまで、おかけになってお待ちください。" "Please take a seat until you are called.";
    SLIP_KEEP "この票は、お会計が済むまでお持ちください。" "Please keep this slip until you have paid.";
    SLIP_KEEP_PHARMACY "この票は、お薬をお渡しするまでお持ちください。" "Please keep this slip until you have your medicine.";
    CARD_BRING "受付でお出しください。" "Please show this at reception.";

    // ---- 照会票 ----
    CALL_SHEET "{payer}への電話照会票" "Call sheet: {payer}";
    CALL_SHEET_INSIDE "職員用 ― 患者さんに渡さないでください" "For staff only - do not hand this to a patient";
    CALL_SHEET_SAY "電話での言い方" "What to say";
    CALL_SHEET_ANSWER "回答" "Answer";
    CALL_SHEET_WHEN "照会した日時" "When called";
    CALL_SHEET_STAFF "照会した職員" "Who called";
    CALL_SHEET_PRINTED "印刷: {time}" "Printed: {time}";

    // ---- 患者を探す ----
    FIND_TITLE "患者を探す" "Find a patient";
    FIND_LABEL "患者番号または氏名" "Patient number or name";
    FIND_HELP "{patient_card}のQRコードは、この欄で読み取れます。" "The QR code of a {patient_card} can be read into this field.";
    FIND_OPEN "番号・氏名で探す" "Find by number or name";
    FIND_LOADING "検索欄を読み込んでいます" "Loading the search";
    FIND "探す" "Find";
    FIND_RUNS "患者を探しています" "Looking for the patient";
    FIND_NONE "見つかりませんでした。番号か氏名を確かめてください。" "Nobody was found. Check the number or the name.";
    FIND_FOUND "見つかった患者" "Patients found";
}
