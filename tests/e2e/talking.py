"""What a person does on the page, in the words of its labels."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

INCEPTION = "a thief who steals secrets through dreams"


def say(page: Page, text: str) -> None:
    """Type and send, without waiting."""
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def ask(page: Page, text: str) -> Locator:
    """Say something and wait for the answer; returns the answer."""
    before = page.locator(".theirs").count()
    say(page, text)
    expect(page.locator(".theirs")).to_have_count(before + 1)
    return page.locator(".theirs").last


def card(page: Page, title: str) -> Locator:
    """The latest card of the film with exactly this title."""
    return page.get_by_role("article", name=title, exact=True).last


def width_beyond(page: Page) -> int:
    """By how many pixels something sticks out sideways, on the page or in what scrolls inside it."""
    beyond: int = page.evaluate(
        """() => Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll(
             "#scroller, .card, .controls, .toggles, .composer-inner, .bar-inner, dialog[open] .drawer-body"
           )].map((box) => box.scrollWidth - box.clientWidth))"""
    )
    return beyond
