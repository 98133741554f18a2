"""Writers killed at random instants: python -m tests.store.writer_process DATA KILLS SEED.

Each version replaces every document, adds one and removes one. The process imports everything once
and forks a writer that publishes version after version, kills it with SIGKILL, and starts again.
Prints how many writers it killed; a writer that fails by itself fails the process.
"""

import os
import random
import signal
import sys
import time
import traceback
from pathlib import Path

from store.writer import open_writer
from tests.store.tiny import TinyEmbedder, make_document

COUNT = 4


def publish(data_dir):
    """Publish the next version of all documents."""
    with open_writer(data_dir, TinyEmbedder(), wait=60) as writer:
        old = writer.documents()
        version = int(old[0].notes[0].split()[-1]) + 1 if old else 1
        for document in old:
            writer.remove(document.source)
        for number in range(COUNT):
            sentences = [f"Câu chung {n} của văn bản {number}." for n in range(3 + version % 3)]
            writer.put(*make_document(f"d{version + number}", sentences, version=version))
        return writer.publish()


def write_until_killed(data_dir):
    """Publish for ever; never returns into the process it was forked from."""
    try:
        while True:
            publish(data_dir)
    except BaseException:  # noqa: BLE001 - a forked process must end here whatever happens
        traceback.print_exc()
    os._exit(1)


def main():
    data_dir, kills, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[3])
    import chromadb  # noqa: F401 - once for all writers
    import tantivy  # noqa: F401

    for _ in range(kills):
        writer = os.fork()
        if writer == 0:
            write_until_killed(data_dir)
        time.sleep(chance.random() * 2.5)
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        assert os.WIFSIGNALED(status), "the writer failed by itself"
    sys.stdout.write(str(kills))


if __name__ == "__main__":
    main()
