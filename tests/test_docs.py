"""The page on the output says what the code does: its example is valid, every field and code is on it."""

import json
import re

import pytest
from pydantic import BaseModel

from pipeline import types
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
