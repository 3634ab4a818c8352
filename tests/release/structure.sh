# shellcheck shell=bash
# What can be seen of the packages without running them.

sums_hold() { (cd "$release" && sha256sum --quiet -c SHA256SUMS); }

# Every package has its licence, its notices and its parts list.
app_is_whole() {
  local zip=$1 app="$log/app/HeyGem Bridge.app" plist file
  rm -rf "$log/app"; unzip -q "$zip" -d "$log/app" || return 1
  plist="$app/Contents/Info.plist"
  for key in CFBundleIdentifier CFBundleExecutable CFBundleIconFile CFBundleShortVersionString CFBundleURLSchemes LSMinimumSystemVersion LSUIElement; do
    grep -q "<key>$key</key>" "$plist" || { echo "Info.plist lacks $key"; return 1; }
  done
  grep -q "<string>$version</string>" "$plist" && grep -q '<string>heygem</string>' "$plist" || { echo "Info.plist has no version or no scheme"; return 1; }
  for file in "$app/Contents/MacOS/HeyGemBridge" "$app/Contents/Resources/program/heygem" "$log/app/install.command"; do
    [ -x "$file" ] || { echo "$file may not be run"; return 1; }
  done
  for file in LICENSE THIRD-PARTY-NOTICES.txt sbom.cdx.json models/voice-mouth.onnx wwwroot/index.html panel/heygem-bridge.ccx panel/cep/CSXS/manifest.xml; do
    [ -s "$app/Contents/Resources/program/$file" ] || { echo "$file is missing"; return 1; }
  done
  file "$app/Contents/Resources/heygem.icns" | grep -q 'Mac OS X icon' || { echo "no icon"; return 1; }
  find "$app" -type f \( -name '*.dylib' -o -name heygem -o -name createdump \) -print0 | while IFS= read -r -d '' file; do
    file -b "$file" | grep -q 'Mach-O.*arm64' || { echo "$file is not for arm64: $(file -b "$file")"; exit 1; }
  done
}

# own_libraries_only TAR: a program whose .dll files all hold managed code, and without what no start of it uses.
own_libraries_only() {
  local name file program
  rm -rf "$log/tar"; mkdir -p "$log/tar"; tar -xzf "$1" -C "$log/tar" || return 1
  program=$(dirname "$(find "$log/tar" -type f -name HeyGem.Core.dll)")
  for name in createdump libmscordbi.{so,dylib} libmscordaccore.{so,dylib} libclrgc.{so,dylib} libclrgcexp.{so,dylib} libcoreclrtraceptprovider.so; do
    [ ! -e "$program/$name" ] || { echo "$name is used by no start"; return 1; }
  done
  for file in "$program"/*.dll; do
    file -b "$file" | grep -q 'Mono/.Net assembly' || { echo "$file is a library of Windows: $(file -b "$file")"; return 1; }
  done
}

ccx_is_whole() {
  unzip -Z "$1" | awk '/^[-d]/ && $1 !~ /^(-rw-r--r--|drwxr-xr-x)$/ { print; bad = 1 } END { exit bad }' \
    && unzip -p "$1" '*/manifest.json' | grep -q "\"version\": \"$version\""
}

same_bytes() { cmp "$1/SHA256SUMS" "$2/SHA256SUMS"; }

smaller_than() { local bytes; bytes=$(stat -c %s "$2"); echo "$bytes bytes"; [ "$bytes" -lt "$(($1 * 1000000))" ]; }
