"""HTML as tokens with their text, after the tokenizer of the WHATWG's HTML standard (13.2.5), in linear time.

A tree would have to be written anew, and a page that was not quite HTML would come out different; tokens joined
again are the page, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_TAG = re.compile(
    r"""</?(?P<name>[a-zA-Z][^\s/>]*+)
    (?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+|=)*+>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s/>=]++)(?P<is>\s*+=\s*+)(?P<value>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)""")
# Elements whose content is no markup.
_RAW = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "plaintext"])


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    START = auto()
    END = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page. ``name`` is the tag's, in lower case."""

    kind: Kind
    raw: str
    name: str = ""

    def attributes(self) -> dict[str, str]:
        """Values by lower-case names, entities as they are; attributes without value are left out."""
        body = self.raw[1 + len(self.name) :]
        return {m["name"].lower(): m["value"].strip("\"'") for m in _ATTRIBUTE.finditer(body)}

    def with_attributes(self, values: dict[str, str], *, add: bool = False) -> Token:
        """The same tag with other values; those it does not have are added only if ``add``."""
        left = dict(values)

        def replaced(match: re.Match[str]) -> str:
            value = left.pop(match["name"].lower(), None)
            return match.group() if value is None else f'{match["name"]}{match["is"]}"{value}"'

        head = 1 + len(self.name)
        raw = self.raw[:head] + _ATTRIBUTE.sub(replaced, self.raw[head:])
        if add and left:
            raw = raw[:head] + "".join(f' {name}="{value}"' for name, value in left.items()) + raw[head:]
        return Token(self.kind, raw, self.name)


def _other(text: str, at: int) -> int:
    """The end of a comment, doctype, CDATA section or processing instruction."""
    closing = "-->" if text.startswith("<!--", at) else "]]>" if text.startswith("<![CDATA[", at) else ">"
    end = text.find(closing, at + 2)
    return len(text) if end < 0 else end + len(closing)


def _raw_end(text: str, at: int, name: str) -> int:
    match = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return match.start() if match and name != "plaintext" else len(text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page; joined, they are the page. A tag that never ends makes the rest one token."""
    at = start = 0
    while (at := text.find("<", at)) >= 0:
        follows = text[at + 1 : at + 3]
        if follows[:1] in ("!", "?"):
            end, token = _other(text, at), Kind.OTHER
            name = ""
        elif follows[:1].isascii() and (follows[:1].isalpha() or (follows[:1] == "/" and follows[1:].isalpha())):
            match = _TAG.match(text, at)
            end, name = (match.end(), match["name"].lower()) if match else (len(text), "")
            token = Kind.OTHER if match is None else Kind.END if follows[0] == "/" else Kind.START
        else:
            at += 1
            continue
        if start < at:
            yield Token(Kind.TEXT, text[start:at])
        yield Token(token, text[at:end], name)
        at = start = end
        if token is Kind.START and name in _RAW:
            at = start = _raw_end(text, end, name)
            yield Token(Kind.OTHER, text[end:at])
    if start < len(text):
        yield Token(Kind.TEXT, text[start:])
