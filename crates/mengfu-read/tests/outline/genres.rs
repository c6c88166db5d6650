//! Genres and prints that texts of half a century come in, each told with an invented text.

use crate::pack::{lines, only};

#[test]
fn a_bracket_under_the_title_dates_numbered_paragraphs() {
    let text = "\
云泽共和国和澜海共和国联合公报

(2006年10月30日，青泽)

1. 应澜海共和国总统邀请，云泽共和国总理访问澜海共和国。
2. 双方举行了会谈。
3. 双方愿加强合作。
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2006-10-30"));
    assert_eq!(read.instrument.place.as_deref(), Some("青泽"));
    assert_eq!(
        lines(&read),
        [
            "1|应澜海共和国总统邀请，云泽共和国总理访问澜海共和国。",
            "2|双方举行了会谈。",
            "3|双方愿加强合作。"
        ]
    );
}

#[test]
fn stems_count_articles() {
    let text = "\
澜海共和国和赤岭王国联合公报
澜海共和国总统应赤岭王国首相的邀请于一九七五年三月一日至五日访问了赤岭王国。
甲、双方重申支持非洲人民的正义斗争。
乙、双方同意发展贸易。
丙、双方决定互派大使。
一九七五年三月五日于朱城
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("1975-03-05"));
    assert_eq!(read.instrument.place.as_deref(), Some("朱城"));
    assert_eq!(read.instrument.parties.len(), 2);
    assert_eq!(
        lines(&read),
        [
            "|澜海共和国总统应赤岭王国首相的邀请于一九七五年三月一日至五日访问了赤岭王国。",
            "甲|双方重申支持非洲人民的正义斗争。",
            "乙|双方同意发展贸易。",
            "丙|双方决定互派大使。"
        ]
    );
}

#[test]
fn headings_in_brackets_stand_over_lists() {
    let text = "\
澜海共和国和赤岭王国关于深化合作的联合声明
澜海共和国总统于2017年11月10日至13日访问赤岭王国。双方发表声明如下：
【政治】
双方商定加强高层交往。
双方支持两国议会合作。
【经济】
双方将扩大贸易：
——降低关税；
——简化手续；
● 建立工作组。
【人文】
双方愿互办文化年。
双方感谢赤方的热情接待。
2017年11月13日
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2017-11-13"));
    assert_eq!(read.instrument.place.as_deref(), None);
    let articles: Vec<&str> = read.provisions.iter().map(|p| p.article.as_str()).collect();
    assert_eq!(articles, ["", "", "政治", "政治", "经济", "经济", "经济", "经济", "人文", "人文"]);
    assert!(lines(&read).contains(&"经济|建立工作组。".to_owned()));
}

#[test]
fn who_signs_may_do_so_on_behalf() {
    let text = "\
澜海共和国政府和赤岭王国政府联合声明
澜海共和国政府和赤岭王国政府，本着友好精神，声明如下：
第一条 双方决定建立战略伙伴关系。
第二条 双方同意互设使馆。
本声明于2010年9月27日在望潮签署，一式两份，用中文和英文写成。
代表澜海共和国政府　　　　代表赤岭王国政府
沃洛（签字）　　　　　　　阿桑（签字）
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2010-09-27"));
    assert_eq!(read.instrument.place.as_deref(), Some("望潮"));
    assert_eq!(read.instrument.signatories, ["沃洛", "阿桑"]);
    assert_eq!(read.instrument.copies, Some(2));
}

#[test]
fn news_quotes_a_text_and_comments_on_it() {
    let text = "\
首页 > 新闻 > 国际 > 正文
澜海赤岭发表联合声明
2012-05-18 08:00 来源：外交部网站 编辑：王小
澜海通讯社望潮5月17日电 题：两国关系进入新阶段
澜海共和国和赤岭王国17日在望潮发表联合声明。全文如下：

澜海共和国和赤岭王国联合声明

应澜海共和国总统塔里安邀请，赤岭王国首相维托于2012年5月15日至17日对澜海共和国进行正式访问。
双方声明如下：
一、双方决定深化战略伙伴关系。
二、双方同意扩大贸易。
三、双方愿加强文化交流。
本声明于2012年5月17日在望潮签署。

分析人士认为，这份声明具有重要意义。专家表示，两国关系前景广阔。
关键词：联合声明 澜海
© 2012 澜海新闻网 版权所有
";
    let read = only(text);
    let all = lines(&read);
    assert_eq!(
        all.first().map(String::as_str),
        Some(
            "|应澜海共和国总统塔里安邀请，赤岭王国首相维托于2012年5月15日至17日对澜海共和国进行正式访问。"
        )
    );
    assert_eq!(all.last().map(String::as_str), Some("|本声明于2012年5月17日在望潮签署。"));
}

#[test]
fn breaks_of_full_lines_say_nothing() {
    let text = "\
澜海共和国和赤岭王国联合声明

应澜海共和国总统塔里安·沃洛的邀请，赤岭王国首相维托·阿桑于2012年5
月15日至17日对澜海共和国进行正式访问。双方在热烈友好的气氛中举行了会谈，
就双边关系以及共同关心的国际和地区问题深入交换了意见，达成广泛共识。双方声
明如下：
一、双方满意地回顾建交以来两国关系的发展，一致认为两国关系已经进入全面发展
的新阶段，决定建立战略伙伴关系，并为此保持两国领导人的经常接触，加强两国政
府、议会、政党之间的交往与合作。
二、双方同意进一步扩大经贸合作，充分发挥两国政府间经贸联委会的作用，鼓励两
国企业相互投资，积极参与对方国家的基础设施建设，不断提高合作水平。双方将继
续推进自由贸易区谈判，争取早日达成协议。
三、双方愿加强在联合国等多边机构中的协调与配合，共同维护世界和平与稳定。
本声明于2012年5月17日在望潮签署，一式两份，每份均用中文和英文写成，两种
文本同等作准。
";
    let read = only(text);
    let all = lines(&read);
    assert_eq!(all.len(), 8, "{all:#?}");
    assert!(all[0].contains("于2012年5月15日至17日"));
    assert!(all.contains(&"二|双方将继续推进自由贸易区谈判，争取早日达成协议。".to_owned()));
    assert!(all[7].contains("两种文本同等作准。"));
}

#[test]
fn letters_of_a_title_may_be_set_apart() {
    let text = "\
澜海共和国和赤岭王国
联　合　声　明

应澜海共和国总统塔里安的邀请，赤岭王国首相维托于2012年5月15日至17日访问澜海共和国。
一、双方决定发展友好合作关系。
二、双方同意扩大贸易。
二〇一二年五月十七日于望潮
";
    let read = only(text);
    assert_eq!(read.instrument.title.text, "澜海共和国和赤岭王国联合声明");
}

#[test]
fn a_title_may_give_the_day() {
    let text = "\
中华人民共和国和冰岛共和国2031年9月27日联合声明
中华人民共和国主席和冰岛共和国总统举行会谈，双方发表声明如下：
双方同意加强地热合作。
双方愿扩大渔业贸易。
双方商定加强北极科研合作。
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2031-09-27"));
    assert_eq!(read.instrument.place.as_deref(), None);
    assert!(read.instrument.complete);
}

#[test]
fn sections_count_with_points() {
    let text = "\
中华人民共和国和冰岛共和国联合行动计划（2031—2035年）
为落实两国领导人共识，双方制定本计划。
一、政治合作
1.1 双方保持高层交往。
1.2 双方每年举行外交部磋商。
二、经济合作
2.1 双方扩大贸易。
2.2 双方支持企业投资。
";
    let read = only(text);
    assert_eq!(
        lines(&read),
        [
            "|为落实两国领导人共识，双方制定本计划。",
            "一/1.1|双方保持高层交往。",
            "一/1.2|双方每年举行外交部磋商。",
            "二/2.1|双方扩大贸易。",
            "二/2.2|双方支持企业投资。"
        ]
    );
}

#[test]
fn chapters_hold_articles() {
    let text = "\
中华人民共和国和冰岛共和国睦邻友好合作条约
中华人民共和国和冰岛共和国（以下简称缔约双方），为发展友好关系，达成协议如下：
第一章 总则
第一条
缔约双方发展睦邻友好关系。
第二条
缔约双方互不使用武力。
第二章 合作
第三条
缔约双方开展经济合作。
缔约双方鼓励人员往来。
第四条
本条约须经批准，自互换批准书之日起生效，有效期为二十年。
本条约于二〇三一年六月三日在雷克雅未克签订，一式两份，每份用中文和冰岛文写成，两种文本同等作准。
中华人民共和国代表 冰岛共和国代表
某某某（签字） 埃纳尔·约翰松（签字）
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2031-06-03"));
    assert_eq!(read.instrument.place.as_deref(), Some("雷克雅未克"));
    assert_eq!(read.instrument.signatories, ["某某某", "埃纳尔·约翰松"]);
    assert!(lines(&read).contains(&"第二章/第三条|缔约双方鼓励人员往来。".to_owned()));
}

#[test]
fn pagers_and_page_numbers_label_nothing() {
    let text = "\
中华人民共和国和冰岛共和国联合声明
一、双方同意发展贸易。
二、双方愿加强合作。
[1] [2] 下一页
三、双方支持多边主义。
— 2 —
四、双方将保持交往。
二〇三一年六月三日于印度尼西亚巴厘岛
";
    let read = only(text);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2031-06-03"));
    assert_eq!(read.instrument.place.as_deref(), Some("巴厘岛"));
    assert_eq!(
        lines(&read),
        [
            "一|双方同意发展贸易。",
            "二|双方愿加强合作。",
            "三|双方支持多边主义。",
            "四|双方将保持交往。"
        ]
    );
}

#[test]
fn a_dash_opens_the_second_line_of_a_title() {
    let text = "\
中冰关于构建面向未来伙伴关系的联合宣言
——面向和平的北极
一、应中华人民共和国主席邀请，冰岛共和国总统访问中国。
二、双方同意发展贸易。
三、双方愿加强合作。
2031年6月3日于北京
";
    let read = only(text);
    assert_eq!(
        read.instrument.title.text,
        "中冰关于构建面向未来伙伴关系的联合宣言——面向和平的北极"
    );
    assert_eq!(read.instrument.kind.code(), "joint-declaration");
}

/// The relation that a statement with this title and sentence is read to have.
fn relation(title: &str, sentence: &str) -> Option<String> {
    let text = format!(
        "{title}\n应中华人民共和国主席邀请，冰岛共和国总统访问中国。\n双方声明如下：\n一、{sentence}\n二、双方同意发展贸易。\n二〇三一年六月三日于北京\n"
    );
    only(&text).instrument.partnership
}

#[test]
fn a_relation_keeps_what_is_printed_as_its_name() {
    let plain = "中华人民共和国和冰岛共和国联合声明";
    let cases = [
        (plain, "双方决定建立平等互利、共同发展的伙伴关系。", Some("平等互利、共同发展的伙伴关系")),
        (plain, "双方愿构建成果丰硕、内容丰富的战略伙伴关系。", Some("战略伙伴关系")),
        (plain, "双方建立“面向渔业与地热的战略伙伴关系”。", Some("面向渔业与地热的战略伙伴关系")),
        (
            "中华人民共和国和冰岛共和国关于建立新时代守望相助的战略伙伴关系的联合声明",
            "双方愿深化战略伙伴关系。",
            Some("新时代守望相助的战略伙伴关系"),
        ),
        (
            "中华人民共和国和冰岛共和国关于深化友好合作关系的联合声明",
            "双方愿发展长期稳定的友好合作关系。",
            Some("友好合作关系"),
        ),
        (plain, "双方回顾了近年来两国人民之间的友好关系。", None),
        (plain, "冰方珍视同日本的友好关系。", None),
        (plain, "双方决定建立大使级外交关系。", None),
    ];
    for (title, sentence, wanted) in cases {
        assert_eq!(relation(title, sentence).as_deref(), wanted, "{sentence}");
    }
}
