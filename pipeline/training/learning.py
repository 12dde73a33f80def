"""Learning: an optimiser with its schedule over labelled sentences, with or without teachers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.recognize.model import batches, encode
from pipeline.recognize.tags import Scheme
from pipeline.training.classifier import Classifier
from pipeline.training.examples import Example
from pipeline.training.frameworks import decay_groups, torch
from pipeline.training.machine import autocast, tensor
from pipeline.training.progress import bar
from pipeline.training.settings import Finetuning

_IGNORED = -100
"""A place whose tag doesn't count: a mark or padding."""

_WARMUP = 0.1


class Learning:
    """The optimiser and its schedule over all epochs, each of `size` examples.

    With teachers the classifier learns their mean probabilities instead of the examples' tags.
    """

    def __init__(
        self, classifier: Classifier, settings: Finetuning, size: int, teachers: Sequence[Classifier] = ()
    ) -> None:
        self._classifier, self._settings = classifier, settings
        self._teachers = [teacher.model.eval() for teacher in teachers]
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
                with autocast(model.device, settings.bfloat16):
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
        model = self._classifier.model
        ids, attention = (
            tensor(array, model) for array in encode([e.text for e in batch], self._classifier.characters)
        )
        logits = model(input_ids=ids, attention_mask=attention).logits.float()
        hard = tensor(_targets(batch, scheme, ids.shape[1]), model)
        soft = self._taught(ids, attention)
        weights = tensor(np.array([e.weight for e in batch], np.float32), model)[:, None].expand(ids.shape)[
            attention == 1
        ]
        total = 0.0
        for i, part in enumerate(scheme.slices.values()):
            target = hard[:, :, i] if soft is None else soft[:, :, part].transpose(1, 2)
            ignored = {"ignore_index": _IGNORED} if soft is None else {}
            losses = functional.cross_entropy(
                logits[:, :, part].transpose(1, 2), target, reduction="none", **ignored
            )
            total = total + (losses[attention == 1] * weights).sum()
        return total / weights.sum()

    def _taught(self, ids: Any, attention: Any) -> Any:
        """The teachers' mean probabilities (batch, length, width), layer by layer; None without teachers."""
        if not self._teachers:
            return None
        with torch().no_grad():
            found = [
                teacher(input_ids=ids, attention_mask=attention).logits.float() for teacher in self._teachers
            ]
            parts = [
                sum(logits[:, :, part].softmax(-1) for logits in found) / len(found)
                for part in self._classifier.scheme.slices.values()
            ]
            return torch().cat(parts, dim=-1)


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
