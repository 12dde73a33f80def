"""Weak labels: what the rules find in raw text, counted as far as the rules trust themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from pipeline.extract import extract_text
from pipeline.readers import ReadError
from pipeline.recognize.model import Tagger
from pipeline.training import corpus
from pipeline.training.examples import Example, examples
from pipeline.training.settings import WeakLabels

_SHORTEST = 6
"""A shorter sentence is a heading's rest or a cell."""

_CANDIDATE = re.compile(r"\d|[局厅委办]|部门|政府|单位|企业|机构|奖|补")
"""A sentence that looks as if there were something in it: an empty one teaches little."""


def weak_labels(settings: WeakLabels) -> list[Example]:
    """Sentences that the rules labelled, and as many that tempt and have no label.

    With a model in the settings, only those in which it finds the same. Raises CorpusError, ModelError.
    """
    held_out = corpus.HeldOut(settings.held_out)
    found: dict[str, Example] = {}
    for pattern in settings.texts:
        for text in corpus.documents(pattern, held_out):
            found |= {example.text: example for example in _labelled(text, settings.min_confidence)}
    chosen = _choose(list(found.values()), settings)
    return agreed(chosen, Tagger(settings.model), settings.agreed) if settings.model else chosen


def _labelled(text: str, min_confidence: float) -> Iterable[Example]:
    try:
        document = extract_text(text)
    except ReadError:
        return
    for example in examples(document):
        sure = min((tag.probability for tag in example.tags), default=1.0)
        tempts = bool(example.tags) or _CANDIDATE.search(example.text) is not None
        if sure >= min_confidence and tempts and len(example.text) >= _SHORTEST:
            yield Example(example.text, example.tags, sure)


def _choose(found: list[Example], settings: WeakLabels) -> list[Example]:
    """At most so many sentences, drawn at random, not more of them empty than labelled."""
    rng = np.random.default_rng(settings.seed)
    labelled = [example for example in found if example.tags]
    empty = [example for example in found if not example.tags]
    chosen = [*labelled, *(empty[i] for i in rng.permutation(len(empty))[: len(labelled)])]
    return [chosen[i] for i in sorted(rng.permutation(len(chosen))[: settings.sentences])]


def agreed(found: Sequence[Example], tagger: Tagger, probability: float) -> list[Example]:
    """Self-training: the sentences in which the model finds the rules' tags and no others.

    A tag of the model counts from `probability` on; a sentence with one below it is left out, as undecided.
    """
    kept = []
    for example, tags in zip(found, tagger.tag([example.text for example in found]), strict=True):
        same = [(t.start, t.end, t.label) for t in tags] == [(t.start, t.end, t.label) for t in example.tags]
        if same and all(tag.probability >= probability for tag in tags):
            kept.append(example)
    return kept
