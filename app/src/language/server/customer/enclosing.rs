//! Files that the team sends: the tools beside the composer, and why a file was not taken. The browser
//! gets the words from the page: see `server/shell.rs`.

use desk::enclosure::Unfit;
use desk::message::MediaKind;
use desk::ticket::Refusal;

use crate::language::Language;
use crate::server::refused;

texts! {
    enclose: "Adjunta fitxers", "Adjuntar archivos", "Attach files";
    enclosures: "Fitxers per enviar", "Archivos por enviar", "Files to send";
    drop_files: "Deixa anar els fitxers per adjuntar-los", "Suelta los archivos para adjuntarlos", "Drop the files to attach them";
    send_enclosures: "Envia els fitxers", "Enviar los archivos", "Send the files";
    take_out(name): "Treu {name}", "Quitar {name}", "Remove {name}";
    cancel_enclosure(name): "Atura {name}", "Cancelar {name}", "Cancel {name}";
    try_again: "Torna-ho a provar", "Reintentar", "Try again";
    as_document: "Envia'l com a document", "Enviarlo como documento", "Send it as a document";
    under_way(name): "Pujant {name}", "Subiendo {name}", "Uploading {name}";
    was_sent(name): "{name} s'ha enviat", "{name} se ha enviado", "{name} was sent";
    record: "Grava un missatge de veu", "Grabar un mensaje de voz", "Record a voice message";
    recording: "S'està gravant", "Grabando", "Recording";
    discard_recording: "Descarta la gravació", "Descartar la grabación", "Discard the recording";
    send_recording: "Envia la gravació", "Enviar la grabación", "Send the recording";
    no_microphone: "No es pot fer servir el micròfon. Permet-lo al navegador i torna-ho a provar.", "No se puede usar el micrófono. Permítelo en el navegador e inténtalo de nuevo.", "The microphone can't be used. Allow it in the browser and try again.";
    voice_message: "Missatge de veu", "Mensaje de voz", "Voice message";
    enclosure_unreached: "No arribem al servidor. El fitxer es conserva aquí; torna-ho a provar.", "No llegamos al servidor. El archivo se conserva aquí; inténtalo de nuevo.", "The server can't be reached. The file is kept here; try again.";

    broke: "El fitxer no ha arribat sencer. Torna'l a enviar.", "El archivo no ha llegado entero. Envíalo de nuevo.", "The file did not arrive whole. Send it again.";
    not_saved: "El fitxer no s'ha pogut desar i no s'ha enviat. Torna-ho a provar.", "El archivo no se ha podido guardar y no se ha enviado. Inténtalo de nuevo.", "The file could not be saved and was not sent. Try again.";
    unfit_empty: "El fitxer és buit. Tria'n un altre.", "El archivo está vacío. Elige otro.", "The file is empty. Choose another one.";
    unfit_caption: "El text passa dels 1.024 caràcters. Envia la resta en un missatge a part.", "El texto pasa de 1024 caracteres. Envía el resto en un mensaje aparte.", "The text is longer than 1,024 characters. Send the rest as a message of its own.";
    unfit_captioned: "Un so no pot dur text. Envia el text en un missatge a part.", "Un sonido no puede llevar texto. Envía el texto en un mensaje aparte.", "A sound takes no text. Send the text as a message of its own.";
    unfit_picture(most): "Una imatge pot fer fins a {most} MB. Envia'n una de més petita, o envia-la com a document.", "Una imagen puede ocupar hasta {most} MB. Envía una más pequeña, o envíala como documento.", "A picture may have {most} MB. Send a smaller one, or send it as a document.";
    unfit_film(most): "Un vídeo pot fer fins a {most} MB. Envia'n un de més curt, o envia'l com a document.", "Un vídeo puede ocupar hasta {most} MB. Envía uno más corto, o envíalo como documento.", "A video may have {most} MB. Send a shorter one, or send it as a document.";
    unfit_sound(most): "Un so pot fer fins a {most} MB. Envia'n un de més curt, o envia'l com a document.", "Un sonido puede ocupar hasta {most} MB. Envía uno más corto, o envíalo como documento.", "A sound may have {most} MB. Send a shorter one, or send it as a document.";
    unfit_document(most): "Un document pot fer fins a {most} MB. Envia'n un de més petit.", "Un documento puede ocupar hasta {most} MB. Envía uno más pequeño.", "A document may have {most} MB. Send a smaller one.";
}

impl Language {
    /// Why WhatsApp would not take a file.
    pub fn unfit_enclosure(self, why: Unfit) -> String {
        match why {
            Unfit::Empty => self.unfit_empty().to_owned(),
            Unfit::CaptionTooLong => self.unfit_caption().to_owned(),
            Unfit::Captioned => self.unfit_captioned().to_owned(),
            Unfit::TooLarge(kind) => self.too_large(kind),
        }
    }

    fn too_large(self, kind: MediaKind) -> String {
        let most = kind.largest() >> 20;
        match kind {
            MediaKind::Image | MediaKind::Sticker => self.unfit_picture(most),
            MediaKind::Video => self.unfit_film(most),
            MediaKind::Audio => self.unfit_sound(most),
            MediaKind::Document => self.unfit_document(most),
        }
    }

    /// Why the desk does not send a file, with the HTTP status that goes with it.
    pub fn refused_enclosure(self, refusal: &Refusal) -> (u16, String) {
        let problem = refused(refusal, self);
        (problem.status(), self.problem(&problem))
    }

    /// A file broke off on its way here.
    pub fn enclosure_broke(self) -> &'static str {
        self.broke()
    }

    /// A file could not be kept.
    pub fn enclosure_failed(self) -> &'static str {
        self.not_saved()
    }

    /// Nobody is signed in any more.
    pub fn enclosure_signed_out(self) -> &'static str {
        self.signed_out()
    }

    /// The words of the tools beside the composer, and the most that a browser sends, by the names that
    /// `public/enclosing.js` has for them.
    pub(crate) fn enclosing(self) -> Vec<(&'static str, String)> {
        // The script puts the name in.
        let name = "{name}";
        let of_one = [
            ("remove", self.take_out(name)),
            ("cancel", self.cancel_enclosure(name)),
            ("underWay", self.under_way(name)),
            ("sent", self.was_sent(name)),
        ];
        let words = [
            ("enclose", self.enclose()),
            ("enclosures", self.enclosures()),
            ("drop", self.drop_files()),
            ("send", self.send_enclosures()),
            ("again", self.try_again()),
            ("asDocument", self.as_document()),
            ("record", self.record()),
            ("recording", self.recording()),
            ("discard", self.discard_recording()),
            ("sendRecording", self.send_recording()),
            ("noMicrophone", self.no_microphone()),
            ("voiceMessage", self.voice_message()),
            ("unreached", self.enclosure_unreached()),
        ];
        let too_large = [
            ("imageTooLarge", self.too_large(MediaKind::Image)),
            ("videoTooLarge", self.too_large(MediaKind::Video)),
            ("audioTooLarge", self.too_large(MediaKind::Audio)),
            ("tooLarge", self.too_large(MediaKind::Document)),
        ];
        let words = words.map(|(name, text)| (name, text.to_owned())).into_iter();
        words.chain(of_one).chain(too_large).collect()
    }
}
