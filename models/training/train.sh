#!/bin/bash
# From nothing to models/voice-mouth.onnx on Debian 12:
#   apt-get install --no-install-recommends $(cat models/training/packages*.txt)
#   models/training/train.sh --minutes 60 [--resume] [--channels 200] [--work DIR]
# One thread trains, one makes examples. Options: train.sh --help
set -euo pipefail
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
exec nice -n 19 /usr/bin/python3 "$(dirname "$0")/build.py" "$@"
