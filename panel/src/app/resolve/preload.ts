import { CHANNEL, type ElectronRenderer } from "./electron";

declare const pluginRequire: (name: "electron") => ElectronRenderer;

const { contextBridge, ipcRenderer } = pluginRequire("electron");

/** Text to the main process and text back: nothing else of Electron or Node reaches the window. */
contextBridge.exposeInMainWorld("heygem", { ask: (text: string) => ipcRenderer.invoke(CHANNEL, String(text)) });
