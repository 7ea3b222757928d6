"""Look at the public pages as a telephone and a search engine do, with Lighthouse and axe-core.

Serves a demonstration of its own on a port of this machine, measures its pages, prints scores and findings, and ends
with 1 where a score is below 95 or axe-core finds anything. `make audit` brings what it needs.
"""

import json
import os
import re
import statistics
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tools.browsing import CHROMIUM, FLAGS
from tools.demonstration import demonstration, read

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path("node_modules") / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = 95
# A machine that is busy with something else draws a page late; a page that is slow is slow three times.
TRIES = 3
WIDTHS = ((390, 844), (1440, 900))
EASIER = "Object.assign(document.documentElement.dataset, { text: 'large', contrast: 'high' })"


@dataclass
class Looked:
    """What was found on one page."""

    name: str
    path: str
    scores: dict[str, int] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    skipped: str = ""  # an audit that this page is meant to fail


def main() -> int:
    """Measure every page and say whether all are good enough."""
    told = _arguments()
    room = told.room.resolve()
    with demonstration(room / "demo", told.port) as base:
        pages = [Looked(name, path, skipped=skipped) for name, path, skipped in _pages(base)]
        for page in pages:
            _measure(page, base, room)
            print(f"{page.name:<22} {' '.join(f'{one}' for one in page.scores.values())}  {page.path}", flush=True)
        _look_for_barriers(pages, base)
    text = _report(pages)
    print(f"\n{text}")
    if told.keep:
        told.keep.write_text(text, encoding="utf-8")
    return int(any(page.findings for page in pages))


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8147)
    parser.add_argument(
        "--room", type=Path, default=ROOT / "var" / "audit", help="where Lighthouse is and the rest goes"
    )
    parser.add_argument("--keep", type=Path, help="also write what was found to this file")
    return parser.parse_args()


def _pages(base: str) -> list[tuple[str, str, str]]:
    """Return the pages to look at, one of each kind, each with what Lighthouse is not to ask of it.

    What was found for some words says that it is not to be listed by search engines: strangers would have their own
    words listed under a government's name. The page of the search without words is listed.
    """
    home = read(f"{base}/")
    listed = read(f"{base}/sitemap.xml")
    newest = re.search(
        r"<entry>.*?<link href=\"[^\"]*?(/tin-bai/[^\"]+)\"", read(f"{base}/tin-bai/atom.xml"), re.DOTALL
    )
    section, plan, document, draft = (
        re.search(rf"<loc>[^<]*?(/{part}/[^<]+)</loc>", listed)
        for part in ("chuyen-muc", "ke-hoach", "van-ban", "lay-y-kien")
    )
    search = re.search(r'<form class="site-search"[^>]* action="([^"]+)"', home)
    documents = re.search(r'<a href="([^"]+)"[^>]*>Văn bản</a>', home)
    found = [
        ("trang chủ", "/"),
        ("chuyên mục", section and section[1]),
        ("tin, bài", newest and newest[1]),
        ("kế hoạch", plan and plan[1]),
        ("tìm kiếm", search and search[1]),
        ("kết quả tìm kiếm", search and f"{search[1]}?q=ho+so"),
        ("văn bản", documents and documents[1]),
        ("một văn bản", document and document[1]),
        ("lấy ý kiến", "/lay-y-kien/"),
        ("một dự thảo", draft and draft[1]),
        ("sự kiện", "/su-kien/"),
        ("đơn vị", "/don-vi/"),
        ("nhận tin qua RSS", "/nhan-tin/"),
        ("sơ đồ trang", "/so-do-trang/"),
        ("khả năng tiếp cận", "/kha-nang-tiep-can/"),
        ("contact in English", "/en/contact/"),
    ]
    return [(name, path, "is-crawlable" if "?q=" in path else "") for name, path in found if path]


def _measure(page: Looked, base: str, room: Path) -> None:
    """Run Lighthouse as a telephone; again where a score is low, and then the one in the middle counts."""
    reports = [_lighthouse(page, base, room)]
    if min(_scores(reports[0]).values()) < LOWEST:
        reports += [_lighthouse(page, base, room) for _ in range(TRIES - 1)]
    scores = [_scores(report) for report in reports]
    page.scores = {name: int(statistics.median(one[name] for one in scores)) for name in CATEGORIES}
    audits = reports[0]["audits"]
    for key in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time", "total-byte-weight"):
        page.figures[key] = audits[key].get("displayValue", "").replace("\u00a0", " ").removeprefix("Total size was ")
    for name, score in page.scores.items():
        if score < LOWEST:
            page.findings.append(f"{name}: {score}, below {LOWEST}: {', '.join(_failed(reports[0], name))}")


def _lighthouse(page: Looked, base: str, room: Path) -> dict[str, object]:
    """Return what Lighthouse says; asked again where the browser lost the trace of a page, as happens now and then."""
    written, tries = room / "report.json", 1
    while subprocess.run(
        [
            "node", room / LIGHTHOUSE, f"{base}{page.path}", "--quiet", "--output=json", f"--output-path={written}",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(FLAGS)}",
            "--no-enable-error-reporting", *([f"--skip-audits={page.skipped}"] if page.skipped else []),
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        check=tries == TRIES,
        stdout=subprocess.DEVNULL,
    ).returncode:  # fmt: skip
        tries += 1
    report: dict[str, object] = json.loads(written.read_text(encoding="utf-8"))
    return report


def _scores(report: dict) -> dict[str, int]:
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def _failed(report: dict, category: str) -> list[str]:
    counted = [one["id"] for one in report["categories"][category]["auditRefs"] if one["weight"]]
    return [name for name in counted if (report["audits"][name]["score"] or 0) < 0.9]


def _look_for_barriers(pages: list[Looked], base: str) -> None:
    """Let axe-core look at every page at two widths, and with bigger letters and stronger contrast."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, height in WIDTHS:
            for chosen in ("", EASIER):
                view = browser.new_page(viewport={"width": width, "height": height})
                for page in pages:
                    view.goto(f"{base}{page.path}")
                    if chosen:
                        view.evaluate(chosen)
                    found = Axe().run(view).response["violations"]
                    page.findings += [f"axe {width} px: {one['id']}, {len(one['nodes'])} places" for one in found]
                    if view.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                        page.findings.append(f"{width} px: wider than the window")
                view.close()
        browser.close()


def _report(pages: list[Looked]) -> str:
    version = json.loads((ROOT / "tools/audit/package.json").read_text(encoding="utf-8"))["dependencies"]["lighthouse"]
    head = (
        "# What Lighthouse and axe-core say of the public pages\n\n"
        f"By `make audit` on {datetime.now(tz=UTC):%d/%m/%Y}, {os.cpu_count()} cores; "
        f"Lighthouse {version} with its settings for a telephone (simulated 4G, processor slowed four times); "
        "axe-core at 390 and 1440 px, each also with bigger letters and stronger contrast. The command fails below "
        f"{LOWEST} in any of the four, and at any finding of axe-core. Of what was found for some words it is not "
        "asked whether search engines may list it, which they are told not to.\n\n"
    )  # fmt: skip
    columns = ("page", *CATEGORIES, "largest paint", "shift", "blocked", "weight", "axe")
    rows = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for page in pages:
        axe = [one for one in page.findings if one.startswith("axe")]
        cells = [
            page.name,
            *map(str, page.scores.values()),
            *page.figures.values(),
            str(len(axe)) if axe else "nothing",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    found = [f"- {page.name} (`{page.path}`): {finding}" for page in pages for finding in page.findings]
    return head + "\n".join(rows) + "\n" + ("\n## Findings\n" + "\n".join(found) + "\n" if found else "")


if __name__ == "__main__":
    sys.exit(main())
