"""What people call genres, and how surely the word means a film rather than something in its plot."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Kind(Enum):
    """How a word stands for a genre."""

    FILM = auto()  # means a film by itself: a thriller
    STORY = auto()  # means a film when the wish opens with it: a mystery about
    TOPIC = auto()  # needs the word film, or another genre, beside it: war film, crime thriller
    ADJECTIVE = auto()  # describes a film: a scary one, something funny


GENRE_WORDS: Final[dict[str, tuple[tuple[str, ...], Kind]]] = {
    **dict.fromkeys(("thriller", "thrillers", "thrillerish"), (("Thriller",), Kind.FILM)),
    **dict.fromkeys(
        ("comedy", "comedies", "comedys", "comedic", "parody", "parodies", "spoof", "spoofs"),
        (("Comedy",), Kind.FILM),
    ),
    **dict.fromkeys(("documentary", "documentaries", "docu", "docus", "docs"), (("Documentary",), Kind.FILM)),
    **dict.fromkeys(("musical", "musicals"), (("Music",), Kind.FILM)),
    **dict.fromkeys(("western", "westerns"), (("Western",), Kind.FILM)),
    **dict.fromkeys(("drama", "dramas", "melodrama", "melodramas"), (("Drama",), Kind.FILM)),
    **dict.fromkeys(
        ("horror", "horrors", "slasher", "slashers", "creature feature", "creature features"),
        (("Horror",), Kind.FILM),
    ),
    **dict.fromkeys(
        ("sci fi", "sci fis", "scifi", "sf", "science fiction", "syfy", "space opera", "space operas"),
        (("Science Fiction",), Kind.FILM),
    ),
    **dict.fromkeys(
        ("cartoon", "cartoons", "animation", "animations", "anime", "animes", "toons"),
        (("Animation",), Kind.FILM),
    ),
    **dict.fromkeys(
        ("rom com", "romcom", "rom coms", "romcoms", "romantic comedy", "romantic comedies", "romedy"),
        (("Comedy", "Romance"), Kind.FILM),
    ),
    **dict.fromkeys(("dramedy", "dramedies", "tragicomedy"), (("Comedy", "Drama"), Kind.FILM)),
    **dict.fromkeys(
        ("murder mystery", "murder mysteries", "whodunit", "whodunnit", "whodunits", "whodunnits"),
        (("Mystery",), Kind.FILM),
    ),
    **dict.fromkeys(("mystery", "mysteries"), (("Mystery",), Kind.STORY)),
    **dict.fromkeys(("romance", "romances", "love story", "love stories"), (("Romance",), Kind.STORY)),
    **dict.fromkeys(("fantasy", "fantasies"), (("Fantasy",), Kind.STORY)),
    **dict.fromkeys(("adventure", "adventures"), (("Adventure",), Kind.STORY)),
    **dict.fromkeys(("action",), (("Action",), Kind.STORY)),
    **dict.fromkeys(("war",), (("War",), Kind.TOPIC)),
    **dict.fromkeys(("crime", "gangster", "mafia", "mob"), (("Crime",), Kind.TOPIC)),
    **dict.fromkeys(("history", "historical"), (("History",), Kind.TOPIC)),
    **dict.fromkeys(("music",), (("Music",), Kind.TOPIC)),
    **dict.fromkeys(
        ("family", "kids", "kid", "childrens", "children", "kiddie", "family friendly", "kid friendly"),
        (("Family",), Kind.TOPIC),
    ),
    **dict.fromkeys(("scary", "spooky", "creepy", "frightening"), (("Horror",), Kind.ADJECTIVE)),
    **dict.fromkeys(("funny", "hilarious", "good laugh", "laugh", "laughs"), (("Comedy",), Kind.ADJECTIVE)),
    **dict.fromkeys(("romantic",), (("Romance",), Kind.ADJECTIVE)),
    **dict.fromkeys(("animated",), (("Animation",), Kind.ADJECTIVE)),
    **dict.fromkeys(("suspenseful",), (("Thriller",), Kind.ADJECTIVE)),
}

# Things a person may not want to see: what is said -> keywords that tell it.
_VIOLENCE: Final = (
    "violence",
    "blood",
    "gore",
    "torture",
    "brutality",
    "bloody",
    "ultraviolence",
    "sadism",
    "splatter",
)
_SEX: Final = ("sex", "nudity", "erotic", "sexual", "sex scene", "erotica")
UNWANTED: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        ("violent", "violence", "bloody", "blood", "gore", "gory", "brutal", "brutality"), _VIOLENCE
    ),
    **dict.fromkeys(("sex", "sexual", "nudity", "nude", "erotic", "sex scenes"), _SEX),
    **dict.fromkeys(("rape", "sexual violence"), ("rape", "sexual violence", "sexual abuse")),
    **dict.fromkeys(("drugs", "drug use"), ("drug", "drugs", "drug abuse", "drug use", "drug addiction")),
    **dict.fromkeys(("suicide",), ("suicide",)),
    **dict.fromkeys(
        ("superhero", "superheroes", "super heroes", "superheros"), ("superhero", "marvel comic", "dc comics")
    ),
    **dict.fromkeys(("zombies", "zombie"), ("zombie", "zombies", "undead")),
    **dict.fromkeys(("vampires", "vampire"), ("vampire",)),
    **dict.fromkeys(("aliens",), ("alien",)),
    **dict.fromkeys(("sequels", "sequel"), ("sequel",)),
    **dict.fromkeys(("remakes", "remake"), ("remake",)),
    **dict.fromkeys(("black and white",), ("black and white",)),
    **dict.fromkeys(("jump scares", "jumpscares"), ("jump scare",)),
}


def contents_of(keywords: frozenset[str]) -> list[str]:
    """What refused keywords keep out, in few words: a whole group of `UNWANTED` by one name of it."""
    named: list[str] = []
    left = set(keywords)
    for group in sorted(set(UNWANTED.values()), key=len, reverse=True):
        if left.issuperset(group):
            name = next((word for word in group if word in UNWANTED), group[0])
            named.append(name)
            left.difference_update(group)
    return sorted((*named, *left))
