//! The table. One entry: variant, code, HTTP status, cause ja, next step ja, cause en, next step en.

macro_rules! catalogue {
    ($($(#[$doc:meta])* $variant:ident $code:literal $status:literal {
        $cause_ja:literal $next_ja:literal $cause_en:literal $next_en:literal
    })+) => {
        /// Every error a person can meet. The code is what travels and what `docs/errors.md` lists.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ErrorCode {
            $($(#[$doc])* #[doc = ""] #[doc = $cause_en] $variant,)+
        }

        impl ErrorCode {
            /// Every error, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code on the wire.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// HTTP status it is answered with; 0 for errors that only the page itself can notice.
            pub fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            pub(super) fn texts(self) -> [&'static str; 4] {
                match self { $(Self::$variant => [$cause_ja, $next_ja, $cause_en, $next_en],)+ }
            }
        }
    };
}

catalogue! {
    // ---- the page's way to the bridge ----
    /// The bridge does not answer.
    BridgeUnreachable "BRIDGE_UNREACHABLE" 0 {
        "カードリーダーの連携ソフトにつながりません。" "連携ソフトが動いているか確かめてください。戻り次第、自動でつなぎ直します。"
        "The card reader service on this PC does not answer." "Check that it is running; this page reconnects by itself."
    }
    /// A part of the page that is loaded when it is needed.
    PartUnavailable "PART_UNAVAILABLE" 0 {
        "この画面の一部を読み込めませんでした。" "もう一度試し、続くときはページを再読み込みしてください。受付は続きから行えます。"
        "A part of this page could not be loaded." "Try again; if it persists, reload the page. The reception goes on where it stood."
    }
    /// `window.print` is missing or refused.
    PrintUnavailable "PRINT_UNAVAILABLE" 0 {
        "このブラウザーでは印刷を始められません。" "ブラウザーのメニューから印刷するか、窓口を別のブラウザーで開いてください。"
        "This browser does not open its print window." "Print from the browser's own menu, or open the desk in another browser."
    }
    /// Host header.
    HostNotAllowed "HOST_NOT_ALLOWED" 421 {
        "このアドレスからは使えません。" "窓口のショートカットから開き直してください。"
        "This address is not allowed." "Open the desk from its own shortcut."
    }
    /// Origin header.
    OriginNotAllowed "ORIGIN_NOT_ALLOWED" 403 {
        "ほかのページからの要求を断りました。" "窓口のショートカットから開き直してください。"
        "A request from another page was refused." "Open the desk from its own shortcut."
    }
    /// Sec-Fetch-Site.
    CrossSiteRequest "CROSS_SITE_REQUEST" 403 {
        "ほかのサイトからの要求を断りました。" "窓口のショートカットから開き直してください。"
        "A request from another site was refused." "Open the desk from its own shortcut."
    }
    /// No or unknown pairing token.
    NotPaired "NOT_PAIRED" 401 {
        "この画面は窓口に登録されていません。" "連携ソフトが示すアドレスから開き直してください。"
        "This screen is not paired with the desk." "Open the address that the reader service shows."
    }
    /// The role of this screen.
    RoleNotAllowed "ROLE_NOT_ALLOWED" 403 {
        "この画面からは行えない操作です。" "受付窓口の画面で行ってください。"
        "This screen may not do that." "Use the counter screen."
    }
    /// Wrong, used or old code.
    PairingCodeInvalid "PAIRING_CODE_INVALID" 401 {
        "登録コードが正しくないか、使用済みです。" "新しいアドレスを開いてください。"
        "The pairing code is wrong, used or expired." "Open a fresh address."
    }
    /// Five wrong codes.
    PairingLocked "PAIRING_LOCKED" 429 {
        "登録コードの誤りが続いたため、登録を1分間止めています。" "1分待ってからやり直してください。"
        "Too many wrong pairing codes." "Wait one minute and try again."
    }
    /// WebSocket ticket.
    TicketInvalid "TICKET_INVALID" 401 {
        "画面の接続をやり直す必要があります。" "ページを再読み込みしてください。"
        "The connection ticket is not valid any more." "Reload the page."
    }
    /// Not JSON.
    ContentTypeNotJson "CONTENT_TYPE_NOT_JSON" 415 {
        "要求の形式が違います。" "ページを再読み込みしてください。"
        "The request is not JSON." "Reload the page."
    }
    /// Not a picture of the camera.
    ContentTypeNotJpeg "CONTENT_TYPE_NOT_JPEG" 415 {
        "写真の形式が違います。" "ページを再読み込みしてください。"
        "The request is not a JPEG picture." "Reload the page."
    }
    /// Malformed body.
    BodyInvalid "BODY_INVALID" 400 {
        "要求の内容を読み取れません。" "入力を確かめ、ページを再読み込みしてください。"
        "The request could not be understood." "Check what was entered and reload the page."
    }
    /// Body over the limit.
    BodyTooLarge "BODY_TOO_LARGE" 413 {
        "入力が長すぎます。" "内容を短くしてください。"
        "The request is too large." "Shorten what was entered."
    }
    /// No such route.
    NotFound "NOT_FOUND" 404 {
        "見つかりません。" "窓口の最初の画面に戻ってください。"
        "There is nothing here." "Go back to the start screen."
    }
    /// Wrong method.
    MethodNotAllowed "METHOD_NOT_ALLOWED" 405 {
        "要求の方法が違います。" "ページを再読み込みしてください。"
        "The method is not allowed here." "Reload the page."
    }
    /// A defect of ours.
    Internal "INTERNAL" 500 {
        "処理中に問題が起きました。" "もう一度行い、続くときは管理者に知らせてください。"
        "Something went wrong inside." "Try again; if it persists, tell your administrator."
    }
    /// A code this version does not know.
    Unknown "UNKNOWN" 500 {
        "この画面では判別できない問題が起きました。" "ページを再読み込みし、続くときは管理者に知らせてください。"
        "A problem that this version does not know." "Reload the page; if it persists, tell your administrator."
    }

    // ---- reader and card ----
    /// No PC/SC service.
    PcscDown "PCSC_DOWN" 503 {
        "カードリーダーの機能が止まっています。" "自動で回復を待っています。続くときはPCを再起動してください。"
        "The card service of this PC has stopped." "It recovers by itself; if not, restart the PC."
    }
    /// No reader.
    ReaderNone "READER_NONE" 503 {
        "カードリーダーが見つかりません。" "USBの差し込みを確かめてください。"
        "No card reader is connected." "Check its USB plug."
    }
    /// No card.
    CardAbsent "CARD_ABSENT" 409 {
        "カードが置かれていません。" "カードをリーダーに置いてもらってください。"
        "There is no card on the reader." "Ask the patient to put the card on the reader."
    }
    /// Pulled while being read.
    CardRemoved "CARD_REMOVED" 409 {
        "読み取りの途中でカードが離れました。" "カードを置き直し、終わるまで動かさないでください。"
        "The card was taken away while it was being read." "Put it back and leave it until the end."
    }
    /// Another presence.
    CardChanged "CARD_CHANGED" 409 {
        "カードが置き直されたか、別のカードに替わりました。" "本人確認を初めからやり直してください。"
        "The card was put down anew or exchanged." "Start the identity check again."
    }
    /// Mute.
    CardTimeout "CARD_TIMEOUT" 504 {
        "カードが応答しません。" "カードを取り、置き直してください。"
        "The card does not answer." "Take the card away and put it back."
    }
    /// Wrong application.
    CardNotMyNumber "CARD_NOT_MY_NUMBER" 422 {
        "マイナンバーカードではありません。" "マイナンバーカードを置いてもらってください。"
        "This is not a My Number card." "Ask for the My Number card."
    }
    /// Truncated, oversized, unexpected status.
    CardUnreadable "CARD_UNREADABLE" 502 {
        "カードの内容を正しく読み取れません。" "置き直しても続くときは、券または証で受け付けてください。"
        "The card gave an answer that makes no sense." "Put it down again; if it persists, receive by the paper shown."
    }
    /// Sharing violation.
    CardInUse "CARD_IN_USE" 409 {
        "ほかのソフトがカードリーダーを使っています。" "そのソフトを終えると自動で続きます。"
        "Another program is using the reader." "Close it; this continues by itself."
    }
    /// 6984, or no PIN set.
    PinUnusable "PIN_UNUSABLE" 422 {
        "このカードの暗証番号は使えません（ロックされているか、暗証番号のないカードです）。"
        "顔写真確認（目視）で本人確認をしてください。ロックの解除は市区町村の窓口で行えます。"
        "The PIN of this card cannot be used: it is blocked, or the card has none."
        "Identify the patient by eye; the municipal office can unblock the PIN."
    }
    /// Not four digits.
    PinFormat "PIN_FORMAT" 400 {
        "暗証番号は4桁の数字です。" "4桁をもう一度入力してください。"
        "The PIN has four digits." "Enter the four digits again."
    }
    /// Another request took its place.
    PinRequestEnded "PIN_REQUEST_ENDED" 409 {
        "暗証番号の受付は終わりました。" "受付窓口の案内に従ってください。"
        "This PIN entry has ended." "Follow what the counter says."
    }
    // ---- face ----
    /// No model.
    FaceNotInstalled "FACE_NOT_INSTALLED" 409 {
        "この窓口には顔認証の準備がありません。" "暗証番号か、顔写真確認（目視）で本人確認をしてください。"
        "Face recognition is not installed at this desk." "Identify the patient by PIN or by eye."
    }
    /// Policy: always by eye.
    FaceSwitchedOff "FACE_SWITCHED_OFF" 409 {
        "この窓口では顔認証を使わない設定です。" "暗証番号か、顔写真確認（目視）で本人確認をしてください。"
        "Face recognition is switched off at this desk." "Identify the patient by PIN or by eye."
    }
    /// Another request took its place.
    FaceRequestEnded "FACE_REQUEST_ENDED" 409 {
        "顔認証の受付は終わりました。" "受付窓口の案内に従ってください。"
        "This face recognition has ended." "Follow what the counter says."
    }
    /// Not a picture that can be decoded.
    FrameInvalid "FRAME_INVALID" 400 {
        "カメラの写真を読み取れません。" "暗証番号を使うか、職員に声をかけてください。"
        "The camera's picture cannot be read." "Use the PIN or ask the staff."
    }
    /// A test of model or camera while a patient is being received, or another test is on.
    SelfTestNotNow "SELF_TEST_NOT_NOW" 409 {
        "患者の受付中か、ほかの確認の途中です。" "終わってから、もう一度調べてください。"
        "A patient is being received or another test is on." "Test again when that is over."
    }
    /// The nets did not answer in time.
    SelfTestLate "SELF_TEST_LATE" 503 {
        "モデルの確認が時間内に終わりませんでした。" "もう一度調べ、続くときは連携ソフトを再起動してください。"
        "The test of the models did not end in time." "Test again; if it stays so, restart the reader service."
    }
    /// A test of the camera needs one.
    PatientScreenAbsent "PATIENT_SCREEN_ABSENT" 409 {
        "患者画面がつながっていません。" "「患者画面を開く」を押してから、もう一度調べてください。"
        "No patient screen is connected." "Press \"Open patient screen\", then test again."
    }
    /// Stopped, replaced, or a reception needed the screen.
    CameraTestEnded "CAMERA_TEST_ENDED" 409 {
        "カメラの確認は終わりました。" "必要なら、もう一度調べてください。"
        "This test of the camera has ended." "If needed, test again."
    }
    /// The request has no such picture, or not any more.
    FacePictureNone "FACE_PICTURE_NONE" 404 {
        "見比べる写真がありません。" "カードの券面の写真と本人を見比べてください。"
        "There is no such picture." "Compare the patient with the photo printed on the card."
    }

    /// 照合番号B: a part of it cannot be one.
    CollationNumberFormat "COLLATION_NUMBER_FORMAT" 400 {
        "照合番号Bの入力に誤りがあります。" "カードの表を見て、和暦の生年月日、有効期限の西暦4桁、セキュリティコード4桁を入力してください。"
        "What was entered for collation number B cannot be right."
        "Enter what the card's face shows: birth date with the year of the era, expiry year, 4-digit security code."
    }
    /// 63Cx to 照合番号B.
    CollationNumberWrong "COLLATION_NUMBER_WRONG" 422 {
        "照合番号Bがカードと一致しません。" "カードの表を見て入力し直すか、暗証番号または顔写真確認（目視）に進んでください。"
        "Collation number B is not that of this card."
        "Compare it with the card's face and enter it anew, or go on by PIN or by eye."
    }
    /// One try left.
    CollationNumberLastTry "COLLATION_NUMBER_LAST_TRY" 409 {
        "照合番号Bを試せるのは残り1回です。" "確かであるときだけ試すことを選び、そうでなければ暗証番号または顔写真確認（目視）に進んでください。"
        "Only one try of collation number B is left."
        "Choose to use it only when you are certain; else go on by PIN or by eye."
    }
    /// 6984 to 照合番号B.
    CollationNumberUnusable "COLLATION_NUMBER_UNUSABLE" 422 {
        "このカードの照合番号Bは使えません（ロックされています）。" "暗証番号または顔写真確認（目視）で本人確認をしてください。"
        "Collation number B of this card cannot be used: it is blocked."
        "Identify the patient by PIN or by eye."
    }
    /// 券面 without a photo, or malformed.
    CardPhotoUnreadable "CARD_PHOTO_UNREADABLE" 502 {
        "カードの顔写真を読み取れません。" "暗証番号または顔写真確認（目視）で本人確認をしてください。"
        "The photo on the card's chip cannot be read."
        "Identify the patient by PIN or by eye."
    }

    // ---- desk, reception, registry ----
    /// No desk key known to the backend.
    DeskNotEnrolled "DESK_NOT_ENROLLED" 409 {
        "この窓口は資格確認先に登録されていません。" "管理者に登録コードでの登録を依頼してください。"
        "This desk is not enrolled at the qualification service." "Ask your administrator to enrol it with a code."
    }
    /// Staff id.
    StaffUnknown "STAFF_UNKNOWN" 422 {
        "担当者が選ばれていないか、登録されていません。" "担当者を選び直してください。"
        "The member of staff is not known." "Choose the member of staff again."
    }
    /// Name of a member of staff.
    StaffNameRefused "STAFF_NAME_REFUSED" 422 {
        "この名前は登録できません。" "ほかの担当者と違う名前を、40文字以内で入れてください。"
        "This name cannot be used." "Enter a name of at most 40 characters that nobody else on the list has."
    }
    /// Taking somebody off the list.
    StaffNeeded "STAFF_NEEDED" 409 {
        "この担当者は、一覧から外せません。" "ほかの担当者を選び、その人から操作してください。担当者は必ず一人残ります。"
        "This member of staff cannot be taken off the list." "Choose somebody else on duty and do it from there; one always stays."
    }
    /// Reception id.
    ReceptionUnknown "RECEPTION_UNKNOWN" 404 {
        "この受付は見つかりません。" "受付の一覧から開き直してください。"
        "This reception does not exist." "Open it from the list again."
    }
    /// Compare-and-swap.
    RevisionConflict "REVISION_CONFLICT" 409 {
        "この受付は別の画面で先に進みました。" "最新の状態を読み直しました。続きから進めてください。"
        "This reception has moved on in another window." "The latest state was loaded; go on from there."
    }
    /// Lease.
    LeaseNotHeld "LEASE_NOT_HELD" 409 {
        "別のタブで受付を操作しています。" "この画面で続けるときは「この画面で操作する」を押してください。"
        "Another tab is in charge of this desk." "Press \"Work in this window\" to take over."
    }
    /// Chart id.
    ChartUnknown "CHART_UNKNOWN" 404 {
        "この患者の記録は見つかりません。" "患者を検索し直してください。"
        "There is no such patient record." "Search for the patient again."
    }
    /// Registration of a finished or foreign reception.
    RegistrationRefused "REGISTRATION_REFUSED" 409 {
        "この受付はすでに別の内容で登録されています。" "受付の一覧で内容を確かめてください。"
        "This reception is already registered with other content." "Check it in the list of receptions."
    }

    // ---- qualification backend ----
    /// Connection refused, DNS, CORS.
    BackendUnreachable "BACKEND_UNREACHABLE" 0 {
        "オンライン資格確認につながりません。" "回線を確かめて再試行してください。急ぐときは券または証で受け付けてください。"
        "The qualification service cannot be reached." "Check the line and retry; if urgent, receive by the paper shown."
    }
    /// No answer in time.
    BackendTimeout "BACKEND_TIMEOUT" 0 {
        "オンライン資格確認の応答に時間がかかっています。" "再試行してください。急ぐときは券または証で受け付けてください。"
        "The qualification service takes too long." "Retry; if urgent, receive by the paper shown."
    }
    /// 503.
    BackendUnavailable "BACKEND_UNAVAILABLE" 503 {
        "オンライン資格確認が一時的に使えません。" "しばらく待って再試行してください。急ぐときは券または証で受け付けてください。"
        "The qualification service is temporarily unavailable." "Wait and retry; if urgent, receive by the paper shown."
    }
    /// Wrong content type, malformed or senseless body.
    BackendNonsense "BACKEND_NONSENSE" 0 {
        "オンライン資格確認の回答を正しく読み取れません。" "再試行し、続くときは管理者に知らせてください。"
        "The answer of the qualification service makes no sense." "Retry; if it persists, tell your administrator."
    }
    /// 異常終了 or an error in the answer.
    BackendRefused "BACKEND_REFUSED" 0 {
        "オンライン資格確認が異常終了しました。" "表示されたコードを控え、再試行してください。"
        "The qualification service ended with an error." "Note the code shown and retry."
    }
    /// No desk token.
    DeskTokenMissing "DESK_TOKEN_MISSING" 401 {
        "窓口の証明が付いていません。" "ページを再読み込みしてください。"
        "The request carries no desk token." "Reload the page."
    }
    /// Stale, replayed, other operation, other body, other audience, bad signature.
    DeskTokenInvalid "DESK_TOKEN_INVALID" 401 {
        "窓口の証明が正しくありません。" "再試行し、続くときはPCの時計を確かめてください。"
        "The desk token is not valid." "Retry; if it persists, check the clock of this PC."
    }
    /// Revoked.
    DeskRevoked "DESK_REVOKED" 403 {
        "この窓口の登録は取り消されています。" "管理者に連絡してください。"
        "This desk has been revoked." "Contact your administrator."
    }
    /// Body names another institution.
    InstitutionMismatch "INSTITUTION_MISMATCH" 403 {
        "医療機関コードがこの窓口の登録と違います。" "管理者に設定を確かめてもらってください。"
        "The institution code is not the one of this desk." "Ask your administrator to check the settings."
    }
    /// Nonce unknown, used, old, of another desk.
    NonceInvalid "NONCE_INVALID" 409 {
        "本人確認の有効時間が過ぎました。" "本人確認をもう一度行ってください。"
        "The identity check has expired." "Do the identity check again."
    }
    /// Assertion does not hold.
    AssertionInvalid "ASSERTION_INVALID" 422 {
        "本人確認の結果を確かめられません。" "本人確認をもう一度行ってください。"
        "The identity check could not be verified." "Do the identity check again."
    }
    /// accept_simulated off.
    SimulatedRefused "SIMULATED_REFUSED" 403 {
        "練習用のカードはこの資格確認先では使えません。" "本物のカードとリーダーを使ってください。"
        "This service takes no training cards." "Use a real card and reader."
    }
    /// On the CRL.
    CertificateRevoked "CERTIFICATE_REVOKED" 422 {
        "カードの電子証明書が失効しています。" "券または証で受け付け、市区町村の窓口での手続きを案内してください。"
        "The certificate on the card is revoked." "Receive by the paper shown and point to the municipal office."
    }
    /// Past its end.
    CertificateExpired "CERTIFICATE_EXPIRED" 422 {
        "カードの電子証明書の有効期限が切れています。" "券または証で受け付け、市区町村の窓口での更新を案内してください。"
        "The certificate on the card has expired." "Receive by the paper shown and point to the municipal office."
    }
    /// Chain.
    CertificateUnknownIssuer "CERTIFICATE_UNKNOWN_ISSUER" 422 {
        "カードの電子証明書の発行元を確かめられません。" "券または証で受け付けてください。"
        "The issuer of the card's certificate is not trusted." "Receive by the paper shown."
    }
    /// Not a certificate of this kind.
    CertificateInvalid "CERTIFICATE_INVALID" 422 {
        "カードの電子証明書を読み取れません。" "置き直しても続くときは、券または証で受け付けてください。"
        "The card's certificate is not valid." "Put the card down again; if it persists, receive by the paper shown."
    }
    /// F01.
    NotLinked "NOT_LINKED" 409 {
        "カードの利用登録（初回登録）が済んでいません。" "初回登録を行うか、券または証で受け付けてください。"
        "This card is not registered yet." "Register it now, or receive by the paper shown."
    }
    /// F01 draws face and PIN only.
    LinkByEyeRefused "LINK_BY_EYE_REFUSED" 422 {
        "目視での本人確認では初回登録を行えません。" "暗証番号で本人確認をするか、券または証で受け付けてください。"
        "A card cannot be registered after an identity check by eye." "Identify the patient by PIN, or receive by the paper shown."
    }
    /// F01: J-LIS has no such serial number.
    CertificateUnknown "CERTIFICATE_UNKNOWN" 422 {
        "カードの電子証明書がJ-LISで確認できません。" "券または証で受け付け、市区町村の窓口での手続きを案内してください。"
        "J-LIS does not know the certificate on the card." "Receive by the paper shown and point to the municipal office."
    }
    /// F01.
    MynaPortalUnavailable "MYNA_PORTAL_UNAVAILABLE" 503 {
        "マイナポータルが応答しません。" "しばらく待って再試行してください。急ぐときは券または証で受け付けてください。"
        "Mynaportal does not answer." "Wait and retry; if urgent, receive by the paper shown."
    }
    /// F01.
    JlisUnavailable "JLIS_UNAVAILABLE" 503 {
        "電子証明書の有効性確認（J-LIS）が応答しません。" "しばらく待って再試行してください。急ぐときは券または証で受け付けてください。"
        "The certificate check at J-LIS does not answer." "Wait and retry; if urgent, receive by the paper shown."
    }
    /// F01.
    IntermediateServerUnavailable "INTERMEDIATE_SERVER_UNAVAILABLE" 503 {
        "中間サーバーが応答しません。" "しばらく待って再試行してください。急ぐときは券または証で受け付けてください。"
        "The intermediate server does not answer." "Wait and retry; if urgent, receive by the paper shown."
    }
    /// Wrong, used or old enrolment code.
    EnrolmentCodeInvalid "ENROLMENT_CODE_INVALID" 401 {
        "窓口の登録コードが正しくないか、使用済みです。" "管理者に新しいコードを求めてください。"
        "The enrolment code is wrong, used or expired." "Ask your administrator for a new code."
    }
    /// 照会番号 for an unknown qualification, or too long.
    InquiryNumberRefused "INQUIRY_NUMBER_REFUSED" 422 {
        "照会番号を登録できませんでした。" "受付は済んでいます。一覧からあとで送り直せます。"
        "The inquiry number was not accepted." "The reception is done; send it again from the list later."
    }
    // ---- 一括取得 ----
    /// A month to come, or too long ago.
    MonthNotAskable "MONTH_NOT_ASKABLE" 422 {
        "この診療年月は一括取得できません。" "当月とその前11か月のうちの診療年月を選んでください。"
        "Tickets of this month cannot be retrieved." "Choose the present month or one of the eleven before it."
    }
    /// Cursor of another answer, or behind its end; rows that do not follow on those that are kept.
    BulkCursorInvalid "BULK_CURSOR_INVALID" 409 {
        "一括取得の続きの位置が合いません。" "初めから取得し直してください。登録済みの内容が二重に登録されることはありません。"
        "The retrieval cannot be continued from this place." "Retrieve from the beginning; nothing is registered twice."
    }
    // ---- 薬剤情報・健診情報 ----
    /// F02: 同意有無 has never been registered for this person at this institution.
    ConsentNone "CONSENT_NONE" 403 {
        "この患者の閲覧への同意は登録されていません。" "患者に同意を尋ねてから照会してください。"
        "No consent of this patient is registered here." "Ask the patient for consent, then request the records."
    }
    /// F02: 同意有無 is 「無」.
    ConsentRefused "CONSENT_REFUSED" 403 {
        "同意有無が「無」です。患者はこの情報の閲覧に同意していません。" "この情報は見ずに進めてください。"
        "The patient has not agreed to this information being seen." "Go on without this information."
    }
    /// F02: 同意日 is another day.
    ConsentNotToday "CONSENT_NOT_TODAY" 403 {
        "同意有無は「有」ですが、同意日が今日ではありません。" "患者に今日の同意を尋ねてから照会してください。"
        "The patient agreed, but not today." "Ask the patient for consent today, then request the records."
    }
    /// F02: 「有」 for a chart with other numbers than the qualifications that are valid now.
    ConsentNumbersChanged "CONSENT_NUMBERS_CHANGED" 409 {
        "患者の記録にある資格の番号が、いま確認した資格と違います。" "資格情報を更新して受け付けてください。同意はそのあとに記録されます。"
        "The numbers in the patient record are not those of the qualification confirmed now." "Update the qualification and receive the patient: the consent is noted then."
    }
    /// F02: the clock was set back between two answers, and what is agreed to in one is refused in the other.
    ConsentOrderUnclear "CONSENT_ORDER_UNCLEAR" 409 {
        "PCの時計が戻されたため、この同意と前の回答のどちらが新しいか分かりません。拒まれたままの情報は閲覧できません。" "PCの時計を確かめてください。前の回答の時刻を過ぎるまでは、尋ね直しても同じです。この情報は見ずに進めてください。"
        "The clock of this PC was set back: whether this consent or an answer before it is newer is not known, and what was refused cannot be seen." "Check the clock. Until the time of the answer before has passed, asking anew changes nothing: go on without this information."
    }
    /// F02: nobody in force today has these numbers and this birthday.
    RecordsPersonUnknown "RECORDS_PERSON_UNKNOWN" 404 {
        "この番号と生年月日で今日有効な資格が見つかりません。" "受付窓口で資格を確かめてください。"
        "No qualification valid today has these numbers and this birthday." "Have the counter confirm the qualification."
    }
    /// F02: several persons have them.
    RecordsPersonSeveral "RECORDS_PERSON_SEVERAL" 409 {
        "この番号と生年月日には複数の人が該当します。" "人違いを避けるため閲覧できません。受付窓口で番号と枝番を確かめてください。"
        "Several persons have these numbers and this birthday." "Nothing is shown, lest it be another's; have the counter confirm the numbers and the branch number."
    }
}
