//! Whose an instrument is, what it is called, when and where it was signed and by whom.

use mengfu_model::Actor;
use mengfu_read::outline::Outlined;

use crate::pack::{codes, only, outline};

const BODY: &str =
    "双方重视两国关系，双方愿扩大贸易。\n双方支持对方维护主权。\n中方和法方将继续合作。\n";

fn parties(read: &Outlined) -> Vec<&str> {
    read.instrument.parties.iter().map(|p| p.as_str()).collect()
}

fn signed(read: &Outlined) -> Option<&str> {
    read.instrument.signed.as_ref().map(|d| d.0.as_str())
}

/// A statement of China and France with `end` after its body.
fn ending(end: &str) -> Outlined {
    only(&format!(
        "中华人民共和国和法兰西共和国联合声明\n应中华人民共和国主席邀请，法兰西共和国总统于2004年1月26日至29日访华。\n{BODY}{end}"
    ))
}

#[test]
fn china_is_first_and_the_others_follow_the_alphabet() {
    let read = only(&format!(
        "阿拉伯埃及共和国、中华人民共和国和阿尔及利亚民主人民共和国联合声明\n{BODY}"
    ));
    assert_eq!(parties(&read), ["CHN", "DZA", "EGY"]);
}

#[test]
fn groups_and_organisations_are_parties() {
    assert_eq!(
        parties(&only(&format!("中国同中亚五国联合声明\n{BODY}"))),
        ["CHN", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
    );
    assert_eq!(parties(&only(&format!("中国和东盟领导人联合声明\n{BODY}"))), ["CHN", "ASEAN"]);
}

#[test]
fn states_that_are_no_more_keep_their_codes() {
    assert_eq!(
        parties(&only(&format!("中华人民共和国和苏维埃社会主义共和国联盟联合公报\n{BODY}"))),
        ["CHN", "SUN"]
    );
}

#[test]
fn an_unknown_party_has_a_stable_code_and_is_told() {
    let read = only(&format!(
        "中华人民共和国和澜海共和国联合声明\n中华人民共和国和澜海共和国（以下称“双方”）重视关系。澜方支持中方。\n{BODY}"
    ));
    assert_eq!(parties(&read), ["CHN", "X-f7dc10b3"]);
    assert!(codes(&read).contains(&"unknown-party"));
}

#[test]
fn sides_are_resolved_by_the_parties() {
    let text = |other: &str| {
        format!(
            "中华人民共和国和{other}联合声明\n双方重视两国关系。\n阿方支持中方。\n双方愿扩大贸易。\n"
        )
    };
    for (name, code) in
        [("阿塞拜疆共和国", "AZE"), ("阿拉伯联合酋长国", "ARE"), ("阿根廷共和国", "ARG")]
    {
        let read = only(&text(name));
        let pack = &crate::pack::PACK;
        let entry = pack.lexicon.find("阿方").unwrap();
        let scan = pack.lexicon.scan("阿方支持");
        let (actors, ..) = read.cast.at(&scan, 0, "阿方支持".len()).unwrap();
        assert_eq!(pack.lexicon.entry(entry).unwrap().term, "阿方");
        assert!(
            matches!(actors.as_slice(), [Actor::Party(p)] if p.as_str() == code),
            "{name}: {actors:?}"
        );
    }
}

#[test]
fn names_that_the_text_declares_are_of_the_cast() {
    let read = only(
        "澜海共和国和北渊联邦联合声明\n澜海共和国（以下简称“澜方”）和北渊联邦（以下简称“渊方”，合称“双方”）重视关系。\n澜方支持渊方。\n双方愿扩大贸易。\n澜海共和国和北渊联邦将保持交往。\n",
    );
    let scan = crate::pack::PACK.lexicon.scan("渊方支持");
    let (actors, ..) = read.cast.at(&scan, 0, "渊方支持".len()).unwrap();
    assert!(
        matches!(actors.as_slice(), [Actor::Party(p)] if p.as_str() == "X-3064c6ef"),
        "{actors:?}"
    );
}

#[test]
fn days_in_figures_of_any_kind() {
    for (end, day) in [
        ("二00四年一月二十七日于巴黎", "2004-01-27"),
        ("二〇〇四年一月二十七日于巴黎", "2004-01-27"),
        ("二○○四年一月二十七日于巴黎", "2004-01-27"),
        ("一九七二年九月二十九日于巴黎", "1972-09-29"),
        ("２００４年１月２７日于巴黎", "2004-01-27"),
        ("2004年1月27日，巴黎", "2004-01-27"),
        ("（2004年1月27日于巴黎）", "2004-01-27"),
        ("2004年1月27日于巴黎签署", "2004-01-27"),
    ] {
        let read = ending(&format!(
            "中华人民共和国主席　法兰西共和国总统\n甲一乙　皮埃尔·勒鲁瓦\n{end}\n"
        ));
        assert_eq!(
            (signed(&read), read.instrument.place.as_deref()),
            (Some(day), Some("巴黎")),
            "{end}"
        );
    }
}

#[test]
fn a_bracket_under_the_title_is_the_signing() {
    let read =
        only(&format!("中华人民共和国和法兰西共和国联合声明\n（2019年3月25日，巴黎）\n{BODY}"));
    assert_eq!(
        (signed(&read), read.instrument.place.as_deref(), read.instrument.complete),
        (Some("2019-03-25"), Some("巴黎"), true)
    );
}

#[test]
fn the_visit_is_no_signing() {
    let read = ending("");
    assert_eq!(signed(&read), None);
    assert_eq!(read.instrument.visit.as_ref().map(|d| d.0.as_str()), Some("2004-01-26/2004-01-29"));
    assert!(!read.instrument.complete);
    assert!(codes(&read).contains(&"signed-unknown") && codes(&read).contains(&"end-missing"));
}

#[test]
fn a_meeting_adopts_on_its_day() {
    let read = only(
        "中国和中亚五国联合声明\n2020年7月16日，中华人民共和国主席同哈萨克斯坦共和国总统举行会晤，声明如下：\n一、各方重视关系。\n二、各方扩大贸易。\n三、各方支持教育。\n",
    );
    assert_eq!((signed(&read), read.instrument.complete), (Some("2020-07-16"), true));
}

/// Signatures of the same two persons, set in every way.
#[test]
fn signatures_in_columns_rows_tables_and_run_into_one_line() {
    for end in [
        "中华人民共和国主席　　法兰西共和国总统\n甲一乙　　皮埃尔·勒鲁瓦\n2004年1月27日于巴黎\n",
        "中华人民共和国主席 法兰西共和国总统 甲一乙 皮埃尔·勒鲁瓦 2004年1月27日于巴黎\n",
        "中华人民共和国主席甲一乙法兰西共和国总统皮埃尔·勒鲁瓦二〇〇四年一月二十七日于巴黎",
        "中华人民共和国主席\n甲一乙（签字）\n法兰西共和国总统\n皮埃尔·勒鲁瓦（签字）\n2004年1月27日于巴黎\n",
        "2004年1月27日于巴黎\n中华人民共和国代表\n法兰西共和国代表\n甲　一　乙\n皮埃尔·勒鲁瓦\n（签字）\n（签字）\n",
        "| 中华人民共和国 | 法兰西共和国 |\n|---|---|\n| 主席 | 总统 |\n| 甲一乙 | 皮埃尔·勒鲁瓦 |\n| | |\n\n2004年1月27日于巴黎\n",
        "中华人民共和国政府代表\n外交部长\n甲一乙\n法兰西共和国政府代表\n外交部长\n皮埃尔·勒鲁瓦\n2004年1月27日于巴黎\n",
    ] {
        let read = ending(end);
        assert_eq!(read.instrument.signatories, ["甲一乙", "皮埃尔·勒鲁瓦"], "{end}");
        assert_eq!(
            (signed(&read), read.instrument.place.as_deref()),
            (Some("2004-01-27"), Some("巴黎")),
            "{end}"
        );
    }
}

#[test]
fn copies_and_languages_are_those_stated() {
    let read = ending(
        "本声明于2004年1月27日在巴黎签署，一式两份，每份均用中文和法文写成，两种文本同等作准。\n",
    );
    assert_eq!(
        (read.instrument.copies, read.instrument.languages.as_slice()),
        (Some(2), &["zh".to_owned(), "fr".to_owned()][..])
    );
    assert_eq!(
        (signed(&read), read.instrument.place.as_deref()),
        (Some("2004-01-27"), Some("巴黎"))
    );
}

#[test]
fn the_highest_relation_is_the_partnership() {
    for (sentence, relation) in [
        (
            "双方决定将两国关系提升为全面战略伙伴关系，继续发展传统友好关系。",
            Some("全面战略伙伴关系"),
        ),
        ("双方认为发展两国的友好和互利合作关系十分重要。", Some("友好和互利合作关系")),
        ("双方同意发展睦邻友好合作关系。", Some("睦邻友好合作关系")),
        ("双方支持两国高校建立合作伙伴关系。", None),
        ("双方高度评价《甲国和乙国关于建立战略伙伴关系的联合声明》。", None),
        ("双方愿推动构建全球清洁能源合作伙伴关系。", None),
    ] {
        let read = only(&format!(
            "中华人民共和国和法兰西共和国联合声明\n双方重视贸易。\n{sentence}\n双方支持教育。\n"
        ));
        assert_eq!(read.instrument.partnership.as_deref(), relation, "{sentence}");
    }
}

#[test]
fn kinds_are_named_by_titles() {
    for (title, kind) in [
        ("中华人民共和国和法兰西共和国联合公报", "joint-communique"),
        ("中华人民共和国和法兰西共和国联合宣言", "joint-declaration"),
        ("中华人民共和国和法兰西共和国联合新闻公报", "press-communique"),
        ("中华人民共和国和法兰西共和国睦邻友好合作条约", "treaty"),
    ] {
        assert_eq!(only(&format!("{title}\n{BODY}")).instrument.kind.code(), kind, "{title}");
    }
}

#[test]
fn a_text_without_title_gets_one_that_says_so() {
    let read = only(
        "应法兰西共和国总统邀请，中华人民共和国主席于2004年1月26日至29日访问法国。\n一、双方重视关系。\n二、双方扩大贸易。\n三、本声明不针对任何第三国。\n",
    );
    assert_eq!(
        (read.instrument.title.text.as_str(), read.instrument.title.derived),
        ("中华人民共和国和法兰西共和国联合声明", true)
    );
    assert!(codes(&read).contains(&"title-derived"));
}

#[test]
fn a_day_may_be_learned_from_those_who_cite() {
    let cited = "澜海共和国和赤岭王国关于友好关系基础的联合声明\n应澜海共和国总统邀请，赤岭王国国王于1996年9月3日至6日访问澜海共和国。\n一、双方重视关系。\n二、双方扩大贸易。\n澜海共和国总统\n赤岭王国国王\n汉诺·贝里\n奥森三世\n";
    let citing = |day: &str| {
        format!(
            "澜海共和国和赤岭王国联合声明\n一、双方恪守{day}签署的《澜海共和国和赤岭王国关于友好关系基础的联合声明》。\n二、双方扩大贸易。\n澜海共和国总统　赤岭王国国王\n汉诺·贝里　奥森三世\n2001年3月4日于望潮\n"
        )
    };
    let read = outline(format!("{cited}\n{}", citing("一九九六年九月五日")).as_bytes()).instruments;
    assert_eq!(read.len(), 2);
    assert_eq!(signed(&read[0]), Some("1996-09-05"));
    assert!(codes(&read[0]).contains(&"signed-from-citation"));
    let both = format!(
        "{cited}\n{}{}",
        citing("一九九六年九月五日"),
        citing("1996年9月6日").replace("2001年3月4日", "2002年3月4日")
    );
    let read = outline(both.as_bytes()).instruments;
    assert_eq!(signed(&read[0]), None, "those who cite disagree");
}
