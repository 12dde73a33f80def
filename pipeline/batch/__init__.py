"""Many documents: which inputs there are, and each one's result whatever happens to it."""

from pipeline.batch.inputs import Input, collect
from pipeline.batch.run import process, run

__all__ = ["Input", "collect", "process", "run"]
