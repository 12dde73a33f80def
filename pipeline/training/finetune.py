"""Fine-tuning: any encoder with a layer of tag scores on top, on labelled sentences and weak ones."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.recognize.model import cut
from pipeline.recognize.tags import Scheme, Tag
from pipeline.training import examples
from pipeline.training.classifier import load
from pipeline.training.examples import Example
from pipeline.training.frameworks import set_up
from pipeline.training.learning import Learning
from pipeline.training.machine import device
from pipeline.training.measure import Measure, measure
from pipeline.training.progress import Log
from pipeline.training.settings import Finetuning, SettingsError

METRICS = "metrics.csv"
"""The scores of each epoch, in the folder of a checkpoint."""


def finetune(
    settings: Finetuning, weak: Sequence[Example], out: Path, teachers: Sequence[Path] = ()
) -> Measure:
    """Train a classifier into the folder `out` and say how good it is on the dev sentences.

    With teachers (folders of checkpoints with the same characters) it is distilled: it learns what they say
    of the sentences, labelled and weak ones, and the labels only through them. `out` gets the best epoch's
    checkpoint, its characters, and `metrics.csv`. Raises LabelError, SettingsError, TrainingUnavailable.
    """
    set_up(settings.threads, settings.seed)
    rng = np.random.default_rng(settings.seed)
    train, dev = _documents(settings, rng)
    classifier = load(settings.base_model, Scheme(), settings.dropout)
    taught = [load(str(teacher), Scheme()) for teacher in teachers]
    for each in (classifier, *taught):
        each.model.to(device())
    limit = classifier.positions - 2
    weighed = [replace(example, weight=example.weight * settings.weak_weight) for example in weak]
    gold, dev, weak = (fit(some, limit) for some in (train, dev, weighed))
    out.mkdir(parents=True, exist_ok=True)
    size = len(gold) * settings.gold_repeats + min(len(weak), settings.weak_sentences)
    learning = Learning(classifier, settings, size, taught)
    log = Log(out / METRICS)
    best, best_epoch = -1.0, 0
    found = Measure()
    for epoch in range(1, settings.epochs + 1):
        chosen = [*gold] * settings.gold_repeats
        chosen += [weak[i] for i in rng.permutation(len(weak))[: settings.weak_sentences]]
        started = time.perf_counter()
        loss = learning.epoch(chosen, rng, epoch)
        now = measure([example.tags for example in dev], classifier.tag(dev))
        log.write(_row(epoch, loss, time.perf_counter() - started, now, classifier.scheme))
        if now.all.close_f1 > best:
            best, best_epoch, found = now.all.close_f1, epoch, now
            classifier.save(out)
        elif epoch - best_epoch >= settings.patience:
            break
    return found


def fit(found: Sequence[Example], limit: int) -> list[Example]:
    """The examples cut to at most `limit` characters; a tag across a cut is left out."""
    fitted = []
    for example in found:
        for start, end in cut(example.text, limit):
            inside = tuple(
                Tag(tag.start - start, tag.end - start, tag.label, tag.probability)
                for tag in example.tags
                if start <= tag.start and tag.end <= end
            )
            fitted.append(Example(example.text[start:end], inside, example.weight))
    return fitted


def _documents(settings: Finetuning, rng: np.random.Generator) -> tuple[list[Example], list[Example]]:
    """The sentences to learn and those to measure on; no document is in both."""
    train = examples.documents(settings.train)
    dev = examples.documents(settings.dev)
    if dev:
        known = {document.doc_id for document in dev}
        train = [document for document in train if document.doc_id not in known]
    else:
        order = rng.permutation(len(train))
        size = max(1, round(settings.dev_share * len(train)))
        dev, train = [train[i] for i in order[:size]], [train[i] for i in order[size:]]
    train = [
        train[i] for i in sorted(rng.permutation(len(train))[: math.ceil(settings.gold_share * len(train))])
    ]
    if not train:
        raise SettingsError("finetune.train: no document is left to learn from")
    learnt = [e for document in train for e in examples.examples(document, settings.gold_weight)]
    return learnt, [e for document in dev for e in examples.examples(document)]


def _row(epoch: int, loss: float, seconds: float, found: Measure, scheme: Scheme) -> dict[str, object]:
    row: dict[str, object] = {"epoch": epoch, "loss": round(loss, 5), "seconds": round(seconds, 1)}
    row |= {"f1": round(found.all.f1, 4), "close_f1": round(found.all.close_f1, 4)}
    for label in scheme.labels:
        counts = found.labels.get(label)
        row[label] = round(counts.close_f1, 4) if counts and counts.gold else ""
    return row
