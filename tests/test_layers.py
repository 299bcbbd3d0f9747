"""Imports run one way: models ← align ← translate ← cli; heavy libraries stay inside models, and lazy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = ("models", "align", "translate", "cli")
HEAVY = {"torch", "transformers", "ctranslate2"}
FILES = [
    path for layer in LAYERS for path in ([ROOT / "cli.py"] if layer == "cli" else sorted((ROOT / layer).rglob("*.py")))
]


def _layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imports(node: ast.AST, *, top_level: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        if isinstance(child, ast.Import):
            yield from ((alias.name, top_level) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative import"
            yield child.module or "", top_level
        else:
            yield from _imports(child, top_level=top_level and not inside)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    here = LAYERS.index(_layer(path))
    for name, top_level in _imports(ast.parse(path.read_text(encoding="utf-8")), top_level=True):
        head, _, rest = name.partition(".")
        assert head not in LAYERS, f"bare import of {name}"
        if head == "qantara" and rest:
            target = rest.split(".")[0]
            assert LAYERS.index(target) <= here, f"{_layer(path)} imports {name}"
        if head in HEAVY:
            assert here == 0, f"{name} outside models/"
            assert not top_level or "training" in path.parts, f"{name} is imported when the module is"
