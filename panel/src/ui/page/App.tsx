import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { OWN_VERSION, toUpdate } from "../../bridge/version";
import type { HealthCheck } from "../../bridge/wire";
import { DEFAULT_OPTIONS, readOptions, type RenderOptions } from "../../request/options";
import { en } from "../../strings/en";
import { zh } from "../../strings/zh";
import { describeItemError, isAside } from "../errors";
import type { Language } from "../../strings/language";
import { languageOf, speaker, SpeechContext, type Speech } from "../i18n";
import { Store, useStore } from "../../state/store";
import { Compose } from "./compose/Compose";
import { PageContext, useParts, useSay, type PageParts } from "./parts/context";
import { FfmpegChoice } from "./setup/FfmpegChoice";
import { Header } from "./Header";
import { Icon } from "./parts/icons";
import { LanSignIn } from "./LanSignIn";
import { Words } from "./parts/pieces";
import { Results } from "./results/Results";
import { SignIn } from "./SignIn";
import { TabTitle } from "./TabTitle";
import { TextTab } from "./text/TextTab";
import { TimelineTab } from "./timeline/TimelineTab";

const TABS = ["single", "batch", "text", "timeline"] as const;
type Tab = (typeof TABS)[number];

export function App({ parts }: { readonly parts: Omit<PageParts, "table" | "takeUp"> }): JSX.Element {
  const { host } = parts;
  const [language, setLanguage] = useState<Language>(() => (host.recall("heygem.language") === "zh" ? "zh" : host.recall("heygem.language") === "en" ? "en" : languageOf(navigator.languages)));
  const table = language === "zh" ? zh : en;
  const speech = useMemo<Speech<string>>(() => ({ language, t: speaker<string>(table) }), [language, table]);
  const [tab, setTab] = useState<Tab>(() => TABS.find((one) => one === host.recall("heygem.tab")) ?? "single");
  const choose = (next: Tab): void => {
    host.remember("heygem.tab", next);
    setTab(next);
  };
  const options = useMemo(() => {
    const store = new Store<RenderOptions>(readOptions(host.recall("heygem.options")) ?? DEFAULT_OPTIONS);
    store.watch(() => host.remember("heygem.options", JSON.stringify(store.get())));
    return store;
  }, [host]);
  const full = useMemo<PageParts>(() => {
    const takeUp: PageParts["takeUp"] = (origin) => {
      const text = Boolean(origin.request.items[0]?.audio?.captions);
      options.set((text ? parts.spoken : parts.single).again(origin));
      if (text) void parts.dubbing.again(origin);
      choose(text ? "text" : "single");
      requestAnimationFrame(() => document.querySelector<HTMLElement>(".again")?.focus());
    };
    return { ...parts, table, takeUp };
  }, [parts, table, options]);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  }, [language, table]);
  const switchLanguage = (): void => {
    const next = language === "zh" ? "en" : "zh";
    host.remember("heygem.language", next);
    setLanguage(next);
  };
  return (
    <SpeechContext.Provider value={speech}>
      <PageContext.Provider value={full}>
        <Header onLanguage={switchLanguage} onTheme={() => switchTheme(host)} />
        <TabTitle />
        <Body tab={tab} onTab={choose} options={options} />
      </PageContext.Provider>
    </SpeechContext.Provider>
  );
}

function Body({ tab, onTab, options }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void; readonly options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { session, single, batch } = useParts();
  const { signedIn, bridge, checks, capabilities } = useStore(session.state);
  const other = capabilities && toUpdate(OWN_VERSION, String(capabilities.version)) !== null ? capabilities.version : null;
  if (!signedIn) return location.protocol === "https:" ? <LanSignIn /> : <SignIn />;
  return (
    <main class="layout">
      {bridge === "silent" ? (
        <div class="note warn wide" role="status"><Icon name="warn" /><div class="note-text"><strong>{t("silent.title")}</strong><p>{t("silent.text")}</p></div></div>
      ) : null}
      {bridge === "limited" ? (
        <div class="note warn wide" role="status"><Icon name="warn" /><div class="note-text"><strong>{t("check.title")}</strong>{checks.map((one) => <CheckText key={one.name} check={one} />)}{checks.some((one) => one.code === "ffmpeg.missing" || one.code === "ffmpeg.unsupported") ? <FfmpegChoice /> : null}</div></div>
      ) : null}
      {other !== null ? (
        <div class="note error wide" role="alert"><Icon name="warn" /><div class="note-text"><strong>{t("version.title")}</strong><p>{t("version.text", { own: OWN_VERSION, bridge: other })}</p></div></div>
      ) : null}
      <div class="work">
        <Tabs tab={tab} onChoose={onTab} />
        {tab === "single" ? <Compose key="single" draft={single} many={false} options={options} /> : tab === "batch" ? <Compose key="batch" draft={batch} many options={options} /> : tab === "text" ? <TextTab options={options} /> : <TimelineTab />}
      </div>
      <Results />
    </main>
  );
}

/** What is missing, in the page's language where the code is known; the bridge's own words name the file or folder. */
function CheckText({ check }: { readonly check: HealthCheck }): JSX.Element {
  const { table } = useParts();
  const { language } = useSay();
  const error = describeItemError({ code: check.code ?? "", message: check.detail, hint: check.hint ?? "" }, table);
  const { title, detail, next } = error;
  return isAside(error, language) ? <div><p>{title} {next}</p><Words text={detail} /></div> : <p>{title} {detail} {next}</p>;
}

function Tabs({ tab, onChoose }: { readonly tab: Tab; readonly onChoose: (tab: Tab) => void }): JSX.Element {
  const { t } = useSay();
  return (
    <div class="tabs" role="tablist" aria-label={t("tab.label")}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const next = TABS[(TABS.indexOf(tab) + (event.key === "ArrowRight" ? 1 : TABS.length - 1)) % TABS.length] ?? "single";
        onChoose(next);
        document.getElementById(`tab-${next}`)?.focus();
      }}>
      {TABS.map((one) => (
        <button key={one} id={`tab-${one}`} type="button" role="tab" aria-selected={tab === one} aria-controls={tab === one ? `panel-${one}` : undefined} tabIndex={tab === one ? 0 : -1} onClick={() => onChoose(one)}>
          {t(`tab.${one}`)}
        </button>
      ))}
    </div>
  );
}

function switchTheme(host: PageParts["host"]): void {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  host.remember("heygem.theme", root.dataset.theme);
}
