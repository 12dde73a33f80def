"""The JSON Schema that the project publishes: `schemas/document-1.0.json`."""

from __future__ import annotations

import json

from pipeline.types import SCHEMA_VERSION, Document


def document_schema() -> str:
    """JSON Schema (2020-12) of what `extract` writes, as text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"document-{SCHEMA_VERSION}.json",
        **Document.model_json_schema(by_alias=True, mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
