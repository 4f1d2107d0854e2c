//! Templates: what they are, what is wrong with one, and what sending it costs.

use desk::region::Country;
use desk::template::{Status, Template, Unsendable, Why};
use desk::ticket::Refusal;
use desk::window::{Category, Cost};

use crate::language::Language;
use crate::settings::templates::Said;

texts! {
    templates: "Plantilles", "Plantillas", "Templates";
    templates_hint: "Els missatges que Meta ha aprovat per escriure a un client fora de la finestra de 24 hores.", "Los mensajes que Meta ha aprobado para escribir a un cliente fuera de la ventana de 24 horas.", "The messages that Meta approved for writing to a customer outside the 24-hour window.";
    new_template: "Plantilla nova", "Plantilla nueva", "New template";
    new_template_hint: "Meta la mira abans que es pugui enviar. Els buits van entre claus dobles i numerats.", "Meta la revisa antes de que se pueda enviar. Los huecos van entre llaves dobles y numerados.", "Meta looks at it before it can be sent. Gaps stand in double braces, with numbers.";
    templates_asked(when): "Preguntat a Meta {when}.", "Preguntado a Meta {when}.", "Asked of Meta {when}.";
    templates_never_asked: "Encara no s'ha preguntat a Meta.", "Todavía no se ha preguntado a Meta.", "Meta was not asked yet.";
    ask_meta_now: "Sincronitza ara", "Sincronizar ahora", "Sync now";
    no_templates: "Aquest compte encara no té cap plantilla.", "Esta cuenta todavía no tiene ninguna plantilla.", "This account has no template yet.";
    quality_is(quality): "Qualitat: {quality}", "Calidad: {quality}", "Quality: {quality}";
    template_reason(words): "Meta diu: {words}", "Meta dice: {words}", "Meta says: {words}";
    not_sent_from_here(part): "Té una part que aquí no es pot omplir ({part}).", "Tiene una parte que aquí no se puede rellenar ({part}).", "It has a part that can't be filled in here ({part}).";
    said_asked: "Les plantilles estan al dia.", "Las plantillas están al día.", "The templates are up to date.";
    said_handed_in: "La plantilla s'ha enviat a Meta. Quan l'aprovi, aquí sortirà com a aprovada.", "La plantilla se ha enviado a Meta. Cuando la apruebe, aquí saldrá como aprobada.", "The template was handed in. Once Meta approves it, it says so here.";
    meta_refuses_template(words): "Meta no ho accepta. Corregeix això i torna-ho a provar: {words}", "Meta no lo acepta. Corrige esto e inténtalo de nuevo: {words}", "Meta does not take it. Put this right and try again: {words}";
    status_approved: "Aprovada", "Aprobada", "Approved";
    status_pending: "En revisió", "En revisión", "In review";
    status_rejected: "Rebutjada", "Rechazada", "Rejected";
    status_paused: "En pausa: no agradava als clients", "En pausa: no gustaba a los clientes", "Paused: customers did not like it";
    status_disabled: "Desactivada", "Desactivada", "Disabled";
    status_in_appeal: "Recorreguda", "Recurrida", "In appeal";
    status_limit_exceeded: "Fora del límit del compte", "Fuera del límite de la cuenta", "Beyond the account's limit";
    status_pending_deletion: "S'està esborrant", "Se está borrando", "Being deleted";
    status_deleted: "Esborrada", "Borrada", "Deleted";
    status_archived: "Arxivada", "Archivada", "Archived";
    status_unknown: "Estat desconegut", "Estado desconocido", "State not known";
    category_marketing: "Màrqueting", "Marketing", "Marketing";
    category_utility: "Utilitat", "Utilidad", "Utility";
    category_authentication: "Autenticació", "Autenticación", "Authentication";
    category_label: "Categoria", "Categoría", "Category";
    template_name_form: "Minúscules, xifres i guions baixos, com ara comanda_a_punt", "Minúsculas, cifras y guiones bajos, como pedido_listo", "Small letters, digits and underscores, such as order_ready";
    template_language_form: "Com ara ca, es, en_US", "Como ca, es, en_US", "Such as ca, es, en_US";
    account_label: "Compte", "Cuenta", "Account";
    header_label: "Capçalera", "Cabecera", "Header";
    header_none: "Cap", "Ninguna", "None";
    header_of_text: "Text", "Texto", "Text";
    header_of_location: "Un lloc", "Un lugar", "A place";
    header_text: "Text de la capçalera", "Texto de la cabecera", "Text of the header";
    body_label: "Text", "Texto", "Text";
    body_hint(gap, most): "Els buits, com {gap}, ni al principi ni al final. {most} caràcters com a molt.", "Los huecos, como {gap}, ni al principio ni al final. {most} caracteres como mucho.", "Gaps, such as {gap}, neither first nor last. {most} characters at most.";
    footer_label: "Peu", "Pie", "Footer";
    at_most(most): "{most} caràcters com a molt", "{most} caracteres como mucho", "{most} characters at most";
    buttons_label: "Botons", "Botones", "Buttons";
    one_more_button: "Un botó més", "Un botón más", "One more button";
    button_title: "Què diu", "Qué dice", "What it says";
    button_quick_reply: "Resposta ràpida", "Respuesta rápida", "Quick reply";
    button_url: "Adreça web", "Dirección web", "Web address";
    button_phone: "Trucada", "Llamada", "Call";
    button_copy_code: "Codi per copiar", "Código para copiar", "Code to copy";
    value_url: "Adreça, que pot acabar en un buit", "Dirección, que puede acabar en un hueco", "Address, which may end in a gap";
    value_phone: "Telèfon, amb prefix", "Teléfono, con prefijo", "Phone number, with country code";
    value_copy_code: "Codi d'exemple", "Código de ejemplo", "A sample code";
    samples_label: "Exemples", "Ejemplos", "Samples";
    samples_hint: "Meta vol veure què hi podria haver a cada buit. No hi posis dades d'un client.", "Meta quiere ver qué podría haber en cada hueco. No pongas datos de un cliente.", "Meta wants to see what may stand in each gap. Use no customer's data.";
    sample_of(gap): "Exemple: {gap}", "Ejemplo: {gap}", "Sample: {gap}";
    template_has_flaws: "Mira què diu al costat de cada camp.", "Mira qué pone al lado de cada campo.", "See what it says beside each field.";
    hand_in: "Envia-la a Meta", "Enviarla a Meta", "Hand it in";
    send_a_template: "Envia una plantilla", "Enviar una plantilla", "Send a template";
    template_for(customer): "Plantilla per a {customer}", "Plantilla para {customer}", "Template for {customer}";
    look_for_a_template: "Busca una plantilla", "Busca una plantilla", "Look for a template";
    look: "Busca", "Buscar", "Look";
    no_template_found: "No hi ha cap plantilla aprovada així. Qui administra en pot demanar una a Configuració, Plantilles.", "No hay ninguna plantilla aprobada así. Quien administra puede pedir una en Configuración, Plantillas.", "There is no approved template like that. An administrator can ask for one at Settings, Templates.";
    another_template: "Tria'n una altra", "Elegir otra", "Choose another";
    what_they_will_read: "Què llegirà el client", "Qué leerá el cliente", "What the customer will read";
    send_it: "Envia la plantilla", "Enviar la plantilla", "Send the template";
    may_be_left_out: "Es pot deixar buit", "Se puede dejar vacío", "It may stay empty";
    gap_of_header(gap): "Buit {gap} de la capçalera", "Hueco {gap} de la cabecera", "Gap {gap} of the header";
    gap_of_body(gap): "Buit {gap}", "Hueco {gap}", "Gap {gap}";
    gap_image: "Adreça de la imatge", "Dirección de la imagen", "Address of the picture";
    gap_video: "Adreça del vídeo", "Dirección del vídeo", "Address of the video";
    gap_document: "Adreça del document", "Dirección del documento", "Address of the document";
    gap_file_name: "Nom del document", "Nombre del documento", "Name of the document";
    gap_latitude: "Latitud", "Latitud", "Latitude";
    gap_longitude: "Longitud", "Longitud", "Longitude";
    gap_place_name: "Nom del lloc", "Nombre del lugar", "Name of the place";
    gap_address: "Adreça del lloc", "Dirección del lugar", "Address of the place";
    gap_suffix(button): "Final de l'adreça del botó «{button}»", "Final de la dirección del botón «{button}»", "End of the address of the button “{button}”";
    gap_code: "Codi que es copia", "Código que se copia", "Code that is copied";
    free_template_now(category): "{category}: ara és gratis", "{category}: ahora es gratis", "{category}: free now";
    charged_template(category): "{category}: Meta la cobra a la tarifa del país del client", "{category}: Meta la cobra a la tarifa del país del cliente", "{category}: Meta charges the rate of the customer's country";
    charged_template_in(category, country): "{category}: Meta la cobra a la tarifa de {country}", "{category}: Meta la cobra a la tarifa de {country}", "{category}: Meta charges the rate of {country}";
    customer_wants_no_marketing: "Aquest client no vol publicitat.", "Este cliente no quiere publicidad.", "This customer wants no marketing.";
    template_is_gone: "Aquesta plantilla ja no hi és. Tria'n una altra.", "Esta plantilla ya no está. Elige otra.", "This template is gone. Choose another.";
    template_not_approved(name, status): "{name} ara no es pot enviar ({status}). Tria'n una altra.", "{name} ahora no se puede enviar ({status}). Elige otra.", "{name} can't be sent now ({status}). Choose another.";
    template_unfilled: "Encara no s'ha enviat. Mira què diu al costat de cada buit.", "Todavía no se ha enviado. Mira qué pone al lado de cada hueco.", "It was not sent yet. See what it says beside each gap.";
    flaw_missing: "falta. Omple-ho.", "falta. Rellénalo.", "is missing. Fill it in.";
    flaw_no_such_gap: "no és de la plantilla. Treu-ho.", "no es de la plantilla. Quítalo.", "is no part of the template. Take it away.";
    flaw_several_lines: "ha de ser una sola línia, sense tabuladors.", "tiene que ser una sola línea, sin tabuladores.", "has to be one line, without tabs.";
    flaw_many_spaces: "té més de quatre espais seguits. Treu-ne.", "tiene más de cuatro espacios seguidos. Quita algunos.", "has more than four spaces in a row. Take some away.";
    flaw_too_long(most): "té {most} caràcters com a molt. Escurça-ho.", "tiene {most} caracteres como mucho. Acórtalo.", "has {most} characters at most. Make it shorter.";
    flaw_no_link: "ha de ser una adreça pública que comenci per https://, sense espais.", "tiene que ser una dirección pública que empiece por https://, sin espacios.", "has to be a public address that begins with https://, without spaces.";
    flaw_no_degree(most): "ha de ser un nombre entre -{most} i {most}, com ara 41.38.", "tiene que ser un número entre -{most} y {most}, como 41.38.", "has to be a number between -{most} and {most}, such as 41.38.";
    flaw_no_name: "només té minúscules, xifres i guions baixos.", "solo tiene minúsculas, cifras y guiones bajos.", "has small letters, digits and underscores only.";
    flaw_no_language: "ha de ser un codi com ara ca o pt_BR.", "tiene que ser un código como ca o pt_BR.", "has to be a code such as ca or pt_BR.";
    flaw_taken: "ja hi és en aquesta llengua. Tria'n un altre.", "ya existe en este idioma. Elige otro.", "is there already in this language. Choose another.";
    flaw_gap_at_an_edge: "no pot començar ni acabar amb un buit. Posa-hi paraules.", "no puede empezar ni acabar con un hueco. Pon palabras.", "may not begin or end with a gap. Put words there.";
    flaw_gaps_touch: "té dos buits de costat. Posa-hi paraules entremig.", "tiene dos huecos juntos. Pon palabras en medio.", "has two gaps side by side. Put words between them.";
    flaw_not_numbered: "ha de tenir els buits numerats des d'1, sense saltar-ne cap.", "tiene que tener los huecos numerados desde 1, sin saltar ninguno.", "needs its gaps numbered from 1 on, without leaving one out.";
    flaw_numbers_and_names: "barreja buits amb número i amb nom. Fes-los tots iguals.", "mezcla huecos con número y con nombre. Hazlos todos iguales.", "mixes gaps with numbers and with names. Make them all alike.";
    flaw_bad_gap_name: "té un buit amb un nom que no és de minúscules, xifres i guions baixos.", "tiene un hueco con un nombre que no es de minúsculas, cifras y guiones bajos.", "has a gap whose name is not of small letters, digits and underscores.";
    flaw_too_many_gaps(most): "pot tenir {most} buits com a molt.", "puede tener {most} huecos como mucho.", "may have {most} gaps at most.";
    flaw_gap_within(gap): "només pot tenir un buit, {gap}, i al final.", "solo puede tener un hueco, {gap}, y al final.", "may have one gap, {gap}, and at its end only.";
    flaw_too_many(most): "és de més: n'hi ha d'haver {most} com a molt.", "está de más: tiene que haber {most} como mucho.", "is one too many: there may be {most} at most.";
    flaw_no_phone: "ha de ser un telèfon, amb el prefix del país.", "tiene que ser un teléfono, con el prefijo del país.", "has to be a phone number, with its country code.";
}

impl Language {
    pub(crate) fn template_status(self, status: Status) -> &'static str {
        match status {
            Status::Approved => self.status_approved(),
            Status::Pending => self.status_pending(),
            Status::Rejected => self.status_rejected(),
            Status::Paused => self.status_paused(),
            Status::Disabled => self.status_disabled(),
            Status::InAppeal => self.status_in_appeal(),
            Status::LimitExceeded => self.status_limit_exceeded(),
            Status::PendingDeletion => self.status_pending_deletion(),
            Status::Deleted => self.status_deleted(),
            Status::Archived => self.status_archived(),
            Status::Unknown => self.status_unknown(),
        }
    }

    pub(crate) fn template_category(self, category: Category) -> &'static str {
        match category {
            Category::Marketing => self.category_marketing(),
            Category::Utility => self.category_utility(),
            Category::Authentication => self.category_authentication(),
        }
    }

    /// What sending it costs now (COST-1).
    pub(crate) fn template_cost(
        self,
        category: Category,
        cost: Option<Cost>,
        country: Option<&Country>,
    ) -> String {
        let name = self.template_category(category);
        match (cost, country) {
            (Some(Cost::Free), _) => self.free_template_now(name),
            (_, Some(country)) => self.charged_template_in(name, country),
            (_, None) => self.charged_template(name),
        }
    }

    pub(crate) fn template_said(self, said: &Said) -> String {
        match said {
            Said::Asked => self.said_asked().to_owned(),
            Said::HandedIn => self.said_handed_in().to_owned(),
            Said::Unreached => self.meta_unreached().to_owned(),
            Said::Refused(words) => self.meta_refuses_template(words),
        }
    }

    /// Why a template did not leave.
    pub(crate) fn letter_refused(self, template: &Template, refused: &Refusal) -> String {
        match refused {
            Refusal::Unsendable(Unsendable::Unknown) => self.template_is_gone().to_owned(),
            Refusal::Unsendable(Unsendable::NotApproved(status)) => {
                self.template_not_approved(&template.name, self.template_status(*status))
            }
            Refusal::Unsendable(Unsendable::Strange(part)) => self.not_sent_from_here(part),
            Refusal::Unsendable(Unsendable::OptedOut) => {
                self.customer_wants_no_marketing().to_owned()
            }
            Refusal::Unsendable(Unsendable::Unfilled(_)) => self.template_unfilled().to_owned(),
            refusal => self.refusal(refusal),
        }
    }

    /// What is wrong with a field; what it is called goes before it.
    pub(crate) fn flaw(self, label: &str, why: &Why) -> String {
        let words = match why {
            Why::Missing => self.flaw_missing().to_owned(),
            Why::NoSuchGap => self.flaw_no_such_gap().to_owned(),
            Why::SeveralLines => self.flaw_several_lines().to_owned(),
            Why::ManySpaces => self.flaw_many_spaces().to_owned(),
            Why::TooLong { most } => self.flaw_too_long(most),
            Why::NoLink => self.flaw_no_link().to_owned(),
            Why::NoDegree { most } => self.flaw_no_degree(most),
            Why::NoName => self.flaw_no_name().to_owned(),
            Why::NoLanguage => self.flaw_no_language().to_owned(),
            Why::Taken => self.flaw_taken().to_owned(),
            Why::GapAtAnEdge => self.flaw_gap_at_an_edge().to_owned(),
            Why::GapsTouch => self.flaw_gaps_touch().to_owned(),
            Why::NotNumbered => self.flaw_not_numbered().to_owned(),
            Why::NumbersAndNames => self.flaw_numbers_and_names().to_owned(),
            Why::BadGapName => self.flaw_bad_gap_name().to_owned(),
            Why::TooManyGaps { most } => self.flaw_too_many_gaps(most),
            Why::GapWithin => self.flaw_gap_within("{{1}}"),
            Why::TooMany { most } => self.flaw_too_many(most),
            Why::NoPhone => self.flaw_no_phone().to_owned(),
        };
        self.objection_at(label, words)
    }

    pub(crate) fn header_kind(self, kind: &str) -> &'static str {
        match kind {
            "text" => self.header_of_text(),
            "location" => self.header_of_location(),
            _ => self.header_none(),
        }
    }

    pub(crate) fn button_kind(self, kind: &str) -> &'static str {
        match kind {
            "url" => self.button_url(),
            "phone" => self.button_phone(),
            "copy_code" => self.button_copy_code(),
            _ => self.button_quick_reply(),
        }
    }

    /// What a button needs besides its title.
    pub(crate) fn button_value(self, kind: &str) -> &'static str {
        match kind {
            "phone" => self.value_phone(),
            "copy_code" => self.value_copy_code(),
            _ => self.value_url(),
        }
    }
}
