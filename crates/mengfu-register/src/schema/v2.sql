-- How citations are compared with an instrument, and what it cites itself.
CREATE TABLE cited (
    instrument INTEGER PRIMARY KEY,
    card       TEXT NOT NULL,
    cited      TEXT NOT NULL
) STRICT;
