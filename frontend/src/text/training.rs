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
}
