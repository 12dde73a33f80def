"""The settings of training, as they stand under `train` in a params file; unknown keys are refused."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError


class SettingsError(ValueError):
    """A params file that is wrong; the message names the file and the key."""


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Settings):
    """Raw text to learn the language from."""

    files: str = Field(description="glob of .txt and .txt.gz files")
    weight: float = Field(gt=0, description="how often a batch draws from it, relative to the others")
    characters: int | None = Field(default=None, gt=0, description="at most so many, evenly from everywhere")


class Encoder(_Settings):
    """The shape of the encoder, as BertConfig names it."""

    hidden_size: int = 256
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    intermediate_size: int = 1024
    max_position_embeddings: int = 256


class Pretraining(_Settings):
    """Learning the language from raw text."""

    sources: tuple[Source, ...]
    held_out: tuple[Path, ...] = Field(default=(), description="documents whose text must not be learnt")
    encoder: Encoder = Encoder()
    go_on_from: Path | None = Field(
        default=None,
        description="an encoder made earlier, whose weights, shape and vocabulary are the beginning",
    )
    min_count: int = Field(default=3, description="of a character, to have an entry of its own")
    steps: int = 5000
    warmup: int = 100
    decay: float = Field(default=0.3, description="last share of the steps, in which the rate falls to 0")
    batch: int = 16
    length: int = Field(default=128, description="characters a sequence, marks included")
    learning_rate: float = Field(default=5e-4, description="four times as much learns nothing")
    weight_decay: float = 0.01
    masked: float = Field(default=0.2, description="share of the characters to be guessed")
    bfloat16: bool | None = Field(
        default=None,
        description="products in half precision: 2.3 times as fast on a CPU that has them built in, many "
        "times slower on another; None: as the machine is",
    )
    save_every: int = 250
    log_every: int = 25
    threads: int = 1
    seed: int = 1


class Labelled(_Settings):
    """A folder of labels and the folder of their documents."""

    gold: Path
    docs: Path | None = None
    splits: tuple[str, ...] = Field(
        default=(), description="only these, as splits.yaml beside the folder of labels says; empty: all"
    )


class WeakLabels(_Settings):
    """Raw text that the rules label."""

    texts: tuple[str, ...] = Field(default=(), description="globs of .txt and .txt.gz files")
    held_out: tuple[Path, ...] = ()
    sentences: int = Field(default=20000, description="at most so many")
    min_confidence: float = 0.5
    model: Path | None = Field(
        default=None, description="self-training: keep only what this model finds too; None leaves it out"
    )
    agreed: float = Field(default=0.8, ge=0, le=1, description="how sure that model must be")
    seed: int = 1


class Finetuning(_Settings):
    """Learning the labels."""

    base_model: str = Field(description="a folder made by pretrain, or any Hugging Face checkpoint")
    train: tuple[Labelled, ...]
    dev: tuple[Labelled, ...] = ()
    dev_share: float = Field(default=0.15, description="of the training documents, where `dev` is empty")
    gold_share: float = Field(default=1.0, gt=0, le=1, description="of the training documents, drawn by seed")
    gold_weight: float = Field(default=1.0, gt=0)
    gold_repeats: int = Field(default=1, ge=1, description="times an epoch shows the labelled sentences")
    weak_weight: float = Field(default=0.3, ge=0, description="times the rules' own confidence")
    weak_sentences: int = Field(default=3000, ge=0, description="an epoch draws so many anew")
    epochs: int = 8
    patience: int = 2
    characters: int = Field(default=1024, description="a batch has, padding included")
    learning_rate: float = 5e-4
    weight_decay: float = 0.01
    dropout: float = 0.1
    bfloat16: bool | None = Field(default=None, description="as in pre-training")
    threads: int = 1
    seed: int = 1


class Distillation(_Settings):
    """Learning what teachers say; what is not named here is as in fine-tuning."""

    base_model: str | None = Field(default=None, description="what the student begins as")
    epochs: int | None = None
    learning_rate: float | None = None
    weak_sentences: int | None = None
    weak_weight: float = 1.0
    dropout: float = 0.0


class Export(_Settings):
    """Writing the model that is used."""

    name: str = "tagger"
    version: str = "1"
    max_megabytes: float = 12.0


class Training(_Settings):
    """All settings of training."""

    pretrain: Pretraining
    weak: WeakLabels = WeakLabels()
    finetune: Finetuning
    distill: Distillation = Distillation()
    export: Export = Export()

    @property
    def distilling(self) -> Finetuning:
        """The settings of the student."""
        return self.finetune.model_copy(update=self.distill.model_dump(exclude_none=True))


def load(file: Path) -> Training:
    """The settings under `train` in a params file. Raises SettingsError, OSError."""
    try:
        return Training.model_validate(yaml.safe_load(file.read_text("utf-8"))["train"])
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise SettingsError(f"{file}: has no settings under `train` ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SettingsError(f"{file}: train.{where}: {first['msg']}") from error
