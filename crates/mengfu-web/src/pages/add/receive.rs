//! Takes files from a request, within limits.

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

use crate::batch::{ALL, FILES, File, LARGEST};
use crate::face::Face;

/// The longest name of a file, in characters.
const NAME: usize = 200;

/// Why files were not taken.
pub(super) enum Refusal {
    /// There is neither a file nor a text.
    Nothing,
    /// One has too many bytes.
    TooLarge(String),
    /// Together they have too many bytes.
    AllTooLarge,
    /// There are too many.
    TooMany,
    /// What came is no form, or it broke off.
    Broken,
    /// Too much waits for review already.
    Full,
}

impl Refusal {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Nothing => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge(_) | Self::AllTooLarge | Self::TooMany => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken => StatusCode::BAD_REQUEST,
            Self::Full => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    pub(super) fn say(&self, face: &Face) -> String {
        let mib = |bytes: usize| format!("{} MiB", bytes >> 20);
        match self {
            Self::Nothing => face.say("add.refused_nothing").to_owned(),
            Self::TooLarge(name) => {
                face.fill("add.refused_too_large", name).replace("{largest}", &mib(LARGEST))
            }
            Self::AllTooLarge => face.fill("add.refused_all", &mib(ALL)),
            Self::TooMany => face.fill("add.refused_many", &FILES.to_string()),
            Self::Broken => face.say("add.refused_broken").to_owned(),
            Self::Full => face.say("add.refused_full").to_owned(),
        }
    }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::AllTooLarge,
            _ => Self::Broken,
        }
    }
}

/// The files of a request; a text that was pasted is called as somebody wrote beside it, else `pasted`.
pub(super) async fn receive(mut sent: Multipart, pasted: &str) -> Result<Vec<File>, Refusal> {
    let (mut files, mut text, mut name) = (Vec::new(), Bytes::new(), String::new());
    let mut all = 0;
    while let Some(field) = sent.next_field().await? {
        let of = field.name().unwrap_or_default().to_owned();
        let called = cleaned(field.file_name().unwrap_or_default());
        let bytes = read(field, &called).await?;
        all += bytes.len();
        match of.as_str() {
            // A browser sends an empty file without a name where none was chosen.
            "file" if called.is_empty() && bytes.is_empty() => {}
            "file" => files.push(File { name: called, bytes }),
            "text" => text = bytes,
            "name" => name = cleaned(&String::from_utf8_lossy(&bytes)),
            _ => {}
        }
        if files.len() > FILES {
            return Err(Refusal::TooMany);
        }
        if all > ALL {
            return Err(Refusal::AllTooLarge);
        }
    }
    if !text.trim_ascii().is_empty() {
        let name = if name.is_empty() { pasted.to_owned() } else { name };
        files.push(File { name, bytes: text });
    }
    if files.is_empty() { Err(Refusal::Nothing) } else { Ok(files) }
}

async fn read(mut field: Field<'_>, name: &str) -> Result<Bytes, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(Refusal::TooLarge(name.to_owned()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.into())
}

/// The name of a file without folders and without what could mislead on a screen.
pub(crate) fn cleaned(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|c| !c.is_control() && !turns(*c));
    plain.take(NAME).collect::<String>().trim().to_owned()
}

/// Whether a character turns the direction of what follows.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_names_alone() {
        assert_eq!(cleaned("../../etc/passwd"), "passwd");
        assert_eq!(cleaned("C:\\papers\\声明.html"), "声明.html");
        assert_eq!(cleaned("a\u{202e}lmth.exe\n"), "almth.exe");
        assert_eq!(cleaned("/"), "");
    }
}
