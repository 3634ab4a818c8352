import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { JobCard } from "./JobCard";
import { Thrown } from "../parts/pieces";

/** What runs and what was rendered, a page at a time. */
export function Results(): JSX.Element {
  const { t } = useSay();
  const { library } = useParts();
  const { jobs, page, hasOlder, loading, error } = useStore(library.state);
  const top = useRef<HTMLElement>(null);
  const turn = (to: number): void => {
    void library.load(to).then(() => top.current?.scrollIntoView({ block: "start" }));
  };
  return (
    <section ref={top} class="results" aria-labelledby="results-title">
      <h2 id="results-title">{t("results.title")}</h2>
      <Thrown thrown={error} onDismiss={() => library.dismiss()} onRetry={() => void library.load(page)} />
      {jobs.length === 0 ? <p class="empty-text">{loading ? t("results.loading") : t("results.empty")}</p> : null}
      {jobs.map((job) => <JobCard key={job.id} job={job} />)}
      {page > 0 || hasOlder ? (
        <nav class="pager" aria-label={t("results.title")}>
          <button type="button" class="button" disabled={page === 0} onClick={() => turn(0)}>{t("results.newest")}</button>
          <button type="button" class="button" disabled={page === 0} onClick={() => turn(page - 1)}>{t("results.newer")}</button>
          <span class="muted small" aria-live="polite">{t("results.page", { n: page + 1 })}</span>
          <button type="button" class="button" disabled={!hasOlder} onClick={() => turn(page + 1)}>{t("results.older")}</button>
        </nav>
      ) : null}
    </section>
  );
}
