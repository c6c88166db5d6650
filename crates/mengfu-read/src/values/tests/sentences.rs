//! Sentences made up for the purpose.
