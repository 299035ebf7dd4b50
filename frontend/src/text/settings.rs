//! What the settings screen says. No threshold and no other number of how alike two faces are.

use super::messages;

messages! { SETTINGS
    SETTINGS "設定" "Settings";
    SETTINGS_BACK "受付に戻る" "Back to reception";
    SETTINGS_LOADING "設定を読み込んでいます" "Loading the settings";
    SETTINGS_FACE "顔認証" "Face recognition";
    SETTINGS_FACE_LIMITS "この顔認証は、なりすましを難しくするための確認です。認定を受けた顔認証付きカードリーダーではありません。迷うときは、暗証番号か目視で確認してください。できることとできないことは、添付の資料（docs/security.md）にあります。"
        "This face recognition is a hurdle for whoever is not the person on the card. It is no certified card reader. When in doubt, identify by PIN or by eye. What it does and does not do is written in docs/security.md.";

    STAFF_TITLE "担当者" "Staff";
    STAFF_HERE "この画面の担当者" "At this desk";
    STAFF_NAME "名前" "Name";
    STAFF_NEW "新しい担当者の名前" "Name of a new member";
    STAFF_HINT "40文字までです。ほかの担当者と見分けられる名前にしてください。" "Up to 40 characters, one that tells them from the others.";
    STAFF_ADD "追加する" "Add";
    STAFF_RENAME "名前を変える" "Rename";
    STAFF_SAVE "名前を保存する" "Save name";
    STAFF_KEEP "変えない" "Keep the name";
    STAFF_LEAVE "一覧から外す" "Take off the list";
    STAFF_AWAY "一覧から外した担当者（記録には名前が残ります）" "Off the list (their names stay in the records)";
    STAFF_RETURN "一覧に戻す" "Put back on the list";
    STAFF_ADDED "追加しました。" "Added.";
    STAFF_RENAMED "名前を変えました。" "Renamed.";
    STAFF_LEFT "一覧から外しました。" "Taken off the list.";
    STAFF_BACK "一覧に戻しました。" "Back on the list.";

    POLICY_LEGEND "判定のしかた" "How it decides";
    POLICY_STRICT "厳しく" "Strict";
    POLICY_STRICT_TEXT "とてもよく似ているときだけ本人とします。暗証番号や目視に進む患者が増えます。"
        "Only a very close likeness passes. More patients go on by PIN or by eye.";
    POLICY_STANDARD "標準" "Standard";
    POLICY_STANDARD_TEXT "ふだんの窓口向けです。はっきりしないときは、暗証番号か目視に進みます。"
        "For everyday use. What is not clear goes on by PIN or by eye.";
    POLICY_BY_EYE "使わない（いつも暗証番号か目視）" "Off (always PIN or by eye)";
    POLICY_BY_EYE_TEXT "カメラを使いません。患者には暗証番号を案内し、使えないときは職員が目視で確認します。"
        "The camera is not used. Patients enter the PIN; where that is not possible, staff compare by eye.";
    POLICY_SAVE "判定のしかたを保存" "Save policy";
    POLICY_SAVED "保存しました。次に始める顔認証から変わります。" "Saved. It holds from the next face recognition on.";
    POLICY_SET_BY "いまの設定: {name}が保存" "Saved by {name}";
    POLICY_NEEDS_STAFF "変えるには、上の「担当者」を選んでください。" "To change it, choose the member of staff at the top.";

    MODELS_TITLE "使用中のモデル" "Models in use";
    MODELS_NONE "顔認証のモデルが入っていません。この窓口では暗証番号と目視で本人確認をします。"
        "No face model is installed. This desk identifies patients by PIN and by eye.";
    MODELS_NONE_TEXT "使うには、管理者がモデルを用意し、連携ソフトに --face-models を付けて起動し直します。手順は添付の資料（docs/operations.md「顔認証」）にあります。"
        "To have it, the administrator makes the models and starts the reader service with --face-models; see docs/operations.md.";
    MODEL_LICENCE "利用許諾" "Licence";
    MODEL_ORIGIN "入手元" "Origin";
    MODEL_HASH "ハッシュ値（SHA-256）" "SHA-256";

    SELF_TEST_TITLE "動作の確認" "Self-test";
    MODEL_TEST "モデルを調べる" "Test the models";
    MODEL_TEST_RUNS "モデルを調べています。" "Testing the models.";
    MODEL_FILES_RIGHT "ファイル: そろっています。ハッシュ値も一致しました。" "Files: all there, and their hashes match.";
    MODEL_FILES_MISSING "ファイル: 読めないものがあります。入れ直しを管理者に依頼してください。"
        "Files: some cannot be read. Ask your administrator to install them again.";
    MODEL_FILES_CHANGED "ファイル: ハッシュ値が一致しません。顔認証を使わない設定にし、管理者に連絡してください。"
        "Files: a hash does not match. Switch face recognition off and tell your administrator.";
    MODEL_FILES_UNUSABLE "ファイル: 内容を使えません。入れ直しを管理者に依頼してください。"
        "Files: they cannot be used. Ask your administrator to install them again.";
    MODEL_COMPUTING_RIGHT "計算: 結果は決められたとおりでした。" "Computing: the result is what it should be.";
    MODEL_COMPUTING_WRONG "計算: 結果が決められたものと違います。顔認証を使わない設定にし、管理者に連絡してください。"
        "Computing: the result is not what it should be. Switch face recognition off and tell your administrator.";
    MODEL_COMPUTING_NOT_TRIED "計算: 調べていません。" "Computing: not tried.";
    MODEL_TEST_TIME "時間: 1回の計算に{ms}ミリ秒" "Time: {ms} ms to compute it once";

    CAMERA_TEST_TEXT "患者画面のカメラを調べます。患者画面の前に座り、画面の案内に従ってください。映像は判定したらすぐに消し、保存しません。"
        "The patient screen's camera is tested. Sit before it and do as it says. Pictures are wiped at once and not kept.";
    CAMERA_TEST "カメラを調べる" "Test the camera";
    CAMERA_TEST_RUNS "患者画面でカメラを調べています。長くて15秒かかります。" "The patient screen is testing its camera, for 15 seconds at most.";
    CAMERA_TEST_STOP "やめる" "Stop the test";
    CAMERA_GOOD "カメラは使えます。明るさも顔の写り方も十分です。" "The camera works. Light and face are fine.";
    CAMERA_DARK "カメラは動いていますが、顔が暗く写ります。照明や向きを変えてください。"
        "The camera works, but faces are too dark. Change the light or where it points.";
    CAMERA_BRIGHT "カメラは動いていますが、顔が明るすぎます。光が直接入らない向きにしてください。"
        "The camera works, but faces are too bright. Turn it away from the light.";
    CAMERA_SEVERAL "カメラは動いていますが、ほかの人も写ります。1人だけが写る向きにしてください。"
        "The camera works, but more than one person is seen. Turn it so that one is.";
    CAMERA_UNFIT "カメラは動いていますが、顔が決まった位置に写りませんでした。高さと向きを直し、もう一度調べてください。"
        "The camera works, but the face was not where it should be. Adjust height and direction, and test again.";
    CAMERA_NO_FACE "カメラは動いています。顔は写りませんでした。患者画面の前に座り、もう一度調べてください。"
        "The camera works. No face was seen. Sit before the patient screen and test again.";
    CAMERA_BLACK "映像が真っ黒です。カメラのふたを開け、照明を確かめてください。"
        "The picture is black. Open the lens cover and check the light.";
    CAMERA_UNREADABLE "映像を読み取れません。カメラをつなぎ直し、もう一度調べてください。"
        "The pictures cannot be read. Plug the camera in again and test again.";
    CAMERA_NO_PICTURE "映像が届きませんでした。患者画面を前に出し、カメラの許可を確かめてください。"
        "No picture came. Bring the patient screen to the front and check that the camera is allowed.";
    CAMERA_REFUSED "ブラウザーでカメラが許可されていません。患者画面のブラウザーで許可してください。"
        "The browser does not allow the camera. Allow it in the patient screen's browser.";
    CAMERA_ABSENT "カメラが見つかりません。患者画面のPCにつないでください。" "No camera was found. Connect one to the patient screen's PC.";
    CAMERA_IN_USE "カメラがほかのソフトで使われています。そのソフトを閉じてください。"
        "Another program uses the camera. Close that program.";
    CAMERA_SILENT "カメラが応答しません。許可を求める表示が出ていれば許可し、出ていなければカメラをつなぎ直してください。"
        "The camera does not respond. If the browser asks for permission, allow it; if not, plug the camera in again.";

    SETTINGS_DESK "この窓口" "This desk";
    SETTINGS_DESK_TEXT "ここでは変えられません。施設は接続先への登録で決まり、窓口の名前、接続先、カードリーダーは連携ソフトの起動時に管理者が決めます（docs/operations.md）。カードリーダーの状態は「カードリーダー」の欄で確かめられます。"
        "It is not changed here. The institution comes from the enrolment; name, backend and readers are given by the administrator when the reader service is started (docs/operations.md). The readers have a panel of their own on this page.";
    SETTINGS_LANGUAGE_TEXT "画面の上でも切り替えられ、このブラウザーでは次からも同じ言語で開きます。患者画面の言語は患者が選び、次の受付では日本語に戻ります。"
        "It can be changed at the top of the page, too, and is kept in this browser. The patient screen's language is chosen by the patient; for the next reception it is Japanese again.";
    DESK_NAME "窓口の名前" "Name of the desk";
    DESK_FACILITY "施設" "Institution";
    DESK_KIND "種別" "Kind";
    FACILITY_CLINIC "医療機関" "Clinic or hospital";
    FACILITY_PHARMACY "薬局" "Pharmacy";
    DESK_CODE "医療機関等コード（10桁）" "Institution code (10 digits)";
    DESK_BACKEND "資格確認の接続先" "Qualification backend";
    DESK_ENROLMENT "接続先への登録" "Enrolment";
    DESK_ENROLLED "登録済み" "Enrolled";
    DESK_NOT_ENROLLED "未登録。管理者に登録を依頼してください。" "Not enrolled. Ask your administrator.";
    DESK_READERS "カードリーダー" "Readers";
    DESK_SIMULATED "模擬（練習用）。本番の受付には使えません。" "Simulated, for training. Not for real receptions.";
    DESK_REAL "実機（PC/SC）" "Real (PC/SC)";

    SCREENS_TITLE "つないである画面" "Paired screens";
    ROLE_COUNTER "受付窓口の画面" "Counter screen";
    ROLE_PATIENT "患者画面" "Patient screen";
    ROLE_RECORDS "閲覧画面" "Records screen";
    SCREEN_SINCE "登録 {from}、期限 {until}" "Paired {from}, until {until}";
    SCREEN_NOW "接続中" "Connected";
    SCREEN_SEEN "最後の接続 {time}" "Last connected {time}";
    SCREEN_NOT_SEEN "連携ソフトの起動後は接続なし" "Not connected since the reader service started";
    SCREEN_OWN "いま見ている画面" "This screen";
    SCREEN_END "登録を外す" "Unpair";
    SCREEN_END_ABOUT "登録を外す: {screen}、登録 {from}" "Unpair: {screen}, paired {from}";
    SCREEN_END_CONFIRM "はい、外す" "Yes, unpair it";
    SCREEN_KEEP "外さない" "Keep it";
    SCREEN_ENDED "登録を外しました。" "Unpaired.";
    ADDRESS_TITLE "画面を増やす" "Another screen";
    ADDRESS_COUNTER "受付窓口の画面のアドレスを作る" "Address for a counter screen";
    ADDRESS_PATIENT "患者画面のアドレスを作る" "Address for a patient screen";
    ADDRESS_RECORDS "閲覧画面のアドレスを作る" "Address for a records screen";
    ADDRESS_TEXT "このPCのブラウザーで次のアドレスを開くと、{screen}になります。1回だけ、{time}まで使えます。ほかの人に見せないでください。"
        "Opened in a browser of this PC, it becomes: {screen}. It works once, until {time}. Do not show it to others.";
}
