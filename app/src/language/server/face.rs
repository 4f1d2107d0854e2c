//! What customers see of a number: its profile, and what it offers to begin with.

use desk::number::{Flaw, Opener, ProfilePart, Vertical};
use desk::rulebook::Occasion;

use crate::language::Language;

texts! {
    profile_title: "Perfil d'empresa", "Perfil de empresa", "Business profile";
    profile_hint: "El que veuen els clients quan obren la fitxa del número. Es desa a Meta.", "Lo que ven los clientes cuando abren la ficha del número. Se guarda en Meta.", "What customers see when they look at the number's profile. It is kept at Meta.";
    openers_title: "Primeres passes", "Primeros pasos", "Conversation starters";
    openers_hint: "El que WhatsApp ofereix al client per començar. Es desa a Meta, i qui ho toca ho envia com un missatge qualsevol.", "Lo que WhatsApp ofrece al cliente para empezar. Se guarda en Meta, y quien lo toca lo envía como un mensaje cualquiera.", "What WhatsApp offers a customer to begin with. It is kept at Meta, and whoever taps one sends it like any message.";
    replies_title: "Respostes automàtiques", "Respuestas automáticas", "Automatic replies";
    replies_hint: "El que el número diu tot sol. Cada cosa és una regla, que pots canviar, provar i desactivar a les regles.", "Lo que el número dice solo. Cada cosa es una regla, que puedes cambiar, probar y desactivar en las reglas.", "What the number says by itself. Each is a rule, to be changed, tried and switched off among the rules.";
    occasion_first: "Benvinguda", "Bienvenida", "Welcome";
    occasion_closed: "Fora d'horari", "Fuera de horario", "Out of hours";
    occasion_text: "Text", "Texto", "Text";
    first_hint: "S'envia un sol cop, a qui escriu a aquest número per primera vegada.", "Se envía una sola vez, a quien escribe a este número por primera vez.", "Sent once, to whoever writes to this number for the first time.";
    closed_hint: "S'envia a qui escriu quan no hi ha ningú, un cop al dia. {next_opening} hi posa quan obriu.", "Se envía a quien escribe cuando no hay nadie, una vez al día. {next_opening} pone cuándo abrís.", "Sent to whoever writes while nobody is there, once a day. {next_opening} puts in when you open.";
    go_on_to_the_rule: "Continua a la regla", "Continuar en la regla", "Go on to the rule";
    said_shown: "Desat. Els clients ho veuran d'aquí a poc.", "Guardado. Los clientes lo verán dentro de poco.", "Saved. Customers will see it shortly.";
    part_about: "Informació", "Información", "About";
    part_address: "Adreça", "Dirección", "Address";
    part_description: "Descripció", "Descripción", "Description";
    part_email: "Correu", "Correo", "E-mail";
    part_websites: "Webs", "Sitios web", "Websites";
    part_vertical: "Sector", "Sector", "Branch";
    about_hint: "La línia sota el nom: 139 caràcters com a molt. No pot quedar buida.", "La línea bajo el nombre: 139 caracteres como máximo. No puede quedar vacía.", "The line below the name: 139 characters at most. It can't be left empty.";
    description_hint: "256 caràcters com a molt.", "256 caracteres como máximo.", "256 characters at most.";
    websites_hint: "Una a cada línia, dues com a molt, que comencin per https://.", "Uno en cada línea, dos como máximo, que empiecen por https://.", "One on each line, two at most, beginning with https://.";
    see_the_picture: "Mira la imatge", "Ver la imagen", "See the picture";
    picture_hint: "La imatge es canvia al gestor de WhatsApp.", "La imagen se cambia en el administrador de WhatsApp.", "The picture is changed in the WhatsApp Manager.";
    prompts: "Preguntes", "Preguntas", "Questions";
    prompts_hint: "En un xat buit, el client en toca una. Una a cada línia, quatre com a molt, de 80 caràcters, sense emojis.", "En un chat vacío, el cliente toca una. Una en cada línea, cuatro como máximo, de 80 caracteres, sin emojis.", "In an empty chat, the customer taps one. One on each line, four at most, of 80 characters, without emoji.";
    commands: "Ordres", "Comandos", "Commands";
    commands_hint: "Surten quan el client escriu «/». Una a cada línia: la paraula (32 caràcters), dos punts, i per a què serveix (256). Trenta com a molt, sense emojis.", "Salen cuando el cliente escribe «/». Uno en cada línea: la palabra (32 caracteres), dos puntos, y para qué sirve (256). Treinta como máximo, sin emojis.", "Shown when the customer types “/”. One on each line: the word (32 characters), a colon, and what it is for (256). Thirty at most, without emoji.";
    prompt_number(number): "Pregunta {number}", "Pregunta {number}", "Question {number}";
    command_number(number): "Ordre {number}", "Comando {number}", "Command {number}";
    hint_of_command(number): "Explicació de l'ordre {number}", "Explicación del comando {number}", "What command {number} is for";
    longer_than(most): "és massa llarg. Escurça-ho a {most} caràcters.", "es demasiado largo. Acórtalo a {most} caracteres.", "is too long. Shorten it to {most} characters.";
    more_than(most): "n'hi ha massa. Deixa'n {most} com a molt.", "hay demasiados. Deja {most} como máximo.", "there are too many. Keep {most} at most.";
    not_an_email: "no és una adreça de correu. Escriu-la com ara hola@exemple.cat.", "no es una dirección de correo. Escríbela como hola@ejemplo.es.", "is no e-mail address. Write it like hello@example.org.";
    not_a_website: "no és una adreça web. Ha de començar per https://.", "no es una dirección web. Tiene que empezar por https://.", "is no web address. It has to begin with https://.";
    has_emoji: "té un emoji, i Meta no n'hi vol. Treu-lo.", "tiene un emoji, y Meta no los admite. Quítalo.", "has an emoji, which Meta does not take here. Remove it.";
    said_twice: "hi és dues vegades. Treu-ne una.", "está dos veces. Quita una.", "is there twice. Remove one.";
    no_vertical: "Sense dir", "Sin indicar", "Not said";
    vertical_alcohol: "Begudes alcohòliques", "Bebidas alcohólicas", "Alcoholic beverages";
    vertical_apparel: "Roba i complements", "Ropa y complementos", "Clothing and apparel";
    vertical_auto: "Automoció", "Automoción", "Automotive";
    vertical_beauty: "Bellesa i cura personal", "Belleza y cuidado personal", "Beauty and personal care";
    vertical_education: "Educació", "Educación", "Education";
    vertical_entertainment: "Oci", "Ocio", "Entertainment";
    vertical_events: "Organització d'actes", "Organización de eventos", "Event planning";
    vertical_finance: "Banca i finances", "Banca y finanzas", "Banking and finance";
    vertical_government: "Administració pública", "Administración pública", "Public service";
    vertical_grocery: "Alimentació", "Alimentación", "Food and grocery";
    vertical_health: "Salut", "Salud", "Medical and health";
    vertical_hotel: "Hotels i allotjament", "Hoteles y alojamiento", "Hotel and lodging";
    vertical_nonprofit: "Sense ànim de lucre", "Sin ánimo de lucro", "Non-profit";
    vertical_online_gambling: "Joc en línia", "Juego en línea", "Online gambling";
    vertical_pharmacy: "Medicaments sense recepta", "Medicamentos sin receta", "Over-the-counter medicine";
    vertical_physical_gambling: "Joc presencial", "Juego presencial", "Physical gambling";
    vertical_professional: "Serveis professionals", "Servicios profesionales", "Professional services";
    vertical_restaurant: "Restauració", "Restauración", "Restaurant";
    vertical_retail: "Comerç", "Comercio", "Shopping and retail";
    vertical_travel: "Viatges i transport", "Viajes y transporte", "Travel and transport";
    vertical_other: "Un altre", "Otro", "Other";
}

impl Language {
    pub(crate) fn profile_part(self, part: ProfilePart) -> &'static str {
        match part {
            ProfilePart::About => self.part_about(),
            ProfilePart::Address => self.part_address(),
            ProfilePart::Description => self.part_description(),
            ProfilePart::Email => self.part_email(),
            ProfilePart::Websites => self.part_websites(),
            ProfilePart::Vertical => self.part_vertical(),
        }
    }

    pub(crate) fn occasion(self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::First => self.occasion_first(),
            Occasion::Closed => self.occasion_closed(),
        }
    }

    /// When its text is sent.
    pub(crate) fn occasion_hint(self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::First => self.first_hint(),
            Occasion::Closed => self.closed_hint(),
        }
    }

    /// Which question or command, counted from one as people do.
    pub(crate) fn opener(self, opener: Opener) -> String {
        match opener {
            Opener::Prompts => self.prompts().to_owned(),
            Opener::Commands => self.commands().to_owned(),
            Opener::Prompt(place) => self.prompt_number(place + 1),
            Opener::Name(place) => self.command_number(place + 1),
            Opener::Hint(place) => self.hint_of_command(place + 1),
        }
    }

    /// Why it is not taken; what it is called goes before it.
    pub(crate) fn face_flaw(self, flaw: Flaw) -> String {
        match flaw {
            Flaw::Missing => self.is_left_out().to_owned(),
            Flaw::TooLong(most) => self.longer_than(most),
            Flaw::TooMany(most) => self.more_than(most),
            Flaw::NotAnEmail => self.not_an_email().to_owned(),
            Flaw::NotAWebsite => self.not_a_website().to_owned(),
            Flaw::HasEmoji => self.has_emoji().to_owned(),
            Flaw::Twice => self.said_twice().to_owned(),
        }
    }

    pub(crate) fn vertical(self, vertical: Vertical) -> &'static str {
        match vertical {
            Vertical::Alcohol => self.vertical_alcohol(),
            Vertical::Apparel => self.vertical_apparel(),
            Vertical::Auto => self.vertical_auto(),
            Vertical::Beauty => self.vertical_beauty(),
            Vertical::Education => self.vertical_education(),
            Vertical::Entertainment => self.vertical_entertainment(),
            Vertical::Events => self.vertical_events(),
            Vertical::Finance => self.vertical_finance(),
            Vertical::Government => self.vertical_government(),
            Vertical::Grocery => self.vertical_grocery(),
            Vertical::Health => self.vertical_health(),
            Vertical::Hotel => self.vertical_hotel(),
            Vertical::Nonprofit => self.vertical_nonprofit(),
            Vertical::OnlineGambling => self.vertical_online_gambling(),
            Vertical::Pharmacy => self.vertical_pharmacy(),
            Vertical::PhysicalGambling => self.vertical_physical_gambling(),
            Vertical::Professional => self.vertical_professional(),
            Vertical::Restaurant => self.vertical_restaurant(),
            Vertical::Retail => self.vertical_retail(),
            Vertical::Travel => self.vertical_travel(),
            Vertical::Other => self.vertical_other(),
        }
    }
}
