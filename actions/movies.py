"""Finding films: describe, browse, recommend, similar, trending."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from actions import buttons, listing, phrases, searching, vocabulary
from actions.asking import choose
from actions.constraints import described
from actions.conversation import Deed, Request
from actions.refining import bare_wish, merge
from actions.replies import Reply
from actions.resolve import NotFound, Unclear, resolve
from actions.turn import Answer, Turn
from retrieval.facets import Order
from retrieval.filters import Filters
from retrieval.query import Query

if TYPE_CHECKING:
    from bot.assistant import Assistant

_ORDERS: Final[tuple[tuple[re.Pattern[str], Order], ...]] = (
    (re.compile(r"\b(?:best|top|greatest|highest|finest)\b", re.IGNORECASE), "rating"),
    (re.compile(r"\b(?:newest|latest|most recent|recent|new)\b", re.IGNORECASE), "newest"),
    (re.compile(r"\b(?:oldest|earliest|first ever)\b", re.IGNORECASE), "oldest"),
)
_ORDER_WORDS: Final = frozenset(
    [
        "best",
        "top",
        "greatest",
        "highest",
        "finest",
        "newest",
        "latest",
        "most",
        "recent",
        "new",
        "oldest",
        "earliest",
        "ever",
        "popular",
        "famous",
        "known",
        "well",
    ]
)
_HOW_MANY: Final = re.compile(
    r"\bhow (?:many|big)\b.*\b(?:films?|movies?|titles|ones|catalogue|list|collection|database|comed\w+|thrillers?|dramas?)\b",
    re.IGNORECASE,
)
_DECADE: Final = re.compile(r"(\d{3})0s")
_RUNTIME: Final = re.compile(r"([<>])=(\d+)")
_OPENING: Final = re.compile(
    r"^\s*(?:(?:actually|ok|okay|alright|so|well|right|now|then|no|hey|hi|hello|hm+|please)\b[\s,.!]*)+"
    r"(?=(?:show|find|give|list|recommend|suggest|i|i'm|i'd|what|which|any|some|something|can|could|please)\b)",
    re.IGNORECASE,
)
_GENRES_OFFERED: Final = ("Comedy", "Drama", "Science Fiction", "Thriller", "Animation")


def describe(turn: Turn, assistant: Assistant) -> Answer:
    """Find films by what they are about."""
    if vocabulary.is_wordless(turn.text):
        return Answer(
            Reply(text=phrases.NO_WORDS, buttons=[buttons.RECOMMEND, buttons.HELP]), turn.conversation
        )
    request = Request(
        "search", assistant.engine.understand(_title_alone(turn.text, assistant) or opened(turn.text))
    )
    return searching.search(turn, request, assistant)


def opened(text: str) -> str:
    """`text` without the words that only take up the conversation: `actually show me comedies`."""
    return _OPENING.sub("", text) or text


def _title_alone(text: str, assistant: Assistant) -> str:
    """The title in a message that says nothing else: `Heat movie`, `the film Alien`; else empty."""
    title = vocabulary.core(text)
    return title if title and any(match.exact for match in assistant.titles(title, 1)) else ""


def browse(turn: Turn, assistant: Assistant) -> Answer:
    """Films by facts: genre, person, years, language. Words beyond those make it a search."""
    order: Order = "popular"
    text = opened(turn.text)
    for pattern, named in _ORDERS:
        if pattern.search(text):
            order, text = named, pattern.sub(" ", text)
            break
    query = _facets(turn, assistant, text)
    counting = bool(_HOW_MANY.search(turn.text))
    topic = [word for word in vocabulary.content_words(query.text) if word not in _ORDER_WORDS]
    if topic and not counting:
        return searching.search(turn, Request("search", query), assistant)
    if counting:
        count = assistant.engine.count(query.filters)
        request = Request("browse", replace(query, text=""), order=order)
        return listing.answer(turn, request, assistant, phrases.counted(count, query.notes))
    if query.filters == Filters() and order == "popular":
        offered = [buttons.button(genre, "browse", genre=genre) for genre in _GENRES_OFFERED]
        return Answer(Reply(text=phrases.WHICH_GENRE, buttons=offered), turn.conversation)
    request = Request("browse", replace(query, text=""), order=order)
    return listing.answer(turn, request, assistant, phrases.browsed(order, query.notes))


def recommend(turn: Turn, assistant: Assistant) -> Answer:
    """Films for this person, within what the sentence asks for."""
    query = _facets(turn, assistant, opened(turn.text))
    topic = " ".join(word for word in vocabulary.content_words(query.text) if word not in _ORDER_WORDS)
    request = Request("recommend", replace(query, text=topic))
    taste = assistant.taste(turn.person)
    newcomer = not (taste.ratings or taste.watchlist or taste.seen)
    text = (
        phrases.recommended_to_newcomer(query.notes)
        if newcomer
        else phrases.recommended(turn.number, query.notes)
    )
    answer = listing.answer(turn, request, assistant, text)
    if not newcomer or not answer.reply.cards:
        return answer
    offered = [buttons.ASK_ME, *answer.reply.buttons]
    return replace(answer, reply=answer.reply.model_copy(update={"buttons": offered}))


def similar(turn: Turn, assistant: Assistant) -> Answer:
    """Films like one film, with further conditions (`like Alien but newer`)."""
    meant = resolve(turn, assistant)
    if isinstance(meant, NotFound):
        query = assistant.engine.understand(turn.text)
        return searching.search(turn, Request("search", query), assistant, phrases.like_unknown(meant.said))
    if isinstance(meant, Unclear) and not meant.movies and vocabulary.content_words(turn.text):
        return describe(turn, assistant)
    chosen = choose(turn, assistant, changes=False)
    if isinstance(chosen, Answer):
        return chosen
    request = Request("similar", movie_id=chosen.movie.id)
    rest = turn.without("title", "ordinal")
    if rest:
        request = merge(
            request, assistant.engine.understand(bare_wish(rest)), rest, (chosen.movie,), chosen.movie
        )
    answer = listing.answer(
        turn, request, assistant, phrases.like(chosen.movie, request.query.notes, chosen.remark)
    )
    deed = Deed("similar_movies", chosen.movie.id)
    return replace(answer, conversation=answer.conversation.but(deed=deed))


def trending(turn: Turn, assistant: Assistant) -> Answer:
    """What people watch and rate now."""
    return listing.answer(turn, Request("trending"), assistant, phrases.TRENDING)


def _facets(turn: Turn, assistant: Assistant, text: str) -> Query:
    """What `text` asks for; a button, which has none, says it with entities alone."""
    if turn.text:
        return assistant.engine.understand(text)
    genres = frozenset(str(entity.value) for entity in turn.of("genre"))
    people = frozenset(str(entity.value) for entity in turn.of("person"))
    languages = frozenset(str(entity.value) for entity in turn.of("language"))
    return described(Query(text="", filters=Filters(genres=genres, people=people, languages=languages)))
