"""What the product does for a person: the one place that chat, REST and the command line all call.

Every method is synchronous and safe to call from many threads at once. `person` is our own id, as
verified by the channel; None stands for somebody without a session, who gets answers but leaves no
trace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.db import movies as movie_store
from bot.db import people as people_store
from bot.db.session import Database
from bot.domain import Change, Mark, Movie, Page, Rating, Suggestion, Taste
from bot.errors import InvalidQuery, InvalidRating, InvalidTasteCode, UnknownMovie
from bot.finding import find
from bot.groups import YOU, Group, Member
from bot.impressions import ImpressionLog
from bot.interview import Interviewer
from bot.movie_cache import MovieCache
from bot.ranking import POOL, Blend, Ranker, history_of, settled
from bot.slates import Slates
from bot.taste_codes import TasteCodes
from recommender.groups import Strategy
from retrieval.engine import SearchEngine
from retrieval.facets import Order
from retrieval.filters import Filters
from retrieval.query import Query
from retrieval.results import Hit, TitleMatch

THUMB_UP, THUMB_DOWN = 4.5, 1.5
MAX_QUERY = 10_000
TRENDING_WINDOW = timedelta(days=14)


def check_stars(stars: float) -> None:
    """Raise InvalidRating unless `stars` is 1 to 5 in halves."""
    if isinstance(stars, bool) or not 1 <= stars <= 5 or (2 * stars) % 1:
        raise InvalidRating(stars)


class Assistant:
    """Search, recommend, explain, and remember what a person says about films."""

    def __init__(
        self,
        database: Database,
        engine: SearchEngine,
        ranker: Ranker,
        slates: Slates,
        impressions: ImpressionLog | None,
        interviewer: Interviewer,
        codes: TasteCodes,
    ) -> None:
        """`impressions` records what is shown to whom; None records nothing, for benchmarks."""
        self.engine = engine
        self._database = database
        self._ranker = ranker
        self._slates = slates
        self._impressions = impressions
        self._interviewer = interviewer
        self._codes = codes
        self._movies = MovieCache(database)

    def swap_ranker(self, ranker: Ranker) -> None:
        """Rank with newly fitted factors from the next question on.

        The new ranker must be over the same engine: answers under way may finish with it.
        """
        self._ranker = ranker

    # --- finding films ---------------------------------------------------------------------------

    def search(
        self,
        text: str,
        *,
        person: int | None,
        filters: Filters | None = None,
        k: int = 10,
        offset: int = 0,
    ) -> Page:
        """Films that fit a description; `filters` are added to what the words themselves ask for."""
        if not text.strip():
            raise InvalidQuery("Say what the film is about: a search needs at least one word.")
        if len(text) > MAX_QUERY:
            raise InvalidQuery(
                f"A description may have {MAX_QUERY:,} characters at most, this has {len(text):,}."
            )
        return self.search_query(self._understood(text, filters), person=person, k=k, offset=offset)

    def search_query(
        self, query: Query, *, person: int | None, k: int = 10, offset: int = 0, asked: Collection[str] = ()
    ) -> Page:
        """Films for a query that has been understood, and perhaps refined, before.

        `asked` are the topics of questions already put, which are not put again.
        """
        if not query.text.strip():
            return self.browse(query.filters, person=person, k=k, offset=offset, notes=query.notes)
        result = find(self.engine, query, k, offset, asked)
        page = self._page(
            result.hits,
            more=result.more,
            source="search",
            reason=lambda hit: _matched(result.facts[hit.id]),
            notes=query.understood,
            highlights=result.highlights,
        )
        found = replace(page, confidence=result.confidence, question=result.question)
        return self._shown(person, "search", found)

    def browse(
        self,
        filters: Filters,
        *,
        person: int | None,
        order: Order = "popular",
        k: int = 10,
        offset: int = 0,
        notes: Sequence[str] = (),
    ) -> Page:
        """Films by facts alone, `order` popular, newest, oldest or rating; rejected films stay away."""
        hidden = self._taste(person).not_interested
        ids = self.engine.browse(filters, offset + k + 1, exclude=hidden, order=order)
        found = self._page(
            [Hit(film, float(-place)) for place, film in enumerate(ids[offset : offset + k], start=offset)],
            more=len(ids) > offset + k,
            source="browse",
            reason=lambda _: _matched(notes),
            notes=notes,
        )
        return self._shown(person, "browse", found)

    def similar(
        self,
        movie_id: int,
        *,
        person: int | None,
        filters: Filters | None = None,
        k: int = 10,
        offset: int = 0,
    ) -> Page:
        """Films like one film: by what they are about, and by who likes both."""
        film = self.movie(movie_id)
        exclude = settled(self._taste(person)) | {movie_id}
        content = self.engine.similar({movie_id: 1.0}, filters or Filters(), POOL, exclude=exclude)
        blend = self._ranker.blend({movie_id: 1.0})
        ranked = self._ranker.order_by(blend, [hit.id for hit in content])
        matched = {hit.id: hit.matched for hit in content}
        found = self._page(
            [Hit(place.id, place.score, matched[place.id]) for place in ranked[offset : offset + k]],
            more=len(ranked) > offset + k,
            source="similar",
            reason=lambda hit: _like(film, hit.matched),
        )
        return self._shown(person, "similar", found)

    def recommend(
        self,
        *,
        person: int | None,
        filters: Filters | None = None,
        text: str = "",
        k: int = 10,
        offset: int = 0,
    ) -> Page:
        """Films this person will like next; `text` and `filters` narrow what they may be about."""
        taste = self._taste(person)
        return self._shown(person, "recommend", self._recommend(taste, filters, text, k, offset))

    def recommend_from(self, liked: Sequence[int], *, filters: Filters | None = None, k: int = 10) -> Page:
        """Films for somebody who likes these and is otherwise unknown; nothing is kept."""
        ratings = tuple(Rating(film, 5.0, _now()) for film in liked)
        return self._recommend(Taste(person_id=0, ratings=ratings), filters, "", k, 0)

    def recommend_for(
        self,
        members: Sequence[Member],
        *,
        strategy: Strategy = "average",
        filters: Filters | None = None,
        text: str = "",
        k: int = 10,
        offset: int = 0,
    ) -> Page:
        """Films for several people who watch together, without what any of them has seen or rejected.

        `strategy` says what a film is worth to all, see `recommender.groups`; each reason says how it
        suits each. Nothing is kept of it. Raises InvalidQuery for a group that is none.
        """
        group = Group(self._ranker, members, strategy)
        return self._ranked(
            self._understood(text, filters),
            group.blend,
            group.settled,
            lambda film: group.reason(film, self.movie),
            k=k,
            offset=offset,
        )

    def taste_code(self, person: int) -> str:
        """A code that lets others have suggestions for this person and them, for a day."""
        return self._codes.mint(person)

    def member(self, code: str, *, asking: int | None, name: str = "your friend") -> Member:
        """The person who gave a taste code to the one `asking`. Raises InvalidTasteCode."""
        person = self._codes.read(code)
        if person == asking:
            raise InvalidTasteCode("This is your own taste code: give it to the person you watch with.")
        if not self.knows(person):
            raise InvalidTasteCode
        return Member(name, self._taste(person))

    def party(self, codes: Sequence[str], *, person: int | None) -> list[Member]:
        """The person and those whose taste codes they give, each once. Raises InvalidTasteCode."""
        members = (self.member(code, asking=person) for code in codes)
        others = {member.taste.person_id: member for member in members}
        named = (
            member if place == 1 else Member(f"{member.name} {place}", member.taste)
            for place, member in enumerate(others.values(), start=1)
        )
        return [Member(YOU, self._taste(person)), *named]

    def interview(self, person: int | None, unseen: Collection[int] = ()) -> Movie | None:
        """The film whose rating would tell most of this person, who has not seen those in `unseen`."""
        film = self._interviewer.next(self._taste(person), unseen)
        return None if film is None else self.movie(film)

    def _recommend(self, taste: Taste, filters: Filters | None, text: str, k: int, offset: int) -> Page:
        blend = self._ranker.blend(history_of(taste))
        return self._ranked(
            self._understood(text, filters),
            blend,
            settled(taste),
            lambda film: self._ranker.reason(blend, film, taste, self.movie),
            person=taste.person_id,
            k=k,
            offset=offset,
        )

    def _ranked(
        self,
        query: Query,
        blend: Blend,
        exclude: Collection[int],
        reason: Callable[[int], str],
        *,
        person: int = 0,
        k: int,
        offset: int,
    ) -> Page:
        """Films that meet the query, by the blend; `person` 0 is nobody, or more than one."""
        if query.text.strip():
            pool = [hit.id for hit in self.engine.search(query.text, query.filters, POOL, exclude=exclude)]
            ranked = self._ranker.order_by(blend, pool[: max(50, offset + k + 1)])
        else:
            ranked = self._ranker.best(blend, self.engine.allowed(query.filters, exclude=exclude), POOL)
        films = self._movies.get_many([hit.id for hit in ranked])
        order = self._slates.order(person, ranked, films, blend, k=k, offset=offset)
        scores = {hit.id: hit.score for hit in ranked}
        return self._page(
            [Hit(film, scores[film]) for film in order[offset : offset + k]],
            more=len(order) > offset + k,
            source="recommend",
            reason=lambda hit: reason(hit.id),
            notes=query.notes,
        )

    def trending(self, *, person: int | None, k: int = 10, offset: int = 0) -> Page:
        """What people rate and list these days; where little has happened, what is liked all along."""
        hidden = self._taste(person).not_interested
        with self._database.session(read_only=True) as session:
            recent = people_store.recent_activity(session, _now() - TRENDING_WINDOW, POOL)
        active = {film: weight for film, weight in recent if film not in hidden}
        lasting = self.engine.browse(Filters(), POOL, exclude=hidden | set(active), order="popular")
        order = [*active, *lasting]
        found = self._page(
            [Hit(film, active.get(film, 0.0)) for film in order[offset : offset + k]],
            more=len(order) > offset + k,
            source="trending",
            reason=lambda hit: (
                "people are rating it these days" if hit.id in active else "a lasting favourite"
            ),
        )
        return self._shown(person, "trending", found)

    def explain(self, movie_id: int, *, person: int | None, text: str = "") -> str:
        """Why this film is shown to this person: how it fits the words `text`, else the person's taste."""
        film = self.movie(movie_id)
        if text.strip():
            query = self.engine.understand(text)
            matched = _matched((*self.engine.matches(query.text, film.id), *query.notes))
            return matched or "its story is close in meaning to what you described"
        taste = self._taste(person)
        if movie_id in {rating.movie_id for rating in taste.ratings}:
            stars = next(rating.stars for rating in taste.ratings if rating.movie_id == movie_id)
            return f"you gave {film.title} {stars:g} stars yourself"
        return self._ranker.reason(self._blend(taste), movie_id, taste, self.movie)

    # --- one film --------------------------------------------------------------------------------

    def movie(self, movie_id: int) -> Movie:
        """The film with this id. Raises UnknownMovie."""
        return self._movies.get(movie_id)

    def movies(self, ids: Sequence[int]) -> list[Movie]:
        """Films in the order of `ids`. Raises UnknownMovie for the first that is not there."""
        films = self._movies.get_many(ids)
        for movie_id in ids:
            if movie_id not in films:
                raise UnknownMovie(movie_id)
        return [films[movie_id] for movie_id in ids]

    def titles(self, text: str, limit: int = 5) -> list[TitleMatch]:
        """Films whose title is, or nearly is, `text`."""
        return self.engine.find_titles(text, limit)

    def other_titles(self, movie_id: int) -> dict[str, list[str]]:
        """What the film is called in other languages, by language code; nothing before it is indexed."""
        try:
            film = self.engine.document(movie_id)
        except KeyError:
            return {}
        titles: dict[str, list[str]] = {}
        for other in film.other_titles:
            titles.setdefault(other.language, []).append(other.title)
        return titles

    # --- what a person says of films ---------------------------------------------------------------

    def rate(self, person: int, movie_id: int, stars: float) -> Movie:
        """Keep a rating from 1 to 5 stars, halves allowed; a second one replaces the first."""
        check_stars(stars)
        film = self.movie(movie_id)
        with self._writing() as session:
            people_store.rate(session, person, movie_id, float(stars))
        return film

    def thumb(self, person: int, movie_id: int, up: bool) -> Movie:
        """A thumb counts as 4.5 stars up and 1.5 down: clear, but short of the extremes."""
        return self.rate(person, movie_id, THUMB_UP if up else THUMB_DOWN)

    def unrate(self, person: int, movie_id: int) -> Movie:
        """Forget a rating; nothing happens where there is none."""
        film = self.movie(movie_id)
        with self._writing() as session:
            people_store.unrate(session, person, movie_id)
        return film

    def add_to_watchlist(self, person: int, movie_id: int) -> bool:
        """Put a film on the watchlist; False where it was there already."""
        self.movie(movie_id)
        with self._writing() as session:
            return people_store.add_to_watchlist(session, person, movie_id)

    def remove_from_watchlist(self, person: int, movie_id: int) -> bool:
        """Take a film off the watchlist; False where it was not there."""
        self.movie(movie_id)
        with self._writing() as session:
            return people_store.remove_from_watchlist(session, person, movie_id)

    def watchlist(self, person: int) -> list[Movie]:
        """The watchlist, newest first."""
        return self.movies(self._taste(person).watchlist)

    def mark_seen(self, person: int, movie_id: int) -> Movie:
        """The person has seen the film: it is not recommended again."""
        return self._mark(person, movie_id, Mark.SEEN)

    def not_interested(self, person: int, movie_id: int) -> Movie:
        """The person does not want the film: it stays away, and films like it sink."""
        return self._mark(person, movie_id, Mark.NOT_INTERESTED)

    def unmark(self, person: int, movie_id: int, mark: Mark) -> Movie:
        """Take a mark back, however long ago it was made; nothing happens where there is none."""
        film = self.movie(movie_id)
        with self._writing() as session:
            people_store.unmark(session, person, movie_id, mark)
        return film

    def undo(self, person: int) -> Change:
        """Take back the person's latest change. Raises NothingToUndo."""
        with self._writing() as session:
            return people_store.undo(session, person)

    def taste(self, person: int) -> Taste:
        """Everything this person has said of films."""
        return self._taste(person)

    def ratings(self, person: int) -> list[tuple[Movie, Rating]]:
        """The person's ratings with their films, newest first."""
        ratings = self._taste(person).ratings
        return list(zip(self.movies([rating.movie_id for rating in ratings]), ratings, strict=True))

    # --- people ------------------------------------------------------------------------------------

    def person_for(self, provider: str, subject: str) -> int:
        """Our id for a person a channel has verified; made on first sight."""
        with self._database.session(read_only=True) as session:
            known = people_store.person_for(session, provider, subject, create=False)
        if known is not None:
            return known
        with self._writing() as session:
            person = people_store.person_for(session, provider, subject, create=True)
        assert person is not None
        return person

    def new_guest(self) -> int:
        """A fresh person without any account."""
        with self._writing() as session:
            return people_store.new_guest(session)

    def knows(self, person: int) -> bool:
        """Whether this id belongs to a person."""
        with self._database.session(read_only=True) as session:
            return people_store.exists(session, person)

    # --- service -----------------------------------------------------------------------------------

    def health(self) -> dict[str, object]:
        """Proof that database and index answer, with their sizes."""
        with self._database.session(read_only=True) as session:
            return {"movies": movie_store.count(session), "indexed": len(self.engine)}

    def close(self) -> None:
        """Flush what is buffered and release the database."""
        if self._impressions is not None:
            self._impressions.close()
        self._database.close()

    def _mark(self, person: int, movie_id: int, mark: Mark) -> Movie:
        film = self.movie(movie_id)
        with self._writing() as session:
            people_store.mark(session, person, movie_id, mark)
        return film

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """A transaction that commits when the block ends well: what returns has been kept."""
        with self._database.session() as session:
            yield session
            session.commit()

    def _taste(self, person: int | None) -> Taste:
        if person is None:
            return Taste(person_id=0)
        with self._database.session(read_only=True) as session:
            return people_store.taste(session, person)

    def _understood(self, text: str, filters: Filters | None) -> Query:
        query = self.engine.understand(text) if text.strip() else Query("")
        return replace(query, filters=query.filters.updated(filters)) if filters else query

    def _blend(self, taste: Taste) -> Blend:
        return self._ranker.blend(history_of(taste))

    def _page(
        self,
        hits: Sequence[Hit],
        *,
        more: bool,
        source: str,
        reason: Callable[[Hit], str],
        notes: Iterable[str] = (),
        highlights: Mapping[int, tuple[str, ...]] | None = None,
    ) -> Page:
        films = self._movies.get_many([hit.id for hit in hits])
        suggestions = tuple(
            Suggestion(films[hit.id], hit.score, reason(hit), source, (highlights or {}).get(hit.id, ()))
            for hit in hits
            if hit.id in films
        )
        return Page(suggestions, more, tuple(notes))

    def _shown(self, person: int | None, surface: str, page: Page) -> Page:
        if self._impressions is not None and person is not None:
            self._impressions.add(person, surface, page.suggestions)
        return page


def _matched(words: Iterable[str]) -> str:
    named = list(dict.fromkeys(word for word in words if word))
    return f"matches: {', '.join(named[:5])}" if named else ""


def _like(film: Movie, shared: Sequence[str]) -> str:
    return (
        f"like {film.title}: {', '.join(shared[:4])}"
        if shared
        else f"close to {film.title} in story and mood"
    )


def _now() -> datetime:
    return datetime.now(UTC)
