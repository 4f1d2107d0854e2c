//! The built-in phrases: what people of nine languages write when nothing is left to say.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Part, fold};

/// Every language, by ISO 639 code, with its phrases; `mul` holds what belongs to none.
pub fn built_in() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    LISTS.iter().map(|(language, list)| (*language, phrases(list).collect()))
}

/// All phrases, folded.
pub(super) static DICTIONARY: LazyLock<BTreeMap<String, Part>> = LazyLock::new(|| {
    let folded = |phrase| fold::words(phrase).join(" ");
    let beside = phrases(BESIDE).map(|phrase| (folded(phrase), Part::Beside));
    let closing = LISTS.iter().flat_map(|(_, list)| phrases(list));
    beside.chain(closing.map(|phrase| (folded(phrase), Part::Closing))).collect()
});

fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim)
}

/// Phrases with a comma between.
const LISTS: &[(&str, &str)] = &[
    ("ca", CATALAN),
    ("de", GERMAN),
    ("en", ENGLISH),
    ("es", SPANISH),
    ("eu", BASQUE),
    ("fr", FRENCH),
    ("gl", GALICIAN),
    ("it", ITALIAN),
    ("pt", PORTUGUESE),
    ("mul", EMOJI),
];

/// What goes along with closing words without closing anything by itself.
const BESIDE: &str = "
    i, y, e, et, and, und, eta, ah, oh, uf, k, xd, jaja, jajaja, jajajaja, haha, hahaha, hahahaha,
    jeje, jejeje, hehe, hehehe, hola, bon dia, bona tarda, bona nit, buenas, buenos días,
    buenas tardes, buenas noches, buen día, hi, hello, hey, good morning, good afternoon,
    good evening, bonjour, bonsoir, salut, olá, oi, bom dia, boa tarde, boa noite, hallo,
    guten morgen, guten tag, guten abend, ciao, buongiorno, buonasera, bos días, boas tardes,
    boas noites, kaixo, egun on, arratsalde on, gabon, 😂, 🤣, 😅, 😆, 👋, ☀, 🌞, 🌙";

const EMOJI: &str = "
    👍, 👌, 🙏, 🤝, 💪, 👏, 🙌, 🫶, 🫡, 🤙, ✌, 🤗, ✅, ✔, ☑, 💯, ❤, 🧡, 💛, 💚, 💙, 💜, 🩷, 🩵, 🤍, 💖,
    💕, 😊, 🙂, 😀, 😃, 😄, 😁, 😉, 😌, 😎, 😇, ☺, 😍, 🥰, 😘, 🎉, 🥳, ✨, 🌟, ⭐, 💐, 🌹, 🌸, 🌷";

const CATALAN: &str = "
    gràcies, moltes gràcies, moltíssimes gràcies, mil gràcies, gràcies de nou, gràcies per tot,
    moltes gràcies per tot, gràcies per la resposta, gràcies per l'ajuda, gràcies per l'atenció,
    gràcies per la informació, gràcies per avisar, gràcies a tu, gràcies a vosaltres, no gràcies,
    merci, merci per tot, mercès, moltes mercès, igualment, a tu, a vosaltres, a vostè, de res,
    ok, okei, d'acord, entesos, molt bé, bé, genial, perfecte, fantàstic, excel·lent, estupend,
    entès, rebut, fet, solucionat, resolt, arreglat, tot bé, tot correcte, tot clar, tot perfecte,
    tot en ordre, ja està, ja funciona, ja ho tinc, res més, això és tot, cap problema, adéu,
    adéu-siau, a reveure, fins ara, fins aviat, fins demà, fins després, que vagi bé,
    que vagi molt bé, que tinguis un bon dia, que tingui un bon dia, que tingueu un bon dia,
    bon cap de setmana, una abraçada, salutacions, records, petons";

const GERMAN: &str = "
    danke, danke schön, dankeschön, danke sehr, danke vielmals, vielen dank, vielen lieben dank,
    herzlichen dank, besten dank, tausend dank, lieben dank, danke für alles,
    danke für die hilfe, danke für ihre hilfe, danke für deine hilfe, vielen dank für die hilfe,
    vielen dank für ihre hilfe, danke für die info, danke für die antwort, danke nochmal,
    danke nochmals, nochmals danke, danke ebenfalls, danke gleichfalls, danke dir, danke ihnen,
    danke euch, nein danke, bitte schön, bitteschön, gern geschehen, gerne geschehen,
    kein problem, ebenfalls, gleichfalls, ok, okay, oki, in ordnung, alles klar, alles gut,
    alles bestens, passt, passt so, geht klar, einverstanden, verstanden, erhalten, erledigt,
    gelöst, geklärt, funktioniert, es funktioniert, funktioniert jetzt, jetzt funktioniert es,
    super, prima, perfekt, toll, klasse, spitze, wunderbar, ausgezeichnet, sehr gut, gut, top,
    das war's, das war alles, das ist alles, sonst nichts, tschüss, auf wiedersehen,
    bis bald, bis dann, bis später, bis morgen, schönen tag, schönen tag noch,
    einen schönen tag noch, ihnen auch, dir auch, euch auch, schönes wochenende, schönen abend,
    schönen abend noch, gute nacht, liebe grüße, viele grüße, freundliche grüße,
    mit freundlichen grüßen, lg, vg, mfg";

const ENGLISH: &str = "
    thanks, thank you, many thanks, thanks a lot, thanks a million, thanks a bunch,
    thanks so much, thanks very much, thank you so much, thank you very much, thanks again,
    thank you again, thanks for everything, thank you for everything, thanks for your help,
    thank you for your help, thanks for the help, thanks for the info, thanks for your time,
    thanks for letting me know, thx, tks, ty, tysm, cheers, ta, much appreciated, appreciated,
    appreciate it, no thanks, no thank you, you too, same to you, you're welcome, no problem,
    no worries, ok, okay, okey, oki, okok, oks, alright, all right, all good, all clear, all set,
    sounds good, great, perfect, excellent, awesome, amazing, brilliant, wonderful, fantastic,
    lovely, nice, cool, fine, good, very good, that's great, that's perfect, got it, understood,
    noted, received, will do, done, sorted, solved, fixed, resolved, it works, it works now,
    works now, that works, that worked, that's all, that's it, nothing else, bye, bye bye,
    goodbye, see you, see you soon, see you later, take care, have a nice day, have a good day,
    have a great day, have a lovely day, have a good one, have a good weekend,
    have a nice weekend, have a great weekend, good night, regards, best regards, kind regards,
    best wishes";

const SPANISH: &str = "
    gracias, muchas gracias, muchísimas gracias, mil gracias, gracias de nuevo, gracias por todo,
    muchas gracias por todo, gracias por la respuesta, gracias por responder,
    gracias por la ayuda, gracias por tu ayuda, gracias por su ayuda, gracias por vuestra ayuda,
    gracias por la información, gracias por la atención, gracias por avisar, gracias a ti,
    gracias a vosotros, gracias a usted, gracias a ustedes, no gracias, igualmente, a ti,
    a vosotros, a usted, a ustedes, de nada, ok, oki, okey, okay, vale, de acuerdo, muy bien,
    bien, genial, perfecto, estupendo, fantástico, excelente, buenísimo, listo, entendido,
    recibido, hecho, solucionado, resuelto, arreglado, todo bien, todo correcto, todo claro,
    todo ok, todo perfecto, ya está, ya funciona, ya lo tengo, nada más, eso es todo,
    sin problema, ningún problema, adiós, chao, chau, hasta luego, hasta pronto, hasta mañana,
    nos vemos, que tengas un buen día, que tenga un buen día, que tengáis un buen día,
    que tengan un buen día, que tengas buen día, que tenga buen día, que vaya bien,
    que te vaya bien, buen fin de semana, feliz día, feliz tarde, un saludo, saludos,
    un cordial saludo, un abrazo, besos";

const BASQUE: &str = "
    eskerrik asko, mila esker, esker mila, milesker, esker, eskerrik asko guztiagatik,
    mila esker guztiagatik, eskerrik asko laguntzagatik, eskerrik asko erantzuteagatik,
    eskerrik asko berriro, eskerrik asko zuri, eskerrik asko zuei, ez eskerrik asko,
    ez horregatik, ez dago zergatik, berdin, zuri ere, zuei ere, ok, ados, vale, bale, ondo,
    oso ondo, primeran, bikain, ederki, ederto, perfektu, perfektua, ulertuta, ulertu dut, jasota,
    eginda, konponduta, konpondu da, dena ondo, dena argi, badabil, ezer gehiago ez, besterik ez,
    arazorik ez, agur, aio, gero arte, laster arte, bihar arte, hurrengora arte, egun ona izan,
    ondo izan, ondo segi, asteburu on, besarkada bat, musu, muxu, agur bero bat";

const FRENCH: &str = "
    merci, merci beaucoup, merci bien, mille mercis, un grand merci, grand merci, merci encore,
    merci pour tout, merci pour votre aide, merci pour ton aide, merci pour l'aide,
    merci pour la réponse, merci pour votre réponse, merci pour l'info, merci à vous,
    merci à toi, merci de même, non merci, de rien, avec plaisir, je vous en prie, vous aussi,
    toi aussi, pareillement, à vous aussi, ok, okay, d'accord, d'ac, entendu, bien reçu, reçu,
    compris, c'est compris, c'est noté, noté, c'est bon, c'est parfait, c'est réglé, réglé,
    résolu, ça marche, ça fonctionne, tout est bon, tout est clair, très bien, bien, parfait,
    super, génial, top, impeccable, nickel, excellent, formidable, rien d'autre, c'est tout,
    pas de problème, pas de souci, au revoir, à bientôt, à plus, à plus tard, à demain,
    bonne journée, bonne soirée, bonne nuit, belle journée, bonne fin de journée, bon week-end,
    bien à vous, cordialement, bises, bisous";

const GALICIAN: &str = "
    grazas, moitas grazas, moitísimas grazas, mil grazas, grazas por todo, moitas grazas por todo,
    grazas pola axuda, grazas pola resposta, grazas pola información, grazas pola atención,
    grazas de novo, grazas a ti, grazas a vós, non grazas, de nada, igualmente, a ti, a vós,
    a vostede, ok, vale, de acordo, moi ben, ben, xenial, perfecto, estupendo, fantástico,
    excelente, entendido, recibido, feito, listo, solucionado, resolto, arranxado, todo ben,
    todo correcto, todo claro, xa está, xa funciona, nada máis, iso é todo, sen problema, adeus,
    abur, ata logo, ata pronto, ata mañá, deica logo, que teñas un bo día, que teña un bo día,
    boa fin de semana, un saúdo, saúdos, unha aperta, apertas, bicos";

const ITALIAN: &str = "
    grazie, grazie mille, mille grazie, tante grazie, grazie tante, molte grazie, grazie infinite,
    grazie ancora, grazie di tutto, grazie per tutto, grazie di cuore, grazie dell'aiuto,
    grazie per l'aiuto, grazie per la risposta, grazie per le informazioni, grazie a te,
    grazie a voi, grazie a lei, grazie altrettanto, altrettanto, no grazie, ti ringrazio,
    vi ringrazio, la ringrazio, prego, di niente, di nulla, figurati, ok, okay, okey, va bene,
    va benissimo, d'accordo, bene, benissimo, molto bene, perfetto, ottimo, fantastico,
    eccellente, splendido, magnifico, super, capito, ho capito, ricevuto, fatto, risolto,
    tutto bene, tutto ok, tutto chiaro, tutto a posto, a posto, adesso funziona, ora funziona,
    nient'altro, è tutto, nessun problema, arrivederci, a presto, a dopo, a domani,
    buona giornata, buona serata, buon weekend, buon fine settimana, buonanotte, un saluto,
    saluti, cordiali saluti, un abbraccio";

const PORTUGUESE: &str = "
    obrigado, obrigada, muito obrigado, muito obrigada, obrigado por tudo, obrigada por tudo,
    muito obrigado por tudo, muito obrigada por tudo, obrigado pela ajuda, obrigada pela ajuda,
    obrigado pela atenção, obrigada pela atenção, obrigado pela resposta,
    obrigada pela resposta, obrigado mais uma vez, obrigada mais uma vez, obg, obgd, obrigadão,
    brigado, brigada, brigadão, valeu, vlw, agradecido, agradecida, grato, grata, não obrigado,
    não obrigada, de nada, por nada, igualmente, ok, okay, tá bom, tá bem, tá certo, tá ótimo,
    está bem, está bom, certo, beleza, blz, combinado, fechado, entendi, entendido, recebido,
    feito, resolvido, tudo certo, tudo bem, tudo ok, já funciona, já está, deu certo, perfeito,
    ótimo, excelente, maravilha, show, legal, top, fixe, muito bem, muito bom, bom, só isso,
    nada mais, é só isso, sem problema, tchau, adeus, até logo, até mais, até já, até breve,
    até amanhã, bom fim de semana, tenha um bom dia, tenham um bom dia, um abraço, abraço,
    abraços, abs, cumprimentos, beijos, bjs";
