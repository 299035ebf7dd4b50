//! The table: name, Japanese, English. Japanese is written first and is what a receptionist would say; the words
//! in 「」 of the flows are kept as they are.

use madoguchi_shared::Language;

macro_rules! messages {
    ($($variant:ident $ja:literal $en:literal;)+) => {
        /// A sentence of the screens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Message {
            $(#[doc = $en] $variant,)+
        }

        impl Message {
            /// Every sentence, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The sentence with its places still open.
            pub fn text(self, language: Language) -> &'static str {
                let [ja, en] = match self { $(Self::$variant => [$ja, $en],)+ };
                match language {
                    Language::Ja => ja,
                    Language::En => en,
                }
            }
        }
    };
}

messages! {
    // ---- every screen ----
    AppName "窓口" "Madoguchi";
    Japanese "日本語" "Japanese";
    English "English" "English";
    LanguageOfScreen "表示言語" "Language";
    Loading "準備しています" "Getting ready";
    Connecting "接続しています" "Connecting";
    Connected "接続中" "Connected";
    Disconnected "切断" "Disconnected";
    Reconnecting "自動でつなぎ直しています" "Reconnecting by itself";
    ErrorCodeIs "コード {code}" "Code {code}";
    RequestIs "照会用 {request}" "Request {request}";
    Retry "再試行" "Try again";
    Close "閉じる" "Close";
    Cancel "やめる" "Cancel";

    // ---- not paired ----
    NotPairedTitle "この画面はまだ窓口に登録されていません" "This screen is not paired with a desk yet";
    NotPairedCounter "連携ソフトが示すアドレス（1回だけ使えます）をこのPCのブラウザーで開いてください。"
        "Open the address that the reader service shows (it works once) in the browser of this PC.";
    NotPairedPatient "受付窓口の画面で「患者画面を開く」を押してください。"
        "Press \"Open patient screen\" on the counter screen.";
    PairedElsewhere "このコードは別の役割の画面用です。その画面へ移ります。"
        "This code is for a screen of another role. Going there.";

    // ---- counter: frame ----
    CounterTitle "受付窓口" "Reception";
    StaffOnDuty "担当者" "Staff";
    ChooseStaff "担当者を選んでください" "Choose the member of staff";
    NoStaff "担当者が設定されていません。管理者に登録を依頼してください。"
        "No staff is set up. Ask your administrator to add them.";
    OpenPatientScreen "患者画面を開く" "Open patient screen";
    PatientScreen "患者画面" "Patient screen";
    PatientScreenPresent "患者画面: 接続中" "Patient screen: connected";
    PatientScreenAbsent "患者画面: 未接続" "Patient screen: not connected";
    PatientScreenBlocked "患者画面を開けませんでした。ブラウザーのポップアップの許可を確かめてください。"
        "The patient screen could not be opened. Check that the browser allows pop-ups here.";
    AnotherTab "別のタブで受付を操作しています。ここでは見るだけになります。"
        "Another tab is in charge of this desk. Here you can only look on.";
    WorkHere "この画面で操作する" "Work in this window";
    NotEnrolled "この窓口は資格確認先に登録されていません" "This desk is not enrolled";

    // ---- counter: start and lists ----
    StartTitle "受付を始める" "Start a reception";
    StartText "患者にマイナンバーカードを置いてもらう前に押してください。"
        "Press before the patient puts the card down.";
    StartWithCard "カードで受付を始める" "Start with the card";
    TodayTitle "本日の受付" "Today's receptions";
    TodayEmpty "本日の受付はまだありません。" "No receptions yet today.";
    NameNotKnown "（氏名未確認）" "(name not known yet)";
    PatientNumberIs "{patient_card} {number}" "{patient_card} no. {number}";
    StatusOpen "受付中" "Open";
    StatusReceived "受付済" "Received";
    StatusEnded "終了（受付せず）" "Ended without reception";
    ByFace "顔認証" "By face";
    ByPin "暗証番号" "By PIN";
    ByEye "顔写真確認（目視）" "By eye (photo)";
    OpenReception "続きを開く" "Go on";
    InquiryPending "照会番号 未登録" "Inquiry number to be sent";
    PendingTitle "照会番号の再送待ち" "Inquiry numbers to be sent again";
    PendingEmpty "再送待ちの照会番号はありません。" "Nothing waits to be sent.";
    PendingNotTried "まだ送っていません" "Not sent yet";
    SendAgain "送り直す" "Send again";

    // ---- counter: opened reception ----
    ReceptionNumber "受付 {number}番" "Reception no. {number}";
    ReceptionOpened "受付を開いています" "A reception is open";
    BackToList "一覧に戻る" "Back to the list";
    PatientSees "患者画面の表示" "Shown to the patient";
    PatientCalls "患者が職員を呼んでいます。" "The patient is asking for staff.";
    PatientWantsPin "患者が暗証番号を選びました。" "The patient chose the PIN.";

    // ---- counter: readers ----
    ReadersTitle "カードリーダー" "Card readers";
    ReaderEmpty "カードなし" "No card";
    ReaderCard "カードあり" "Card present";
    ReaderInUse "ほかのソフトが使用中" "In use by another program";

    // ---- counter: idle lock ----
    LockTitle "画面を隠しています" "The screen is covered";
    LockText "2分間操作がなかったため、受付の内容を隠しました。担当者を選んで再開してください。"
        "Nobody touched it for two minutes, so the reception is covered. Choose the member of staff to go on.";
    LockNow "画面を隠す" "Cover now";
    Unlock "再開する" "Go on";

    // ---- training ----
    TrainingMode "練習モード ― 本物の受付には使えません" "Training mode - not for real receptions";
    TrainingOpen "練習用カードを開く" "Open the training cards";
    TrainingClose "練習用カードを閉じる" "Close the training cards";
    TrainingTitle "練習用カード" "Training cards";
    TrainingText "すべて架空の人物です。選んだカードがソフトウェアのリーダーに置かれます。"
        "All persons are made up. The chosen card is put on the software reader.";
    TrainingReader "置くリーダー" "Onto reader";
    TrainingPut "置く" "Put";
    TrainingTake "カードを取る" "Take the card";
    TrainingMute "応答を止める" "Make it mute";
    TrainingPin "暗証番号 {pin}" "PIN {pin}";
    TrainingNoPin "使える暗証番号なし" "no PIN that works";

    // ---- patient screen ----
    PatientTitle "ご案内" "Welcome";
    PatientIdle "受付窓口にお声がけください" "Please speak to the reception desk";
    PatientIdleText "マイナンバーカードをお持ちの方は、ご用意ください。"
        "If you have a My Number card, please have it ready.";
    PatientPutCard "マイナンバーカードをカードリーダーに置いてください"
        "Please put your My Number card on the card reader";
    PatientPutCardText "終わるまで、そのまま動かさないでください。" "Please leave it there until we are done.";
    PatientOneCard "カードを1枚だけ置いてください" "Please leave only one card";
    PatientOneCardText "カードが2枚以上置かれています。マイナンバーカードだけを残してください。"
        "There is more than one card. Please leave only the My Number card.";
    PatientWait "お待ちください" "Please wait";
    PatientWaitText "確認しています。カードはそのままにしてください。" "Checking. Please leave the card where it is.";
    PatientChoose "ご本人の確認方法を選んでください" "How shall we check that it is you?";
    PatientChooseText "カードはそのままにしてください。" "Please leave the card where it is.";
    PatientUsePin "暗証番号（4桁）を使う" "Use the 4-digit PIN";
    PatientNoPin "このカードでは暗証番号を使えません。職員がお顔を確認します。"
        "The PIN of this card cannot be used. Our staff will compare the photo.";
    PatientEnterPin "暗証番号（4桁）を入力してください" "Please enter your 4-digit PIN";
    PatientPinWrong "暗証番号が違います" "That PIN is not right";
    PatientTries "あと{count}回入力できます" "Tries left: {count}";
    PatientLastTry "あと1回だけ入力できます。違うと暗証番号が使えなくなります。"
        "One try is left. If it is wrong, the PIN will be blocked.";
    PatientLastTryTitle "この番号で確認してよろしいですか" "Use this number?";
    PatientLastTryConfirm "はい、最後の1回を使う" "Yes, use the last try";
    PatientEnterAgain "入力し直す" "Enter it again";
    PatientPinDigits "{count}桁入力しました" "{count} digits entered";
    PatientPinPad "暗証番号の入力" "PIN entry";
    PatientPinDelete "1字消す" "Delete";
    PatientPinClear "全部消す" "Clear";
    PatientPinConfirm "決定" "Confirm";
    PatientPinChecking "確認しています" "Checking";
    PatientPinFailed "確認できませんでした。もう一度入力するか、職員にお声がけください。"
        "That did not work. Please try again or speak to our staff.";
    PatientPinBlocked "暗証番号が使えなくなりました。職員がご案内します。"
        "The PIN is blocked now. Our staff will help you.";
    PatientAskStaff "職員に頼む" "Ask staff";
    PatientAsked "職員をお呼びしました。そのままお待ちください。" "Our staff has been called. Please wait.";
    PatientStaffChecks "職員がお顔を確認します" "Our staff will check your face";
    PatientStaffChecksText "マスクや帽子を外していただくことがあります。" "You may be asked to take off a mask or hat.";
    PatientTakeCard "カードをお取りください" "Please take your card";
    PatientTakeCardText "お忘れのないようお願いします。" "Please do not leave it behind.";
    PatientDone "受付が済みました" "You are checked in";
    PatientDoneText "順番が来ましたらお呼びします。おかけになってお待ちください。"
        "Please have a seat; we will call you.";
    PatientSpeak "受付窓口の職員にお声がけください" "Please speak to the staff at the desk";
    PatientSpeakText "このあとは職員がご案内します。" "Our staff will help you from here.";
    PatientOffline "ただいま準備中です。受付窓口にお声がけください。"
        "This screen is not ready. Please speak to the reception desk.";
}
