"""How sure it is that a mention means the term, and not an ordinary word that is spelt the same.

Certainty is a number in [0, 1] made of evidence: what is written onto the name, whether the word means something
ordinary, and what stands before it. Under ``SURE_ENOUGH`` a missing name is a remark, not a warning.
"""

from __future__ import annotations

from bisect import bisect_left

from qantara.align.flag import Kind
from qantara.align.terms.arabic import MatchingForm, fold
from qantara.align.terms.clitics import split_article, stems
from qantara.align.terms.english import EnglishText
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.lexicon import glosses, is_arabic_word, ordinary_sense
from qantara.align.terms.wordlist import ordered_words, word_set

SURE_ENOUGH = 0.5

# Words before a name that say what it is, in matching form.
_TITLES = frozenset(
    map(
        fold,
        ordered_words(
            "السيد السيدة الدكتور الدكتورة المهندس المهندسة الأستاذ الأستاذة الشيخ الملك الملكة",
            "الأمير الأميرة الرئيس الوزير",
            "الوزيرة النائب الممثل الممثلة الفنان الفنانة اللاعب اللاعبة المطرب المطربة المغني",
            "المغنية الكاتب الكاتبة الشاعر",
            "المخرج المخرجة الصحفي الصحفية الطفل الطفلة المواطن شركة مجموعة متجر متاجر منصة موقع شبكة",
            "تطبيق حساب خدمة فيلم",
            "الفيلم رواية مسلسل المسلسل كتاب أغنية قناة صحيفة مجلة نادي بنك مصرف مؤسسة علامة",
        ),
    )
)
_SPEECH = frozenset(
    map(
        fold,
        ordered_words(
            "قال قالت أضاف أضافت أكد أكدت أوضح أوضحت تحدث تحدثت صرح صرحت أعلن أعلنت كتب كتبت غرد غردت",
            "نفى نفت رد ردت",
        ),
    )
)
# A network is written on, posted to, and subscribed to.
_NETWORK = frozenset(
    map(
        fold,
        ordered_words(
            "على عبر منصة موقع شبكة تطبيق حساب تويتر منشور تغريدة غرد نشر تابع متابع",
        ),
    )
)
# Words that speak of a work, in either language: a title is meant, not the thing.
_WORK_ENGLISH = word_set(
    "film films movie movies novel novels book books author authors series season seasons genre",
    "actors starred stars",
    "directed director directors released cast aired",
)
# Names of Latin letters as Arabic spells them, in matching form; those that are words as well are left out.
_LETTER_NAMES = word_set("ايه بي سي دي اف جي اتش ال كيو ار تي يو دبليو واي زد بوكس اكس")
# A madda and a hamza below are never exchanged; the other seats often are.
_HAMZAS = frozenset("إآ")
_OPENING = "«“\"'‘(”"


def certainty(sentence: Sentence, mention: Mention, term: Term, kind: Kind) -> float:
    """How sure it is that ``mention`` means ``term``, the English showing a mistake of this ``kind``."""
    form = sentence.form
    word = max(0, bisect_left(form.starts, _form_place(mention, form)) - 1)
    before = _word_before(form, word)
    named = _introduced(mention, before, sentence.pair.source) or (before in _SPEECH and not term.descriptive)
    short = len(term.preferred.text) <= 2
    if short and _among_letters(form, word):
        return 0.0
    named = named or (short and _near_network(form, word))
    if not named and _ordinary_here(sentence, mention):
        return 0.0
    sure = _from_writing(mention)
    if _other_hamza(sentence.pair.source[mention.start : mention.end], term):
        sure = min(sure, 0.4)
    if short and not named:
        sure = min(sure, 0.4)
    # One word that the English renders by its ordinary meaning is likely to have that meaning.
    ordinary = mention.form in term.common_nouns or kind is Kind.LITERAL
    if ordinary and " " not in mention.form and not named:
        sure = min(sure, 0.85 if _speaks_of_work(sentence.english) and not term.personal else 0.4)
    return sure


def _among_letters(form: MatchingForm, word: int) -> bool:
    """Whether names of letters stand beside the mention, which is then a part of FTX or xAI."""
    words = form.text.split()
    return any(0 <= place < len(words) and words[place] in _LETTER_NAMES for place in (word - 1, word + 1))


def _other_hamza(written: str, term: Term) -> bool:
    """Whether the text writes out another hamza than every form of the term: إيفون (Yvonne) is not آيفون (iPhone)."""
    seats = [character for character in written if character in _HAMZAS]
    if not seats:
        return False
    forms = [form for form in term.entry.source_forms if fold(form) == fold(written)]
    return bool(forms) and all(_seats_differ(seats, form) for form in forms)


def _seats_differ(seats: list[str], form: str) -> bool:
    wanted = [character for character in form if character in _HAMZAS]
    return len(wanted) == len(seats) and wanted != seats


def _ordinary_here(sentence: Sentence, mention: Mention) -> bool:
    """Whether the English has the word's ordinary meaning and words around speak for it: musk, the scent."""
    sense = ordinary_sense(split_article(mention.form)[0])
    if sense is None:
        return False
    meant = any(token.text in sense.english for token in sentence.english.tokens)
    spoken_for = not sense.cues.isdisjoint(token.canon for token in sentence.english.tokens) or any(
        stem in sense.cues for word in sentence.form.text.split() for stem in stems(word)
    )
    return meant and spoken_for


def _form_place(mention: Mention, form: MatchingForm) -> int:
    for start in form.starts:
        if form.original_span(start, start + 1)[1] > mention.start:
            return start + 1
    return len(form.text)


def _word_before(form: MatchingForm, word: int) -> str:
    words = form.text.split()
    return words[word - 1] if 0 < word <= len(words) else ""


def _introduced(mention: Mention, before: str, source: str) -> bool:
    """Whether a quotation mark or a word for what it is stands right before the mention."""
    quoted = mention.start > 0 and source[: mention.start].rstrip()[-1:] in tuple(_OPENING)
    return quoted or any(stem in _TITLES for stem in (before, before[1:], before[2:]) if stem)


def _near_network(form: MatchingForm, word: int) -> bool:
    words = form.text.split()
    around = words[max(0, word - 3) : word] + words[word + 1 : word + 3]
    return any(stem in _NETWORK for near in around for stem in stems(near))


def _speaks_of_work(english: EnglishText) -> bool:
    return any(token.canon in _WORK_ENGLISH for token in english.tokens)


def _from_writing(mention: Mention) -> float:
    """What clitics and run-together words leave of certainty."""
    first = mention.form.split()[0]
    several = " " in mention.form
    if mention.glued:
        return 0.7 if several else 0.45
    if mention.suffix:
        return 0.25
    sure = 1.0
    if mention.prefix.endswith(("ال", "لل")):
        sure = 0.8 if several or len(first) >= 6 else 0.45
    if mention.prefix and not several:
        whole = mention.prefix + first
        if len(first) <= 3 or "س" in mention.prefix or (len(first) <= 4 and _another_word(whole, first)):
            sure = min(sure, 0.4)
    return sure


def _another_word(whole: str, base: str) -> bool:
    return is_arabic_word(whole) and set(glosses(whole)) != set(glosses(base))
