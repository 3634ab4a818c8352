import { fetchTransport, xhrTransport } from "../bridge/transport";
import { PremiereUxp, type UxpPlatform } from "../hosts/premiere-uxp";
import "../ui/panel/panel.css";
import { discoveryPath, parseDiscovery } from "./discovery";
import type { PanelMemory } from "./memory";
import { startPanel } from "./start";
import type { UxpRequire } from "./uxp-modules";

/** UXP's `require` under a name that the bundler leaves alone; the build puts it before the script. */
declare const uxpRequire: UxpRequire;

const uxp = uxpRequire("uxp");

const platform: UxpPlatform = {
  label: `Premiere Pro ${uxp.host.version} (UXP)`,
  chooseFile: async (types) => (await uxp.storage.localFileSystem.getFileForOpening({ types: [...types] }))?.nativePath ?? null,
  readDiscovery: async () => {
    const os = uxpRequire("os");
    const path = discoveryPath(os.platform(), os.homedir());
    // How a Windows path is to be spelt is documented in two ways.
    for (const spelt of [`file:${path}`, path.replace(/\\/g, "/")]) {
      const text = await uxpRequire("fs").readFile(spelt, { encoding: "utf-8" }).catch(() => null);
      if (text !== null) return parseDiscovery(text);
    }
    return null;
  },
};

/** Settings and token in UXP's own safe, which may be emptied at any time: both can be had again. */
const memory: PanelMemory = {
  get: async (key) => {
    const bytes = await uxp.storage.secureStorage.getItem(`heygem.${key}`);
    return bytes ? decodeURIComponent(escapeBytes(bytes)) : null;
  },
  set: (key, value) => uxp.storage.secureStorage.setItem(`heygem.${key}`, value),
};

/** Batches as files in the plug-in's own data folder; in the safe where that cannot be written. */
const records: PanelMemory = {
  get: (key) => uxpRequire("fs").readFile(dataFile(key), { encoding: "utf-8" }).catch(() => memory.get(key)),
  set: async (key, value) => {
    await uxpRequire("fs").writeFile(dataFile(key), value, { encoding: "utf-8" }).catch(() => memory.set(key, value));
  },
};

function dataFile(key: string): string {
  return `plugin-data:/${key.replace(/[^A-Za-z0-9.-]/g, "_")}.json`;
}

/** UTF-8 as per cent escapes: UXP has no decoder of its own. */
function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

async function start(into: Element): Promise<void> {
  try {
    uxp.entrypoints.setup({ panels: { heygem: { show: () => undefined } } });
  } catch {
    // The panel is in its document already; a second set-up after a reload is refused and changes nothing.
  }
  await startPanel({
    root: into,
    memory,
    records,
    host: new PremiereUxp(uxpRequire("premierepro"), platform),
    connect: (port) => [
      { name: "fetch", send: fetchTransport(`http://127.0.0.1:${port}`) },
      { name: "XMLHttpRequest", send: xhrTransport(`http://127.0.0.1:${port}`) },
    ],
    copy: (text) => navigator.clipboard.writeText(text),
    wake: async (why) => {
      // Answers with an empty text, or with what went wrong.
      const failed = await uxp.shell.openExternal("heygem://start", why);
      if (failed) throw new Error(failed);
    },
    locale: uxp.host.uiLocale ?? "en",
  });
}

const root = document.getElementById("panel");
if (root) {
  start(root).catch((thrown: unknown) => {
    root.textContent = `HeyGem Bridge could not start. ${String(thrown)}`;
  });
}
