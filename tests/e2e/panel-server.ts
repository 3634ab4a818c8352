import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { BrowserContext } from "../../panel/scripts/tools";

/** Serves a built panel's folder, as the host application would load it from its own disk. */
export async function serveFolder(folder: string): Promise<{ port: number; close: () => void }> {
  const server = createServer((request, reply) => {
    const name = request.url === "/" ? "index.html" : (request.url ?? "").slice(1);
    readFile(`${folder}/${name}`).then((body) => {
      reply.setHeader("Content-Type", name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : "text/html");
      reply.end(body);
    }, () => reply.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, close: () => server.close() };
}

/** UXP's own fetch sends no origin; a browser does, and the bridge refuses it. The runner carries the calls over, without one. */
export async function forward(context: BrowserContext, port: number): Promise<void> {
  await context.route(`http://127.0.0.1:${port}/**`, async (route) => {
    const request = route.request();
    const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*" };
    if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers: cors });
    const headers: Record<string, string> = {};
    for (const name of ["authorization", "content-type", "accept"]) {
      const value = request.headers()[name];
      if (value) headers[name] = value;
    }
    try {
      const body = request.postData();
      const reply = await fetch(request.url(), { method: request.method(), headers, ...(body === null ? {} : { body }) });
      await route.fulfill({ status: reply.status, headers: { ...cors, "Content-Type": reply.headers.get("Content-Type") ?? "" }, body: Buffer.from(await reply.arrayBuffer()) });
    } catch {
      await route.abort().catch(() => undefined);
    }
  });
}
