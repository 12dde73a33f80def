"""Cut the labelled excerpts out of the files that they were taken from: python annotations/excerpts.py SOURCES OUT

An excerpt's label names its file and the characters that it is, `"excerpt": "report.txt 8122-12665"`, counted with every line
end as one character. SOURCES holds the files, plain or gzip (a `.gz` at the end of the name).
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path


def main(sources: Path, out: Path) -> int:
    """Write OUT/NAME.txt for each label NAME.json of an excerpt; the status is 1 where one can't be had."""
    out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for file in sorted((Path(__file__).parent / "external").glob("*.json")):
        label = json.loads(file.read_bytes())
        if "excerpt" not in label["found_at"]:
            continue
        name, start, end = re.fullmatch(r"(.+) (\d+)-(\d+)", label["found_at"]["excerpt"]).groups()
        if not (sources / name).exists():
            print(f"{file.stem}: {sources / name} is missing")
            missing += 1
            continue
        piece = text(sources / name)[int(start) : int(end)].encode()
        if hashlib.sha256(piece).hexdigest() != label["sha256"]:
            print(f"{file.stem}: {sources / name} is another version than the labelled one")
            missing += 1
            continue
        (out / f"{file.stem}.txt").write_bytes(piece)
    return min(missing, 1)


def text(file: Path) -> str:
    """A file's characters with every line end as one."""
    data = file.read_bytes()
    return (gzip.decompress(data) if file.suffix == ".gz" else data).decode().replace("\r\n", "\n").replace("\r", "\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
