//! The practice phone.

use super::Language;

texts! {
    practice_hint: "Pràctica: clients inventats, cap missatge surt d'aquí. Escriu com un d'ells i mira com arriba a la safata.", "Práctica: clientes inventados, ningún mensaje sale de aquí. Escribe como uno de ellos y mira cómo llega a la bandeja.", "Practice: invented customers, no message leaves this machine. Write as one of them and watch it reach the inbox.";
    no_practice_hint: "El telèfon només hi és quan la Bústia s'engega en mode de pràctica.", "El teléfono solo está cuando Bústia se inicia en modo de práctica.", "The phone is only there when Bústia is started in practice mode.";
    is_typing: "Escrivint…", "Escribiendo…", "Typing…";
    let_time_pass: "Fes passar el temps", "Haz pasar el tiempo", "Let time pass";
    ten_minutes: "+10 min", "+10 min", "+10 min";
    one_hour: "+1 h", "+1 h", "+1 h";
    one_day: "+1 dia", "+1 día", "+1 day";
    customers: "Clients", "Clientes", "Customers";
    phone_of_the_customer: "Pantalla del client", "Pantalla del cliente", "The customer's screen";
    quick_texts_label: "Missatges d'un toc", "Mensajes de un toque", "Messages one tap away";
    a_picture: "Una foto", "Una foto", "A picture";
    a_voice_note: "Una nota de veu", "Una nota de voz", "A voice note";
    by_an_ad: "Ve d'un anunci", "Viene de un anuncio", "Comes by an ad";
    to_the_network: "Fes que la xarxa falli", "Haz que la red falle", "Make the network fail";
    more_from_this_phone: "Més coses…", "Más cosas…", "More…";
    more_with_this: "Més amb aquest missatge", "Más con este mensaje", "More with this message";
    edited_mark: "Editat", "Editado", "Edited";
    taken_back: "Has eliminat aquest missatge", "Has eliminado este mensaje", "You deleted this message";
    write_as_customer: "Escriu com a client…", "Escribe como cliente…", "Write as the customer…";
}

impl Language {
    /// What customers often say.
    pub(crate) fn quick_texts(self) -> [&'static str; 4] {
        match self {
            Language::Catalan => {
                ["Bon dia", "On és la meva comanda?", "La factura no quadra", "Moltes gràcies"]
            }
            Language::Spanish => {
                ["Buenos días", "¿Dónde está mi pedido?", "La factura no cuadra", "Muchas gracias"]
            }
            Language::English => {
                ["Good morning", "Where is my order?", "The invoice is wrong", "Thank you so much"]
            }
        }
    }
}
