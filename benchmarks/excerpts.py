"""The labelled excerpts, cut out of the files that they were taken from.

    python benchmarks/excerpts.py SOURCES OUT

An excerpt's label in `annotations/external` names its file and the characters that it is, `"excerpt":
"report.txt 8122-12665"`, counted with every line end as one. SOURCES holds the files, plain or gzip.
"""

from __future__ import annotations

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

from pipeline.training.corpus import read

LABELS = Path(__file__).parent.parent / "annotations" / "external"


def main(sources: Path, out: Path) -> int:
    """Write OUT/NAME.txt for each label NAME.json of an excerpt; the status is 1 where one can't be had."""
    out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for file in sorted(LABELS.glob("*.json")):
        label = json.loads(file.read_bytes())
        if "excerpt" not in label["found_at"]:
            continue
        name, start, end = re.fullmatch(r"(.+) (\d+)-(\d+)", label["found_at"]["excerpt"]).groups()
        source = sources / name
        text = re.sub("\r\n?", "\n", read(source)) if source.exists() else ""
        piece = text[int(start) : int(end)].encode()
        if sha256(piece).hexdigest() == label["sha256"]:
            (out / f"{file.stem}.txt").write_bytes(piece)
        else:
            print(f"{file.stem}: {source} is missing or another version than the labelled one")
            missing += 1
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
