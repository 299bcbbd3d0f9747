"""The weights of the features, and the curve that turns posteriors into confidences.

Fitted by ``benchmarks/fit_alignment.py``; see docs/alignment.md for how, and for what they score left out.
"""

from __future__ import annotations

from collections.abc import Mapping

WITH_TRANSLATION: Mapping[str, float] = {
    "target_gain": 0.894,
    "target_missing": -2.612,
    "source_gain": 0.337,
    "source_missing": 0.163,
    "log_length_ratio": -1.634,
    "length_difference": -1.529,
    "same_end": 2.041,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.835,
    "one_to_many": 0.832,
    "many_to_one": 2.082,
    "further_target": -0.424,
    "further_source": -0.296,
    "many_to_many": -0.707,
    "further_many": 0.499,
    "expected_count": 1.039,
    "deletion": -2.955,
    "deletion_length": 2.701,
    "insertion": -2.903,
    "insertion_length": -0.299,
}
WITHOUT_TRANSLATION: Mapping[str, float] = {
    "target_gain": 1.371,
    "target_missing": -0.305,
    "source_gain": 1.676,
    "source_missing": 0.990,
    "log_length_ratio": -1.494,
    "length_difference": -1.894,
    "same_end": 2.180,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.819,
    "one_to_many": 0.926,
    "many_to_one": 1.517,
    "further_target": -0.395,
    "further_source": -0.172,
    "many_to_many": -0.621,
    "further_many": 0.235,
    "expected_count": 0.758,
    "deletion": -2.365,
    "deletion_length": 2.263,
    "insertion": -2.581,
    "insertion_length": -0.085,
}
# slope and intercept on the log-odds of the posterior, without and with a translation
CALIBRATION: Mapping[bool, tuple[float, float]] = {False: (1.294, 0.956), True: (1.130, 0.887)}
