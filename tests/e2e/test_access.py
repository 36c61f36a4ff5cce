"""The page by keyboard, on a phone, for assistive technology, and inside another site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from tests.e2e.conftest import PATIENCE, Visit
from tests.e2e.talking import INCEPTION, ask, card, width_beyond

pytestmark = pytest.mark.live

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3


# The accessible name, as far as an element's label or text say.
NAME = """(one) => (
  one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent
).trim()"""


def focused(page: Page) -> str:
    """What has the focus."""
    name: str = page.evaluate(f"({NAME})(document.activeElement)")
    return name


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until what is called `name` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_everything_can_be_done_by_keyboard(page: Page) -> None:
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("a thief who steals secrets")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("through dreams")
    expect(page.locator(".mine")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".mine .bubble")).to_have_text("a thief who steals secrets\nthrough dreams")
    film = card(page, "Inception")
    expect(film).to_be_visible()
    expect(page.get_by_label("Your message")).to_be_focused()

    page.evaluate("document.querySelector('.skip').focus()")
    tab_to(page, "1 star")
    with page.expect_response("**/rate") as rated:
        for _ in range(3):
            page.keyboard.press("ArrowRight")
    assert rated.value.ok
    expect(film.get_by_role("radio", name="4 stars")).to_be_checked()
    tab_to(page, "Watchlist")
    page.keyboard.press("Space")
    expect(film.get_by_role("button", name="Watchlist")).to_have_attribute("aria-pressed", "true")
    tab_to(page, "More like this")
    page.keyboard.press("Enter")
    expect(page.locator(".theirs")).to_have_count(2)


def test_the_drawer_holds_and_gives_back_the_focus(page: Page) -> None:
    page.evaluate("document.querySelector('.skip').focus()")
    tab_to(page, "Watchlist")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Your watchlist")
    expect(drawer).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert focused(page) == "Watchlist"


def test_the_focus_can_be_seen(page: Page) -> None:
    page.keyboard.press("Tab")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


def test_roles_and_names_for_screen_readers(page: Page) -> None:
    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "polite")
    ask(page, INCEPTION)
    film = card(page, "Inception")
    expect(film.get_by_role("group", name="Rate Inception (2010)").get_by_role("radio")).to_have_count(5)
    assert "Inception (2010)" in page.locator(".theirs > .sr").first.inner_text()
    unnamed = page.eval_on_selector_all(
        "button, input, textarea",
        f"(all) => all.filter((one) => one.checkVisibility() && !({NAME})(one)).length",
    )
    assert unnamed == 0
    assert page.evaluate("document.documentElement.lang") == "en"


CONTRAST = """() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll("h1, h2, h3, p, button, .bubble, .line, .line b, .value")) {
    if (!node.checkVisibility() || !node.textContent.trim() || node.closest(".tile, .toast")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(`${node.className} ${node.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []
    ask(page, INCEPTION)
    card(page, "Inception").get_by_role("button", name="Watchlist").click()
    expect(page.locator("#watchlist-count")).to_have_text("1")
    page.mouse.move(0, 0)
    assert page.evaluate(CONTRAST) == []


def test_nothing_sticks_out_on_a_phone(phone: Page) -> None:
    assert width_beyond(phone) <= 0
    ask(phone, INCEPTION)
    assert width_beyond(phone) <= 0
    film = card(phone, "Inception")
    with phone.expect_response("**/rate"):
        film.get_by_role("radio", name="4 stars").check(force=True)
    film.get_by_role("button", name="Watchlist").tap()
    expect(phone.locator("#watchlist-count")).to_have_text("1")
    assert width_beyond(phone) <= 0
    ask(phone, LONG_WORD)
    assert width_beyond(phone) <= 0
    phone.get_by_role("button", name="Watchlist 1").tap()
    expect(phone.get_by_role("dialog").get_by_role("heading", name="Inception")).to_be_visible()
    assert width_beyond(phone) <= 0


def test_tap_targets_are_large_enough_on_a_phone(phone: Page) -> None:
    ask(phone, INCEPTION)
    small = phone.eval_on_selector_all(
        "button, .stars label",
        """(all) => all.filter((one) => one.checkVisibility()).filter((one) => {
             const box = one.getBoundingClientRect();
             return box.height < 40 || box.width < 32;
           }).map((one) => one.textContent)""",
    )
    assert small == []


def test_the_composer_stays_in_sight_on_a_phone(phone: Page) -> None:
    ask(phone, INCEPTION)
    ask(phone, "hello")
    box = phone.get_by_label("Your message").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    assert phone.evaluate("document.documentElement.scrollTop + document.body.scrollTop") == 0


@pytest.fixture
def blog_port(live_url: str, tmp_path: Path) -> Iterator[int]:
    """The port of another site, with the widget on its page."""
    (tmp_path / "index.html").write_text(
        f'<!doctype html><title>Blog</title><h1>A blog</h1><script src="{live_url}/widget.js" defer></script>'
    )
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_site_that_is_not_allowed_cannot_frame_the_chat(browser: Browser, blog_port: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{blog_port}/")
    with page.expect_console_message(lambda line: "frame-ancestors" in line.text):
        page.get_by_role("button", name="Find a film").click()
    context.close()


def open_widget(browser: Browser, live_url: str, site: str) -> tuple[Page, FrameLocator]:
    """The page of a site that is allowed to frame the chat, with the chat opened."""
    page = browser.new_context().new_page()
    page.set_default_timeout(PATIENCE)

    def allow(route: Route) -> None:
        """As the service answers where its settings name the site."""
        response = route.fetch()
        policy = response.headers["content-security-policy"] + f" {site}"
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})

    page.route(f"{live_url}/", allow)
    page.goto(site)
    page.get_by_role("button", name="Find a film").click()
    return page, page.frame_locator("iframe")


def test_the_widget_chats_where_the_browser_holds_back_cookies_and_storage(
    browser: Browser, live_url: str, blog_port: int
) -> None:
    page, chat = open_widget(browser, live_url, f"http://localhost:{blog_port}")
    chat.get_by_label("Your message").fill(INCEPTION)
    chat.get_by_role("button", name="Send").click()
    film = chat.get_by_role("article", name="Inception", exact=True)
    film.get_by_role("button", name="Watchlist").click()
    expect(chat.locator("#watchlist-count")).to_have_text("1")
    chat.get_by_role("button", name="Close chat").click()
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name="Find a film")).to_be_focused()
    page.get_by_role("button", name="Find a film").click()
    expect(film).to_be_visible()
    page.context.close()


def test_the_widget_remembers_on_a_site_of_the_same_owner(
    browser: Browser, live_url: str, blog_port: int
) -> None:
    page, chat = open_widget(browser, live_url, f"http://127.0.0.1:{blog_port}")
    chat.get_by_label("Your message").fill(INCEPTION)
    chat.get_by_role("button", name="Send").click()
    expect(chat.get_by_role("article", name="Inception", exact=True)).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Find a film").click()
    expect(chat.locator(".mine .bubble")).to_have_text(INCEPTION)
    page.context.close()
