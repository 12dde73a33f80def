"""Fixtures shared by all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test is judged by its time; in CI the same examples are tried every time.
settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("steady")

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
