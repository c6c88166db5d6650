-- Which instruments a party has.
CREATE TABLE party (
    code       TEXT NOT NULL,
    instrument INTEGER NOT NULL,
    PRIMARY KEY (code, instrument)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_instrument ON party (instrument);
CREATE INDEX instrument_day ON instrument (day, id);

-- The sentences that hold commitments, as they are searched, those of an instrument in one piece. To look
-- for a common word in all of them takes less than to go through the list of all places that have it.
CREATE TABLE wording (
    instrument INTEGER PRIMARY KEY,
    bytes      BLOB NOT NULL
) STRICT;

-- How often an entry of a directory is called by a name, as printed; the triggers keep it right.
CREATE TABLE entity_name (
    entity   TEXT NOT NULL,
    name     TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name_name ON entity_name (name);
CREATE TRIGGER mention_names AFTER INSERT ON mention BEGIN
    INSERT INTO entity_name VALUES (new.entity, new.surface, 1)
    ON CONFLICT (entity, name) DO UPDATE SET mentions = mentions + 1;
END;
CREATE TRIGGER mention_named AFTER DELETE ON mention BEGIN
    DELETE FROM entity_name
    WHERE entity = old.entity AND name = old.surface AND mentions = 1;
    UPDATE entity_name SET mentions = mentions - 1
    WHERE entity = old.entity AND name = old.surface;
END;
DROP INDEX mention_name;

-- In how many instruments of the same parties a formula is used, and at how many places.
CREATE TABLE formula_use (
    formula     TEXT NOT NULL,
    parties     TEXT NOT NULL,
    instruments INTEGER NOT NULL,
    uses        INTEGER NOT NULL,
    PRIMARY KEY (formula, parties)
) STRICT, WITHOUT ROWID;

-- By what citations find an instrument: its parties, sorted, and its title.
CREATE TABLE card (
    instrument INTEGER PRIMARY KEY,
    parties    TEXT NOT NULL,
    title      TEXT
) STRICT;
CREATE INDEX card_parties ON card (parties);
CREATE INDEX card_title ON card (title) WHERE title IS NOT NULL;

-- By what an instrument cites others: their parties, sorted; where it names none, their title.
CREATE TABLE citing (
    parties    TEXT NOT NULL,
    title      TEXT NOT NULL,
    instrument INTEGER NOT NULL,
    PRIMARY KEY (parties, title, instrument)
) STRICT, WITHOUT ROWID;
CREATE INDEX citing_instrument ON citing (instrument);

CREATE INDEX finding_severity ON finding (severity);
DROP INDEX mention_instrument;
CREATE INDEX mention_instrument ON mention (instrument, kind);
