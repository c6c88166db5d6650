//! Sentences made up for the purpose.

use mengfu_model::{Kind, Strength};

use super::Chinese;

fn refs(chinese: &Chinese, text: &str) -> Vec<String> {
    let act = chinese.act(text, Kind::Commitment, Some(Strength::Will), None);
    let name = |r: &mengfu_model::Reference| {
        format!("{}: {}", r.kind.code(), text.get(r.at.range()).unwrap())
    };
    act.references.iter().map(name).collect()
}

#[test]
fn debug() {
    let chinese = Chinese::new();
    for text in [
        "欢迎塔什干经济论坛成果",
        "尽快连通嘎顺苏海图—甘其毛都跨境铁路",
        "完成基加利技术学院二期设计",
        "双方鼓励里加港同宁波舟山港开通直航",
    ] {
        println!("{text}: {:?}", refs(&chinese, text));
    }
}

#[test]
fn debug_tokens() {
    let chinese = Chinese::new();
    for text in [
        "完成基加利技术学院二期设计",
        "尽快连通嘎顺苏海图—甘其毛都跨境铁路",
        "在政府间合作委员会框架下",
        "2027年双方合办三届木偶艺术周",
    ] {
        let scan = chinese.pack.lexicon.scan(text);
        let mut found = crate::values::token::Tokens::default();
        crate::values::token::tokens(&chinese.values.words, &scan, 0..text.len(), &mut found);
        println!(
            "{text}: [{}",
            found
                .words
                .iter()
                .map(|t| format!("{}{:?}", &text[t.start..t.end], t.word.tail))
                .collect::<Vec<_>>()
                .join(" ")
        );
        println!("{:?}", scan.hits().map(|h| &text[h.range()]).collect::<Vec<_>>());
    }
}
