//! What the code of the core may not hold: words of a language, and ways to the world outside.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{Fault, ProjectFile};

/// The crates of the core, each with the crates of the project that it may use.
const CORE: [(&str, &[&str]); 5] = [
    ("mengfu-model", &[]),
    ("mengfu-text", &["mengfu-model"]),
    ("mengfu-lang", &["mengfu-model", "mengfu-text"]),
    ("mengfu-read", &["mengfu-model", "mengfu-text", "mengfu-lang"]),
    ("mengfu-link", &["mengfu-model", "mengfu-lang"]),
];
/// Modules of the standard library that lead outside.
const OUTSIDE: [&str; 5] = ["fs", "env", "net", "process", "time"];

pub(crate) fn faults(files: &[ProjectFile]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        let Some((name, may_use)) =
            CORE.iter().find(|(name, _)| file.path.starts_with(&format!("crates/{name}/")))
        else {
            continue;
        };
        let text = file.text.as_deref().unwrap_or_default();
        if file.path == format!("crates/{name}/Cargo.toml") {
            faults.extend(arrows(name, may_use, text));
        }
        let test = file.path.ends_with("/tests.rs") || file.path.contains("/tests/");
        if file.path.starts_with(&format!("crates/{name}/src/"))
            && file.path.ends_with(".rs")
            && !test
        {
            faults.extend(code_faults(&file.path, text));
        }
    }
    faults
}

/// Dependencies on crates of the project that this one must not know.
fn arrows(name: &str, may_use: &[&str], manifest: &str) -> Vec<Fault> {
    let manifest: toml::Table = toml::from_str(manifest).unwrap_or_default();
    let used = manifest.get("dependencies").and_then(toml::Value::as_table).into_iter();
    used.flat_map(|table| table.keys())
        .filter(|used| used.starts_with("mengfu") && !may_use.contains(&used.as_str()))
        .map(|used| format!("crates/{name}/Cargo.toml: {name} must not use {used}"))
        .collect()
}

fn code_faults(path: &str, text: &str) -> Vec<Fault> {
    match text.parse::<TokenStream>() {
        Ok(tokens) => {
            let mut faults = Vec::new();
            walk(tokens, path, &mut faults);
            faults
        }
        Err(error) => vec![format!("{path}: not valid Rust: {error}")],
    }
}

/// Goes through the tokens outside tests and documentation.
fn walk(tokens: TokenStream, path: &str, faults: &mut Vec<Fault>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    let mut in_test = false;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Punct(p) if p.as_char() == '#' => {
                // `#![…]` has a mark in between.
                let bang =
                    matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == '!');
                if let Some(TokenTree::Group(attribute)) = tokens.get(at + usize::from(bang)) {
                    at += 1 + usize::from(bang);
                    in_test |= is_test(attribute);
                }
            }
            TokenTree::Group(group) => {
                // The body of the item that the attribute stands before.
                let body = group.delimiter() == Delimiter::Brace;
                if !in_test {
                    walk(group.stream(), path, faults);
                }
                in_test &= !body;
            }
            TokenTree::Punct(p) if p.as_char() == ';' => in_test = false,
            TokenTree::Literal(literal) if !in_test => {
                let printed = literal.to_string();
                if printed.starts_with(['"', '\'', 'r', 'b', 'c']) && printed.chars().any(is_cjk) {
                    let line = literal.span().start().line;
                    faults.push(format!(
                        "{path}:{line}: {printed}: words of a language belong in a pack"
                    ));
                }
            }
            TokenTree::Ident(ident) if !in_test && ident == "std" => {
                if let Some(TokenTree::Ident(module)) = tokens.get(at + 2)
                    && OUTSIDE.contains(&module.to_string().as_str())
                {
                    let line = ident.span().start().line;
                    faults.push(format!("{path}:{line}: the core may not use std::{module}"));
                }
            }
            _ => {}
        }
    }
}

/// Whether an attribute is `cfg(test)` or `test`.
fn is_test(attribute: &Group) -> bool {
    let text = attribute.stream().to_string().replace(' ', "");
    text == "cfg(test)" || text == "test"
}

/// Ideographs, kana, hangul and their punctuation. The ideographic space and full-width forms are
/// no words.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str) -> usize {
        code_faults("a.rs", code).len()
    }

    #[test]
    fn words_of_a_language_are_found_in_literals_only() {
        assert_eq!(check("const A: &str = \"双方\";"), 1);
        assert_eq!(check("fn f() { g('中', r\"方\"); m!(\"愿\") }"), 3);
        assert_eq!(check("//! 双方\n/// 双方\n#[doc = \"双方\"] fn f() {} // 双方"), 0);
        assert_eq!(check("const SPACE: char = '　';"), 0);
    }

    #[test]
    fn tests_may_hold_them() {
        assert_eq!(check("#[cfg(test)]\nmod tests { const A: &str = \"双方\"; }"), 0);
        assert_eq!(check("#[cfg(test)]\nmod tests;\nconst A: &str = \"双方\";"), 1);
        assert_eq!(check("#[cfg(test)]\nmod t { }\nfn f() { \"双方\" }"), 1);
    }

    #[test]
    fn the_world_outside_is_found() {
        assert_eq!(check("use std::fs;\nfn f() { std::env::var(\"A\") }"), 2);
        assert_eq!(check("use std::fmt;"), 0);
    }

    #[test]
    fn arrows_backwards_are_found() {
        let manifest =
            "[dependencies]\nmengfu-read.workspace = true\nmengfu-model.workspace = true";
        assert_eq!(arrows("mengfu-text", &["mengfu-model"], manifest).len(), 1);
    }
}
