"""How quick the review page is with 20,000 pairs and 2,000 flags: first paint, and key to response, in Chromium.

python benchmarks/review.py [--pairs 20000] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.review.sample import write_run  # noqa: E402

RIGHT = (
    "وقال بوتين إن الجملة رقم {n} صحيحة تماما ولا شيء فيها.",
    "And Putin said that sentence number {n} is right and nothing is in it.",
)
WRONG = ("عادت خدمة ستارلينك إلى العمل في اليوم {n}.", "The Starling service works again on day {n}.")
# From the key press to the frame in which the next flag is the current one and the decided one is shown as such.
KEY = """(key) => new Promise((done) => {
  const before = document.querySelector('.flag.current').dataset.key, start = performance.now();
  const look = () => { const now = document.querySelector('.flag.current');
    if (now && now.dataset.key !== before && document.getElementById('flag-' + before).classList.contains('decided'))
      requestAnimationFrame(() => done(performance.now() - start));
    else requestAnimationFrame(look); };
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); look(); })"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def folder_of(pairs: int, folder: Path) -> Path:
    """A run of one article, every tenth pair of it flagged."""
    sentences = (WRONG if n % 10 == 9 else RIGHT for n in range(pairs))
    text = [tuple(part.format(n=n) for part in pair) for n, pair in enumerate(sentences)]
    return write_run(folder, tuple(tuple(text[start : start + 5]) for start in range(0, pairs, 5)))  # type: ignore[misc]


def painted(page: Any, address: str) -> float:
    page.goto(address)
    page.wait_for_function(f"{PAINT} !== undefined")
    return float(page.evaluate(PAINT))


def measured(address: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(bypass_csp=True, viewport={"width": 1280, "height": 800})
        result = {"index, first paint (ms)": painted(page, address)}
        result["article, first paint (ms)"] = painted(page, address + "article/news")
        result["article, search in all, first paint (ms)"] = painted(page, address + "article/news?q=15009")
        result["open flags only, first paint (ms)"] = painted(page, address + "article/news?state=open")
        page.keyboard.press("j")
        times = [page.evaluate(KEY, "iaf"[n % 3]) for n in range(60)]
        browser.close()
    times.sort()
    return result | {
        "key to response, median of 60 (ms)": statistics.median(times),
        "key to response, 95th percentile (ms)": times[56],
        "key to response, slowest (ms)": times[-1],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = folder_of(options.pairs, Path(name) / "out")
        started = time.perf_counter()
        command = [sys.executable, "-m", "qantara.cli", "review", str(folder), "--no-browser", "-q"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        result = {"command to address (ms)": 1000 * (time.perf_counter() - started)}
        try:
            result |= measured(address)
        finally:
            process.terminate()
            process.wait()
    for label, value in result.items():
        print(f"{label:45} {value:8.0f}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
