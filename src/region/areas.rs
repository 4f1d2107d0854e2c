//! Area codes: what tells countries of one code apart, and the zones of a country that has several.
//!
//! An area is what follows the country code, and the longest that fits counts: `2` may stand for
//! all that no longer entry names. A line without areas says only that a country has that zone too.
//! One zone stands for all that show the same clock today. Mobiles that no area binds are left out,
//! so that they stay unsure. Sources: the national numbering plans that ITU-T collects ("National
//! numbering plans"), and the IANA database for who lives in which zone.

mod north_america;

use north_america::NORTH_AMERICA;

/// Country, its zones with the likeliest first, areas, and their name for whoever checks the table.
pub(super) type Line = (&'static str, &'static str, &'static str, &'static str);

/// The lines under a country code.
pub(super) fn areas(code: &str) -> &'static [Line] {
    AREAS.iter().find(|(known, _)| *known == code).map_or(&[], |(_, lines)| *lines)
}

pub(super) const AREAS: &[(&str, &[Line])] = &[
    ("1", NORTH_AMERICA),
    ("212", MOROCCO),
    ("243", CONGO),
    ("262", REUNION),
    ("299", GREENLAND),
    ("34", SPAIN),
    ("351", PORTUGAL),
    ("358", FINLAND),
    ("39", ITALY),
    ("44", BRITAIN),
    ("47", NORWAY),
    ("52", MEXICO),
    ("55", BRAZIL),
    ("56", CHILE),
    ("593", ECUADOR),
    ("599", ANTILLES),
    ("61", AUSTRALIA),
    ("62", INDONESIA),
    ("64", NEW_ZEALAND),
    ("672", TERRITORIES),
    ("675", NEW_GUINEA),
    ("686", KIRIBATI),
    ("689", POLYNESIA),
    ("691", MICRONESIA),
    ("7", RUSSIA),
    ("976", MONGOLIA),
];

const MOROCCO: &[Line] = &[("EH", "Africa/El_Aaiun", "5288 5289", "Western Sahara")];

const CONGO: &[Line] = &[
    ("CD", "Africa/Kinshasa", "1 3", "Kinshasa, Bas-Congo, Bandundu"),
    ("CD", "Africa/Lubumbashi", "2 4 6", "Katanga, Kasai, Kivu"),
    ("CD", "Africa/Lubumbashi Africa/Kinshasa", "5", "Kisangani; Mbandaka"),
];

const REUNION: &[Line] = &[("YT", "Indian/Mayotte", "269 639", "Mayotte")];

const GREENLAND: &[Line] = &[
    ("GL", "America/Nuuk", "3 6 8 9", "all other landlines"),
    ("GL", "America/Thule", "97", "Qaanaaq"),
];

const SPAIN: &[Line] = &[
    ("ES", "Atlantic/Canary", "822 828 922 928", "Canary Islands"),
    ("ES", "Europe/Madrid", "8 9", "all other landlines"),
];

const PORTUGAL: &[Line] = &[
    ("PT", "Atlantic/Azores", "292 295 296", "Azores"),
    ("PT", "Atlantic/Madeira", "291", "Madeira"),
    ("PT", "Europe/Lisbon", "2", "all other landlines"),
];

const FINLAND: &[Line] = &[("AX", "Europe/Mariehamn", "18", "Åland")];

const ITALY: &[Line] = &[("VA", "Europe/Vatican", "06698", "Vatican City")];

const BRITAIN: &[Line] = &[
    ("GG", "Europe/Guernsey", "1481 7781 7839 7911", "Guernsey"),
    ("IM", "Europe/Isle_of_Man", "1624 7524 7624 7924", "Isle of Man"),
    ("JE", "Europe/Jersey", "1534 7509 7797 7829 7937", "Jersey"),
];

const NORWAY: &[Line] = &[("SJ", "Arctic/Longyearbyen", "79", "Svalbard")];

/// Mobiles have an area as landlines do.
const MEXICO: &[Line] = &[
    ("MX", "America/Bahia_Banderas", "329", "Bahía de Banderas"),
    ("MX", "America/Cancun", "983 984 987 998", "Quintana Roo"),
    ("MX", "America/Chihuahua", "614 621 625 627 628 629 635 636 639 648 649 652 659", "Chihuahua"),
    ("MX", "America/Ciudad_Juarez", "656 657", "Ciudad Juárez"),
    ("MX", "America/Hermosillo", "622 623 631 632 633 634 637 638 641 642 643", "Sonora"),
    ("MX", "America/Hermosillo", "644 645 647 651 653 662", "Sonora"),
    ("MX", "America/Matamoros", "867 868 877 878 894 899", "border of the north-east"),
    ("MX", "America/Mazatlan", "311 319 323 324 325 327 389", "Nayarit"),
    ("MX", "America/Mazatlan", "612 613 615 624", "Baja California Sur"),
    ("MX", "America/Mazatlan", "660 667 668 669 672 673 687 69", "Sinaloa"),
    ("MX", "America/Mexico_City", "2 3 4 5 7 8 9", "all others"),
    ("MX", "America/Monterrey", "618 671 674 675 676 677", "Durango"),
    ("MX", "America/Ojinaga", "626", "Ojinaga"),
    ("MX", "America/Tijuana", "616 646 658 661 663 664 665 686", "Baja California"),
];

/// Mobiles have an area as landlines do.
const BRAZIL: &[Line] = &[
    ("BR", "America/Araguaina", "63", "Tocantins"),
    ("BR", "America/Bahia", "71 73 74 75 77", "Bahia"),
    ("BR", "America/Belem", "91 93 94 96", "Pará, Amapá"),
    ("BR", "America/Boa_Vista", "95", "Roraima"),
    ("BR", "America/Campo_Grande", "67", "Mato Grosso do Sul"),
    ("BR", "America/Cuiaba", "65 66", "Mato Grosso"),
    ("BR", "America/Fortaleza", "83 84 85 86 88 89 98 99", "Paraíba to Maranhão"),
    ("BR", "America/Maceio", "79 82", "Sergipe, Alagoas"),
    ("BR", "America/Manaus", "92", "Amazonas"),
    ("BR", "America/Manaus America/Rio_Branco", "97", "Amazonas, inland"),
    ("BR", "America/Porto_Velho", "69", "Rondônia"),
    ("BR", "America/Recife", "87", "Pernambuco, inland"),
    ("BR", "America/Recife America/Noronha", "81", "Pernambuco, coast and islands"),
    ("BR", "America/Rio_Branco", "68", "Acre"),
    ("BR", "America/Sao_Paulo", "1 2 3 4 5 61 62 64", "the south and the middle"),
];

const CHILE: &[Line] = &[
    ("CL", "America/Coyhaique", "67", "Aysén"),
    ("CL", "America/Punta_Arenas", "61", "Magallanes"),
    ("CL", "America/Santiago", "2 3 4 5 63 64 65 7", "all other landlines"),
    ("CL", "Pacific/Easter", "32210", "Easter Island"),
];

const ECUADOR: &[Line] = &[
    ("EC", "America/Guayaquil", "2 3 4 6 7", "all other landlines"),
    ("EC", "America/Guayaquil Pacific/Galapagos", "5", "Manabí, Los Ríos; Galápagos"),
];

const ANTILLES: &[Line] = &[("BQ", "America/Kralendijk", "3 4 7", "Bonaire and its sisters")];

const AUSTRALIA: &[Line] = &[
    ("AU", "Australia/Adelaide", "87 88", "South Australia"),
    ("AU", "Australia/Brisbane", "7", "Queensland"),
    ("AU", "Australia/Darwin", "889", "Northern Territory"),
    ("AU", "Australia/Hobart", "36", "Tasmania"),
    ("AU", "Australia/Melbourne", "3", "Victoria"),
    ("AU", "Australia/Perth", "86 89", "Western Australia"),
    ("AU", "Australia/Sydney", "2", "New South Wales"),
    ("CC", "Indian/Cocos", "89162", "Cocos Islands"),
    ("CX", "Indian/Christmas", "89164", "Christmas Island"),
];

const INDONESIA: &[Line] = &[
    ("ID", "Asia/Jakarta", "2 3 513 519 522 525 528 53 56 6 7", "Java, Sumatra, west of Borneo"),
    ("ID", "Asia/Jayapura", "9", "Moluccas, Papua"),
    ("ID", "Asia/Makassar", "36 37 38 4", "Bali to Timor, Sulawesi"),
    ("ID", "Asia/Makassar", "511 512 517 518 526 527 54 55", "east of Borneo"),
];

const NEW_ZEALAND: &[Line] = &[
    ("NZ", "Pacific/Auckland", "3 4 6 7 9", "all other landlines"),
    ("NZ", "Pacific/Chatham", "3305", "Chatham Islands"),
];

const TERRITORIES: &[Line] =
    &[("AQ", "Antarctica/Casey Antarctica/Davis Antarctica/Mawson", "1", "Australian stations")];

const NEW_GUINEA: &[Line] = &[
    ("PG", "Pacific/Bougainville", "973", "Bougainville"),
    ("PG", "Pacific/Port_Moresby", "3 4 5 6 9", "all other landlines"),
];

const KIRIBATI: &[Line] =
    &[("KI", "Pacific/Kanton Pacific/Kiritimati", "", "Phoenix and Line Islands")];

const POLYNESIA: &[Line] = &[
    ("PF", "Pacific/Gambier", "40978", "Gambier Islands"),
    ("PF", "Pacific/Marquesas", "4091 4092", "Marquesas Islands"),
    ("PF", "Pacific/Tahiti", "4", "all other landlines"),
];

const MICRONESIA: &[Line] = &[
    ("FM", "Pacific/Chuuk", "33 35", "Chuuk, Yap"),
    ("FM", "Pacific/Pohnpei", "32 37", "Pohnpei, Kosrae"),
];

/// Mobiles begin with 9 and stay unsure.
const RUSSIA: &[Line] = &[
    ("KZ", "Asia/Almaty", "6 7", "Kazakhstan, one zone since 2024"),
    ("RU", "Asia/Irkutsk", "301 395", "Buryatia, Irkutsk"),
    ("RU", "Asia/Kamchatka", "415 427", "Kamchatka, Chukotka"),
    ("RU", "Asia/Krasnoyarsk", "390 391 394", "Khakassia, Krasnoyarsk, Tuva"),
    ("RU", "Asia/Magadan", "413", "Magadan"),
    ("RU", "Asia/Novosibirsk", "382 383 384 385 388", "Tomsk to Altai"),
    ("RU", "Asia/Omsk", "381", "Omsk"),
    ("RU", "Asia/Sakhalin", "424", "Sakhalin"),
    ("RU", "Asia/Vladivostok", "421 423 426", "Khabarovsk, Primorye"),
    ("RU", "Asia/Yakutsk", "302 416", "Chita, Amur"),
    ("RU", "Asia/Yakutsk Asia/Vladivostok Asia/Magadan", "411", "Yakutia"),
    ("RU", "Asia/Yekaterinburg", "342 343 345 346 347 349 351 352 353", "the Urals"),
    ("RU", "Europe/Kaliningrad", "401", "Kaliningrad"),
    ("RU", "Europe/Moscow", "47 48 49 81 82 83 841 843 844 847 855", "Moscow to the Volga"),
    ("RU", "Europe/Moscow", "861 862 863 865 866 867 87", "the south"),
    ("RU", "Europe/Samara", "341 842 845 846 848 851", "Udmurtia, Samara to Astrakhan"),
];

const MONGOLIA: &[Line] = &[
    ("MN", "Asia/Hovd", "14 24", "the west"),
    ("MN", "Asia/Ulaanbaatar", "11 12 13 15 21 22 23 25 70 71 75 76 77", "all other landlines"),
];
