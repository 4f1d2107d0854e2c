//! Connecting a number: what each step asks for, where that is found, and what came of it.

use crate::language::Language;
use crate::numbers::{Field, Said, Why};

texts! {
    connect_a_number: "Connecta un número", "Conecta un número", "Connect a number";
    practice_connects_nothing: "El mode de pràctiques té un WhatsApp propi i no connecta números de debò.", "El modo de prácticas tiene un WhatsApp propio y no conecta números de verdad.", "Practice mode has a WhatsApp of its own and connects no real number.";
    connect_hint: "Tot això és a developers.facebook.com, a la teva aplicació, i al gestor de WhatsApp. Es comprova amb Meta abans de desar-ho.", "Todo esto está en developers.facebook.com, en tu aplicación, y en el administrador de WhatsApp. Se comprueba con Meta antes de guardarlo.", "All of this is at developers.facebook.com, in your app, and in the WhatsApp Manager. It is checked with Meta before it is saved.";
    check_and_connect: "Comprova i connecta", "Comprobar y conectar", "Check and connect";
    field_number: "Identificador del número", "Identificador del número", "Phone number ID";
    field_account: "Identificador del compte de WhatsApp Business", "Identificador de la cuenta de WhatsApp Business", "WhatsApp Business Account ID";
    field_app: "Identificador de l'aplicació", "Identificador de la aplicación", "App ID";
    field_app_secret: "Clau secreta de l'aplicació", "Clave secreta de la aplicación", "App secret";
    field_token: "Testimoni d'accés", "Token de acceso", "Access token";
    hint_number: "A l'aplicació: WhatsApp, Configuració de l'API. No és el número de telèfon.", "En la aplicación: WhatsApp, Configuración de la API. No es el número de teléfono.", "In the app: WhatsApp, API Setup. It is not the phone number itself.";
    hint_account: "Al mateix lloc, sota el número.", "En el mismo sitio, debajo del número.", "In the same place, below the number.";
    hint_app: "Dalt de tot del panell de l'aplicació.", "Arriba del todo en el panel de la aplicación.", "At the top of the app's dashboard.";
    hint_app_secret: "A l'aplicació: Configuració de l'app, Informació bàsica.", "En la aplicación: Configuración de la app, Información básica.", "In the app: App settings, Basic.";
    hint_token: "D'un usuari del sistema (Configuració de l'empresa), sense caducitat, amb whatsapp_business_messaging i whatsapp_business_management.", "De un usuario del sistema (Configuración del negocio), sin caducidad, con whatsapp_business_messaging y whatsapp_business_management.", "Of a system user (Business settings), one that never ends, with whatsapp_business_messaging and whatsapp_business_management.";
    secret_is_kept: "Ja el tenim d'abans. Deixa-ho buit per fer servir el mateix.", "Ya lo tenemos de antes. Déjalo vacío para usar el mismo.", "We still have it. Leave this empty to use the same.";
    is_left_out: "falta. Omple-ho.", "falta. Rellénalo.", "is missing. Fill it in.";
    has_only_digits: "només té xifres, sense espais ni signes. Copia-ho de Meta.", "solo tiene cifras, sin espacios ni signos. Cópialo de Meta.", "has digits only, without spaces or signs. Copy it from Meta.";
    meta_unreached: "No es pot preguntar a Meta ara. Torna-ho a provar d'aquí a una estona.", "No se puede preguntar a Meta ahora. Inténtalo de nuevo dentro de un rato.", "Meta can't be asked right now. Try again in a while.";
    app_unknown(words): "no és la de l'aplicació que has posat. Mira tots dos camps. Meta diu: {words}", "no es la de la aplicación que has puesto. Mira los dos campos. Meta dice: {words}", "is not that of the app above. Look at both fields. Meta says: {words}";
    token_is_bad: "ja no val. Fes-ne un de nou a Meta.", "ya no vale. Crea uno nuevo en Meta.", "is not good any more. Make a new one at Meta.";
    token_of_another_app: "és d'una altra aplicació. Fes-ne un d'aquesta.", "es de otra aplicación. Crea uno de esta.", "is of another app. Make one of this app.";
    token_lacks(permission): "li falta el permís {permission}. Fes-ne un de nou a l'usuari del sistema i marca-l'hi.", "le falta el permiso {permission}. Crea uno nuevo en el usuario del sistema y márcalo.", "lacks the permission {permission}. Make a new one at the system user and tick it there.";
    number_unknown(words): "no existeix, o el testimoni no el pot veure. Dona a l'usuari del sistema accés al compte. Meta diu: {words}", "no existe, o el token no puede verlo. Da al usuario del sistema acceso a la cuenta. Meta dice: {words}", "does not exist, or the token can't see it. Give the system user access to the account. Meta says: {words}";
    account_unknown(words): "no existeix, o el testimoni no el pot veure. Dona a l'usuari del sistema accés al compte. Meta diu: {words}", "no existe, o el token no puede verla. Da al usuario del sistema acceso a la cuenta. Meta dice: {words}", "does not exist, or the token can't see it. Give the system user access to the account. Meta says: {words}";
    not_of_account: "no té aquest número. Mira si el número és en un altre compte.", "no tiene este número. Mira si el número está en otra cuenta.", "does not have this number. See whether the number is in another account.";
    verify_the_number: "Verifica que el número és teu", "Verifica que el número es tuyo", "Prove that the number is yours";
    verify_hint: "Meta envia un codi de sis xifres al número.", "Meta envía un código de seis cifras al número.", "Meta sends a code of six digits to the number.";
    code_by_sms: "Envia el codi per SMS", "Enviar el código por SMS", "Send the code by SMS";
    code_by_voice: "Truca amb el codi", "Llamar con el código", "Call with the code";
    code_label: "Codi", "Código", "Code";
    verify_it: "Verifica", "Verificar", "Verify";
    register_the_number: "Registra el número", "Registra el número", "Register the number";
    pin_label: "PIN de sis xifres", "PIN de seis cifras", "PIN of six digits";
    known_pin_hint: "El que ja té el número per a la verificació en dos passos.", "El que ya tiene el número para la verificación en dos pasos.", "The one that the number has for two-step verification.";
    new_pin_hint: "Tria'l i desa'l en un lloc segur: caldrà si tornes a registrar el número.", "Elígelo y guárdalo en un lugar seguro: hará falta si vuelves a registrar el número.", "Choose it and keep it safe: it is needed if you register the number again.";
    register_it: "Registra", "Registrar", "Register";
    subscribe_hint: "L'aplicació encara no rep els avisos del compte.", "La aplicación todavía no recibe los avisos de la cuenta.", "The app does not get the account's webhooks yet.";
    subscribe_it: "Subscriu l'aplicació", "Suscribir la aplicación", "Subscribe the app";
    webhook_title: "Camí de Meta fins aquí", "Camino de Meta hasta aquí", "Meta's way to here";
    webhook_setup: "A l'aplicació de Meta: WhatsApp, Configuració, Webhook. Enganxa-hi les dues coses, desa-ho i subscriu-te al camp messages. Aquesta pàgina mira tota sola si ja ha arribat.", "En la aplicación de Meta: WhatsApp, Configuración, Webhook. Pega las dos cosas, guárdalo y suscríbete al campo messages. Esta página mira sola si ya ha llegado.", "In Meta's app: WhatsApp, Configuration, Webhook. Paste both, save, and subscribe to the field messages. This page looks by itself whether it came.";
    needs_https: "Meta només crida adreces públiques que comencin per https://. Posa un proxy amb TLS al davant i la seva adreça a public_url.", "Meta solo llama a direcciones públicas que empiecen por https://. Pon un proxy con TLS delante y su dirección en public_url.", "Meta calls only public addresses that start with https://. Put a TLS proxy in front, and its address into public_url.";
    callback_label: "Adreça (Callback URL)", "Dirección (Callback URL)", "Address (Callback URL)";
    verify_token_label: "Paraula de verificació (Verify token)", "Palabra de verificación (Verify token)", "Verify token";
    webhook_came(when): "Rep missatges. L'últim avís: {when}.", "Recibe mensajes. El último aviso: {when}.", "It is heard. The last webhook came {when}.";
    address_verified(when): "S'ha rebut la prova de Meta ({when}).", "Se ha recibido la prueba de Meta ({when}).", "Meta's test was received ({when}).";
    nothing_came_yet: "Encara no s'ha rebut la prova de Meta.", "Todavía no se ha recibido la prueba de Meta.", "Meta's test was not received yet.";
    said_connected: "El número està connectat i ja funciona.", "El número está conectado y ya funciona.", "The number is connected and works already.";
    said_code_sent: "Meta ha enviat el codi. Escriu-lo aquí sota.", "Meta ha enviado el código. Escríbelo aquí abajo.", "Meta sent the code. Type it in below.";
    said_verified: "El número està verificat.", "El número está verificado.", "The number is verified.";
    said_registered: "El número està registrat.", "El número está registrado.", "The number is registered.";
    said_subscribed: "L'aplicació rep els avisos del compte.", "La aplicación recibe los avisos de la cuenta.", "The app gets the account's webhooks.";
    said_not_six_digits: "Han de ser sis xifres. Torna-ho a escriure.", "Tienen que ser seis cifras. Escríbelo otra vez.", "It has to be six digits. Type it again.";
    pin_is_wrong: "Aquest no és el PIN del número. Torna-ho a provar, o esborra'l al gestor de WhatsApp.", "Este no es el PIN del número. Inténtalo de nuevo, o bórralo en el administrador de WhatsApp.", "That is not the number's PIN. Try again, or reset it in the WhatsApp Manager.";
    pin_must_wait: "S'ha provat massa vegades. Espera una estona abans de tornar-ho a provar.", "Se ha probado demasiadas veces. Espera un rato antes de volver a intentarlo.", "It was tried too often. Wait a while before you try again.";
    code_is_wrong: "Aquest codi no és el que s'ha enviat. Mira'l bé, o demana'n un altre.", "Este código no es el que se ha enviado. Míralo bien, o pide otro.", "That is not the code that was sent. Look again, or ask for another.";
    code_not_sent(words): "El codi no s'ha pogut enviar. Prova-ho per l'altra via. Meta diu: {words}", "El código no se ha podido enviar. Inténtalo por la otra vía. Meta dice: {words}", "The code could not be sent. Try the other way. Meta says: {words}";
    token_ended: "El testimoni d'accés ja no val. Torna a connectar el número amb un de nou.", "El token de acceso ya no vale. Vuelve a conectar el número con uno nuevo.", "The access token is not good any more. Connect the number again with a new one.";
    meta_refuses(words): "Meta no ho vol fer. Corregeix això i torna-ho a provar: {words}", "Meta no quiere hacerlo. Corrige esto e inténtalo de nuevo: {words}", "Meta does not do it. Put this right and try again: {words}";
}

impl Language {
    pub(crate) fn number_field(self, field: Field) -> &'static str {
        match field {
            Field::Number => self.field_number(),
            Field::Account => self.field_account(),
            Field::App => self.field_app(),
            Field::AppSecret => self.field_app_secret(),
            Field::Token => self.field_token(),
        }
    }

    /// Where it is found.
    pub(crate) fn number_field_hint(self, field: Field) -> &'static str {
        match field {
            Field::Number => self.hint_number(),
            Field::Account => self.hint_account(),
            Field::App => self.hint_app(),
            Field::AppSecret => self.hint_app_secret(),
            Field::Token => self.hint_token(),
        }
    }

    /// Why a field is not taken; what it is called goes before it.
    pub(crate) fn why_unconnected(self, why: &Why) -> String {
        match why {
            Why::Missing => self.is_left_out().to_owned(),
            Why::NotDigits => self.has_only_digits().to_owned(),
            Why::Unreached => self.meta_unreached().to_owned(),
            Why::UnknownApp(words) => self.app_unknown(words),
            Why::BadToken => self.token_is_bad().to_owned(),
            Why::AnotherAppsToken => self.token_of_another_app().to_owned(),
            Why::NoPermission(permission) => self.token_lacks(permission),
            Why::UnknownNumber(words) => self.number_unknown(words),
            Why::UnknownAccount(words) => self.account_unknown(words),
            Why::NotOfAccount => self.not_of_account().to_owned(),
        }
    }

    /// What came of a step.
    pub(crate) fn step_said(self, said: &Said) -> String {
        match said {
            Said::Connected => self.said_connected().to_owned(),
            Said::CodeSent => self.said_code_sent().to_owned(),
            Said::Verified => self.said_verified().to_owned(),
            Said::Registered => self.said_registered().to_owned(),
            Said::Subscribed => self.said_subscribed().to_owned(),
            Said::Shown => self.said_shown().to_owned(),
            Said::NotSixDigits => self.said_not_six_digits().to_owned(),
            Said::Unreached => self.meta_unreached().to_owned(),
            Said::Refused { code, words } => self.step_refused(*code, words),
        }
    }

    /// Meta's codes that need no words of its own (Cloud API, "Error codes").
    fn step_refused(self, code: i64, words: &str) -> String {
        match code {
            133_005 => self.pin_is_wrong().to_owned(),
            133_008 | 133_009 | 133_016 => self.pin_must_wait().to_owned(),
            136_025 => self.code_is_wrong().to_owned(),
            136_024 => self.code_not_sent(words),
            190 => self.token_ended().to_owned(),
            _ => self.meta_refuses(words),
        }
    }
}
