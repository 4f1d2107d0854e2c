//! SLA clocks: what they are called, and how much time they leave.

use desk::sla::ClockKind;

use super::Language;

texts! {
    first_response: "Primera resposta", "Primera respuesta", "First response";
    next_response: "Pròxima resposta", "Próxima respuesta", "Next response";
    first_resolution: "Primera resolució", "Primera resolución", "First resolution";
    total_resolution: "Resolució", "Resolución", "Resolution";
    clock_until(clock, when): "{clock}: fins {when}", "{clock}: hasta {when}", "{clock}: until {when}";
    clock_stands_still(clock): "{clock}: en pausa", "{clock}: en pausa", "{clock}: paused";
    clock_paused: "en pausa", "en pausa", "paused";
}

impl Language {
    pub(crate) fn clock(self, clock: ClockKind) -> &'static str {
        match clock {
            ClockKind::FirstResponse => self.first_response(),
            ClockKind::NextResponse => self.next_response(),
            ClockKind::FirstResolution => self.first_resolution(),
            ClockKind::TotalResolution => self.total_resolution(),
        }
    }
}
