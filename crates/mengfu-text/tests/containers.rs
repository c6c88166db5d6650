//! What each container gives, one small file at a time.

// Tests may fail loudly; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod check;

use check::check;
use mengfu_text::{BlockKind, Container, Opened};

/// The lines of a text, each after the letter of its kind: T, H, P, R.
fn lines(opened: &Opened) -> Vec<String> {
    let letter = |kind| match kind {
        BlockKind::Title => 'T',
        BlockKind::Heading => 'H',
        BlockKind::Paragraph => 'P',
        BlockKind::TableRow => 'R',
    };
    opened
        .blocks
        .iter()
        .map(|it| format!("{} {}", letter(it.kind), opened.text.slice(it.span)))
        .collect()
}

fn reads(source: &str, container: Container, expected: &[&str]) {
    let opened = check(source.as_bytes());
    assert_eq!(lines(&opened), expected, "{source}");
    assert!(opened.containers.contains(&container), "{source}: {:?}", opened.containers);
}

/// The source stays as it is, character for character.
fn stays(source: &str) {
    let opened = check(source.as_bytes());
    assert_eq!(opened.text.as_str(), source);
    assert_eq!(opened.containers, [Container::Plain]);
}

#[test]
fn plain_text_stays() {
    stays("");
    stays("　　一、双方同意。　　二、双方决定。");
    stays("1. 双方同意\n2. 双方*决定*\n* 注：a < b，c > d & e\n- 三\n__四__");
    stays("[字体：大 中 小] 打印本页\n双方使用<甲>和<乙>，见[1](二)");
    stays("---\n上文\n---\n下文：甲\n");
    stays("{甲}和[乙]\n\"丙\"");
    stays("#甲 #乙\n甲 | 乙\n2*3*4 = 24**");
}

#[test]
fn white_space_that_nobody_sees_goes() {
    let opened = check("甲\u{200B}国\r\n乙\u{AD}国\r丙\u{0}国\u{2028}丁国\u{FEFF}".as_bytes());
    assert_eq!(opened.text.as_str(), "甲国\n乙国\n丙国\n丁国");
}

#[test]
fn front_matter_gives_the_title() {
    let body = ["T 甲国和乙国联合声明", "P 双方同意。"];
    for head in [
        "---\ntitle: 甲国和乙国联合声明\ndate: 2005-03-17\n---\n双方同意。",
        "\n \n---\nid: 3\ntags:\n- a\n - b\n# x\n\ntitle: '甲国和乙国联合声明'\n---\n\n双方同意。\n",
        "---\r\n\"title\": \"甲国和乙国联合声明\"\r\n...\r\n双方同意。",
        "---\ntitle: >-\n  甲国和乙国联合声明\n---\n双方同意。",
        "+++\ntitle = \"甲国和乙国联合声明\"\n+++\n双方同意。",
        "---\ntitle: 甲国和&#20057;国联合声明\n---\n<p>双方同意。</p><p> </p>",
    ] {
        reads(head, Container::FrontMatter, &body);
    }
    reads("---\ntitle: '甲''乙'\n---\n丙", Container::FrontMatter, &["T 甲'乙", "P 丙"]);
    reads("---\ntitle: \"甲\\\"乙\\\"\"\n---\n丙", Container::FrontMatter, &["T 甲\"乙\"", "P 丙"]);
    reads("---\ndate: 1\n---\n丙", Container::FrontMatter, &["P 丙"]);
    stays("---\ntitle: 甲\n没有结束");
    stays("---\ntitle: 甲\n");
}

#[test]
fn json_gives_the_text() {
    let long = "双方同意在互利基础上加强合作，并将继续努力推动两国关系发展。";
    let both = ["T 联合声明", &format!("P {long}")];
    let both: Vec<&str> = both.iter().map(AsRef::as_ref).collect();
    for source in [
        format!("{{\"title\":\"联合声明\",\"content\":\"{long}\"}}"),
        format!(
            " {{\"url\":\"https://a.b/{long}\",\"headline\":\"联合\\u58f0明\",\"n\":[1,-2.5e3,true,null],\"data\":{{\"body\":\"{long}\"}}}}\n"
        ),
        format!("[{{\"title\":\"联合声明\",\"summary\":\"双方\",\"text\":[\"{long}\",\"\"]}}]"),
        format!(
            "{{\"title\":{{\"rendered\":\"联合声明\"}},\"content\":{{\"rendered\":\"<p>{long}<\\/p>\"}}}}"
        ),
        format!("{{\"title\":\"联合声明\",\"x\":\"{long}\"}}"),
    ] {
        reads(&source, Container::Json, &both);
    }
    reads(&format!("[\"一\",\"{long}\"]"), Container::Json, &["P 一", both[1]]);
    reads(&format!("\"{long}\""), Container::Json, &both[1..]);
    reads(
        &format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"二\\n三\\ud83d\\ude00\\\"\"}}"),
        Container::Json,
        &[both[1], "P 二", "P 三😀\""],
    );
    // Cut in the middle of the text, and of an escape.
    let cut = format!("{{\"title\":\"联合声明\",\"content\":\"{long}\\u5");
    reads(&cut, Container::Json, &["T 联合声明", &format!("P {long}5")]);
    assert_eq!(check(cut.as_bytes()).findings[0].code.0, "json-incomplete");
}

#[test]
fn escapes_left_from_json_are_undone() {
    reads(
        "联合声明\\n\\n\\u3000\\u3000一、双方\\\"同意\\\"。",
        Container::Json,
        &["P 联合声明", "P 　　一、双方\"同意\"。"],
    );
    stays("C:\\new\\text\\user 双方\\n同意");
}

#[test]
fn json_unescapes_html_in_it() {
    reads(
        r#"{"content":"&lt;p&gt;\u4e00\u3001双方&amp;nbsp;同意。&lt;/p&gt;\n&lt;p&gt;二、双方决定，并将继续努力。&lt;/p&gt;"}"#,
        Container::Json,
        &["P 一、双方\u{A0}同意。", "P 二、双方决定，并将继续努力。"],
    );
}

#[test]
fn pages_give_paragraphs() {
    reads(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>联合声明_新闻</title><style>p{}</style>\
         <script>if (a<b) {}</script></head>\n<body>\n<nav><ul><li>首页</ul></nav>\n<h1>联合\n声明</h1>\
         <div>　　双方<a href='x'>同意</a>。<br><br/>二、\n   <b>决</b>定  a\n b<!-- x --></div><button>打印</button></body></html>",
        Container::Html,
        &["T 联合声明_新闻", "H 联合声明", "P 　　双方同意。", "P 二、决定 a b"],
    );
    reads(
        "<p>甲</p>\n<p><strong>一、政治</strong></p><p>乙<b>丙</b></p>",
        Container::Html,
        &["P 甲", "H 一、政治", "P 乙丙"],
    );
    reads("<p><b>一、政治<p>乙</p><p>丙</p>", Container::Html, &["H 一、政治", "P 乙", "P 丙"]);
    reads("<p><b>甲</b></p><p><b>乙</b></p>", Container::Html, &["P 甲", "P 乙"]);
    reads("<P STYLE='font-weight: 700'>甲</P><P>乙</P>", Container::Html, &["H 甲", "P 乙"]);
    reads("<pre>甲\n乙</pre><p>丙\n丁</p>", Container::Html, &["P 甲", "P 乙", "P 丙丁"]);
}

#[test]
fn tables_give_rows() {
    reads(
        "<table><tr><td>甲国代表</td>\n<td><p>乙国代表</p></td></tr><tr><td></td><td>丙</td></tr></table>",
        Container::Html,
        &["R 甲国代表\t乙国代表", "P 丙"],
    );
    // A table that lays out a page.
    reads(
        "<table><tr><td>栏目</td><td><p>一</p><p>二</p><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
        Container::Html,
        &["P 栏目", "P 一", "P 二", "R a\tb"],
    );
}

#[test]
fn fragments_and_entities_are_undone() {
    reads("甲&middot;乙&nbsp;丙&#x4e01;", Container::Html, &["P 甲·乙\u{A0}丙丁"]);
    reads(
        "甲国\n\n双方<a href='x'>同意</a>\n<b>乙</b>国",
        Container::Html,
        &["P 甲国", "P 双方同意", "P 乙国"],
    );
    reads(
        "&lt;p&gt;甲&lt;/p&gt;&lt;p&gt;乙&amp;amp;&lt;/p&gt;",
        Container::Html,
        &["P 甲", "P 乙&"],
    );
    reads(
        "&amp;lt;p&amp;gt;甲&amp;lt;/p&amp;gt;&amp;lt;br&amp;gt;乙",
        Container::Html,
        &["P 甲", "P 乙"],
    );
    reads("<p>甲 &lt; 乙 &copy 丙</p>", Container::Html, &["P 甲 < 乙 © 丙"]);
}

#[test]
fn what_nobody_closed_swallows_nothing() {
    reads("<div><nav><p>甲</p><p>乙</p></div>", Container::Html, &["P 甲", "P 乙"]);
    reads("<html><title>甲<p>乙</p>", Container::Html, &["P 甲", "P 乙"]);
    reads("<p>甲</p><p>乙<div class=\"x", Container::Html, &["P 甲", "P 乙"]);
}

#[test]
fn markdown_marks_go() {
    reads(
        "# 联合声明 #\n\n**一、政治**\n\n1. 双方[同意](https://a.b/c_(d))。\n- 双方**决定**\\*\n> 引\n![图](a.png)\n\n---\n　　二、",
        Container::Markdown,
        &["H 联合声明", "H 一、政治", "P 1. 双方同意)。", "P 双方决定*", "P 引", "P 　　二、"],
    );
    reads(
        "双方：\n\n| 甲国 | **乙国** |\n|:--|--:|\n| 主席 | 总统 |\n| | |\n\n完",
        Container::Markdown,
        &["P 双方：", "R 甲国\t乙国", "R 主席\t总统", "P 完"],
    );
    reads(
        "** 一、政治 **\n\n**甲****乙**：***丙***",
        Container::Markdown,
        &["H  一、政治 ", "P 甲乙：丙"],
    );
    reads("## 甲\n\n乙<br>丙<br/>\n\n丁\n", Container::Markdown, &["H 甲", "P 乙", "P 丙", "P 丁"]);
    reads(
        "> 甲\n>\n>> 乙\n> > - 丙\n> # 丁",
        Container::Markdown,
        &["P 甲", "P 乙", "P 丙", "H 丁"],
    );
    stays("首页>时政\n>甲");
}
