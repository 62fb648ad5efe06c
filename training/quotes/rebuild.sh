#!/bin/sh
# Rebuild the artefact: fold 0 for the estimate and the confidence, then all articles from there.
#     sh training/quotes/rebuild.sh CORPUS.jsonl.gz VECTORS_DIRECTORY WORK_DIRECTORY
set -eu
corpus=$1 vectors=$2 work=$3
out=service/artefacts/quotes-2026-11-22
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
# Large blocks kept by the allocator: without this a third of the time goes to page faults.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592
mkdir -p "$work"
python -m training.quotes.prepare "$corpus" "$work/arrays.npz"
train() { python -m training.quotes.train "$work/arrays.npz" "$vectors" "$@"; }
train "$work/fold-a.npz" --fold 0 --restyled 0 --epochs 10
train "$work/fold-b.npz" --fold 0 --restyled 0 --epochs 5 --rate 2e-3 --resume "$work/fold-a.npz"
train "$work/fold-c.npz" --fold 0 --restyled 0.4 --epochs 4 --rate 1.5e-3 --seed 7 --resume "$work/fold-b.npz"
train "$work/all-a.npz" --restyled 0.3 --epochs 5 --rate 2e-3 --resume "$work/fold-b.npz"
train "$work/all-b.npz" --restyled 0.4 --epochs 4 --rate 1.5e-3 --seed 7 --resume "$work/all-a.npz"
python -m training.quotes.calibrate "$corpus" "$work/arrays.npz" "$work/fold-c.npz" "$work/confidence.npy" --fold 0
python -m training.quotes.evaluate "$corpus" "$work/fold-c.npz" "$work/confidence.npy" "$work/fold-0.jsonl" --fold 0
python -m training.quotes.export "$out" "$work/all-b.npz" --begins 0.5 --least 0.15 --calibration "$work/confidence.npy"
