import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { afterEffectsEn, afterEffectsZh } from "../../strings/aftereffects";
import { en } from "../../strings/en";
import { panelEn } from "../../strings/panel-en";
import { panelZh } from "../../strings/panel-zh";
import { resolveEn, resolveZh } from "../../strings/resolve";
import { zh } from "../../strings/zh";
import type { Language } from "../../strings/language";
import { speaker, SpeechContext, type Speech } from "../i18n";
import { useStore } from "../../state/store";
import { BatchView } from "./BatchView";
import { BridgeCard, FaultCards } from "./Cards";
import { Diagnostics } from "./Diagnostics";
import { Form } from "./Form";
import { Button, PanelContext, usePanel, usePanelSay, type PanelParts } from "./parts";
import { SelectionView } from "./SelectionView";

export function PanelApp({ parts, language }: { readonly parts: Omit<PanelParts, "table">; readonly language: Language }): JSX.Element {
  const chosen = useStore(parts.settings).language ?? language;
  const { kind } = parts.host;
  const speech = useMemo<Speech<string>>(() => {
    const [table, ofResolve, ofAfterEffects] = chosen === "zh" ? [panelZh, resolveZh, afterEffectsZh] : [panelEn, resolveEn, afterEffectsEn];
    return { language: chosen, t: speaker<string>({ ...table, ...(kind === "resolve" ? ofResolve : kind === "aftereffects" ? ofAfterEffects : {}) }) };
  }, [chosen, kind]);
  const full = useMemo<PanelParts>(() => ({ ...parts, table: chosen === "zh" ? zh : en }), [parts, chosen]);
  return (
    <SpeechContext.Provider value={speech}>
      <PanelContext.Provider value={full}>
        <Body />
      </PanelContext.Provider>
    </SpeechContext.Provider>
  );
}

function Body(): JSX.Element {
  const { t, language } = usePanelSay();
  const { connection, timeline, batches, settings } = usePanel();
  const [diagnostics, setDiagnostics] = useState(false);
  const { bridge } = useStore(connection.state);
  const { sequence } = useStore(timeline.state);
  const all = useStore(batches.state).filter((one) => one.sequenceId === sequence?.id || one.phase === "closed");
  return (
    <div class="panel">
      <div class="head">
        <div class="head-main">
          <div class="head-title">{sequence?.name ?? t("title")}</div>
          <div class="head-state"><span class={`dot ${bridge}`} /><span class="fine">{t(`bridge.${bridge}`)}</span></div>
        </div>
        <Button kind="small" onPress={() => setDiagnostics(!diagnostics)}>{t("diag.open")}</Button>
        <Button kind="small" onPress={() => settings.patch({ language: language === "zh" ? "en" : "zh" })}>{t("lang.switch")}</Button>
      </div>
      {diagnostics ? <Diagnostics onBack={() => setDiagnostics(false)} /> : (
        <div>
          <FaultCards />
          <BridgeCard />
          <SelectionView />
          {sequence ? <Form /> : null}
          {all.length > 0 ? <div class="section"><div class="section-title">{t("batches.title")}</div>{all.map((one) => <BatchView key={one.sent.operationId} batch={one} />)}</div> : null}
        </div>
      )}
    </div>
  );
}
