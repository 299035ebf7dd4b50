//! The table: name, Japanese, English. Japanese is written first and is what a receptionist would say; the words
//! in 「」 of the flows are kept as they are.

use madoguchi_shared::Language;

macro_rules! messages {
    ($($variant:ident $ja:literal $en:literal;)+
     $(#[$when:meta] { $($some:ident $some_ja:literal $some_en:literal;)+ })*) => {
        /// A sentence of the screens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Message {
            $(#[doc = $en] $variant,)+
            $($(#[$when] #[doc = $some_en] $some,)+)*
        }

        impl Message {
            /// Every sentence, in the order of the table.
            pub const ALL: &'static [Self] = &[
                $(Self::$variant,)+
                $($(#[$when] Self::$some,)+)*
            ];

            /// The sentence with its places still open.
            pub fn text(self, language: Language) -> &'static str {
                let [ja, en] = match self {
                    $(Self::$variant => [$ja, $en],)+
                    $($(#[$when] Self::$some => [$some_ja, $some_en],)+)*
                };
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

    // ---- counter: card reception ----
    PhaseIdentity "本人確認" "Identity";
    PhaseQualification "資格確認" "Qualification";
    PhaseChart "{chart}" "{chart}";
    PhaseDone "受付" "Reception";
    PhasesLabel "受付の流れ" "Steps of the reception";
    EndReception "受付をやめる" "End this reception";
    ReceptionLoading "受付の状態を読み込んでいます" "Loading the reception";
    LookingOn "別のタブが操作しています。内容だけを表示しています。" "Another tab is working on this; shown only.";

    WaitCardTitle "マイナンバーカードを待っています" "Waiting for the My Number card";
    WaitCardText "患者に、マイナンバーカードを専用カードリーダーに置いてもらってください。"
        "Ask the patient to put the My Number card on the reader.";
    LeftCardTitle "カードがすでに置かれています" "A card is already there";
    LeftCardText "前の方のカードではないか確かめてください。この方のカードなら、そのまま使えます。"
        "Make sure that it is not the last person's. If it belongs to this patient, it can be used.";
    ChooseCardTitle "カードが2枚以上置かれています" "More than one card is there";
    ChooseCardText "使うカードのリーダーを選ぶか、1枚だけ残してもらってください。"
        "Choose the reader to use, or have all but one card taken away.";
    UseReader "{reader} のカードを使う" "Use the card on {reader}";
    CheckingBackend "オンライン資格確認につないでいます" "Connecting to the qualification service";
    CheckingCard "カードを確認しています" "Looking at the card";
    WayTitle "本人確認の方法" "How to identify the patient";
    WayText "患者が患者画面で選びます。ここから選ぶこともできます。"
        "The patient chooses on the patient screen. You can choose here too.";
    WayPin "暗証番号の入力を患者に頼む" "Let the patient enter the PIN";
    WayByEye "顔写真確認（目視）" "Compare by eye";
    PinTriesLeft "暗証番号は、あと{count}回入力できます。" "PIN tries left: {count}.";
    FaceNotInstalled "この窓口に顔認証はありません。" "This desk has no face match.";
    PinTitle "患者が暗証番号を入力しています" "The patient is entering the PIN";
    PinText "番号は患者画面からカードへ直接送られ、この画面には届きません。"
        "The digits go straight from the patient screen to the card, never to this screen.";
    PinWasWrong "暗証番号が違いました。" "The PIN was wrong.";
    PinNoScreen "患者画面が開いていません。「患者画面を開く」を押してください。"
        "No patient screen is open. Press \"Open patient screen\".";
    ByEyeTitle "顔写真確認（目視）" "Compare by eye";
    ByEyeText "カード券面の写真と、目の前の方のお顔を見比べてください。カードはリーダーに置いたままにします。"
        "Compare the photo printed on the card with the person before you. The card stays on the reader.";
    ByEyeWho "確認した人として {name} さんを記録します。" "{name} is recorded as the one who confirmed.";
    ByEyeChooseStaff "先に担当者を選んでください。" "First choose the member of staff.";
    ByEyePinUnusable "このカードの暗証番号は使えません（ロックされているか、暗証番号のないカードです）。"
        "The PIN of this card cannot be used: it is blocked, or the card has none.";
    ByEyeConfirm "本人に間違いない" "It is the same person";
    ByEyeRefuse "本人と確認できない" "It cannot be confirmed";
    TakeAwayFirst "カードを取ってもらうと、次へ進めます。" "Go on once the card has been taken away.";

    QueryTitle "資格を照会しています" "Asking for the qualification";
    CoverageTitle "資格確認結果" "Result of the qualification check";
    CoverageCombined "医療保険と医療扶助の併用です。" "Health insurance and medical assistance together.";
    StandingValid "有効" "Valid";
    StandingLost "資格喪失" "No longer valid";
    StandingUnentrusted "未委託・未登録" "Not yet entrusted to this institution";
    StandingUnclear "確認できません" "Cannot be told";
    NoticeFrom "オンライン資格確認からのお知らせ" "Notice from the qualification service";
    FieldName "氏名" "Name";
    FieldOtherName "通称等" "Other name";
    FieldKana "氏名カナ" "Kana";
    FieldBirth "生年月日" "Date of birth";
    FieldSex "性別" "Sex";
    FieldAddress "住所" "Address";
    FieldSymbol "記号" "Symbol";
    FieldNumber "番号" "Number";
    FieldBranch "枝番" "Branch";
    FieldExpiry "有効期限" "Valid until";
    FieldReason "喪失事由" "Reason";
    FieldInquiryNumber "照会番号" "Inquiry number";
    FieldQualification "資格" "Qualification";
    FieldTicket "{certificate}" "{certificate}";
    TicketMonth "診療年月" "Month of treatment";
    TicketPeriod "有効期間" "Period";
    TicketNumber "交付番号" "Issue number";
    TicketInstitution "指定医療機関" "Designated institution";
    TicketOther "この機関あての券ではありません" "Not for this institution";
    TicketNone "{certificate}の登録はありません。" "No {certificate} is registered.";
    SexMale "男" "Male";
    SexFemale "女" "Female";
    SexUnset "未設定" "Not set";
    Percent "{count}割" "{count}0%";
    Yen "{count}円" "{count} yen";
    NotGiven "―" "-";

    LostTitle "有効な資格がありません" "No valid qualification";
    LostSingle "「現行の{certificate}の未提示の場合と同様の対応を行う」場面です。"
        "Handle this as when no {certificate} is shown.";
    UnentrustedTitle "この医療機関への委託がまだ登録されていません" "Not yet entrusted to this institution";
    UnentrustedText "月の前半にはよくあることです。福祉事務所に電話で照会してください。"
        "This is common in the first half of a month. Ask the welfare office by telephone.";
    NotFoundTitle "該当する資格がありません" "No qualification was found";
    NotFoundText "券または証の提示を求めるか、番号で照会してください。"
        "Ask for the ticket or certificate, or query by numbers.";
    RefusedTitle "オンライン資格確認が異常終了しました" "The qualification service ended with an error";
    CloseReception "この受付を終える" "Close this reception";

    NextChartSearch "カルテを探しています" "Searching for the chart";
    NextChartLookup "照会番号のカルテを開いています" "Opening the chart of the inquiry number";
    DiffersTitle "照会番号のカルテを確かめてください" "Check the chart of the inquiry number";
    DiffersUnknown "照会番号 {number} のカルテはここにありません。" "There is no chart with inquiry number {number} here.";
    DiffersOther "照会番号 {number} のカルテは、氏名または生年月日が違います。"
        "The chart of inquiry number {number} has another name or date of birth.";
    DiffersSeveral "資格ごとに違う照会番号が登録されています: {number}"
        "The qualifications carry different inquiry numbers: {number}";
    InChart "カルテ" "Chart";
    InAnswer "資格確認結果" "Received";
    Item "項目" "Item";
    SamePerson "同じ方のカルテとして続ける" "It is the same person: go on with this chart";
    SearchInstead "氏名と生年月日で探す" "Search by name and date of birth";
    PickTitle "同じ方のカルテがあるか確かめてください" "Is one of these the same person?";
    PickText "自動ではまとめません。選ぶか、新規カルテを起票してください。"
        "Nothing is merged by itself. Choose one, or open a new chart.";
    PickThis "このカルテを使う" "Use this chart";
    PickNew "新規カルテを起票する" "Open a new chart";
    SameMark "一致" "same";
    OtherMark "相違" "differs";
    QuestionnaireTitle "新規カルテを起票します" "A new chart is opened";
    QuestionnaireText "{questionnaire}を受け取り、必要なことを書き写してください。空欄のままでも登録できます。"
        "Take the {questionnaire} and copy what is needed. It may stay empty.";
    Complaint "主訴・来院の理由" "Reason for the visit";
    Allergies "アレルギー・副作用歴" "Allergies and side effects";
    Medicines "服用中の薬" "Current medicines";
    RegisterNew "{questionnaire}と資格情報を登録する" "Store {questionnaire} and qualification";
    BackToSearch "カルテの検索に戻る" "Back to the search";
    UpdateTitle "前回からの変更" "Changes since the last visit";
    UpdateNone "前回から変わりはありません。" "Nothing has changed since the last visit.";
    UpdateText "内容を確かめて登録してください。" "Check them and store.";
    UpdateBasics "氏名・住所などの基礎情報も更新する" "Update name, address and other basics too";
    UpdateConfirm "資格情報を更新する" "Update the qualification";
    UpdateSame "このまま受け付ける" "Receive as it is";
    Registering "登録しています" "Storing";
    RegisteringNumber "照会番号を登録しています" "Registering the inquiry number";

    ReceivedTitle "受付が済みました" "The patient is received";
    ReceivedNew "{patient_card}を発行し、お渡しください。" "Issue the {patient_card} and hand it over.";
    ReceivedKnown "{service}へご案内ください。" "Show the patient to the {service}.";
    NumberRegistered "照会番号を登録しました。" "The inquiry number is registered.";
    NumberPending "照会番号はまだ登録できていません。一覧から送り直せます。"
        "The inquiry number is not registered yet; send it again from the list.";
    PrintCard "{patient_card}を印刷する" "Print the {patient_card}";
    Finish "完了" "Finish";
    TakeCardTitle "カードをお取りください" "The card has to be taken";
    TakeCardText "患者がカードを取ると、この受付が終わります。" "The reception ends when the patient takes the card.";
    CardStillThere "カードがリーダーに残っています。「カードをお取りください」と伝えてください。"
        "The card is still on the reader. Please remind the patient.";
    OverReceived "受付を終えました" "Reception finished";
    OverRefused "本人確認ができなかったため、照会せずに終えました" "Ended without a query: the identity was not confirmed";
    OverNotCovered "有効な資格がないため、受付せずに終えました" "Ended: no valid qualification";
    OverAbandoned "受付をやめました" "The reception was ended";
    NextPatient "次の受付へ" "Next patient";

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
    PatientUnderway "受付を続けています" "Your reception goes on";
    PatientUnderwayText "職員の案内をお待ちください。" "Please wait until a member of staff calls you.";
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

    // ---- training drawer ----
    #[cfg(feature = "training")] {
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
    }
}
