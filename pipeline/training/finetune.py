"""Fine-tuning: any encoder with a layer of tag scores on top, on labelled sentences and weak ones."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.recognize.characters import Characters
from pipeline.recognize.characters import read as read_characters
from pipeline.recognize.characters import write as write_characters
from pipeline.recognize.model import VOCABULARY, batches, cut, encode
from pipeline.recognize.tags import Scheme, Scores, Tag
from pipeline.training import examples, vocabulary
from pipeline.training.examples import Example
from pipeline.training.frameworks import decay_groups, set_up, torch, transformers
from pipeline.training.measure import Measure, measure
from pipeline.training.progress import Log, bar
from pipeline.training.settings import Finetuning, SettingsError

_IGNORED = -100
"""A place whose tag doesn't count: a mark or padding."""

_WARMUP = 0.1
_METRICS = "metrics.csv"


@dataclass(frozen=True, slots=True)
class Classifier:
    """A token classifier of Hugging Face with the characters and the tags that it knows."""

    model: Any
    characters: Characters
    scheme: Scheme

    @property
    def positions(self) -> int:
        """How many characters it can read at once, marks included."""
        return int(self.model.config.max_position_embeddings)

    def scores(self, texts: Sequence[str]) -> Scores:
        """The scores (batch, longest, width) of the texts' characters, without those of the marks."""
        ids, attention = (torch().from_numpy(array) for array in encode(texts, self.characters))
        with torch().no_grad():
            logits = self.model(input_ids=ids, attention_mask=attention).logits
        return np.asarray(logits.numpy(), dtype=np.float32)[:, 1:-1]

    def tag(self, found: Sequence[Example]) -> list[list[Tag]]:
        """The tags of examples that were fitted."""
        self.model.eval()
        order = sorted(range(len(found)), key=lambda i: len(found[i].text))
        tags: list[list[Tag]] = [[] for _ in found]
        for batch in batches([len(found[i].text) + 2 for i in order], 4096):
            texts = [found[order[i]].text for i in batch]
            decoded = self.scheme.decode(self.scores(texts), [len(text) for text in texts])
            for i, here in zip(batch, decoded, strict=True):
                tags[order[i]] = here
        return tags

    def save(self, out: Path) -> None:
        """Write the checkpoint and the characters."""
        self.model.save_pretrained(out)
        write_characters(self.characters.entries, out / VOCABULARY)


def load(base_model: str, scheme: Scheme, dropout: float = 0.0) -> Classifier:
    """A classifier on top of a checkpoint: a folder of ours, or any with a vocabulary like BERT's.

    Raises SettingsError where the checkpoint has no entry for BERT's marks.
    """
    hugging = transformers()
    own = Path(base_model) / VOCABULARY
    if own.exists():
        characters = read_characters(own)
    else:
        tokenizer = hugging.AutoTokenizer.from_pretrained(base_model)
        try:
            characters = Characters(vocabulary.from_tokenizer(tokenizer.get_vocab(), len(tokenizer)))
        except ValueError as error:
            raise SettingsError(f"base_model {base_model}: {error}; it takes one like BERT's") from error
    model = hugging.AutoModelForTokenClassification.from_pretrained(
        base_model,
        num_labels=scheme.width,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
        attn_implementation="eager",
        dtype=torch().float32,
        ignore_mismatched_sizes=True,
    )
    return Classifier(model, characters, scheme)


def finetune(settings: Finetuning, weak: Sequence[Example], out: Path) -> Measure:
    """Train a classifier into the folder `out` and say how good it is on the dev sentences.

    `out` gets the best epoch's checkpoint, its characters, and `metrics.csv`. Raises LabelError,
    SettingsError, TrainingUnavailable.
    """
    set_up(settings.threads, settings.seed)
    rng = np.random.default_rng(settings.seed)
    train, dev = _documents(settings, rng)
    classifier = load(settings.base_model, Scheme(), settings.dropout)
    limit = classifier.positions - 2
    weighed = [replace(example, weight=example.weight * settings.weak_weight) for example in weak]
    gold, dev, weak = (fit(some, limit) for some in (train, dev, weighed))
    out.mkdir(parents=True, exist_ok=True)
    run = _Run(
        classifier, settings, len(gold) * settings.gold_repeats + min(len(weak), settings.weak_sentences)
    )
    log = Log(out / _METRICS)
    best, best_epoch = -1.0, 0
    found = Measure()
    for epoch in range(1, settings.epochs + 1):
        chosen = [*gold] * settings.gold_repeats
        chosen += [weak[i] for i in rng.permutation(len(weak))[: settings.weak_sentences]]
        started = time.perf_counter()
        loss = run.epoch(chosen, rng, epoch)
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


class _Run:
    """The optimiser and its schedule over all epochs."""

    def __init__(self, classifier: Classifier, settings: Finetuning, size: int) -> None:
        self._classifier, self._settings = classifier, settings
        self._done, self._total = 0, size * settings.epochs
        self._optimizer = torch().optim.AdamW(
            decay_groups(classifier.model, settings.weight_decay), lr=settings.learning_rate
        )

    def epoch(self, found: Sequence[Example], rng: np.random.Generator, number: int) -> float:
        """Learn the examples once; the mean loss a batch."""
        model, settings = self._classifier.model, self._settings
        model.train()
        drawn = list(_shuffled(found, settings.characters, rng))
        total = 0.0
        with bar(len(drawn)) as shown:
            for batch in drawn:
                loss = self._loss(batch)
                loss.backward()
                torch().nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                share = self._done / self._total
                for group in self._optimizer.param_groups:
                    group["lr"] = settings.learning_rate * min(
                        share / _WARMUP + 0.01, 1.0, (1 - share) / (1 - _WARMUP)
                    )
                self._optimizer.step()
                self._optimizer.zero_grad()
                self._done += len(batch)
                total += loss.item()
                shown.advance(f"epoch {number}, loss {total / len(drawn):.4f}")
        return total / len(drawn)

    def _loss(self, batch: Sequence[Example]) -> Any:
        """Cross-entropy summed over the layers, each example by its weight."""
        scheme, functional = self._classifier.scheme, torch().nn.functional
        ids, attention = (
            torch().from_numpy(array)
            for array in encode([e.text for e in batch], self._classifier.characters)
        )
        logits = self._classifier.model(input_ids=ids, attention_mask=attention).logits
        targets = torch().from_numpy(_targets(batch, scheme, ids.shape[1]))
        weights = torch().tensor([e.weight for e in batch])[:, None].expand(ids.shape)[attention == 1]
        losses = [
            functional.cross_entropy(
                logits[:, :, part].transpose(1, 2), targets[:, :, i], ignore_index=_IGNORED, reduction="none"
            )[attention == 1]
            for i, part in enumerate(scheme.slices.values())
        ]
        return sum((loss * weights).sum() for loss in losses) / weights.sum()


def _targets(batch: Sequence[Example], scheme: Scheme, length: int) -> npt.NDArray[np.int64]:
    """Tags (batch, length, layers); marks and padding are ignored."""
    targets = np.full((len(batch), length, len(scheme.layers)), _IGNORED, dtype=np.int64)
    for row, example in enumerate(batch):
        end = len(example.text) + 1
        targets[row, 1:end] = scheme.targets(example.tags, len(example.text))
    return targets


def _shuffled(found: Sequence[Example], characters: int, rng: np.random.Generator) -> Iterator[list[Example]]:
    """Batches of sentences of like length in random order."""
    noise = rng.random(len(found))
    order = sorted(range(len(found)), key=lambda i: (len(found[i].text), noise[i]))
    drawn = [
        [found[order[i]] for i in batch]
        for batch in batches([len(found[i].text) + 2 for i in order], characters)
    ]
    return (drawn[i] for i in rng.permutation(len(drawn)))


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
