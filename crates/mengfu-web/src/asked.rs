//! What the query of an address asks, where one name may come several times: the filters of a view.
//! A view is its address, so that it can be kept, sent and gone back to.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use mengfu::library::Day;

use crate::failure::Failure;
use crate::paths;

/// More pairs than this no form of ours sends.
const MOST: usize = 200;

/// What a list of one name holds at most.
const MOST_OF_ONE: usize = 40;

/// What is not part of a view: the page of it, and what was just done.
const PASSING: [&str; 2] = ["page", "done"];

/// The pairs of a query that have a value, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// The first value of `name`; empty where it has none.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of `name`, each once.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = Vec::new();
        for (_, value) in self.pairs.iter().filter(|(key, _)| key == name) {
            if values.len() < MOST_OF_ONE && !values.contains(value) {
                values.push(value.clone());
            }
        }
        values
    }

    /// The values of `name` as `parse` reads them; one that it cannot read is refused.
    pub(crate) fn each<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Failure> {
        let read = |value: String| parse(&value).ok_or(Failure::BadRequest { field: name, value });
        self.all(name).into_iter().map(read).collect()
    }

    /// The value of `name` as `parse` reads it.
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let value = self.one(name);
        let refused = || Failure::BadRequest { field: name, value: value.to_owned() };
        match value {
            "" => Ok(None),
            value => parse(value).map(Some).ok_or_else(refused),
        }
    }

    /// The day called `name`.
    pub(crate) fn day(&self, name: &'static str) -> Result<Option<Day>, Failure> {
        self.parsed(name, |value| value.parse().ok())
    }

    /// Whether `name` is chosen.
    pub(crate) fn is(&self, name: &str) -> bool {
        !self.one(name).is_empty()
    }

    /// Which page of the view, from 1.
    pub(crate) fn page(&self) -> usize {
        self.one("page").parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    /// The number of the entry of the journal that was just written.
    pub(crate) fn done(&self) -> Option<u64> {
        self.one("done").parse().ok()
    }

    /// Gives each value of `from` to `to`, in the parts into which `split` takes it.
    pub(crate) fn spread(&mut self, from: &str, to: &str, split: impl Fn(&str) -> Vec<String>) {
        let parts: Vec<String> = self.all(from).iter().flat_map(|value| split(value)).collect();
        self.pairs.extend(parts.into_iter().map(|part| (to.to_owned(), part)));
    }

    /// The values of the view, for hidden fields of forms; those called `without` left out.
    pub(crate) fn kept<'a>(
        &'a self,
        without: &'a [&str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let kept = self.pairs.iter().filter(|(key, _)| !PASSING.contains(&key.as_str()));
        let kept = kept.filter(|(key, _)| !without.contains(&key.as_str()));
        kept.map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The address of this view.
    pub(crate) fn address(&self) -> String {
        self.at(&self.path)
    }

    /// The same view at another path.
    pub(crate) fn at(&self, path: &str) -> String {
        paths::query(path, &self.kept(&[]).collect::<Vec<_>>())
    }

    /// The view with `name` set to `value` alone, or without `name` where `value` is empty.
    pub(crate) fn with(&self, name: &str, value: &str) -> String {
        self.with_all(&[(name, value)])
    }

    /// The view with each name set to its value alone.
    pub(crate) fn with_all(&self, new: &[(&str, &str)]) -> String {
        let names: Vec<&str> = new.iter().map(|(name, _)| *name).collect();
        let pairs: Vec<_> = self.kept(&names).chain(new.iter().copied()).collect();
        paths::query(&self.path, &pairs)
    }

    /// The view without one value of `name`.
    pub(crate) fn less(&self, name: &str, value: &str) -> String {
        let pairs: Vec<_> = self.kept(&[]).filter(|pair| *pair != (name, value)).collect();
        paths::query(&self.path, &pairs)
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let refused = |_| Failure::BadRequest { field: "query", value: String::new() };
        let Query(pairs) =
            Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_err(refused)?;
        let trimmed = pairs.into_iter().map(|(key, value)| (key, value.trim().to_owned()));
        let pairs = trimmed.filter(|(_, value)| !value.is_empty()).take(MOST).collect();
        Ok(Self { path: parts.uri.path().to_owned(), pairs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        let uri = format!("/ledger?{query}").parse().unwrap();
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).unwrap();
        Asked { path: "/ledger".to_owned(), pairs }
    }

    #[test]
    fn a_view_changes_in_one_place() {
        let asked = asked("topic=trade&topic=energy&q=a+b&page=3");
        assert_eq!(asked.all("topic"), ["trade", "energy"]);
        assert_eq!(asked.less("topic", "trade"), "/ledger?topic=energy&q=a%20b");
        assert_eq!(asked.with("q", ""), "/ledger?topic=trade&topic=energy");
        assert_eq!(
            asked.at("/export/ledger.csv"),
            "/export/ledger.csv?topic=trade&topic=energy&q=a%20b"
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let asked = asked("due_from=soon&page=x");
        assert!(asked.day("due_from").is_err());
        assert_eq!((asked.page(), asked.day("due_to").unwrap()), (1, None));
    }
}
