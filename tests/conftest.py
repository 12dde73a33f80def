"""Fixtures shared by all tests."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def real():
    """The folder of published documents with labels, which the project may not contain."""
    folder = os.environ.get("ZHENGCE_REAL")
    if not folder:
        pytest.skip("ZHENGCE_REAL names no folder of published documents with labels")
    return Path(folder)
