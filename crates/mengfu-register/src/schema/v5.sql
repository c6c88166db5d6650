-- How often each entry of a directory is mentioned. The triggers keep it right whatever adds mentions or
-- takes them away, so that a list of thousands of entries never counts mentions.
CREATE TABLE entity (
    entity   TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_kind ON entity (kind, mentions);
INSERT INTO entity
    SELECT entity, min(kind), count(*), min(instrument), max(instrument) FROM mention GROUP BY entity;

CREATE TRIGGER mention_comes AFTER INSERT ON mention BEGIN
    INSERT INTO entity VALUES (new.entity, new.kind, 1, new.instrument, new.instrument)
    ON CONFLICT (entity) DO UPDATE SET mentions = mentions + 1,
        first = min(first, excluded.first), last = max(last, excluded.last);
END;
CREATE TRIGGER mention_goes AFTER DELETE ON mention BEGIN
    DELETE FROM entity WHERE entity = old.entity AND mentions = 1;
    UPDATE entity SET mentions = mentions - 1,
        first = (SELECT min(instrument) FROM mention WHERE entity = old.entity),
        last = (SELECT max(instrument) FROM mention WHERE entity = old.entity)
    WHERE entity = old.entity;
END;

-- The names of an entry, and what is told of it, without looking at every mention.
CREATE INDEX mention_name ON mention (entity, surface);
CREATE INDEX mention_told ON mention (entity)
    WHERE session IS NOT NULL OR date IS NOT NULL OR stage IS NOT NULL;
