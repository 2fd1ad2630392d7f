import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where the observatory listens while the console is developed with `vite`. */
const observatory = process.env.VOICEASSIST_CONSOLE_BACKEND ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "baseline-widely-available",
  },
  server: { host: "127.0.0.1", proxy: { "/api": observatory } },
});
