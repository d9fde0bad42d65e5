"""Rules about the code itself: what may import what, how long things may be, what is never used."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "desktop"
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60
EM_DASH = "\N{EM DASH}"

# Qt dialogs that stop the room, and a re-entrant event loop.
FORBIDDEN_NAMES = {"QMessageBox", "QInputDialog", "processEvents"}
# What the undo journal cannot see: link tables without a class, values the database makes up.
FORBIDDEN_MODEL_KEYWORDS = {"secondary", "server_default", "server_onupdate", "passive_deletes"}
# Where any exception at all may be caught, to be logged and shown.
CATCH_ALL_MODULES = {"__main__.py", "worker.py"}


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    for path in paths:
        for node in ast.walk(_tree(path)):
            place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            yield place, node


def test_imports_point_downwards():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_outgrows_a_screenful_of_ideas():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _modules()
    }
    assert lengths
    assert not {name: n for name, n in lengths.items() if n > MAX_MODULE_LINES}


def test_no_function_needs_scrolling():
    lengths = {
        f"{place} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for place, node in _nodes([p for p in _modules() if "migrations" not in p.parts])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert lengths
    assert not {name: n for name, n in lengths.items() if n > MAX_FUNCTION_LINES}


def test_every_module_says_why_it_exists():
    silent = [str(p.relative_to(ROOT)) for p in _modules() if not ast.get_docstring(_tree(p))]
    assert not silent


def test_nothing_blocks_or_re_enters_the_event_loop():
    found = [
        f"{place} {name}"
        for place, node in _nodes(_modules())
        for name in (getattr(node, "id", None), getattr(node, "attr", None), _imported(node))
        if name in FORBIDDEN_NAMES
    ]
    assert not found


def _imported(node: ast.AST) -> str | None:
    return node.name if isinstance(node, ast.alias) else None


def test_models_use_nothing_the_journal_cannot_see():
    models = sorted((SOURCE / "models").rglob("*.py"))
    assert models
    found = [
        f"{place} {node.arg}="
        for place, node in _nodes(models)
        if isinstance(node, ast.keyword) and node.arg in FORBIDDEN_MODEL_KEYWORDS
    ]
    assert not found


def test_bugs_are_not_swallowed():
    found = [
        place
        for place, node in _nodes([p for p in _modules() if p.name not in CATCH_ALL_MODULES])
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert not found


def test_no_lambda_has_a_default_that_a_click_would_overwrite():
    """`clicked` and `triggered` pass a bool into the first free argument."""
    found = [
        place
        for place, node in _nodes(_modules())
        if isinstance(node, ast.Lambda) and (node.args.defaults or node.args.kw_defaults)
    ]
    assert not found


def test_texts_are_handed_to_the_translation_as_literals():
    """A formatted text is in no catalogue: `tr("{n} min").format(n=3)`, not `tr(f"{n} min")`."""
    found = [
        place
        for place, node in _nodes(_modules())
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"tr", "ntr"}
        and any(isinstance(a, ast.JoinedStr | ast.BinOp) for a in node.args[:2])
    ]
    assert not found


def test_no_text_has_an_em_dash():
    found = [
        place
        for place, node in _nodes(_modules())
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and EM_DASH in node.value
        and len(node.value.strip()) > 1  # a table of characters may name it
    ]
    assert not found


def test_the_installed_qt_is_one_that_keeps_its_references():
    """6.12.0 loses a reference to True on every emit and aborts under Python 3.11."""
    import PySide6

    major, minor = (int(part) for part in PySide6.__version__.split(".")[:2])
    assert (6, 10) <= (major, minor) < (6, 12)


def test_five_thousand_signals_leave_the_process_alive(qapp):
    from PySide6.QtCore import QObject, Signal

    class Bell(QObject):
        rung = Signal(bool)

    heard: list[bool] = []
    bell = Bell()
    bell.rung.connect(heard.append)
    for _ in range(5_000):
        bell.rung.emit(True)
    assert heard == [True] * 5_000


@pytest.mark.parametrize("folder", ["models", "services", "reports", "domain", "system"])
def test_every_layer_is_there(folder):
    assert (SOURCE / folder / "__init__.py").is_file()
