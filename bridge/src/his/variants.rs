//! Kanji that are written in more than one form in names (異体字, 旧字体): in a search 髙 and 高 find each other. Each is shown as it
//! is, and never taken for the same name.
//!
//! Kept by hand, since no well-kept library has the forms of *names*: the older forms that 常用漢字表 gives in brackets and
//! 人名用漢字 has beside newer ones, and the handwritten forms of family names (髙 﨑 邉 濵 𠮷 …). Unicode's own variants are of
//! meanings. What Unicode unites (U+FA19 and 神) is folded by [`name_key`] already.

use super::normalise::name_key;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Forms of one kanji; the first stands for all of them.
const FORMS: &[&str] = &[
    "高髙",
    "崎﨑嵜碕",
    "辺邉邊",
    "斉齋齊斎",
    "沢澤",
    "浜濱濵",
    "桜櫻",
    "広廣",
    "国國",
    "徳德",
    "島嶋嶌",
    "吉𠮷",
    "富冨",
    "峰峯",
    "柳栁桺",
    "藪薮籔",
    "館舘",
    "淵渕渊",
    "滝瀧",
    "竜龍",
    "桑桒",
    "万萬",
    "与與",
    "亀龜",
    "会會",
    "伝傳",
    "余餘",
    "児兒",
    "内內",
    "円圓",
    "剣劔劍",
    "功㓛",
    "勲勳",
    "区區",
    "双雙",
    "塩鹽",
    "声聲",
    "寿壽",
    "学學",
    "実實",
    "宝寶",
    "将將",
    "専專",
    "巌巖",
    "岳嶽",
    "巣巢",
    "帯帶",
    "応應",
    "恒恆",
    "恵惠",
    "悦悅",
    "戸戶",
    "数數",
    "晃晄",
    "暁曉",
    "曽曾",
    "来來",
    "条條",
    "栄榮",
    "楽樂",
    "様樣",
    "横橫",
    "検檢",
    "歓歡",
    "歩步",
    "歳歲",
    "毎每",
    "気氣",
    "浅淺",
    "渋澁",
    "済濟",
    "温溫",
    "湾灣",
    "満滿",
    "瀬瀨",
    "灯燈",
    "為爲",
    "画畫",
    "穂穗",
    "穣穰",
    "粋粹",
    "経經",
    "緑綠",
    "総總",
    "縁緣",
    "県縣",
    "続續",
    "聡聰",
    "芦蘆",
    "芸藝",
    "荘莊",
    "蔵藏",
    "薫薰",
    "薗園",
    "藤籐",
    "処處",
    "虫蟲",
    "蛍螢",
    "衛衞",
    "装裝",
    "覚覺",
    "観觀",
    "訳譯",
    "読讀",
    "豊豐",
    "賛贊",
    "頼賴",
    "転轉",
    "遥遙",
    "郎郞",
    "郷鄕",
    "醸釀",
    "鉄鐵",
    "鋭銳",
    "関關",
    "随隨",
    "静靜",
    "顕顯",
    "駅驛",
    "騨驒",
    "鴎鷗",
    "麦麥",
    "黄黃",
    "黒黑",
    "弥彌",
    "弁辨瓣辯",
    "真眞",
    "慎愼",
    "槙槇",
    "鎮鎭",
    "梅楳",
    "秋穐",
    "涼凉",
    "舎舍",
    "村邨",
    "隣鄰",
    "晋晉",
    "亘亙",
    "奥奧",
    "奈柰",
    "桧檜",
    "篭籠",
    "祷禱",
    "祢禰",
    "尭堯",
    "瑶瑤",
    "翠翆",
    "彦彥",
    "秘祕",
    "青靑",
    "清淸",
    "頬頰",
    "鶏鷄",
    "兎兔",
    "土圡",
    "橋槗",
    "体體",
    "塁壘",
    "嬢孃",
    "厳嚴",
    "峡峽",
    "巻卷",
    "径徑",
    "恋戀",
    "懐懷",
    "戯戲",
    "拡擴",
    "捜搜",
    "揺搖",
    "旧舊",
    "昼晝",
    "暦曆",
    "朗朖",
    "枢樞",
    "欧歐",
    "浄淨",
    "涙淚",
    "渓溪",
    "潜潛",
    "焼燒",
    "犠犧",
    "独獨",
    "献獻",
    "畳疊",
    "砺礪",
    "礼禮",
    "禅禪",
    "稲稻",
    "穏穩",
    "糸絲",
    "絵繪",
    "繊纖",
    "耀燿",
    "胆膽",
    "脳腦",
    "舗舖",
    "茎莖",
    "蒋蔣",
    "蝋蠟",
    "触觸",
    "証證",
    "誉譽",
    "逓遞",
    "遅遲",
    "釈釋",
    "鉱鑛礦",
    "銭錢",
    "閲閱",
    "陥陷",
    "雑雜",
    "霊靈",
    "餅餠",
    "髄髓",
    "鯵鰺",
    "麺麵",
    "齢齡",
];

/// Every form that is not the common one, with the common one.
static COMMON: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let pairs = FORMS.iter().filter_map(|forms| {
        let common = forms.chars().next()?;
        Some(forms.chars().skip(1).map(move |form| (form, common)))
    });
    pairs.flatten().collect()
});

/// As [`name_key`], with one form for all forms of a kanji, and without the selectors that choose among forms.
pub fn variant_key(name: &str) -> String {
    of_key(&name_key(name))
}

/// The [`variant_key`] of a name whose [`name_key`] is at hand.
pub fn of_key(name_key: &str) -> String {
    let is_selector = |c: &char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let common = |c| COMMON.get(&c).copied().unwrap_or(c);
    name_key.chars().filter(|c| !is_selector(c)).map(common).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn forms_of_one_kanji_have_one_key_and_stay_different_names() {
        for (one, other) in [
            ("髙橋 花子", "高橋 花子"),
            ("山﨑", "山崎"),
            ("渡邉", "渡邊"),
            ("渡邉", "渡辺"),
            ("齋藤", "斉藤"),
            ("齊藤", "斎藤"),
            ("澤田", "沢田"),
            ("濵口", "浜口"),
            ("濱口", "浜口"),
            ("櫻井", "桜井"),
            ("廣瀨", "広瀬"),
            ("國吉", "国𠮷"),
            ("德永", "徳永"),
            ("葛\u{e0100}西", "葛西"),
        ] {
            assert_eq!(variant_key(one), variant_key(other), "{one} {other}");
            assert_ne!(name_key(one), name_key(other), "{one} {other}");
        }
        for (one, other) in [
            ("坂本", "阪本"),
            ("太田", "大田"),
            ("河合", "川合"),
            ("ハハ", "ババ"),
        ] {
            assert_ne!(variant_key(one), variant_key(other), "{one} {other}");
        }
    }

    #[test]
    fn no_kanji_has_two_keys() {
        let mut seen = BTreeSet::new();
        for forms in FORMS {
            assert!(forms.chars().count() > 1, "{forms}");
            for c in forms.chars() {
                assert!(seen.insert(c), "{c}");
                assert_eq!(name_key(&c.to_string()), c.to_string(), "{c} is folded already");
            }
        }
    }
}
