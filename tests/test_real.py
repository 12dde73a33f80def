"""The published documents, where whoever runs the tests has them: figures only, never their text."""

import json
import re
import subprocess
import sys

import pytest

from pipeline.annotate.quotes import convert
from pipeline.batch import collect, run
from pipeline.evaluation import Scores, score_document
from pipeline.evaluation.folders import load
from pipeline.extract import extract_raw

# What must hold on `tune` and on `check` alike.
FLOORS = {
    "clauses": 0.97,
    "amounts strict": 0.92,
    "dates strict": 0.80,
    "units loose": 0.92,
    "units recall in list": 0.97,
    "units name": 0.88,
    "goals strict": 0.65,
    "supports strict": 0.65,
    "metadata": 0.85,
}


@pytest.fixture(scope="module")
def extracted(real, tmp_path_factory):
    out = tmp_path_factory.mktemp("extracted")
    inputs = collect([real / "docs"])
    for item, document in zip(inputs, run(inputs, extract_raw, workers=2), strict=True):
        (out / f"{item.output}.json").write_text(document.model_dump_json(), encoding="utf-8")
    return out


def judged(real, split, extracted):
    """The rows that the judge prints for a split: name → (score, right, labelled)."""
    done = subprocess.run(
        [sys.executable, "score.py", f"gold/{split}", "docs", str(extracted)],
        cwd=real,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    rows = re.findall(r"^(\S.*?) {2,}(\d\.\d{4})", done.stdout, re.M)
    return {name.strip(): float(score) for name, score in rows}


@pytest.mark.parametrize("split", ["tune", "check"])
def test_scores_reach_their_floors(real, extracted, split):
    rows = judged(real, split, extracted)
    assert set(FLOORS) <= set(rows)
    low = {name: rows[name] for name, floor in FLOORS.items() if rows[name] < floor}
    assert not low


@pytest.mark.parametrize("split", ["tune", "check"])
def test_our_scores_are_the_judges(real, extracted, split):
    scores = Scores()
    for path in sorted((real / "gold" / split).glob("*.json")):
        text = (real / "docs" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        gold = convert(json.loads(path.read_text("utf-8")), text)
        score_document(path.stem, gold, load(extracted / path.name), scores)
    ours = {name: round(row.score, 4) for name, row in scores.rows.items()}
    theirs = judged(real, split, extracted)
    assert len(theirs) >= 20
    assert {name: ours[name] for name in theirs} == theirs


def test_every_span_leads_back(real, extracted):
    """A span's text is what stands there, in every published document, labelled or not."""
    inputs = collect([real / "unlabelled"])
    assert len(inputs) >= 50
    for document in run(inputs, extract_raw, workers=2):
        assert document.status == "success"
        for label in ("amounts", "dates", "units", "goals"):
            for item in getattr(document, label):
                assert document.text[item.start : item.end] == item.text
