#!/bin/bash
# Proves in under three minutes that the training pipeline works from nothing: speaks a little, trains briefly,
# exports, and compares with the loudness baseline. Prints one line of JSON; exit status 0 when it holds.
# Needs the packages of packages.txt. Leaves nothing behind. Argument: the most minutes to train (1.6).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if ! /usr/bin/python3 "$here/build.py" --work "$work" --out "$work" --golden "" --minutes "${1:-1.6}" --steps 400 --channels 64 \
    --sentences 24 --shards 3 --shard-size 120 --voices kal16,awb,lp_diphone,pc_diphone,pinyin_f2,pinyin_m7 > "$work/log" 2>&1; then
    cat "$work/log" >&2
    echo '{"ok":false,"reason":"the pipeline failed"}'
    exit 1
fi
/usr/bin/python3 "$here/smoke.py" "$work/catalog.json"
