"""The chat page as a person uses it: service, Rasa and browser for real."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Visit
from tests.e2e.talking import INCEPTION, ask, card, say

pytestmark = pytest.mark.live


def test_a_described_film_comes_as_a_card_with_its_facts(page: Page) -> None:
    ask(page, INCEPTION)
    film = card(page, "Inception")
    expect(film).to_contain_text("2010")
    expect(film).to_contain_text("148 min")
    expect(film).to_contain_text("Science Fiction")
    expect(film).to_contain_text("Directed by Christopher Nolan")
    expect(film).to_contain_text("Leonardo DiCaprio")
    expect(film.locator(".why")).not_to_be_empty()
    expect(page.locator("#welcome")).to_be_hidden()


def test_the_start_screen_offers_prompts_that_work(page: Page) -> None:
    prompt = page.get_by_role("button", name="Recommend me something")
    prompt.click()
    expect(page.locator(".mine .bubble")).to_have_text("Recommend me something")
    expect(page.get_by_role("article").first).to_be_visible()


def test_the_typing_indicator_shows_while_the_answer_is_awaited(page: Page) -> None:

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/chat", slowly)
    say(page, "hello")
    expect(page.locator("#typing")).to_be_visible()
    expect(page.get_by_label("Your message")).to_be_editable()
    expect(page.locator(".theirs")).to_have_count(1)
    expect(page.locator("#typing")).to_be_hidden()


def test_a_rating_and_history_outlive_a_reload(page: Page, live_url: str) -> None:
    ask(page, INCEPTION)
    with page.expect_response("**/rate"):
        card(page, "Inception").get_by_role("radio", name="4 stars").check(force=True)
    said = page.locator(".said").last.inner_text()
    page.reload()
    expect(page.locator(".mine .bubble")).to_have_text(INCEPTION)
    expect(page.locator(".said").last).to_have_text(said)
    expect(card(page, "Inception").get_by_role("radio", name="4 stars")).to_be_checked()
    ratings = page.request.get(f"{live_url}/ratings").json()["results"]
    assert [(rating["movie"]["title"], rating["rating"]) for rating in ratings] == [("Inception", 4.0)]


def test_a_rating_can_be_cleared(page: Page, live_url: str) -> None:
    ask(page, INCEPTION)
    film = card(page, "Inception")
    with page.expect_response("**/rate"):
        film.get_by_role("radio", name="2 stars").check(force=True)
    film.get_by_role("button", name="Remove your rating of Inception (2010)").click()
    expect(film.get_by_role("radio", name="2 stars")).not_to_be_checked()
    assert page.request.get(f"{live_url}/ratings").json()["results"] == []


def test_the_watchlist_fills_and_empties(page: Page) -> None:
    ask(page, INCEPTION)
    toggle = card(page, "Inception").get_by_role("button", name="Watchlist")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=re.compile(r"^Watchlist 1$")).click()
    drawer = page.get_by_role("dialog", name="Your watchlist")
    expect(drawer.get_by_role("heading", name="Inception")).to_be_visible()
    drawer.get_by_role("button", name="Remove Inception (2010) from your watchlist").click()
    expect(drawer).to_contain_text("Nothing here yet")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(toggle).to_have_attribute("aria-pressed", "false")


def test_not_for_me_and_undo(page: Page) -> None:
    ask(page, INCEPTION)
    film = card(page, "Inception")
    film.get_by_role("button", name="Not for me").click()
    expect(film).to_contain_text("I will not suggest it again")
    film.get_by_role("button", name="Undo").click()
    expect(film.get_by_role("button", name="Not for me")).to_be_visible()


def test_seen_and_undo(page: Page, live_url: str) -> None:
    ask(page, INCEPTION)
    seen = card(page, "Inception").get_by_role("button", name="Seen")
    seen.click()
    expect(seen).to_have_attribute("aria-pressed", "true")
    assert page.request.get(f"{live_url}/me").json()["seen"] == 1
    page.locator("#toast").get_by_role("button", name="Undo").click()
    expect(seen).to_have_attribute("aria-pressed", "false")


def test_more_like_this_goes_on_with_the_conversation(page: Page) -> None:
    ask(page, INCEPTION)
    card(page, "Inception").get_by_role("button", name="More like this").click()
    expect(page.locator(".mine .bubble").last).to_have_text("More like Inception (2010)")
    answer = page.locator(".theirs").nth(1)
    expect(answer.get_by_role("article").first).to_be_visible()
    expect(answer.get_by_role("article", name="Inception", exact=True)).to_have_count(0)


def test_details_tell_the_whole_story(page: Page) -> None:
    ask(page, INCEPTION)
    card(page, "Inception").get_by_role("button", name="Details").click()
    expect(page.locator(".theirs").nth(1).locator(".story")).not_to_have_class(re.compile("clamped"))


def test_what_is_said_changes_the_cards(page: Page) -> None:
    ask(page, INCEPTION)
    watchlist = card(page, "Inception").get_by_role("button", name="Watchlist")
    watchlist.click()
    expect(watchlist).to_have_attribute("aria-pressed", "true")
    ask(page, "undo")
    expect(watchlist).to_have_attribute("aria-pressed", "false")


def test_what_is_said_early_stays_with_the_person(page: Page, live_url: str) -> None:
    """Even before the page has heard who it is: no new guest is made for a known one."""
    ask(page, "hello")
    person = page.request.get(f"{live_url}/me").json()["person"]

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/me", slowly)
    page.reload()
    say(page, INCEPTION)
    expect(card(page, "Inception")).to_be_visible()
    expect(page.locator(".mine .bubble")).to_have_text(["hello", INCEPTION])
    assert page.request.get(f"{live_url}/me").json()["person"] == person


def test_two_people_do_not_see_each_others_data(visit: Visit, live_url: str) -> None:
    ada, bob = visit(), visit()
    for person in (ada, bob):
        ask(person, INCEPTION)
    card(ada, "Inception").get_by_role("button", name="Watchlist").click()
    expect(ada.locator("#watchlist-count")).to_have_text("1")
    bob.reload()
    expect(bob.locator(".mine")).to_have_count(1)
    expect(card(bob, "Inception").get_by_role("button", name="Watchlist")).to_have_attribute(
        "aria-pressed", "false"
    )
    numbers = {person.request.get(f"{live_url}/me").json()["person"] for person in (ada, bob)}
    assert len(numbers) == 2
    assert bob.request.get(f"{live_url}/watchlist").json() == {"results": []}


def test_the_next_person_on_the_browser_does_not_see_the_history(page: Page) -> None:
    ask(page, INCEPTION)
    page.context.clear_cookies()
    page.reload()
    expect(page.locator("#welcome")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('movies.history'))") == []


def test_clearing_the_chat_keeps_the_watchlist(page: Page) -> None:
    ask(page, INCEPTION)
    card(page, "Inception").get_by_role("button", name="Watchlist").click()
    expect(page.locator("#watchlist-count")).to_have_text("1")
    page.get_by_role("button", name="Clear chat").click()
    expect(page.locator("#welcome")).to_be_visible()
    page.reload()
    expect(page.locator(".mine")).to_have_count(0)
    expect(page.locator("#watchlist-count")).to_have_text("1")


def test_messages_sent_at_once_are_answered_in_order(page: Page) -> None:
    for text in ("hello", INCEPTION, "thank you"):
        say(page, text)
    expect(page.locator(".theirs")).to_have_count(3)
    order = page.eval_on_selector_all("#log > *", "(nodes) => nodes.map((node) => node.classList[0])")
    assert order == ["mine", "theirs"] * 3


HOSTILE = [
    "<img src=x onerror=\"document.title='owned'\">",
    "<script>document.title='owned'</script>",
    "</p><h1>big</h1>",
    "\"><svg onload=document.title='owned'>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_as_text(page: Page, text: str) -> None:
    ask(page, text)
    expect(page.locator(".mine .bubble")).to_have_text(text)
    assert page.locator("#log img, #log script, #log h1").count() == 0
    page.reload()
    expect(page.locator(".mine .bubble")).to_have_text(text)
    assert page.title() != "owned"


def test_markup_in_an_answer_is_shown_as_text(page: Page) -> None:
    hostile = HOSTILE[0]
    texts = {"title": hostile, "overview": hostile, "reason": hostile}
    lists = {"genres": [hostile], "directors": [hostile], "cast": [hostile]}
    button = {"title": hostile, "payload": "/help"}
    film = {"movie_id": 1, "position": 1, "year": 2000, "runtime": 100, "rating": 5.0, "buttons": [button]}
    reply = {"text": hostile, "cards": [{**film, **texts, **lists}], "buttons": [button]}
    page.route("**/chat", lambda route: route.fulfill(json={"replies": [reply]}))
    ask(page, "hello")
    assert page.locator("#log img").count() == 0
    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(hostile)
    assert page.title() != "owned"


def test_when_the_network_drops_the_message_stays_and_can_be_sent_again(page: Page) -> None:
    ask(page, "hello")
    page.context.set_offline(True)
    say(page, INCEPTION)
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(page.locator(".mine .bubble").last).to_have_text(INCEPTION)
    page.context.set_offline(False)
    again.click()
    expect(card(page, "Inception")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    expect(page.locator(".mine")).to_have_count(2)


def test_a_change_that_did_not_arrive_is_not_shown_as_done(page: Page) -> None:
    ask(page, INCEPTION)
    page.context.set_offline(True)
    film = card(page, "Inception")
    film.get_by_role("button", name="Watchlist").click()
    expect(page.locator("#toast")).to_contain_text("not saved")
    expect(film.get_by_role("button", name="Watchlist")).to_have_attribute("aria-pressed", "false")
    page.context.set_offline(False)
    page.locator("#toast").get_by_role("button", name="Try again").click()
    expect(film.get_by_role("button", name="Watchlist")).to_have_attribute("aria-pressed", "true")


def test_a_silent_dialogue_is_owned_up_to(page: Page) -> None:
    error = {"error": {"code": "dialogue_unavailable", "message": "I lost my train of thought."}}
    page.route("**/chat", lambda route: route.fulfill(status=503, json=error))
    say(page, "hello")
    expect(page.locator(".failed-note")).to_contain_text("I lost my train of thought.")
    page.unroute("**/chat")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".theirs")).to_have_count(1)


def test_the_reference_page_runs_examples(visit: Visit) -> None:
    page = visit("/docs")
    page.locator("summary", has_text="/search").click()
    page.locator("details[open]").get_by_role("button", name="Run").click()
    expect(page.locator("details[open] [role=status]")).to_contain_text("Inception")
