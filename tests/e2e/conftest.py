"""A headless Chromium on the running installation."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000.0  # ms; a busy machine answers a chat turn within this

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip("no Chromium here: install the package 'chromium', or set CHROMIUM to a browser's path")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, live_url: str) -> Iterator[Visit]:
    """Opens the chat page as somebody new; options are those of a browser context.

    Errors in the page's scripts, and code its security policy blocked, fail the test.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_page(path: str = "/", **options: object) -> Page:
        context = browser.new_context(base_url=live_url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None,
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """The chat page on a desktop, as somebody new."""
    return visit(viewport={"width": 1100, "height": 800})


@pytest.fixture
def phone(visit: Visit) -> Page:
    """The chat page on a small phone, as somebody new."""
    return visit(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
