"""Words whose full stop does not end a sentence."""

from __future__ import annotations

# Titles and the like: a name or a number follows, so the stop never ends the sentence.
ENGLISH_TITLES = frozenset(
    "mr mrs ms dr prof rev hon pres gov sen rep gen lt col maj sgt capt cmdr adm st mt ft no nos vol fig eq art "
    "sec ch pp vs cf e.g i.e viz al jan feb mar apr jun jul aug sep sept oct nov dec approx est messrs mme mlle".split()
)
# These may end a sentence: they do when the next word looks like a beginning.
ENGLISH_ENDERS = frozenset("inc ltd co corp jr sr etc u.s u.k u.n e.u u.s.a a.m p.m d.c b.c a.d ph.d".split())
ENGLISH_STARTERS = frozenset(
    "the a an in on at by for from with after before as if when while but and however it he she they we i you "
    "this that these those there his her their its our according meanwhile earlier".split()
)
# Arabic: titles (د. doctor, أ. professor, م. engineer), page and date marks. Single letters are taken for
# initials anyway; these are the longer ones.
ARABIC = frozenset("أ.د أ.م د.م ق.م ب.م ص.ب هـ تر مج ج.م.ع م.ت.ف إ.م د.ت كم سم ملم كغ".split())
