//! The form of the tables: `name: "català", "castellano", "English";` becomes a method of
//! [`super::Language`]; `name(a, b): …` one that puts its arguments where `{a}` and `{b}` stand;
//! `name[n]: "one" / "other", …` one that chooses by number, as all three languages do it: one for
//! exactly 1, other for the rest (Unicode CLDR, plural rules; their `many` begins at a million).

use std::fmt::{Display, Write};

macro_rules! texts {
    ($($name:ident $( ($($arg:ident),+) )? $( [$n:ident] )? :
        $ca:literal $(/ $ca_other:literal)?, $es:literal $(/ $es_other:literal)?, $en:literal $(/ $en_other:literal)?;)*) => {
        impl $crate::language::Language {
            $( texts!(@one $name $( ($($arg),+) )? $( [$n] )?
                ($ca $(, $ca_other)?) ($es $(, $es_other)?) ($en $(, $en_other)?)); )*
        }

        #[cfg(test)]
        pub(in crate::language) const TEXTS: &[(&str, &[&str])] = &[$((
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
            // Never run: it lets the compiler see that every gap has an argument.
            if false {
                let _ = (format!($ca), format!($es), format!($en));
            }
            $crate::language::table::filled(
                self.pick($ca, $es, $en),
                &[$((stringify!($arg), &$arg)),+],
            )
        }
    };
    (@one $name:ident [$n:ident] ($ca:literal, $ca_other:literal) ($es:literal, $es_other:literal)
        ($en:literal, $en_other:literal)) => {
        pub(crate) fn $name(self, count: u64) -> String {
            let $n = self.count(count);
            if false {
                let _ = (format!($ca), format!($es), format!($en));
                let _ = (format!($ca_other), format!($es_other), format!($en_other));
            }
            let wording = match count {
                1 => self.pick($ca, $es, $en),
                _ => self.pick($ca_other, $es_other, $en_other),
            };
            $crate::language::table::filled(wording, &[(stringify!($n), &$n)])
        }
    };
}

/// `wording` with its gaps filled. One for all texts: three formats for each of them are a good part
/// of what a browser would load.
pub(super) fn filled(wording: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(wording.len() + 16);
    let mut pieces = wording.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (gap, rest) = piece.split_once('}').unwrap_or(("", piece));
        if let Some((_, argument)) = arguments.iter().find(|(name, _)| *name == gap) {
            // Writing into a string can't fail.
            let _ = write!(text, "{argument}");
        }
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn every_gap_is_filled_wherever_it_stands() {
        let table = [
            ("nothing", "nothing"),
            ("{a}", "1"),
            ("{a} and {b}, {a}", "1 and two, 1"),
            ("«{b}»!", "«two»!"),
        ];
        for (wording, expected) in table {
            assert_eq!(filled(wording, &[("a", &1), ("b", &"two")]), expected);
        }
    }

    #[test]
    fn what_is_put_in_is_not_read_for_gaps() {
        assert_eq!(filled("{a}{b}", &[("a", &"{b}"), ("b", &"x")]), "{b}x");
    }
}
