"""The models that qantara knows by name, best first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be asked for by name.

    Attributes:
        name: what ``--model`` takes.
        hub_id: repository on the Hugging Face Hub; empty for the embedded model.
        licence: SPDX identifier of the weights.
        megabytes: rough size of the download.
        summary: one line for ``models list``. Scores are BLEU on FLORES-101 devtest as the authors publish them.
    """

    name: str
    hub_id: str
    licence: str
    megabytes: int
    summary: str


STARTER = "starter"

KNOWN: tuple[KnownModel, ...] = (
    KnownModel(
        "opus-big", "Helsinki-NLP/opus-mt-tc-big-ar-en", "CC-BY-4.0", 480,
        "OPUS-MT transformer-big, the best of these (BLEU 42.6)",
    ),
    KnownModel(
        "opus", "Helsinki-NLP/opus-mt-ar-en", "Apache-2.0", 310,
        "OPUS-MT transformer-base (BLEU 33.9)",
    ),
    KnownModel(
        STARTER, "", "MIT", 0,
        "embedded: small, offline, for the gist of a text; no match for the others",
    ),
)  # fmt: skip

BY_NAME = {model.name: model for model in KNOWN}
BY_HUB_ID = {model.hub_id: model for model in KNOWN if model.hub_id}
