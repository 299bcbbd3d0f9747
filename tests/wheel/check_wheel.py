"""The wheel as a stranger gets it: built, installed in a fresh environment, run from another folder.

It must own no top-level name but ``qantara``: ``translate`` and ``align`` belong to other distributions, one of
which is installed beside it here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LARGEST = 25 * 1024 * 1024
NEIGHBOUR = "translate-toolkit"  # owns the top-level package ``translate``
NEEDED = (
    "qantara/models/starter/ct2-int8/model.bin",
    "qantara/models/starter/source.spm",
    "qantara/align/page/templates/report.html.j2",
    "qantara/align/page/templates/review.js",
    "qantara/align/py.typed",
    "qantara/cli.py",
)


def run(*command: object, cwd: Path | None = None) -> str:
    print("+", *command, flush=True)
    done = subprocess.run([str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def check_contents(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert all(top == "qantara" or top.endswith(".dist-info") for top in tops), tops
    assert not [name for name in NEEDED if name not in names], "files are missing"
    assert not [name for name in names if "training/data" in name], "the corpus is not for the wheel"
    assert wheel.stat().st_size < LARGEST, f"{wheel.stat().st_size} bytes"
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, {len(names)} files")


def check_installed(wheel: Path, folder: Path) -> None:
    environment = folder / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "-q", "-c", ROOT / "constraints.txt")
    run(*pip, wheel, NEIGHBOUR)
    command = environment / "bin" / "qantara"
    print(run(command, "--version", cwd=folder).strip())
    where = run(
        python, "-c", "import translate, qantara.translate as t; print(translate.__file__, t.__file__)", cwd=folder
    )
    assert where.count("/qantara/") == 1, where
    article = ROOT / "examples" / "musk-putin.ar.txt"
    glossary = ROOT / "examples" / "glossary.csv"
    written = run(command, "run", article, "--glossary", glossary, "--out", folder / "out", cwd=folder).split()
    assert len(written) == 8, written
    assert all(Path(path).stat().st_size for path in written), written
    english = run(command, "translate", article, "-q", cwd=folder)
    assert len(english.splitlines()) == len(article.read_text(encoding="utf-8").splitlines())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
        [wheel] = folder.glob("*.whl")
        check_contents(wheel)
        check_installed(wheel, folder)
    print("the wheel is sound")


if __name__ == "__main__":
    main()
