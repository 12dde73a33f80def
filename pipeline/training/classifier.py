"""Any encoder of Hugging Face with a layer of tag scores on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.recognize.characters import Characters
from pipeline.recognize.characters import read as read_characters
from pipeline.recognize.characters import write as write_characters
from pipeline.recognize.model import VOCABULARY, batches, encode
from pipeline.recognize.tags import Scheme, Scores, Tag
from pipeline.training import vocabulary
from pipeline.training.examples import Example
from pipeline.training.frameworks import torch, transformers
from pipeline.training.machine import tensor
from pipeline.training.settings import SettingsError


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
        ids, attention = (tensor(array, self.model) for array in encode(texts, self.characters))
        with torch().no_grad():
            logits = self.model(input_ids=ids, attention_mask=attention).logits
        return np.asarray(logits.cpu().numpy(), dtype=np.float32)[:, 1:-1]

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
