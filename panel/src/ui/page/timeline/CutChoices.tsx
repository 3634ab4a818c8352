import type { JSX } from "preact";
import { useStore } from "../../../state/store";
import { PathField } from "../compose/PathField";
import { useParts, useSay } from "../parts/context";
import { Drop } from "../parts/pieces";

const RATES = ["23.976", "24", "25", "29.97", "30", "50", "59.94", "60"];
const ACCEPT = "audio/*,video/*,.wav,.mp3,.m4a,.flac,.aif,.aiff,.ogg";
const MOST_HANDLES = 250;

/** Which clips and whose voice; for an EDL its rate, too. */
export function CutChoices(): JSX.Element {
  const { t } = useSay();
  const { timeline } = useParts();
  const { rate, which, voice, voiceFile, handles, reply } = useStore(timeline.state);
  const tracks = reply?.tracks ?? [];
  const marks = reply?.marks ?? [];
  return (
    <section class="block">
      {timeline.asksRate() ? (
        <label class="field">
          <span>{t("timeline.rate")}</span>
          <select class="cut-rate" value={rate} aria-invalid={rate === "" && reply === null} onChange={(event) => void timeline.choose({ rate: event.currentTarget.value })}>
            <option value="">{t("timeline.rate.choose")}</option>
            {RATES.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
          <small>{t("timeline.rate.help")}</small>
        </label>
      ) : null}
      {reply ? (
        <div class="cut-choices">
          <label class="field">
            <span>{t("timeline.which")}</span>
            <select class="cut-which" value={which} onChange={(event) => void timeline.choose({ which: event.currentTarget.value })}>
              {tracks.filter((one) => one.label.startsWith("V")).map((one) => <option key={one.label} value={one.label}>{t("timeline.which.track", { track: one.label, n: one.clips })}</option>)}
              {reply.hasInOut ? <option value="selected">{t("timeline.which.selected")}</option> : null}
              {marks.length > 0 ? <option value="marked">{t("timeline.which.marked")}</option> : null}
              {marks.map((mark) => <option key={mark} value={`marked:${mark}`}>{t("timeline.which.mark", { mark })}</option>)}
            </select>
          </label>
          <label class="field">
            <span>{t("timeline.voice")}</span>
            <select class="cut-voices" value={voice} onChange={(event) => void timeline.choose({ voice: event.currentTarget.value })}>
              <option value="">{t("timeline.voice.any")}</option>
              {tracks.filter((one) => one.label.startsWith("A")).map((one) => <option key={one.label} value={one.label}>{t("timeline.voice.track", { track: one.label })}</option>)}
              <option value="file">{voiceFile?.name ?? t("timeline.voice.file")}</option>
            </select>
          </label>
          <label class="field">
            <span>{t("timeline.handles")}</span>
            <input type="number" min="0" max={MOST_HANDLES} step="1" value={handles} onChange={(event) => void timeline.choose({ handles: whole(event.currentTarget.value) })} />
          </label>
        </div>
      ) : null}
      {voice === "file" ? (
        <>
          <Drop accept={ACCEPT} many={false} onFiles={(files) => { if (files[0]) void timeline.giveVoice(files[0]); }} label={t("timeline.voice.choose")} class="slim">
            <span class="drop-title">{voiceFile?.name ?? t("timeline.voice.choose")}</span>
          </Drop>
          <PathField label={t("timeline.voice.path")} many={false} onPaths={(paths) => { if (paths[0]) void timeline.giveVoice(paths[0]); }} />
        </>
      ) : null}
    </section>
  );
}

function whole(text: string): number {
  const number = Math.round(Number(text));
  return Number.isFinite(number) ? Math.max(0, Math.min(MOST_HANDLES, number)) : 0;
}
