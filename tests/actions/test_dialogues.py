"""Short conversations, played turn by turn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Chat

Film = Callable[[str], int]


def titles(reply: object) -> list[str]:
    return [card.title for card in reply.cards]  # type: ignore[attr-defined]


def test_describe_then_details_then_watchlist(chat: Chat, film: Film) -> None:
    found = chat.say("describe_movie", "a thief who steals secrets through dreams")
    assert found.cards[0].title == "Inception"
    assert [card.position for card in found.cards] == [1, 2, 3, 4, 5]
    detail = chat.say("movie_details", "tell me more about [the first one](ordinal:1)")
    assert titles(detail) == ["Inception"]
    assert len(detail.cards[0].cast) > 4
    assert [button.title for button in detail.buttons] == ["★" * count for count in range(1, 6)]
    assert "is on your watchlist" in chat.say("add_to_watchlist", "add it to my watchlist").text
    assert [movie.id for movie in chat.assistant.watchlist(chat.person)] == [film("Inception")]
    assert "on your watchlist" in chat.say("movie_details", "tell me about [Inception](title)").text


def test_more_never_repeats_and_ends_honestly(chat: Chat) -> None:
    seen = titles(chat.say("browse", "[westerns](genre:Western) from the [1960s](year)"))
    for _ in range(30):
        reply = chat.say("more_results", "more")
        if not reply.cards:
            break
        seen += titles(reply)
    assert "whole list" in reply.text
    assert len(seen) == len(set(seen)) > 0


def test_conditions_understood_are_said_and_kept(chat: Chat) -> None:
    reply = chat.say("describe_movie", "a crime film from the [1990s](year) with [Robert De Niro](person)")
    assert "1990s" in reply.text
    assert "Robert De Niro" in reply.text
    assert all(1990 <= (card.year or 0) <= 1999 for card in reply.cards)


def test_refining_adds_up_and_says_what_is_looked_for(chat: Chat) -> None:
    chat.say("describe_movie", "a heist by a team of specialists")
    nineties = chat.say("refine", "from the [90s](year:1990s)")
    assert all(1990 <= (card.year or 0) <= 1999 for card in nineties.cards)
    assert "1990s" in nineties.text
    eighties = chat.say("refine", "rather from the [80s](year:1980s)")
    assert all(1980 <= (card.year or 0) <= 1989 for card in eighties.cards)
    anything = chat.say("refine", "any year is fine")
    assert "1980s" not in anything.text
    assert {(card.year or 0) // 10 for card in anything.cards} != {198}


def test_newer_counts_from_what_was_shown(chat: Chat) -> None:
    first = chat.say("describe_movie", "astronauts on a mission in space")
    years = sorted(card.year or 0 for card in first.cards)
    newer = chat.say("refine", "something newer")
    assert min(card.year or 0 for card in newer.cards) > years[2]


def test_without_somebody(chat: Chat) -> None:
    first = chat.say("browse", "films with [Tom Cruise](person)")
    assert all("Tom Cruise" in card.cast for card in first.cards if len(card.cast) < 4)
    chat.say("describe_movie", "a spy on a dangerous mission")
    reply = chat.say("refine", "without [Tom Cruise](person)")
    assert "without Tom Cruise" in reply.text
    assert not any("Tom Cruise" in card.cast for card in reply.cards)


def test_refine_without_a_request_is_a_description(chat: Chat) -> None:
    assert chat.say("refine", "something with time travel from the [80s](year:1980s)").cards


def test_a_question_is_answered_first(chat: Chat) -> None:
    assert chat.say("movie_details", "who directed [Heat](title)?").text.startswith(
        "Heat (1995) was directed by Michael Mann"
    )
    assert "170 minutes" in chat.say("movie_details", "how long is it?").text
    assert "came out in 1995" in chat.say("movie_details", "when did it come out?").text
    assert "Al Pacino" in chat.say("movie_details", "who is in it?").text
    assert "English" in chat.say("movie_details", "what language is it in?").text
    assert "about" in chat.say("movie_details", "what is it about?").text


def test_a_guess_that_only_reads_goes_on_and_says_so(chat: Chat) -> None:
    reply = chat.say("movie_details", "tell me about [Incepton](title)")
    assert titles(reply) == ["Inception"]
    assert "Incepton" in reply.text


def test_the_question_survives_asking_which_film(chat: Chat) -> None:
    asked = chat.say("movie_details", "who directed [Beauty and the Beast](title)?")
    assert not asked.cards
    answered = chat.tap(next(button for button in asked.buttons if "1946" in button.title))
    assert "Jean Cocteau" in answered.text


def test_similar_with_a_further_condition(chat: Chat) -> None:
    plain = chat.say("similar_movies", "something like [Alien](title)")
    assert "Alien" not in titles(plain)
    assert plain.cards[0].reason
    newer = chat.say("similar_movies", "like [Alien](title) but newer")
    assert all((card.year or 0) > 1979 for card in newer.cards)
    assert chat.say("similar_movies", "like [Alien](title) but funnier").cards


def test_like_an_unknown_film_becomes_a_search(chat: Chat) -> None:
    reply = chat.say("similar_movies", "something like [a fever dream about hotels](title)")
    assert reply.cards
    assert "fever dream" in reply.text


def test_newcomers_get_a_mix_and_an_invitation_then_reasons(chat: Chat, film: Film) -> None:
    first = chat.say("recommend", "recommend me something")
    assert "Rate three films" in first.text
    assert len(first.cards) == 5
    chat.say("rate_movie", "[Alien](title) [5 stars](rating:5)")
    second = chat.tap("/recommend")
    assert "Rate three films" not in second.text
    assert film("Alien") not in {card.movie_id for card in second.cards}
    assert all(card.reason for card in second.cards)


def test_recommending_within_a_genre_and_a_decade(chat: Chat) -> None:
    reply = chat.say("recommend", "recommend me a [comedy](genre:Comedy) from the [90s](year:1990s)")
    assert reply.cards
    assert all("Comedy" in card.genres and 1990 <= (card.year or 0) <= 1999 for card in reply.cards)


def test_why_this(chat: Chat) -> None:
    second = chat.say("describe_movie", "a thief who steals secrets through dreams").cards[1].title
    assert "dreams" in chat.say("explain", "why this?").text
    assert second in chat.say("explain", "why [the second one](ordinal:2)?").text


def test_nothing_fits_offers_what_to_drop(chat: Chat) -> None:
    reply = chat.say("browse", "[westerns](genre:Western) with [Tom Hanks](person) from the [1920s](year)")
    assert not reply.cards
    assert "no film" in reply.text
    assert reply.buttons
    assert "1920s" in reply.buttons[0].title
    assert chat.tap(reply.buttons[0]).cards


def test_the_relaxation_can_be_chosen_by_number_or_declined(chat: Chat) -> None:
    ask = "[westerns](genre:Western) with [Tom Hanks](person)"
    assert len(chat.say("browse", ask).buttons) == 2
    second = chat.say("movie_details", "[the second one](ordinal:2)")
    assert second.cards
    chat.say("browse", ask)
    assert not chat.say("deny", "no").cards
    assert chat.slots["pending"] is None


def test_a_clear_winner_is_what_it_means(chat: Chat) -> None:
    assert (
        "This is it, I think: Inception"
        in chat.say("describe_movie", "a thief who steals secrets through dreams").text
    )
    assert "4 stars for Inception" in chat.say("rate_movie", "give it [4](rating)").text


def test_a_bare_title_with_a_film_noun_finds_the_film(chat: Chat) -> None:
    assert titles(chat.say("describe_movie", "Heat movie"))[0] == "Heat"


def test_gibberish_is_answered_honestly(chat: Chat) -> None:
    assert "not sure" in chat.say("describe_movie", "asdf qwer zxcv").text


def test_a_new_command_is_not_taken_for_the_answer_of_another(chat: Chat) -> None:
    chat.say("similar_movies", "something like [lord of the rings](title)")
    reply = chat.say("rate_movie", "[lord of the rings](title) [5](rating)")
    assert all(button.payload.startswith("/rate_movie") for button in reply.buttons)
    assert "The Two Towers (2002)" in {button.title for button in reply.buttons}


def test_browsing_nothing_in_particular_asks_which_genre(chat: Chat) -> None:
    asked = chat.say("browse", "show me some movies")
    genre = next(button for button in asked.buttons if button.title == "Comedy")
    assert all("Comedy" in card.genres for card in chat.tap(genre).cards)


@pytest.mark.parametrize(
    ("text", "newest_first"),
    [("newest [comedies](genre:Comedy)", True), ("oldest [comedies](genre:Comedy)", False)],
)
def test_browsing_in_order(chat: Chat, text: str, newest_first: bool) -> None:
    years = [card.year or 0 for card in chat.say("browse", text).cards]
    assert years == sorted(years, reverse=newest_first)
    assert years


def test_fallback_never_acts_but_offers_a_search(chat: Chat) -> None:
    chat.say("movie_details", "tell me about [Heat](title)")
    before = chat.assistant.taste(chat.person)
    reply = chat.say("nlu_fallback", "purple submarine orchestra uprising")
    assert "purple submarine" in reply.text
    assert not reply.cards
    assert chat.assistant.taste(chat.person) == before
    assert chat.say("affirm", "yes").cards


def test_a_declined_search_is_dropped(chat: Chat) -> None:
    chat.say("nlu_fallback", "purple submarine orchestra uprising")
    assert not chat.say("deny", "no").cards
    assert not chat.say("affirm", "yes").cards


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("greet", "hello"), ("goodbye", "bye"), ("thank", "thanks"), ("help", "help"), ("affirm", "yes"),
        ("deny", "no"), ("chitchat", "are you a bot?"), ("out_of_scope", "book a flight"), ("undo", "undo"),
        ("more_results", "more"), ("explain", "why?"), ("movie_details", "tell me more"),
        ("rate_movie", "rate it"), ("refine", "newer"), ("similar_movies", "more like that"),
    ],
)  # fmt: skip
def test_everything_has_an_answer_at_the_very_start(chat: Chat, intent: str, text: str) -> None:
    assert chat.say(intent, text).text


ODD = [
    "", "   ", "🎬🍿", "???", "<script>alert(1)</script><b>Heat</b>", "'; DROP TABLE movies; --",
    "x" * 10_000, "word " * 2_000, "ein Film über einen Dieb in Träumen", "映画を探しています",
    "\x00\u202e", '{"movie": 1}',
]  # fmt: skip


@pytest.mark.parametrize(
    "intent",
    [
        "describe_movie",
        "nlu_fallback",
        "refine",
        "rate_movie",
        "similar_movies",
        "browse",
        "recommend",
        "movie_details",
    ],
)
@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_messages_get_a_sane_answer(chat: Chat, intent: str, text: str) -> None:
    chat.say("describe_movie", "a thief who steals secrets through dreams")
    before = chat.assistant.taste(chat.person)
    reply = chat.say(intent, text)
    assert len(reply.text) < 1_000
    assert chat.assistant.taste(chat.person) == before


def test_typed_text_never_names_a_film_by_id(chat: Chat, film: Film) -> None:
    chat.say("add_to_watchlist", f"add [{film('Heat')}](movie) to my watchlist")
    assert chat.assistant.watchlist(chat.person) == []


def test_a_stale_button_and_a_foreign_sender_get_kind_words(chat: Chat, assistant: object) -> None:
    assert "no longer in my catalogue" in chat.tap('/movie_details{"movie":999999999}').text
    assert "session" in Chat(chat.assistant, sender="default").say("greet", "hello").text


def test_two_people_do_not_mix(chat: Chat, film: Film) -> None:
    other = Chat(chat.assistant)
    chat.say("movie_details", "tell me about [Heat](title)")
    other.say("movie_details", "tell me about [Alien](title)")
    chat.say("add_to_watchlist", "add it")
    other.say("add_to_watchlist", "add it")
    assert [movie.title for movie in chat.assistant.watchlist(chat.person)] == ["Heat"]
    assert [movie.title for movie in chat.assistant.watchlist(other.person)] == ["Alien"]


def test_the_same_turn_reads_the_same(chat: Chat) -> None:
    other = Chat(chat.assistant)
    assert chat.say("greet", "hi").text == other.say("greet", "hi").text


def test_more_by_the_director_of_the_film_talked_about(chat: Chat) -> None:
    chat.say("movie_details", "tell me about [Inception](title)")
    reply = chat.say("movie_details", "anything else by that director?")
    assert "Christopher Nolan" in reply.text
    assert reply.cards
    assert all("Christopher Nolan" in card.directors for card in reply.cards)
    assert "Inception" not in [card.title for card in reply.cards]


def test_a_part_is_looked_for_in_the_film_talked_about(chat: Chat) -> None:
    chat.say("movie_details", "tell me about [The Dark Knight](title)")
    assert "Heath Ledger" in chat.say("movie_details", "who plays the [joker](title:Joker) in it").text
