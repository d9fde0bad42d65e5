"""Settings by keys alone: another key and another theme count at once, and at the next start."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.desktop import Display, Program, running, stays, until


def stored(home: Path) -> str:
    found = sorted(home.rglob("settings.ini"))
    return found[0].read_text(encoding="utf-8") if found else ""


def open_setting(app: Program, words: str) -> None:
    """The search finds the row; Tab goes past Close to its control."""
    app.display.keys("ctrl+comma")
    until(lambda: app.display.place() is None, "no place of the rail is lit")
    app.display.type(words)
    app.display.keys("Tab", "Tab")


def test_another_key_and_a_theme_stay(live: Program, display: Display, home: Path):
    app = live
    open_setting(app, "next item")
    app.display.keys("Return", "j")
    until(lambda: "run.next=J" in stored(home), lambda: f"the key is stored: {stored(home)}")
    app.display.photograph("60-another-key")
    app.display.keys("Escape", "Escape")  # the search, then the place
    app.shows("run")
    app.display.keys("n")
    stays(lambda: app.library().kinds == ["started"], "the old key does nothing", 0.3)
    app.display.keys("j")
    app.has_happened("started", "moved_on")
    open_setting(app, "appearance")
    app.display.keys("Right")
    until(lambda: "theme=" in stored(home), lambda: f"the theme is stored: {stored(home)}")
    app.display.photograph("61-another-theme")
    app.quit()
    with running(display, home) as again:
        again.shows("run")
        again.display.keys("j")
        again.has_happened("started", "moved_on", "moved_on")
        again.quit()
