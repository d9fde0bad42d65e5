"""The window that is shared: a title that never changes, and nothing of the console in it."""

from __future__ import annotations

from PySide6.QtCore import QSize

from tests.journeys.desktop import BESIDE, CONSOLE, STAGE, Program, stays, until


def titles(app: Program) -> set[str]:
    return {window.title for window in app.display.windows()}


def size_of(app: Program, title: str) -> QSize:
    window = app.display.window(title)
    return QSize() if window is None else window.box.size()


def test_the_title_is_constant_through_every_state(prepared: Program):
    app = prepared
    app.show_stage()
    assert titles(app) == {CONSOLE, STAGE}
    for keys in ("p", "n", "p", "ctrl+b", "ctrl+b", "shift+s", "1", "7"):
        app.display.keys(keys)
        assert titles(app) == {CONSOLE, STAGE}
    app.quit()


def test_f11_fills_the_screen_and_gives_the_window_back(prepared: Program):
    app, display = prepared, prepared.display
    app.show_stage()
    before, screen = size_of(app, STAGE), display.screen().size()
    display.keys("F11")
    until(lambda: size_of(app, STAGE) == screen, "the stage fills the screen")
    display.photograph("50-full-screen", STAGE)
    display.keys("F11")
    until(lambda: size_of(app, STAGE) == before, "the window is back")
    app.quit()


def test_f11_on_a_hidden_stage_shows_it_in_full(prepared: Program):
    app, screen = prepared, prepared.display.screen().size()
    app.display.keys("F11")
    until(lambda: size_of(app, STAGE) == screen, "the stage fills the screen")
    app.display.keys("F5")
    until(lambda: titles(app) == {CONSOLE}, "the stage is hidden")
    app.display.keys("F11")
    until(lambda: size_of(app, STAGE) == screen, "it is full again")
    app.display.activate(CONSOLE)
    app.quit()


def test_closing_it_leaves_the_app_running(live: Program):
    app, display = live, live.display
    app.show_stage()
    display.activate(STAGE)
    display.keys("alt+F4")
    until(lambda: titles(app) == {CONSOLE}, "only the stage is closed")
    assert app.process.poll() is None
    display.activate(CONSOLE)
    display.keys("p")
    app.has_happened("started", "paused")
    display.photograph("51-stage-closed")
    app.show_stage()
    app.quit()


def test_keys_act_in_both_windows_and_notes_are_typed_in_the_console(live: Program):
    app, display = live, live.display
    app.show_stage()
    display.activate(STAGE)
    display.keys("n")
    app.has_happened("started", "moved_on")
    display.keys("slash")
    until(lambda: display.active() == CONSOLE, "the console takes the keys")
    display.enter("n nobody skipped a block by typing this")
    app.has_noted("nobody skipped a block by typing this")
    app.has_happened("started", "moved_on")
    app.quit()


def test_messages_menus_and_overlays_stay_out_of_the_stage(prepared: Program):
    app, display = prepared, prepared.display
    app.show_stage()
    until(lambda: display.colors(STAGE) > 1, "the stage shows the welcome")
    shared, quiet = display.see(STAGE), display.see(CONSOLE)
    for name, keys in (("refusal", "n"), ("palette", "ctrl+k"), ("keys", "F1"), ("scenes", "s")):
        display.keys(keys)
        until(lambda: display.see(CONSOLE) != quiet, f"the console shows the {name}")
        stays(lambda: display.see(STAGE) == shared, f"the stage shows no {name}", 0.2)
        assert all(window.box.right() < BESIDE for window in others(app)), name
        display.photograph(f"52-{name}")
        display.keys("Escape")
    display.keys("ctrl+k")
    display.enter("import agenda")
    until(lambda: others(app), "the dialog is open")
    stays(lambda: display.see(STAGE) == shared, "the stage shows no dialog", 0.2)
    assert all(window.box.right() < BESIDE for window in others(app))
    display.keys("Escape")
    until(lambda: not others(app), "the dialog is closed")
    app.quit()


def others(app: Program) -> list:
    """Windows beside the two: menus, dialogs, tooltips."""
    return [window for window in app.display.windows() if window.title not in {CONSOLE, STAGE}]
