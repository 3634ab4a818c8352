import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../../state/store";
import { useParts, useSay } from "./parts/context";
import { Icon } from "./parts/icons";
import { LogDialog } from "./LogDialog";
import { IconButton } from "./parts/pieces";
import { FarmDialog } from "./setup/FarmDialog";
import { SettingsDialog } from "./setup/SettingsDialog";
import { PairDialog } from "./SignIn";

export function Header(props: { onLanguage: () => void; onTheme: () => void }): JSX.Element {
  const { t } = useSay();
  const { session } = useParts();
  const { bridge, signedIn } = useStore(session.state);
  const [dialog, setDialog] = useState<"farm" | "log" | "pair" | "settings" | null>(null);
  return (
    <header class="top">
      <div class="brand">
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><path d="M4 16c4-7 8-7 12-4 4-3 8-3 12 4-4 7-8 8-12 8S8 23 4 16Z" /><path class="logo-line" d="M4 16c5 2 8 2 12 0 4 2 7 2 12 0" /></svg>
        <div><strong>{t("app.name")}</strong><span class="muted small tagline">{t("app.tagline")}</span></div>
      </div>
      <div class="top-tools">
        <span class={`status ${bridge}`} role="status"><i />{t(`status.${bridge}`)}</span>
        {signedIn ? (
          <>
            <button type="button" class="text-button" aria-label={t("pair.label")} title={t("pair.label")} onClick={() => setDialog("pair")}><Icon name="link" /><span class="wide-only">{t("pair.open")}</span></button>
            <FarmButton onClick={() => setDialog("farm")} />
            {location.protocol === "https:" ? null : <IconButton icon="settings" label={t("settings.open")} onClick={() => setDialog("settings")} quiet />}
            <IconButton icon="log" label={t("log.open")} onClick={() => setDialog("log")} quiet />
          </>
        ) : null}
        <IconButton icon="sun" label={t("theme.toggle")} onClick={props.onTheme} quiet />
        <button type="button" class="text-button" aria-label={t("lang.label")} onClick={props.onLanguage}>{t("lang.switch")}</button>
      </div>
      {dialog === "farm" ? <FarmDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "log" ? <LogDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "settings" ? <SettingsDialog onClose={() => setDialog(null)} /> : null}
      {dialog === "pair" ? <PairDialog onClose={() => setDialog(null)} /> : null}
    </header>
  );
}

/** Shown where the bridge has a farm. */
function FarmButton({ onClick }: { readonly onClick: () => void }): JSX.Element | null {
  const { t } = useSay();
  const { client } = useParts();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    client.farm().then((farm) => setShown(farm.broker !== null), () => undefined);
  }, [client]);
  return shown ? <IconButton icon="farm" label={t("farm.open")} onClick={onClick} quiet /> : null;
}
