//! Closed lists: each value with the code by which it is written, in readings, registers and on screens.

/// A closed list: an enum with `ALL`, `code` and `from_code`, which serialises as its code. Whoever uses
/// it depends on `serde`.
#[macro_export]
macro_rules! codes {
    ($(#[$($doc:tt)*])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$($doc)*])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The code as written.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            /// The value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_code(&code)
                    .ok_or_else(|| serde::de::Error::custom(format!("unknown code `{code}`")))
            }
        }
        $crate::codes_schema! { $name, [$([$($doc)*])*], [$($code),+] }
    };
}

/// Describes a closed list for interfaces, where they are asked for.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! codes_schema {
    ($name:ident, [$([$($doc:tt)*])*], [$($code:literal),+]) => {
        impl $crate::utoipa::PartialSchema for $name {
            fn schema() -> $crate::utoipa::openapi::RefOr<$crate::utoipa::openapi::schema::Schema> {
                let list = $crate::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($code),+]))
                    .description(Some(concat!($($crate::codes_doc!($($doc)*)),*).trim()));
                list.into()
            }
        }
        impl $crate::utoipa::ToSchema for $name {}
    };
}

/// The words of an attribute that documents; nothing of another.
#[cfg(feature = "schema")]
#[doc(hidden)]
#[macro_export]
macro_rules! codes_doc {
    (doc = $words:literal) => {
        $words
    };
    ($($other:tt)*) => {
        ""
    };
}

/// Nobody asks for a description.
#[cfg(not(feature = "schema"))]
#[doc(hidden)]
#[macro_export]
macro_rules! codes_schema {
    ($($any:tt)*) => {};
}
