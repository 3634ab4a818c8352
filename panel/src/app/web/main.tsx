import { render } from "preact";
import { BridgeClient } from "../../bridge/client";
import { Tickets } from "../../bridge/tickets";
import { fetchTransport } from "../../bridge/transport";
import { browserHost } from "../../hosts/browser";
import { App } from "../../ui/page/App";
import { bringsFiles } from "../../ui/page/parts/dropped";
import "../../ui/page/css/style.css";
import { Corrections } from "../../state/page/corrections";
import { Draft } from "../../state/page/draft";
import { Dubbing } from "../../state/page/dubbing";
import { Library } from "../../state/page/library";
import { TimelineDraft } from "../../state/page/timeline-draft";
import { Session } from "../../state/page/session";

const theme = browserHost.recall("heygem.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

const session = new Session(browserHost);
const client = new BridgeClient(fetchTransport(""), () => session.currentToken());
const library = new Library(client, () => session.signOut());
const parts = {
  client, session, library, host: browserHost, single: new Draft(browserHost, false), batch: new Draft(browserHost, true), tickets: new Tickets(client), corrections: new Corrections(),
  spoken: new Draft(browserHost, true), dubbing: new Dubbing(browserHost, client, () => session.currentToken()),
  timeline: new TimelineDraft(browserHost, client, () => session.currentToken()),
};

/** How often the list is looked at for what others have begun or removed. */
const LOOK_MS = 4000;

// What a browser has sent in part is sent from its beginning after a reload; what was typed, or chosen and not rendered yet, is gone.
addEventListener("beforeunload", (event) => {
  const drafts = [parts.single, parts.batch, parts.spoken].map((draft) => draft.state.get());
  const chosen = drafts.some(({ sending, clips }) => sending !== null || clips.some((one) => one.file !== null));
  if (chosen || parts.dubbing.holdsWork() || parts.corrections.holdsWork()) event.preventDefault();
});

// A file that is let go beside the places for files would be opened by the browser, in place of the page.
for (const kind of ["dragover", "drop"] as const) {
  addEventListener(kind, (event) => {
    if (event.defaultPrevented || !bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
  });
}

const root = document.getElementById("app");
if (root) render(<App parts={parts} />, root);
void begin();

/** Signs in when the address carries a code, then keeps the list and the bridge's state fresh. */
async function begin(): Promise<void> {
  await session.redeemLaunchCode(client).catch(() => undefined);
  let before = session.state.get();
  if (before.signedIn) void library.load(0);
  session.state.watch(() => {
    const now = session.state.get();
    const returned = now.returns > before.returns;
    const entered = !before.signedIn && now.signedIn;
    before = now;
    if (returned) parts.tickets.renew();
    if (entered || (returned && now.signedIn)) void library.load(entered ? 0 : library.state.get().page);
    if (entered) void session.look(client);
  });
  const refresh = (): void => {
    const { signedIn, bridge } = session.state.get();
    if (!document.hidden && signedIn && bridge !== "silent") void library.refresh();
  };
  setInterval(refresh, LOOK_MS);
  addEventListener("visibilitychange", refresh);
  await session.watch(client, new AbortController().signal);
}
