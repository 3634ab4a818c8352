import { createHash } from "node:crypto";
import type { Part } from "./inventory";

/** THIRD-PARTY-NOTICES: every part with its licence, then each licence's words once. */
export function notices(parts: readonly Part[]): string {
  const lines = ["HeyGem Bridge carries work of others. Each part, its licence and who made it:", ""];
  for (const part of parts) lines.push(`${part.name} ${part.version}`.trimEnd(), `    ${part.licence}${part.by ? `; ${part.by}` : ""}`);
  const words = new Map<string, string[]>();
  for (const part of parts) if (part.text) words.set(part.text, [...(words.get(part.text) ?? []), `${part.name} ${part.version}`.trimEnd()]);
  for (const [text, names] of words) lines.push("", "=".repeat(78), names.join(", "), "", text);
  const silent = parts.filter((part) => part.licence === "MIT" && !part.text);
  if (silent.length > 0) lines.push("", "=".repeat(78), silent.map((part) => `${part.name} (${part.by})`).join(", "), "", MIT);
  lines.push("", "=".repeat(78), "The Apache License 2.0 stands in the file LICENSE beside this one.", "");
  return lines.join("\n").replaceAll("\r\n", "\n");
}

/** The parts as CycloneDX 1.6. */
export function sbom(product: { readonly name: string; readonly version: string; readonly date: string }, parts: readonly Part[]): string {
  const components = parts.map((part) => ({
    type: part.kind === "model" ? "machine-learning-model" : part.kind === "runtime" ? "framework" : "library",
    name: part.name,
    ...(part.version ? { version: part.version } : {}),
    ...(part.by ? { copyright: part.by } : {}),
    licenses: [{ license: { id: part.licence } }],
    ...(part.kind === "nuget" || part.kind === "npm" ? { purl: `pkg:${part.kind}/${part.name.replace("@", "%40")}@${part.version}` } : {}),
    ...(part.hash ? { hashes: [{ alg: part.kind === "model" ? "SHA-256" : "SHA-512", content: hex(part) }] } : {}),
  }));
  const body = { metadata: { timestamp: product.date, component: { type: "application", name: product.name, version: product.version, licenses: [{ license: { id: "Apache-2.0" } }] } }, components };
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const serial = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${serial}`, version: 1, ...body }, null, 2)}\n`;
}

function hex(part: Part): string {
  return part.kind === "model" ? part.hash : Buffer.from(part.hash, "base64").toString("hex");
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
