#!/bin/sh
# Double-click: copies the application to the user's Applications folder and gives the panel to Premiere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
app="$HOME/Applications/HeyGem Bridge.app"
panel="$here/HeyGem Bridge.app/Contents/Resources/program/panel"
agent="/Library/Application Support/Adobe/Adobe Desktop Common/RemoteComponents/UPI/UnifiedPluginInstallerAgent/UnifiedPluginInstallerAgent.app/Contents/MacOS/UnifiedPluginInstallerAgent"
[ ! -x "$app/Contents/Resources/program/heygem" ] || "$app/Contents/Resources/program/heygem" stop || true
mkdir -p "$HOME/Applications"
rm -rf "$app"
cp -R "$here/HeyGem Bridge.app" "$app"
# The user chose to run it by opening this file; without a signature macOS would ask for each library anew.
xattr -dr com.apple.quarantine "$app" 2>/dev/null || true
if [ -x "$agent" ] && "$agent" --install "$panel/heygem-bridge.ccx"; then
  echo "The panel was given to Adobe's installer: Window > UXP Plugins > HeyGem Bridge."
else
  extensions="$HOME/Library/Application Support/Adobe/CEP/extensions"
  mkdir -p "$extensions"
  rm -rf "$extensions/com.heygem.bridge.panel"
  cp -R "$panel/cep" "$extensions/com.heygem.bridge.panel"
  echo "The panel lies in $extensions: Window > Extensions > HeyGem Bridge."
fi
command -v ffmpeg >/dev/null 2>&1 || [ -x /opt/homebrew/bin/ffmpeg ] || echo "ffmpeg is missing; the page will say how to get it: brew install ffmpeg"
open "$app"
echo "Installed. You can close this window."
