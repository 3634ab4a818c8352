import { answered } from "../../bridge/transport";
import { RemoteHost, type Ask } from "../../hosts/remote";
import "../../ui/panel/panel.css";
import { startPanel } from "../panel/start";
import { showTheme } from "../panel/theme";
import { askHost, remoteServices } from "./answers";

const { ask } = (window as unknown as { readonly heygem: { readonly ask: Ask } }).heygem; // The preload script puts it there.

async function start(root: Element): Promise<void> {
  const { label, locale, memory, records, transport, startBridge, copy } = await remoteServices(ask, answered);
  await startPanel({
    root, memory, records, startBridge, copy, locale,
    host: new RemoteHost(label, askHost(ask)),
    connect: (port) => [{ name: "Node", send: transport(port) }],
    followTheme: () => showTheme("darkest"), // Resolve has one.
  });
}

const root = document.getElementById("panel");
if (root) {
  start(root).catch((thrown: unknown) => {
    root.textContent = `HeyGem Bridge could not start. ${String(thrown)}`;
  });
}
