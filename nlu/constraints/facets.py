"""Genres, languages and moods: closed lists of phrases, written with or without spaces and hyphens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rapidfuzz.distance import OSA

from nlu import lexicon
from nlu.spans import Span
from nlu.text import Word, fold


def _phrases(table: Mapping[str, str]) -> Mapping[str, str]:
    """From `value: phrase, phrase` to a lookup by the phrase without its spaces."""
    return MappingProxyType(
        {
            fold(phrase).replace(" ", "").replace("-", ""): value
            for value, phrases in table.items()
            for phrase in phrases.split(", ")
        }
    )


GENRES = _phrases(
    {
        "Action": "action, actioner, actioners, action packed",
        "Adventure": "adventure, adventures, swashbuckler",
        "Animation": "animation, animated, anime, cartoon, cartoons, animations",
        "Comedy": "comedy, comedies, comedys, comedic, slapstick, comedy drama, dramedy, dark comedy, black comedy",
        "Crime": "crime, crimes, gangster, film noir, neo noir, noir, mob, mafia",
        "Documentary": "documentary, documentaries, docu, documentry, mockumentary",
        "Drama": "drama, dramas, melodrama, period drama, courtroom drama",
        "Family": "family, kids, children, childrens",
        "Fantasy": "fantasy, fantasies, fantasy epic",
        "History": "history, historical, period piece, period",
        "Horror": "horror, horrors, horor, slasher, slashers, horro, giallo",
        "Music": "music, musical, musicals",
        "Mystery": "mystery, mysteries, whodunit, whodunits, whodunnit, murder mystery, murder mysteries",
        "Romance": "romance, romances, romantic comedy, romantic comedies, rom com, rom coms, romcom, romcoms, chick flick",
        "Science Fiction": "science fiction, sci fi, scifi, sf, syfy, cyberpunk",
        "Thriller": "thriller, thrillers, triller, thriler, psychological thriller",
        "War": "war, ww2, wwii",
        "Western": "western, westerns, spaghetti western, spaghetti westerns",
    }
)
_AMBIGUOUS = frozenset(
    [
        "action",
        "adventure",
        "adventures",
        "crime",
        "crimes",
        "drama",
        "family",
        "kids",
        "children",
        "childrens",
        "history",
        "music",
        "mystery",
        "mysteries",
        "war",
        "period",
        "mob",
        "mafia",
        "romance",
        "fantasy",
        "fantasies",
        "ww2",
        "wwii",
        "gangster",
    ]
)
_FILM_NOUNS = frozenset(
    [
        "movie",
        "movies",
        "film",
        "films",
        "flick",
        "flicks",
        "picture",
        "pictures",
        "cinema",
        "stuff",
        "thing",
        "one",
        "ones",
        "epic",
        "epics",
        "classic",
        "classics",
        "genre",
        "moive",
        "moives",
        "movei",
        "movies",
        "filme",
        "pics",
    ]
)

LANGUAGES = _phrases(
    {
        "en": "english", "fr": "french", "de": "german", "es": "spanish", "it": "italian", "ja": "japanese",
        "ko": "korean, south korean", "zh": "chinese, mandarin", "cn": "cantonese", "hi": "hindi, bollywood",
        "ru": "russian", "sv": "swedish", "da": "danish", "no": "norwegian", "fi": "finnish", "nl": "dutch",
        "pl": "polish", "pt": "portuguese, brazilian", "tr": "turkish", "ar": "arabic", "fa": "persian, farsi, iranian",
        "th": "thai", "he": "hebrew", "hu": "hungarian", "cs": "czech", "el": "greek", "ro": "romanian",
        "is": "icelandic", "id": "indonesian", "ta": "tamil", "te": "telugu", "bn": "bengali", "vi": "vietnamese",
    }
)  # fmt: skip

MOODS = _phrases(
    {
        "feel-good": "feel good, uplifting, heartwarming, heart warming, wholesome, cheerful, happy, upbeat, feel better",
        "cozy": "cozy, cosy, comforting, comfort, comfy, relaxing, chill, easy going, gentle, warm, soothing",
        "scary": "scary, creepy, spooky, terrifying, frightening, eerie, chilling, scare",
        "funny": "funny, hilarious, laugh, laughs, goofy, silly, witty, humorous, lol",
        "sad": "sad, tearjerker, tear jerker, heartbreaking, depressing, melancholic, melancholy, weepy, bittersweet, cry",
        "mind-bending": "mind bending, mindbending, mind blowing, trippy, twisty, mindfuck, mind bender, brainy, surreal",
        "dark": "dark, gritty, bleak, grim, disturbing, twisted, unsettling",
        "tense": "tense, suspenseful, thrilling, gripping, nail biting, edge of my seat, edge of your seat, suspense",
        "romantic": "romantic, swoony, date night, sexy, steamy",
        "light": "light, lighthearted, light hearted, easy watch, breezy, undemanding, mindless",
        "violent": "violent, gory, bloody, brutal, gore",
        "inspiring": "inspiring, inspirational, motivational, empowering",
        "exciting": "exciting, adrenaline, fast paced, fun, entertaining",
        "slow": "slow burn, slow paced, slow, contemplative, meditative, quiet",
        "thoughtful": "thought provoking, thoughtful, deep, intelligent, smart, clever, philosophical",
        "weird": "weird, quirky, offbeat, bizarre, strange, whimsical, wacky",
        "epic": "epic, sweeping, grand",
        "emotional": "emotional, moving, touching, poignant",
        "nostalgic": "nostalgic, nostalgia",
    }
)  # fmt: skip

LONGEST = 4


def _corrected(name: str) -> str | None:
    """The genre a single word is one or two slips away from, where no dictionary holds the word."""
    if len(name) < 6 or name in GENRES or name in MOODS or lexicon.is_english(name):
        return None
    allowed = 1 if len(name) < 9 else 2
    return next(
        (
            GENRES[known]
            for known in GENRES
            if len(known) > 5
            and known[0] == name[0]
            and OSA.distance(name, known, score_cutoff=allowed) <= allowed
        ),
        None,
    )


def _is_genre(name: str, words: Sequence[Word], first: int, after: int) -> bool:
    """Words such as `war` and `family` are genres beside a film noun, another genre, or alone."""
    if name not in _AMBIGUOUS or len(words) <= 2:
        return True
    beside = [words[i].norm for i in (first - 1, after) if 0 <= i < len(words)]
    beyond = [words[i].norm for i in (after, after + 1) if i < len(words)]
    return any(
        norm in _FILM_NOUNS or (norm in GENRES and norm not in _AMBIGUOUS) for norm in (*beside, *beyond)
    )


def find_facets(words: Sequence[Word]) -> Iterator[Span]:
    """Genres (as the catalogue names them), languages (ISO 639-1) and moods in a message."""
    for first in range(len(words)):
        name = ""
        for after in range(first + 1, min(first + LONGEST, len(words)) + 1):
            name += words[after - 1].norm
            start, end = words[first].start, words[after - 1].end
            if after == first + 1 and (corrected := _corrected(name)):
                yield Span("genre", start, end, corrected, 0.8)
            elif name in GENRES and _is_genre(name, words, first, after):
                yield Span("genre", start, end, GENRES[name])
            elif name in LANGUAGES:
                yield Span("language", start, end, LANGUAGES[name])
            elif name in MOODS:
                yield Span("mood", start, end, MOODS[name])
