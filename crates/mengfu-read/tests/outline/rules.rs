//! Every rule of this stage applies to what it says it accepts, and not to what it rejects.

use crate::pack::PACK;

#[test]
fn rules_hold_their_examples() {
    for rule in PACK.rules("outline").iter().chain(PACK.rules("furniture")) {
        let anywhere =
            matches!(rule.text("role"), Some("date" | "visit" | "copies" | "languages") | None);
        let whole = rule.flag("whole");
        let applies = |text: &str| {
            let scan = PACK.lexicon.scan(text);
            rule.patterns.iter().any(|pattern| {
                let found = if anywhere {
                    pattern.find(&scan, 0..text.len())
                } else {
                    pattern.match_at(&scan, 0, text.len())
                };
                found.is_some_and(|m| !whole || m.end == text.len())
            })
        };
        assert!(!rule.accept.is_empty() && !rule.reject.is_empty(), "{} owes examples", rule.name);
        for text in &rule.accept {
            assert!(applies(text), "{} must accept {text}", rule.name);
        }
        for text in &rule.reject {
            assert!(!applies(text), "{} must reject {text}", rule.name);
        }
    }
}
