import { Mutex } from "async-mutex";
import type { PanelMemory } from "../../hosts/memory";

const KEY = "placed";
const KEPT = 500;

/**
 * Which renders were placed from this machine, by batch and clip. The sequence's own record is undone together with the placement; this
 * one is not, so that what the editor has undone is not placed again by itself.
 */
export class PlacedLog {
  private readonly turn = new Mutex();

  constructor(private readonly memory: PanelMemory) {}

  async of(operationId: string): Promise<ReadonlySet<string>> {
    const prefix = `${operationId}/`;
    return new Set((await this.read()).filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)));
  }

  async add(operationId: string, refs: readonly string[]): Promise<void> {
    const fresh = refs.map((ref) => `${operationId}/${ref}`);
    await this.change((before) => [...before.filter((one) => !fresh.includes(one)), ...fresh].slice(-KEPT));
  }

  async forget(operationId: string): Promise<void> {
    await this.change((before) => before.filter((one) => !one.startsWith(`${operationId}/`)));
  }

  /** A log that cannot be written costs a question after an undo, and nothing else. */
  private async change(next: (before: readonly string[]) => readonly string[]): Promise<void> {
    await this.turn.runExclusive(async () => this.memory.set(KEY, JSON.stringify(next(await this.read())))).catch(() => undefined);
  }

  private async read(): Promise<string[]> {
    try {
      const parsed: unknown = JSON.parse((await this.memory.get(KEY)) ?? "[]");
      return Array.isArray(parsed) ? parsed.filter((one) => typeof one === "string") : [];
    } catch {
      return [];
    }
  }
}
