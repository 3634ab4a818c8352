import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The page, into the bridge's web root. No inline script or style: the bridge's content policy forbids them. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  build: {
    outDir: fileURLToPath(new URL("../bridge/wwwroot", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
