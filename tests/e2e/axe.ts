import { readFile } from "node:fs/promises";
import { AXE_SCRIPT, type Page } from "../../panel/scripts/tools";

/** What axe calls serious or critical on the page as it stands. */
export async function serious(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE_SCRIPT, "utf8")); // The content policy forbids script tags; evaluating through the debugger is not the page's doing.
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { target: unknown[] }[] }[] }> } }).axe;
    return (await axe.run()).violations.map((one) => ({ id: one.id, impact: one.impact, at: one.nodes.map((node) => String(node.target[0])).slice(0, 3) }));
  });
  return found.filter((one) => one.impact === "serious" || one.impact === "critical").map((one) => `${one.id} at ${one.at.join(", ")}`);
}
