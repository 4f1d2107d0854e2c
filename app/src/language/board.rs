//! The board.

texts! {
    resolved_lately: "Resolts fa poc", "Resueltos hace poco", "Resolved lately";
    see_all: "Mira'ls tots", "Ver todos", "See all";
    snooze_till_tomorrow: "Ajorna fins demà a les 9", "Aplazar hasta mañana a las 9", "Snooze until tomorrow at 9";
}
