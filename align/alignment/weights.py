"""The weights of the features, and the curve that turns posteriors into confidences.

Fitted by ``benchmarks/fit_alignment.py``; see docs/alignment.md for how, and for what they score left out.
"""

from __future__ import annotations

from collections.abc import Mapping

WITH_TRANSLATION: Mapping[str, float] = {
    "target_gain": 0.988,
    "target_missing": -2.854,
    "source_gain": 0.427,
    "source_missing": 0.226,
    "log_length_ratio": -2.068,
    "length_difference": -1.380,
    "same_end": 2.010,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.834,
    "one_to_many": 0.930,
    "many_to_one": 1.950,
    "further_target": -0.437,
    "further_source": -0.275,
    "many_to_many": -0.770,
    "further_many": 0.606,
    "expected_count": 1.101,
    "deletion": -2.612,
    "deletion_length": 2.942,
    "insertion": -3.165,
    "insertion_length": -0.108,
}
WITHOUT_TRANSLATION: Mapping[str, float] = {
    "target_gain": 1.571,
    "target_missing": -0.139,
    "source_gain": 2.113,
    "source_missing": 1.568,
    "log_length_ratio": -1.865,
    "length_difference": -1.784,
    "same_end": 2.152,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.765,
    "one_to_many": 1.021,
    "many_to_one": 1.462,
    "further_target": -0.575,
    "further_source": -0.354,
    "many_to_many": -0.459,
    "further_many": 0.086,
    "expected_count": 0.773,
    "deletion": -1.948,
    "deletion_length": 2.590,
    "insertion": -2.783,
    "insertion_length": 0.139,
}
# slope and intercept on the log-odds of the posterior, without and with a translation
CALIBRATION: Mapping[bool, tuple[float, float]] = {False: (1.159, 0.901), True: (1.144, 0.701)}
