"""Every command explains itself with an example, and help is quick because it loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from qantara.cli import app

README = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text(encoding="utf-8")


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, (*path, name))


COMMANDS = list(_commands(typer.main.get_command(app)))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output
    if len(command) == 1:
        assert f"qantara {command[0]}" in result.output.split("Options:")[0].split("\n", 2)[2], "an example"


@pytest.mark.parametrize("command", [c for c in COMMANDS if c], ids=" ".join)
def test_every_command_is_in_the_readme(command: tuple[str, ...]) -> None:
    assert f"qantara {' '.join(command)}" in README


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.output.startswith("qantara ")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['qantara', '--help']\nfrom qantara import cli\n"
        "try: cli.main()\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'numpy', 'lxml', 'jinja2', 'huggingface_hub'}\n"
        "heavy |= {'starlette', 'uvicorn'}\n"
        "print(heavy & set(sys.modules))"
    )
    root = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
