import type { CepPlatform } from "../../hosts/cep-script";
import { AfterEffects } from "../../hosts/aftereffects/adapter";
import { PremiereCep } from "../../hosts/premiere-cep";
import { discoveryPath, parseDiscovery } from "../../state/panel/discovery";
import type { PanelMemory } from "../../hosts/memory";
import { startPanel } from "../panel/start";
import "../../ui/panel/panel.css";
import { startInstalled } from "../panel/start-installed";
import { nodeTransport, type PanelNode } from "../panel/node-transport";
import { showTheme, themeOf, type PanelColour } from "../panel/theme";

interface CepWindow {
  /** CEP's bridge to the application. */
  readonly __adobe_cep__: {
    evalScript(code: string, done: (answer: string) => void): void;
    getHostEnvironment(): string;
    addEventListener(type: string, listener: () => void): void;
  };
  /** Node's loader, there because the manifest asks for it. */
  readonly require: PanelNode;
}

interface HostEnvironment {
  /** `PPRO` or `AEFT`. */
  readonly appId: string;
  readonly appVersion: string;
  readonly appUILocale: string;
  readonly appSkinInfo?: { readonly panelBackgroundColor?: { readonly color?: PanelColour } };
}

const cep = window as unknown as CepWindow; // CEP adds these to the window; no typings of it are published.
const environmentNow = (): HostEnvironment => JSON.parse(cep.__adobe_cep__.getHostEnvironment()) as HostEnvironment;
const environment = environmentNow();
const inAfterEffects = environment.appId === "AEFT";

/** In the theme of the application: what the browser inside tells is the operating system's. */
function followTheme(): void {
  const show = (): void => {
    const colour = environmentNow().appSkinInfo?.panelBackgroundColor?.color;
    if (colour) showTheme(themeOf(colour));
  };
  show();
  cep.__adobe_cep__.addEventListener("com.adobe.csxs.events.ThemeColorChanged", show);
}

const platform: CepPlatform = {
  label: `${inAfterEffects ? "After Effects" : "Premiere Pro"} ${environment.appVersion} (CEP)`,
  evalScript: (code) => new Promise((resolve) => cep.__adobe_cep__.evalScript(code, resolve)),
  onEvent: (type, listener) => cep.__adobe_cep__.addEventListener(type, listener),
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
    host: inAfterEffects ? new AfterEffects(platform) : new PremiereCep(platform),
    memory,
    records: memory,
    connect: (port) => [{ name: "Node", send: nodeTransport(cep.require, port) }],
    followTheme,
    startBridge: () => startInstalled(cep.require),
    copy: (text) => navigator.clipboard.writeText(text),
    locale: environment.appUILocale,
  });
}
