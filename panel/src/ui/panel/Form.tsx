import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { FACES, within } from "../../state/panel/settings";
import { VoiceMissing } from "../../state/panel/speakers";
import { engineNamed, formatNamed } from "../../request/options";
import { panelEn, type PanelKey } from "../../strings/panel-en";
import type { VoiceChoice } from "../../timeline/voice";
import { useStore } from "../../state/store";
import { on } from "../events";
import { PresetField } from "./PresetField";
import { MissingVoice } from "./SpeakersView";
import { TryView } from "./TryView";
import { Button, Failure, checkedOf, usePanel, usePanelSay, valueOf } from "./parts";

/** Voice, options and the button. */
export function Form(): JSX.Element {
  const { t } = usePanelSay();
  const { host, timeline, settings, connection, batches, speakers } = usePanel();
  const [missing, setMissing] = useState<unknown>(null);
  const { sequence, selection, handles } = useStore(timeline.state);
  const { capabilities, bridge } = useStore(connection.state);
  const now = useStore(settings);
  const named = (key: string, otherwise: string): string => (key in panelEn ? t(key as PanelKey) : otherwise);
  const count = selection.clips.length;
  const render = async (): Promise<void> => {
    await timeline.read();
    const fresh = timeline.state.get();
    if (!fresh.sequence || fresh.selection.clips.length === 0) return;
    const { clips, voices } = await speakers.asked(fresh.selection.clips);
    setMissing(null);
    await batches.send(fresh.sequence, clips, { ...now, words: fresh.words, voices });
  };
  return (
    <div class="section">
      <VoiceField />
      {host.transcripts ? <WordsField /> : null}
      <div class="section-title">{t("options.title")}</div>
      <PresetField />
      <div class="label">{t("options.engine")}</div>
      <select class="input" aria-label={t("options.engine")} value={now.engine} {...on("change", (event) => { const engine = engineNamed(valueOf(event)); if (engine) settings.patch({ engine }); })}>
        {(capabilities?.engines ?? (["auto", "mesh"] as const)).map((engine) => <option key={engine} value={engine} selected={engine === now.engine}>{named(`engine.${engine}`, engine)}</option>)}
      </select>
      <div class="label">{t("options.format")}</div>
      <select class="input" aria-label={t("options.format")} value={now.format} {...on("change", (event) => { const format = formatNamed(valueOf(event)); if (format) settings.patch({ format }); })}>
        {(capabilities?.formats ?? (["match"] as const)).map((format) => <option key={format} value={format} selected={format === now.format}>{named(`format.${format}`, format)}</option>)}
      </select>
      <div class="label">{t("options.handles")}</div>
      <input type="text" class="input" aria-label={t("options.handles")} value={String(handles)}
        {...on("change", (event) => { void timeline.setHandles(Number(valueOf(event))); settings.patch({ handles: timeline.state.get().handles }); })} />
      <div class="label">{t("options.intensity")}</div>
      <input type="text" class="input" aria-label={t("options.intensity")} value={String(Math.round(now.intensity * 100))}
        {...on("change", (event) => settings.patch({ intensity: (within(valueOf(event), 0, 150) ?? now.intensity * 100) / 100 }))} />
      <div class="label">{t("options.offset")}</div>
      <input type="text" class="input" aria-label={t("options.offset")} value={String(now.offsetMs)}
        {...on("change", (event) => settings.patch({ offsetMs: within(valueOf(event), -1000, 1000) ?? now.offsetMs }))} />
      <div class="label">{t("options.face")}</div>
      <select class="input" aria-label={t("options.face")} value={now.face} {...on("change", (event) => { const face = FACES.find((one) => one === valueOf(event)); if (face) settings.patch({ face }); })}>
        {FACES.map((face) => <option key={face} value={face} selected={face === now.face}>{t(`face.${face}`)}</option>)}
      </select>
      <PersonField />
      <Check label={t("options.beside")} checked={now.beside} onChange={(beside) => settings.patch({ beside })} />
      <Check label={t("options.ask")} checked={now.ask} onChange={(ask) => settings.patch({ ask })} />
      {host.copies ? null : <Check label={t("options.keepUnder")} checked={now.keepUnder} onChange={(keepUnder) => settings.patch({ keepUnder })} />}
      <Check label={t("options.markers")} checked={now.markers} onChange={(markers) => settings.patch({ markers })} />
      <Check label={t("options.disable")} checked={now.disableOriginals} onChange={(disableOriginals) => settings.patch({ disableOriginals })} />
      <TryView />
      <Button kind="primary" disabled={!sequence || count === 0 || bridge !== "ready"} onPress={() => void render().catch(setMissing)}>
        {count === 0 ? t("render.none") : count === 1 ? t("render.one") : t("render", { n: count })}
      </Button>
      {missing instanceof VoiceMissing ? <MissingVoice missing={missing} /> : <Failure thrown={missing} />}
      <div class="fine center">{t("render.note")}</div>
    </div>
  );
}

/** A picture of the one who shall speak, for clips with several people. */
function PersonField(): JSX.Element {
  const { t } = usePanelSay();
  const { host, settings } = usePanel();
  const { person } = useStore(settings);
  const choose = async (): Promise<void> => {
    const path = await host.choosePicture().catch(() => null); // A chooser that does not open is seen not to.
    if (path) settings.patch({ person: path });
  };
  return (
    <div>
      <div class="label">{t("person.title")}</div>
      <div class="row">
        <div class="grow clip-name" title={person ?? ""}>{person === null ? t("person.none") : nameOf(person)}</div>
        <Button kind="small" onPress={() => void choose()}>{t("person.choose")}</Button>
        {person ? <Button kind="small" onPress={() => settings.patch({ person: null })}>{t("person.remove")}</Button> : null}
      </div>
    </div>
  );
}

function VoiceField(): JSX.Element {
  const { t } = usePanelSay();
  const { timeline, host } = usePanel();
  const { voice, audioTracks, sequence } = useStore(timeline.state);
  const choose = async (): Promise<void> => {
    const path = await host.chooseVoice().catch(() => null); // A chooser that does not open is seen not to.
    if (path) await timeline.setVoice({ from: "file", path, spread: voice.from === "file" && voice.spread });
  };
  const pick = (value: string): void => {
    const track = /^track-(\d+)$/.exec(value);
    const next: VoiceChoice = track ? { from: "track", trackIndex: Number(track[1]) } : value === "file" ? { from: "file", path: "", spread: false } : { from: value === "clip" ? "clip" : "selection" };
    void timeline.setVoice(next);
  };
  const value = voice.from === "track" ? `track-${voice.trackIndex}` : voice.from;
  return (
    <div>
      <div class="section-title">{t("voice.title")}</div>
      <select class="input" aria-label={t("voice.title")} value={value} {...on("change", (event) => pick(valueOf(event)))}>
        <option value="selection" selected={value === "selection"}>{t("voice.selection")}</option>
        {sequence?.sounds ? sequence.sounds.map((one) => <option key={one.trackIndex} value={`track-${one.trackIndex}`} selected={value === `track-${one.trackIndex}`}>{t("voice.layer", { n: one.layer, name: one.name })}</option>) : Array.from({ length: audioTracks }, (_, index) => <option key={index} value={`track-${index}`} selected={value === `track-${index}`}>{t("voice.track", { n: index + 1 })}</option>)}
        <option value="file" selected={value === "file"}>{t("voice.file")}</option>
        <option value="clip" selected={value === "clip"}>{t("voice.clip")}</option>
      </select>
      {voice.from === "file" ? (
        <div>
          <div class="row"><div class="grow clip-name" title={voice.path}>{nameOf(voice.path)}</div><Button onPress={() => void choose()}>{t("voice.choose")}</Button></div>
          <Check label={t("voice.spread")} checked={voice.spread} onChange={(spread) => void timeline.setVoice({ ...voice, spread })} />
        </div>
      ) : null}
    </div>
  );
}

/** Whether the host's transcripts go along; only where it has such. */
function WordsField(): JSX.Element {
  const { t } = usePanelSay();
  const { timeline, settings } = usePanel();
  const { transcripts } = useStore(settings);
  const { selection, words } = useStore(timeline.state);
  const count = selection.clips.length;
  return (
    <div>
      <Check label={t("words.send")} checked={transcripts} onChange={(wanted) => { settings.patch({ transcripts: wanted }); void timeline.read(); }} />
      {transcripts && count > 0 ? <div class="fine">{words.size === 0 ? t("words.none") : t("words.found", { n: words.size, of: count })}</div> : null}
    </div>
  );
}

/** The name of a file: in a narrow panel the start of its path would be all that is seen. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}

function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }): JSX.Element {
  return (
    <label class="check-row">
      <input type="checkbox" checked={props.checked} aria-label={props.label} {...on("change", (event) => props.onChange(checkedOf(event)))} />
      <span class="check-text">{props.label}</span>
    </label>
  );
}
