"""Export: the classifier as ONNX in 8-bit integers, with all that reading it takes."""

from __future__ import annotations

import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

from pipeline.recognize.characters import write as write_characters
from pipeline.recognize.model import CONFIG, SUMS, VOCABULARY, WEIGHTS, Config, encode, sums
from pipeline.recognize.tags import Scheme
from pipeline.training.classifier import Classifier, load
from pipeline.training.frameworks import quantization, torch
from pipeline.training.settings import Export, SettingsError

_OPSET = 17


def export(settings: Export, checkpoint: Path, out: Path) -> float:
    """Write the model of a fine-tuned checkpoint into the folder `out`; its size in megabytes.

    Raises SettingsError where it is larger than it may be, TrainingUnavailable.
    """
    classifier = load(str(checkpoint), Scheme())
    classifier.model.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / WEIGHTS
        _trace(classifier, exact)
        _quantize(exact, out / WEIGHTS)
    write_characters(classifier.characters.entries, out / VOCABULARY)
    config = Config(
        name=settings.name,
        version=settings.version,
        positions=classifier.positions,
        layers={layer: list(labels) for layer, labels in classifier.scheme.layers.items()},
    )
    (out / CONFIG).write_text(config.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")
    (out / SUMS).write_text(sums(out), encoding="utf-8", newline="\n")
    size = sum(file.stat().st_size for file in out.iterdir()) / 1e6
    if size > settings.max_megabytes:
        raise SettingsError(f"{out}: the model has {size:.1f} MB, more than {settings.max_megabytes:g}")
    return size


def _trace(classifier: Classifier, file: Path) -> None:
    """The classifier as ONNX in floating point, for batches and sentences of any length."""
    ids, attention = encode(["一二三", "一二"], classifier.characters)
    classifier.model.config.return_dict = False
    dynamic = {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's remarks on what it takes for constant
        torch().onnx.export(
            classifier.model,
            (torch().from_numpy(ids), torch().from_numpy(attention)),
            str(file),
            input_names=["input_ids", "attention_mask"],
            output_names=["scores"],
            dynamic_axes={"input_ids": dynamic, "attention_mask": dynamic, "scores": dynamic},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantize(exact: Path, file: Path) -> None:
    tools: Any = quantization()
    logging.disable(logging.WARNING)  # advice on image models
    try:
        tools.quantize_dynamic(str(exact), str(file), weight_type=tools.QuantType.QInt8, per_channel=True)
    finally:
        logging.disable(logging.NOTSET)
