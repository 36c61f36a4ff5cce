"""Names of languages and countries as people write them."""

from __future__ import annotations

from typing import Final

# Adjective or language name -> ISO 639-1. TMDB writes Cantonese as "cn".
LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    "english": ("en",), "french": ("fr",), "german": ("de",), "spanish": ("es",), "italian": ("it",),
    "japanese": ("ja",), "korean": ("ko",), "chinese": ("zh", "cn", "yue"), "mandarin": ("zh",),
    "cantonese": ("cn", "yue"), "russian": ("ru",), "portuguese": ("pt",), "swedish": ("sv",), "danish": ("da",),
    "norwegian": ("no", "nb"), "finnish": ("fi",), "dutch": ("nl",), "polish": ("pl",), "czech": ("cs",),
    "hungarian": ("hu",), "romanian": ("ro",), "greek": ("el",), "turkish": ("tr",), "arabic": ("ar",),
    "hebrew": ("he",), "persian": ("fa",), "farsi": ("fa",), "iranian": ("fa",), "hindi": ("hi",),
    "bollywood": ("hi",), "tamil": ("ta",), "telugu": ("te",), "bengali": ("bn",), "urdu": ("ur",),
    "thai": ("th",), "vietnamese": ("vi",), "indonesian": ("id",), "icelandic": ("is",), "ukrainian": ("uk",),
    "serbian": ("sr",), "croatian": ("hr",), "bulgarian": ("bg",), "catalan": ("ca",), "swahili": ("sw",),
    "malayalam": ("ml",), "kannada": ("kn",), "marathi": ("mr",), "punjabi": ("pa",), "afrikaans": ("af",),
}  # fmt: skip

# Adjectives of countries whose films are told apart by country rather than language -> ISO 3166-1.
NATIONALITIES: Final[dict[str, tuple[str, ...]]] = {
    "british": ("GB",), "american": ("US",), "australian": ("AU",), "canadian": ("CA",), "irish": ("IE",),
    "scottish": ("GB",), "indian": ("IN",), "mexican": ("MX",), "brazilian": ("BR",), "argentinian": ("AR",),
    "argentine": ("AR",), "belgian": ("BE",), "swiss": ("CH",), "austrian": ("AT",), "taiwanese": ("TW",),
    "israeli": ("IL",), "egyptian": ("EG",), "nigerian": ("NG",), "chilean": ("CL",), "colombian": ("CO",),
    "scandinavian": ("SE", "DK", "NO", "FI", "IS"), "nordic": ("SE", "DK", "NO", "FI", "IS"),
    "european": ("GB", "FR", "DE", "IT", "ES", "SE", "DK", "NO", "FI", "NL", "BE", "PL", "CZ", "AT", "CH", "PT",
                 "GR", "IE", "HU", "RO", "IS"),
    "asian": ("JP", "KR", "CN", "HK", "TW", "TH", "IN", "VN", "ID", "PH", "MY", "SG"),
    "latin american": ("MX", "BR", "AR", "CL", "CO", "PE", "UY", "CU", "VE"),
    "south african": ("ZA",), "new zealand": ("NZ",), "hong kong": ("HK",),
}  # fmt: skip

COUNTRIES: Final[dict[str, tuple[str, ...]]] = {
    "france": ("FR",), "germany": ("DE",), "spain": ("ES",), "italy": ("IT",), "japan": ("JP",), "china": ("CN",),
    "hong kong": ("HK",), "taiwan": ("TW",), "korea": ("KR",), "south korea": ("KR",), "india": ("IN",),
    "russia": ("RU", "SU"), "soviet union": ("SU",), "britain": ("GB",), "great britain": ("GB",), "uk": ("GB",),
    "united kingdom": ("GB",), "england": ("GB",), "scotland": ("GB",), "ireland": ("IE",), "usa": ("US",),
    "united states": ("US",), "america": ("US",), "canada": ("CA",), "australia": ("AU",), "new zealand": ("NZ",),
    "mexico": ("MX",), "brazil": ("BR",), "argentina": ("AR",), "chile": ("CL",), "colombia": ("CO",),
    "sweden": ("SE",), "denmark": ("DK",), "norway": ("NO",), "finland": ("FI",), "iceland": ("IS",),
    "netherlands": ("NL",), "holland": ("NL",), "belgium": ("BE",), "switzerland": ("CH",), "austria": ("AT",),
    "poland": ("PL",), "czech republic": ("CZ",), "czechia": ("CZ",), "hungary": ("HU",), "romania": ("RO",),
    "greece": ("GR",), "turkey": ("TR",), "israel": ("IL",), "iran": ("IR",), "egypt": ("EG",), "nigeria": ("NG",),
    "south africa": ("ZA",), "thailand": ("TH",), "vietnam": ("VN",), "indonesia": ("ID",), "portugal": ("PT",),
    "ukraine": ("UA",), "philippines": ("PH",), "senegal": ("SN",), "cuba": ("CU",), "peru": ("PE",),
    "scandinavia": ("SE", "DK", "NO", "FI", "IS"),
}  # fmt: skip
