//! Signing in and setting up.

use super::Language;

texts! {
    sign_in: "Entra", "Entrar", "Sign in";
    sign_in_with(name): "Entra amb {name}", "Entrar con {name}", "Sign in with {name}";
    sign_in_hint: "La bústia del teu equip, a un pas.", "El buzón de tu equipo, a un paso.", "Your team's mailbox, one step away.";
    email: "Correu electrònic", "Correo electrónico", "E-mail";
    password: "Contrasenya", "Contraseña", "Password";
    set_up: "Estrena la teva bústia", "Estrena tu buzón", "Set up your mailbox";
    set_up_hint: "Seràs la primera persona que l'administra. Aquest enllaç només serveix una vegada.", "Serás la primera persona que lo administra. Este enlace solo sirve una vez.", "You will be its first administrator. This link works once.";
    your_name: "El teu nom", "Tu nombre", "Your name";
    password_rule: "Almenys 10 caràcters. Una frase curta va molt bé.", "Al menos 10 caracteres. Una frase corta va muy bien.", "At least 10 characters. A short sentence does very well.";
    begin: "Comença", "Empezar", "Begin";
    practice_doors: "Pràctica: entra d'un clic com a", "Práctica: entra con un clic como", "Practice: one click, and you are in as";
    to_the_phone: "Obre el telèfon de pràctica", "Abrir el teléfono de práctica", "Open the practice phone";
    problem_wrong_credentials: "El correu o la contrasenya no són correctes. Torna-ho a provar.", "El correo o la contraseña no son correctos. Inténtalo otra vez.", "That e-mail or password is not right. Try again.";
    problem_too_many_tries: "Massa intents seguits. Espera uns minuts i torna-ho a provar.", "Demasiados intentos seguidos. Espera unos minutos e inténtalo otra vez.", "Too many tries in a row. Wait a few minutes and try again.";
    problem_link_used: "Aquest enllaç ja no serveix. Entra amb el teu compte, o demana'n un a qui administra.", "Este enlace ya no sirve. Entra con tu cuenta, o pídesela a quien administra.", "This link no longer works. Sign in with your account, or ask your administrator for one.";
    problem_email_invalid: "Aquest correu no sembla correcte. Revisa'l.", "Este correo no parece correcto. Revísalo.", "That e-mail doesn't look right. Check it.";
    problem_password_short: "La contrasenya és massa curta. Fes-la de 10 caràcters o més.", "La contraseña es demasiado corta. Ponle 10 caracteres o más.", "The password is too short. Give it 10 characters or more.";
    problem_password_long: "La contrasenya és massa llarga. Fes-la de 256 caràcters o menys.", "La contraseña es demasiado larga. Ponle 256 caracteres o menos.", "The password is too long. Give it 256 characters or fewer.";
    problem_password_common: "Aquesta contrasenya és de les primeres que qualsevol provaria. Tria'n una altra.", "Esta contraseña es de las primeras que cualquiera probaría. Elige otra.", "That password is one of the first that anybody would try. Choose another.";
    problem_name_missing: "Falta el teu nom. Escriu-lo tal com el veurà l'equip.", "Falta tu nombre. Escríbelo como lo verá el equipo.", "Your name is missing. Write it as the team will see it.";
    problem_elsewhere: "Això venia d'un altre lloc web. Obre la Bústia i torna-ho a provar.", "Esto venía de otro sitio web. Abre Bústia e inténtalo otra vez.", "This came from another site. Open Bústia and try again.";
    problem_issuer_unreachable: "El servei amb què entres no ha respost. Torna-ho a provar d'aquí a una estona, o entra amb la contrasenya.", "El servicio con el que entras no ha respondido. Inténtalo dentro de un rato, o entra con tu contraseña.", "The service that you sign in with did not answer. Try again in a little while, or use your password.";
    problem_issuer_not_begun: "Aquesta entrada havia començat en un altre lloc, o fa massa estona. Torna a començar aquí.", "Esta entrada había empezado en otro sitio, o hace demasiado rato. Empieza otra vez aquí.", "That sign-in was begun somewhere else, or too long ago. Begin again here.";
    problem_issuer_turned_away: "El servei amb què entres no t'ha deixat passar. Torna a començar, o entra amb la contrasenya.", "El servicio con el que entras no te ha dejado pasar. Empieza otra vez, o entra con tu contraseña.", "The service that you sign in with did not let you through. Begin again, or use your password.";
    problem_issuer_bad_answer: "El servei amb què entres ha respost una cosa que no podem donar per bona. Digues-ho a qui administra: en trobarà la causa al registre.", "El servicio con el que entras ha respondido algo que no podemos dar por bueno. Díselo a quien administra: encontrará la causa en el registro.", "The service that you sign in with gave an answer that can't be trusted. Tell your administrator: the cause is in the log.";
    problem_issuer_unverified: "El servei amb què entres no respon del teu correu. Verifica-l'hi i torna a començar.", "El servicio con el que entras no responde de tu correo. Verifícalo allí y empieza otra vez.", "The service that you sign in with does not vouch for your e-mail. Verify it there, then begin again.";
    problem_issuer_other_domain: "Aquest compte no és de l'organització d'aquest equip. Torna a començar amb el que ho sigui.", "Esa cuenta no es de la organización de este equipo. Empieza otra vez con la que sí lo sea.", "That account is not of this team's organisation. Begin again with the one that is.";
    problem_issuer_stranger: "Ningú d'aquest equip no té el teu correu. Demana a qui administra que t'hi afegeixi.", "Nadie de este equipo tiene tu correo. Pide a quien administra que te añada.", "Nobody of this team has your e-mail. Ask your administrator to add you.";
    problem_issuer_removed: "Ja no ets d'aquest equip. Si és un error, parla amb qui administra.", "Ya no eres de este equipo. Si es un error, habla con quien administra.", "You are no longer of this team. If that is a mistake, talk to your administrator.";
    problem_issuer_another: "Aquí el teu correu va amb un altre compte del servei amb què entres. Demana a qui administra que el desvinculi.", "Aquí tu correo va con otra cuenta del servicio con el que entras. Pide a quien administra que la desvincule.", "Your e-mail goes with another account of the service that you sign in with. Ask your administrator to unlink it.";
    problem_failed: "No ha anat bé. Torna-ho a provar d'aquí a una estona.", "No ha ido bien. Inténtalo otra vez dentro de un rato.", "That did not work. Try again in a little while.";
}

impl Language {
    /// For a request that no page of ours made.
    pub fn came_from_elsewhere(self) -> &'static str {
        self.problem_elsewhere()
    }

    /// The wording of a problem word that a form came back with.
    pub(crate) fn door_problem(self, word: &str) -> &'static str {
        match word {
            "wrong_credentials" => self.problem_wrong_credentials(),
            "too_many_tries" => self.problem_too_many_tries(),
            "link_used" => self.problem_link_used(),
            "email_invalid" => self.problem_email_invalid(),
            "password_short" => self.problem_password_short(),
            "password_long" => self.problem_password_long(),
            "password_common" => self.problem_password_common(),
            "name_missing" => self.problem_name_missing(),
            "issuer_unreachable" => self.problem_issuer_unreachable(),
            "issuer_not_begun" => self.problem_issuer_not_begun(),
            "issuer_turned_away" => self.problem_issuer_turned_away(),
            "issuer_bad_answer" => self.problem_issuer_bad_answer(),
            "issuer_unverified" => self.problem_issuer_unverified(),
            "issuer_other_domain" => self.problem_issuer_other_domain(),
            "issuer_stranger" => self.problem_issuer_stranger(),
            "issuer_removed" => self.problem_issuer_removed(),
            "issuer_another" => self.problem_issuer_another(),
            _ => self.problem_failed(),
        }
    }
}
