//! What fills a template, as the Cloud API wants it: a component for each part that has gaps (Cloud API
//! reference, template messages).

use desk::template::{Kind, Letter, Part, Place};
use serde_json::{Value, json};

/// The components; none where there is nothing to fill.
pub(super) fn components(letter: &Letter) -> Vec<Value> {
    let of = |place| letter.0.iter().filter(move |part| part.gap.place == place);
    let (above, body): (Vec<_>, Vec<_>) = (of(Place::Header).collect(), of(Place::Body).collect());
    let mut components = vec![];
    if !above.is_empty() {
        components.push(json!({ "type": "header", "parameters": header(&above) }));
    }
    if !body.is_empty() {
        let parameters: Vec<Value> = body.into_iter().map(text).collect();
        components.push(json!({ "type": "body", "parameters": parameters }));
    }
    components.extend(letter.0.iter().filter_map(button));
    components
}

fn text(part: &Part) -> Value {
    let mut json = json!({ "type": "text", "text": part.text });
    if part.gap.kind == Kind::Named {
        json["parameter_name"] = json!(part.gap.name);
    }
    json
}

/// Words, a file or a place.
fn header(parts: &[&Part]) -> Vec<Value> {
    let of = |kind| parts.iter().find(|part| part.gap.kind == kind).map(|part| part.text.as_str());
    for (kind, word) in
        [(Kind::Image, "image"), (Kind::Video, "video"), (Kind::Document, "document")]
    {
        if let Some(link) = of(kind) {
            let mut file = json!({ "link": link });
            if let Some(name) = of(Kind::FileName) {
                file["filename"] = json!(name);
            }
            let mut json = json!({ "type": word });
            json[word] = file;
            return vec![json];
        }
    }
    if let Some(latitude) = of(Kind::Latitude) {
        let location = json!({
            "latitude": latitude,
            "longitude": of(Kind::Longitude),
            "name": of(Kind::PlaceName),
            "address": of(Kind::Address),
        });
        return vec![json!({ "type": "location", "location": location })];
    }
    parts.iter().map(|part| text(part)).collect()
}

fn button(part: &Part) -> Option<Value> {
    let Place::Button(place) = part.gap.place else { return None };
    let (kind, parameter) = match part.gap.kind {
        Kind::Code => ("copy_code", json!({ "type": "coupon_code", "coupon_code": part.text })),
        _ => ("url", json!({ "type": "text", "text": part.text })),
    };
    Some(json!({
        "type": "button",
        "sub_type": kind,
        "index": place.to_string(),
        "parameters": [parameter],
    }))
}

#[cfg(test)]
mod tests {
    use desk::template::Gap;

    use super::*;

    fn letter(parts: &[(Place, Kind, &str, &str)]) -> Letter {
        let part = |(place, kind, name, text): &(Place, Kind, &str, &str)| Part {
            gap: Gap { place: *place, kind: *kind, name: (*name).to_owned() },
            text: (*text).to_owned(),
        };
        Letter(parts.iter().map(part).collect())
    }

    #[test]
    fn each_part_with_gaps_is_a_component() {
        let letter = letter(&[
            (Place::Header, Kind::Text, "1", "77"),
            (Place::Body, Kind::Text, "1", "Núria"),
            (Place::Body, Kind::Named, "hora", "9.30"),
            (Place::Button(1), Kind::Suffix, "", "77"),
            (Place::Button(2), Kind::Code, "", "ESTIU"),
        ]);
        let expected = json!([
            {"type": "header", "parameters": [{"type": "text", "text": "77"}]},
            {"type": "body", "parameters": [
                {"type": "text", "text": "Núria"},
                {"type": "text", "text": "9.30", "parameter_name": "hora"},
            ]},
            {"type": "button", "sub_type": "url", "index": "1",
                "parameters": [{"type": "text", "text": "77"}]},
            {"type": "button", "sub_type": "copy_code", "index": "2",
                "parameters": [{"type": "coupon_code", "coupon_code": "ESTIU"}]},
        ]);
        assert_eq!(json!(components(&letter)), expected);
        assert!(components(&Letter::default()).is_empty());
    }

    #[test]
    fn a_header_is_a_file_or_a_place() {
        let place = Place::Header;
        for (parts, parameter) in [
            (
                letter(&[(place, Kind::Image, "link", "https://a.test/b.png")]),
                json!({"type": "image", "image": {"link": "https://a.test/b.png"}}),
            ),
            (
                letter(&[
                    (place, Kind::Document, "link", "https://a.test/b.pdf"),
                    (place, Kind::FileName, "filename", "Factura.pdf"),
                ]),
                json!({"type": "document", "document": {
                    "link": "https://a.test/b.pdf", "filename": "Factura.pdf",
                }}),
            ),
            (
                letter(&[
                    (place, Kind::Latitude, "latitude", "41.38"),
                    (place, Kind::Longitude, "longitude", "2.17"),
                    (place, Kind::PlaceName, "name", "Taller"),
                    (place, Kind::Address, "address", "Carrer Major 1"),
                ]),
                json!({"type": "location", "location": {
                    "latitude": "41.38", "longitude": "2.17", "name": "Taller",
                    "address": "Carrer Major 1",
                }}),
            ),
        ] {
            let expected = json!([{"type": "header", "parameters": [parameter]}]);
            assert_eq!(json!(components(&parts)), expected);
        }
    }
}
