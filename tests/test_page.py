"""The page of an evaluation: whole in itself, every mistake with both readings."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from made import document, mention, span

from pipeline.evaluation import Evaluation, Scores, score_document
from pipeline.report.page import evaluation_page
from pipeline.types import Amount, Support


class Balance(HTMLParser):
    """Counts the tags that are left open."""

    VOID = frozenset(("meta", "input", "br", "link"))

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page():
    gold = document(
        amounts=[mention(Amount, "50万元", min=500000, max=500000, role="award")],
        supports=[Support(id="s1", clause="c1", beneficiary=span("甲类企业"), amount=span("50万元"))],
    )
    predicted = document(
        amounts=[mention(Amount, "50万元", min=500000, max=500000, role="budget", found_by="rule:a.b<c>")],
        supports=[Support(id="s1", clause="c1", beneficiary=span("对甲类企业给予"), amount=span("30万元"))],
    )
    return evaluation_page({"rules": Evaluation(Scores((score_document("d", gold, predicted),)), ())})


def test_it_needs_no_network(page):
    assert not re.search(r"(?:src|href)=|https?:|url\(|@import", page)


def test_it_is_well_formed_and_escapes_what_it_shows(page):
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert "rule:a.b&lt;c&gt;" in page


def test_every_mistake_has_a_card_with_both_readings(page):
    cards = re.findall(r"<article .*?</article>", page, re.DOTALL)
    assert [re.search(r'data-label="(\w+)" data-sign="(.)"', card).groups() for card in cards] == [
        ("amounts", "~"),
        ("supports", "-"),
        ("supports", "+"),
    ]
    role, missed, spurious = cards
    assert re.findall(r'<dd class="off">(\w+)</dd>', role) == ["award", "budget"]
    assert role.count('<mark class="own" title="">50万元</mark>') == 2
    assert '<mark class="" title="beneficiary">甲类企业</mark>' in missed
    assert "nothing" in missed and "nothing" in spurious


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_the_filters_work_in_a_browser(page, tmp_path):
    """A script of the test chooses a label and a kind of mistake, as a reader would, and counts what is left."""
    chosen = """<script>form.label.value = "supports"; form.sign.value = "+"; form.dispatchEvent(new Event("input"));
    document.title = cards.filter(card => !card.hidden).map(card => card.dataset.label).join() + form.count.value;
    </script></body>"""
    file = tmp_path / "page.html"
    file.write_text(page.replace("</body>", chosen), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ]
    done = subprocess.run(
        ["chromium", *options, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "<title>supports1</title>" in done.stdout
