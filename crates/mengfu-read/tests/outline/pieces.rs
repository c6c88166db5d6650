//! Several instruments in one source, instruments in pieces, cut ones, and ones that are printed twice.

use crate::pack::{codes, lines, only, outline};

fn statement(other: &str, title: &str, articles: &str, year: &str) -> String {
    format!(
        "{title}\n应澜海共和国总统邀请，{other}总统于{year}年4月14日至17日访问澜海共和国。\n{articles}\n澜海共和国总统　{other}总统\n塔里安·沃洛　维托·阿桑\n{year}年4月16日于望潮\n"
    )
}

const ARTICLES: &str = "一、双方重视关系。\n二、双方扩大海上贸易往来。\n三、双方支持高等学校交流。\n四、双方发展旅游和文化合作。";

#[test]
fn two_statements_with_and_without_titles() {
    let first = statement("赤岭王国", "澜海共和国和赤岭王国联合声明", ARTICLES, "2008");
    let second = statement(
        "北渊联邦",
        "",
        "一、双方加强边境合作。\n二、双方共同修路。\n三、双方保护界河。",
        "2012",
    );
    let read = outline(format!("{first}{second}").as_bytes()).instruments;
    let ids: Vec<_> = read.iter().map(|o| o.instrument.id.as_str()).collect();
    assert_eq!(ids, ["X-48753d94-X-f7dc10b3/2008-04-16", "X-3064c6ef-X-f7dc10b3/2012-04-16"]);
    assert!(read[1].instrument.title.derived && read.iter().all(|o| o.instrument.complete));
}

/// The one statement in two pieces, the later one stored first, cut within the word 管道.
const LATER: &str = "道，确保一期工程投产。\n双方愿探讨制造风电设备。\n四、双方加快修路。\n五、双方支持教育。\n本声明于二〇一九年三月十四日在霜桥签署，一式两份，每份均用中文和英文写成。\n澜海共和国总统　北渊联邦总统\n塔里安·沃洛　米罗·杜尔干\n";
const EARLIER: &str = "应北渊联邦总统邀请，澜海共和国总统于2019年3月12日至15日访问北渊联邦。\n澜海共和国和北渊联邦声明如下：\n一、双方重视关系。\n二、澜方支持渊方，渊方支持澜方。\n三、双方扩大贸易。\n双方同意加快建设跨界天然气管";

#[test]
fn pieces_in_the_wrong_order_are_joined_by_their_numbers() {
    let read = only(&format!("{LATER}\n（某通讯社霜桥3月14日电）\n\n内海时报\n\n{EARLIER}\n"));
    assert_eq!(
        lines(&read)[2..],
        [
            "一|双方重视关系。",
            "二|澜方支持渊方，渊方支持澜方。",
            "三|双方扩大贸易。",
            "三|双方同意加快建设跨界天然气管道，确保一期工程投产。",
            "三|双方愿探讨制造风电设备。",
            "四|双方加快修路。",
            "五|双方支持教育。",
            "|本声明于二〇一九年三月十四日在霜桥签署，一式两份，每份均用中文和英文写成。"
        ]
    );
    assert!(read.instrument.complete);
    assert_eq!(read.instrument.pieces.len(), 2);
    assert!(read.instrument.pieces[0].start > read.instrument.pieces[1].start);
    assert!(
        codes(&read).contains(&"pieces-reordered") && codes(&read).contains(&"join-in-mid-word")
    );
}

#[test]
fn a_piece_stored_within_what_follows_another_statement() {
    let other = "关于建立友好关系的联合声明\n澜海共和国和赤岭王国（以下称“双方”）一致认为，关系良好。\n一\n（一）双方重视关系。\n（二）赤方支持澜方。\n二\n（一）双方扩大贸易。\n（二）双方支持赤岭加入有关组织。\n";
    let read = outline(format!("{other}\n{LATER}\n{EARLIER}\n").as_bytes()).instruments;
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].provisions.len(), 5, "{:?}", lines(&read[0]));
    assert!(!read[0].instrument.complete && read[1].instrument.complete);
    assert_eq!(read[1].instrument.signed.as_ref().map(|d| d.0.as_str()), Some("2019-03-14"));
}

#[test]
fn a_statement_cut_at_its_end() {
    let whole = statement("赤岭王国", "澜海共和国和赤岭王国联合声明", ARTICLES, "2008");
    let cut = &whole[..whole.find("三、").unwrap() + "三、双方支持高等".len()];
    let read = only(cut);
    assert!(!read.instrument.complete);
    assert!(codes(&read).contains(&"end-missing") && !codes(&read).contains(&"beginning-missing"));
    assert_eq!(lines(&read).last().map(String::as_str), Some("三|双方支持高等"));
}

#[test]
fn a_statement_cut_at_its_beginning() {
    let whole = statement("赤岭王国", "澜海共和国和赤岭王国联合声明", ARTICLES, "2008");
    let cut = &whole[whole.find("二、").unwrap()..];
    let read = only(cut);
    assert!(!read.instrument.complete);
    assert!(codes(&read).contains(&"beginning-missing") && !codes(&read).contains(&"end-missing"));
    assert_eq!(read.instrument.signatories, ["塔里安·沃洛", "维托·阿桑"]);
}

#[test]
fn a_statement_printed_twice_is_one() {
    let one = statement("赤岭王国", "澜海共和国和赤岭王国联合声明", ARTICLES, "2008");
    let read = only(&format!("{one}\n{one}"));
    assert!(codes(&read).contains(&"duplicate-statement"));
}

#[test]
fn statements_of_one_day_have_ids_of_their_own() {
    let first = statement("赤岭王国", "澜海共和国和赤岭王国联合声明", ARTICLES, "2008");
    let second = statement(
        "赤岭王国",
        "澜海共和国和赤岭王国关于海洋合作的联合声明",
        "一、双方保护海洋环境和资源。\n二、双方联合科学考察。",
        "2008",
    );
    let read = outline(format!("{first}{second}").as_bytes()).instruments;
    let ids: Vec<_> = read.iter().map(|o| o.instrument.id.as_str()).collect();
    assert_eq!(ids, ["X-48753d94-X-f7dc10b3/2008-04-16", "X-48753d94-X-f7dc10b3/2008-04-16~2"]);
}
