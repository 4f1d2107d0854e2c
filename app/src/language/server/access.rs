//! Who may come in and by what: one's own account, invitations, second steps, keys of programs.

use crate::language::Language;
use crate::settings::GuestTrouble;
use crate::sign_in::KeyTrouble;

texts! {
    account: "El teu compte", "Tu cuenta", "Your account";
    account_hint: "Amb què entres, i on has entrat.", "Con qué entras, y dónde has entrado.", "What you come in by, and where you are in.";
    change_password: "Canvia la contrasenya", "Cambiar la contraseña", "Change the password";
    change_password_hint: "Les teves altres sessions s'acaben.", "Tus otras sesiones terminan.", "Your other sessions end.";
    current_password: "Contrasenya d'ara", "Contraseña actual", "Current password";
    new_password: "Contrasenya nova", "Contraseña nueva", "New password";
    sessions: "Sessions", "Sesiones", "Sessions";
    no_sessions: "Ara no hi ha cap sessió oberta.", "Ahora no hay ninguna sesión abierta.", "Nobody is in by this account right now.";
    unknown_device: "Dispositiu desconegut", "Dispositivo desconocido", "Unknown device";
    session_told(address, since, seen): "{address} · des de {since} · última vegada {seen}", "{address} · desde {since} · última vez {seen}", "{address} · since {since} · last used {seen}";
    this_session: "Aquesta sessió", "Esta sesión", "This session";
    end_session: "Acaba", "Terminar", "End";
    end_session_of(device, address): "Acaba la sessió de {device}, {address}", "Terminar la sesión de {device}, {address}", "End the session of {device}, {address}";
    end_others: "Acaba totes les altres", "Terminar todas las demás", "End all others";
    end_all: "Acaba totes les seves sessions", "Terminar todas sus sesiones", "End all their sessions";
    two_step: "Segon pas", "Segundo paso", "Second step";
    two_step_hint: "Amb la contrasenya, un codi de sis xifres que fa el teu telèfon: qui endevini la contrasenya no entra.", "Con la contraseña, un código de seis cifras que hace tu teléfono: quien adivine la contraseña no entra.", "With the password, a code of six digits that your phone makes: whoever guesses the password stays out.";
    two_step_on: "Tens el segon pas activat.", "Tienes el segundo paso activado.", "Your second step is on.";
    two_step_off: "No tens el segon pas activat.", "No tienes el segundo paso activado.", "Your second step is off.";
    two_step_required: "El teu equip demana el segon pas a qui té el teu rol. Activa'l per continuar.", "Tu equipo pide el segundo paso a quien tiene tu rol. Actívalo para continuar.", "Your team asks whoever has your role for a second step. Switch it on to go on.";
    two_step_set_up: "Activa el segon pas", "Activar el segundo paso", "Set up the second step";
    two_step_manage: "Gestiona el segon pas", "Gestionar el segundo paso", "Manage the second step";
    two_step_scan: "Llegeix aquest codi amb una aplicació de codis del teu telèfon, i escriu el que et mostri.", "Lee este código con una aplicación de códigos de tu teléfono, y escribe el que te muestre.", "Read this with a codes app on your phone, and type the code that it shows.";
    two_step_by_hand: "O escriu aquesta clau a l'aplicació", "O escribe esta clave en la aplicación", "Or type this key into the app";
    two_step_switch_on: "Activa", "Activar", "Switch on";
    two_step_switch_off: "Desactiva el segon pas", "Desactivar el segundo paso", "Switch the second step off";
    two_step_not_off: "El teu equip el demana: no es pot desactivar.", "Tu equipo lo pide: no se puede desactivar.", "Your team asks for it: it can't be switched off.";
    qr_label: "Codi QR amb la clau", "Código QR con la clave", "QR code with the key";
    recovery_codes: "Codis de recuperació", "Códigos de recuperación", "Recovery codes";
    recovery_codes_hint: "Cada un serveix una vegada, si no tens el telèfon. Desa'ls ara: no els tornaràs a veure.", "Cada uno sirve una vez, si no tienes el teléfono. Guárdalos ahora: no los volverás a ver.", "Each works once, when you don't have your phone. Keep them now: you won't see them again.";
    recovery_codes_left[n]: "Et queda {n} codi de recuperació." / "Et queden {n} codis de recuperació.", "Te queda {n} código de recuperación." / "Te quedan {n} códigos de recuperación.", "You have {n} recovery code left." / "You have {n} recovery codes left.";
    recovery_codes_renew: "Fes codis nous", "Hacer códigos nuevos", "Make new codes";
    second_step_hint: "Escriu el codi que mostra el teu telèfon, o un codi de recuperació.", "Escribe el código que muestra tu teléfono, o un código de recuperación.", "Type the code that your phone shows, or a recovery code.";
    enter_code: "Entra", "Entrar", "Sign in";
    prove: "Torna a dir qui ets", "Di otra vez quién eres", "Show who you are again";
    prove_hint: "El que vols fer demana que hagis dit qui ets fa poc. Després ho podràs fer.", "Lo que quieres hacer pide que hayas dicho quién eres hace poco. Después podrás hacerlo.", "What you want to do asks for a fresh proof of who you are. Then you can do it.";
    prove_neither: "No tens contrasenya ni segon pas. Surt i torna a entrar.", "No tienes contraseña ni segundo paso. Sal y vuelve a entrar.", "You have neither a password nor a second step. Sign out and in again.";
    prove_or: "O bé, el codi del segon pas", "O bien, el código del segundo paso", "Or the code of your second step";
    go_on: "Continua", "Continuar", "Go on";
    join: "Benvingut a l'equip", "Te damos la bienvenida al equipo", "Welcome to the team";
    join_hint(name, email): "{name}, tria la teva contrasenya. Entraràs amb {email}.", "{name}, elige tu contraseña. Entrarás con {email}.", "{name}, choose your password. You will sign in with {email}.";
    join_over: "Aquest enllaç ja no serveix", "Este enlace ya no sirve", "This link no longer works";
    join_over_hint: "S'ha fet servir, s'ha retirat o ha caducat. Demana'n un de nou a qui t'ha convidat.", "Se ha usado, se ha retirado o ha caducado. Pide uno nuevo a quien te invitó.", "It was used, taken back, or is over. Ask whoever invited you for another.";
    invitations: "Invitacions", "Invitaciones", "Invitations";
    invite: "Convida algú", "Invitar a alguien", "Invite somebody";
    invite_hint: "Fa un enllaç que serveix una vegada. Envia'l tu: amb ell triarà la seva contrasenya.", "Hace un enlace que sirve una vez. Envíalo tú: con él elegirá su contraseña.", "Makes a link that works once. You send it: by it they choose their password.";
    invite_button: "Fes l'enllaç", "Hacer el enlace", "Make the link";
    invited_days: "Quants dies serveix", "Cuántos días sirve", "How many days it works";
    no_team_yet: "Cap equip", "Ningún equipo", "No team";
    role_label: "Rol", "Rol", "Role";
    no_invitations: "No hi ha cap invitació oberta.", "No hay ninguna invitación abierta.", "No invitation is open.";
    invitation_ends(when): "fins a {when}", "hasta {when}", "until {when}";
    invitation_over(when): "va acabar {when}", "terminó {when}", "ended {when}";
    renew_link: "Enllaç nou", "Enlace nuevo", "New link";
    renew_link_of(name): "Enllaç nou per a {name}", "Enlace nuevo para {name}", "New link for {name}";
    take_back: "Retira-la", "Retirarla", "Take it back";
    take_back_of(name): "Retira la invitació de {name}", "Retirar la invitación de {name}", "Take back the invitation of {name}";
    link_made(name): "L'enllaç de {name}. Copia'l ara: no es torna a mostrar.", "El enlace de {name}. Cópialo ahora: no se vuelve a mostrar.", "The link of {name}. Copy it now: it is not shown again.";
    who_must: "A qui es demana el segon pas", "A quién se pide el segundo paso", "Who has to have a second step";
    who_must_hint: "Qui encara no el té l'ha d'activar abans de fer res més.", "Quien todavía no lo tiene debe activarlo antes de hacer nada más.", "Who has none yet has to set it up before doing anything else.";
    person_access: "Rol i accés", "Rol y acceso", "Role and access";
    role_hint: "Val de seguida. Les sessions de la persona s'acaben.", "Vale enseguida. Las sesiones de la persona terminan.", "It holds at once. The person's sessions end.";
    person_two_step_on: "Té el segon pas activat.", "Tiene el segundo paso activado.", "Their second step is on.";
    person_two_step_off: "No té el segon pas activat.", "No tiene el segundo paso activado.", "Their second step is off.";
    person_lost_phone: "Treu el segon pas (ha perdut el telèfon)", "Quitar el segundo paso (ha perdido el teléfono)", "Take the second step away (they lost their phone)";
    keys: "Claus", "Claves", "Keys";
    keys_hint: "Amb una clau, un programa fa servir l'API.", "Con una clave, un programa usa la API.", "With a key a program uses the API.";
    no_keys: "Encara no hi ha cap clau.", "Todavía no hay ninguna clave.", "There is no key yet.";
    new_key: "Fes una clau", "Hacer una clave", "Make a key";
    key_name: "Per a què és", "Para qué es", "What it is for";
    key_ends: "Fins quan (buit: sense fi)", "Hasta cuándo (vacío: sin fin)", "Until when (empty: no end)";
    key_made(name): "La clau «{name}». Copia-la ara: no es torna a mostrar.", "La clave «{name}». Cópiala ahora: no se vuelve a mostrar.", "The key “{name}”. Copy it now: it is not shown again.";
    key_by(who, when): "feta per {who}, {when}", "hecha por {who}, {when}", "made by {who}, {when}";
    key_since(when): "feta {when}", "hecha {when}", "made {when}";
    key_used(when): "última vegada {when}", "última vez {when}", "last used {when}";
    key_unused: "no s'ha fet servir mai", "no se ha usado nunca", "never used";
    key_until(when): "fins a {when}", "hasta {when}", "until {when}";
    key_is_over(when): "va acabar {when}", "terminó {when}", "ended {when}";
    revoke: "Revoca", "Revocar", "Revoke";
    revoke_key(name): "Revoca la clau {name}", "Revocar la clave {name}", "Revoke the key {name}";
    key_name_missing: "Falta dir per a què és la clau. Escriu-ho.", "Falta decir para qué es la clave. Escríbelo.", "What the key is for is missing. Write it.";
    key_name_long: "El nom és massa llarg. Fes-lo de 80 caràcters o menys.", "El nombre es demasiado largo. Ponle 80 caracteres o menos.", "The name is too long. Give it 80 characters or fewer.";
    key_name_taken: "Ja hi ha una clau amb aquest nom. Tria'n un altre.", "Ya hay una clave con ese nombre. Elige otro.", "There is a key of that name already. Choose another.";
    key_end_past: "La data de fi no és cap dia futur. Tria'n un altre, o deixa-la buida.", "La fecha de fin no es ningún día futuro. Elige otro, o déjala vacía.", "The end is no day to come. Choose another, or leave it empty.";
    guest_name_missing: "Falta el nom. Escriu-lo tal com el veurà l'equip.", "Falta el nombre. Escríbelo como lo verá el equipo.", "The name is missing. Write it as the team will see it.";
    guest_email_taken: "Aquest correu ja és de l'equip o ja té una invitació. Mira les llistes.", "Este correo ya es del equipo o ya tiene una invitación. Mira las listas.", "That e-mail is in the team or invited already. Look at the lists.";
    said_password: "La contrasenya ha canviat i les altres sessions s'han acabat.", "La contraseña ha cambiado y las otras sesiones han terminado.", "The password is changed and the other sessions have ended.";
    said_ended: "Fet: la sessió s'ha acabat.", "Hecho: la sesión ha terminado.", "Done: the session has ended.";
    said_role: "El rol ha canviat i les sessions de la persona s'han acabat.", "El rol ha cambiado y las sesiones de la persona han terminado.", "The role is changed and the person's sessions have ended.";
    said_off: "El segon pas està desactivat.", "El segundo paso está desactivado.", "The second step is off.";
    said_required: "Desat.", "Guardado.", "Saved.";
    last_administrator: "No quedaria ningú que administri. Fes administrador algú altre abans.", "No quedaría nadie que administre. Haz administrador a otra persona antes.", "Nobody would be left who administers. Make somebody else an administrator first.";
    gone_meanwhile: "La invitació ja no hi és. Potser ha entrat mentrestant.", "La invitación ya no está. Quizá ha entrado mientras tanto.", "The invitation is gone. They may have come in meanwhile.";
    wrong_code: "Aquest codi no és bo, o ja s'ha fet servir. Espera el següent i torna-ho a provar.", "Este código no es bueno, o ya se ha usado. Espera el siguiente e inténtalo otra vez.", "That code is not right, or was used before. Wait for the next one and try again.";
    wrong_password: "Aquesta no és la teva contrasenya. Torna-ho a provar.", "Esta no es tu contraseña. Inténtalo otra vez.", "That is not your password. Try again.";
}

impl Language {
    pub fn why_no_key(self, trouble: KeyTrouble) -> &'static str {
        match trouble {
            KeyTrouble::NoName => self.key_name_missing(),
            KeyTrouble::LongName => self.key_name_long(),
            KeyTrouble::NameTaken => self.key_name_taken(),
            KeyTrouble::EndPast => self.key_end_past(),
        }
    }

    pub fn why_not_invited(self, trouble: GuestTrouble) -> &'static str {
        match trouble {
            GuestTrouble::NoName => self.guest_name_missing(),
            GuestTrouble::BadEmail => self.door_problem("email_invalid"),
            GuestTrouble::EmailTaken => self.guest_email_taken(),
        }
    }

    /// What was done, by the word that the page's address has for it.
    pub(crate) fn access_said(self, word: &str) -> Option<&'static str> {
        Some(match word {
            "password" => self.said_password(),
            "ended" => self.said_ended(),
            "role" => self.said_role(),
            "off" => self.said_off(),
            "required" => self.said_required(),
            _ => return None,
        })
    }

    /// Why it was not.
    pub(crate) fn access_problem(self, word: &str) -> &'static str {
        match word {
            "wrong_code" => self.wrong_code(),
            "wrong_password" => self.wrong_password(),
            "last_administrator" => self.last_administrator(),
            "gone" => self.gone_meanwhile(),
            word => self.door_problem(word),
        }
    }
}
