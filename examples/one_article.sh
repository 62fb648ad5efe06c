#!/bin/sh
# Send one scraped article and print the answer; a refusal is printed as the problem it is, and fails the script.
# Usage: one_article.sh FILE [ADDRESS]
set -eu
file=$1
address=${2:-http://127.0.0.1:8080}

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=$(curl --silent --show-error --output "$answer" --write-out '%{http_code}' \
  --retry 3 --header 'Content-Type: text/plain; charset=utf-8' \
  --data-binary "@$file" "$address/v1/enrich?min_confidence=0.5")

cat "$answer"
echo
test "$status" = 200 || { echo "refused with status $status" >&2; exit 1; }
