"""A comparison of two runs as Markdown: for the terminal, and for a pull request as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.context import Context
from pipeline.evaluation.compare import Change, Comparison, counts
from pipeline.report.differences import brief, on_one_line, where

_TITLES = {"loss": "Losses", "gain": "Gains", "other": "Neither better nor worse", "": "Changes"}
_WORDS = {"-": "no longer found", "+": "newly found", "~": "read otherwise"}


def markdown(comparison: Comparison, most: int) -> str:
    """The comparison as Markdown; of each verdict and label at most `most` changes are listed."""
    return "\n".join(_lines(comparison, most)) + "\n"


def _lines(comparison: Comparison, most: int) -> Iterator[str]:
    documents, labelled = len(comparison.texts), len(comparison.labelled)
    changed = len({change.document for change in comparison.changes})
    yield "# Comparison of two runs"
    yield ""
    yield f"{documents} documents compared, {labelled} of them labelled; {changed} read otherwise."
    for names, what in (
        (comparison.only_before, "only in the run before"),
        (comparison.only_after, "only in the run after"),
        (comparison.other_text, "not compared: their text differs"),
    ):
        if names:
            yield f"{len(names)} {what}: {', '.join(names[:most])}{' …' if len(names) > most else ''}."
    for name, (old, new) in comparison.statuses.items():
        yield f"{name}: status {old} → {new}."
    if not comparison.changes:
        yield "No item differs."
        return
    yield ""
    yield "| label | no longer found | newly found | read otherwise | gains | losses |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for label, row in counts(comparison.changes).items():
        yield f"| {label} | {row['lost']} | {row['new']} | {row['changed']} | {row['gain']} | {row['loss']} |"
    contexts: dict[str, Context] = {}
    for verdict, title in _TITLES.items():
        chosen = [change for change in comparison.changes if change.verdict == verdict]
        if chosen:
            yield ""
            yield f"## {title} ({len(chosen)})"
            yield from _listed(chosen, comparison, contexts, most)


def _listed(
    changes: list[Change], comparison: Comparison, contexts: dict[str, Context], most: int
) -> Iterator[str]:
    for label in dict.fromkeys(change.difference.label for change in changes):
        ones = [change for change in changes if change.difference.label == label]
        yield ""
        yield f"### {label} ({len(ones)})"
        yield ""
        for change in ones[:most]:
            yield from _told(change, comparison, contexts)
        if len(ones) > most:
            yield f"- … and {len(ones) - most} more"


def _told(change: Change, comparison: Comparison, contexts: dict[str, Context]) -> Iterator[str]:
    difference = change.difference
    what = f" ({', '.join(difference.wrong)})" if difference.wrong else ""
    yield f"- **{change.document}**: {_WORDS[difference.sign]}{what}"
    span = where(difference)
    if span is not None:
        if change.document not in contexts:
            contexts[change.document] = Context(comparison.texts[change.document])
        yield f"  > {_plain(on_one_line(contexts[change.document].sentence(span.start, span.end).text))}"
        yield ""
    for item, side in ((difference.gold, "before"), (difference.predicted, "after")):
        if item is not None:
            by = getattr(item, "found_by", None)
            yield f"  - {side}: {_plain(brief(item))}{f' `{by}`' if by else ''}"


def _plain(text: str) -> str:
    """The text with what Markdown would read as its own marks escaped."""
    return "".join(f"\\{character}" if character in "\\`*_<>|#[]" else character for character in text)
