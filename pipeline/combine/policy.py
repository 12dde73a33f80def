"""The policy: for each label whether the rules decide alone, or the model fills in or corrects them.

`policy.yaml` holds it. `zhengce train policy` measures what each choice brings and writes the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.combine.records import kind
from pipeline.mentions import Why
from pipeline.recognize.tags import LAYERS, Tag

Use = Literal["rules", "fill", "correct"]

POLICY: Final = Path(__file__).with_name("policy.yaml")
LABELS: Final = tuple(label for labels in LAYERS.values() for label in labels)
LINKED: Final = ("goal", "condition")
"""What rules link from several mentions and values, on which the model has no say."""
DECIDED: Final = tuple(label for label in LABELS if label not in LINKED)


class PolicyError(ValueError):
    """A policy that is wrong; the message names the file and the label."""


class Choice(BaseModel):
    """Who decides on a label.

    rules: the rules alone; fill: what the rules leave open, the model decides where it is sure enough;
    correct: it also overrules them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    use: Use
    min: float | None = Field(default=None, gt=0, le=1, description="probability from which the model counts")
    confidence: float | None = Field(default=None, gt=0, le=1, description="share of that which was right")
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _minimum(self) -> Self:
        if any((value is None) != (self.use == "rules") for value in (self.min, self.confidence)):
            raise ValueError("`min` and `confidence` belong to fill and correct, and they need them")
        return self


class Policy(BaseModel):
    """Label → who decides on it; each label has its choice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    labels: dict[str, Choice]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if missing := [label for label in LABELS if label not in self.labels]:
            raise ValueError(f"no choice for {', '.join(missing)}")
        if unknown := [label for label in self.labels if label not in LABELS]:
            raise ValueError(f"no such label: {', '.join(unknown)}")
        if wrong := [n for n, c in self.labels.items() if c.use != "rules" and n not in DECIDED]:
            raise ValueError(f"needs the linkers, so only rules can decide: {', '.join(wrong)}")
        return self

    @property
    def asked(self) -> frozenset[str]:
        """The kinds (unit, amount, date, beneficiary …) on which the model has a say."""
        return frozenset(kind(label) for label, choice in self.labels.items() if choice.use != "rules")

    def fills(self, label: str, probability: float) -> bool:
        """Whether the model may decide so where the rules leave it open."""
        choice = self.labels[label]
        return choice.min is not None and probability >= choice.min

    def sure(self, label: str, probability: float) -> float:
        """How sure an item is on which the model decided: as measured, not as the model thinks."""
        measured = self.labels[label].confidence
        return probability if measured is None else measured

    def corrects(self, label: str, probability: float) -> bool:
        """Whether it may overrule them."""
        return self.labels[label].use == "correct" and self.fills(label, probability)


def judged(tag: Tag, policy: Policy | None, by: str) -> Why:
    """Why something is as the model `by` tagged it: its probability, where no policy knows better."""
    return Why(by, round(policy.sure(tag.label, tag.probability) if policy else tag.probability, 3))


def read_policy(file: Path = POLICY) -> Policy:
    """The policy in a file. Raises PolicyError, OSError."""
    try:
        return Policy.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise PolicyError(f"{file}: {error}") from error
