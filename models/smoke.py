"""Is it a translation model at all? Two sentences tell; converted weights have turned to rubbish before."""

from __future__ import annotations

import math
import re

from qantara.models.errors import ModelError
from qantara.models.translator import Decoding, Hypothesis, Translator

# Any model that has learnt Arabic has something to say to these, and not the same to both: one that does ignores
# its source. All else that is asked is that the answers are a few likely words in Latin letters.
SENTENCES = ("السلام عليكم، كيف حالكم اليوم؟", "ارتفعت أسعار النفط أمس.")
# Mean log-probability a piece, in nats. Guessing evenly among the pieces of a vocabulary of 15,000 to 62,000 is at
# -9.6 to -11; poor translations of the embedded model are at -2.3.
CHANCE = -5.0
_STUTTER = re.compile(r"(\w{2,12}?)\1{3,}")  # as a model of OPUS-MT did with broken weights: connectconnectconnect


def _rubbish(answer: Hypothesis) -> str | None:
    """What is wrong with an answer; None if it may be English."""
    letters = [c for c in answer.text if c.isalpha()]
    words = answer.text.lower().split()
    if not math.isfinite(answer.score):
        return "its scores are not numbers"
    if not letters:
        return "it has no words for it"
    if sum(c.isascii() for c in letters) <= 0.8 * len(letters):
        return "the letters are not Latin"
    if answer.truncated or (len(words) > 8 and len(set(words)) < len(words) / 3) or _STUTTER.search(answer.text):
        return "it does not come to an end"
    return "it only guesses" if answer.score < CHANCE else None


def refuse_rubbish(translator: Translator) -> None:
    """Translate two sentences; answers that are no English mean broken weights.

    Raises:
        ModelError: empty, endless, not in Latin letters, no better than chance, or the same for both sentences.
    """
    pieces = translator.tokenise([translator.normalise(sentence) for sentence in SENTENCES])
    answers = translator.translate_pieces(pieces, Decoding(beam=1))
    problem = next(filter(None, map(_rubbish, answers)), None)
    if problem is None and answers[0].text == answers[1].text:
        problem = "it says the same to another sentence"
    if problem:
        raise ModelError(
            f"model {translator.name!r} ({translator.backend}, {translator.precision}) answers a simple sentence with "
            f"{answers[0].text[:40]!r}, and {problem}: its weights are broken, or it does not translate Arabic into "
            f"English"
        )
