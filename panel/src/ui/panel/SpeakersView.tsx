import type { JSX } from "preact";
import { keyOf, type VoiceMissing } from "../../state/panel/speakers";
import { MAIN, OWN, type Face, type Talk } from "../../state/speakers/talk";
import { widest, added } from "../../state/speakers/turns";
import { useStore } from "../../state/store";
import type { ClipSelection } from "../../timeline/select";
import { on } from "../events";
import { percent } from "../format";
import { TurnBar } from "../speakers/TurnBar";
import { Button, Card, Meter, Refusal, useAddress, usePanel, usePanelSay, valueOf } from "./parts";

const ADD = "add";

/** Several people in a selected clip: who speaks when, as the clip's own sound tells and as the editor corrects it, and whose voice each gets. */
export function SpeakersView({ clip }: { readonly clip: ClipSelection }): JSX.Element {
  const { t } = usePanelSay();
  const { connection, speakers } = usePanel();
  const { bridge } = useStore(connection.state);
  const talk = speakers.of(clip);
  const { phase, search, faces, before, length, unseen, error } = useStore(talk.state);
  const name = (face: Face): string => t("speakers.person", { n: face.number });
  const at = (seconds: number): string => seconds.toFixed(1);
  if (phase === "working") {
    return (
      <div class="who-speaks">
        <div class="row"><div class="grow fine">{search?.progress ? t(`stage.${search.progress.stage}`) : t("try.waiting")}</div><Button kind="small" onPress={() => talk.forget()}>{t("try.stop")}</Button></div>
        <Meter percent={percent(search?.progress?.fraction ?? 0)} />
      </div>
    );
  }
  if (phase === "idle") {
    return (
      <div class="who-speaks">
        <Button kind="small" disabled={bridge !== "ready"} onPress={() => void speakers.find(clip)}>{t("speakers.find")}</Button>
        <Refusal thrown={error} />
      </div>
    );
  }
  return (
    <div class="who-speaks">
      {faces.map((face) => <FaceRow key={face.number} face={face} name={name(face)} talk={talk} length={length} />)}
      {faces.every((face) => face.turns.length === 0) ? <div class="fine warn-text">{t("speakers.nobody")}</div> : null}
      {faces.flatMap((face) => face.turns.filter((turn) => !turn.sure).map((turn) => (
        <div key={`${face.number}-${turn.from}`} class="fine warn-text">{t("speakers.unsureAt", { name: name(face), from: at(turn.from), to: at(turn.to) })}</div>
      )))}
      {unseen.map((range) => <div key={range.from} class="fine">{t("speakers.unseen", { from: at(range.from), to: at(range.to) })}</div>)}
      <div class="fine">{t("speakers.edit")}</div>
      <div class="row wrap">
        <Button kind="small" disabled={before.length === 0} onPress={() => talk.undo()}>{t("speakers.undo")}</Button>
        <Button kind="small" disabled={before.length === 0} onPress={() => talk.reset()}>{t("speakers.reset")}</Button>
        <Button kind="small" onPress={() => talk.forget()}>{t("speakers.close")}</Button>
      </div>
    </div>
  );
}

/** A person: their picture, the voice that they get, and their bar over the whole width below. */
function FaceRow({ face, name, talk, length }: { readonly face: Face; readonly name: string; readonly talk: Talk; readonly length: number }): JSX.Element {
  const { t } = usePanelSay();
  const { host } = usePanel();
  const picture = useAddress(face.picture);
  const choose = async (key: string): Promise<void> => {
    if (key !== ADD) return talk.setVoice(face.number, key);
    const path = await host.chooseVoice().catch(() => null); // A chooser that does not open is seen not to.
    talk.setVoice(face.number, path ? keyOf({ from: "file", path, spread: false }) : face.voice);
  };
  return (
    <div class={`face face-${((face.number - 1) % 4) + 1} ${face.voice === OWN ? "own" : ""}`}>
      <div class="face-line">
        {picture ? <img class="face-picture" src={picture} alt={name} /> : <div class="face-picture" />}
        <div class="grow"><div class="fine">{name}</div><VoiceOf face={face} name={name} onChoose={(key) => void choose(key)} /></div>
      </div>
      <div class="face-line">
        <div class="grow"><TurnBar turns={face.turns} length={length} name={name} onChange={(turns) => talk.setTurns(face.number, turns)} /></div>
        <button type="button" class="btn small" aria-label={t("speakers.more", { name })} {...on("click", () => talk.setTurns(face.number, added(face.turns, widest(face.turns, length), length)))}>+</button>
      </div>
    </div>
  );
}

/** The voices that the panel has, for one face. */
function VoiceOf({ face, name, onChoose }: { readonly face: Face; readonly name: string; readonly onChoose: (key: string) => void }): JSX.Element {
  const { t } = usePanelSay();
  const { timeline } = usePanel();
  const { sequence, audioTracks } = useStore(timeline.state);
  const tracks = sequence?.sounds?.map((one) => ({ index: one.trackIndex, text: t("voice.layer", { n: one.layer, name: one.name }) }))
    ?? Array.from({ length: audioTracks }, (_, index) => ({ index, text: t("voice.track", { n: index + 1 }) }));
  const choices: readonly (readonly [key: string, text: string])[] = [
    [OWN, t("speakers.own")],
    [MAIN, t("speakers.main")],
    ...tracks.map(({ index, text }) => [keyOf({ from: "track", trackIndex: index }), text] as const),
    [keyOf({ from: "clip" }), t("voice.clip")],
    ...(face.voice.startsWith("file:") ? [[face.voice, face.voice.split(/[\\/]/).pop() ?? ""] as const] : []),
    [ADD, t("speakers.add")],
  ];
  return (
    <select class="input" aria-label={t("speakers.voiceOf", { name })} value={face.voice} {...on("change", (event) => onChoose(valueOf(event)))}>
      {choices.map(([key, text]) => <option key={key} value={key} selected={key === face.voice}>{text}</option>)}
    </select>
  );
}

/** Why clips cannot be sent: a face was given a voice that does not sound while it speaks. */
export function MissingVoice({ missing: { clipName, number, reason } }: { readonly missing: VoiceMissing }): JSX.Element {
  const { t } = usePanelSay();
  return <Card kind="bad" title={t("speakers.missing", { name: clipName, n: number })}><div class="text">{t(`skip.${reason}`)}</div></Card>;
}
