"""JSON and YAML: one value changed, found by the marks of PyYAML's nodes (JSON is read as the YAML that it is)."""

from __future__ import annotations

import json
from typing import Any

import yaml

from qantara.align.terms.editing.place import Change, Place
from qantara.align.terms.formats.rows import items

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def change_structured(text: str, place: Place, change: Change) -> str:
    """The text with one value changed.

    Raises:
        InputError: a plain mapping of Arabic to English, which has no room for it, or a way of writing that cannot
            be changed safely.
    """
    # Tabs are white space in JSON and forbidden in YAML; a space has the same place.
    node = _entry_node(yaml.compose(text.replace("\t", " "), Loader=_LOADER), place)
    for key, value in node.value:
        if key.value == change.column:
            return _changed_value(text, value, place, change)
    return _with_new_key(text, node, change) if change.add else text


def _entry_node(root: Any, place: Place) -> Any:
    if isinstance(root, yaml.MappingNode):
        inner = [value for key, value in root.value if key.value in ("terms", "entries")]
        if not inner:
            raise place.refuse("a mapping of Arabic to English has no room for it; write a list of source and target")
        root = inner[0]
    node = root.value[place.number]
    if not isinstance(node, yaml.MappingNode):
        raise place.refuse("the entry is not an object")
    return node


def _changed_value(text: str, node: Any, place: Place, change: Change) -> str:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            raise place.refuse("it is written as a block of text")
        old = () if node.tag.endswith(":null") else items(str(node.value))
        lead = " " if start and text[start - 1] == ":" else ""
        return text[:start] + lead + _quoted("|".join(change.applied(old))) + text[end:]
    if not isinstance(node, yaml.SequenceNode):
        raise place.refuse("it is neither text nor a list")
    if node.flow_style:
        values = change.applied(tuple(str(item.value) for item in node.value))
        return text[:start] + "[" + ", ".join(map(_quoted, values)) + "]" + text[end:]
    return _changed_block(text, node, change)


def _changed_block(text: str, node: Any, change: Change) -> str:
    """A list with an item a line."""
    if change.add:
        after = _line_end(text, node.value[-1].end_mark.index)
        return text[:after] + f"\n{' ' * node.start_mark.column}- {_quoted(change.value)}" + text[after:]
    for item in reversed(node.value):
        if item.value == change.value:
            start = text.rfind("\n", 0, item.start_mark.index)
            text = text[:start] + text[_line_end(text, item.end_mark.index) :]
    return text


def _with_new_key(text: str, node: Any, change: Change) -> str:
    if not node.flow_style:
        target = next(value for key, value in node.value if key.value in ("target", "en", "target_term"))
        after = _line_end(text, target.end_mark.index)
        line = f"\n{' ' * node.start_mark.column}{change.column}: {_quoted(change.value)}"
        return text[:after] + line + text[after:]
    last_key, last = node.value[-1]
    between = ", "
    if len(node.value) > 1:
        gap = text[node.value[-2][1].end_mark.index : last_key.start_mark.index]
        between = gap if gap.strip() == "," else between
    quote = '"' if text[last_key.start_mark.index] == '"' else ""
    end = last.end_mark.index
    return text[:end] + f"{between}{quote}{change.column}{quote}: {_quoted(change.value)}" + text[end:]


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
