"""The review page in a real browser: keys, directions, hostile texts, two windows, no script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open, Review
from tests.review.sample import write_run

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def said(page: Any, text: str) -> None:
    """Wait until the page says something."""
    page.wait_for_function("text => document.getElementById('said').textContent.includes(text)", arg=text)


def current(page: Any) -> str:
    row: str = page.evaluate("document.querySelector('.flag.current')?.dataset.row ?? ''")
    return row


def english(page: Any, row: str) -> str:
    text: str = page.inner_text(f"#{row} .target > .text")
    return text


def test_an_article_is_cleared_with_the_keyboard_alone(review: Review, window: Open) -> None:
    page = window(review.address)
    page.keyboard.press("Tab")
    while "article/news" not in (page.evaluate("document.activeElement.href") or ""):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".row")

    page.keyboard.press("j")
    assert current(page) == "p1s1"
    page.keyboard.press("a")
    said(page, "Written into the English.")
    assert english(page, "p1s1") == "The Starlink service works again."
    assert current(page) == "p1s2", "on to the next open flag"

    page.keyboard.press("a")  # nothing stands for the name: the edit box opens, the suggestion at hand
    box = page.locator("#p1s2 textarea")
    assert box.evaluate("box => box === document.activeElement")
    assert box.input_value() == "And Putin said that it is far."
    box.evaluate("box => box.setSelectionRange(20, 22)")
    page.keyboard.press("Alt+Enter")
    assert box.input_value() == "And Putin said that Taiwan is far."
    page.keyboard.press("Enter")
    said(page, "Saved.")
    assert english(page, "p1s2") == "And Putin said that Taiwan is far."
    assert current(page) == "p3s1"

    page.keyboard.press("f")
    said(page, "not a mistake")
    assert current(page) == "p5s2"
    page.keyboard.press("k")
    assert current(page) == "p3s1"
    page.keyboard.press("u")
    said(page, "Undone.")
    assert page.locator("#p3s1 .flag.decided").count() == 0
    page.keyboard.press("w")
    said(page, "The glossary accepts “Poutine” from now on.")
    assert "Vladimir Putin|Poutine" in (review.folder / "names.csv").read_text(encoding="utf-8")

    page.keyboard.press("i")
    said(page, "Left as it is. No flag is open here.")
    assert page.inner_text(".bar .count") == "4 of 4 decided"
    actions = [json.loads(line)["action"] for line in review.journal()]
    assert actions == ["accept", "edit", "wrong", "undo", "always", "ignore"]


def test_editing_is_cancelled_and_left(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type(" More.")
    assert page.input_value("#p1s1 textarea").endswith(" More.")
    page.keyboard.press("Escape")
    assert not page.is_visible("#p1s1 textarea")
    assert page.input_value("#p1s1 textarea") == "The Starling service works again."
    assert current(page) == "p1s1"
    page.keyboard.press("j")
    assert current(page) == "p1s2", "keys are keys again"
    assert review.journal() == []


def test_help_and_search(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    page.keyboard.press("?")
    assert page.is_visible("dialog#keys")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog#keys")
    assert review.journal() == [], "keys do nothing behind the dialog"
    page.keyboard.press("/")
    page.keyboard.type("الى العمل")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert page.locator(".row").evaluate_all("rows => rows.map(row => row.id)") == ["p1s1"]


def test_filters_apply_at_once(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    page.select_option("[name=kind]", "forbidden")
    page.wait_for_url("**kind=forbidden**")
    assert page.locator(".row").count() == 1


def test_buttons_do_what_keys_do(review: Review, window: Open) -> None:
    page = window(review.address + "article/news", viewport=PHONE, has_touch=True, is_mobile=True)
    page.tap("#p3s1 .flag")
    page.tap("#p3s1 button[value=accept]")
    said(page, "Written")
    assert english(page, "p3s1") == "Putin visited Kyiv yesterday."
    page.tap("#p3s1 .flag")
    page.tap("#p3s1 button[value=undo]")
    said(page, "Undone")
    assert english(page, "p3s1") == "Poutine visited Kyiv yesterday."


def test_a_name_and_its_counterpart_light_up_together(review: Review, window: Open) -> None:
    page = window(review.address + "article/news", viewport=WIDE)
    page.hover("#p1s1 .source mark")
    assert page.locator("mark.linked").all_inner_texts() == ["ستارلينك", "Starling"]
    colours = page.locator("mark.linked").evaluate_all("marks => marks.map(m => getComputedStyle(m).backgroundColor)")
    assert len(set(colours)) == 1
    assert page.locator("#p1s1 .flag.linked").count() == 1


def test_directions(review: Review, window: Open) -> None:
    page = window(review.address + "article/news", viewport=WIDE)
    style = "(element) => [getComputedStyle(element).direction, element.lang]"
    assert page.locator("#p1s1 .source").evaluate(style) == ["rtl", "ar"]
    assert page.locator("#p1s1 .target > .text").evaluate(style) == ["ltr", "en"]
    arabic, english = page.locator("#p1s1 .source").bounding_box(), page.locator("#p1s1 .target").bounding_box()
    margin = page.locator("#p1s1 .remarks").bounding_box()
    assert english["x"] + english["width"] <= arabic["x"], "English on the left, Arabic on the right"
    assert arabic["x"] + arabic["width"] <= margin["x"], "flags in the margin"
    first_line = page.evaluate(
        """() => { const range = document.createRange();
        range.selectNodeContents(document.querySelector('#p1s1 .source'));
        const box = range.getClientRects()[0]; return box.right; }"""
    )
    assert abs(first_line - (arabic["x"] + arabic["width"])) < 2, "Arabic begins at the right edge"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_scrolls_in_one_direction_only(review: Review, window: Open, scheme: str) -> None:
    for path in ("", "article/news"):
        page = window(review.address + path, viewport=PHONE, color_scheme=scheme, has_touch=True, is_mobile=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.tap("#p1s2 .flag")
    sizes = page.locator("#p1s2 .actions button").evaluate_all("all => all.map(b => b.getBoundingClientRect().height)")
    assert min(sizes) >= 44, "large enough for a thumb"
    arabic, english = page.locator("#p1s1 .source").bounding_box(), page.locator("#p1s1 .target").bounding_box()
    assert arabic["y"] < english["y"]


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const over = (top, below) => [0, 1, 2].map((i) => (top[i] * top[3] + below[i] * (255 - top[3])) / 255).concat(255);
  const behind = (element) => { const own = rgb(getComputedStyle(element).backgroundColor);
    if (own[3] === 255) return own;
    return element.parentElement ? over(own, behind(element.parentElement)) : over(own, [255, 255, 255, 255]); };
  const light = (c) => [.2126, .7152, .0722].reduce((sum, part, i) => { const v = c[i] / 255;
    return sum + part * (v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); }, 0);
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) { const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
    const ground = behind(element), ink = over(rgb(getComputedStyle(element).color), ground);
    const [a, b] = [light(ink), light(ground)];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push([element.className || element.tagName, walker.currentNode.textContent.trim(), ratio]); }
  return poor; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_double_a(review: Review, window: Open, scheme: str) -> None:
    page = window(review.address + "article/news", viewport=WIDE, color_scheme=scheme)
    page.keyboard.press("j")
    page.keyboard.press("i")
    said(page, "Left as it is")
    page.wait_for_timeout(1500)  # the row that was saved has faded
    assert page.evaluate(CONTRAST) == []
    page.goto(review.address)
    assert page.evaluate(CONTRAST) == []


def test_landmarks_and_labels(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    for role in ("banner", "main", "search", "contentinfo", "status"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("heading", level=1).inner_text() == "news"
    assert page.get_by_role("progressbar", name="Flags decided").count() == 1
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, a')]
        .filter((e) => !(e.textContent || e.ariaLabel || e.title || e.labels?.[0]?.textContent || '').trim())
        .map((e) => e.outerHTML)"""
    )
    assert nameless == []
    doubled = page.evaluate(
        "() => { const i = [...document.querySelectorAll('[id]')].map(e => e.id); return i.length - new Set(i).size }"
    )
    assert doubled == 0


# ---- hostile texts

EVIL = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
QUOTE = "\"'><svg/onload=window.hacked=1>&lt;"


def test_no_text_becomes_code(tmp_path: Path, window: Open) -> None:
    glossary = tmp_path / "<b onclick=1>'\" names.csv"
    quoted = EVIL.replace('"', '""')
    glossary.write_text(f'source,target,forbidden,note\nستارلينك,"{quoted}","Starling","{quoted}"\n', encoding="utf-8")
    stem = "a'\"><img src=x onerror=window.hacked=1> & %2e#?"
    text = ((("عادت خدمة ستارلينك " + EVIL, "The Starling " + QUOTE), ("جملة " + QUOTE, "x" + EVIL)),)
    review = Review(write_run(tmp_path / "<i>out", text, stem, glossary))
    try:
        page = window(review.address)
        page.click(".articles a")
        page.wait_for_selector(".row")
        assert page.inner_text("h1") == stem
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.press("Control+A")
        page.keyboard.insert_text("Mine " + EVIL + QUOTE)
        page.keyboard.press("Enter")
        said(page, "Saved.")
        assert english(page, "p1s1") == "Mine " + EVIL + QUOTE
        page.fill("[name=q]", EVIL)
        page.press("[name=q]", "Enter")
        page.wait_for_url("**q=**")
        assert page.input_value("[name=q]") == EVIL
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img, main svg, main script, main i").count() == 0
    finally:
        review.kill()


def test_even_code_in_the_page_would_not_run(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    page.evaluate(
        """() => { const i = document.createElement('div'); i.innerHTML = '<img src=x onerror="window.hacked=1">';
        document.body.append(i); const s = document.createElement('script'); s.textContent = 'window.hacked=1';
        document.body.append(s); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    window.troubles[:] = [t for t in window.troubles if "Content Security Policy" not in t]  # type: ignore[attr-defined]


def test_another_sites_page_can_do_nothing(review: Review, window: Open, tmp_path: Path) -> None:
    inside = window(review.address + "article/news")
    key = inside.evaluate("document.querySelector('.flag').dataset.key")
    attack = tmp_path / "attack.html"
    attack.write_text(
        f"""<form method=post action="{review.address}decide"><input name=article value=news><input name=row value=p1s1>
        <input name=flag value={key}><input name=action value=ignore></form><iframe src="{review.address}"></iframe>""",
        encoding="utf-8",
    )
    page = window(attack.as_uri())
    answer = page.evaluate(
        """async (address) => { try { await fetch(address + 'decide', { method: 'POST', mode: 'no-cors',
        body: new URLSearchParams({ article: 'news' }) }); return 'sent'; } catch { return 'blocked'; } }""",
        review.address,
    )
    assert answer in ("sent", "blocked")
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    assert "Not here." in page.inner_text("body")
    assert review.journal() == []
    window.troubles.clear()  # type: ignore[attr-defined]


# ---- windows, crashes, and no script


def test_two_windows(review: Review, window: Open) -> None:
    first, second = (window(review.address + "article/news") for _ in range(2))
    first.keyboard.press("j")
    first.keyboard.press("a")
    said(first, "Written")
    second.keyboard.press("j")
    second.keyboard.press("e")
    second.keyboard.press("Control+A")
    second.keyboard.type("My own words.")
    second.keyboard.press("Enter")
    said(second, "Salma was quicker (accepted the suggestion")
    assert second.is_visible("#p1s1 textarea")
    assert second.input_value("#p1s1 textarea") == "My own words.", "what was typed is kept"
    second.keyboard.press("Enter")
    said(second, "Saved.")
    assert [json.loads(line)["action"] for line in review.journal()] == ["accept", "edit"]


def test_kill_9_between_decisions(review: Review, window: Open) -> None:
    page = window(review.address + "article/news")
    page.keyboard.press("j")
    page.keyboard.press("a")
    said(page, "Written")
    review.kill()
    page.keyboard.press("i")
    said(page, "Not saved: the review server does not answer.")
    assert page.locator("#said.trouble").count() == 1
    review.start()
    page = window(review.address + "article/news")
    assert page.inner_text(".bar .count") == "1 of 4 decided"
    assert english(page, "p1s1") == "The Starlink service works again."


def test_reading_and_deciding_without_script(review: Review, window: Open) -> None:
    page = window(review.address, java_script_enabled=False)
    page.click(".articles a")
    assert page.locator(".row").count() == 5
    assert page.locator("#p1s1 .flag").inner_text().startswith("misspelt")
    page.click("#p1s1 button[value=accept]")
    assert page.url.endswith("/article/news#p1s1")
    assert page.inner_text("#p1s1 .target > .text") == "The Starlink service works again."
    page.click("#p1s2 .edit summary")
    page.fill("#p1s2 textarea", "And Putin said that Taiwan is far.")
    page.click("#p1s2 .edit button[value=edit]")
    assert page.inner_text("#p1s2 .target > .text") == "And Putin said that Taiwan is far."
    page.select_option("[name=state]", "open")
    page.click("button.go")
    assert page.locator(".row").count() == 2
    page.click("#p3s1 button[value=wrong]")
    assert "state=open" in page.url, "back to the same filters"
    assert len(review.journal()) == 3


def test_the_static_report_is_the_same_page_without_buttons(review: Review, window: Open) -> None:
    live = window(review.address + "article/news", viewport=WIDE)
    still = window((review.folder / "news.report.html").as_uri(), viewport=WIDE)
    texts = "marks => marks.map(m => [m.className, m.textContent])"
    assert still.locator(".row mark").evaluate_all(texts) == live.locator(".row mark").evaluate_all(texts)
    boxes = [page.locator("#p1s1 .source").bounding_box() for page in (live, still)]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["width"] == boxes[1]["width"]
    assert still.locator("button, form, script, textarea").count() == 0
