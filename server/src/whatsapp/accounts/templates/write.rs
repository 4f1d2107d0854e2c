//! A new template → Meta's form, with a sample for each of its gaps.

use desk::template::{Button, Gap, Header, Kind, Place, Template, Values};
use desk::window::Category;
use serde_json::{Value, json};

pub(super) fn template(template: &Template, samples: &Values) -> Value {
    let gaps = template.sampled();
    let named = gaps.iter().any(|gap| gap.kind == Kind::Named);
    let mut components = vec![];
    if let Some(header) = &template.header {
        components.push(above(header, &examples(&gaps, Place::Header, samples)));
    }
    let mut body = json!({ "type": "BODY", "text": template.body });
    put(&mut body, "body_text", &examples(&gaps, Place::Body, samples));
    components.push(body);
    if let Some(footer) = &template.footer {
        components.push(json!({ "type": "FOOTER", "text": footer }));
    }
    if !template.buttons.is_empty() {
        let buttons = (0..).zip(&template.buttons);
        let buttons: Vec<Value> = buttons
            .map(|(place, one)| button(one, samples.get(&format!("button.{place}"))))
            .collect();
        components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
    }
    json!({
        "name": template.name,
        "language": template.language,
        "category": category(template.category),
        "parameter_format": if named { "NAMED" } else { "POSITIONAL" },
        "components": components,
    })
}

/// The gaps of a place, each with its sample.
fn examples<'a>(gaps: &'a [Gap], place: Place, samples: &'a Values) -> Vec<(&'a Gap, &'a str)> {
    let of_place = gaps.iter().filter(|gap| gap.place == place);
    of_place
        .map(|gap| (gap, samples.get(&gap.key()).map(|text| text.trim()).unwrap_or_default()))
        .collect()
}

fn above(header: &Header, examples: &[(&Gap, &str)]) -> Value {
    let format = match header {
        Header::Text(_) => "TEXT",
        Header::Image => "IMAGE",
        Header::Video => "VIDEO",
        Header::Document => "DOCUMENT",
        Header::Location => "LOCATION",
    };
    let mut json = json!({ "type": "HEADER", "format": format });
    if let Header::Text(text) = header {
        json["text"] = json!(text);
        put(&mut json, "header_text", examples);
    }
    json
}

/// Puts the samples where Meta wants them: those of a header in a list, those of a body in a list of
/// lists, and those with names by name.
fn put(part: &mut Value, key: &str, examples: &[(&Gap, &str)]) {
    let Some((first, _)) = examples.first() else { return };
    if first.kind == Kind::Named {
        let named = examples.iter();
        let named = named.map(|(gap, text)| json!({ "param_name": gap.name, "example": text }));
        part["example"][format!("{key}_named_params")] = named.collect();
        return;
    }
    let texts: Vec<&str> = examples.iter().map(|(_, text)| *text).collect();
    part["example"][key] = if key == "body_text" { json!([texts]) } else { json!(texts) };
}

fn button(button: &Button, sample: Option<&String>) -> Value {
    match button {
        Button::QuickReply { title } => json!({ "type": "QUICK_REPLY", "text": title }),
        Button::Url { title, url } => {
            let mut json = json!({ "type": "URL", "text": title, "url": url });
            if let Some(sample) = sample {
                json["example"] = json!([sample]);
            }
            json
        }
        Button::Phone { title, phone } => {
            json!({ "type": "PHONE_NUMBER", "text": title, "phone_number": phone })
        }
        Button::CopyCode { example } => json!({ "type": "COPY_CODE", "example": example }),
        Button::Other { title, kind } => json!({ "type": kind, "text": title }),
    }
}

fn category(category: Category) -> &'static str {
    match category {
        Category::Marketing => "MARKETING",
        Category::Utility => "UTILITY",
        Category::Authentication => "AUTHENTICATION",
    }
}
