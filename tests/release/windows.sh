# shellcheck shell=bash
# The Windows installer and program under wine, in a prefix of its own.

wine_run() { WINEPREFIX="$prefix" WINEDEBUG=-all WINEDLLOVERRIDES="winemenubuilder.exe=d" timeout 180 wine "$@" 2>/dev/null; }
heygem() { wine_run "C:\\users\\$user\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe" "$@"; }
registry() { wine_run reg query "$@"; }
no_registry() { ! wine_run reg query "$@" >/dev/null; }

install_silently() { cp "$1" "$prefix/drive_c/setup.exe" && wine_run 'C:\setup.exe' /S && rm "$prefix/drive_c/setup.exe" && [ -f "$program/heygem.exe" ]; }

start_bridge() {
  WINEPREFIX="$prefix" WINEDEBUG=-all timeout 600 wine "C:\\users\\$user\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe" start > "$log/wine-start" 2>&1 &
  within 90 test -s "$data/bridge.json" || { cat "$log/wine-start"; return 1; }
  within 30 api "$data/bridge.json" GET /healthz
}

doctor_says_ffmpeg_is_missing() { local out; out=$(heygem doctor); [ $? = 1 ] && grep -q 'ffmpeg.missing' <<< "$out" && grep -q '^model .*face-mesh\|^graphics' <<< "$out"; }

pairs() {
  local code token port
  code=$(api "$data/bridge.json" POST /api/v1/pairing-code | node -p 'JSON.parse(require("fs").readFileSync(0)).code') port=$(node -p "require('$data/bridge.json').port")
  token=$(curl -sS --noproxy '*' -f -X POST -H 'Content-Type: application/json' -d "{\"code\":\"$code\",\"client\":\"test\"}" "http://127.0.0.1:$port/api/v1/pair" | node -p 'JSON.parse(require("fs").readFileSync(0)).token')
  curl -sS --noproxy '*' -f -H "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/capabilities" | grep -q "\"version\":\"$version\""
}

page_is_served() { curl -sS --noproxy '*' -f "http://127.0.0.1:$(node -p "require('$data/bridge.json').port")/" | grep -q '<script'; }

# Without ffmpeg the upload is refused by what is missing, never as the clip's fault.
upload_names_ffmpeg() {
  local port token
  port=$(node -p "require('$data/bridge.json').port") token=$(node -p "require('$data/bridge.json').token")
  curl -sS --noproxy '*' -X POST -H "Authorization: Bearer $token" -H 'Content-Type: application/octet-stream' --data-binary "@$voice" "http://127.0.0.1:$port/api/v1/uploads?name=voice.wav" > "$log/upload"
  cat "$log/upload" "$log/wine-start"; grep -q 'ffmpeg.missing\|"uploadId"' "$log/upload"
}

sent_job() {
  wine_run cmd /c 'mkdir C:\media' ; cp "$clip" "$prefix/drive_c/media/clip.mp4"; cp "$voice" "$prefix/drive_c/media/voice.wav"
  api "$data/bridge.json" POST /api/v1/jobs '{"idempotencyKey":"release-test-1","items":[{"clip":{"path":"C:\\media\\clip.mp4"},"audio":{"path":"C:\\media\\voice.wav"}}]}' > "$log/job" && node -p "JSON.parse(require('fs').readFileSync('$log/job')).id" > "$log/job-id"
}

job_survives() { api "$data/bridge.json" GET "/api/v1/jobs/$(cat "$log/job-id")" | grep -q "$(cat "$log/job-id")"; }

second_hands_over() { local out; out=$(WINEPREFIX="$prefix" WINEDEBUG=-all timeout 60 wine "C:\\users\\$user\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe" start heygem://start 2>/dev/null) || return 1; grep -q 'Running       http://127.0.0.1:' <<< "$out"; }

serve_is_refused() { local out; out=$(WINEPREFIX="$prefix" WINEDEBUG=-all timeout 60 wine "C:\\users\\$user\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe" serve 2>&1); [ $? = 75 ] && grep -q 'bridge.already_running' <<< "$out"; }

# A clip whose name has a space and a Chinese character, by an ffmpeg of our own making; its name comes back as it was.
renders() {
  local ffmpeg=$1 out="$prefix/drive_c/media/out 二" told
  mkdir -p "$prefix/drive_c/ffmpeg"; cp "$ffmpeg"/*.exe "$prefix/drive_c/ffmpeg/"; cp "$clip" "$prefix/drive_c/media/clip 一.mp4"; cp "$voice" "$prefix/drive_c/media/voice.wav"
  told=$(HEYGEM_FFMPEG='C:\ffmpeg' heygem render 'C:\media\clip 一.mp4' --audio 'C:\media\voice.wav' --out 'C:\media\out 二') || { echo "$told"; return 1; }
  echo "$told"
  grep -q 'C:\\media\\out 二\\clip 一_lipsync.mp4' <<< "$told" && [ "$(frames "$out/clip 一_lipsync.mp4")" = "$(frames_told "$told")" ]
}

frames() { ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 "$1"; }
frames_told() { grep -oE '[0-9]+ frames' <<< "$1" | head -n 1 | cut -d ' ' -f 1; }

doctor_renders() { HEYGEM_FFMPEG='C:\ffmpeg' heygem doctor | grep -q 'a render can run'; }

uninstall_silently() { wine_run "C:\\users\\$user\\AppData\\Local\\Programs\\HeyGem Bridge\\Uninstall.exe" /S && within 60 gone "$program/heygem.exe"; }

windows_checks() {
  local setup="$release/heygem-bridge-$version-win-x64-setup.exe"
  [ -f "$setup" ] || { skip "the installer under wine" "$setup was not made"; return; }
  command -v wine >/dev/null || { skip "the installer under wine" "wine is missing (Debian: apt-get install wine wine64)"; return; }
  # Wine 8 cannot map memory twice, once to write and once to run, as .NET does on Windows: the first finalized dynamic method ends the program.
  export DOTNET_EnableWriteXorExecute=0
  prefix="$log/prefix" user=$(id -un)
  program="$prefix/drive_c/users/$user/AppData/Local/Programs/HeyGem Bridge" data="$prefix/drive_c/users/$user/AppData/Local/HeyGem.Bridge"
  check "a fresh prefix" wine_run wineboot -i
  check "the installer runs silently" install_silently "$setup"
  check "the tree is whole" test -s "$program/HeyGemBridge.exe" -a -s "$program/LICENSE" -a -s "$program/THIRD-PARTY-NOTICES.txt" -a -s "$program/sbom.cdx.json" -a -s "$program/wwwroot/index.html" -a -s "$program/panel/heygem-bridge.ccx" -a -s "$program/Uninstall.exe"
  check "Windows lists it for uninstalling" says "$version" registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\HeyGem Bridge' /v DisplayVersion
  check "heygem: addresses come to it" says 'start "%1"' registry 'HKCU\Software\Classes\heygem\shell\open\command' /ve
  check "it starts at login" says 'HeyGemBridge.exe' registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' /v 'HeyGem Bridge'
  check "without Adobe's installer the panel lies in the CEP folder" test -s "$prefix/drive_c/users/$user/AppData/Roaming/Adobe/CEP/extensions/com.heygem.bridge.panel/CSXS/manifest.xml"
  check "--version says the one number" says "$version" heygem --version
  check "doctor names ffmpeg, and the models open" doctor_says_ffmpeg_is_missing
  check "start serves and /healthz answers" start_bridge
  check "the page is served" page_is_served
  check "a panel pairs" pairs
  check "an upload is taken, or told that ffmpeg is missing" upload_names_ffmpeg
  check "a job is taken" sent_job
  check "a second start hands over and ends with 0" second_hands_over
  check "a second serve is refused with a sentence" serve_is_refused
  check "stop ends it" says Stopped heygem stop
  check "it starts again" start_bridge
  check "the job list is there after the restart" job_survives
  check "installing over the running bridge stops it first" install_silently "$setup"
  check "that left the job list alone" test -s "$data/jobs.db"
  local ffmpeg
  if ffmpeg=$("$here/ffmpeg-windows" 2> "$log/ffmpeg-windows"); then
    check "a clip is rendered, whatever its name" renders "$ffmpeg"
    check "doctor renders its ten frames" doctor_renders
  else
    skip "a render under wine" "$(tail -n 1 "$log/ffmpeg-windows")"
  fi
  check "the uninstaller runs silently" uninstall_silently
  check "nothing of the program is left" within 30 gone "$program" "$prefix/drive_c/users/$user/AppData/Roaming/Adobe/CEP/extensions/com.heygem.bridge.panel"
  check "no uninstall entry is left" no_registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\HeyGem Bridge'
  check "no heygem: address is left" no_registry 'HKCU\Software\Classes\heygem'
  check "no start at login is left" no_registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Run' /v 'HeyGem Bridge'
  check "the user's data are left" test -s "$data/jobs.db"
  WINEPREFIX="$prefix" wineserver -k
}
