#!/bin/sh
# Installs this folder for one user, without root: the program, the command `heygem`, the icon and the heygem: address.
# install.sh --remove takes it away again; settings, job list and results stay.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program="$data/heygem-bridge-program"
desktop="$data/applications/heygem-bridge.desktop"
[ ! -x "$program/heygem" ] || "$program/heygem" stop || true
rm -rf "$program" "$HOME/.local/bin/heygem" "$desktop" "$data/icons/hicolor/256x256/apps/heygem-bridge.png"
if [ "${1:-}" = --remove ]; then
  rm -f "${XDG_CONFIG_HOME:-$HOME/.config}/autostart/heygem-bridge.desktop"
  echo "HeyGem Bridge was removed. Your settings, job list and results were left where they are."
  exit 0
fi
mkdir -p "$program" "$HOME/.local/bin" "$data/applications" "$data/icons/hicolor/256x256/apps"
cp -R "$here/program/." "$program/"
ln -s "$program/heygem" "$HOME/.local/bin/heygem"
cp "$here/heygem-bridge.png" "$data/icons/hicolor/256x256/apps/"
sed "s|^Exec=/usr/bin/heygem|Exec=\"$program/heygem\"|" "$here/heygem-bridge.desktop" > "$desktop"
command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$data/applications" || true
command -v xdg-mime >/dev/null 2>&1 && xdg-mime default heygem-bridge.desktop x-scheme-handler/heygem || true
command -v ffmpeg >/dev/null 2>&1 || echo "ffmpeg is missing: install it with your system's package manager."
echo "Installed. Start \"HeyGem Bridge\" from your menu, or run: heygem start --open"
