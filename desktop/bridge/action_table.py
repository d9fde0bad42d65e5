"""Every action a key can do, in one table: menus, keys, palette and key sheet come from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceId(StrEnum):
    """The places: those of the rail in its order, the n-th with the key n, then the settings."""

    HOME = "home"
    PREPARE = "prepare"
    RUN = "run"
    BREAKOUTS = "breakouts"
    OKRS = "okrs"
    CAPTURE = "capture"
    REPORT = "report"
    SETTINGS = "settings"


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    RUN = "run"
    STAGE = "stage"
    GO = "go"
    HELP = "help"


class Section(StrEnum):
    """The groups of the key sheet."""

    NONE = ""
    RUN = "run"
    STAGE = "stage"
    EVERYWHERE = "everywhere"
    GO = "go"
    PLACE = "place"
    CAPTURE = "capture"


class Needs(StrEnum):
    """What has to be there before an action can do anything."""

    NOTHING = ""
    WORKSHOP = "workshop"
    BLOCKS = "blocks"  # at least one block
    AGENDA = "agenda"  # at least one block, and the run has not ended
    LIVE = "live"  # running or paused
    AHEAD = "ahead"  # live, and a block follows the current one
    BACK = "back"  # live, and a block lies behind
    STEPS = "steps"  # live, and the current block has technique steps
    RUN = "run"  # something has happened in the run
    AWAY = "away"  # an absence waits to be explained
    ENDED = "ended"


class ActionId(StrEnum):
    """Stable names: settings, tests and views use them."""

    RUN_TOGGLE = "run.toggle"
    RUN_NEXT = "run.next"
    RUN_BACK = "run.back"
    RUN_PLUS_1 = "run.plus_1"
    RUN_MINUS_1 = "run.minus_1"
    RUN_PLUS_5 = "run.plus_5"
    RUN_MINUS_5 = "run.minus_5"
    RUN_SKIP = "run.skip"
    RUN_TAKE_BACK = "run.take_back"
    RUN_CATCH_UP = "run.catch_up"
    RUN_STARTED_AGO = "run.started_ago"
    RUN_STEP = "run.step"
    RUN_STEP_BACK = "run.step_back"
    RUN_AWAY_KEPT = "run.away_kept"
    RUN_AWAY_WAITED = "run.away_waited"
    RUN_AWAY_MOVED = "run.away_moved"
    RUN_AWAY_ELSEWHERE = "run.away_elsewhere"
    RUN_END = "run.end"
    RUN_REOPEN = "run.reopen"
    RUN_REHEARSE = "run.rehearse"
    GO_HOME = "go.home"
    GO_PREPARE = "go.prepare"
    GO_RUN = "go.run"
    GO_BREAKOUTS = "go.breakouts"
    GO_OKRS = "go.okrs"
    GO_CAPTURE = "go.capture"
    GO_REPORT = "go.report"
    GO_SETTINGS = "go.settings"
    STAGE_CHOOSE = "stage.choose"
    STAGE_PIN = "stage.pin"
    STAGE_FULLSCREEN = "stage.fullscreen"
    STAGE_BLANK = "stage.blank"
    STAGE_TOGGLE = "stage.toggle"
    EDIT_UNDO = "edit.undo"
    EDIT_REDO = "edit.redo"
    PALETTE_OPEN = "palette.open"
    KEYS_OPEN = "keys.open"
    MENU_OPEN = "menu.open"
    CAPTURE_FOCUS = "capture.focus"
    REPORT_EXPORT = "report.export"
    REPORT_COPY_MARKDOWN = "report.copy_markdown"
    REPORT_SAVE_MARKDOWN = "report.save_markdown"
    REPORT_SAVE_CSV = "report.save_csv"
    RUN_SHEET = "report.run_sheet"
    RUN_SHEET_PRIVATE = "report.run_sheet_private"
    REPORT_CLOSE_LIST = "report.close_list"
    PREPARE_ADD_BLOCK = "prepare.add_block"
    PREPARE_PEOPLE = "prepare.people"
    PREPARE_GOALS = "prepare.goals"
    PREPARE_MATERIALS = "prepare.materials"
    PREPARE_LEADERS = "prepare.leaders"
    PREPARE_STAGE = "prepare.stage"
    PREPARE_MOVE_UP = "prepare.move_up"
    PREPARE_MOVE_DOWN = "prepare.move_down"
    OKRS_STAGE = "okrs.stage"
    OKRS_AGREE = "okrs.agree"
    OKRS_TO_INITIATIVES = "okrs.to_initiatives"
    OKRS_DETAILS = "okrs.details"
    OKRS_MOVE_UP = "okrs.move_up"
    OKRS_MOVE_DOWN = "okrs.move_down"
    FILE_NEW_WORKSHOP = "file.new_workshop"
    FILE_IMPORT_AGENDA = "file.import_agenda"
    FILE_PASTE_AGENDA = "file.paste_agenda"
    FILE_IMPORT_PEOPLE = "file.import_people"
    FILE_OPEN_WORKSHOP = "file.open_workshop"
    FILE_SAVE_WORKSHOP = "file.save_workshop"
    FILE_SAMPLE = "file.sample"
    FILE_SAVE_TEMPLATE = "file.save_template"
    FILE_RENAME_TEMPLATE = "file.rename_template"
    FILE_DUPLICATE = "file.duplicate"
    FILE_QUIT = "file.quit"
    VIEW_THEME = "view.theme"
    VIEW_PRIVATE = "view.private"
    SEARCH_WORKSHOP = "search.workshop"
    SEARCH_EVERYWHERE = "search.everywhere"
    SOUND_MUTE = "sound.mute"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `text` is English and passes through `tr` when it is shown.

    `keys` are written as `QKeySequence` writes them. `place` limits the keys to one place;
    `repeats` lets a held key act again and again; `sheet` is its name on the key sheet where
    that is shorter.
    """

    id: ActionId
    text: str
    keys: tuple[str, ...]
    menu: Menu
    icon: str
    section: Section = Section.NONE
    needs: Needs = Needs.NOTHING
    keywords: str = ""
    sheet: str = ""
    place: PlaceId | None = None
    repeats: bool = False


PLACE_ICONS: dict[PlaceId, str] = {
    PlaceId.HOME: "house",
    PlaceId.PREPARE: "clipboard-list",
    PlaceId.RUN: "timer",
    PlaceId.BREAKOUTS: "users",
    PlaceId.OKRS: "target",
    PlaceId.CAPTURE: "inbox",
    PlaceId.REPORT: "file-text",
}

PLACE_NAMES: dict[PlaceId, str] = {
    PlaceId.HOME: "Home",
    PlaceId.PREPARE: "Prepare",
    PlaceId.RUN: "Run",
    PlaceId.BREAKOUTS: "Breakouts",
    PlaceId.OKRS: "OKRs",
    PlaceId.CAPTURE: "Capture",
    PlaceId.REPORT: "Report",
}

_A, _M, _S, _N, _P = ActionId, Menu, Section, Needs, PlaceId
_TIME = "time minutes longer shorter extend"
_AWAY = "sleep slept laptop crash gone question answer"

# Two lines for each action read as a table; one argument a line does not.
# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(_A.FILE_NEW_WORKSHOP, "New workshop", ("Ctrl+N",), _M.FILE, "plus",
               _S.EVERYWHERE, keywords="create template session"),
    ActionSpec(_A.FILE_DUPLICATE, "Duplicate this workshop", ("D",), _M.FILE, "copy",
               _S.PLACE, keywords="copy again repeat next series session home",
               sheet="Home: duplicate the workshop", place=_P.HOME),
    ActionSpec(_A.FILE_SAVE_TEMPLATE, "Save as a template", (), _M.FILE, "layout-list",
               needs=_N.WORKSHOP, keywords="keep agenda reuse own prepare library"),
    ActionSpec(_A.FILE_RENAME_TEMPLATE, "Rename the template", ("R",), _M.FILE, "pencil",
               _S.PLACE, keywords="own title home", sheet="Home: rename your template",
               place=_P.HOME),
    ActionSpec(_A.FILE_SAMPLE, "Open the sample workshop", (), _M.FILE, "ship",
               keywords="example demo look around"),
    ActionSpec(_A.FILE_OPEN_WORKSHOP, "Open a workshop file", (), _M.FILE, "folder-open",
               keywords="import hand over colleague json zip okrworkshop load bring"),
    ActionSpec(_A.FILE_SAVE_WORKSHOP, "Save the workshop file", (), _M.FILE, "file-up",
               needs=_N.WORKSHOP,
               keywords="export hand over share colleague backup json zip okrworkshop"),
    ActionSpec(_A.FILE_IMPORT_AGENDA, "Import an agenda", (), _M.FILE, "table-2",
               needs=_N.WORKSHOP, keywords="csv xlsx markdown text file load bring"),
    ActionSpec(_A.FILE_PASTE_AGENDA, "Paste an agenda", (), _M.FILE, "clipboard-list",
               needs=_N.WORKSHOP, keywords="clipboard text markdown mail chat table import bring"),
    ActionSpec(_A.FILE_IMPORT_PEOPLE, "Import people", (), _M.FILE, "users",
               needs=_N.WORKSHOP, keywords="roster participants csv xlsx file load bring"),
    ActionSpec(_A.REPORT_EXPORT, "Export the report", ("E", "Ctrl+Shift+E"), _M.FILE, "download",
               _S.EVERYWHERE, _N.WORKSHOP, "pdf print save summary"),
    ActionSpec(_A.REPORT_COPY_MARKDOWN, "Copy the report as Markdown", (), _M.FILE, "copy",
               needs=_N.WORKSHOP, keywords="clipboard text paste chat wiki"),
    ActionSpec(_A.REPORT_SAVE_MARKDOWN, "Save the report as Markdown", (), _M.FILE, "file-text",
               needs=_N.WORKSHOP, keywords="md text file export"),
    ActionSpec(_A.REPORT_SAVE_CSV, "Save everything as CSV tables", (), _M.FILE, "table-2",
               needs=_N.WORKSHOP, keywords="export spreadsheet excel calc data report folder"),
    ActionSpec(_A.RUN_SHEET, "Print the run sheet (PDF)", (), _M.FILE, "clipboard-list",
               needs=_N.WORKSHOP, keywords="paper agenda plan page times technique actual save"),
    ActionSpec(_A.RUN_SHEET_PRIVATE, "Print the run sheet with private notes (PDF)", (), _M.FILE,
               "eye-off", needs=_N.WORKSHOP, keywords="paper agenda plan page facilitator only"),
    ActionSpec(_A.GO_SETTINGS, "Settings", ("Ctrl+,",), _M.FILE, "settings",
               _S.EVERYWHERE,
               keywords="preferences options theme text size keys sound library backup about"),
    ActionSpec(_A.FILE_QUIT, "Quit", ("Ctrl+Q",), _M.FILE, "log-out",
               _S.EVERYWHERE, keywords="close exit"),
    ActionSpec(_A.EDIT_UNDO, "Undo", ("Ctrl+Z",), _M.EDIT, "undo-2", _S.EVERYWHERE),
    ActionSpec(_A.EDIT_REDO, "Redo", ("Ctrl+Shift+Z",), _M.EDIT, "redo-2", _S.EVERYWHERE),
    ActionSpec(_A.SEARCH_WORKSHOP, "Find in this workshop", ("Ctrl+F",), _M.EDIT, "search",
               _S.EVERYWHERE, _N.WORKSHOP, "search look for words text notes people agenda"),
    ActionSpec(_A.SEARCH_EVERYWHERE, "Find in all workshops", ("Ctrl+Shift+F",), _M.EDIT, "search",
               _S.EVERYWHERE, keywords="search look for words text notes people agenda library"),
    ActionSpec(_A.CAPTURE_FOCUS, "Note something", ("/", "F2"), _M.EDIT, "pencil-line",
               _S.CAPTURE, _N.WORKSHOP, "capture bar write finding feedback",
               sheet="Go there from anywhere"),
    ActionSpec(_A.PREPARE_ADD_BLOCK, "Add a block", ("B",), _M.EDIT, "list-plus",
               _S.PLACE, _N.WORKSHOP, "agenda item new prepare",
               "Prepare: add a block", _P.PREPARE),
    ActionSpec(_A.PREPARE_PEOPLE, "Add people", (), _M.EDIT, "user-plus",
               needs=_N.WORKSHOP, keywords="roster participants names teams who prepare"),
    ActionSpec(_A.PREPARE_GOALS, "Add goals", (), _M.EDIT, "flag",
               needs=_N.WORKSHOP, keywords="aims purpose format prepare"),
    ActionSpec(_A.PREPARE_MATERIALS, "Add materials", (), _M.EDIT, "file-text",
               needs=_N.WORKSHOP, keywords="announcement pre-work deck link file ready prepare"),
    ActionSpec(_A.PREPARE_LEADERS, "Leader input, themes, session OKR", (), _M.EDIT, "mic",
               needs=_N.WORKSHOP, keywords="works hard vision quarter leaders prepare"),
    ActionSpec(_A.PREPARE_MOVE_UP, "Move the block up", ("Alt+Up",), _M.EDIT, "arrow-up",
               _S.PLACE, _N.WORKSHOP, "agenda order prepare earlier",
               "Prepare, OKRs: move up", _P.PREPARE, repeats=True),
    ActionSpec(_A.PREPARE_MOVE_DOWN, "Move the block down", ("Alt+Down",), _M.EDIT, "arrow-down",
               _S.PLACE, _N.WORKSHOP, "agenda order prepare later",
               "Prepare, OKRs: move down", _P.PREPARE, repeats=True),
    ActionSpec(_A.OKRS_STAGE, "Show the team’s OKR on the stage", ("G",), _M.STAGE, "monitor-up",
               _S.PLACE, _N.WORKSHOP, "participants objective key results poster",
               "Prepare, OKRs: on the stage", _P.OKRS),
    ActionSpec(_A.PREPARE_STAGE, "Show the link, goals or agenda on the stage", ("G",), _M.STAGE,
               "qr-code", needs=_N.WORKSHOP, keywords="participants qr code scan material people",
               place=_P.PREPARE),
    ActionSpec(_A.OKRS_AGREE, "Agree the objective, or draft again", ("A",), _M.EDIT,
               "circle-check", _S.PLACE, _N.WORKSHOP, "okr state agreed done accept",
               "OKRs: agree, or draft again", _P.OKRS),
    ActionSpec(_A.OKRS_TO_INITIATIVES, "Move the key result to initiatives", ("M",), _M.EDIT,
               "list-checks", _S.PLACE, _N.WORKSHOP, "okr activity task work output",
               "OKRs: move to initiatives", _P.OKRS),
    ActionSpec(_A.OKRS_DETAILS, "Details of the key result or objective", ("Ctrl+D",),
               _M.EDIT, "arrow-right", _S.PLACE, _N.WORKSHOP,
               "okr source owner check in confidence score why follow up unknown",
               "OKRs: details", _P.OKRS),
    ActionSpec(_A.OKRS_MOVE_UP, "Move the key result up", ("Alt+Up",), _M.EDIT, "arrow-up",
               needs=_N.WORKSHOP, keywords="okr objective order earlier",
               place=_P.OKRS, repeats=True),
    ActionSpec(_A.OKRS_MOVE_DOWN, "Move the key result down", ("Alt+Down",), _M.EDIT,
               "arrow-down", needs=_N.WORKSHOP, keywords="okr objective order later",
               place=_P.OKRS, repeats=True),
    ActionSpec(_A.RUN_TOGGLE, "Start, pause or resume", ("P",), _M.RUN, "play",
               _S.RUN, _N.AGENDA, "begin timer stop go on", "Start, pause, resume"),
    ActionSpec(_A.RUN_NEXT, "Next item", ("N",), _M.RUN, "arrow-right",
               _S.RUN, _N.AHEAD, "move on block"),
    ActionSpec(_A.RUN_BACK, "Previous item", ("Shift+N",), _M.RUN, "arrow-left",
               _S.RUN, _N.BACK, "go back block"),
    ActionSpec(_A.RUN_PLUS_1, "One minute more", ("+", "="), _M.RUN, "plus",
               _S.RUN, _N.LIVE, _TIME, repeats=True),
    ActionSpec(_A.RUN_MINUS_1, "One minute less", ("-",), _M.RUN, "minus",
               _S.RUN, _N.LIVE, _TIME, repeats=True),
    ActionSpec(_A.RUN_PLUS_5, "Five minutes more", ("Ctrl+Up",), _M.RUN, "plus",
               _S.RUN, _N.LIVE, _TIME, repeats=True),
    ActionSpec(_A.RUN_MINUS_5, "Five minutes less", ("Ctrl+Down",), _M.RUN, "minus",
               _S.RUN, _N.LIVE, _TIME, repeats=True),
    ActionSpec(_A.RUN_SKIP, "Skip the item", ("X",), _M.RUN, "chevron-right",
               _S.RUN, _N.AHEAD, "leave out omit block"),
    ActionSpec(_A.RUN_TAKE_BACK, "Take back the last step of the run", ("U",), _M.RUN, "undo-2",
               _S.RUN, _N.RUN, "undo next mistake accident block", "Take back the run’s last step"),
    ActionSpec(_A.RUN_CATCH_UP, "Catch-up plan", ("C",), _M.RUN, "scale",
               _S.RUN, _N.LIVE, "late behind shorten trim cut end on time"),
    ActionSpec(_A.RUN_STARTED_AGO, "It started some minutes ago", ("L",), _M.RUN, "clock-alert",
               _S.RUN, _N.AGENDA, "late start forgot began earlier repair",
               "It started n minutes ago"),
    ActionSpec(_A.RUN_STEP, "Next technique step", (".",), _M.RUN, "list-ordered",
               _S.RUN, _N.STEPS, "technique timed step forward"),
    ActionSpec(_A.RUN_STEP_BACK, "Previous technique step", (",",), _M.RUN, "list-ordered",
               _S.RUN, _N.STEPS, "technique timed step back"),
    ActionSpec(_A.RUN_AWAY_KEPT, "After an absence: it kept going", ("K",), _M.RUN, "moon",
               _S.RUN, _N.AWAY, _AWAY, "Was away: it kept going"),
    ActionSpec(_A.RUN_AWAY_WAITED, "After an absence: we waited, pause it", ("W",), _M.RUN, "moon",
               _S.RUN, _N.AWAY, _AWAY, "Was away: we waited"),
    ActionSpec(_A.RUN_AWAY_MOVED, "After an absence: we moved on", ("O",), _M.RUN, "moon",
               _S.RUN, _N.AWAY, _AWAY, "Was away: we moved on"),
    ActionSpec(_A.RUN_AWAY_ELSEWHERE, "After an absence: we are in another item", ("I",),
               _M.RUN, "moon", _S.RUN, _N.AWAY, _AWAY, "Was away: in another item"),
    ActionSpec(_A.REPORT_CLOSE_LIST, "Before you close", ("Ctrl+L",), _M.RUN, "list-checks",
               _S.EVERYWHERE, _N.WORKSHOP, "closing checklist open goals status owner report"),
    ActionSpec(_A.RUN_END, "End the run", ("Ctrl+Shift+Q",), _M.RUN, "square",
               _S.RUN, _N.LIVE, "finish close stop workshop", "End the run, then Enter"),
    ActionSpec(_A.RUN_REOPEN, "Reopen the run", (), _M.RUN, "rotate-ccw",
               _S.RUN, _N.ENDED, "continue again workshop"),
    ActionSpec(_A.RUN_REHEARSE, "Rehearse the agenda", (), _M.RUN, "flask-conical",
               needs=_N.BLOCKS, keywords="dry run practice try out test fast speed copy"),
    ActionSpec(_A.SOUND_MUTE, "Cues on or off", ("Ctrl+M",), _M.RUN, "volume-2",
               _S.RUN, keywords="mute sound chime quiet bell", sheet="Cues on or off"),
    ActionSpec(_A.STAGE_CHOOSE, "Choose the stage scene", ("S",), _M.STAGE, "layers",
               _S.STAGE, _N.WORKSHOP,
               "poster welcome timer break goals who is here names agenda qr code link",
               "Choose the scene"),
    ActionSpec(_A.STAGE_PIN, "Pin the stage scene, or let it follow", ("Shift+S",), _M.STAGE,
               "pin", _S.STAGE, _N.WORKSHOP, "hold keep", "Pin the scene, let it follow"),
    ActionSpec(_A.STAGE_TOGGLE, "Show or hide the stage", ("F5",), _M.STAGE, "monitor",
               _S.STAGE, keywords="window participants share open close", sheet="Show or hide"),
    ActionSpec(_A.STAGE_FULLSCREEN, "Stage in full screen", ("F11",), _M.STAGE, "maximize",
               _S.STAGE, keywords="beamer projector large", sheet="Full screen"),
    ActionSpec(_A.VIEW_PRIVATE, "Hide private panes", ("Ctrl+H",), _M.STAGE, "eye-off",
               _S.STAGE, keywords="one screen share notes e-mail late privacy show"),
    ActionSpec(_A.STAGE_BLANK, "Blank the stage", ("Ctrl+B",), _M.STAGE, "monitor-off",
               _S.STAGE, keywords="black hide privacy", sheet="Blank it"),
    *(
        ActionSpec(ActionId(f"go.{place}"), name, (str(n), f"Ctrl+{n}"), _M.GO,
                   PLACE_ICONS[place], _S.GO,
                   _N.NOTHING if place is _P.HOME else _N.WORKSHOP, "go to place show open")
        for n, (place, name) in enumerate(PLACE_NAMES.items(), start=1)
    ),
    ActionSpec(_A.PALETTE_OPEN, "Command palette", ("Ctrl+K",), _M.HELP, "search",
               _S.EVERYWHERE, keywords="find every action"),
    ActionSpec(_A.KEYS_OPEN, "All keys", ("F1",), _M.HELP, "keyboard",
               _S.EVERYWHERE, keywords="shortcuts help sheet", sheet="This sheet"),
    ActionSpec(_A.MENU_OPEN, "Menu", ("F10",), _M.HELP, "menu",
               _S.EVERYWHERE, keywords="file edit"),
    ActionSpec(_A.VIEW_THEME, "Light or dark", (), _M.HELP, "sun-moon",
               keywords="theme appearance colours view night"),
)
# fmt: on

GO_ON_IN_CONSOLE = frozenset(
    {
        _A.CAPTURE_FOCUS,
        _A.PALETTE_OPEN,
        _A.SEARCH_WORKSHOP,
        _A.SEARCH_EVERYWHERE,
        _A.KEYS_OPEN,
        _A.MENU_OPEN,
        _A.STAGE_CHOOSE,
        _A.RUN_END,
        _A.RUN_STARTED_AGO,
        _A.RUN_CATCH_UP,
        _A.PREPARE_ADD_BLOCK,
        _A.FILE_SAVE_TEMPLATE,
        _A.FILE_RENAME_TEMPLATE,
    }
)
"""What the next keys belong to: pressed in the stage they would be actions there, not text."""
