"""Readers who keep the site for reading without a connection."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


KEEPING = """
if (location.protocol !== 'file:') localStorage.setItem('offline', 'on');
window.kept = [];
navigator.serviceWorker?.addEventListener('message', ({ data }) => {
  if ('kept' in data) kept.push(data.kept);
});
"""
"""Turns keeping on, and takes down which editions are kept."""


def until(page: Page, condition: str) -> None:
    """Wait for what is true in the page; its policy forbids Playwright's own way."""
    page.evaluate(
        f"""async () => {{
          const end = performance.now() + 30_000;
          while (!({condition})) {{
            if (performance.now() > end) throw Error("it never became true");
            await new Promise((done) => setTimeout(done, 20));
          }}
        }}"""
    )
