"""The sentence vectors of the shipped examples, in a file of the repository, so that a first training takes two minutes.

They are a cache like any other: what the file lacks, or was made by another version of the encoder, is encoded anew. Each
number is kept in eight bits, which moves a vector by less than one in a hundred. `make vectors` writes the file:

python -m bot.nlu.shipped_vectors --nlu data/nlu --cache var/cache/vectors.sqlite --out data/vectors.npz
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.nlu.sentence_encoder import SentenceEncoder, Vectors, create_encoder, describe_version

SHIPPED_FILE = Path(__file__).resolve().parents[2] / "data" / "vectors.npz"
LARGEST = 127


def make_key(text: str) -> int:
    """Eight bytes that stand for a text."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def read_shipped_vectors(encoder: SentenceEncoder, texts: Sequence[str], *, path: Path) -> dict[str, Vectors]:
    """Those of the texts that the file has; none where it is missing, damaged or of another version of the encoder."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["version"]) != describe_version(encoder):
                return {}
            keys, scales, codes = file["keys"], file["scales"], file["codes"]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        # It only saves time.
        return {}
    rows = {int(key): row for row, key in enumerate(keys)}
    placed = ((text, rows.get(make_key(text))) for text in texts)
    return {
        text: np.asarray(codes[row] * (scales[row] / LARGEST), dtype=np.float32)
        for text, row in placed
        if row is not None
    }


def write_shipped_vectors(encoder: SentenceEncoder, vectors: Mapping[str, Vectors], *, path: Path) -> None:
    """Writes the file anew, whole or not at all."""
    texts = sorted(vectors, key=make_key)
    stacked = np.stack([vectors[text] for text in texts])
    scales = np.abs(stacked).max(axis=1)
    codes = np.rint(stacked / scales[:, np.newaxis] * LARGEST).astype(np.int8)
    written = path.with_suffix(".part.npz")
    keys = np.array([make_key(text) for text in texts], dtype=np.uint64)
    np.savez_compressed(written, version=describe_version(encoder), keys=keys, scales=scales, codes=codes)
    written.replace(path)


def main() -> int:
    """Encodes what the pipeline would encode at training, and writes the file."""
    from rasa.shared.nlu.training_data.loading import load_data

    from bot.nlu.text_corrector import learn_vocabulary, make_plain
    from bot.nlu.vector_cache import encode_with_cache

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--nlu", required=True)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=SHIPPED_FILE)
    options = arguments.parse_args()
    typed = [str(example.get("text")) for example in load_data(options.nlu).training_examples]
    spelling = learn_vocabulary(typed)
    texts = list(dict.fromkeys(make_plain(text, spelling_=spelling) for text in typed))
    encoder = create_encoder("e5", workers=2)
    vectors = encode_with_cache(encoder, texts, path=options.cache, shipped=None)
    write_shipped_vectors(encoder, dict(zip(texts, vectors, strict=False)), path=options.out)
    print(f"{len(texts)} vectors, {options.out.stat().st_size / 1e6:.1f} MB: {options.out}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
