//! The words of the reader's language, for files.

use mengfu::export::Labels;

use crate::face::Face;

impl Labels for Face {
    fn word(&self, list: &str, code: &str) -> String {
        self.vocabulary().word(list, code).to_owned()
    }

    /// The name with the code, for names are alike in one language and codes are not; the name alone
    /// where only a statement gives it.
    fn party(&self, code: &str) -> String {
        match Face::party(self, code) {
            name if name == code || code.starts_with("X-") => name.to_owned(),
            name => format!("{name} {code}"),
        }
    }

    fn label(&self, name: &str) -> String {
        self.vocabulary().label(name).to_owned()
    }
}
