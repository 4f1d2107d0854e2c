//! What messages hold and what became of them, as their bubbles say it.

use desk::message::{Notice, Unfetched};

use crate::language::Language;

texts! {
    earlier_message: "un missatge anterior", "un mensaje anterior", "an earlier message";
    reacted(emoji, words): "Ha reaccionat {emoji} a «{words}»", "Ha reaccionado {emoji} a «{words}»", "Reacted {emoji} to “{words}”";
    took_reaction_back(words): "Ha tret la reacció a «{words}»", "Ha quitado la reacción a «{words}»", "Took back the reaction to “{words}”";
    unknown_kind(name): "Tipus «{name}». Es guarda tal com ha arribat.", "Tipo «{name}». Se guarda tal como ha llegado.", "Kind “{name}”. It is kept just as it came.";
    arriving: "Està arribant…", "Está llegando…", "Arriving…";
    never_came_at_all: "El fitxer no ha arribat. Demana al client que el torni a enviar.", "El archivo no ha llegado. Pide al cliente que lo envíe de nuevo.", "The file did not arrive. Ask the customer to send it again.";
    never_too_large: "El fitxer és massa gran. Demana al client que n'enviï un de més petit.", "El archivo es demasiado grande. Pide al cliente que envíe uno más pequeño.", "The file is too large. Ask the customer to send a smaller one.";
    never_kept: "El fitxer no ha arribat. Avisa qui administra.", "El archivo no ha llegado. Avisa a quien administra.", "The file did not arrive. Tell an administrator.";
    forwarded: "Reenviat", "Reenviado", "Forwarded";
    forwarded_often: "Reenviat moltes vegades", "Reenviado muchas veces", "Forwarded many times";
    edited: "Editat", "Editado", "Edited";
    what_it_said: "Què deia abans", "Qué decía antes", "What it said before";
    deleted_by_customer: "El client ha esborrat aquest missatge", "El cliente ha borrado este mensaje", "The customer deleted this message";
    deleted_by_us: "Aquest missatge es va esborrar", "Este mensaje se borró", "This message was deleted";
    you_quoted: "L'equip", "El equipo", "The team";

    reactions: "Reaccions", "Reacciones", "Reactions";
    came_by_an_ad: "Ve d'un anunci", "Viene de un anuncio", "Came from an ad";
    came_by_a_post: "Ve d'una publicació", "Viene de una publicación", "Came from a post";
    about_product(id): "Pregunta pel producte {id}", "Pregunta por el producto {id}", "Asks about product {id}";
    map_of(place): "Mapa sense carrers: {place}", "Mapa sin calles: {place}", "Map without streets: {place}";
    north: "N", "N", "N";
    south: "S", "S", "S";
    east: "E", "E", "E";
    west: "O", "O", "W";
    open_in(map): "Obre a {map}", "Abrir en {map}", "Open in {map}";
    copy: "Copia", "Copiar", "Copy";
    born(when): "Aniversari: {when}", "Cumpleaños: {when}", "Birthday: {when}";
    product: "Producte", "Producto", "Product";
    quantity: "Quantitat", "Cantidad", "Quantity";
    price: "Preu", "Precio", "Price";
    line_total: "Import", "Importe", "Amount";
    total: "Total", "Total", "Total";
    empty_form: "Sense respostes", "Sin respuestas", "No answers";
    consent_given: "Ens deixa trucar-li per WhatsApp", "Nos permite llamarle por WhatsApp", "Lets us call on WhatsApp";
    consent_until(when): "Ens deixa trucar-li per WhatsApp fins {when}", "Nos permite llamarle por WhatsApp hasta {when}", "Lets us call on WhatsApp until {when}";
    consent_refused: "No vol que li truquem per WhatsApp", "No quiere que le llamemos por WhatsApp", "Does not want to be called on WhatsApp";
    notice_number: "El client ha canviat de número de telèfon", "El cliente ha cambiado de número de teléfono", "The customer has another phone number";
    notice_user_id: "El client té un altre identificador de WhatsApp", "El cliente tiene otro identificador de WhatsApp", "The customer has another WhatsApp id";
    notice_identity: "El client ha canviat de mòbil o ha reinstal·lat WhatsApp. Abans de dir-li res de confidencial, comprova que és qui diu.", "El cliente ha cambiado de móvil o ha reinstalado WhatsApp. Antes de decirle nada confidencial, comprueba que es quien dice.", "The customer changed phones or installed WhatsApp anew. Make sure who it is before you say anything confidential.";
    notice_other(words): "WhatsApp diu: {words}", "WhatsApp dice: {words}", "WhatsApp says: {words}";
    as_it_came: "Tal com ha arribat", "Tal como ha llegado", "As it came";
}

impl Language {
    /// Why a file never came.
    pub(crate) fn never_came(self, why: Unfetched) -> String {
        let words = match why {
            Unfetched::TooLarge => self.never_too_large(),
            Unfetched::Gone | Unfetched::NoAnswer | Unfetched::NotPublic => {
                self.never_came_at_all()
            }
            // The log says what is wrong with the number, or the disk.
            Unfetched::Refused | Unfetched::NotSaved => self.never_kept(),
        };
        words.to_owned()
    }

    /// What WhatsApp itself tells of the customer.
    pub(crate) fn notice(self, notice: Notice) -> &'static str {
        match notice {
            Notice::Number => self.notice_number(),
            Notice::UserId => self.notice_user_id(),
            Notice::Identity => self.notice_identity(),
        }
    }
}
