//! The store: sources, journal, derived tables, search, migrations.
