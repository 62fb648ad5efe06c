"""Write trained networks as the artefact that the service loads: whole numbers of eight bits for the big tables.

python -m training.quotes.export DIRECTORY WEIGHTS.npz [WEIGHTS.npz ...] [--calibration FILE.npy]
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np

from service.enrichment.quotes import tagger
from service.enrichment.quotes.confidence import EVIDENCE
from training.quotes.calibrate import BEGINS

QUANTISED = ("lexical.weight",)
LEFT_OUT = ("vectors.weight", "keys_of_vectors", "lexical_offsets", "symbol_offsets", "allowed")


def eight_bits(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows as int8 and the scale of each row, (rows, 1) float16."""
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-8).astype(np.float16)
    scale = np.maximum(scale, np.float16(1e-4))
    return np.clip(np.rint(table / scale.astype(np.float32)), -127, 127).astype(np.int8), scale


def packed(paths: list[Path], begins: list[float], least: float, calibration: np.ndarray) -> dict[str, np.ndarray]:
    """Return the arrays of the artefact."""
    arrays: dict[str, np.ndarray] = {
        "networks": np.array(len(paths)),
        "begins": np.array(begins, np.float32),
        "least": np.array(least, np.float32),
        "calibration": calibration.astype(np.float32),
    }
    for number, path in enumerate(paths):
        with np.load(path) as weights:
            if not number:
                arrays["vectors"], arrays["vectors scale"] = eight_bits(weights["vectors.weight"])
                arrays["words"] = weights["keys_of_vectors"]
            for name in weights.files:
                if name in LEFT_OUT:
                    continue
                if name in QUANTISED:
                    arrays[f"{number}/{name}"], arrays[f"{number}/{name} scale"] = eight_bits(weights[name])
                elif weights[name].dtype == np.float32:
                    arrays[f"{number}/{name}"] = weights[name].astype(np.float16)
                else:
                    arrays[f"{number}/{name}"] = weights[name]
    return arrays


def write_sums(directory: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(directory.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (directory / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--begins", type=float, nargs=3, default=BEGINS)
    parser.add_argument("--least", type=float, default=0.1)
    parser.add_argument("--calibration", type=Path)
    args = parser.parse_args()
    args.directory.mkdir(parents=True, exist_ok=True)
    calibration = np.load(args.calibration)[0] if args.calibration else np.zeros(len(EVIDENCE))
    np.savez(args.directory / tagger.FILE, **packed(args.weights, args.begins, args.least, calibration))
    write_sums(args.directory)


if __name__ == "__main__":
    main()
