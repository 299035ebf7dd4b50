//! What the counter says of 顔認証. No number of how alike two faces are: passed, not passed, not sure.

use super::messages;

messages! { FACE
    WAY_FACE "顔認証を患者に頼む" "Let the patient use the camera";
    FACE_SWITCHED_OFF "この窓口では顔認証を使わない設定です。" "Face recognition is switched off at this desk.";
    FACE_NUMBER_TITLE "患者が券面の番号を入力しています" "The patient is entering the number on the card";
    FACE_NUMBER_TEXT "カードの写真を読むための番号（照合番号B）です。生年月日、有効期限の年、セキュリティコードが券面にあります。"
        "It opens the photo on the card: birth date, year of expiry and security code, all printed on the card.";
    FACE_NUMBER_WRONG "番号が違いました。" "The number was wrong.";
    FACE_NUMBER_TRIES "あと{count}回入力できます。" "Tries left: {count}.";
    FACE_NUMBER_HERE "窓口で番号を入力する" "Enter the number here";
    FACE_NUMBER_HINT "カードをリーダーに置いたまま、券面を見て入力してください。"
        "Read it off the card as it lies there. The card stays on the reader.";
    FACE_LOOK_TITLE "患者がカメラを見ています" "The patient is looking into the camera";
    FACE_LOOK_TEXT "カードの写真と照合しています。数秒かかります。うまくいかないときは、暗証番号か目視に進めます。"
        "The face is compared with the photo on the card. It takes a few seconds. PIN and comparing by eye stay open.";
    FACE_OTHER_WAY "方法を選び直す" "Choose another way";
    FACE_NOT_PASSED "顔認証: 本人と確認できませんでした。" "Face recognition: not passed.";
    FACE_NOT_SURE "顔認証: 判定できませんでした。" "Face recognition: not sure.";
    FACE_NOT_POSSIBLE "顔認証は使えませんでした。券面の番号がロックされているか、顔認証を始められませんでした。"
        "Face recognition could not be used: the number on the card is blocked, or it could not be started.";
    DOUBT_BETWEEN "カメラの映像だけでは決められません。" "The camera's pictures do not settle it.";
    DOUBT_NO_FACE "顔が映りませんでした。" "No face was seen.";
    DOUBT_SEVERAL "ほかの方の顔も映っていました。" "Other faces were seen, too.";
    DOUBT_LIGHT "暗すぎるか、明るすぎました。" "It was too dark or too bright.";
    DOUBT_FROZEN "カメラの映像が止まっていました。" "The camera's picture stood still.";
    DOUBT_NOT_MOVED "画面で案内した動きが見られませんでした。" "The movement that was asked for was not seen.";
    DOUBT_FLAT "平らなもの（写真や画面など）が映った可能性があります。お顔を直接確かめてください。"
        "Something flat, such as a photo or a screen, may have been seen. Look at the person directly.";
    DOUBT_ANOTHER "途中で別の顔に変わりました。お顔を直接確かめてください。"
        "The face changed on the way. Look at the person directly.";
    DOUBT_NO_CAMERA "カメラを使えません。許可されていないか、つながっていないか、ほかで使用中です。"
        "There is no camera: refused, absent or in use.";
    DOUBT_CARD_PHOTO "カードの写真を使えませんでした。" "The photo on the card could not be used.";
    PICTURES_TITLE "見比べる写真" "Pictures to compare";
    PICTURES_TEXT "写真は、この確認が終わると消えます。" "The pictures are gone when this step ends.";
    PICTURE_CARD "カードの写真" "Photo on the card";
    PICTURE_LIVE "カメラの映像" "Picture of the camera";
    PICTURE_NONE "写真はありません" "No picture";
}
