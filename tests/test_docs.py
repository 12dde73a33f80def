"""The page on the output says what the code does: its example is valid, every field and code is on it."""

import json
import re

import pytest
from pydantic import BaseModel

from pipeline import extract_text, types
from pipeline.types import Document

MODELS = [model for model in vars(types).values() if isinstance(model, type) and issubclass(model, BaseModel)]


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "output.md").read_text("utf-8")


def test_the_example_is_a_document_with_right_offsets(page):
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    document = Document.model_validate(json.loads(example))
    assert "".join(document.text[c.start : c.end] for c in document.clauses) == document.text
    spans = [*document.amounts, *document.dates, *document.units, *document.goals, document.supports[0].cap]
    assert len(spans) >= 8
    for span in spans:
        assert document.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "field",
    sorted({field.alias or name for model in MODELS for name, field in model.model_fields.items()}),
)
def test_every_field_is_explained(page, field):
    assert re.search(rf"`(?:\w+\.)?{field}`", page)


def test_every_error_code_is_explained_and_no_other(page, root):
    source = "".join(path.read_text("utf-8") for path in sorted((root / "pipeline").rglob("*.py")))
    codes = set(
        re.findall(
            r'"((?:text|file|document|pdf|reader|word|html|sheet|archive|legacy)\.[a-z-]+|internal)"', source
        )
    )
    explained = set(re.findall(r"(?m)^\| `([a-z.-]+)` \| (?:partial|failed)[a-z, ]* \|", page))
    assert len(codes) > 8
    assert explained == codes


@pytest.fixture(scope="module")
def walk(root):
    return (root / "docs" / "how-it-reads.md").read_text("utf-8")


@pytest.fixture(scope="module")
def read(walk):
    return extract_text(re.search(r"<!-- text -->\n```text\n(.*?)```", walk, re.DOTALL)[1])


def rows(page, name):
    """The cells of the table that the page marks so."""
    table = re.search(rf"<!-- {name} -->\n\|.*\n\|[ |-]*\n((?:\|.*\n)+)", page)[1]
    return [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in table.splitlines()]


def words(*values):
    return tuple("" if v is None else "".join(getattr(v, "text", str(v)).split("\n")) for v in values)


def test_the_walk_shows_what_the_recipe_gives(walk, read):
    numbers = {clause.id: clause.number for clause in read.clauses}
    shown = {
        "clauses": [words(c.number, numbers.get(c.parent), c.heading) for c in read.clauses],
        "amounts": [words(a, a.role, a.min, a.max, a.freq) for a in read.amounts],
        "supports": [words(s.beneficiary, s.tier, s.amount, s.cap, s.form) for s in read.supports],
        "goals": [words(g, g.indicator, g.op, "yes" if g.stretch else "no", g.by) for g in read.goals],
        "units": [words(u, u.role, u.name, *(numbers[c] for c in u.applies_to)) for u in read.units],
    }
    for name, expected in shown.items():
        assert rows(walk, name) == expected, name


def test_the_walk_quotes_explain_rightly(walk, read):
    start, kind, text, rule = re.search(r"    (\d+) (\w+) (\S+)\n      found by  rule:(\S+),", walk).groups()
    item = next(item for item in read.amounts if item.start == int(start))
    assert (kind, text, rule) == ("amount", item.text, item.found_by.removeprefix("rule:"))
