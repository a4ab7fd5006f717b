"""`python -m tests.golden` compares every case with its file; `--write` writes the files again."""

from __future__ import annotations

import sys

from tests.golden import record
from tests.golden.cases import CASES


def main() -> int:
    writes = "--write" in sys.argv[1:]
    files = {record.file_of(case): record.of(case) for case in CASES}
    if writes:
        for file in record.EXPECTED.rglob("*.txt"):
            if file not in files:
                file.unlink()
        for file, text in files.items():
            record.write(file, text)
    different = [case.name for case in CASES if record.difference(case, files[record.file_of(case)])]
    sys.stdout.write("".join(f"{name}\n" for name in different))
    sys.stdout.write(f"{len(files)} cases, {len(different)} differ from their files.\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
