import type { Pairing } from "../../hosts/host";
import { serveHost, type Ask } from "../../hosts/remote";
import { Resolve, type ResolvePlatform } from "../../hosts/resolve/adapter";
import { discoveryPath, parseDiscovery } from "../../state/panel/discovery";
import { nodeTransport, type PanelNode } from "../panel/node-transport";
import { startInstalled } from "../panel/start-installed";
import { serveWindow } from "./answers";
import { connectTo, modulePlaces, type Connected } from "./connect";
import { CHANNEL, type Electron } from "./electron";
import { folderMemory } from "./folder";

/** Node's `require` and `__dirname` under names that the bundler leaves alone; the build puts them before the script. */
declare const pluginRequire: PanelNode & ((name: "electron") => Electron) & ((path: string) => unknown);
declare const pluginFolder: string;

const { app, BrowserWindow, ipcMain, dialog, shell, clipboard } = pluginRequire("electron");
const files = pluginRequire("fs");
const os = pluginRequire("os");
const discovery = discoveryPath(os.platform(), os.homedir());
const memory = folderMemory(files, discovery.replace(/bridge\.json$/, "resolve-panel"));
const SOUND = ["wav", "mp3", "m4a", "aac", "flac", "ogg", "aif", "aiff", "mp4", "mov", "mkv"];

const platform: ResolvePlatform = {
  label: "DaVinci Resolve Studio",
  readDiscovery: async (): Promise<Pairing | null> => {
    try {
      return parseDiscovery(files.readFileSync(discovery, "utf8"));
    } catch {
      return null;
    }
  },
  chooseFile: async () => (await dialog.showOpenDialog({ properties: ["openFile"], filters: [{ name: "Sound", extensions: SOUND }] })).filePaths[0] ?? null,
  open: async (path) => {
    const refused = await shell.openPath(path);
    if (refused) throw new Error(refused);
  },
  storage: memory,
};

let connected: Promise<Connected & { readonly answer: Ask }> | null = null;

/** Connects at the first question, and again at the next one where it failed. */
const host: Ask = async (question) => {
  const places = modulePlaces(files, os.platform(), pluginFolder, process.env.PROGRAMDATA ?? "C:\\ProgramData");
  connected ??= connectTo(pluginRequire, places).then((made) => ({ ...made, answer: serveHost(new Resolve(made.root, platform)) }));
  try {
    return await (await connected).answer(question);
  } catch (thrown) {
    connected = null;
    throw thrown;
  }
};

const answer = serveWindow(
  { label: platform.label, get locale() { return app.getLocale(); }, memory, records: memory, transport: (port) => nodeTransport(pluginRequire, port), startBridge: () => startInstalled(pluginRequire), copy: (text) => clipboard.writeText(text) },
  host,
);

ipcMain.handle(CHANNEL, (_event, text) => answer(String(text)));
app.on("window-all-closed", () => app.quit());
app.on("will-quit", () => void connected?.then((made) => made.close(), () => undefined));
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 380, height: 760, minWidth: 260, minHeight: 320, title: "HeyGem Bridge", backgroundColor: "#1f1f1f", autoHideMenuBar: true,
    webPreferences: { preload: `${pluginFolder}/preload.js`, contextIsolation: true, sandbox: true, nodeIntegration: false },
  });
  // The panel opens no other page and goes to none.
  window.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  window.webContents.on("will-navigate", (event) => event.preventDefault());
  return window.loadFile(`${pluginFolder}/index.html`);
});
