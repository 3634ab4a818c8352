#!/bin/sh
# sign.sh IDENTITY APP [PROFILE]: on a Mac, signs every library and the application for the hardened runtime; with a profile that
# `xcrun notarytool store-credentials` has kept, has Apple notarise it and staples the ticket. deploy/release --sign calls it.
set -eu
identity=$1 app=$2 profile=${3:-}
command -v codesign >/dev/null 2>&1 || { echo "codesign is missing: signing works on macOS only." >&2; exit 1; }
rights=$(mktemp) && trap 'rm -f "$rights"' EXIT
cat > "$rights" <<'P'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>com.apple.security.cs.allow-jit</key><true/>
<key>com.apple.security.cs.disable-library-validation</key><true/>
</dict></plist>
P
find "$app/Contents" -type f \( -name '*.dylib' -o -name heygem \) -exec codesign --force --timestamp --options runtime --entitlements "$rights" --sign "$identity" {} +
codesign --force --timestamp --options runtime --entitlements "$rights" --sign "$identity" "$app"
codesign --verify --strict --verbose=2 "$app"
if [ -n "$profile" ]; then
  ditto -c -k --keepParent "$app" "$app.zip"
  xcrun notarytool submit "$app.zip" --keychain-profile "$profile" --wait
  xcrun stapler staple "$app" && rm "$app.zip"
fi
