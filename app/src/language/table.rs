//! The form of the tables: `name: "català", "castellano", "English";` becomes a method of
//! [`super::Language`]; `name(a, b): …` one that puts its arguments where `{a}` and `{b}` stand;
//! `name[n]: "one" / "other", …` one that chooses by number, as all three languages do it: one for
//! exactly 1, other for the rest (Unicode CLDR, plural rules; their `many` begins at a million).

macro_rules! texts {
    ($($name:ident $( ($($arg:ident),+) )? $( [$n:ident] )? :
        $ca:literal $(/ $ca_other:literal)?, $es:literal $(/ $es_other:literal)?, $en:literal $(/ $en_other:literal)?;)*) => {
        impl $crate::language::Language {
            $( texts!(@one $name $( ($($arg),+) )? $( [$n] )?
                ($ca $(, $ca_other)?) ($es $(, $es_other)?) ($en $(, $en_other)?)); )*
        }

        #[cfg(test)]
        pub(super) const TEXTS: &[(&str, &[&str])] = &[$((
            stringify!($name),
            &[$ca, $es, $en, $($ca_other,)? $($es_other,)? $($en_other,)?],
        )),*];
    };
    (@one $name:ident ($ca:literal) ($es:literal) ($en:literal)) => {
        pub(crate) fn $name(self) -> &'static str {
            self.pick($ca, $es, $en)
        }
    };
    (@one $name:ident ($($arg:ident),+) ($ca:literal) ($es:literal) ($en:literal)) => {
        pub(crate) fn $name(self, $($arg: impl std::fmt::Display),+) -> String {
            match self {
                $crate::language::Language::Catalan => format!($ca),
                $crate::language::Language::Spanish => format!($es),
                $crate::language::Language::English => format!($en),
            }
        }
    };
    (@one $name:ident [$n:ident] ($ca:literal, $ca_other:literal) ($es:literal, $es_other:literal)
        ($en:literal, $en_other:literal)) => {
        pub(crate) fn $name(self, count: u64) -> String {
            let one = count == 1;
            let $n = self.count(count);
            match self {
                $crate::language::Language::Catalan if one => format!($ca),
                $crate::language::Language::Catalan => format!($ca_other),
                $crate::language::Language::Spanish if one => format!($es),
                $crate::language::Language::Spanish => format!($es_other),
                $crate::language::Language::English if one => format!($en),
                $crate::language::Language::English => format!($en_other),
            }
        }
    };
}
