#!/bin/bash
# Proves in under three minutes that the training pipeline works from nothing: speaks a little, trains briefly,
# exports, and compares with the loudness baseline. Prints one line of JSON; exit status 0 when it holds.
# Needs the packages of packages.txt. Leaves nothing behind.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if ! "$here/train.sh" --work "$work" --out "$work" --golden "" --minutes "${1:-1.2}" --channels 48 --sentences 24 --shards 4 \
    --shard-size 120 --voices kal16,awb,lp_diphone,pc_diphone,pinyin_f2,pinyin_m7 > "$work/log" 2>&1; then
    cat "$work/log" >&2
    echo '{"ok":false,"reason":"the pipeline failed"}'
    exit 1
fi
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$here/smoke.py" "$work/catalog.json"
