"""What tests of readers compare: lines that remain, records without their places."""

TABLES = ("amounts", "dates", "units", "goals", "supports")


def facts(document, table):
    """What the items say, without where they stand; the blanks in their texts are the format's own."""
    where = dict.fromkeys(("start", "end", "page", "boxes"), True)
    spans = ("trigger", "beneficiary", "tier", "amount", "cap", "basis", "form", "indicator")
    items = [
        item.model_dump(exclude=where | dict.fromkeys(spans, where)) for item in getattr(document, table)
    ]
    for item in items:
        for span in [item, *(value for value in item.values() if isinstance(value, dict))]:
            if "text" in span:
                span["text"] = "".join(span["text"].split())
    return items


def kept(raw):
    """The lines of the text without what was set aside."""
    text = raw.text
    for aside in reversed(raw.asides):
        text = text[: aside.start] + text[aside.end :]
    return [line for line in text.split("\n") if line.strip()]


def aside(raw):
    """What was set aside, with the reason."""
    return {(raw.text[a.start : a.end], a.reason) for a in raw.asides}
