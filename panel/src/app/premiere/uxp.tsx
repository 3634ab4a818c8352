import { mailboxTransport, socketTransport, type MailboxFiles } from "../../bridge/carried";
import { fetchTransport, xhrTransport } from "../../bridge/transport";
import { PremiereUxp, type UxpPlatform } from "../../hosts/premiere-uxp/adapter";
import "../../ui/panel/panel.css";
import { newOperationId } from "../../request/operation-id";
import { discoveryPath, mailboxPath, parseDiscovery, spellings } from "../../state/panel/discovery";
import type { PanelMemory } from "../../hosts/memory";
import { startPanel } from "../panel/start";
import { showTheme } from "../panel/theme";
import type { UxpRequire, UxpTheme } from "./uxp-modules";

/** UXP's `require` under a name that the bundler leaves alone; the build puts it before the script. */
declare const uxpRequire: UxpRequire;

const uxp = uxpRequire("uxp");

const platform: UxpPlatform = {
  label: `Premiere Pro ${uxp.host.version} (UXP)`,
  chooseFile: async (types) => (await uxp.storage.localFileSystem.getFileForOpening({ types: [...types] }))?.nativePath ?? null,
  readDiscovery: async () => {
    const os = uxpRequire("os");
    const path = discoveryPath(os.platform(), os.homedir());
    for (const spelt of spellings(path)) {
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

/** The bridge's mailbox, in the spelling of its path that the host takes. */
const mailbox: MailboxFiles = {
  write: async (name, text) => void (await spelt((folder) => uxpRequire("fs").writeFile(`${folder}/${name}`, text, { encoding: "utf-8" }))),
  rename: async (from, to) => void (await spelt((folder) => uxpRequire("fs").rename(`${folder}/${from}`, `${folder}/${to}`))),
  read: (name) => spelt((folder) => uxpRequire("fs").readFile(`${folder}/${name}`, { encoding: "utf-8" })).catch(() => null),
  remove: async (name) => void (await spelt((folder) => uxpRequire("fs").unlink(`${folder}/${name}`))),
};

async function spelt<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const os = uxpRequire("os");
  const [first, second] = spellings(mailboxPath(os.platform(), os.homedir())) as [string, string];
  return work(first).catch(() => work(second));
}

function dataFile(key: string): string {
  return `plugin-data:/${key.replace(/[^A-Za-z0-9.-]/g, "_")}.json`;
}

/** UTF-8 as per cent escapes: UXP has no decoder of its own. */
function escapeBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** In the theme of Premiere, where it tells one; else the style sheet's own questions decide. */
function followTheme(): void {
  const { theme } = document as unknown as { readonly theme?: UxpTheme }; // UXP's own; the DOM's typings know nothing of it.
  if (!theme) return;
  showTheme(theme.getCurrent());
  theme.onUpdated.addListener(showTheme);
}

/** The installer gives the scheme to the bridge; the manifest allows it to the panel. */
async function startBridge(): Promise<void> {
  if (!uxp.shell) throw new Error("this version of Premiere opens nothing for a panel");
  const refused = await uxp.shell.openExternal("heygem://start", "HeyGem Bridge");
  if (refused) throw new Error(refused);
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
    connect: (port, token) => [
      { name: "fetch", send: fetchTransport(`http://127.0.0.1:${port}`) },
      { name: "XMLHttpRequest", send: xhrTransport(`http://127.0.0.1:${port}`) },
      { name: "WebSocket", send: socketTransport(port, token) },
      { name: "mailbox", send: mailboxTransport(mailbox, token, newOperationId) },
    ],
    followTheme,
    startBridge,
    copy: (text) => navigator.clipboard.writeText(text),
    locale: uxp.host.uiLocale ?? "en",
  });
}

const root = document.getElementById("panel");
if (root) {
  start(root).catch((thrown: unknown) => {
    root.textContent = `HeyGem Bridge could not start. ${String(thrown)}`;
  });
}
