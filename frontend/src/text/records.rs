//! What the records screen says.

use super::messages;

messages! { RECORDS
    RECORDS_TITLE "薬剤情報・健診情報の閲覧" "Medicine and checkup records";
    RECORDS_COVER "画面を隠す" "Cover now";
    RECORDS_COVERED "画面を隠しています" "The screen is covered";
    RECORDS_COVERED_TEXT "開いていた情報は破棄しました。必要なときは、もう一度閲覧を要求してください。"
        "What was open has been dropped. Request it again when it is needed.";
    RECORDS_UNCOVER "一覧を表示する" "Show the list";
    RECORDS_TODAY "本日、閲覧の同意を尋ねた患者" "Patients asked for consent today";
    RECORDS_TODAY_TEXT "同意は当日だけ有効です。同意していない情報は閲覧できません。"
        "A consent is good for today only. What was refused cannot be seen.";
    RECORDS_NOBODY "本日、同意を尋ねた患者はまだいません。受付窓口で尋ねると、ここに出ます。"
        "Nobody has been asked today. They appear here once the counter has asked.";
    RECORDS_CONSENT_GONE "この患者の今日の同意は「有」ではなくなりました。開いていた情報は破棄しました。"
        "This patient's consent of today is no longer given. What was open has been dropped.";
    RECORDS_CONSENT_CHANGED "この患者の今日の同意が変わりました。必要なときは、もう一度閲覧を要求してください。"
        "This patient's consent of today has changed. Request the records again when they are needed.";
    RECORDS_DAY_OVER "日付が変わりました。同意は当日だけ有効なので、開いていた情報は破棄しました。"
        "A new day has begun. A consent is good for its day only, so what was open has been dropped.";
    RECORDS_ASKED_AT "{time} に確認" "asked at {time}";
    RECORDS_OPEN "開く" "Open";
    RECORDS_CONSENT_DATE "同意日 {day}" "Consent of {day}";
    RECORDS_PERIOD "必要な期間" "Period";
    RECORDS_FROM "開始日" "From";
    RECORDS_UNTIL "終了日" "Until";
    RECORDS_QUICK "期間をまとめて指定" "Quick choices";
    RECORDS_MONTHS "直近{count}か月" "Last {count} months";
    RECORDS_ONE_YEAR "直近1年" "Last 12 months";
    RECORDS_YEARS "直近{count}年" "Last {count} years";
    RECORDS_NO_DAY "日付を入力してください。" "Enter both days.";
    RECORDS_ORDER "開始日は終了日より前の日にしてください。" "The first day has to come before the last.";
    RECORDS_FUTURE "終了日は今日までの日にしてください。" "The last day cannot lie after today.";
    RECORDS_TOO_LONG "期間は5年までです。" "At most five years.";
    RECORDS_ASK "閲覧を要求する" "Request the records";
    RECORDS_LOADING "薬剤情報・健診情報を照会しています" "Requesting the records";
    RECORDS_OF "{from} から {until} まで" "{from} to {until}";
    RECORDS_NO_MEDICATIONS "この期間の薬剤情報はありません。" "No medicine records in this period.";
    RECORDS_NO_CHECKUPS "この期間の健診情報はありません。" "No checkup records in this period.";
    RECORDS_COUNT "{count}件" "{count} entries";
    RECORDS_TIMELINE "いつ、どの薬があったか" "Which medicine was there when";
    RECORDS_TIMELINE_LABEL "薬ごとの投与期間の図。同じ内容は下の表にあります。"
        "Chart of when each medicine was taken; the table below says the same.";
    RECORDS_MEDICATION_TABLE "薬剤情報の表" "Table of medicines";
    RECORDS_DISPENSED "調剤日" "Dispensed";
    RECORDS_MEDICINE "商品名・一般名" "Brand and generic name";
    RECORDS_DOSE "用量・用法" "Dose and use";
    RECORDS_DAYS "日数" "Days";
    RECORDS_INSTITUTION "処方した機関" "Prescribed at";
    RECORDS_PHARMACY "調剤した機関" "Dispensed at";
    RECORDS_IN_HOUSE "同じ機関" "same place";
    RECORDS_A_DAY "1日{amount}" "{amount} a day";
    RECORDS_A_TIME "1回{amount}" "{amount} each time";
    RECORDS_DAY_COUNT "{count}日分" "{count} days";
    RECORDS_CHARTS "健診の値の推移" "Checkup values over time";
    RECORDS_CHART_KEY "帯はその健診の基準値の範囲です。範囲から外れた値は三角で示します。値は下の表にあります。"
        "The band is the reference range of that checkup; a triangle is a value outside of it. The table below has the values.";
    RECORDS_CHART_LABEL "{item}の推移の図。基準値 {range}" "Chart of {item}; reference {range}";
    RECORDS_IN_UNIT "{what}（{unit}）" "{what} ({unit})";
    RECORDS_CHECKUP_TABLE "健診情報の表" "Table of checkup values";
    RECORDS_UNIT "単位" "Unit";
    RECORDS_REFERENCE "基準値" "Reference";
    RECORDS_RANGE "{low}〜{high}" "{low} to {high}";
    RECORDS_RANGE_FROM "{low}以上" "{low} or more";
    RECORDS_RANGE_TO "{high}以下" "{high} or less";
    RECORDS_RANGE_DIFFERS "健診ごとに異なる" "differs by checkup";
    RECORDS_HIGH "高い" "high";
    RECORDS_LOW "低い" "low";
    RECORDS_OTHER "基準値と異なる" "not as reference";
    RECORDS_NOT_COMPARED "比べられない" "not comparable";
}
