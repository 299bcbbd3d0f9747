"""One line that says how a result was made: it goes into every output, and two equal ones mean equal bytes."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from qantara.models.translator import Decoding, Translator

# Raised by hand when the output of a part changes for the same input (see "Output changes" in the changelog).
SPLITTER_VERSION = 1
ENGINE_VERSION = 1
ALIGNER_VERSION = 1
CHECK_VERSION = 1
REPAIR_VERSION = 1


def product_version() -> str:
    """The installed version; a checkout that was never installed calls itself ``0+checkout``."""
    try:
        return version("qantara")
    except PackageNotFoundError:
        return "0+checkout"


def signature(
    translator: Translator, decoding: Decoding, glossary_sha256: str | None, glossary_mode: str = "check"
) -> str:
    """In the manner of sacreBLEU (Post 2018): ``key:value`` joined by ``|``."""
    fields = {
        "model": f"{translator.name}@{translator.revision[:12]}",
        "backend": translator.backend,
        "precision": translator.precision,
        "beam": decoding.beam,
        "splitter": SPLITTER_VERSION,
        "engine": ENGINE_VERSION,
        "aligner": ALIGNER_VERSION,
        "check": CHECK_VERSION,
        "glossary": glossary_sha256[:12] if glossary_sha256 else "none",
        "mode": f"repair.{REPAIR_VERSION}" if glossary_mode == "repair" else glossary_mode,
        "version": product_version(),
    }
    return "|".join(f"{key}:{value}" for key, value in fields.items())
