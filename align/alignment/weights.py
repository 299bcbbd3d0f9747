"""The weights of the features, and the curve that turns posteriors into confidences.

Fitted by ``benchmarks/fit_alignment.py``; see docs/alignment.md for how, and for what they score left out.
"""

from __future__ import annotations

from collections.abc import Mapping

WITH_TRANSLATION: Mapping[str, float] = {
    "translation_explains_target_gain": 1.146,
    "translation_explains_target_missing": -2.349,
    "target_explains_translation_gain": 0.266,
    "target_explains_translation_missing": 0.142,
    "arabic_explains_target_gain": -0.853,
    "arabic_explains_target_missing": 0.391,
    "target_explains_arabic_gain": 0.191,
    "target_explains_arabic_missing": 0.598,
    "log_length_ratio": -1.027,
    "length_difference": -1.738,
    "same_end": 2.146,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.954,
    "one_to_many": 0.991,
    "many_to_one": 2.133,
    "further_target": -0.259,
    "further_source": -0.283,
    "many_to_many": -0.617,
    "further_many": 0.411,
    "expected_count": 0.891,
    "deletion": -4.684,
    "deletion_length": 3.144,
    "insertion": -2.101,
    "insertion_length": -0.997,
}
WITHOUT_TRANSLATION: Mapping[str, float] = {
    "translation_explains_target_gain": 0.000,
    "translation_explains_target_missing": 0.000,
    "target_explains_translation_gain": 0.000,
    "target_explains_translation_missing": 0.000,
    "arabic_explains_target_gain": 1.125,
    "arabic_explains_target_missing": -0.430,
    "target_explains_arabic_gain": 1.078,
    "target_explains_arabic_missing": 0.656,
    "log_length_ratio": -1.261,
    "length_difference": -2.030,
    "same_end": 2.258,
    "paragraphs_joined": -0.500,
    "paragraph_starts_differ": -1.000,
    "one_to_one": 0.965,
    "one_to_many": 0.910,
    "many_to_one": 1.795,
    "further_target": -0.262,
    "further_source": -0.037,
    "many_to_many": -0.648,
    "further_many": 0.318,
    "expected_count": 0.766,
    "deletion": -4.043,
    "deletion_length": 2.363,
    "insertion": -2.011,
    "insertion_length": -0.930,
}
# slope and intercept on the log-odds of the posterior, without and with a translation
CALIBRATION: Mapping[bool, tuple[float, float]] = {False: (1.724, 0.719), True: (1.048, 1.149)}
