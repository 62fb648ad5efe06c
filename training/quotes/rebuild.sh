#!/bin/sh
# Rebuild the artefact: two teachers on the training part of fold 0, one of them above a pretrained encoder, what they say
# of the texts, one small network that learns from them and from the marks of hand; once on the fold, for the estimate and the confidence,
# once on all articles.
#     sh training/quotes/rebuild.sh CORPUS.jsonl.gz PLAIN.jsonl.gz VECTORS_DIRECTORY ENCODER_DIRECTORY WORK_DIRECTORY
# What WORK_DIRECTORY holds already is not made again: an empty one rebuilds everything.
set -eu
corpus=$1 plain=$2 vectors=$3 encoder=$4 work=$5
out=service/artefacts/quotes-2026-11-22
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
# Large blocks kept by the allocator: without this a third of the time goes to page faults.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=67108864
mkdir -p "$work"
run() { made=$1 && shift && { [ -e "$made" ] || python -m "training.quotes.$@"; }; }
train() { made=$work/$1.npz && shift && run "$made" train "$work/arrays.npz" "$vectors" "$made" "$@"; }
read="--encoder $encoder --pieces $work/pieces.npz"
student="--restyled 0.5 --dropout 0.15 --link-weight 20 --lesson $work/lesson.npz --taught 0.75 --plain 240 --seed 3"
student="$student --epochs 14 --width 112"
run "$work/arrays.npz" prepare "$corpus" "$plain" "$work/arrays.npz"
run "$work/pieces.npz" pieces "$corpus" "$plain" "$work/arrays.npz" "$encoder" "$work/pieces.npz"
train teacher-p --fold 0 --restyled 0.2 --epochs 4 --batch 4 --width 128 --link-weight 20 $read
train teacher-b --fold 0 --restyled 0.2 --epochs 9 --width 128 --dropout 0.3 --link-weight 20 --seed 2
run "$work/lesson.npz" teach "$work/arrays.npz" "$vectors" "$work/lesson.npz" "$work/teacher-p.npz" "$work/teacher-b.npz" --shares 2 1 $read
train student-fold --fold 0 $student
train student-all $student
python -m training.quotes.calibrate "$corpus" "$work/arrays.npz" "$work/student-fold.npz" "$work/confidence.npy" --fold 0
python -m training.quotes.evaluate "$corpus" "$work/student-fold.npz" "$work/confidence.npy" "$work/fold-0.jsonl" --fold 0
python -m training.quotes.export "$out" "$work/student-all.npz" --calibration "$work/confidence.npy"
