"""Readers: browsers with one page each that fail a test where something goes wrong."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request

DESKTOP = {"viewport": {"width": 1280, "height": 900}}


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


PLAIN = {**DESKTOP, "java_script_enabled": False}

EDITIONS = ["", pytest.param("zh-hant/", marks=pytest.mark.long), "en/"]
"""The folders of the editions. What the simplified pages do, the traditional ones do with the same
scripts, so they are only in the long tests."""


class Watched:
    """A reader with one page, who asks nothing of another site and meets no error.

    A new window takes a browser several times the work of a page, so one reader serves many tests;
    :meth:`leave` makes it as new.
    """

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context: BrowserContext = browser.new_context(**options)
        self.size = options["viewport"]
        self.strangers: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", self._asked)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._refused)
        self._session = self.context.new_cdp_session(self.page)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            self.strangers.append(request.url)

    def _refused(self, message: ConsoleMessage) -> None:
        """A page that does what its content security policy refuses is reported on the console."""
        if message.type == "error" and "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def leave(self) -> list[str]:
        """Forget the test: other pages, what was stored, the size, the media, the mouse's place.

        What went wrong: the addresses of other sites that were asked for, and scripts' errors.
        """
        for other in self.context.pages[1:]:
            other.close()
        self.page.evaluate("location.origin === 'null' || sessionStorage.clear()")
        origins = {"file://", self.page.evaluate("location.origin")} - {"null"}
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null"
        )
        self.page.set_viewport_size(self.size)
        self.context.clear_cookies()
        for origin in origins:
            self._session.send(
                "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"}
            )
        wrong = [*self.strangers, *self.errors]
        self.strangers.clear()
        self.errors.clear()
        return wrong


@pytest.fixture(scope="session")
def idle() -> dict[str, Watched]:
    """The readers that no test uses now. One that could not leave its test is not among them."""
    return {}


@contextlib.contextmanager
def reading(
    browser: Browser, idle: dict[str, Watched], kind: str, options: dict[str, Any]
) -> Iterator[Watched]:
    """The reader of a kind, for one test."""
    reader = idle.pop(kind, None) or Watched(browser, options)
    try:
        yield reader
        wrong = reader.leave()
        idle[kind] = reader
        assert wrong == []
    finally:
        if kind not in idle:
            reader.context.close()
