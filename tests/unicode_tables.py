"""Tells hypothesis which characters are UTF-8: in a fresh clone each process would try them all, for three seconds."""

import gzip
import json
import os
import tempfile
from pathlib import Path

from hypothesis.internal.charmap import charmap_file

TRIED = "codec-v2-utf-8"  # where hypothesis looks; another version of it looks elsewhere, and tries them as before
EVERY = ((0, 0xD7FF), (0xE000, 0x10FFFF))  # without the halves of surrogate pairs; each of them comes back as it was


def write() -> None:
    file = charmap_file(TRIED)
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    made, name = tempfile.mkstemp(dir=file.parent)
    os.write(made, gzip.compress(json.dumps((EVERY, ())).encode()))
    os.close(made)
    Path(name).rename(file)  # whole, for the process beside this one
