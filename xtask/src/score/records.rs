//! Gold and readings as the scorer sees them: reading-format v1, read leniently.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Map, Value};

/// One reading, as the engine printed it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ReadingRecord {
    pub(crate) instrument: Map<String, Value>,
    pub(crate) provisions: Vec<ProvisionRecord>,
}

/// One provision of a reading or of the gold.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct ProvisionRecord {
    pub(crate) article: Option<String>,
    pub(crate) text: Option<String>,
    /// Gold files may list heading lines; they are no provisions.
    #[serde(default)]
    pub(crate) heading: bool,
    #[serde(default)]
    pub(crate) acts: Vec<ActRecord>,
}

/// One act.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ActRecord {
    pub(crate) q: String,
    pub(crate) kind: String,
    pub(crate) actors: Vec<String>,
    pub(crate) stance: Option<String>,
    pub(crate) strength: Option<String>,
    pub(crate) standing: Option<bool>,
    pub(crate) topics: Option<Vec<String>>,
    pub(crate) time: Option<Vec<TimeRecord>>,
    pub(crate) quantities: Option<Vec<QuantityRecord>>,
    pub(crate) refs: Option<Vec<ReferenceRecord>>,
}

/// A time of an act.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct TimeRecord {
    pub(crate) text: String,
    pub(crate) edtf: Option<String>,
    pub(crate) role: Option<String>,
}

/// A figure of an act.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct QuantityRecord {
    pub(crate) text: String,
    pub(crate) value: Option<f64>,
    pub(crate) unit: Option<String>,
}

/// A named thing of an act.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ReferenceRecord {
    pub(crate) text: String,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
}

/// One gold instrument with its provisions, where they were annotated.
#[derive(Clone, Debug)]
pub(crate) struct GoldInstrument {
    pub(crate) id: String,
    pub(crate) meta: Map<String, Value>,
    pub(crate) provisions: Option<Vec<ProvisionRecord>>,
}

/// The gold instruments of a folder, in the order of `instruments.json`.
pub(crate) fn load_gold(folder: &Path) -> Result<Vec<GoldInstrument>> {
    let path = folder.join("instruments.json");
    let text = fs::read_to_string(&path).with_context(|| {
        format!(
            "cannot read {}: the gold readings lie beside the repository, in ../shared/gold; name another folder with --gold",
            path.display()
        )
    })?;
    let metas: Vec<Map<String, Value>> = serde_json::from_str(&text)?;
    metas
        .into_iter()
        .map(|meta| {
            let id = meta.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let path = folder.join("provisions").join(format!("{}.jsonl", id.replace('/', "_")));
            let provisions = match path.exists() {
                true => Some(json_lines(&fs::read_to_string(&path)?, &path)?),
                false => None,
            };
            Ok(GoldInstrument { id, meta, provisions })
        })
        .collect()
}

/// The readings of a JSON Lines file.
pub(crate) fn load_readings(path: &Path) -> Result<Vec<ReadingRecord>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    json_lines(&text, path)
}

/// The records of JSON Lines; `path` is named in errors.
pub(crate) fn json_lines<T: for<'a> Deserialize<'a>>(text: &str, path: &Path) -> Result<Vec<T>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1))
        })
        .collect()
}
