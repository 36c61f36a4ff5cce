"""Genres stated as a wish, not as part of a plot."""

from __future__ import annotations

import re
from typing import Final

from retrieval.filters import Filters
from retrieval.reading.alternatives import Option, wish_all
from retrieval.reading.draft import Draft
from retrieval.reading.film_phrase import names_kind, opens, stands_alone
from retrieval.reading.genre_names import GENRE_WORDS, Kind
from retrieval.text import word_set

_GENRE: Final = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(GENRE_WORDS, key=len, reverse=True))})\b(?: 's(?= ))?"
)
_FOR_KIDS: Final = re.compile(
    r"\b(?:suitable |good |appropriate )?(?:for|with) (?:the |my |our |a )?(?:whole |entire |little "
    r"|small |young )?(?:family|kids?|children|families|toddlers?)"
    r"(?: (?:movie )?night)?\b"
)
_STORY_FOLLOWERS: Final = word_set("about from starring directed with set where for")
_LISTED_TOPICS: Final = word_set("war crime history historical")
_ARTICLES: Final = word_set("a an the in on of into his her their this that")


def read_genres(draft: Draft) -> None:
    """Add the genres wished for; `a comedy actor who` and `the war between` name none."""
    found = [(match["word"], first, last) for match, first, last in draft.find(_GENRE)]
    accepted: list[tuple[str, int, int]] = []
    # From the right, so that `crime` in `crime thriller` sees that a genre follows.
    for word, first, last in reversed(found):
        follows = any(start == last + 1 for _, start, _ in accepted)
        if _is_wish(draft, GENRE_WORDS[word][1], first, last, follows=follows):
            accepted.append((word, first, last))
    options: list[Option] = []
    for word, first, last in reversed(accepted):
        names = GENRE_WORDS[word][0]
        if draft.key(first - 1) == "more":
            first = first - 2 if draft.key(first - 2) == "with" else first - 1
        end = last + 1 if draft.is_film_noun(last + 1) or draft.key(last + 1) == "yes" else last
        note = " ".join(name.lower() for name in names)
        if options and options[-1].last == first - 1:  # "romantic comedy" is one kind of film
            before = options.pop()
            names, first = (*before.filters.genres, *names), before.first
            note = " ".join(dict.fromkeys((before.note, note)))
        options.append(Option(Filters(genres=frozenset(names)), first, end, note))
    wish_all(draft, options)
    for _, first, last in draft.find(_FOR_KIDS):
        if draft.key(first).startswith(("for", "suitable", "good", "appropriate")) and draft.closes(last):
            draft.wish(Filters(genres=frozenset(("Family",))), first, last, "family")


def _is_wish(draft: Draft, kind: Kind, first: int, last: int, *, follows: bool) -> bool:
    if draft.key(first - 1) == "more" and draft.closes(last):
        return True  # "something with more action"
    if _in_story(draft, first) and not draft.is_film_noun(last + 1):
        return False
    if follows and kind is not Kind.FILM:
        return opens(draft, first)
    meant = draft.stance(first, last)
    if meant.refused and kind is Kind.FILM and draft.closes(last) and opens(draft, meant.first):
        return True
    said = draft.is_said_of_film(first) or draft.stance(first, last).weight < 1
    if said and kind is not Kind.TOPIC and draft.closes(draft.stance(first, last).last):
        return True
    if draft.is_film_noun(last + 1) and draft.key(last + 1) not in {"something", "anything", "one"}:
        at_end = last + 2 >= len(draft.tokens)
        return draft.closes(last + 1) and (
            opens(draft, first) or (at_end and draft.key(first - 1) not in _ARTICLES)
        )
    if draft.key(last + 1) in {"one", "ones"}:
        return draft.leads(first)
    if draft.is_whole(first, last) or (draft.key(last + 1) == "yes" and draft.leads(first)):
        return True
    if kind is Kind.FILM:
        return (opens(draft, first) and (follows or draft.closes(last))) or draft.is_label(first, last)
    if kind is Kind.STORY:
        after = last + 1 + (draft.key(last + 1) == ",")
        ends = after >= len(draft.tokens) or draft.used[after] or _follows_story(draft, last + 1)
        modified = (
            first > 0 and draft.used[first - 1] and draft.key(first - 1).isalnum() and draft.closes(last)
        )
        # With words of its own before it ("a bittersweet summer romance") it is a mood, unless facts are asked for.
        factual = any(draft.used[draft.opened :]) and opens(draft, first)
        return (draft.leads(first) or factual) and (ends or modified)
    if kind is Kind.TOPIC:
        after = last + 1
        bare = (
            draft.leads(first) and after < len(draft.tokens) and draft.used[after]
        )  # "crime [rated over 7]"
        item = draft.keys[first] in _LISTED_TOPICS and (bare or stands_alone(draft, first, last))
        return item and any(draft.used[draft.opened :])
    before = draft.key(first - 1)
    if before in {"something", "anything"} and draft.closes(last):
        return True
    if names_kind(draft, first, last) or (
        draft.key(first) == "animated" and stands_alone(draft, first, last)
    ):
        return True
    # "Horror but funny" and "funny but not romantic" state a genre; "funny, warm" is a mood: meaning finds it.
    added = before in {"but", "yet"} and first > 1 and draft.used[first - 2]
    limited = draft.leads(first) and draft.key(last + 1) == "but" and draft.used[last + 1]
    return (added and draft.closes(last)) or limited


def _in_story(draft: Draft, first: int) -> bool:
    """Whether `about` stands before, so that it is told of: `a drama about a family`."""
    before = first - 1
    while before >= 0 and draft.key(before) in _ARTICLES:
        before -= 1
    return draft.key(before) in {"about", "involving", "against"} and not draft.used[before]


def _follows_story(draft: Draft, number: int) -> bool:
    return draft.key(number) in _STORY_FOLLOWERS or (
        draft.key(number) == "in" and draft.key(number + 1) == "which"
    )
