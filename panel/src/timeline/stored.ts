/** JSON for values with ticks in them, which JSON's own numbers cannot hold: each travels as marked text. */
export function toStored(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? { $ticks: part.toString() } : part));
}

/** What `toStored` wrote. Throws SyntaxError on anything that is not JSON. */
export function fromStored(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) => {
    if (typeof part === "object" && part !== null && "$ticks" in part && typeof part.$ticks === "string") return BigInt(part.$ticks);
    return part;
  });
}
