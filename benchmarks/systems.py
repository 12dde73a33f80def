"""What the model costs: rules alone, and rules with the model, over the same documents.

    python benchmarks/systems.py [FOLDER]

For each system: characters a second of two processes at once, the most memory that one of them holds, and how
long its first document takes from the start of the interpreter. Trust the ratio, not the figures: machines
differ and are shared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "corpora" / "samples"
_ONE = """
import json, resource, sys, time
start = time.time()
from pathlib import Path
from pipeline.combine.systems import decider
from pipeline.extract import extract
system, folder, first = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
files = sorted(file for file in folder.iterdir() if file.is_file())
decide = decider(system)
extract(files[0], decide=decide)
ready = time.time() - first
began, read = time.time(), 0
while time.time() - began < 10 or read == 0:
    for file in files:
        read += len(extract(file, decide=decide).text)
seconds = time.time() - began
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"speed": read / seconds, "memory": memory, "ready": ready}))
"""


def measured(system: str, folder: Path) -> dict[str, float]:
    """Two processes at once, as `--workers 2` has them: speeds added, the larger memory, the later start."""
    started = time.time()
    command = [sys.executable, "-c", _ONE, system, str(folder), str(started)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    found = [json.loads(process.communicate()[0]) for process in running]
    return {
        "speed": sum(one["speed"] for one in found),
        "memory": max(one["memory"] for one in found),
        "ready": max(one["ready"] for one in found),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    folder = parser.parse_args().folder
    reference = measured("rules", folder)
    for system, found in (("rules", reference), ("both", measured("both", folder))):
        print(
            f"{system:6}{found['speed']:10,.0f} characters/s"
            f" ({found['speed'] / reference['speed']:.2f} of the rules')"
            f"{found['memory']:8.0f} MB{found['ready']:8.2f} s to the first document"
        )


if __name__ == "__main__":
    main()
