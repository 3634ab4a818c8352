import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { OWN_VERSION } from "../../bridge/version";
import type { WayVerdict } from "../../bridge/ways";
import type { Capability } from "../../hosts/host";
import { panelEn, type PanelKey } from "../../strings/panel-en";
import { useStore } from "../../state/store";
import { Button, usePanel, usePanelSay } from "./parts";

/** Probes what the host and the bridge can do and makes a report of it, without tokens. */
export function Diagnostics({ onBack }: { readonly onBack: () => void }): JSX.Element {
  const { t } = usePanelSay();
  const { host, connection, copy } = usePanel();
  const state = useStore(connection.state);
  const [found, setFound] = useState<readonly Capability[]>([]);
  const [tested, setTested] = useState<readonly Capability[] | "running">([]);
  const [ways, setWays] = useState<readonly WayVerdict[]>([]);
  const [copied, setCopied] = useState(false);
  const probe = (): void => {
    setFound([]);
    host.capabilities().then(setFound, () => undefined);
    void connection.probeWays().then(setWays, () => undefined);
    void connection.look();
  };
  const test = async (): Promise<void> => {
    setTested("running");
    const found = await host.selfTest().catch((thrown: unknown): readonly Capability[] => [{ name: "self-test", works: false, detail: String(thrown) }]);
    setWays(await connection.probeWays().catch(() => []));
    setTested(found);
  };
  useEffect(probe, []);
  const bridge: Capability = { name: "bridge", works: state.bridge === "ready", detail: `${state.bridge}, 127.0.0.1:${state.port}, ${state.capabilities?.version ?? "version unknown"} ${state.detail}` };
  const checks: readonly Capability[] = (state.capabilities?.checks ?? []).map((one) => ({ name: `bridge ${one.name}`, works: one.ok, detail: one.detail }));
  const reached: readonly Capability[] = ways.map((one) => ({ ...one, name: `way: ${one.name}` }));
  const all = [bridge, ...reached, ...checks, ...found, ...(tested === "running" ? [] : tested)];
  const named = (name: string): string => (`diag.name.${name}` in panelEn ? t(`diag.name.${name}` as PanelKey) : name);
  const report = JSON.stringify({ panel: OWN_VERSION, host: host.label, at: new Date().toISOString(), bridge: state.capabilities?.version ?? null, checks: all }, null, 2);
  return (
    <div class="section">
      <div class="section-head">
        <div class="section-title">{t("diag.open")}</div>
        <Button kind="small" onPress={onBack}>{t("diag.back")}</Button>
      </div>
      <div class="fine">HeyGem {OWN_VERSION} · {host.label}</div>
      <div class="fine">{t("diag.test.note")}</div>
      {all.map((one) => (
        <div key={one.name} class="clip">
          <div class="clip-line"><div class="clip-name">{named(one.name)}</div><div class={one.works ? "good-text" : "bad-text"}>{one.works ? t("diag.works") : t("diag.fails")}</div></div>
          <div class="fine">{one.detail}</div>
        </div>
      ))}
      <div class="row wrap">
        <Button disabled={tested === "running"} onPress={() => void test()}>{tested === "running" ? t("diag.testing") : t("diag.test")}</Button>
        <Button onPress={probe}>{t("diag.run")}</Button>
        <Button onPress={() => { copy(report).then(() => setCopied(true), () => undefined); }}>{copied ? t("diag.copied") : t("diag.copy")}</Button>
      </div>
    </div>
  );
}
