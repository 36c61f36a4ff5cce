"""Words that show whether other words are meant as a title or a name."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PRONOUNS = _set(
    """
    he her hers him his i it its me my one ones she that them these they this those us we you your
    """
)
"""Words that point at a film already talked about."""

CONTROLS = _set(
    """
    about again all another any anything back bad begin best both bye cancel continue cool
    everything film films find first flick go good goodbye great hello help hey hi how last like
    list maybe more movie movies never new newer next nice no none nothing now ok okay old older
    other others play please random rate recommend search second show some someone something star
    stars start stop sure surprise thank thanks third today tonight top undo watch watchlist what
    whatever when where which who why wow yes
    """
)
"""Words that steer a conversation, and small talk: never a title by themselves."""

FILM = _set("called film flick movie named picture titled")
"""What a title may be introduced by: `the movie Up`, `a film called Up`."""

BEFORE = _set(
    """
    add added adored bookmark delete despised dislike disliked drop enjoy enjoyed finished forget
    gave give gives grade hate hated hide like liked likes love loved mark put queue rate rated
    rating remind remove resembles rewatch rewatched save saved saw score scored scratch see seen
    skip strike take than tried unlike watch watched watching
    """
)
"""Words that take a title: `rate Heat`, `watched Taken`."""

QUESTION = _set(
    """
    about and are come describe details did directed does explain get got how in info information is
    long made me more of on out plays plot recommend recommended s starring stars suggest suggested
    summary synopsis tell the was what whats when where which who why wrote year you
    """
)
"""Words that questions about a title begin with: `how long is Up`."""

AFTER = _set(
    """
    a again already an and as back because but by deserved deserves film five for four from gets got
    half i in instead is isnt it its ive last movie next now off on one or out please pls rocked
    rocks so sucked sucks then though three thumbs to tonight too twice two was wasnt when with
    yesterday zero
    """
)
"""Words that may follow a title: `Heat to my list`, `Heat again`."""

SUBJECT_OF = _set(
    """
    bored deserved deserves gets got is isnt rocked rocks sucked sucks was wasnt
    """
)
"""Words that say something of the title before them: `Heat was great`."""

COMMANDS = _set(
    """
    actors actually because bookmark can cast cinema clear could day del delete director do done
    dump dvd else ending erase gonna her his interested just later least long minutes my need night
    our plot rating really recommend recommendation recommendations recommended released remember
    review runtime saved score seen should similar story suggest suggested suggestion theater their
    thumbs time tv very viewed wanna want watchlist week will wipe would year your
    """
)
"""Other words of commands and questions, which tell nothing of a plot."""

COMPARED = _set("anything but less more so someone something too very")
"""Words that make a quality of the next: `more gravity`, `something big`."""

STORY = _set(
    """
    all anything film films flick is its movie movies one something story stuff thing was
    """
)
"""Words before `about` that begin a description: `a movie about heat`."""

NAME_BEFORE = _set(
    """
    actor actress by directed director featuring minus plays starring stars with without
    """
)
"""Words that people's names follow: `by Nolan`, `starring Cher`."""

ODD_NAME_BEFORE = _set("and any from like love more no of or s")
"""Words that a name follows where it is no English word: `like Scorsese`."""

NAME_AFTER = _set("film films flick flicks movie movies stuff")
"""Words that follow a name: `Hitchcock films`."""

NOT_TITLES = _set(
    """
    a again all already an and any anything bot both by directed everybody everyone everything film
    films first flick for he her here him his how i in it last list me more movie movies my nobody
    nothing now of on one ones or please rating review score second she some someone something stars
    stuff that the them then there these they third this those title to today tomorrow tonight
    watchlist we what when where which who yesterday you your yours
    """
)
"""Words of which no title is made that a request would name."""

ASKED = _set(
    "all curious details feel hear heard how info information know me more read think thoughts what wonder"
)
"""Words before `about` that ask for a film: `tell me about Heat`, `what about Heat`."""
