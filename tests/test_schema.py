import json

import jsonschema

from pipeline import extract_text
from pipeline.schema import document_schema
from pipeline.types import Amount, Document, Unit


def test_the_published_schema_is_what_the_code_writes(root):
    assert (root / "schemas" / "document-1.0.json").read_text("utf-8") == document_schema()


def test_a_real_output_is_valid_by_the_published_schema(root):
    schema = json.loads((root / "schemas" / "document-1.0.json").read_text("utf-8"))
    document = extract_text("一、支持企业。对获评的企业给予50万元奖励。（责任单位：市财政局）")
    jsonschema.validate(json.loads(document.model_dump_json()), schema)


def test_whole_numbers_are_written_without_a_point():
    amount = Amount(id="a1", start=0, end=3, text="2亿元", min=2e8, max=2.5)
    assert '"min":200000000,"max":2.5' in amount.model_dump_json()


def test_the_place_of_a_unit_is_written_as_in():
    unit = Unit(id="u1", start=0, end=4, text="省财政厅", role="lead", place="list")
    assert json.loads(unit.model_dump_json())["in"] == "list"


def test_a_document_survives_its_json():
    document = extract_text("一、支持企业。对获评的企业给予50万元奖励。（责任单位：市财政局）")
    assert Document.model_validate_json(document.model_dump_json()) == document
