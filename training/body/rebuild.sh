#!/bin/sh
# Rebuild the artefact: first networks taught every role that readers told, second and third ones as an earlier commit taught
# them (docs/decisions/0003-line-labeller.md says why), then the chooser. Forty minutes on two cores.
#     sh training/body/rebuild.sh CLEANING_DIR QUOTES_FILE FIXTURES_DIR WORK_DIR
# What WORK_DIR holds already is not made again. Needs torch, inscriptis, html2text and the project's history.
set -eu
cleaning=$1 quotes=$2 fixtures=$3 work=$4
out=service/artefacts/body-2026-11-23
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
work=$(cd "$work" && pwd)
news=$work/news
run() { made=$1 && shift && { [ -e "$made" ] || python -m "training.body.$@"; }; }
run "$news" news "$fixtures" "$news"
[ -e "$work/before" ] || git worktree add --detach "$work/before" b7db869
(
    cd "$work/before"
    run "$work/before.npz" prepare "$cleaning" "$quotes" "$work/before.npz" --news "$news"
    run "$work/others" train "$work/before.npz" "$work/others"
)
run "$work/samples.npz" prepare "$cleaning" "$quotes" "$work/samples.npz" --news "$news"
run "$work/firsts" train "$work/samples.npz" "$work/firsts" --first-only
python -m training.body.join "$work/firsts" "$work/others" "$out"
python -m training.body.chooser "$cleaning" "$out" --news "$news"
