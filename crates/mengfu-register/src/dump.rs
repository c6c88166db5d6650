//! Everything in the register as text, by natural names only, so that two registers can be compared.

use rusqlite::types::ValueRef;

use crate::error::Result;
use crate::file::View;
use crate::source::hash_of;

/// What is dumped of truth: nothing of it depends on the order in which things were added.
const TRUTH: &[(&str, &str)] = &[
    ("source", "SELECT hash, length FROM source ORDER BY hash"),
    (
        "name",
        "SELECT s.hash, n.name, n.added_at FROM source_name n JOIN source s ON s.no = n.source
         ORDER BY 1, 2, 3",
    ),
    ("journal", "SELECT * FROM journal ORDER BY number"),
];

/// What is dumped of what is derived. Numbers of instruments become their names.
const DERIVED: &[(&str, &str)] = &[
    (
        "witness",
        "SELECT s.hash, w.ordinal, w.parties, w.signed, w.title, w.pack, w.complete, w.acts,
                w.sentences, i.id
         FROM witness w JOIN source s ON s.no = w.source
         LEFT JOIN instrument i ON i.no = w.instrument ORDER BY 1, 2",
    ),
    (
        "citation",
        "SELECT c.title, c.parties, c.day, s.hash, c.ordinal
         FROM citation c JOIN source s ON s.no = c.source ORDER BY 1, 2, 3, 4, 5",
    ),
    (
        "instrument",
        "SELECT i.id, title, title_derived, kind, parties, signed, day, placing, visit, place,
                signatories, languages, copies, partnership, complete, pack, s.hash, ordinal,
                witnesses, provisions, acts, commitments, print
         FROM instrument i LEFT JOIN source s ON s.no = i.source ORDER BY i.id",
    ),
    (
        "finding",
        "SELECT s.hash, f.ordinal, f.place, f.code, f.severity, f.bytes, f.message
         FROM finding f JOIN source s ON s.no = f.source ORDER BY 1, 2, 3",
    ),
    (
        "set aside",
        "SELECT s.hash, a.place, a.start, a.\"end\", a.reason
         FROM set_aside a JOIN source s ON s.no = a.source ORDER BY 1, 2",
    ),
    (
        "provision",
        "SELECT i.id, p.no & 32767, p.article, p.text, p.plain
         FROM provision p LEFT JOIN instrument i ON i.no = p.no >> 15 ORDER BY 1, 2",
    ),
    (
        "act",
        "SELECT i.id, (a.no >> 10) & 32767, a.no & 1023, a.start, a.\"end\", a.kind, a.stance,
                a.strength, a.standing, a.topics, a.actors, a.detail
         FROM act a LEFT JOIN instrument i ON i.no = a.no >> 25 ORDER BY 1, 2, 3",
    ),
    (
        "digest",
        "SELECT i.id, d.bytes FROM digest d LEFT JOIN instrument i ON i.no = d.instrument
         ORDER BY 1",
    ),
    (
        "key",
        "SELECT k.key, k.side, i.id
         FROM far_key k LEFT JOIN instrument i ON i.no = k.instrument ORDER BY 1, 2, 3",
    ),
    (
        "pair",
        "SELECT l.id, e.id, p.way FROM pair p LEFT JOIN instrument l ON l.no = p.later
         LEFT JOIN instrument e ON e.no = p.earlier ORDER BY 1, 2",
    ),
    (
        "link",
        "SELECT o.id, k.way, k.kind, e.id, (k.earlier >> 10) & 32767, k.earlier & 1023,
                l.id, (k.later >> 10) & 32767, k.later & 1023, x.id, k.score, k.provisional,
                k.reasons
         FROM link k LEFT JOIN instrument o ON o.no = k.owner
         LEFT JOIN instrument e ON e.no = k.earlier >> 25
         LEFT JOIN instrument l ON l.no = k.later >> 25
         LEFT JOIN instrument x ON x.no = k.other
         ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
    ),
    (
        "mention",
        "SELECT m.entity, m.kind, m.surface, i.id, m.provision, m.act, m.session, m.date, m.stage
         FROM mention m LEFT JOIN instrument i ON i.no = m.instrument
         ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9",
    ),
    (
        "slot",
        "SELECT m.formula, m.slot, i.id, m.\"use\"
         FROM slot m LEFT JOIN instrument i ON i.no = m.instrument ORDER BY 1, 2, 3, 4",
    ),
    (
        "cited",
        "SELECT i.id, c.card, c.cited
         FROM cited c LEFT JOIN instrument i ON i.no = c.instrument ORDER BY 1, 2, 3",
    ),
    (
        "party name",
        "SELECT i.id, n.code, n.name
         FROM party_name n LEFT JOIN instrument i ON i.no = n.instrument ORDER BY 1, 2",
    ),
    (
        "wording",
        "SELECT i.id, w.bytes FROM wording w LEFT JOIN instrument i ON i.no = w.instrument
         ORDER BY 1",
    ),
    (
        "party",
        "SELECT p.code, i.id FROM party p LEFT JOIN instrument i ON i.no = p.instrument
         ORDER BY 1, 2",
    ),
    (
        "entity",
        "SELECT e.entity, e.kind, e.mentions, f.id, l.id
         FROM entity e LEFT JOIN instrument f ON f.no = e.first
         LEFT JOIN instrument l ON l.no = e.last ORDER BY 1",
    ),
    ("entity name", "SELECT * FROM entity_name ORDER BY 1, 2"),
    ("formula", "SELECT * FROM formula_use ORDER BY 1, 2"),
    (
        "card",
        "SELECT i.id, c.parties, c.title FROM card c
         LEFT JOIN instrument i ON i.no = c.instrument ORDER BY 1",
    ),
    (
        "citing",
        "SELECT c.parties, c.title, i.id FROM citing c
         LEFT JOIN instrument i ON i.no = c.instrument ORDER BY 1, 2, 3",
    ),
    (
        "pack",
        "SELECT i.id, p.bytes FROM pack p LEFT JOIN instrument i ON i.no = p.instrument ORDER BY 1",
    ),
    (
        "attachment",
        "SELECT t.number, i.id, (t.act >> 10) & 32767, t.act & 1023, t.how
         FROM attachment t LEFT JOIN instrument i ON i.no = t.act >> 25 ORDER BY 1",
    ),
    (
        "words",
        "SELECT i.id, count(*) FROM words w LEFT JOIN instrument i ON i.no = w.rowid >> 15
         GROUP BY 1 ORDER BY 1",
    ),
];

impl View<'_> {
    /// Truth as text.
    pub fn dump_truth(&self) -> Result<String> {
        let mut text = self.dump(TRUTH)?;
        for source in self.sources()? {
            let bytes = self.source_bytes(source.no)?;
            text.push_str(&format!("bytes\t{}\t{}\n", source.hash, hash_of(&bytes)));
        }
        Ok(text)
    }

    /// All that is derived, as text.
    pub fn dump_derived(&self) -> Result<String> {
        self.dump(DERIVED)
    }

    fn dump(&self, tables: &[(&str, &str)]) -> Result<String> {
        let mut text = String::new();
        for (table, sql) in tables {
            let mut query = self.db.prepare(sql)?;
            let columns = query.column_count();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                text.push_str(table);
                for at in 0..columns {
                    text.push('\t');
                    push_value(&mut text, row.get_ref(at)?);
                }
                text.push('\n');
            }
        }
        Ok(text)
    }
}

fn push_value(text: &mut String, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => text.push('∅'),
        ValueRef::Integer(n) => text.push_str(&n.to_string()),
        ValueRef::Real(x) => text.push_str(&x.to_string()),
        ValueRef::Text(bytes) => {
            text.extend(String::from_utf8_lossy(bytes).escape_debug());
        }
        ValueRef::Blob(bytes) => text.push_str(&hash_of(bytes)),
    }
}
