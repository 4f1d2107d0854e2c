//! An outgoing message as the Cloud API wants it.

use desk::contact::Alias;
use desk::message::{Content, Row};
use desk::ports::Outgoing;
use serde_json::{Value, json};

/// The JSON to post; `None` if there is nobody to send it to, or nothing that can be sent.
///
/// A phone number goes into `to`, with its `+`, since Meta would otherwise put our own country code
/// in front; without one the business-scoped id goes into `recipient`.
pub(super) fn of(outgoing: &Outgoing) -> Option<Value> {
    let (kind, object) = object(&outgoing.message.content)?;
    let mut json = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
        "biz_opaque_callback_data": outgoing.message.id,
    });
    json[kind] = object;
    let phone = outgoing.to.iter().find_map(|alias| match alias {
        Alias::Phone(digits) => Some(("to", format!("+{digits}"))),
        Alias::UserId(_) => None,
    });
    let user_id = outgoing.to.iter().find_map(|alias| match alias {
        Alias::UserId(id) => Some(("recipient", id.clone())),
        Alias::Phone(_) => None,
    });
    let (key, value) = phone.or(user_id)?;
    json[key] = Value::String(value);
    if let Some(quoted) = &outgoing.message.reply_to {
        json["context"] = json!({ "message_id": quoted });
    }
    Some(json)
}

/// Meta's word for the type, and the object that goes under it.
fn object(content: &Content) -> Option<(&'static str, Value)> {
    match content {
        Content::Text { body } => Some(("text", json!({ "body": body, "preview_url": true }))),
        Content::Template { name, language, parameters } => {
            let gap = |text: &String| json!({ "type": "text", "text": text });
            let gaps: Vec<Value> = parameters.iter().map(gap).collect();
            let mut object = json!({ "name": name, "language": { "code": language } });
            // A template without gaps takes no component (Cloud API reference, template messages).
            if !gaps.is_empty() {
                object["components"] = json!([{ "type": "body", "parameters": gaps }]);
            }
            Some(("template", object))
        }
        Content::List { body, button, rows } => {
            let row = |row: &Row| json!({ "id": row.id, "title": row.title });
            let rows: Vec<Value> = rows.iter().map(row).collect();
            let object = json!({
                "type": "list",
                "body": { "text": body },
                "action": { "button": button, "sections": [{ "rows": rows }] },
            });
            Some(("interactive", object))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(parameters: &[&str]) -> Content {
        let parameters = parameters.iter().map(|text| (*text).to_owned()).collect();
        Content::Template { name: "ready".into(), language: "pt_BR".into(), parameters }
    }

    #[test]
    fn a_template_is_named_and_its_gaps_are_filled_in_order() {
        let expected = json!({
            "name": "ready",
            "language": { "code": "pt_BR" },
            "components": [{ "type": "body", "parameters": [
                { "type": "text", "text": "Núria" },
                { "type": "text", "text": "9.30" },
            ] }],
        });
        assert_eq!(object(&template(&["Núria", "9.30"])), Some(("template", expected)));
        let bare = json!({ "name": "ready", "language": { "code": "pt_BR" } });
        assert_eq!(object(&template(&[])), Some(("template", bare)));
    }

    #[test]
    fn a_question_with_rows_is_a_list_of_one_section() {
        let rows = vec![Row { id: "rating-7-5".into(), title: "Molt bé".into() }];
        let list = Content::List { body: "Com ha anat?".into(), button: "Tria".into(), rows };
        let expected = json!({
            "type": "list",
            "body": { "text": "Com ha anat?" },
            "action": {
                "button": "Tria",
                "sections": [{ "rows": [{ "id": "rating-7-5", "title": "Molt bé" }] }],
            },
        });
        assert_eq!(object(&list), Some(("interactive", expected)));
    }

    #[test]
    fn what_only_customers_send_is_not_sent() {
        assert_eq!(object(&Content::Choice { id: "1".into(), title: "Sí".into() }), None);
    }
}
