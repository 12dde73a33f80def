"""Pre-training the encoder: guessing masked characters of raw text.

A step depends on its number and the seed alone, so a run that was killed goes on from its last checkpoint
as if it had not been.
"""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.recognize.characters import Characters
from pipeline.recognize.characters import read as read_characters
from pipeline.recognize.characters import write as write_characters
from pipeline.training import corpus, vocabulary
from pipeline.training.frameworks import decay_groups, set_up, transformers
from pipeline.training.machine import autocast, device, tensor
from pipeline.training.masking import Masked, Masking
from pipeline.training.progress import Log, bar
from pipeline.training.settings import Encoder, Pretraining
from pipeline.training.start import SCALE, warm_start

VOCABULARY = "vocabulary.txt"
_STATE = "state.pt"
_DATA = "data"


def pretrain(settings: Pretraining, out: Path, work: Path) -> None:
    """Train an encoder into the folder `out`, or go on where a run with the same `work` stopped.

    `out` gets the checkpoint as Hugging Face has it, in half precision, and `vocabulary.txt`; `work` gets
    `log.csv` and what a later run needs to go on. Raises CorpusError, TrainingUnavailable.
    """
    torch = set_up(settings.threads, settings.seed)
    work.mkdir(parents=True, exist_ok=True)
    streams = _streams(settings, work)
    characters = read_characters(work / VOCABULARY)
    batches = _Batches(streams, settings, characters)
    masking = Masking(characters, settings.masked)
    model = _begin(settings, characters)
    if not (settings.go_on_from or (work / _STATE).exists()):
        warm_start(torch, model, [s.ids for s in streams], [s.weight for s in streams], settings.seed)
    model.to(device())
    optimizer = torch.optim.AdamW(
        decay_groups(model, settings.weight_decay), lr=settings.learning_rate, betas=(0.9, 0.98)
    )
    done = _resume(torch, model, optimizer, work)
    log = Log(work / "log.csv", keep=done > 0)
    model.train()
    total, guesses, started = 0.0, 0, time.perf_counter()
    with bar(settings.steps, done) as shown:
        for step in range(done, settings.steps):
            rng = np.random.default_rng((settings.seed, step))
            torch.manual_seed(settings.seed + step)
            ids = batches.draw(rng)
            masked = masking(ids, rng)
            for group in optimizer.param_groups:
                group["lr"] = rate(step, settings)
            places = _places(settings, rng)
            with autocast(model.device, settings.bfloat16):
                loss = _loss(torch, model, masked, places, ids)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            total, guesses = total + loss.item(), guesses + 1
            last = step + 1 == settings.steps
            if (step + 1) % settings.log_every == 0 or last:
                seconds = time.perf_counter() - started
                speed = guesses * ids.size / seconds
                log.write(
                    {
                        "step": step + 1,
                        "loss": round(total / guesses, 4),
                        "learning_rate": f"{rate(step, settings):.3g}",
                        "characters_per_second": round(speed),
                        "seconds": round(seconds, 1),
                    }
                )
                shown.advance(f"loss {total / guesses:.3f}, {speed:,.0f} characters/s")
                total, guesses, started = 0.0, 0, time.perf_counter()
            else:
                shown.advance()
            if (step + 1) % settings.save_every == 0 or last:
                _save(torch, model, optimizer, step + 1, work)
                _write(torch, model, characters, out)


def rate(step: int, settings: Pretraining) -> float:
    """The learning rate of a step: it rises, stays and falls, so a run can be made longer while it stays."""
    rising = (step + 1) / settings.warmup if settings.warmup else 1.0
    falling = (settings.steps - step) / max(1.0, settings.decay * settings.steps)
    return settings.learning_rate * min(1.0, rising, falling)


@dataclass(frozen=True, slots=True)
class _Stream:
    """The characters of one source, one after another, and how often it is drawn from."""

    ids: npt.NDArray[np.uint16]
    weight: float


class _Batches:
    """Full sequences from random places, each between the mark of a beginning and that of an end."""

    def __init__(self, streams: list[_Stream], settings: Pretraining, characters: Characters) -> None:
        self._streams = streams
        weights = np.array([stream.weight for stream in streams])
        self._shares = weights / weights.sum()
        self._batch, self._length = settings.batch, settings.length
        self._begin, self._end = characters.begin, characters.end
        shortest = min(len(stream.ids) for stream in streams)
        if shortest < self._length:
            raise corpus.CorpusError(
                f"a source has {shortest} characters, less than one sequence ({self._length})"
            )

    def draw(self, rng: np.random.Generator) -> npt.NDArray[np.int64]:
        """One batch (batch, length)."""
        ids = np.empty((self._batch, self._length), dtype=np.int64)
        ids[:, 0], ids[:, -1] = self._begin, self._end
        inner = self._length - 2
        for row, source in enumerate(rng.choice(len(self._streams), size=self._batch, p=self._shares)):
            stream = self._streams[source].ids
            at = int(rng.integers(len(stream) - inner + 1))
            ids[row, 1:-1] = stream[at : at + inner]
        return ids


def _streams(settings: Pretraining, work: Path) -> list[_Stream]:
    """The sources' characters; they are read and normalised once and kept in `work`."""
    data = work / _DATA
    kept = [data / f"{i}.npy" for i in range(len(settings.sources))]
    if not (work / VOCABULARY).exists() or not all(file.exists() for file in kept):
        data.mkdir(exist_ok=True)
        held_out = corpus.HeldOut(settings.held_out)
        texts = ["\n".join(corpus.load(source, held_out)) for source in settings.sources]
        earlier = settings.go_on_from
        characters = (
            read_characters(earlier / VOCABULARY)
            if earlier
            else Characters(vocabulary.build(texts, settings.min_count))
        )
        for text, file in zip(texts, kept, strict=True):
            np.save(file, characters.ids(text).astype(np.uint16))
        write_characters(characters.entries, work / VOCABULARY)
    return [
        _Stream(np.load(file, mmap_mode="r"), source.weight)
        for file, source in zip(kept, settings.sources, strict=True)
    ]


def _begin(settings: Pretraining, characters: Characters) -> Any:
    hugging = transformers()
    if settings.go_on_from:
        # It is kept in half precision, in which small steps would be lost.
        return hugging.BertForMaskedLM.from_pretrained(settings.go_on_from).float()
    return _new(hugging, settings.encoder, characters)


def _new(hugging: Any, encoder: Encoder, characters: Characters) -> Any:
    config = hugging.BertConfig(
        vocab_size=len(characters),
        pad_token_id=characters.pad,
        type_vocab_size=1,
        # A text is seen two or three times: there is nothing to fit too closely.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=SCALE,
        **encoder.model_dump(),
    )
    return hugging.BertForMaskedLM(config)


def _places(settings: Pretraining, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The positions (batch, length) of a batch: half of its sequences begin anywhere, so that the encoder
    reads longer texts than those it learns from."""
    last = settings.encoder.max_position_embeddings - settings.length
    first = rng.integers(last + 1, size=settings.batch)
    first[: settings.batch // 2] = 0
    places: npt.NDArray[np.int64] = first[:, None] + np.arange(settings.length)
    return places


def _loss(
    torch: Any, model: Any, masked: Masked, places: npt.NDArray[np.int64], ids: npt.NDArray[np.int64]
) -> Any:
    """Cross-entropy at the chosen places; the head over the whole vocabulary is worked out there only."""
    chosen, shown, positions, wanted = (
        tensor(array, model) for array in (masked.chosen, masked.ids, places, ids)
    )
    hidden = model.bert(input_ids=shown, position_ids=positions).last_hidden_state[chosen]
    return torch.nn.functional.cross_entropy(model.cls(hidden).float(), wanted[chosen])


def _resume(torch: Any, model: Any, optimizer: Any, work: Path) -> int:
    """How many steps are done."""
    file = work / _STATE
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True, map_location=model.device)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _save(torch: Any, model: Any, optimizer: Any, step: int, work: Path) -> None:
    """Write the checkpoint; a run that is killed meanwhile leaves the one before whole."""
    file = work / _STATE
    new = file.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, new)
    new.replace(file)


def _write(torch: Any, model: Any, characters: Characters, out: Path) -> None:
    """Write the encoder. Half precision halves its size; what is lost is less than a step changes."""
    copy.deepcopy(model).to(torch.float16).save_pretrained(out)
    write_characters(characters.entries, out / VOCABULARY)
