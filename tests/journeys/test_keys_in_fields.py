"""Keys in a text field stay text; keys with Ctrl or F work everywhere; Esc never ends a run."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.desktop import Program, stays, until

PLACES = ("home", "prepare", "run", "breakouts", "okrs", "capture", "report")
SINGLE_KEYS = "npc1/+b-s="


def go_to_title(app: Program) -> None:
    """From the agenda's list back to the title of the workshop."""
    app.display.keys(*["shift+Tab"] * 9)


def title(app: Program) -> str:
    return getattr(app.library().workshop, "title", "")


def test_single_keys_typed_into_the_title_are_its_text(prepared: Program):
    app, blocks = prepared, len(prepared.library().agenda)
    go_to_title(app)
    app.display.type(SINGLE_KEYS)
    app.display.photograph("30-typing")
    assert app.display.place() == "prepare"
    app.display.keys("Return")
    until(lambda: title(app) == SINGLE_KEYS, lambda: f"the title is {title(app)}")
    assert app.library().kinds == []
    assert len(app.library().agenda) == blocks
    app.quit()


def test_single_keys_typed_into_the_capture_bar_are_a_note(live: Program):
    app = live
    app.display.keys("slash")
    app.display.enter(f"x{SINGLE_KEYS}")
    app.has_noted(f"x{SINGLE_KEYS}")
    app.has_happened("started")
    assert app.display.place() == "run"
    app.quit()


def test_ctrl_z_takes_back_typing_first_and_then_what_was_done(prepared: Program):
    app, first = prepared, title(prepared)
    go_to_title(app)
    app.display.enter("Second name")
    until(lambda: title(app) == "Second name", "renamed")
    app.display.type("xyz")
    app.display.keys("ctrl+z")
    stays(lambda: title(app) == "Second name", "only typing was taken back", 0.2)
    app.display.keys("ctrl+z")
    until(lambda: title(app) == first, lambda: f"the first title, it is {title(app)}")
    app.display.keys("ctrl+shift+z")
    until(lambda: title(app) == "Second name", lambda: f"the second title, it is {title(app)}")
    app.quit()


def test_keys_with_ctrl_or_f_work_from_inside_a_field(prepared: Program, home: Path):
    app, blocks = prepared, len(prepared.library().agenda)
    go_to_title(app)
    app.display.keys("ctrl+shift+e")
    until(lambda: list((home / "Documents").rglob("*.pdf")), "the report is exported")
    app.display.keys("ctrl+k")  # in a bare line edit this deletes up to the end
    app.display.enter("add a block")
    until(lambda: len(app.library().agenda) == blocks + 1, "the palette added a block")
    app.display.type("Typed at once")  # the new block's title has the focus
    app.display.keys("F2")
    app.display.enter("From inside another field")
    app.has_noted("From inside another field")
    until(lambda: "Typed at once" in [row.title for row in app.library().agenda], "typed")
    app.quit()


def test_ctrl_and_a_digit_switch_places_while_a_note_is_half_typed(prepared: Program):
    app = prepared
    app.display.keys("F2")
    app.display.type("half a note, 1")
    for number, place in enumerate(PLACES, start=1):
        app.display.keys(f"ctrl+{number}")
        app.shows(place)
    app.display.enter("2 and the rest")
    app.has_noted("half a note, 12 and the rest")
    app.quit()


def test_esc_never_ends_a_run(live: Program):
    app = live
    for keys in ((), ("slash",), ("F1",), ("ctrl+k",), ("s",), ("F10",), ("ctrl+shift+q",)):
        app.display.keys(*keys, "Escape", "Escape")
    app.display.keys("Return")
    stays(lambda: app.library().kinds == ["started"], "the run goes on", 0.3)
    app.display.keys("p")
    app.has_happened("started", "paused")
    app.quit()


def test_space_presses_the_focused_button_and_nothing_else(app: Program):
    app.display.keys("Tab", "space")  # from the templates to "Start from an empty agenda"
    app.shows("prepare")
    assert app.library().agenda == ()
    app.display.keys("space")  # "Add the first block" has the focus
    until(lambda: len(app.library().agenda) == 1, "the focused button added a block")
    app.display.keys("Escape", "ctrl+3", "space")
    stays(lambda: app.library().kinds == [], "Space starts nothing", 0.2)
    app.display.keys("p")
    app.has_happened("started")
    app.display.keys("space")
    stays(lambda: app.library().kinds == ["started"], "Space pauses nothing", 0.2)
    app.quit()


def test_a_held_n_moves_on_once(live: Program):
    app = live
    app.display.hold("n", 1.0)
    app.has_happened("started", "moved_on")
    stays(lambda: len(app.library().events) == 2, "once")
    app.display.hold("equal", 1.0)
    until(lambda: len(app.library().events) > 6, "a held + goes on and on: keys do repeat here")
    app.quit()


def test_a_held_p_starts_and_does_not_flicker_between_pause_and_run(prepared: Program):
    app = prepared
    app.display.hold("p", 0.8)
    app.has_happened("started")
    stays(lambda: app.library().kinds == ["started"], "once")
    app.quit()


def test_two_n_in_quick_succession_move_on_once(live: Program):
    app = live
    app.display.keys("n", "n")
    app.has_happened("started", "moved_on")
    stays(lambda: len(app.library().events) == 2, "once", 0.6)
    app.display.keys("n")
    app.has_happened("started", "moved_on", "moved_on")
    app.quit()
