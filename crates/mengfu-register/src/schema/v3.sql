-- What statements call the parties that no list knows.
CREATE TABLE party_name (
    instrument INTEGER NOT NULL,
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (instrument, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_name_code ON party_name (code, instrument, name);
