import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useSay } from "../parts/context";

/** The command that gets ffmpeg on the system that a browser runs on, or null where its package manager is not known. */
export function ffmpegCommand(userAgent: string): string | null {
  if (userAgent.includes("Windows")) return "winget install ffmpeg";
  if (userAgent.includes("Macintosh")) return "brew install ffmpeg";
  return null;
}

/** How to get ffmpeg without looking it up: the one command, to copy. The bridge finds it without a restart. */
export function FfmpegChoice(): JSX.Element | null {
  const { t } = useSay();
  const [copied, setCopied] = useState(false);
  const command = ffmpegCommand(navigator.userAgent);
  if (command === null) return null;
  return (
    <p class="ffmpeg-choice">
      <code>{command}</code>
      {"clipboard" in navigator ? (
        <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true), () => undefined)}>
          {copied ? t("log.copied") : t("ffmpeg.copy")}
        </button>
      ) : null}
      <span class="muted small">{t("ffmpeg.licence")}</span>
    </p>
  );
}
