import { aborted, whenAborted } from "../../bridge/cancel";
import { BridgeUnreachable } from "../../bridge/errors";
import type { Transport } from "../../bridge/transport";

/** The part of Node that CEP’s panels and Resolve’s plugins have. */
export interface PanelNode {
  (name: "http"): typeof import("node:http");
  (name: "fs"): typeof import("node:fs");
  (name: "os"): typeof import("node:os");
  (name: "child_process"): typeof import("node:child_process");
}

/** Over Node's own client: a CEP panel is a page of no origin, which the bridge's origin check refuses, and rightly. */
export function nodeTransport(node: PanelNode, port: number): Transport {
  return (request) =>
    new Promise((resolve, reject) => {
      if (request.signal?.aborted) {
        reject(aborted());
        return;
      }
      const sent = node("http").request(
        { host: "127.0.0.1", port, path: request.path, method: request.method, headers: { ...request.headers, ...length(request.body) } },
        (reply) => {
          const chunks: string[] = [];
          reply.setEncoding("utf8");
          reply.on("data", (chunk: string) => chunks.push(chunk));
          reply.on("end", () => {
            finish();
            resolve({
              status: reply.statusCode ?? 0,
              text: chunks.join(""),
              header: (name) => {
                const value = reply.headers[name.toLowerCase()];
                return typeof value === "string" ? value : null;
              },
            });
          });
        },
      );
      const stop = (): void => {
        sent.destroy(aborted());
      };
      const timer = setTimeout(() => sent.destroy(new Error("no answer in time")), request.timeoutMs);
      const finish = (): void => {
        clearTimeout(timer);
        leave();
      };
      const leave = whenAborted(request.signal, stop);
      sent.on("error", (error) => {
        finish();
        reject(request.signal?.aborted ? aborted() : new BridgeUnreachable(error.message));
      });
      sent.end(request.body);
    });
}

function length(body: string | undefined): Readonly<Record<string, number>> {
  return body === undefined ? {} : { "Content-Length": new TextEncoder().encode(body).length };
}
