import { expect, test } from "vitest";
import { ffmpegCommand } from "../src/ui/page/setup/FfmpegChoice";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "winget install ffmpeg"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "brew install ffmpeg"],
  ["Mozilla/5.0 (X11; Linux x86_64)", null],
])("%s", (agent, command) => {
  expect(ffmpegCommand(agent)).toBe(command);
});
