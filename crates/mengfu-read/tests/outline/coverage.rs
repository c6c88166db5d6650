//! Whatever the source holds, every byte of it has one owner, and no text is slow.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::pack::{outline, root};

/// Checks that pieces of instruments and spans set aside tile the source.
#[track_caller]
fn tiles(bytes: &[u8]) {
    let read = outline(bytes);
    let pieces = read.instruments.iter().flat_map(|o| &o.instrument.pieces).copied();
    let mut spans: Vec<_> =
        pieces.chain(read.set_aside.iter().map(|s| s.at)).filter(|s| !s.is_empty()).collect();
    spans.sort();
    let mut at = 0;
    for span in spans {
        assert_eq!(span.start.get(), at, "a gap or an overlap");
        at = span.end.get();
    }
    assert_eq!(at, bytes.len());
    for outlined in &read.instruments {
        for sentence in &outlined.provisions {
            let from: Vec<_> = sentence.text.source_of(sentence.text.span());
            let inside = |span| outlined.instrument.pieces.iter().any(|p| p.contains(span));
            assert!(
                from.iter().all(|span| inside(*span)),
                "{:?} is of no piece",
                sentence.text.as_str()
            );
        }
    }
}

#[test]
fn every_byte_has_one_owner_in_real_pages() {
    for dir in ["../shared/corpus/seeds", "examples"] {
        let Ok(entries) = fs::read_dir(root().join(dir)) else { continue };
        for path in entries.map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            let bytes = fs::read(&path).unwrap();
            tiles(&bytes);
            for cut in (0..bytes.len()).step_by(bytes.len() / 23 + 1) {
                tiles(&bytes[..cut]);
                tiles(&bytes[cut..]);
            }
        }
    }
}

#[test]
fn an_empty_source_has_no_instrument() {
    let read = outline(b"");
    assert!(read.instruments.is_empty());
    assert!(read.findings.iter().any(|f| f.code.0 == "no-instrument"));
}

fn scrap() -> impl Strategy<Value = String> {
    let words = vec![
        "澜海共和国和赤岭王国联合声明",
        "关于建立友好关系的联合声明",
        "中华人民共和国和法兰西共和国联合公报",
        "联合声明",
        "《",
        "》",
        "（",
        "）",
        "“",
        "”",
        "。",
        "！",
        "，",
        "：",
        "\n",
        "\n\n",
        "　　",
        " ",
        "\t",
        "一、",
        "二、",
        "六、",
        "（一）",
        "1. ",
        "第一条",
        "——",
        "一",
        "双方商定扩大贸易。",
        "澜方支持赤方。",
        "应澜海共和国总统邀请，赤岭王国首相于2008年4月14日至17日访问澜海共和国。",
        "双方声明如下：",
        "本声明于二〇一九年三月十四日在霜桥签署，一式两份，每份均用中文和英文写成。",
        "澜海共和国总统",
        "赤岭王国首相",
        "塔里安·沃洛",
        "（签字）",
        "二○○八年四月十六日于望潮",
        "2008-04-18",
        "[字体：大 中 小]",
        "打印本页",
        "新华社北京4月23日电",
        "责任编辑：某某",
        "来源：某社",
        "本报讯",
        "政治合作",
        "<p>",
        "&nbsp;",
        "| a | b |\n|---|---|\n",
        "\u{feff}",
        "🙂",
        "\0",
    ];
    prop_oneof![12 => select(words).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_byte_has_one_owner(scraps in vec(scrap(), 0..60)) {
        tiles(scraps.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_outlined(bytes in vec(any::<u8>(), 0..400)) {
        tiles(&bytes);
    }
}

/// Scraps of which a hostile source is made of nothing else.
const HOSTILE: &[&str] = &[
    "《",
    "》",
    "“",
    "（",
    "。",
    "\n",
    " ",
    "　",
    "\0",
    "一、",
    "（一）",
    "第一条",
    "——",
    "一\n",
    "联合声明",
    "联合声明\n",
    "声明",
    "中国和",
    "中国、",
    "中华人民共和国和法兰西共和国联合声明\n",
    "中华人民共和国和法兰西共和国联合声明应邀请",
    "应",
    "双方",
    "双方。",
    "共和国",
    "甲乙丙丁共和国",
    "甲乙共和国和",
    "二〇〇五年三月十七日于",
    "2005年3月17日于北京\n",
    "2005年3月17日于甲乙丙丁戊己庚辛\n",
    "（签字）",
    "主席\n",
    "中国\n",
    "来源：",
    "来源：\n",
    "新华社",
    "新华社北京4月23日电",
    "http://",
    "[字体：",
    "战略",
    "战略伙伴关系",
    "的友好和互利关系",
    "以下简称",
    "中国（以下简称“",
    "应中国邀请，\n",
    "六、双方。\n",
    "一、双方。\n六、",
    "\t",
    "a ",
    "。 ",
];

/// How long a source of about `size` bytes made of `scrap` takes.
fn time(scrap: &str, size: usize) -> Duration {
    let text = scrap.repeat(size / scrap.len() + 1);
    let start = Instant::now();
    let read = outline(text.as_bytes());
    std::hint::black_box(read);
    start.elapsed()
}

/// How long a source of `count` small instruments takes, each with a sentence of its own.
fn time_instruments(unit: &str, count: usize) -> Duration {
    let text: String = (0..count).map(|n| unit.replace('#', &n.to_string())).collect();
    let start = Instant::now();
    std::hint::black_box(outline(text.as_bytes()));
    start.elapsed()
}

#[test]
fn many_instruments_are_not_slow() {
    let units = [
        "甲乙共和国和丙丁王国联合声明\n应甲乙共和国总统邀请，丙丁王国首相访问甲乙共和国。\n双方商定第#号港口扩大贸易往来。\n",
        "应甲乙共和国总统邀请，丙丁王国首相于2005年3月1日至3日访问。\n一、双方商定第#号港口扩大贸易往来。\n二、双方商定第#号铁路扩大贸易往来。\n三、双方商定第#号公路扩大贸易往来。\n",
        "中国和法国联合声明\n双方商定第#号港口扩大贸易往来。\n中华人民共和国主席\n法兰西共和国总统\n2005年3月17日于北京\n",
    ];
    let mut slow = String::new();
    for unit in units {
        let twice = format!("{unit}{unit}");
        for unit in [unit, &twice] {
            let (small, large) = (time_instruments(unit, 400), time_instruments(unit, 3200));
            if large > small * 16 + Duration::from_millis(400) {
                let _ = writeln!(slow, "{unit:?}: {small:?} for 400, {large:?} for 3200");
            }
        }
    }
    assert!(slow.is_empty(), "{slow}");
}

#[test]
fn no_text_is_slow() {
    let mut slow = String::new();
    for scrap in HOSTILE {
        let (small, large) = (time(scrap, 60_000), time(scrap, 480_000));
        // Eight times the bytes take eight times as long; what squares takes sixty-four times.
        if large > small * 24 + Duration::from_millis(400) {
            let _ = writeln!(slow, "{scrap:?}: {small:?} for 60 kB, {large:?} for 480 kB");
        }
    }
    assert!(slow.is_empty(), "{slow}");
}
