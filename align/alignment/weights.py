"""The weights of the features, and the curve that turns posteriors into confidences.

Fitted by ``benchmarks/fit_alignment.py``; see docs/alignment.md for how, and for what they score left out.
"""

from __future__ import annotations

from collections.abc import Mapping

WITH_TRANSLATION: Mapping[str, float] = {
    "target_gain": 0.809,
    "target_missing": -2.835,
    "source_gain": 0.390,
    "source_missing": 0.164,
    "log_length_ratio": -1.600,
    "length_difference": -1.501,
    "same_end": 2.051,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.859,
    "one_to_many": 0.944,
    "many_to_one": 1.722,
    "further_target": -0.490,
    "further_source": 0.200,
    "many_to_many": -0.747,
    "further_many": 0.503,
    "expected_count": 1.004,
    "deletion": -2.572,
    "deletion_length": 1.542,
    "deletion_mass": 0.086,
    "insertion": -3.196,
    "insertion_length": 0.094,
    "insertion_mass": -0.134,
}
WITHOUT_TRANSLATION: Mapping[str, float] = {
    "target_gain": 1.347,
    "target_missing": -0.208,
    "source_gain": 1.543,
    "source_missing": 0.770,
    "log_length_ratio": -1.797,
    "length_difference": -1.736,
    "same_end": 2.010,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.835,
    "one_to_many": 1.028,
    "many_to_one": 1.304,
    "further_target": -0.539,
    "further_source": -0.008,
    "many_to_many": -0.617,
    "further_many": 0.166,
    "expected_count": 0.664,
    "deletion": -2.139,
    "deletion_length": 2.993,
    "deletion_mass": -0.140,
    "insertion": -2.578,
    "insertion_length": 1.917,
    "insertion_mass": -0.375,
}
# slope and intercept on the log-odds of the posterior, without and with a translation
CALIBRATION: Mapping[bool, tuple[float, float]] = {False: (1.415, 0.831), True: (1.053, 0.806)}
