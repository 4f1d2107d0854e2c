//! The frame, the states of the line, and what is shared by all pages.

texts! {
    bustia: "Bústia", "Bústia", "Bústia";
    main_menu: "Menú principal", "Menú principal", "Main menu";
    skip_to_the_page: "Ves al contingut", "Ir al contenido", "Skip to the content";
    settings_link: "Configuració", "Configuración", "Settings";
    inbox: "Safata", "Bandeja", "Inbox";
    board: "Tauler", "Tablero", "Board";
    practice_phone: "Telèfon de pràctica", "Teléfono de práctica", "Practice phone";
    to_the_inbox: "Ves a la safata", "Ir a la bandeja", "Go to the inbox";
    you(name): "Tu: {name}", "Tú: {name}", "You: {name}";
    sign_out: "Surt", "Salir", "Sign out";
    presence_label: "Disponibilitat", "Disponibilidad", "Availability";
    available: "Disponible", "Disponible", "Available";
    away: "Fora", "Fuera", "Away";
    on_a_break: "Pausa", "Pausa", "On a break";
    language_label: "Idioma", "Idioma", "Language";
    behind(seconds): "fa {seconds} s que no arriba res", "{seconds} s sin noticias", "{seconds} s behind";
    reconnecting: "reconnectant…", "reconectando…", "reconnecting…";
    offline: "sense connexió", "sin conexión", "offline";
    new_version: "Hi ha una versió nova.", "Hay una versión nueva.", "There is a new version.";
    reload: "Torna a carregar", "Volver a cargar", "Reload";
    no_such_page: "Aquesta pàgina no existeix", "Esta página no existe", "There is no such page";
    no_such_page_hint: "Potser l'adreça té un error. La teva feina és a la safata.", "Puede que la dirección tenga un error. Tu trabajo está en la bandeja.", "The address may be mistyped. Your work is in the inbox.";
}
