"""Put the first networks of one model beside the second and third ones of another.

    python -m training.body.join FIRSTS_DIR OTHERS_DIR ARTEFACT_DIR

All three hold model.npz; the word lists are those of FIRSTS_DIR. Why they come from two trainings:
docs/decisions/0003-line-labeller.md.
"""

import argparse
from pathlib import Path

import numpy as np

from service.enrichment.body.labeller import MODEL
from training.body.prepare import LEFT_OUT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("firsts", type=Path)
    parser.add_argument("others", type=Path)
    parser.add_argument("artefact", type=Path)
    args = parser.parse_args()
    with (
        np.load(args.firsts / MODEL, allow_pickle=False) as firsts,
        np.load(args.others / MODEL, allow_pickle=False) as others,
    ):
        kept = {name: firsts[name] for name in firsts.files if name.startswith(("first", "cue_", LEFT_OUT))}
        kept |= {name: others[name] for name in others.files if name.startswith(("second", "memory"))}
    args.artefact.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.artefact / MODEL, **kept)


if __name__ == "__main__":
    main()
