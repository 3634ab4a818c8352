import { PremiereCep, type CepPlatform } from "../hosts/premiere-cep";
import { discoveryPath, parseDiscovery } from "../panel/discovery";
import type { PanelMemory } from "../panel/memory";
import { startPanel } from "../panel/start";
import "../ui/panel/panel.css";
import { nodeTransport, openAddress, type CepNode } from "./node";

interface CepWindow {
  /** CEP's bridge to the application. */
  readonly __adobe_cep__: { evalScript(code: string, done: (answer: string) => void): void; getHostEnvironment(): string };
  /** Node's loader, there because the manifest asks for it. */
  readonly require: CepNode;
}

const cep = window as unknown as CepWindow; // CEP adds these to the window; no typings of it are published.
const environment = JSON.parse(cep.__adobe_cep__.getHostEnvironment()) as { readonly appVersion: string; readonly appUILocale: string };

const platform: CepPlatform = {
  label: `Premiere Pro ${environment.appVersion} (CEP)`,
  evalScript: (code) => new Promise((resolve) => cep.__adobe_cep__.evalScript(code, resolve)),
  readDiscovery: async () => {
    const os = cep.require("os");
    try {
      return parseDiscovery(cep.require("fs").readFileSync(discoveryPath(os.platform(), os.homedir()), "utf8"));
    } catch {
      return null;
    }
  },
  storage: localStorage,
};

const memory: PanelMemory = { get: async (key) => localStorage.getItem(`heygem.${key}`), set: async (key, value) => localStorage.setItem(`heygem.${key}`, value) };

const root = document.getElementById("panel");
if (root) {
  void startPanel({
    root,
    host: new PremiereCep(platform),
    memory,
    records: memory,
    connect: (port) => [{ name: "Node", send: nodeTransport(cep.require, port) }],
    copy: (text) => navigator.clipboard.writeText(text),
    wake: () => openAddress(cep.require, "heygem://start"),
    locale: environment.appUILocale,
  });
}
