import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { PreviewView } from "../../../bridge/wire";
import type { RenderOptions } from "../../../request/options";
import type { Draft } from "../../../state/page/draft";
import { useStore, type Store } from "../../../state/store";
import { beginning, isRefusal, stretchOf, TryOut as Trial } from "../../../state/try-out";
import { sayWarning } from "../../advice";
import { describeError, describeItemError } from "../../errors";
import { zoomTo, type Zoom } from "../parts/closer";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Bar, ErrorNote, IconButton, useTicketed } from "../parts/pieces";
import { usePair } from "../parts/pair";

/** Two seconds of the first clip with the settings of the moment, beside the original. Nothing of it is kept. */
export function TryOut({ draft, options }: { readonly draft: Draft; readonly options: Store<RenderOptions> }): JSX.Element | null {
  const { t } = useSay();
  const { client, session, table } = useParts();
  const trial = useMemo(() => new Trial(client), [client]);
  const { voice, clips, sending } = useStore(draft.state);
  const { phase, preview, error } = useStore(trial.state);
  const [from, setFrom] = useState("");
  useEffect(() => () => trial.stop(), [trial]);
  useStore(draft.speakers.state);
  if (!(draft.speakers.isAsked() ? draft.speakers.isReady(voice) : voice) || clips.length === 0) return null;
  const seconds = from.trim() === "" ? null : Number(from);
  const start = (): void => {
    const token = session.currentToken();
    if (!token) return;
    void trial.start(async (signal) => {
      const job = await draft.asked(token, options.get(), signal);
      return job && { job, from: beginning(seconds) };
    });
  };
  const shown = error === null ? null : isRefusal(error) ? describeItemError(error, table) : describeError(error, table);
  return (
    <section class="block tryout" aria-labelledby="try-title">
      <h2 id="try-title">{t("try.title")}</h2>
      <p class="help">{clips.length > 1 ? t("try.helpMany", { name: clips[0]?.name ?? "" }) : t("try.help")}</p>
      {phase === "working" ? (
        <div class="try-line" role="status">
          <div class="try-working"><span class="small">{preview?.progress ? t(`stage.${preview.progress.stage}`) : t("try.waiting")}</span><Bar fraction={preview?.progress?.fraction ?? 0} label={t("try.title")} /></div>
          <button type="button" class="button" onClick={() => trial.stop()}>{t("try.stop")}</button>
        </div>
      ) : (
        <div class="try-line">
          <button type="button" class="button" disabled={sending !== null || (seconds !== null && !(seconds >= 0))} onClick={start}><Icon name="play" />{t("try.go")}</button>
          <label class="try-from"><span class="small muted">{t("try.from")}</span>
            <input type="number" min="0" step="0.1" inputMode="decimal" value={from} placeholder={t("try.auto")} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
        </div>
      )}
      {shown ? <ErrorNote error={shown} onDismiss={() => trial.stop()} onRetry={start} /> : null}
      {phase === "done" && preview ? <Players key={preview.id} preview={preview} onClose={() => trial.stop()} /> : null}
    </section>
  );
}

/** The original and the draft in step, over and over. */
function Players({ preview, onClose }: { readonly preview: PreviewView; readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const after = useRef<HTMLVideoElement>(null);
  const before = useRef<HTMLVideoElement>(null);
  const begun = useRef(false);
  const stretch = stretchOf(preview);
  const pair = usePair(after, before, 0, stretch?.rate ?? 0);
  const [broken, setBroken] = useState(false);
  const [zoomed, setZoomed] = useState<Zoom | null>(null);
  const whole = useRef<HTMLDivElement>(null);
  const afterUrl = useTicketed(`/api/v1/previews/${preview.id}/video`);
  const beforeUrl = useTicketed(`/api/v1/previews/${preview.id}/source`);
  const kept = preview.keptRanges.reduce((sum, range) => sum + Number(range.end) - Number(range.start), 0);
  const begin = (): void => {
    pair.setLoop(true);
    if (begun.current) return;
    begun.current = true;
    pair.toggle();
    zoom();
    whole.current?.scrollIntoView({ block: "nearest" });
  };
  const zoom = (): void => {
    const video = after.current;
    if (zoomed) setZoomed(null);
    else if (preview.mouthBox && video && video.videoWidth > 0)
      setZoomed(zoomTo(preview.mouthBox, { width: video.clientWidth, height: video.clientHeight }, { width: video.videoWidth, height: video.videoHeight }));
  };
  const style = zoomed ? { "--zoom": String(Math.min(4, zoomed.by)), "--zoom-x": `${zoomed.x * 100}%`, "--zoom-y": `${zoomed.y * 100}%` } : {};
  return (
    <div class="try-result" ref={whole}>
      {broken ? <div class="player empty"><p>{t("try.noPlay")}</p></div> : (
        <div class={`compare try-pair ${zoomed ? "zoomed" : ""}`} style={style}>
          <figure><div class="frame" onClick={zoom}>{beforeUrl ? <video ref={before} class="player" src={beforeUrl} muted playsInline preload="auto" aria-label={t("compare.before")} /> : null}</div><figcaption>{t("compare.before")}</figcaption></figure>
          <figure><div class="frame" onClick={zoom}>{afterUrl ? <video ref={after} class="player" src={afterUrl} muted={pair.muted} playsInline preload="auto" aria-label={t("compare.after")} onCanPlay={begin} onError={() => setBroken(true)} {...pair.events} /> : null}</div><figcaption>{t("compare.after")}</figcaption></figure>
        </div>
      )}
      <div class="try-line">
        <IconButton icon={pair.playing ? "pause" : "play"} label={t(pair.playing ? "compare.pause" : "compare.play")} onClick={pair.toggle} disabled={broken} />
        <IconButton icon={pair.muted ? "mute" : "sound"} label={t(pair.muted ? "compare.unmute" : "compare.mute")} onClick={() => pair.setMuted(!pair.muted)} />
        <span class="small muted tabular">{stretch ? t("try.stretch", { from: stretch.from.toFixed(1), to: stretch.to.toFixed(1) }) : ""}</span>
        {preview.mouthBox ? <button type="button" class="button small" aria-pressed={zoomed !== null} onClick={zoom}>{t("compare.mouth")}</button> : null}
        <IconButton icon="close" label={t("try.close")} onClick={onClose} quiet />
      </div>
      {preview.stretch && !preview.stretch.isWhole ? <p class="small muted">{t("try.part")}</p> : null}
      {kept > 0 ? <p class="small muted">{t("item.kept", { n: kept })}</p> : null}
      {preview.warnings.map((warning) => <p key={warning} class="small muted">{sayWarning(warning, t)}</p>)}
    </div>
  );
}
