"""Ratings, watchlist, marks and undo: what is kept must be what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Chat

Film = Callable[[str], int]


def ratings(chat: Chat) -> dict[int, float]:
    return {rating.movie_id: rating.stars for rating in chat.assistant.taste(chat.person).ratings}


def test_a_rating_is_kept_and_can_be_taken_back(chat: Chat, film: Film) -> None:
    reply = chat.say("rate_movie", "give [Heat](title) [4 stars](rating:4)")
    assert "4 stars for Heat (1995)" in reply.text
    assert ratings(chat) == {film("Heat"): 4.0}
    assert {button.payload for button in reply.buttons} >= {"/undo"}
    undone = chat.tap("/undo")
    assert "4 stars for Heat (1995)" in undone.text
    assert ratings(chat) == {}


def test_rating_again_tells_the_former_stars_and_undo_restores_them(chat: Chat, film: Film) -> None:
    chat.say("rate_movie", "[Heat](title) [4 stars](rating:4)")
    again = chat.say("rate_movie", "make it [2](rating)")
    assert "instead of 4" in again.text
    assert "4 stars again" in chat.tap("/undo").text
    assert ratings(chat) == {film("Heat"): 4.0}


@pytest.mark.parametrize("rating", ["0", "6", "5.5", "99"])
def test_a_rating_out_of_bounds_says_what_is_allowed_and_waits_for_one(
    chat: Chat, film: Film, rating: str
) -> None:
    reply = chat.say("rate_movie", f"give [Heat](title) [{rating} stars](rating:{rating})")
    assert "1 to 5 stars" in reply.text
    assert ratings(chat) == {}
    chat.say("movie_details", "[4](ordinal)")
    assert ratings(chat) == {film("Heat"): 4.0}


def test_missing_stars_are_asked_for_and_a_number_alone_answers(chat: Chat, film: Film) -> None:
    reply = chat.say("rate_movie", "I want to rate [Heat](title)")
    assert len(reply.buttons) == 5
    assert ratings(chat) == {}
    assert "3 stars for Heat" in chat.say("nlu_fallback", "three").text
    assert ratings(chat) == {film("Heat"): 3.0}


def test_the_stars_question_is_answered_by_its_buttons(chat: Chat, film: Film) -> None:
    reply = chat.tap(f'/rate_movie{{"movie":{film("Heat")}}}')
    chat.tap(reply.buttons[4])
    assert ratings(chat) == {film("Heat"): 5.0}


def test_another_command_drops_the_stars_question(chat: Chat) -> None:
    chat.say("rate_movie", "I want to rate [Heat](title)")
    assert chat.say("browse", "show me [5 star](rating:5) [comedies](genre:Comedy)").cards
    assert chat.slots["pending"] is None
    assert ratings(chat) == {}


def test_thumbs_count_as_clear_but_not_extreme(chat: Chat, film: Film) -> None:
    assert "liked Heat" in chat.say("rate_movie", "I [loved](rating:up) [Heat](title)").text
    chat.say("rate_movie", "[Alien](title) was [awful](rating:down)")
    assert ratings(chat) == {film("Heat"): 4.5, film("Alien"): 1.5}


def test_eight_out_of_ten_is_four_stars_and_said_so(chat: Chat, film: Film) -> None:
    reply = chat.say("rate_movie", "[Heat](title) [8/10](rating:4)")
    assert "out of 10" in reply.text
    assert ratings(chat) == {film("Heat"): 4.0}


def test_a_mistyped_title_is_confirmed_before_it_is_rated(chat: Chat, film: Film) -> None:
    reply = chat.say("rate_movie", "give [Incepton](title:Inception) [5 stars](rating:5)")
    assert reply.text == "Did you mean Inception (2010)?"
    assert ratings(chat) == {}
    assert "5 stars for Inception" in chat.tap(reply.buttons[0]).text
    assert ratings(chat) == {film("Inception"): 5.0}


def test_a_refused_guess_changes_nothing_and_takes_another_title(chat: Chat, film: Film) -> None:
    chat.say("rate_movie", "give [Incepton](title:Inception) [5 stars](rating:5)")
    assert "nothing" in chat.say("deny", "no").text
    assert ratings(chat) == {}
    assert "5 stars for Interstellar" in chat.say("movie_details", "[Interstellar](title)").text
    assert ratings(chat) == {film("Interstellar"): 5.0}


def test_a_correction_in_one_breath(chat: Chat, film: Film) -> None:
    chat.say("rate_movie", "give [Incepton](title:Inception) [5 stars](rating:5)")
    chat.say("deny", "no, I meant [Interstellar](title)")
    assert ratings(chat) == {film("Interstellar"): 5.0}


@pytest.mark.parametrize(
    ("intent", "answer"),
    [
        ("refine", "the [1946](year) one"),
        ("movie_details", "[the first one](ordinal:1)"),
        ("movie_details", "[the last](ordinal:-1)"),
        ("nlu_fallback", "the older one"),
        ("describe_movie", "the one by [Jean Cocteau](person)"),
        ("movie_details", "[Beauty and the Beast](title) [1946](year)"),
    ],
)
def test_namesakes_are_told_apart(chat: Chat, film: Film, intent: str, answer: str) -> None:
    reply = chat.say("rate_movie", "[Beauty and the Beast](title) [3 stars](rating:3)")
    years = [button.title[-5:-1] for button in reply.buttons]
    assert set(years) == {"1946", "1991"}
    if "ordinal" in answer:
        answer = (
            answer
            if years[0 if "first" in answer else -1] == "1946"
            else answer.replace("ordinal:1", "ordinal:-1")
        )
        expected = {"1946": film("Beauty and the Beast (1946)"), "1991": film("Beauty and the Beast (1991)")}
        chat.say(intent, answer)
        index = 0 if "ordinal:1" in answer else -1
        assert ratings(chat) == {expected[years[index]]: 3.0}
        return
    chat.say(intent, answer)
    assert ratings(chat) == {film("Beauty and the Beast (1946)"): 3.0}


def test_a_button_answers_which_film(chat: Chat) -> None:
    reply = chat.say("add_to_watchlist", "add [Beauty and the Beast](title)")
    assert "1991" in chat.tap(next(button for button in reply.buttons if "1991" in button.title)).text
    assert [movie.year for movie in chat.assistant.watchlist(chat.person)] == [1991]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("recommend", "recommend me something from [1946](year)"),
        ("show_watchlist", "show my watchlist"),
        ("greet", "hello"),
        ("affirm", "yes"),
        ("deny", "no"),
        ("describe_movie", "a spaceship crew hunted by a monster"),
    ],
)
def test_what_is_no_answer_never_rates(chat: Chat, intent: str, text: str) -> None:
    chat.say("rate_movie", "[Beauty and the Beast](title) [3 stars](rating:3)")
    assert chat.say(intent, text).text
    assert ratings(chat) == {}


def test_yes_after_another_command_acts_on_nothing(chat: Chat) -> None:
    chat.say("rate_movie", "give [Incepton](title:Inception) [5 stars](rating:5)")
    chat.say("help", "help")
    chat.say("affirm", "yes")
    assert ratings(chat) == {}


def test_the_watchlist_is_numbered_and_ordinals_point_into_it(chat: Chat, film: Film) -> None:
    assert "empty" in chat.say("show_watchlist", "my watchlist").text
    for title in ("Heat", "Alien", "Jaws"):
        assert "is on your watchlist" in chat.say("add_to_watchlist", f"add [{title}](title)").text
    shown = chat.say("show_watchlist", "my watchlist")
    assert [(card.position, card.title) for card in shown.cards] == [(1, "Jaws"), (2, "Alien"), (3, "Heat")]
    assert "Alien" in chat.say("remove_from_watchlist", "remove [the second one](ordinal:2)").text
    assert [movie.title for movie in chat.assistant.watchlist(chat.person)] == ["Jaws", "Heat"]
    assert "on your watchlist again" in chat.tap("/undo").text
    assert len(chat.assistant.watchlist(chat.person)) == 3


def test_adding_twice_and_removing_what_is_not_there_is_said(chat: Chat) -> None:
    chat.say("add_to_watchlist", "add [Heat](title)")
    again = chat.say("add_to_watchlist", "add [Heat](title)")
    assert "already" in again.text
    assert "/undo" not in {button.payload for button in again.buttons}
    assert "was not on your watchlist" in chat.say("remove_from_watchlist", "remove [Alien](title)").text


def test_seen_asks_for_stars_and_undo_names_the_mark(chat: Chat, film: Film) -> None:
    reply = chat.say("mark_seen", "I have seen [Heat](title)")
    assert len([button for button in reply.buttons if button.title.startswith("★")]) == 5
    assert film("Heat") in chat.assistant.taste(chat.person).seen
    assert "no longer marked as seen" in chat.tap("/undo").text
    assert film("Heat") not in chat.assistant.taste(chat.person).seen


def test_seen_with_a_rating_keeps_both(chat: Chat, film: Film) -> None:
    chat.say("mark_seen", "saw [Heat](title), [5 stars](rating:5)")
    assert film("Heat") in chat.assistant.taste(chat.person).seen
    assert ratings(chat) == {film("Heat"): 5.0}


def test_not_interested_keeps_a_film_away_until_undone(chat: Chat, film: Film) -> None:
    chat.say("not_interested", "not interested in [Heat](title)")
    assert film("Heat") in chat.assistant.taste(chat.person).not_interested
    assert "no longer kept away" in chat.tap("/undo").text
    assert "nothing to take back" in chat.tap("/undo").text


def test_an_unknown_title_changes_nothing_and_offers_a_search(chat: Chat) -> None:
    chat.say("movie_details", "tell me about [Heat](title)")
    reply = chat.say("rate_movie", "give [Quantum Banana](title) [5 stars](rating:5)")
    assert "Quantum Banana" in reply.text
    assert ratings(chat) == {}
    assert chat.tap(reply.buttons[0]).cards


def test_which_film_is_asked_where_none_is_named(chat: Chat, film: Film) -> None:
    shown = chat.say("trending", "what is trending").cards
    reply = chat.say("rate_movie", "[5 stars](rating:5)")
    assert "Which film" in reply.text
    assert len(reply.buttons) == 5
    chat.tap(reply.buttons[1])
    assert ratings(chat) == {shown[1].movie_id: 5.0}


def test_a_place_beyond_the_list_is_asked_about(chat: Chat) -> None:
    chat.say("trending", "what is trending")
    reply = chat.say("add_to_watchlist", "add [number 9](ordinal:9)")
    assert "5 films" in reply.text
    assert chat.assistant.watchlist(chat.person) == []


def test_several_films_named_at_once_are_all_kept(chat: Chat, film: Film) -> None:
    reply = chat.say("add_to_watchlist", "add [Heat](title) and [Jaws](title) to my watchlist")
    assert "Heat (1995)" in reply.text
    assert "Jaws (1975)" in reply.text
    listed = {movie.id for movie in chat.assistant.watchlist(chat.person)}
    assert listed == {film("Heat"), film("Jaws")}
    chat.say("show_watchlist", "show my list")
    chat.say("remove_from_watchlist", "drop the [first](ordinal:1) and the [second](ordinal:2)")
    assert not chat.assistant.watchlist(chat.person)
