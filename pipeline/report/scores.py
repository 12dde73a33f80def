"""Scores as tables and as files of figures."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluation import Evaluation, Row, Scores
from pipeline.evaluation.reliability import confidences, reliability
from pipeline.report.differences import told
from pipeline.report.reliability import show_bins

DIGITS = 4


def show_scores(scores: Scores, console: Console) -> None:
    """Print one row a measure: the score with its interval, and counts beside ratios."""
    table = _table(f"{len(scores.documents)} documents", "measure")
    for name in ("score", "95 %", "precision", "recall", "right", "labelled", "found"):
        table.add_column(name, justify="right")
    intervals = scores.intervals()
    for name, row in scores.rows.items():
        ratios = ("", "") if row.is_share else (f"{row.precision:.3f}", f"{row.recall:.3f}")
        found = "" if row.is_share else str(row.predicted)
        table.add_row(
            name,
            f"{row.score:.{DIGITS}f}",
            between(intervals[name]),
            *ratios,
            str(row.hit),
            str(row.gold),
            found,
        )
    console.print(table)


def show_attributes(scores: Scores, console: Console) -> None:
    """Print, of the items that were found, how many have each attribute right."""
    table = _table("Attributes of the items found", "label")
    table.add_column("attribute")
    for name in ("same", "share", "close", "of"):
        table.add_column(name, justify="right")
    attributes = scores.attributes
    for (label, name), row in attributes.items():
        if not name.endswith(" close"):
            close = attributes.get((label, f"{name} close"))
            table.add_row(
                label,
                name,
                str(row.hit),
                f"{row.score:.3f}",
                "" if close is None else f"{close.score:.3f}",
                str(row.gold),
            )
    console.print(table)


def show_groups(groups: Mapping[str, Scores], title: str, console: Console) -> None:
    """Print one row a group of documents: the strict score of each label and the items behind it."""
    table = _table(title, "group")
    table.add_column("documents", justify="right")
    sums = {name: scores.rows for name, scores in groups.items()}
    measures = strictest(next(iter(sums.values())))
    for measure in measures:
        table.add_column(measure.removesuffix(" strict"), justify="right")
    for name, rows in sums.items():
        cells = (f"{rows[m].score:.3f} of {rows[m].gold}" for m in measures)
        table.add_row(name, str(len(groups[name].documents)), *cells)
    console.print(table)


def show_systems(systems: Mapping[str, Scores], console: Console) -> None:
    """Print systems side by side on the same documents: scores with their intervals."""
    sizes = {len(scores.documents) for scores in systems.values()}
    table = _table(f"{max(sizes)} documents", "measure")
    for name in systems:
        table.add_column(name, justify="right")
        table.add_column("95 %", justify="right")
    columns = [(scores.rows, scores.intervals()) for scores in systems.values()]
    for name in columns[0][0]:
        cells = [
            cell for rows, limits in columns for cell in (f"{rows[name].score:.3f}", between(limits[name]))
        ]
        table.add_row(name, *cells)
    console.print(table)


def show_reliability(scores: Scores, console: Console) -> None:
    """Print whether the items' confidences hold: all labels together."""
    show_bins(reliability(confidences(scores.documents)), "Confidences, all labels", console)


def show_errors(scores: Scores, console: Console) -> None:
    """Print every mistake with its sentence: missed (-), spurious (+) or wrong (~)."""
    for document in scores.documents:
        for mistake in told(document):
            readings = [f"labelled {mistake.gold}"] if mistake.gold else []
            readings += [f"found {mistake.predicted}"] if mistake.predicted else []
            line = f"{mistake.sign} {mistake.document} {mistake.label}: {' | '.join(readings)}"
            console.print(Text(line), soft_wrap=True)
            if mistake.sentence:
                console.print(Text(f"    {mistake.sentence}", style="dim"), soft_wrap=True)


def metrics(scores: Scores) -> str:
    """The figures of each measure as JSON, for `dvc metrics`."""
    intervals = scores.intervals()
    figures = {name: _figures(row, intervals[name]) for name, row in scores.rows.items()}
    return _json({"documents": len(scores.documents)} | figures)


def plot(scores: Scores) -> str:
    """One line a measure as CSV, for `dvc plots`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("measure", "score", "low", "high"))
    intervals = scores.intervals()
    for name, row in scores.rows.items():
        low, high = intervals[name]
        writer.writerow((name, *(f"{value:.{DIGITS}f}" for value in (row.score, low, high))))
    return out.getvalue()


def whole(evaluation: Evaluation) -> str:
    """Everything as JSON: all documents together, by kind, each one, and every mistake."""
    scores = evaluation.scores
    return _json(
        {
            "documents": [document.name for document in scores.documents],
            "unavailable": {item.name: item.reason for item in evaluation.unavailable},
            "all": _group(scores),
            "kinds": {kind: _group(group) for kind, group in scores.by_kind().items()},
            "each": {name: _group(one) for name, one in scores.by_document().items()},
            "mistakes": [mistake.as_dict() for document in scores.documents for mistake in told(document)],
        }
    )


def write(text: str, path: Path) -> None:
    """Write a text file, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def strictest(rows: Iterable[str]) -> list[str]:
    """Of each label the measure that asks most of a single item."""
    return [name for name in rows if name.endswith(" strict") or " " not in name]


def between(interval: tuple[float, float]) -> str:
    """An interval as it is printed."""
    return f"{interval[0]:.3f}–{interval[1]:.3f}"


def _group(scores: Scores) -> dict[str, Any]:
    intervals = scores.intervals()
    attributes: dict[str, dict[str, Any]] = {}
    for (label, name), row in scores.attributes.items():
        attributes.setdefault(label, {})[name] = {"right": row.hit, "of": row.gold}
    bins = reliability(confidences(scores.documents))
    return {
        "confidences": [asdict(one) | {"share": round(one.share, DIGITS)} for one in bins],
        "rows": {name: _figures(row, intervals[name]) for name, row in scores.rows.items()},
        "attributes": attributes,
    }


def _figures(row: Row, interval: tuple[float, float] | None = None) -> dict[str, float]:
    figures: dict[str, float] = {"score": round(row.score, DIGITS)}
    if interval is not None:
        figures |= {"low": round(interval[0], DIGITS), "high": round(interval[1], DIGITS)}
    if not row.is_share:
        figures |= {"precision": round(row.precision, DIGITS), "recall": round(row.recall, DIGITS)}
    return figures | {"right": row.hit, "labelled": row.gold, "found": row.predicted}


def _table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column(first)
    return table


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
