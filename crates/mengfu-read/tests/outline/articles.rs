//! Articles nested as printed, and where sentences end.

use crate::pack::{codes, lines, only};

/// A statement with `body` between its preamble and its signatures.
fn statement(body: &str) -> String {
    format!(
        "澜海共和国和赤岭王国联合声明\n应澜海共和国总统邀请，赤岭王国首相于2008年4月14日至17日访问澜海共和国。\n{body}\n澜海共和国总统　赤岭王国首相\n塔里安·沃洛　维托·阿桑\n二○○八年四月十六日于望潮\n"
    )
}

/// The articles and sentences of `body`.
#[track_caller]
fn is(body: &str, wanted: &[&str]) {
    let read = only(&statement(body));
    let found = lines(&read);
    assert_eq!(found[1..], *wanted);
    assert!(read.instrument.complete, "{:?}", codes(&read));
}

#[test]
fn numerals_with_a_pause() {
    is(
        "双方声明如下：\n一、双方重视贸易。双方扩大投资。\n双方发展旅游。\n二、双方支持教育。",
        &[
            "|双方声明如下：",
            "一|双方重视贸易。",
            "一|双方扩大投资。",
            "一|双方发展旅游。",
            "二|双方支持教育。",
        ],
    );
}

#[test]
fn bare_numerals_over_bracketed_ones() {
    is(
        "一\n（一）双方重视贸易。\n（二）双方扩大投资。\n二\n（一）双方支持教育。",
        &["一/（一）|双方重视贸易。", "一/（二）|双方扩大投资。", "二/（一）|双方支持教育。"],
    );
}

#[test]
fn a_label_after_a_sentence_opens_an_article() {
    is(
        "一、双方重视经贸。\n（一）双方重视贸易。（二）双方扩大投资。\n二、双方支持教育。",
        &[
            "一|双方重视经贸。",
            "一/（一）|双方重视贸易。",
            "一/（二）|双方扩大投资。",
            "二|双方支持教育。",
        ],
    );
}

#[test]
fn a_label_glued_to_the_colon_opens_the_first_article() {
    is(
        "双方声明如下：一、双方重视贸易。二、双方支持教育。",
        &["|双方声明如下：", "一|双方重视贸易。", "二|双方支持教育。"],
    );
}

#[test]
fn headings_in_words_nest_under_the_numeral() {
    is(
        "一、双方重视关系。\n二、双方决定如下。\n政治合作\n保持高层交往。\n经贸合作\n扩大贸易。\n三、双方支持教育。",
        &[
            "一|双方重视关系。",
            "二|双方决定如下。",
            "二/政治合作|保持高层交往。",
            "二/经贸合作|扩大贸易。",
            "三|双方支持教育。",
        ],
    );
}

#[test]
fn numbers_that_run_on_under_headings() {
    is(
        "1. 双方重视关系。\n政治合作\n2. 双方保持交往。\n3. 双方加强磋商。\n经贸合作\n4. 双方扩大贸易。",
        &[
            "1|双方重视关系。",
            "政治合作/2|双方保持交往。",
            "政治合作/3|双方加强磋商。",
            "经贸合作/4|双方扩大贸易。",
        ],
    );
}

#[test]
fn a_labelled_heading_is_its_label() {
    is(
        "一、政治互信\n双方保持交往。\n二、经贸合作\n（一）双方扩大贸易。",
        &["一|双方保持交往。", "二/（一）|双方扩大贸易。"],
    );
}

#[test]
fn articles_of_a_treaty() {
    is(
        "第一条\n双方保持交往。\n第二条 双方扩大贸易。\n第三条　本条约无限期有效。",
        &["第一条|双方保持交往。", "第二条|双方扩大贸易。", "第三条|本条约无限期有效。"],
    );
}

#[test]
fn dashes_open_items_without_a_label() {
    is(
        "一、双方将：\n——扩大贸易；\n——鼓励投资。\n二、双方支持教育。",
        &["一|双方将：", "一|扩大贸易；", "一|鼓励投资。", "二|双方支持教育。"],
    );
}

#[test]
fn items_of_a_list_without_end_marks_are_sentences() {
    is(
        "一、访问期间，双方签署了下列文件：\n1. 《海运协定》\n2. 《教育合作备忘录》\n二、双方支持教育。",
        &[
            "一|访问期间，双方签署了下列文件：",
            "一/1|《海运协定》",
            "一/2|《教育合作备忘录》",
            "二|双方支持教育。",
        ],
    );
}

#[test]
fn a_closing_quote_belongs_to_the_sentence() {
    is(
        "一、双方重申：“和平可贵。”双方支持教育！（双方将另行商定。）",
        &["一|双方重申：“和平可贵。”", "一|双方支持教育！", "一|（双方将另行商定。）"],
    );
}

#[test]
fn a_mark_within_a_title_ends_nothing() {
    is("一、双方愿放映《你好！内海》等影片。", &["一|双方愿放映《你好！内海》等影片。"]);
}

#[test]
fn years_and_figures_are_no_labels() {
    is(
        "一、双方重视关系。\n2024年双边贸易额为1.5亿美元。\n一九九二年两国建交。\n三国元首机制已经建立。",
        &[
            "一|双方重视关系。",
            "一|2024年双边贸易额为1.5亿美元。",
            "一|一九九二年两国建交。",
            "一|三国元首机制已经建立。",
        ],
    );
}

#[test]
fn the_signing_formula_closes() {
    is(
        "一、双方重视关系。\n双方支持教育。\n本声明于二○○八年四月十六日在望潮签署，一式两份，每份均用中文和英文写成，两种文本同等作准。",
        &[
            "一|双方重视关系。",
            "一|双方支持教育。",
            "|本声明于二○○八年四月十六日在望潮签署，一式两份，每份均用中文和英文写成，两种文本同等作准。",
        ],
    );
}

#[test]
fn starts_of_paragraphs_and_articles_are_known() {
    let read = only(&statement("一、双方重视贸易。双方扩大投资。\n双方发展旅游。"));
    let starts: Vec<_> =
        read.provisions.iter().skip(1).map(|p| (p.paragraph_start, p.article_start)).collect();
    assert_eq!(starts, [(true, true), (false, false), (true, false)]);
}
