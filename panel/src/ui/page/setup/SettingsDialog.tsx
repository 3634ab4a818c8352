import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { OWN_VERSION } from "../../../bridge/version";
import type { SetupSettings } from "../../../bridge/wire";
import { useParts, useSay } from "../parts/context";
import { Dialog, Thrown } from "../parts/pieces";

/** What the user may change about the bridge, and where everything lies. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [kept, setKept] = useState<SetupSettings | null>(null);
  const [thrown, setThrown] = useState<unknown>(null);
  useEffect(() => {
    client.settings().then(setKept, setThrown);
  }, [client]);
  return (
    <Dialog title={t("settings.title")} onClose={onClose} wide>
      <Thrown thrown={thrown} onDismiss={() => setThrown(null)} />
      {kept ? <Choices kept={kept} onKept={setKept} /> : null}
      {kept ? <Running kept={kept} /> : null}
    </Dialog>
  );
}

function Choices({ kept, onKept }: { readonly kept: SetupSettings; readonly onKept: (kept: SetupSettings) => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [output, setOutput] = useState(kept.outputFolder ?? "");
  const [media, setMedia] = useState(kept.mediaFolders.join("\n"));
  const [atLogin, setAtLogin] = useState(kept.startAtLogin);
  const [thrown, setThrown] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    try {
      const folders = media.split("\n").map((line) => line.trim()).filter((line) => line !== "");
      onKept(await client.changeSettings({ outputFolder: output.trim() === "" ? null : output.trim(), mediaFolders: folders, startAtLogin: atLogin }));
      setThrown(null);
      setSaved(true);
    } catch (caught) {
      setThrown(caught);
    }
  };
  return (
    <form class="settings" onSubmit={(event) => void save(event)}>
      <label>{t("settings.output")}
        <input type="text" value={output} spellcheck={false} aria-describedby="settings-output" onInput={(event) => setOutput(event.currentTarget.value)} />
      </label>
      <p class="muted small" id="settings-output">{t("settings.output.help", { folder: kept.running.outputFolder })}</p>
      <label>{t("settings.media")}
        <textarea rows={2} value={media} spellcheck={false} aria-describedby="settings-media" onInput={(event) => setMedia(event.currentTarget.value)} />
      </label>
      <p class="muted small" id="settings-media">{t("settings.media.help")}</p>
      <label class="check">
        <input type="checkbox" checked={atLogin} disabled={!kept.canStartAtLogin && !atLogin} onChange={(event) => setAtLogin(event.currentTarget.checked)} />
        <span>{t("settings.login")}</span>
      </label>
      {kept.canStartAtLogin ? null : <p class="muted small">{t("settings.login.cannot")}</p>}
      <Thrown thrown={thrown} onDismiss={() => setThrown(null)} />
      <div class="log-tools"><button type="submit" class="button">{t("settings.save")}</button><span role="status">{saved ? t("settings.saved") : ""}</span></div>
    </form>
  );
}

function Running({ kept }: { readonly kept: SetupSettings }): JSX.Element {
  const { t } = useSay();
  const { running } = kept;
  const rows: readonly (readonly [string, string])[] = [
    [t("settings.version"), OWN_VERSION],
    [t("settings.results"), running.outputFolder],
    [t("settings.data"), running.dataFolder],
    [t("settings.models"), running.modelFolder],
    [t("settings.log"), running.logFolder],
    [t("settings.keep"), t("settings.keep.value", { days: running.keepDays, size: running.keepGigabytes })],
    [t("settings.lan"), running.lan ? `https://${running.lan}/` : t("settings.lan.off")],
  ];
  return (
    <section class="settings" aria-label={t("settings.running")}>
      <h3>{t("settings.running")}</h3>
      <dl class="facts">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p class="muted small">{t("settings.uninstall")}</p>
    </section>
  );
}
