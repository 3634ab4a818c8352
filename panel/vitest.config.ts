import { defineConfig } from "vitest/config";

/** The limit ends a test that hangs; a loaded machine must not fail one that is only slow. */
export default defineConfig({ test: { include: ["tests/**/*.test.ts"], reporters: ["default"], testTimeout: 120_000, hookTimeout: 120_000 } });
