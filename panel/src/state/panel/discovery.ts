import type { Pairing } from "../../hosts/host";

/** Where the bridge leaves its discovery file, by operating system: the user's own application-data folder. */
export function discoveryPath(platform: string, home: string): string {
  if (platform.startsWith("win")) return `${home}\\AppData\\Local\\HeyGem.Bridge\\bridge.json`;
  if (platform === "darwin") return `${home}/Library/Application Support/HeyGem.Bridge/bridge.json`;
  return `${home}/.local/share/HeyGem.Bridge/bridge.json`;
}

/** How a path may have to be spelt: how a Windows path is to be is documented in two ways. */
export function spellings(path: string): readonly string[] {
  return [`file:${path}`, path.replace(/\\/g, "/")];
}

/** Where the bridge takes requests as files: beside its discovery file. */
export function mailboxPath(platform: string, home: string): string {
  return discoveryPath(platform, home).replace(/bridge\.json$/, "mailbox");
}

/** Reads the file's text; null when it is not what the bridge writes. */
export function parseDiscovery(text: string): Pairing | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return null;
    const { port, token } = parsed as Readonly<Record<string, unknown>>;
    if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65535) return null;
    return typeof token === "string" && token !== "" ? { port, token } : null;
  } catch {
    return null;
  }
}
