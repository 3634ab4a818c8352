import type { JSX } from "preact";
import type { Draft } from "../../../state/page/draft";
import type { RenderOptions } from "../../../request/options";
import { FileLost } from "../../../hosts/file-lost";
import { PathRefused } from "../../../request/path-refused";
import { useStore, type Store } from "../../../state/store";
import { ClipSlot, ClipTray } from "./ClipTray";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Lengths } from "./Lengths";
import { Options } from "./Options";
import { Bar, Thrown } from "../parts/pieces";
import { PersonPicker } from "./PersonPicker";
import { SpeakersPicker } from "./SpeakersPicker";
import { TryOut } from "./TryOut";
import { VoicePicker } from "./VoicePicker";

/** One tab: voice, clips, options, start. */
export function Compose(props: { draft: Draft; many: boolean; options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { draft, many, options } = props;
  useStore(draft.speakers.state);
  const asked = !many && draft.speakers.isAsked();
  return (
    <div class="compose" role="tabpanel" id={many ? "panel-batch" : "panel-single"} aria-labelledby={many ? "tab-batch" : "tab-single"}>
      <p class="lead">{many ? t("batch.lead") : t("single.lead")}</p>
      <AgainNote draft={draft} />
      <VoicePicker draft={draft} />
      {many ? <ClipTray draft={draft} /> : <ClipSlot draft={draft} />}
      {many ? null : <SpeakersPicker draft={draft} />}
      {asked ? null : <PersonPicker draft={draft} />}
      <Options options={options} />
      <TryOut draft={draft} options={options} />
      <Start draft={draft} many={many} options={options} />
    </div>
  );
}

/** Says that what stands here is an earlier render, to be changed. */
export function AgainNote({ draft }: { readonly draft: Draft }): JSX.Element | null {
  const { t } = useSay();
  const { again } = useStore(draft.state);
  if (!again) return null;
  return <div class="note again" tabIndex={-1}><Icon name="retry" /><div class="note-text"><strong>{t("again.title")}</strong><p>{t("again.text", { name: again.clipName })}</p></div></div>;
}

function Start({ draft, many, options }: { draft: Draft; many: boolean; options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { client, session, library } = useParts();
  const { voice, clips, sending, error } = useStore(draft.state);
  const { capabilities } = useStore(session.state);
  useStore(draft.speakers.state);
  const spoken = many || !draft.speakers.isAsked() ? voice !== null : draft.speakers.isReady(voice);
  const most = capabilities?.limits.maxItems ?? 1000;
  const hint = !spoken ? t("start.needsVoice") : clips.length === 0 ? t("start.needsClip") : clips.length > most ? t("start.tooMany", { n: most }) : t("start.ready");
  const ready = spoken && clips.length > 0 && clips.length <= most && sending === null;
  const start = async (): Promise<void> => {
    const token = session.currentToken();
    if (!token) return;
    const chosen = options.get();
    // An engine that was uninstalled since it was chosen is no choice any more.
    const engine = capabilities && !capabilities.engines.includes(chosen.engine) ? "auto" : chosen.engine;
    const sent = await draft.start(client, token, { ...chosen, engine });
    if (!sent) return;
    await library.sent(sent);
  };
  return (
    <div class="start">
      {!many && draft.speakers.isAsked() ? null : <Lengths draft={draft} options={options} />}
      <Thrown thrown={error} onDismiss={() => draft.dismiss()} {...(error instanceof PathRefused || error instanceof FileLost ? {} : { onRetry: () => void start() })} />
      {sending ? (
        <div class="sending">
          <div class="sending-text" aria-live="polite">{t("start.sending", { name: sending.name })}</div>
          <Bar fraction={sending.fraction} label={t("start.sending", { name: sending.name })} />
          <button type="button" class="button" onClick={() => draft.stopSending()}>{t("start.stop")}</button>
        </div>
      ) : (
        <>
          <button type="button" class="button primary" disabled={!ready} aria-describedby="start-hint" onClick={() => void start()}>
            {many && clips.length > 1 ? t("start.batch", { n: clips.length }) : t("start.single")}
          </button>
          <p id="start-hint" class="muted small">{hint}</p>
        </>
      )}
    </div>
  );
}
