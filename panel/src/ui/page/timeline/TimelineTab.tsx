import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { BridgeProblem } from "../../../bridge/errors";
import { DEFAULT_OPTIONS, readOptions, type RenderOptions } from "../../../request/options";
import { Store, useStore } from "../../../state/store";
import { Options } from "../compose/Options";
import { PathField } from "../compose/PathField";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Bar, Drop, IconButton, Thrown } from "../parts/pieces";
import { ClipTable } from "./ClipTable";
import { CutChoices } from "./CutChoices";
import { MissingMedia } from "./MissingMedia";

const ACCEPT = ".xml,.fcpxml,.otio,.edl";
const KEPT = "heygem.timelineOptions";

/** The tab for timeline files: what an editor exported is read, its clips are rendered, and it is given back with the renders. */
export function TimelineTab(): JSX.Element {
  const { t } = useSay();
  const { host, timeline } = useParts();
  const { error, reply, source } = useStore(timeline.state);
  const options = useMemo(() => {
    // Where results go back into a timeline, they are like its clips unless somebody says otherwise.
    const kept = host.recall(KEPT);
    const store = new Store<RenderOptions>(kept === null ? { ...DEFAULT_OPTIONS, format: "match" } : readOptions(kept));
    store.watch(() => host.remember(KEPT, JSON.stringify(store.get())));
    return store;
  }, [host]);
  const asked = error instanceof BridgeProblem && error.code === "timeline.rate_missing";
  return (
    <div class="compose" role="tabpanel" id="panel-timeline" aria-labelledby="tab-timeline">
      <p class="lead">{t("timeline.lead")}</p>
      <Source />
      {source ? <CutChoices /> : null}
      {reply ? <MissingMedia reply={reply} /> : null}
      {reply ? <ClipTable reply={reply} /> : null}
      {source ? <Options options={options} silent /> : null}
      {asked ? null : <Thrown thrown={error} onDismiss={() => timeline.dismiss()} {...(source ? { onRetry: () => void timeline.read() } : {})} />}
      <Start options={options} />
    </div>
  );
}

function Source(): JSX.Element {
  const { t } = useSay();
  const { timeline } = useParts();
  const { source, reply, reading, sending } = useStore(timeline.state);
  const open = (files: File[]): void => { if (files[0]) void timeline.open(files[0]); };
  return (
    <section class="block" aria-labelledby="timeline-title" aria-busy={reading}>
      <h2 id="timeline-title">{t("timeline.title")}</h2>
      <p class="help">{t("timeline.help")}</p>
      {source ? (
        <div class="chosen">
          <span class="chosen-mark"><Icon name="clip" /></span>
          <div class="chosen-main">
            <div class="chosen-name" title={"path" in source.file ? source.file.path : source.name}>{source.name}</div>
            <div class="muted small" aria-live="polite">
              {reply && !reading ? t("timeline.facts", { name: reply.name, rate: rateOf(reply.rate), start: reply.start }) : reading ? t("timeline.reading") : ""}
            </div>
          </div>
          <div class="chosen-actions">
            <Drop accept={ACCEPT} many={false} onFiles={open} class="button" label={t("timeline.replace")}>{t("timeline.replace")}</Drop>
            <IconButton icon="close" label={t("timeline.remove")} onClick={() => timeline.close()} quiet />
          </div>
        </div>
      ) : (
        <>
          <Drop accept={ACCEPT} many={false} onFiles={open} label={t("timeline.choose")}>
            <Icon name="clip" />
            <span class="drop-title">{t("timeline.drop")}</span>
            <span class="link">{t("timeline.choose")}</span>
          </Drop>
          <PathField label={t("timeline.path")} many={false} onPaths={(paths) => { if (paths[0]) void timeline.open(paths[0]); }} />
        </>
      )}
      {sending ? (
        <div class="sending">
          <div class="sending-text" aria-live="polite">{t("start.sending", { name: sending.name })}</div>
          <Bar fraction={sending.fraction} label={t("start.sending", { name: sending.name })} />
          <button type="button" class="button" onClick={() => timeline.stopSending()}>{t("start.stop")}</button>
        </div>
      ) : null}
      {reply?.notes.map((note) => <p key={note} class="help" lang="en">{note}</p>)}
    </section>
  );
}

function Start({ options }: { readonly options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { library, session, timeline } = useParts();
  const { reading, sending } = useStore(timeline.state);
  const { capabilities } = useStore(session.state);
  const count = timeline.chosen().length;
  const most = capabilities?.limits.maxItems ?? 1000;
  const lacks = timeline.lacks();
  const hint = lacks ? t(`timeline.${lacks}`) : count > most ? t("start.tooMany", { n: most }) : t("timeline.ready");
  const start = async (): Promise<void> => {
    const chosen = options.get();
    // An engine that was uninstalled since it was chosen is no choice any more.
    const engine = capabilities && !capabilities.engines.includes(chosen.engine) ? "auto" : chosen.engine;
    const job = await timeline.render({ ...chosen, engine });
    if (job) await library.added(job);
  };
  return (
    <div class="start">
      <button type="button" class="button primary" disabled={lacks !== null || count > most || reading || sending !== null} aria-describedby="start-hint" onClick={() => void start()}>
        {count === 1 ? t("timeline.render.one") : t("timeline.render", { n: count })}
      </button>
      <p id="start-hint" class="muted small">{hint}</p>
    </div>
  );
}

/** `29.97` of `30000/1001`. */
function rateOf(fraction: string): string {
  const [numerator, denominator] = fraction.split("/").map(Number);
  return String(Math.round((100 * (numerator ?? 0)) / (denominator || 1)) / 100);
}
