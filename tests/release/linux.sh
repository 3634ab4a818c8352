# shellcheck shell=bash
# The .deb in a root without .NET, Node or sources.

# make_root: a minimal Debian, kept as an archive between runs.
make_root() {
  local kept="$top/artifacts/release-test/bookworm.tar" mirror
  root="$top/artifacts/release-test/root"
  rm -rf "$root"; mkdir -p "$root"
  if [ ! -f "$kept" ]; then
    mirror=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | head -n 1)
    debootstrap --variant=minbase bookworm "$log/new" "${mirror:-http://deb.debian.org/debian}" > "$log/debootstrap" 2>&1 || { tail -n 5 "$log/debootstrap"; return 1; }
    tar -C "$log/new" -cf "$kept" . && rm -rf "$log/new"
  fi
  tar -C "$root" -xf "$kept"
  cp -R /etc/apt/. "$root/etc/apt/" && cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  [ ! -d /etc/ssl/certs ] || { mkdir -p "$root/etc/ssl" && cp -RL /etc/ssl/certs "$root/etc/ssl/" 2>/dev/null || true; }
  mount -t proc proc "$root/proc"
}

in_root() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
as_editor() { chroot --userspec=1000:1000 "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/home/editor LANG=C.UTF-8 "$@"; }

install_deb() {
  cp "$1" "$root/package.deb"
  in_root apt-get update -qq && in_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /package.deb
}

serve_and_stop() {
  as_editor heygem start > "$log/start" 2>&1 &
  local found="$root/home/editor/.local/share/HeyGem.Bridge/bridge.json" second
  within 60 test -s "$found" || { cat "$log/start"; return 1; }
  curl -sS --noproxy '*' -f "http://127.0.0.1:$(node -p "require('$found').port")/healthz" | grep -q '"ok":' || return 1
  second=$(as_editor heygem start) || return 1
  grep -q "Running       http://127.0.0.1:" <<< "$second" || { echo "$second"; return 1; }
  as_editor heygem stop | grep -q Stopped && gone "$found"
}

# cuda_runs: the other flavour's program, on this machine; without a card it must render as the plain one does.
cuda_runs() {
  tar -C "$log" -xzf "$release/heygem-bridge-$version-linux-x64-cuda.tar.gz" \
    && says "a render can run" env HEYGEM_DATA="$log/cuda" "$log/heygem-bridge-$version-linux-x64-cuda/program/heygem" doctor
  local status=$?
  rm -rf "$log/heygem-bridge-$version-linux-x64-cuda"
  return "$status"
}

linux_checks() {
  if [ -f "$release/heygem-bridge-$version-linux-x64-cuda.tar.gz" ]; then check "the flavour for CUDA renders without a card" cuda_runs
  else skip "the flavour for CUDA" "it was not made"; fi
  local deb="$release/heygem-bridge_${version}_amd64.deb"
  [ -f "$deb" ] || { skip "the .deb in a clean root" "$deb was not made"; return; }
  [ "$(id -u)" = 0 ] || { skip "the .deb in a clean root" "needs root"; return; }
  command -v debootstrap >/dev/null || { skip "the .deb in a clean root" "debootstrap is missing"; return; }
  check "a clean root is made" make_root
  mountpoint -q "$root/proc" || return
  check "the .deb installs with its dependencies" install_deb "$deb"
  mkdir -p "$root/home/editor/work"; cp "$clip" "$root/home/editor/work/clip.mp4"; cp "$voice" "$root/home/editor/work/voice.wav"; chown -R 1000:1000 "$root/home/editor"
  check "no .NET, no Node, no sources there" gone "$root/usr/bin/dotnet" "$root/usr/bin/node" "$root/usr/share/dotnet"
  check "--version says the one number" says "$version" as_editor heygem --version
  check "doctor says that a render can run" says "a render can run" as_editor heygem doctor
  check "serve, hand-over of a second start, stop" serve_and_stop
  check "a real clip is rendered" says "clip_lipsync.mp4" as_editor heygem render /home/editor/work/clip.mp4 --audio /home/editor/work/voice.wav --out /home/editor/work/out --out-point 2
  check "the scheme and the unit are installed" test -f "$root/usr/share/applications/heygem-bridge.desktop" -a -f "$root/usr/lib/systemd/user/heygem-bridge.service" -a -f "$root/usr/lib/systemd/system/heygem-work.service"
  check "it is removed and purged" in_root dpkg --purge heygem-bridge
  check "nothing is left but the user's own" gone "$root/usr/lib/heygem-bridge" "$root/usr/bin/heygem" "$root/usr/share/applications/heygem-bridge.desktop" "$root/usr/share/doc/heygem-bridge" "$root/usr/lib/systemd/user/heygem-bridge.service" "$root/usr/lib/systemd/system/heygem-serve.service"
  check "the user's render and job list are left" test -s "$root/home/editor/work/out/clip_lipsync.mp4" -a -s "$root/home/editor/.local/share/HeyGem.Bridge/jobs.db"
  umount "$root/proc"
}
