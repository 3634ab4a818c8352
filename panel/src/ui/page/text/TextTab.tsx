import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { RenderOptions } from "../../../request/options";
import { useStore, type Store } from "../../../state/store";
import { ClipTray } from "../compose/ClipTray";
import { AgainNote } from "../compose/Compose";
import { Options } from "../compose/Options";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Bar, Drop, Thrown } from "../parts/pieces";
import { ScriptCard } from "./ScriptCard";

const ACCEPT = ".srt,.vtt,.txt";

/** The tab for text: captions in some languages become speech, and every clip says them. */
export function TextTab({ options }: { readonly options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { dubbing, spoken } = useParts();
  const { keepBackground, error, voices } = useStore(dubbing.state);
  useEffect(() => {
    if (voices.length === 0) void dubbing.loadVoices();
  }, [dubbing]);
  return (
    <div class="compose" role="tabpanel" id="panel-text" aria-labelledby="tab-text">
      <p class="lead">{t("text.lead")}</p>
      <AgainNote draft={spoken} />
      <Captions />
      <ClipTray draft={spoken} />
      <label class="check">
        <input type="checkbox" checked={keepBackground} onChange={(event) => dubbing.keepBackground(event.currentTarget.checked)} />
        <span>{t("text.background")}</span>
      </label>
      <Options options={options} />
      <Thrown thrown={error} onDismiss={() => dubbing.dismiss()} />
      <Start options={options} />
    </div>
  );
}

function Captions(): JSX.Element {
  const { t } = useSay();
  const { dubbing } = useParts();
  const { scripts, typed, reading } = useStore(dubbing.state);
  const [open] = useState(typed.text !== "");
  return (
    <section class="block" aria-labelledby="captions-title" aria-busy={reading}>
      <h2 id="captions-title">{t("text.captions")}</h2>
      <p class="help">{t("text.help")}</p>
      {scripts.map((script) => <ScriptCard key={script.key} script={script} />)}
      <Drop accept={ACCEPT} many onFiles={(files) => void dubbing.addFiles(files)} label={t("text.choose")} class={scripts.length > 0 ? "slim" : ""}>
        <Icon name={scripts.length > 0 ? "plus" : "log"} />
        <span class="drop-title">{t("text.drop")}</span>
        {scripts.length > 0 ? null : <span class="link">{t("text.choose")}</span>}
      </Drop>
      <details class="path" open={open}>
        <summary>{t("text.type")}</summary>
        <textarea class="script-text" rows={4} aria-label={t("text.typed")} placeholder={t("text.placeholder")} value={typed.text} onInput={(event) => dubbing.type({ text: event.currentTarget.value })} />
        <div class="path-row">
          <input type="text" aria-label={t("text.language")} placeholder="en, de, zh …" value={typed.language} maxLength={20} onInput={(event) => dubbing.type({ language: event.currentTarget.value })} />
          <button type="button" class="button" onClick={() => void dubbing.addTyped()} disabled={typed.text.trim() === "" || reading}>{t("text.add")}</button>
        </div>
      </details>
    </section>
  );
}

function Start({ options }: { readonly options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { client, session, library, dubbing, spoken } = useParts();
  const { clips, sending, error } = useStore(spoken.state);
  const { scripts } = useStore(dubbing.state);
  const { capabilities } = useStore(session.state);
  const most = capabilities?.limits.maxItems ?? 1000;
  const count = clips.length * scripts.length;
  const hint = scripts.length === 0 ? t("text.needsCaptions") : !dubbing.isReady() ? t("text.needsLanguage") : clips.length === 0 ? t("start.needsClip") : count > most ? t("start.tooMany", { n: most }) : t("start.ready");
  const ready = dubbing.isReady() && clips.length > 0 && count <= most && sending === null;
  const start = async (): Promise<void> => {
    const token = session.currentToken();
    if (!token) return;
    const sent = await spoken.start(client, token, { ...options.get(), fit: "cut" }, () => dubbing.voicesOf());
    if (!sent) return;
    await library.sent(sent);
  };
  return (
    <div class="start">
      <Thrown thrown={error} onDismiss={() => spoken.dismiss()} onRetry={() => void start()} />
      {sending ? (
        <div class="sending">
          <div class="sending-text" aria-live="polite">{t("start.sending", { name: sending.name })}</div>
          <Bar fraction={sending.fraction} label={t("start.sending", { name: sending.name })} />
          <button type="button" class="button" onClick={() => spoken.stopSending()}>{t("start.stop")}</button>
        </div>
      ) : (
        <>
          <button type="button" class="button primary" disabled={!ready} aria-describedby="start-hint" onClick={() => void start()}>
            {count > 1 ? t("start.batch", { n: count }) : t("start.single")}
          </button>
          <p id="start-hint" class="muted small">{hint}</p>
        </>
      )}
    </div>
  );
}
