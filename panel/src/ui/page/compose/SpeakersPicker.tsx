import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Draft } from "../../../state/page/draft";
import { MAIN, OWN, type Face } from "../../../state/speakers/talk";
import { useStore } from "../../../state/store";
import { isRefusal } from "../../../state/try-out";
import { describeError, describeItemError } from "../../errors";
import { TurnBar } from "../../speakers/TurnBar";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Bar, ErrorNote, IconButton, useTicketed } from "../parts/pieces";

const ACCEPT = "audio/*,video/*,.wav,.mp3,.m4a,.flac,.aif,.aiff,.ogg";
const ADD = "add";

/** Several people in the one clip: who speaks when, as the clip's own sound tells and as the editor corrects it, and whose voice each gets. */
export function SpeakersPicker({ draft }: { readonly draft: Draft }): JSX.Element | null {
  const { t } = useSay();
  const { client, session, table } = useParts();
  const { clips, sending } = useStore(draft.state);
  const { speakers } = draft;
  const { kept } = useStore(speakers.state);
  const { phase, search, faces, before, length, unseen, error } = useStore(speakers.talk.state);
  if (clips.length === 0) return null;
  const find = (): void => {
    const token = session.currentToken();
    if (!token) return;
    speakers.forget();
    void speakers.talk.find(client, (signal) => draft.sentClip(token, signal));
  };
  const shown = error === null ? null : isRefusal(error) ? describeItemError(error, table) : describeError(error, table);
  const unsure = faces.some((face) => face.turns.some((turn) => !turn.sure));
  return (
    <section class="block who-speaks" aria-labelledby="speakers-title">
      <div class="block-head">
        <h2 id="speakers-title">{t("speakers.title")}</h2>
        {phase === "done" || kept ? <IconButton icon="close" label={t("speakers.close")} onClick={() => speakers.forget()} quiet /> : null}
      </div>
      <p class="help">{t(phase === "done" ? "speakers.edit" : "speakers.help")}</p>
      {kept ? <p class="small">{t("speakers.kept", { n: kept.length })}</p> : null}
      {phase === "working" ? (
        <div class="try-line" role="status">
          <div class="try-working"><span class="small">{search?.progress ? t(`stage.${search.progress.stage}`) : t("try.waiting")}</span><Bar fraction={search?.progress?.fraction ?? 0} label={t("speakers.title")} /></div>
          <button type="button" class="button" onClick={() => speakers.forget()}>{t("try.stop")}</button>
        </div>
      ) : phase === "idle" ? <button type="button" class="button" disabled={sending !== null} onClick={find}>{t("speakers.find")}</button> : null}
      {shown ? <ErrorNote error={shown} onDismiss={() => speakers.forget()} onRetry={find} /> : null}
      {phase === "done" ? (
        <>
          <ol class="faces">{faces.map((face) => <FaceRow key={face.number} face={face} draft={draft} length={length} />)}</ol>
          {before.length > 0 ? (
            <div class="remedies">
              <button type="button" class="button" onClick={() => speakers.talk.undo()}>{t("speakers.undo")}</button>
              <button type="button" class="button" onClick={() => speakers.talk.reset()}>{t("speakers.reset")}</button>
            </div>
          ) : null}
          {faces.every((face) => face.turns.length === 0) ? <p class="small">{t("speakers.nobody")}</p> : null}
          {unsure ? <p class="small"><span class="turn unsure sample" /> {t("speakers.unsure")}</p> : null}
          {unseen.map((range) => <p key={range.from} class="small muted">{t("speakers.unseen", { from: range.from.toFixed(1), to: range.to.toFixed(1) })}</p>)}
        </>
      ) : null}
    </section>
  );
}

/** A person: their picture, their bar, and the voice that they get. */
function FaceRow({ face, draft, length }: { readonly face: Face; readonly draft: Draft; readonly length: number }): JSX.Element {
  const { t } = useSay();
  const { speakers } = draft;
  const { voice } = useStore(draft.state);
  const { voices } = useStore(speakers.state);
  const picture = useTicketed(face.picture);
  const name = t("speakers.person", { n: face.number });
  const file = useRef<HTMLInputElement>(null);
  const choose = (select: HTMLSelectElement): void => {
    if (select.value !== ADD) return speakers.talk.setVoice(face.number, select.value);
    select.value = face.voice;
    file.current?.click();
  };
  return (
    <li class={`face face-${((face.number - 1) % 4) + 1} ${face.voice === OWN ? "own" : ""}`}>
      {picture ? <img class="person-face" src={picture} alt={name} /> : <span class="person-face empty"><Icon name="voice" /></span>}
      <div class="face-main">
        <label class="face-voice"><span class="small">{name}</span>
          <select value={face.voice} onChange={(event) => choose(event.currentTarget)}>
            <option value={MAIN}>{voice?.name ?? t("speakers.main")}</option>
            {voices.map((one) => <option key={one.key} value={one.key}>{one.name}</option>)}
            <option value={OWN}>{t("speakers.own")}</option>
            <option value={ADD}>{t("speakers.add")}</option>
          </select>
        </label>
        <TurnBar turns={face.turns} length={length} name={name} onChange={(turns) => speakers.talk.setTurns(face.number, turns)} />
      </div>
      <input ref={file} type="file" class="hidden-input" tabIndex={-1} accept={ACCEPT} aria-label={t("speakers.add")}
        onChange={(event) => { const [voice] = Array.from(event.currentTarget.files ?? []); if (voice) speakers.addVoice(face.number, voice); event.currentTarget.value = ""; }} />
    </li>
  );
}
