# shellcheck shell=bash
# Counting for tests/release/run: a check is one sentence and one command.
passed=0 failed=0 skipped=0

# check SENTENCE COMMAND...
check() {
  local sentence=$1; shift
  if "$@" > "$log/check" 2>&1; then passed=$((passed + 1)); echo "passed  $sentence"
  else failed=$((failed + 1)); echo "FAILED  $sentence"; tail -n 15 "$log/check" | sed 's/^/        /'; fi
}

skip() { skipped=$((skipped + 1)); echo "skipped $1: $2"; }

# gone PATH...: none of them exists.
gone() { local path; for path in "$@"; do [ ! -e "$path" ] || { echo "$path is still there"; return 1; }; done; }

# says TEXT COMMAND...: the command succeeds and its output holds the text.
says() { local text=$1 out; shift; out=$("$@" 2>&1) || { echo "$out"; return 1; }; grep -qF -- "$text" <<< "$out" || { echo "$out"; return 1; }; }

# refused TEXT COMMAND...: the command fails and its output holds the text.
refused() { local text=$1 out; shift; if out=$("$@" 2>&1); then echo "it succeeded: $out"; return 1; fi; grep -qF -- "$text" <<< "$out" || { echo "$out"; return 1; }; }

# within SECONDS COMMAND...: the command succeeds at last within so many seconds.
within() { local end=$((SECONDS + $1)); shift; until "$@"; do [ "$SECONDS" -lt "$end" ] || return 1; sleep 0.3; done; }

# api JSON-FILE METHOD PATH [BODY]: calls the bridge whose bridge.json is named.
api() {
  local port token
  port=$(node -p "require('$1').port") token=$(node -p "require('$1').token")
  curl -sS --noproxy '*' --max-time 20 -f -X "$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' ${4:+-d "$4"} "http://127.0.0.1:$port$3"
}
