-- Sessions and meetings in the order of their dates, with all that a calendar tells of them.
CREATE INDEX mention_dated ON mention (date, entity, session, instrument, provision, act, surface, kind)
    WHERE date IS NOT NULL AND kind IN ('mechanism', 'forum', 'event');
