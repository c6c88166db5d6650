//! Derived: links between acts, what they are made from, mentions, slots of formulas.

use mengfu_model::{EntityId, EntityKind, LinkKind, Reason, Stage};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{RegisterError, Result};
use crate::file::{View, Writer};
use crate::instrument::{from_json, json};
use crate::key::{ActKey, InstrumentNo};
use crate::packing::{pack_derived, unpack_derived};

/// A link as it is kept: with the numbers of its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRow {
    /// The later instrument, with which the link is made and goes.
    pub owner: InstrumentNo,
    /// Which comparison gave it.
    pub way: Way,
    /// What it says.
    pub kind: LinkKind,
    /// The earlier act; none where the act is new.
    pub earlier: Option<ActKey>,
    /// The later act; none where the act was dropped.
    pub later: Option<ActKey>,
    /// The other instrument: the earlier one, also where the act is new in the later one.
    pub other: InstrumentNo,
    /// How sure the comparison is, from 0 to 1.
    pub score: f32,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A link seen from one of its acts, without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkEnd {
    /// The act it is seen from.
    pub here: ActKey,
    /// Whether the other end is the later one.
    pub later: bool,
    /// What the later act does.
    pub kind: LinkKind,
    /// Whether a missing part could change it.
    pub provisional: bool,
    /// The instrument of the other end.
    pub instrument: InstrumentNo,
    /// The other act; none where that instrument has none.
    pub act: Option<ActKey>,
}

/// Which comparison two instruments went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Act by act, within a lineage.
    Aligned,
    /// By the keys of what was promised and what is reported, between any parties.
    Far,
}

/// What a key says of its instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// It promises something under this key.
    Promised,
    /// It reports something under this key as done.
    Reported,
}

/// What waits to be made anew of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stale {
    /// Its links to earlier instruments.
    Links,
    /// Its packed commitments.
    Pack,
}

/// An instrument with its place in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its number.
    pub no: InstrumentNo,
    /// Its day.
    pub day: String,
    /// The pack that read it.
    pub pack: String,
    /// Its parties.
    pub parties: String,
}

/// A key of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FarKeyRow {
    /// The key.
    pub key: u64,
    /// What it says.
    pub side: Side,
}

/// A place where an instrument mentions an entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRow {
    /// The entry that the texts alone make it.
    pub entity: EntityId,
    /// Its sort.
    pub kind: EntityKind,
    /// Its words there.
    pub surface: String,
    /// The instrument.
    pub instrument: InstrumentNo,
    /// The provision, from 1.
    pub provision: Option<u32>,
    /// The act, from 1.
    pub act: Option<u32>,
    /// The number of the session.
    pub session: Option<u32>,
    /// Its date, EDTF.
    pub date: Option<String>,
    /// Of an instrument: how far its life had come.
    pub stage: Option<Stage>,
}

impl Way {
    fn code(self) -> i64 {
        self as i64
    }
    fn from_code(code: i64) -> Self {
        if code == Self::Far.code() { Self::Far } else { Self::Aligned }
    }
}

impl Writer<'_> {
    /// Keeps the digest of an instrument.
    pub fn set_digest(&self, no: InstrumentNo, bytes: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO digest VALUES (?, ?)")?
            .execute(params![no.0, pack_derived(bytes)])?;
        Ok(())
    }

    /// Keeps the keys of an instrument.
    pub fn add_far_keys(&self, no: InstrumentNo, keys: &[FarKeyRow]) -> Result<()> {
        let mut insert =
            self.db.prepare_cached("INSERT OR IGNORE INTO far_key VALUES (?, ?, ?)")?;
        for row in keys {
            insert.execute(params![row.key.cast_signed(), row.side as i64, no.0])?;
        }
        Ok(())
    }

    /// Keeps which earlier instruments `later` was compared with, instead of those kept before.
    pub fn set_pairs(&self, later: InstrumentNo, pairs: &[(InstrumentNo, Way)]) -> Result<()> {
        self.db.prepare_cached("DELETE FROM pair WHERE later = ?")?.execute([later.0])?;
        let mut insert = self.db.prepare_cached("INSERT INTO pair VALUES (?, ?, ?)")?;
        for (earlier, way) in pairs {
            insert.execute(params![later.0, earlier.0, way.code()])?;
        }
        Ok(())
    }

    /// Adds links.
    pub fn add_links(&self, links: &[LinkRow]) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO link (owner, way, kind, earlier, later, other, score, provisional, reasons)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for row in links {
            insert.execute(params![
                row.owner.0,
                row.way.code(),
                row.kind.code(),
                row.earlier.map(|k| k.0),
                row.later.map(|k| k.0),
                row.other.0,
                row.score,
                row.provisional,
                json(&row.reasons)
            ])?;
        }
        Ok(())
    }

    /// Takes the links away that `owner` got by `way`, with `other` alone where it is given.
    pub fn remove_links(
        &self,
        owner: InstrumentNo,
        way: Way,
        other: Option<InstrumentNo>,
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM link WHERE owner = ?1 AND way = ?2 AND (?3 IS NULL OR other = ?3)",
            )?
            .execute(params![owner.0, way.code(), other.map(|o| o.0)])?;
        Ok(())
    }

    /// Forgets that `later` was compared with `earlier`, and what that gave.
    pub fn forget_pair(&self, later: InstrumentNo, earlier: InstrumentNo) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM pair WHERE later = ? AND earlier = ?")?
            .execute([later.0, earlier.0])?;
        for way in [Way::Aligned, Way::Far] {
            self.remove_links(later, way, Some(earlier))?;
        }
        Ok(())
    }

    /// Adds mentions.
    pub fn add_mentions(&self, mentions: &[MentionRow]) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO mention
             (entity, kind, surface, instrument, provision, act, session, date, stage)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?;
        for row in mentions {
            insert.execute(params![
                row.entity.0,
                row.kind.code(),
                row.surface,
                row.instrument.0,
                row.provision,
                row.act,
                row.session,
                row.date,
                row.stage.map(Stage::code)
            ])?;
        }
        Ok(())
    }

    /// Notes that something of an instrument waits to be made anew.
    pub fn add_stale(&self, no: InstrumentNo, what: Stale) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO stale VALUES (?, ?)")?
            .execute([no.0, what as i64])?;
        Ok(())
    }

    /// Notes that it is made.
    pub fn clear_stale(&self, no: InstrumentNo, what: Stale) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM stale WHERE instrument = ? AND what = ?")?
            .execute([no.0, what as i64])?;
        Ok(())
    }
}

const LINK: &str =
    "SELECT owner, way, kind, earlier, later, other, score, provisional, reasons FROM link";

impl View<'_> {
    /// The digest of an instrument.
    pub fn digest(&self, no: InstrumentNo) -> Result<Option<Vec<u8>>> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM digest WHERE instrument = ?")?;
        let packed: Option<Vec<u8>> = query.query_row([no.0], |row| row.get(0)).optional()?;
        let damaged = || RegisterError::Damaged(format!("digest {}", no.0));
        packed.map(|bytes| unpack_derived(&bytes).ok_or_else(damaged)).transpose()
    }

    /// The keys of an instrument.
    pub fn far_keys(&self, no: InstrumentNo) -> Result<Vec<FarKeyRow>> {
        let mut query = self.db.prepare_cached(
            "SELECT key, side FROM far_key WHERE instrument = ? ORDER BY side, key",
        )?;
        let rows = query.query_map([no.0], |row| {
            let (key, side): (i64, i64) = (row.get(0)?, row.get(1)?);
            let side = if side == 0 { Side::Promised } else { Side::Reported };
            Ok(FarKeyRow { key: key.cast_unsigned(), side })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The last `most` instruments before `before` that have `key` on this side, latest first.
    pub fn with_key_before(
        &self,
        key: u64,
        side: Side,
        before: InstrumentNo,
        most: u32,
    ) -> Result<Vec<InstrumentNo>> {
        // A limit that is bound makes SQLite plan the query anew each time it is asked.
        let sql = format!(
            "SELECT instrument FROM far_key WHERE key = ? AND side = ? AND instrument < ?
             ORDER BY instrument DESC LIMIT {most}"
        );
        self.keyed(&sql, key, side, before)
    }

    /// The first `most` instruments after `after` that have `key` on this side, earliest first.
    pub fn with_key_after(
        &self,
        key: u64,
        side: Side,
        after: InstrumentNo,
        most: u32,
    ) -> Result<Vec<InstrumentNo>> {
        let sql = format!(
            "SELECT instrument FROM far_key WHERE key = ? AND side = ? AND instrument > ?
             ORDER BY instrument LIMIT {most}"
        );
        self.keyed(&sql, key, side, after)
    }

    fn keyed(
        &self,
        sql: &str,
        key: u64,
        side: Side,
        from: InstrumentNo,
    ) -> Result<Vec<InstrumentNo>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows =
            query.query_map(params![key.cast_signed(), side as i64, from.0], |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// Which earlier instruments `later` was compared with.
    pub fn pairs(&self, later: InstrumentNo) -> Result<Vec<(InstrumentNo, Way)>> {
        let mut query = self
            .db
            .prepare_cached("SELECT earlier, way FROM pair WHERE later = ? ORDER BY earlier")?;
        let rows = query.query_map([later.0], |row| {
            Ok((InstrumentNo(row.get(0)?), Way::from_code(row.get(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Which later instruments were compared with `earlier`.
    pub fn compared_with(&self, earlier: InstrumentNo) -> Result<Vec<InstrumentNo>> {
        let mut query =
            self.db.prepare_cached("SELECT later FROM pair WHERE earlier = ? ORDER BY later")?;
        let rows = query.query_map([earlier.0], |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// The links made with `owner`.
    pub fn links_of(&self, owner: InstrumentNo) -> Result<Vec<LinkRow>> {
        let sql = format!("{LINK} WHERE owner = ? ORDER BY later, earlier, kind, other");
        self.links_where(&sql, [owner.0])
    }

    /// The links whose earlier act is of `instrument`.
    pub fn links_from(&self, instrument: InstrumentNo) -> Result<Vec<LinkRow>> {
        let (from, to) = instrument.acts();
        let sql = format!(
            "{LINK} WHERE earlier >= ? AND earlier < ? ORDER BY earlier, owner, later, kind"
        );
        self.links_where(&sql, [from, to])
    }

    /// The links of all acts of an instrument, those to earlier instruments first, each in the order of
    /// time.
    pub fn link_ends(&self, instrument: InstrumentNo) -> Result<Vec<LinkEnd>> {
        let (from, to) = instrument.acts();
        let sql = "SELECT later, 0, kind, provisional, other, earlier FROM link
                   WHERE later >= ?1 AND later < ?2
                   UNION ALL SELECT earlier, 1, kind, provisional, owner, later FROM link
                   WHERE earlier >= ?1 AND earlier < ?2
                   ORDER BY 2, 5, 6, 3";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map([from, to], |row| {
            let act: Option<i64> = row.get(5)?;
            Ok(LinkEnd {
                here: ActKey(row.get(0)?),
                later: row.get(1)?,
                kind: coded(row, 2, LinkKind::from_code)?.ok_or_else(|| unknown(2))?,
                provisional: row.get(3)?,
                instrument: InstrumentNo(row.get(4)?),
                act: act.map(ActKey),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The links in which an act stands, as the earlier or the later one, in the order of time.
    pub fn links_at(&self, act: ActKey) -> Result<Vec<LinkRow>> {
        let sql = format!(
            "{LINK} WHERE earlier = ?1 UNION ALL {LINK} WHERE later = ?1
             ORDER BY 1, 4, 5, 3"
        );
        self.links_where(&sql, [act.0])
    }

    fn links_where(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<LinkRow>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(values, link_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The mentions in an instrument, as the texts alone make them.
    pub fn mentions_in(&self, instrument: InstrumentNo) -> Result<Vec<MentionRow>> {
        self.mentions_where("instrument = ?", [instrument.0])
    }

    /// The mentions of an entry, as the texts alone make them, in the order of time.
    pub fn mentions_of(&self, entity: &EntityId) -> Result<Vec<MentionRow>> {
        self.mentions_where("entity = ?", [&entity.0])
    }

    /// The mentions of all entries of a sort.
    pub fn mentions_of_kind(&self, kind: EntityKind) -> Result<Vec<MentionRow>> {
        // The name of an entry begins with its sort.
        self.mentions_where("entity > ?1 || ':' AND entity < ?1 || ';'", [kind.code()])
    }

    /// The mentions of an entry that tell of a session, a date or a stage, as the texts alone make it, in
    /// the order of time.
    pub fn telling_mentions_of(&self, entity: &EntityId) -> Result<Vec<MentionRow>> {
        // Many mentions tell nothing; the index has only those that do.
        let told = "mention INDEXED BY mention_told WHERE entity = ?
            AND (session IS NOT NULL OR date IS NOT NULL OR stage IS NOT NULL)";
        self.mentions_from(told, [&entity.0])
    }

    fn mentions_where(
        &self,
        condition: &str,
        value: impl rusqlite::Params,
    ) -> Result<Vec<MentionRow>> {
        self.mentions_from(&format!("mention WHERE {condition}"), value)
    }

    fn mentions_from(&self, from: &str, value: impl rusqlite::Params) -> Result<Vec<MentionRow>> {
        let sql = format!(
            "SELECT entity, kind, surface, instrument, provision, act, session, date, stage
             FROM {from} ORDER BY entity, instrument, provision, act, surface"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let rows = query.query_map(value, |row| {
            Ok(MentionRow {
                entity: EntityId(row.get(0)?),
                kind: coded(row, 1, EntityKind::from_code)?.ok_or_else(|| unknown(1))?,
                surface: row.get(2)?,
                instrument: InstrumentNo(row.get(3)?),
                provision: row.get(4)?,
                act: row.get(5)?,
                session: row.get(6)?,
                date: row.get(7)?,
                stage: coded(row, 8, Stage::from_code)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The instruments of which something waits to be made anew, in the order of time.
    pub fn stale(&self, what: Stale) -> Result<Vec<InstrumentNo>> {
        let mut query = self
            .db
            .prepare_cached("SELECT instrument FROM stale WHERE what = ? ORDER BY instrument")?;
        let rows = query.query_map([what as i64], |row| row.get(0))?;
        Ok(rows.map(|no| no.map(InstrumentNo)).collect::<rusqlite::Result<_>>()?)
    }

    /// Whether anything waits to be made anew.
    pub fn has_stale(&self) -> Result<bool> {
        Ok(self.db.prepare_cached("SELECT 1 FROM stale")?.exists([])?)
    }

    /// The last `most` instruments of exactly these parties before `day`, latest first.
    pub fn instruments_before(&self, parties: &str, day: &str, most: usize) -> Result<Vec<Placed>> {
        let sql = format!(
            "SELECT no, day, pack, parties FROM instrument WHERE parties = ? AND day < ?
             ORDER BY day DESC, id DESC LIMIT {most}"
        );
        self.placed(&sql, params![parties, day])
    }

    /// The instruments of exactly these parties after `day`, earliest first.
    pub fn instruments_after(&self, parties: &str, day: &str) -> Result<Vec<Placed>> {
        let sql = "SELECT no, day, pack, parties FROM instrument WHERE parties = ? AND day > ?
                   ORDER BY day, id";
        self.placed(sql, params![parties, day])
    }

    /// Where the instrument with the number `no` stands in time.
    pub fn placed_by_no(&self, no: InstrumentNo) -> Result<Option<Placed>> {
        let sql = "SELECT no, day, pack, parties FROM instrument WHERE no = ? AND day IS NOT NULL";
        Ok(self.placed(sql, [no.0])?.pop())
    }

    fn placed(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Placed>> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(values, |row| {
            Ok(Placed {
                no: InstrumentNo(row.get(0)?),
                day: row.get(1)?,
                pack: row.get(2)?,
                parties: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The value of a code; an unknown one is a fault of the file.
fn coded<T>(
    row: &Row<'_>,
    at: usize,
    from_code: fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    let code = row.get_ref(at)?.as_str_or_null()?;
    code.map(|code| from_code(code).ok_or_else(|| unknown(at))).transpose()
}

fn unknown(at: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, "an unknown code".into())
}

fn link_row(row: &Row<'_>) -> rusqlite::Result<LinkRow> {
    let (earlier, later): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
    Ok(LinkRow {
        owner: InstrumentNo(row.get(0)?),
        way: Way::from_code(row.get(1)?),
        kind: coded(row, 2, LinkKind::from_code)?.ok_or_else(|| unknown(2))?,
        earlier: earlier.map(ActKey),
        later: later.map(ActKey),
        other: InstrumentNo(row.get(5)?),
        score: row.get(6)?,
        provisional: row.get(7)?,
        reasons: from_json(&row.get::<_, String>(8)?),
    })
}
