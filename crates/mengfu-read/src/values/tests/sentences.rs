//! Sentences made up for the purpose.

use mengfu_model::{Act, Kind, PartyCode, Strength, TextSpan};

use super::{Chinese, empty, governing};
use crate::values::ValueState;

struct Reader(Chinese);

impl Reader {
    fn commitment(&self, text: &str) -> Act {
        self.0.act(text, Kind::Commitment, Some(Strength::Will), Some(2024))
    }

    fn refs(&self, text: &str) -> Vec<String> {
        let words = |at: TextSpan| text.get(at.range()).unwrap().to_owned();
        let act = self.commitment(text);
        act.references.iter().map(|r| format!("{} {}", r.kind.code(), words(r.at))).collect()
    }

    fn times(&self, text: &str, kind: Kind) -> Vec<String> {
        let strength = (kind == Kind::Commitment).then_some(Strength::Will);
        let act = self.0.act(text, kind, strength, Some(2024));
        let value =
            |t: &mengfu_model::TimeReference| t.value.clone().map_or("-".to_owned(), |v| v.0);
        act.times.iter().map(|t| format!("{} {}", value(t), t.role.code())).collect()
    }

    fn figures(&self, text: &str) -> Vec<String> {
        let act = self.commitment(text);
        act.quantities.iter().map(|q| format!("{} {}", q.value, q.unit)).collect()
    }

    fn topics(&self, text: &str) -> Vec<&'static str> {
        self.commitment(text).topics.iter().map(mengfu_model::Topic::code).collect()
    }
}

fn reader() -> Reader {
    Reader(Chinese::new())
}

#[test]
fn names_begin_after_a_border_and_end_with_a_type_word() {
    let r = reader();
    assert_eq!(r.refs("双方将召开中赞农业联委会第二次会议"), ["mechanism 中赞农业联委会"]);
    assert_eq!(r.refs("双方将商签两国政府间内河航运协定"), ["instrument 内河航运协定"]);
    assert_eq!(r.refs("双方将加快建设基洛河—姆瓦铁路"), ["project 基洛河—姆瓦铁路"]);
    assert_eq!(
        r.refs("双方将共同办好第三届中赞青年论坛和首届赞比西河艺术节"),
        ["event 第三届中赞青年论坛", "event 首届赞比西河艺术节"]
    );
}

#[test]
fn the_longest_name_counts_and_none_inside_it() {
    let r = reader();
    assert_eq!(
        r.refs("双方将落实《中华人民共和国和赞比亚共和国关于落实全球发展倡议的合作规划（2024－2029年）》"),
        ["instrument 《中华人民共和国和赞比亚共和国关于落实全球发展倡议的合作规划（2024－2029年）》"]
    );
    assert_eq!(
        r.refs("双方将推进共建“一带一路”倡议同“赞比亚2030”愿景对接"),
        ["initiative “一带一路”倡议", "initiative “赞比亚2030”愿景"]
    );
}

#[test]
fn what_points_back_or_means_any_of_a_kind_is_no_name() {
    let r = reader();
    for text in [
        "双方将在该机制框架下扩大合作",
        "双方将认真落实已签署的各项协定",
        "双方将建立相关对话机制",
        "双方将在有关国际会议上加强配合",
        "双方将推动构建人类命运共同体",
    ] {
        assert_eq!(r.refs(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_party_is_not_referred_to() {
    let chinese = Chinese::new();
    let text = "双方支持东盟在区域合作中发挥作用";
    let read = |parties: &[&str]| {
        let parties = parties.iter().filter_map(|p| PartyCode::new(p)).collect();
        let mut state = ValueState::new(None, parties);
        let scan = chinese.pack.lexicon.scan(text);
        let mut act = empty(0, text.len(), Kind::Position, None);
        chinese.values.read(
            &chinese.pack,
            &scan,
            &governing(text, 0..text.len()),
            &mut state,
            &mut act,
        );
        act.references.len()
    };
    assert_eq!(read(&["CHN", "FRA"]), 1);
    assert_eq!(read(&["CHN", "ASEAN"]), 0);
}

#[test]
fn dates_in_any_print_and_their_roles() {
    let r = reader();
    let due = |text: &str| r.times(text, Kind::Commitment);
    assert_eq!(due("双方将于２０２６年６月３０日前完成勘界"), ["2026-06-30 deadline"]);
    assert_eq!(due("双方将在二○二七年建成大桥"), ["2027 deadline"]);
    assert_eq!(due("双方将落实2019年5月在基特韦签署的备忘录"), ["2019-05 event"]);
    assert_eq!(due("双方将每年举行会议并尽快商定议程"), ["- recurrence", "- urgency"]);
    assert_eq!(r.times("双方满意地回顾建交60年来的合作", Kind::Appraisal), ["1964/2024 period"]);
    assert_eq!(r.times("2023年双边贸易额稳步增长", Kind::Appraisal), ["2023 period"]);
    assert_eq!(
        r.times("总统于一九七四年二月二十一日至三月二日访问中国", Kind::Record),
        ["1974-02-21/1974-03-02 event"]
    );
    assert_eq!(due("双方将落实联合国2030年可持续发展议程"), Vec::<String>::new());
}

#[test]
fn figures_and_what_is_none() {
    let r = reader();
    assert_eq!(r.figures("将双边贸易额提升至五十亿美元"), ["5000000000 USD"]);
    assert_eq!(r.figures("将修复120公里公路和3.5万公顷林地"), ["120 km", "35000 hectare"]);
    assert_eq!(r.figures("双方将庆祝建交60周年并举行第十二次会议"), Vec::<String>::new());
}

#[test]
fn results_and_praise_of_use_are_not_what_an_act_is_about() {
    let r = reader();
    assert_eq!(r.topics("双方将扩大渔业合作，增进两国文化交流"), ["agriculture"]);
    assert_eq!(r.topics("铜矿合作为发展两国教育事业提供有力支撑"), ["investment"]);
}

#[test]
fn an_act_without_a_topic_takes_that_of_the_act_before() {
    let chinese = Chinese::new();
    let text = "双方将扩大渔业合作，并采取必要举措";
    let (first, second) = (0..text.find('，').unwrap(), text.find('并').unwrap()..text.len());
    let scan = chinese.pack.lexicon.scan(text);
    let mut state = ValueState::default();
    let mut read = |range: std::ops::Range<usize>| {
        let mut act = empty(range.start, range.end, Kind::Commitment, Some(Strength::Will));
        chinese.values.read(&chinese.pack, &scan, &range, &mut state, &mut act);
        act.topics
    };
    assert_eq!(read(first), read(second));
}

#[test]
fn hostile_texts_are_read_in_time() {
    let chinese = Chinese::new();
    let started = std::time::Instant::now();
    for piece in [
        "《",
        "“",
        "》",
        "（",
        "为",
        "2024年",
        "2024年1月1日至",
        "和",
        "委员会",
        "的倡议",
        "第",
        "一带一路，",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        for kind in [Kind::Commitment, Kind::Appraisal] {
            black(chinese.act(&text, kind, None, Some(2024)));
        }
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn black(act: Act) {
    std::hint::black_box(act);
}
