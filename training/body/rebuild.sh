#!/bin/sh
# Rebuild the artefact from the data: news pages and blogs, samples, networks, line ends, chooser. About 40 minutes on two cores.
#     sh training/body/rebuild.sh CLEANING_DIR QUOTES_FILE FIXTURES_DIR WORK_DIR ARTEFACT_DIR
# What WORK_DIR holds already is not made again. Needs torch, inscriptis and html2text beside the service's own packages.
set -eu
cleaning=$1 quotes=$2 fixtures=$3 work=$4 out=$5
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
[ -e "$work/news" ] || python -m training.body.news "$fixtures" "$work/news"
[ -e "$work/blogs" ] || python -m training.body.news "$fixtures" "$work/blogs" --labels training/body/blog-pages.jsonl
# The networks learn without the blogs, which cost news more than they gain blogs (TRIED.md).
[ -e "$work/samples.npz" ] || python -m training.body.prepare "$cleaning" "$quotes" "$work/samples.npz" --news "$work/news"
python -m training.body.train "$work/samples.npz" "$out"
python -m training.body.line_ends "$cleaning" "$out" --news "$work/news"
python -m training.body.chooser "$cleaning" "$out" --news "$work/news" --blogs "$work/blogs"
