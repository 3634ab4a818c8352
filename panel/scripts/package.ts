import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildCep, buildUxp, emptyFolder, version } from "./panels";
import { zipFolder } from "./zip";

/** Everything that is handed out: the page into the bridge's web root, the `.ccx`, the CEP folder and its unsigned zip. */
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const release = await version();

await build({ configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)), logLevel: "warn" });
await emptyFolder(dist);
await buildUxp(`${dist}/uxp`);
await zipFolder(`${dist}/uxp`, `${dist}/heygem-bridge-${release}_premierepro.ccx`);
await buildCep(`${dist}/cep`);
await zipFolder(`${dist}/cep`, `${dist}/heygem-bridge-${release}-cep-unsigned.zip`);
console.log(`page      bridge/wwwroot\nUXP panel panel/dist/heygem-bridge-${release}_premierepro.ccx\nCEP panel panel/dist/cep (unsigned zip beside it)`);
