"""Opens the demo's page, where there is a browser that shows pages."""

from __future__ import annotations

import contextlib
import webbrowser


def open_page(url: str) -> None:
    """Open the page in a window; nothing where there is none. Blocks for as long as the browser takes to start."""
    with contextlib.suppress(webbrowser.Error):
        browser = webbrowser.get()
        # Text browsers are of this very class; they would take the terminal over, and cannot show the page.
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(url)
