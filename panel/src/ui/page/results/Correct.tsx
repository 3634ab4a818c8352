import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { ItemView, ReportWord, SpeechVoice } from "../../../bridge/wire";
import { BridgeProblem } from "../../../bridge/errors";
import { newOperationId } from "../../../request/operation-id";
import { missing, type Correction } from "../../../state/page/corrections";
import { useParts, useSay } from "../parts/context";
import { Dialog, Drop, Thrown, useTicketed } from "../parts/pieces";
import { VoiceChoice } from "../text/VoiceChoice";
import { Words } from "./Words";

/** A range of a finished result is said anew: by another text, or by other sound. */
export function Correct({ item, onClose }: { readonly item: ItemView; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client, corrections, host, session, library } = useParts();
  const url = useTicketed(`/api/v1/items/${item.id}/video`);
  const video = useRef<HTMLVideoElement>(null);
  const [asked, setAsked] = useState<Correction>(() => corrections.of(item.id));
  const { range, text, language, voice, sound } = asked;
  const change = (part: Partial<Correction>): void => setAsked((before) => {
    const after = { ...before, ...part };
    corrections.keep(item.id, after);
    return after;
  });
  const [words, setWords] = useState<readonly ReportWord[]>([]);
  const [voices, setVoices] = useState<readonly SpeechVoice[]>([]);
  const [state, setState] = useState<{ readonly busy: boolean; readonly thrown: unknown }>({ busy: false, thrown: null });
  const operation = useRef({ id: "", body: "" });
  const brought = useRef<{ readonly file: File; readonly uploadId: string } | null>(null);
  useEffect(() => {
    client.voices().then(setVoices, () => undefined);
    client.report(item.id).then((report) => setWords(report.words ?? []), () => undefined);
    client.origin(item.id).then(({ request: { items: [first] } }) => setAsked((now) => ({ ...now, language: now.language || (first?.audio?.captions?.language ?? first?.audio?.words?.language ?? "") })), () => undefined);
  }, [client, item.id]);
  const play = (seconds: number): void => {
    if (!video.current) return;
    video.current.currentTime = seconds;
    video.current.play().catch(() => undefined);
  };
  const now = (): number => Math.round((video.current?.currentTime ?? 0) * 100) / 100;
  const needs = missing(asked);
  const needsId = useId();
  const send = async (): Promise<void> => {
    const token = session.currentToken();
    if (!token) return;
    setState({ busy: true, thrown: null });
    try {
      if (sound && brought.current?.file !== sound) brought.current = { file: sound, uploadId: (await host.upload(sound, token, () => undefined, new AbortController().signal)).uploadId };
      const wish = {
        from: { ticks: ticks(range.from) }, to: { ticks: ticks(range.to) },
        ...(sound && brought.current ? { audio: { uploadId: brought.current.uploadId } } : { text: text.trim(), language: language.trim(), ...(voice ? { voice } : {}) }),
      };
      const body = JSON.stringify(wish);
      // One key for one body: a second press after a lost answer finds the job instead of making another.
      if (operation.current.body !== body) operation.current = { id: newOperationId(), body };
      const job = await client.correct(item.id, { idempotencyKey: operation.current.id, ...wish });
      corrections.sent(item.id);
      await library.added(job);
      onClose();
    } catch (thrown) {
      if (thrown instanceof BridgeProblem && thrown.code === "upload.not_found") brought.current = null;
      setState({ busy: false, thrown });
    }
  };
  const point = (name: "from" | "to"): JSX.Element => (
    <div class="point">
      <label class="field"><span>{t(`correct.${name}`)}</span>
        <input type="number" min="0" step="0.01" value={range[name]} onInput={(event) => change({ range: { ...range, [name]: Number(event.currentTarget.value) } })} />
      </label>
      <button type="button" class="button" onClick={() => change({ range: { ...range, [name]: now() } })}>{t("correct.now")}</button>
    </div>
  );
  return (
    <Dialog title={t("correct.title", { name: item.label })} onClose={onClose} wide>
      <div class="correct">
        <div class="correct-seen">
          <video ref={video} class="player" controls preload="metadata" aria-label={item.label} {...(url ? { src: url } : {})} />
          {words.length > 0 ? <Words words={words} range={range} onPick={(picked, from) => { change({ range: picked }); play(from); }} /> : null}
        </div>
        <div class="correct-form">
          <p class="help">{t("correct.help")}</p>
          {item.cues.length > 0 ? (
            <ol class="cues choices" aria-label={t("correct.cues")}>
              {item.cues.filter((cue) => cue.end > cue.start).map((cue) => (
                <li key={cue.number}><button type="button" class="text-button" onClick={() => { change({ range: { from: cue.start, to: cue.end }, text: cue.text }); if (video.current) video.current.currentTime = cue.start; }}>{cue.text}</button></li>
              ))}
            </ol>
          ) : null}
          <div class="points">{point("from")}{point("to")}</div>
          <label class="field"><span>{t("correct.text")}</span>
            <textarea class="script-text" rows={3} maxLength={2000} value={text} disabled={sound !== null} onInput={(event) => change({ text: event.currentTarget.value })} />
          </label>
          <div class="script-choices">
            <label class="field"><span>{t("text.language")}</span>
              <input type="text" value={language} maxLength={20} placeholder="en, de, zh …" onInput={(event) => change({ language: event.currentTarget.value, voice: "" })} />
            </label>
            <VoiceChoice voices={voices} language={language} voice={voice} onVoice={(chosen) => change({ voice: chosen })} />
          </div>
          <Drop accept="audio/*,video/*" many={false} class="slim" onFiles={(files) => change({ sound: files[0] ?? null })} label={t("correct.sound")}>
            <span class="drop-title">{sound ? sound.name : t("correct.sound")}</span>
          </Drop>
          {sound ? <button type="button" class="text-button" onClick={() => change({ sound: null })}>{t("correct.noSound")}</button> : null}
          <Thrown thrown={state.thrown} onDismiss={() => setState({ ...state, thrown: null })} />
          <button type="button" class="button primary" disabled={needs !== null || state.busy} aria-describedby={needsId} onClick={() => void send()}>{t("correct.start")}</button>
          <p class="help" id={needsId}>{needs ? t(`correct.needs.${needs}`) : t("correct.ready")}</p>
        </div>
      </div>
    </Dialog>
  );
}

/** Seconds as the bridge's ticks of 1/254016000000 second. */
function ticks(seconds: number): string {
  return String(BigInt(Math.round(seconds * 1000)) * 254_016_000n);
}
