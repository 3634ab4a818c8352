import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TimelineReply } from "../../../bridge/wire";
import type { PageKey } from "../../../strings/en";
import { en } from "../../../strings/en";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { useTicketed } from "../parts/pieces";

type Clip = TimelineReply["clips"][number];
type Skipped = TimelineReply["skipped"][number];

/** Long timelines are shown in parts: each row asks the bridge for a picture. */
const SHOWN = 50;

/** What would be rendered, to be ticked, and what not and why. */
export function ClipTable({ reply }: { readonly reply: TimelineReply }): JSX.Element {
  const { t } = useSay();
  const { timeline } = useParts();
  const { off, reading } = useStore(timeline.state);
  const [shown, setShown] = useState(SHOWN);
  const { clips, skipped } = reply;
  return (
    <section class={reading ? "block busy" : "block"} aria-labelledby="cuts-title">
      <div class="block-head">
        <h2 id="cuts-title">{t("timeline.clips")}</h2>
        {clips.length > 1 ? <button type="button" class="text-button" onClick={() => timeline.tickAll(true)}>{t("timeline.all")}</button> : null}
        {clips.length > 1 ? <button type="button" class="text-button" onClick={() => timeline.tickAll(false)}>{t("timeline.nothing")}</button> : null}
      </div>
      {clips.length + skipped.length === 0 ? <p class="help">{t("timeline.none")}</p> : null}
      {clips.length > 0 ? (
        <ol class="cuts">{clips.slice(0, shown).map((clip) => <li key={clip.row.id}><Row clip={clip} on={!off.has(clip.row.id)} /></li>)}</ol>
      ) : null}
      {clips.length > shown ? <button type="button" class="text-button" onClick={() => setShown(shown + SHOWN)}>{t("timeline.more", { n: clips.length - shown })}</button> : null}
      {skipped.length > 0 ? (
        <details open={skipped.length <= 10 || clips.length === 0}>
          <summary>{t("timeline.skipped", { n: skipped.length })}</summary>
          <ul class="skips small">{skipped.map((one, index) => <Skip key={index} one={one} />)}</ul>
        </details>
      ) : null}
    </section>
  );
}

function Row({ clip, on }: { readonly clip: Clip; readonly on: boolean }): JSX.Element {
  const { t } = useSay();
  const { timeline } = useParts();
  const { row } = clip;
  const [broken, setBroken] = useState(false);
  const picture = useTicketed(clip.picture);
  useEffect(() => setBroken(false), [picture]);
  const name = row.voice;
  const track = row.voiceTrack;
  const voice = Number(row.pieces) > 1 ? t("timeline.sounds.pieces", { name, n: row.pieces, track: track ?? "" }) : track === null ? t("timeline.sounds", { name }) : t("timeline.sounds.track", { name, track });
  return (
    <label class={on ? "cut" : "cut off"}>
      <input type="checkbox" checked={on} aria-label={t("timeline.tick", { name: row.name, at: row.at })} onChange={(event) => timeline.tick(row.id, event.currentTarget.checked)} />
      <span class="thumb">{picture && !broken ? <img src={picture} alt="" loading="lazy" onError={() => setBroken(true)} /> : <Icon name="clip" />}</span>
      <span class="cut-main" title={row.clip}>
        <span class="cut-name">{row.name}</span>
        <span class="cut-place small tabular">{t("timeline.place", { track: row.track, at: row.at, n: row.frames })}</span>
      </span>
      <span class="cut-voice small">{voice}</span>
      {row.notes.length > 0 ? <span class="cut-notes small">{row.notes.map((note) => said(t, `timeline.note.${note}`, note)).join(" ")}</span> : null}
    </label>
  );
}

function Skip({ one }: { readonly one: Skipped }): JSX.Element {
  const { t } = useSay();
  return (
    <li>
      <span><span class="cut-name">{one.name}</span><span class="cut-place tabular">{`${one.track} · ${one.at}`}</span></span>
      <span class="muted">{said(t, `timeline.skip.${one.reason}`, one.message)}</span>
    </li>
  );
}

/** A word of a newer bridge keeps the bridge's own text. */
function said(t: ReturnType<typeof useSay>["t"], key: string, otherwise: string): string {
  return key in en ? t(key as PageKey) : otherwise;
}
