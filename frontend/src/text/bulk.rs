//! What the counter says in 一括取得. Outside of its own page nothing of it names a scheme (D11).

use super::messages;

messages! { BULK
    // ---- the way there ----
    BULK_LINK_TITLE "月次の資格確認" "Monthly check";
    BULK_LINK_TEXT "委託先資格情報をまとめて取得し、登録します。患者の操作はいりません。"
        "Retrieves and registers the entrusted qualifications of a month. No patient is needed.";
    BULK_OPEN "資格情報の一括取得" "Retrieve qualifications";
    BULK_LOADING "一括取得の画面を読み込んでいます" "Loading the retrieval";
    BULK_COMPLETED_LATER "資格情報を後から登録済み" "Qualification registered later";

    // ---- the month ----
    BULK_TITLE "{certificate}情報の一括取得" "Retrieval of {certificate}s";
    BULK_MONTH_HEAD "診療年月を選んでください" "Choose the month of treatment";
    BULK_MONTH "診療年月" "Month of treatment";
    BULK_MONTH_TEXT "{institution}を指定する{certificate}と、紐づく資格情報を取得します。月の前半は、まだ登録されていないことがあります。"
        "Retrieves every {certificate} that names {institution}, with its qualification. In the first half of a month some may not be registered yet.";
    BULK_START "一括取得を指示する" "Start the retrieval";
    BULK_RESUME "続きから取得する" "Go on with the retrieval";
    BULK_NEVER "この診療年月は、まだ取得していません。" "This month has not been retrieved yet.";
    BULK_BEFORE "前回の取得: {time}、登録 {registered}件、無効 {invalid}件、エラー・要確認 {failed}件。もう一度取得しても、二重には登録されません。"
        "Last retrieved: {time}; {registered} registered, {invalid} invalid, {failed} in error or to be checked. Retrieving again registers nothing twice.";
    BULK_UNFINISHED "前回は途中で終わっています（{total}件のうち{kept}件）。続きから取得します。"
        "The last retrieval was broken off ({kept} of {total} rows). It goes on from there.";

    // ---- under way ----
    BULK_ASKING "資格確認に照会しています" "Asking the qualification service";
    BULK_IN_PROGRESS "資格確認側で処理中です" "The qualification service is still preparing the answer";
    BULK_IN_PROGRESS_TEXT "{time}ごろに自動で確認します。このままお待ちください。" "It is asked again by itself at about {time}.";
    BULK_RECEIVING "資格情報を受け取り、登録しています" "Receiving and registering";
    BULK_RECEIVED "受信 {received} / {total}件、登録処理 {kept}件" "{received} of {total} rows received, {kept} dealt with";
    BULK_CANCEL "中断する" "Break off";

    // ---- how it ended ----
    BULK_REGISTERED "すべて登録しました" "All registered";
    BULK_WITH_ERRORS "登録を終えました。登録しなかった行があります" "Finished; some rows were not registered";
    BULK_COUNTS "登録 {registered}件、無効 {invalid}件、エラー・要確認 {failed}件" "{registered} registered, {invalid} invalid, {failed} in error or to be checked";
    BULK_COMPLETED "未委託で受け付けた患者のうち、{completed}人に資格情報を登録しました" "{completed} patients who were received before their ticket was registered have it now";
    BULK_COMPLETED_SOME "新しい順に{shown}人を表示しています。" "The newest {shown} are listed.";
    BULK_NOTHING "{institution}を指定する{certificate}は、まだありません" "No {certificate} names {institution} yet";
    BULK_NOTHING_TEXT "無効: この診療年月の{certificate}は登録されていません。月の後半にもう一度取得するか、福祉事務所に問い合わせてください。"
        "Invalid: no {certificate} of this month is registered. Retrieve again later in the month, or ask the welfare office.";
    BULK_REFUSED "資格確認がエラーを返しました" "The qualification service answered with an error";
    BULK_REFUSED_TEXT "コード {code}: {message}" "Code {code}: {message}";
    BULK_BROKEN "途中で中断しました" "Broken off";
    BULK_BROKEN_SOME "{total}件のうち{kept}件は処理済みです。続きから取得できます。" "{kept} of {total} rows are dealt with. It can go on from there.";
    BULK_BROKEN_NONE "まだ登録したものはありません。" "Nothing is registered of this answer yet.";
    BULK_BROKEN_UNKNOWN "登録済みの分は、そのまま残っています。" "What was registered before is still there.";
    BULK_GO_ON "続きから取得する" "Go on";
    BULK_OTHER_MONTH "別の診療年月を選ぶ" "Choose another month";

    // ---- what was not registered ----
    BULK_EXCEPTIONS "登録しなかった行" "Rows that were not registered";
    BULK_EXCEPTION_ROW "{row}行目" "Row {row}";
    BULK_CAUSE_INVALID "無効（資格喪失）" "Invalid (lost)";
    BULK_CAUSE_ERROR "エラー" "Error";
    BULK_CAUSE_UNDECIDED "要確認: 一部だけ一致する{chart}があり、自動では登録しません" "To be checked: a {chart} agrees only in part, so nothing was registered";
    BULK_NO_REASON "回答に必要な項目が足りません。" "A part of the answer is missing.";
    BULK_MORE "続きを表示" "Show more";

    // ---- the list ----
    BULK_LIST "受け取った行" "Rows received";
    BULK_LIST_KEYS "上下の矢印、PageUp、PageDown、Home、Endで移動できます。" "Move with the arrows, Page Up, Page Down, Home and End.";
    BULK_LIST_FROM "この画面で受け取ったのは{row}行目からです。" "On this screen the rows from {row} on were received.";
    BULK_SEARCH "氏名・カナ・番号で探す" "Find a name, kana or number";
    BULK_FILTER "表示する行" "Rows to show";
    BULK_ALL "すべて" "All";
    BULK_VALID "有効" "Valid";
    BULK_INVALID "無効" "Invalid";
    BULK_ERROR "エラー" "Error";
    BULK_FOUND "{found}件" "{found} rows";
    BULK_COL_ROW "行" "Row";
    BULK_COL_STATE "回答" "Answer";
    BULK_COL_NAME "氏名" "Name";
    BULK_COL_KANA "カナ" "Kana";
    BULK_COL_BIRTH "生年月日" "Birth date";
    BULK_COL_PAYER "{payer_number}" "{payer_number}";
    BULK_COL_RECIPIENT "{insured_number}" "{insured_number}";
    BULK_COL_ISSUE "交付番号" "Issue no.";
    BULK_COL_OFFICE "福祉事務所" "Welfare office";
    BULK_COL_PAYS "本人支払額" "Patient pays";
    BULK_COL_REASON "理由" "Reason";
    BULK_EXPORT "CSVに書き出す" "Export as CSV";
    BULK_EXPORT_TEXT "表示している行だけを書き出します。氏名と番号が入ったファイルです。取り扱いに注意してください。"
        "Only the rows that are shown are exported. The file holds names and numbers. Handle it with care.";
}
