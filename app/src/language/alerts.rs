//! Alerts, beside the sentences of what happened.

texts! {
    alerts: "Avisos", "Avisos", "Alerts";
    dismiss(ticket): "Treu l'avís del #{ticket}", "Quita el aviso del #{ticket}", "Dismiss the alert of #{ticket}";
    dismiss_all: "Treu-los tots", "Quítalos todos", "Dismiss all";
    more_alerts[n]: "i {n} avís més" / "i {n} avisos més", "y {n} aviso más" / "y {n} avisos más", "and {n} more alert" / "and {n} more alerts";
}
