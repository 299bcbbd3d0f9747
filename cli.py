"""The ``qantara`` command: puts the commands together, and turns errors into one line and an exit code.

See ``qantara.models.errors`` for the codes.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from qantara.models.errors import QantaraError
from qantara.translate.commands import align, check, evaluate, export, glossary, models, options, review, run, translate

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=options.EPILOG_EXIT,
)

for name, module in (
    ("run", run), ("review", review), ("export", export), ("translate", translate), ("align", align), ("check", check)
):  # fmt: skip
    app.command(name, help=module.HELP, no_args_is_help=name != "translate")(getattr(module, name))
app.add_typer(glossary.app, name="glossary")
app.add_typer(models.app, name="models")
app.add_typer(evaluate.app, name="evaluate")


def _version(wanted: bool) -> None:
    if wanted:
        from qantara.translate.signature import product_version

        print(f"qantara {product_version()}")
        raise typer.Exit


@app.callback()
def qantara(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Arabic articles into English: translated, aligned, and their names checked.

    \b
    qantara run article.txt --out out/ --glossary names.csv
    cat article.txt | qantara translate
    """


def _fail(message: str, code: int) -> None:
    print(f"error: {message}", file=sys.stderr)
    sys.exit(code)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except QantaraError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("interrupted; nothing half-written was left", 130)
    except BrokenPipeError:  # the reader downstream has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        _fail(f"cannot write the output: {error.strerror or error}", 3)


if __name__ == "__main__":
    main()
