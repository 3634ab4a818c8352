import type { Capability } from "./host";

/** Asks a host one thing after the other and notes what came of each; a question that fails never stops the next one. */
export class Probes {
  readonly found: Capability[] = [];

  /** Notes the detail of an answer and gives its value; nothing where the question failed. */
  async ask<T>(name: string, question: () => Promise<{ readonly detail: string; readonly value?: T }>): Promise<T | undefined> {
    try {
      const { detail, value } = await question();
      this.found.push({ name, works: true, detail });
      return value;
    } catch (thrown) {
      this.found.push({ name, works: false, detail: thrown instanceof Error ? thrown.message : String(thrown) });
      return undefined;
    }
  }
}
