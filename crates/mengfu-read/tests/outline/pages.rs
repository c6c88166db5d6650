//! What sites print around statements.

use mengfu_model::SetAsideReason;

use crate::pack::{codes, lines, only, outline};

const TITLE: &str = "澜海共和国和赤岭王国联合声明";
const OPENING: &str = "应澜海共和国总统邀请，赤岭王国首相于2008年4月14日至17日访问澜海共和国。";
const ARTICLES: &str = "一、双方重视关系。\n二、双方扩大贸易。\n三、双方支持教育。";
const END: &str = "澜海共和国总统　赤岭王国首相\n塔里安·沃洛　维托·阿桑\n二○○八年四月十六日于望潮";

/// What the source sets aside for `reason`.
fn aside(text: &str, reason: SetAsideReason) -> Vec<String> {
    let read = outline(text.as_bytes());
    let spans = read.set_aside.iter().filter(|s| s.reason == reason);
    spans.map(|s| text[s.at.range()].trim().to_owned()).filter(|s| !s.is_empty()).collect()
}

/// Reads a page that holds the one statement of these tests, whole and nothing else.
#[track_caller]
fn whole(text: &str) -> mengfu_read::outline::Outlined {
    let read = only(text);
    assert_eq!(
        lines(&read),
        [&format!("|{OPENING}"), "一|双方重视关系。", "二|双方扩大贸易。", "三|双方支持教育。"],
        "{text}"
    );
    assert_eq!(read.instrument.title.text, TITLE);
    assert_eq!(read.instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2008-04-16"), "{text}");
    assert_eq!(read.instrument.place.as_deref(), Some("望潮"), "{text}");
    assert_eq!(read.instrument.signatories, ["塔里安·沃洛", "维托·阿桑"], "{text}");
    assert!(read.instrument.complete, "{:?}", codes(&read));
    read
}

#[test]
fn a_plain_page() {
    whole(&format!("{TITLE}\n{OPENING}\n{ARTICLES}\n{END}\n"));
}

#[test]
fn an_endless_line_with_wide_spaces() {
    let articles = ARTICLES.replace('\n', "　　");
    let text = format!(
        "赤岭友好关系{TITLE}2008-04-18[字体：大 中 小]      打印本页　　{OPENING}　　{articles}　　　　澜海共和国总统　　　　赤岭王国首相　　　　塔里安·沃洛　　　　维托·阿桑　　　　（签字）　　　　（签字）　　　　二○○八年四月十六日于望潮"
    );
    let read = whole(&text);
    assert!(codes(&read).contains(&"upload-date-ignored"));
    assert_eq!(
        aside(&text, SetAsideReason::Furniture),
        ["2008-04-18", "[字体：大 中 小]", "打印本页"]
    );
}

#[test]
fn an_endless_line_with_single_spaces() {
    let articles = ARTICLES.replace('\n', " ");
    let text = format!(
        "{TITLE}-某某网 新华社望潮4月16日电 {TITLE} {OPENING} {articles} 澜海共和国总统 赤岭王国首相 塔里安·沃洛 维托·阿桑 二○○八年四月十六日于望潮 "
    );
    let read = whole(&text);
    assert!(codes(&read).contains(&"repeated-title"));
    assert_eq!(aside(&text, SetAsideReason::Dateline), ["新华社望潮4月16日电"]);
    assert_eq!(aside(&text, SetAsideReason::RepeatedTitle).len(), 1);
}

#[test]
fn heads_and_feet_of_a_page() {
    let text = format!(
        "您的位置：首页 > 时政 > 正文\n{TITLE}\n2008-04-18 09:26:41　来源：某社　[字体：大 中 小]　打印本页\n分享到：微博 微信\n{OPENING}\n{ARTICLES}\n{END}\n（责任编辑：某某）\n扫一扫，手机阅读更方便\n相关新闻：某港扩建完工\nCopyright © 2008 版权所有\n"
    );
    let read = whole(&text);
    assert!(codes(&read).contains(&"upload-date-ignored"));
    assert!(
        aside(&text, SetAsideReason::OtherText).is_empty(),
        "{:?}",
        aside(&text, SetAsideReason::OtherText)
    );
}

#[test]
fn titles_with_a_preface_or_the_name_of_a_site() {
    for title in [
        "全文 | {}",
        "（全文）{}",
        "# 全文：{}",
        "{}（全文）",
        "{}_某某网",
        "{} - 某某网",
        "《{}》",
        "受权发布：{}",
    ] {
        whole(&format!("{}\n{OPENING}\n{ARTICLES}\n{END}\n", title.replace("{}", TITLE)));
    }
}

#[test]
fn a_title_on_two_lines() {
    let read = only(&format!("澜海共和国和赤岭王国\n联合声明\n{OPENING}\n{ARTICLES}\n{END}\n"));
    assert_eq!(read.instrument.title.text, TITLE);
}

#[test]
fn titles_printed_more_than_once() {
    let read = whole(&format!(
        "# {TITLE}\n\n# {TITLE}\n\n**{TITLE}**\n\n{OPENING}\n\n{}\n\n{END}\n",
        ARTICLES.replace('\n', "\n\n")
    ));
    assert!(codes(&read).contains(&"repeated-title"));
}

#[test]
fn a_title_in_the_metadata_only() {
    let text = format!(
        "---\ntitle: '{TITLE}'\ndate: Fri, 18 Apr 2008 12:07:23 GMT\n---\n\n<div><p>{OPENING}</p><p>一、双方重视关系。</p><p>二、双方扩大贸易。</p><p>三、双方支持教育。</p><p>{}</p></div>\n",
        END.replace('\n', "</p><p>")
    );
    let read = whole(&text);
    assert!(codes(&read).contains(&"title-from-metadata"));
}

#[test]
fn news_around_a_statement_is_not_of_it() {
    let text = format!(
        "潮声满港1996年9月4日[字体：大 中 小]　　本报讯　入秋以来，望潮港每天有渔船进出。双方球队踢成平局。{TITLE}2008-04-18[字体：大 中 小]　　{OPENING}　　{}　　　　澜海共和国总统　　　　赤岭王国首相　　　　塔里安·沃洛　　　　维托·阿桑　　　　二○○八年四月十六日于望潮金秋渔讯2008年4月20日[字体：大 中 小]　　本报讯　昨晚在望潮举行了音乐会。",
        ARTICLES.replace('\n', "　　")
    );
    whole(&text);
}

#[test]
fn news_about_a_statement_is_no_statement() {
    let text = "澜海和赤岭发表联合声明\n新华社望潮4月16日电 应澜海共和国总统邀请，赤岭王国首相14日抵达望潮进行正式访问。\n两国领导人16日举行会谈。沃洛总统说，澜赤友谊源远流长。\n会谈后，两国领导人共同会见了记者。\n";
    let read = outline(text.as_bytes());
    assert!(
        read.instruments.is_empty(),
        "{:?}",
        read.instruments.iter().map(|o| &o.instrument.title).collect::<Vec<_>>()
    );
    assert!(read.findings.iter().any(|f| f.code.0 == "no-instrument"));
}

#[test]
fn other_texts_are_no_statements() {
    for text in [
        "",
        "望潮港昨天迎来今年第一艘科考船。港务局局长说，码头已经扩建。市民前来参观。",
        "一、选料。二、洗净。三、切块。四、下锅。五、装盘。",
        "The quick brown fox jumps over the lazy dog.",
        "第一条 为了保护渔业资源，制定本办法。第二条 本办法适用于本市。第三条 市渔业局负责监督管理。",
    ] {
        assert!(outline(text.as_bytes()).instruments.is_empty(), "{text}");
    }
}

#[test]
fn pages_in_html_json_and_other_encodings() {
    let paragraphs = format!("{OPENING}\n{ARTICLES}\n{END}");
    let html = format!(
        "<html><head><title>{TITLE}_某某网</title></head><body><h1>{TITLE}</h1><p>{}</p></body></html>",
        paragraphs.replace('\n', "</p><p>")
    );
    whole(&html);
    let text = format!("{TITLE}\n{paragraphs}\n");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let read = outline(&utf16).instruments;
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].instrument.signatories, ["塔里安·沃洛", "维托·阿桑"]);
}
