import type { BridgeClient } from "./client";

/** Addresses for `src` and `href`, each with a ticket that is fetched once and used until shortly before it ends. */
export class Tickets {
  private readonly known = new Map<string, { readonly url: Promise<string>; readonly until: number }>();

  constructor(
    private readonly client: BridgeClient,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** `path` is from `/api/v1` on, without query; `query` is added behind the ticket. */
  url(path: string, query = ""): Promise<string> {
    const key = path + query;
    const held = this.known.get(key);
    if (held && held.until > this.now()) return held.url;
    const url = this.client.ticket(path).then(({ ticket }) => `${path}?ticket=${encodeURIComponent(ticket)}${query}`);
    this.known.set(key, { url, until: this.now() + 8 * 60_000 });
    url.catch(() => this.known.delete(key));
    return url;
  }

  /** Forgets all tickets: those of an earlier run of the bridge open nothing. */
  renew(): void {
    this.known.clear();
  }
}
