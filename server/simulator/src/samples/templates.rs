//! The templates of a small bicycle shop, in the three languages of its customers. All of it is made up.

use serde_json::{Value, json};

const LANGUAGES: [&str; 3] = ["ca", "es", "en"];

/// All of them, in Meta's form.
pub(crate) fn templates() -> Vec<Value> {
    let mut templates = vec![];
    for (at, language) in LANGUAGES.into_iter().enumerate() {
        let all = [ready(at), appointment(at), still_there(at), invoice(at), offer(at)];
        for (place, mut template) in all.into_iter().enumerate() {
            template["language"] = json!(language);
            template["id"] = json!((700_000_000_000_000 + 100 * at + place).to_string());
            templates.push(template);
        }
    }
    templates
}

fn template(name: &str, category: &str, quality: &str, components: Value) -> Value {
    json!({
        "name": name, "status": "APPROVED", "category": category,
        "quality_score": { "score": quality }, "components": components,
    })
}

fn body(text: &str, samples: &[&str]) -> Value {
    json!({ "type": "BODY", "text": text, "example": { "body_text": [samples] } })
}

fn ready(at: usize) -> Value {
    let header = ["Tiquet {{1}}", "Ticket {{1}}", "Ticket {{1}}"][at];
    let words = [
        "Hola {{1}}, la teva {{2}} ja és a punt. Pots passar a buscar-la quan vulguis.",
        "Hola {{1}}, tu {{2}} ya está lista. Puedes pasar a recogerla cuando quieras.",
        "Hi {{1}}, your {{2}} is ready. Come and get it whenever you like.",
    ][at];
    let thing = ["bicicleta", "bicicleta", "bicycle"][at];
    let title = ["Com arribar-hi", "Cómo llegar", "How to get here"][at];
    let header = json!({
        "type": "HEADER", "format": "TEXT", "text": header, "example": { "header_text": ["7"] },
    });
    let url = "https://bicis.example/m/{{1}}";
    let button = json!({ "type": "URL", "text": title, "url": url, "example": ["7"] });
    let components = json!([
        header,
        body(words, &["Núria", thing]),
        { "type": "FOOTER", "text": "Bicis Ferrer" },
        { "type": "BUTTONS", "buttons": [button] },
    ]);
    template("bike_ready", "UTILITY", "GREEN", components)
}

fn appointment(at: usize) -> Value {
    let words = [
        "Hola {{customer_name}}, et recordem la cita del {{day}} a les {{hour}}.",
        "Hola {{customer_name}}, te recordamos la cita del {{day}} a las {{hour}}.",
        "Hi {{customer_name}}, this is a reminder of your appointment on {{day}} at {{hour}}.",
    ][at];
    let replies =
        [["Hi seré", "Canvia-la"], ["Allí estaré", "Cámbiala"], ["I'll be there", "Change it"]][at];
    let buttons = replies.map(|text| json!({ "type": "QUICK_REPLY", "text": text }));
    let samples = [("customer_name", "Núria"), ("day", "12/3"), ("hour", "9.30")];
    let samples = samples.map(|(name, text)| json!({ "param_name": name, "example": text }));
    let words = json!({
        "type": "BODY", "text": words, "example": { "body_text_named_params": samples },
    });
    let components = json!([words, { "type": "BUTTONS", "buttons": buttons }]);
    let mut appointment = template("appointment_reminder", "UTILITY", "GREEN", components);
    appointment["parameter_format"] = json!("NAMED");
    appointment
}

fn still_there(at: usize) -> Value {
    let words = [
        "Hola {{1}}, encara et podem ajudar amb el que ens vas demanar?",
        "Hola {{1}}, ¿todavía podemos ayudarte con lo que nos pediste?",
        "Hi {{1}}, can we still help you with what you asked us?",
    ][at];
    template("still_there", "UTILITY", "UNKNOWN", json!([body(words, &["Núria"])]))
}

fn invoice(at: usize) -> Value {
    let words = [
        "Hola {{1}}, aquí tens la factura.",
        "Hola {{1}}, aquí tienes la factura.",
        "Hi {{1}}, here is your invoice.",
    ][at];
    let header = json!({ "type": "HEADER", "format": "DOCUMENT" });
    template("invoice", "UTILITY", "UNKNOWN", json!([header, body(words, &["Núria"])]))
}

fn offer(at: usize) -> Value {
    let words = [
        "Hola {{1}}, aquesta primavera tens un {{2}} de descompte en revisions.",
        "Hola {{1}}, esta primavera tienes un {{2}} de descuento en revisiones.",
        "Hi {{1}}, this spring you get {{2}} off any check-up.",
    ][at];
    let footer = [
        "Si no en vols més, digues-nos-ho",
        "Si no quieres más, dínoslo",
        "Tell us if you want no more",
    ][at];
    let button = json!({ "type": "COPY_CODE", "text": "Copy", "example": "BICI10" });
    let components = json!([
        body(words, &["Núria", "10 %"]),
        { "type": "FOOTER", "text": footer },
        { "type": "BUTTONS", "buttons": [button] },
    ]);
    template("spring_offer", "MARKETING", "YELLOW", components)
}
