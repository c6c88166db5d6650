-- Schema 1. Truth first, then what is derived from it.

-- Truth: the bytes as received, one row a source, named by their SHA-256.
CREATE TABLE source (
    no      INTEGER PRIMARY KEY,
    hash    TEXT NOT NULL UNIQUE,
    length  INTEGER NOT NULL,
    packing TEXT NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;

-- Truth: under which names a source was added, and when.
CREATE TABLE source_name (
    source   INTEGER NOT NULL REFERENCES source (no),
    name     TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;

-- Truth: what people decided; each entry carries the hash of the one before it.
CREATE TABLE journal (
    number   INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    reason   TEXT NOT NULL,
    decision TEXT NOT NULL,
    before   TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;

CREATE TRIGGER source_stays BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'sources stay'); END;
CREATE TRIGGER source_is_as_received BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'sources stay'); END;
CREATE TRIGGER name_stays BEFORE DELETE ON source_name BEGIN SELECT RAISE(ABORT, 'names stay'); END;
CREATE TRIGGER name_is_as_given BEFORE UPDATE ON source_name BEGIN SELECT RAISE(ABORT, 'names stay'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER entry_is_as_written BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

-- With which engine and packs the derived tables were made, and other single values.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A place of a source that holds a statement, with what telling statements apart needs.
CREATE TABLE witness (
    source     INTEGER NOT NULL REFERENCES source (no),
    ordinal    INTEGER NOT NULL,
    parties    TEXT NOT NULL,
    signed     TEXT,
    title      TEXT NOT NULL,
    pack       TEXT NOT NULL,
    complete   INTEGER NOT NULL,
    acts       INTEGER NOT NULL,
    sentences  BLOB NOT NULL,
    instrument INTEGER,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX witness_parties ON witness (parties);
CREATE INDEX witness_title ON witness (title, parties) WHERE signed IS NULL;
CREATE INDEX witness_instrument ON witness (instrument);

-- By which day a source cites a statement by its title.
CREATE TABLE citation (
    title   TEXT NOT NULL,
    parties TEXT NOT NULL,
    day     TEXT NOT NULL,
    source  INTEGER NOT NULL REFERENCES source (no),
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (title, parties, day, source, ordinal)
) STRICT, WITHOUT ROWID;

-- A statement. Its number counts days first, so that everything that carries it lies in the order
-- of time.
CREATE TABLE instrument (
    no            INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    title_derived INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    parties       TEXT NOT NULL,
    signed        TEXT,
    day           TEXT,
    placing       TEXT NOT NULL,
    visit         TEXT,
    place         TEXT,
    signatories   TEXT NOT NULL,
    languages     TEXT NOT NULL,
    copies        INTEGER,
    partnership   TEXT,
    complete      INTEGER NOT NULL,
    pack          TEXT NOT NULL,
    source        INTEGER NOT NULL,
    ordinal       INTEGER NOT NULL,
    witnesses     INTEGER NOT NULL,
    provisions    INTEGER NOT NULL,
    acts          INTEGER NOT NULL,
    commitments   INTEGER NOT NULL,
    print         TEXT NOT NULL
) STRICT;
CREATE INDEX instrument_parties ON instrument (parties, day);

CREATE TABLE finding (
    source     INTEGER NOT NULL,
    ordinal    INTEGER NOT NULL,
    place      INTEGER NOT NULL,
    code       TEXT NOT NULL,
    severity   TEXT NOT NULL,
    bytes      TEXT NOT NULL,
    message    TEXT NOT NULL,
    PRIMARY KEY (source, ordinal, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside (
    source INTEGER NOT NULL,
    place  INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE provision (
    no      INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    text    TEXT NOT NULL,
    plain   TEXT
) STRICT;

CREATE TABLE act (
    no       INTEGER PRIMARY KEY,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    stance   TEXT,
    strength TEXT,
    standing INTEGER NOT NULL,
    topics   INTEGER NOT NULL,
    actors   TEXT NOT NULL,
    detail   TEXT
) STRICT;

-- What comparing needs of an instrument; the facade knows its form.
CREATE TABLE digest (
    instrument INTEGER PRIMARY KEY,
    bytes      BLOB NOT NULL
) STRICT;

CREATE TABLE far_key (
    key        INTEGER NOT NULL,
    side       INTEGER NOT NULL,
    instrument INTEGER NOT NULL,
    PRIMARY KEY (key, side, instrument)
) STRICT, WITHOUT ROWID;
CREATE INDEX far_key_instrument ON far_key (instrument, side);

-- Which earlier instruments a later one was compared with.
CREATE TABLE pair (
    later   INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    way     INTEGER NOT NULL,
    PRIMARY KEY (later, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_earlier ON pair (earlier);

CREATE TABLE link (
    no          INTEGER PRIMARY KEY,
    owner       INTEGER NOT NULL,
    way         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    earlier     INTEGER,
    later       INTEGER,
    other       INTEGER NOT NULL,
    score       REAL NOT NULL,
    provisional INTEGER NOT NULL,
    reasons     TEXT NOT NULL
) STRICT;
CREATE INDEX link_owner ON link (owner, way, other);
CREATE INDEX link_earlier ON link (earlier) WHERE earlier IS NOT NULL;
CREATE INDEX link_later ON link (later) WHERE later IS NOT NULL;

CREATE TABLE mention (
    no         INTEGER PRIMARY KEY,
    entity     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    surface    TEXT NOT NULL,
    instrument INTEGER NOT NULL,
    provision  INTEGER,
    act        INTEGER,
    session    INTEGER,
    date       TEXT,
    stage      TEXT
) STRICT;
CREATE INDEX mention_entity ON mention (entity, instrument);
CREATE INDEX mention_instrument ON mention (instrument);

-- What statements say in formulas, as the reading of formulas gives it.
CREATE TABLE slot (
    no         INTEGER PRIMARY KEY,
    formula    TEXT NOT NULL,
    slot       TEXT NOT NULL,
    instrument INTEGER NOT NULL,
    "use"      TEXT NOT NULL
) STRICT;
CREATE INDEX slot_formula ON slot (formula, instrument);
CREATE INDEX slot_instrument ON slot (instrument);

-- The commitments of an instrument, packed; the facade knows their form. One row an instrument lets a
-- query go through all commitments of a large register in a moment.
CREATE TABLE pack (
    instrument INTEGER PRIMARY KEY,
    bytes      BLOB NOT NULL
) STRICT;

-- To which act a decision holds on now; none where it is detached.
CREATE TABLE attachment (
    number INTEGER PRIMARY KEY,
    act    INTEGER,
    how    TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_act ON attachment (act) WHERE act IS NOT NULL;

-- Instruments whose links (0) or packed commitments (1) wait to be made anew: empty whenever nothing is
-- under way.
CREATE TABLE stale (
    instrument INTEGER NOT NULL,
    what       INTEGER NOT NULL,
    PRIMARY KEY (what, instrument)
) STRICT, WITHOUT ROWID;

-- Characters and pairs of characters of provisions. Without positions: a substring is looked for
-- among those that have all its pairs.
CREATE VIRTUAL TABLE words USING fts5 (
    gram, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0"
);
