"""A process that asks until told to stop: python -m tests.store.reader_process DATA STOP MODE MOST.

Every document in the data folder must be whole: all its passages are of one version, stand in all
three parts, and are found. MODE is "live" or "reopen" (the
index before every question). Asks at most MOST questions and prints their number and that of the
generations seen; leaves with a traceback on any fault.
"""

import sys
import time
from pathlib import Path

import numpy as np

from store.index import LiveIndex
from store.lexical import lexical_query


def ask(index):
    """Check that one generation is whole; its version is returned."""
    documents = index.documents()
    versions = {document.notes[0] for document in documents}
    assert len(versions) == 1, versions
    ids = [passage.id for d in documents for passage in index.passages_of(d.source)]
    assert len(ids) == index.passage_count
    lexical = {name for name, _ in index.lexical(lexical_query("câu chung"), len(ids) + 5)}
    dense = {name for name, _ in index.dense(np.ones(16, dtype=np.float32), len(ids) + 5)}
    assert lexical == dense == set(ids), (index.generation, len(lexical), len(dense), len(ids))
    assert [passage.id for passage in index.passages(sorted(dense))] == sorted(dense)
    return int(versions.pop().split()[-1])


def main():
    data_dir, stop, live = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "live"
    asked, last, seen = 0, 0, set()
    handle = LiveIndex(data_dir)
    most = int(sys.argv[4])
    while asked < most and not stop.exists():
        if not live:
            handle.close()
        index = handle.current()
        version = ask(index)
        assert version >= last, f"went back from {last} to {version}"
        last = version
        seen.add(index.generation)
        asked += 1
        time.sleep(0.01)
    sys.stdout.write(f"{asked} {len(seen)}")


if __name__ == "__main__":
    main()
