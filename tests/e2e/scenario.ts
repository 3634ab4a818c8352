import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "../../panel/scripts/tools";

export const SHOTS = fileURLToPath(new URL("../../artifacts/e2e", import.meta.url));

/** One thing that must hold, as a sentence. */
export interface Scenario {
  readonly name: string;
  readonly run: (log: Checks) => Promise<void>;
}

/** Collects what a scenario saw. */
export class Checks {
  readonly pages: { readonly page: Page; readonly name: string }[] = [];

  equal(actual: unknown, expected: unknown, what: string): void {
    if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }

  ok(holds: boolean, what: string): void {
    if (!holds) throw new Error(what);
  }

  /** A picture to look at, kept whether the scenario passes or not. */
  async shot(page: Page, name: string): Promise<void> {
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: `${SHOTS}/${name}.png` });
  }
}

/** Asks again and again until the answer is right; the message tells the last answer. */
export async function until<T>(what: string, ask: () => Promise<T>, right: (answer: T) => boolean, timeoutMs = 180_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (right(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(answer)} after ${timeoutMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
