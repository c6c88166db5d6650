//! The notation of the suites, and the list of known differences.

use mengfu_model::Field;

use super::compare::Comparer;
use super::suite::read_suite;
use super::{Case, Change, Difference, Known, SuiteFault, WrittenAct};

const SUITE: &str = "\
# A phenomenon

```statement parties=\"CHN EGY\" date=\"2024-05-01\"
双方将在2030年前增加3艘船。
---
双方将在2030年前增加3艘船 | commitment/will/standing | CHN EGY | trade transport | time: 2030年前 = 2030 deadline | quantity: 3艘 = 3.0 ship | ref event: 船
```
";

fn read(content: &str) -> (Vec<Case>, Vec<SuiteFault>) {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    read_suite("suite/a.md", content, &mut cases, &mut faults);
    (cases, faults)
}

fn problem(line: &str) -> String {
    WrittenAct::parse(line).unwrap_err()
}

#[test]
fn a_case_is_read_with_all_its_attributes() {
    let (cases, faults) = read(SUITE);
    assert!(faults.is_empty(), "{faults:?}");
    let [case] = cases.as_slice() else { panic!("{cases:?}") };
    assert_eq!((case.line, case.article.as_str()), (3, "1"));
    assert_eq!(case.signed.as_ref().unwrap().0, "2024-05-01");
    let (line, act) = &case.acts[0];
    assert_eq!(*line, 6);
    assert_eq!(act.values(Field::Standing), ["standing"]);
    assert_eq!(act.values(Field::Actors), ["CHN", "EGY"]);
    assert_eq!(act.values(Field::Quantities), ["3艘 = 3 ship"]);
    assert_eq!(act.values(Field::Times), ["2030年前 = 2030 deadline"]);
    assert_eq!(act.values(Field::References), ["event: 船"]);
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    let (_, faults) = read("```statement parties=\"CHN\"\n双方同意。\n---\n中方同意 | record\n");
    let shown: Vec<String> = faults.iter().map(|f| format!("{}:{}: {f}", f.file, f.line)).collect();
    assert_eq!(
        shown,
        [
            "suite/a.md:1: a case needs `parties`, two or more codes",
            "suite/a.md:4: `中方同意` is not in the text",
            "suite/a.md:4: the case of line 1 does not end",
        ]
    );
}

#[test]
fn a_line_says_what_is_wrong_with_it() {
    assert_eq!(problem("双方同意"), "an act needs a kind");
    assert_eq!(problem("双方同意 | commitment | all |"), "a commitment needs a strength");
    assert_eq!(problem("双方同意 | record/agree | all |"), "`agree` says nothing of a record");
    assert_eq!(problem("双方同意 | record | all | fish"), "`fish` is no topic");
    assert!(problem("双方同意 | record | all | | time: 明年").contains("time: words = EDTF role"));
}

#[test]
fn the_name_of_a_body_is_one_actor() {
    let act = WrittenAct::parse("x | record | Joint Committee |").unwrap();
    assert_eq!(act.values(Field::Actors), ["Joint Committee"]);
}

fn differences(expected: &str, read: &str) -> Vec<Difference> {
    let (mut differences, mut tallies) = (Vec::new(), Vec::new());
    let mut comparer = Comparer {
        file: "suite/a.md",
        skipped: &[Field::Topics],
        differences: &mut differences,
        tallies: &mut tallies,
    };
    let act = |line: &str| WrittenAct::parse(line).unwrap();
    comparer.case(1, &[(4, act(expected))], &[act(read)]);
    differences
}

#[test]
fn acts_are_compared_attribute_by_attribute() {
    let found = differences("甲 | commitment/will | all | trade", "甲 | commitment/will | CHN |");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].to_string(), "actors: expected `all`, read `CHN`; in `甲`");
    let fields: Vec<Field> = differences("甲 | record | all |", "甲乙 | record | all |")
        .iter()
        .map(|d| d.field)
        .collect();
    assert_eq!(fields, [Field::Boundary, Field::Boundary], "one is missing, one too many");
}

#[test]
fn a_known_difference_is_no_news_and_a_mended_one_is() {
    let found = differences("甲 | commitment/will | all |", "甲 | commitment/will | CHN |");
    let known = Known::parse(&Known::default().updated(&found, "a reason"));
    assert!(known.changes(&found).is_empty());
    assert!(matches!(known.changes(&[]).as_slice(), [Change::Mended(_)]));
    assert!(matches!(Known::default().changes(&found).as_slice(), [Change::Lost(_)]));
    let unreasoned = Known::parse(&Known::default().updated(&found, ""));
    assert!(matches!(unreasoned.changes(&found).as_slice(), [Change::Unreasoned(_)]));
}
