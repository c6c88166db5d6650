//! Content and set-aside spans tile any file, and the characters are those of the bytes.

// Tests may fail loudly; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod check;

use check::check;
use proptest::prelude::*;

/// Pieces of which messy files are made.
const PIECES: [&str; 62] = [
    "中华",
    "甲国和乙国",
    "《",
    "》",
    "一、",
    "。",
    "\u{3000}\u{3000}",
    "\u{A0}",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "a",
    "1.",
    "·",
    "\u{200B}",
    "\u{FEFF}",
    "\0",
    "<p>",
    "</p>",
    "<p",
    "<div class=\"",
    "\">",
    "</div>",
    "<br>",
    "<b>",
    "</b>",
    "<style>",
    "</style>",
    "<script>",
    "<!--",
    "-->",
    "<td>",
    "<table>",
    "</table>",
    "<tr>",
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "&nbsp;",
    "&amp;lt;p&amp;gt;",
    "&lt;p&gt;",
    "&#8226;",
    "&nvlt;",
    "&",
    "<",
    ">",
    "{\"title\":\"",
    "\",\"content\":\"",
    "\"}",
    "[\"",
    "\\n",
    "\\u4e2d",
    "\\ud83d",
    "---\n",
    "title: '",
    "'\n",
    "# ",
    "**",
    "| a | b |\n|---|---|\n",
];

fn messy() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40).prop_map(|it| it.concat())
}

/// Whole files in each container, to be cut and damaged.
const FILES: [&str; 7] = [
    "\n---\ntitle: '甲国''和\"乙国\"联合声明'\ntags:\n - a\n---\n\n<div>\n<p>　　一、双方&middot;同意。</p>\n<!-- x -->\n<style>\n.a&#123;b&#125;\n</style></div>\n",
    "{\"id\":1,\"title\":\"联合\\u58f0明\",\"content\":\"<p>双方同意加强合作，并将继续努力。<\\/p>\\n<p>\\u53cc\\u65b9&amp;nbsp;同意。<\\/p>\",\"tags\":[\"a\",null,true,-1.5e3]}\n",
    "{\"text\":\"双方同意加强合作，并将继续努力，推动关系发展。\"}\n{\"text\":\"二\\ud83d\\ude00\"}\n",
    "<!DOCTYPE html><html><head><title>联合声明</title><meta charset=gbk></head><body><nav>首页</nav><h1>联合声明</h1><table><tr><td>甲国</td><td><p>乙国</p></td></tr><tr><td>a<br>b</td><td>c</td></tr></table><p><strong>一、政治</strong></p><p>文\n字  字 a\nb</p>",
    "# 联合声明\n\n**一、政治**\n\n1. 双方[同意](https://a.b/c)。\\*\n\n| a | b |\n|---|---|\n| 甲 | 乙 |\n| | |\n\n---\n",
    "&lt;p&gt;双方&amp;nbsp;同意。&lt;/p&gt;&lt;p&gt;&amp;lt;b&amp;gt;三&amp;lt;/b&amp;gt;&lt;/p&gt;",
    "　　应甲国总统的邀请，乙国总统于一九九四年三月七日至十日对甲国进行了正式访问。　　一、双方声明如下：",
];

/// Changes to a file as transport and copying make them.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let encoded = (prop::sample::select(FILES.to_vec()), 0..6usize)
        .prop_map(|(file, encoding)| encode(file, encoding));
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 0..6);
    (encoded, edits, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        |(mut bytes, edits, from, to)| {
            for (at, byte, how) in edits {
                let at = at.index(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    2 if bytes.len() > 1 => drop(bytes.remove(at)),
                    _ => {}
                }
            }
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes[from.min(to) / 4..from.max(to)].to_vec()
        },
    )
}

fn encode(text: &str, encoding: usize) -> Vec<u8> {
    let units = text.encode_utf16();
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => ["\u{FEFF}", text].concat().into_bytes(),
        2 => units.flat_map(u16::to_le_bytes).collect(),
        3 => [0xFE, 0xFF].into_iter().chain(units.flat_map(u16::to_be_bytes)).collect(),
        4 => encoding_rs::GB18030.encode(text).0.into_owned(),
        _ => encoding_rs::BIG5.encode(text).0.into_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_tile(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn messy_texts_tile(text in messy(), encoding in 0..6usize) {
        check(&encode(&text, encoding));
    }

    #[test]
    fn damaged_files_tile(bytes in damaged()) {
        check(&bytes);
    }

    #[test]
    fn any_characters_tile(text in "\\PC{0,200}") {
        check(text.as_bytes());
    }
}
