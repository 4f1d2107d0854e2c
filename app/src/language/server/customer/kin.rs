//! Customers who are one, and parting them again; and what customers told WhatsApp.

texts! {
    username: "Nom d'usuari", "Nombre de usuario", "Username";
    marketing: "Publicitat", "Publicidad", "Marketing";
    wants_no_marketing(when): "No en vol: ho va dir a WhatsApp el {when}", "No quiere: se lo dijo a WhatsApp el {when}", "Wants none: told WhatsApp on {when}";
    wants_marketing(when): "En vol: ho va dir a WhatsApp el {when}", "Quiere: se lo dijo a WhatsApp el {when}", "Wants it: told WhatsApp on {when}";
    the_same_customer: "El mateix client", "El mismo cliente", "The same customer";
    kin_hint: "Si la mateixa persona surt dues vegades, uneix-les. Ho pots desfer sempre que vulguis.", "Si la misma persona sale dos veces, únelas. Puedes deshacerlo cuando quieras.", "If the same person is here twice, make them one. You can undo it whenever you like.";
    united_by(name, who, when): "{name}: ho va unir {who}, {when}", "{name}: lo unió {who}, {when}", "{name}: made one by {who}, {when}";
    by_evidence: "WhatsApp, que els va anomenar igual", "WhatsApp, que los llamó igual", "WhatsApp, which called both the same";
    take_apart: "Separa'ls", "Sepáralos", "Take apart";
    take_apart_from(name): "Separa'l de {name}", "Sepáralo de {name}", "Take apart from {name}";
    may_be_one_with: "Potser és el mateix client que:", "Quizá es el mismo cliente que:", "This may be the same customer as:";
    search_customer: "Busca l'altre pel nom, el telèfon o el número de tiquet", "Busca al otro por nombre, teléfono o número de ticket", "Find the other by name, phone or ticket number";
    search: "Busca", "Busca", "Search";
    nobody_found: "No s'ha trobat ningú més. Prova-ho amb el telèfon sencer o amb el número d'un tiquet seu.", "No se ha encontrado a nadie más. Prueba con el teléfono entero o con el número de un ticket suyo.", "Nobody else was found. Try the whole phone number, or the number of a ticket of theirs.";
    see_what_happens: "Mira què passarà", "Mira qué pasará", "See what will happen";
    back_to_the_customer: "Torna al client", "Volver al cliente", "Back to the customer";
    make_one(name, other): "Unir {name} i {other}", "Unir a {name} y {other}", "Make {name} and {other} one";
    what_will_happen: "Què passarà", "Qué pasará", "What will happen";
    kin_writes(name, other): "El que escrigui {other} arribarà al tiquet obert més nou de tots dos, i el que li responguis anirà al número de {name}, o al seu si no en té o és l'últim que ha fet servir.", "Lo que escriba {other} llegará al ticket abierto más nuevo de los dos, y lo que respondas irá al número de {name}, o al suyo si no tiene o es el último que ha usado.", "What {other} writes joins the newest open ticket of the two, and answers go to {name}'s number, or to theirs if there is none or it was used last.";
    kin_tickets: "Els tiquets es queden com estan, cadascun amb la seva història.", "Los tickets se quedan como están, cada uno con su historia.", "Tickets stay as they are, each with its history.";
    kin_notes(name): "El que s'ha anotat de tots dos s'ajunta. On no coincideix, val el de {name}.", "Lo anotado de los dos se junta. Donde no coincide, vale lo de {name}.", "What is noted of both is put together. Where it differs, {name}'s counts.";
    kin_undo: "Si ho desfàs, telèfons, notes i tiquets tornen on eren.", "Si lo deshaces, teléfonos, notas y tickets vuelven a donde estaban.", "If you undo it, phones, notes and tickets go back to where they were.";
    make_them_one: "Uneix-los", "Únelos", "Make them one";
    are_one_now: "Ara són un sol client.", "Ahora son un solo cliente.", "They are one customer now.";
    are_two_again: "Tornen a ser dos clients.", "Vuelven a ser dos clientes.", "They are two customers again.";
    both_hold_others: "Cadascun ja està unit amb algú. Separa abans els d'un dels dos.", "Cada uno ya está unido con alguien. Separa antes los de uno de los dos.", "Each is one with somebody already. Take those of one of them apart first.";
    not_made_one: "No s'ha pogut fer: potser algú ja ho ha canviat. Torna-ho a mirar.", "No se ha podido hacer: quizá alguien ya lo ha cambiado. Vuelve a mirarlo.", "It could not be done: somebody may have changed it already. Look again.";
}
