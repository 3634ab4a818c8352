import { version } from "../../package.json";

/** The version of this panel and of this page: the one number that the manifests carry too. */
export const OWN_VERSION: string = version;

/**
 * Which side must be updated before the two may work together; null when they fit. They fit when the first number is the same and,
 * as long as that is 0, the second one too; later numbers never matter. The older side is the one to update, both when a version cannot
 * be read.
 */
export function toUpdate(own: string, bridge: string): "own" | "bridge" | "both" | null {
  const [a, b] = [read(own), read(bridge)];
  if (!a || !b) return "both";
  const [mine, theirs] = a.major === b.major && a.major === 0 ? [a.minor, b.minor] : [a.major, b.major];
  return mine === theirs ? null : mine < theirs ? "own" : "bridge";
}

function read(text: string): { readonly major: number; readonly minor: number } | null {
  const found = /^(\d{1,6})\.(\d{1,6})(\.|$)/.exec(text);
  return found ? { major: Number(found[1]), minor: Number(found[2]) } : null;
}
