import { existsSync } from "node:fs";
import { chromium, type Browser } from "../../panel/scripts/tools";

const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of this machine. Rejects where there is none: a test without a browser would prove nothing. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path));
  if (!executablePath) throw new Error("no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM");
  return chromium.launch({
    executablePath,
    // Without a locale it cannot open a file whose name is not ASCII.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"],
  });
}
