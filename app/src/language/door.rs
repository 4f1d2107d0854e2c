//! Signing in and setting up.

use super::Language;

texts! {
    sign_in: "Entra", "Entrar", "Sign in";
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
            _ => self.problem_failed(),
        }
    }
}
