// Loaded into a gateway under test: on SIGUSR2 it fails as a careless programmer's code would, with PHI in the errors.
const texts = JSON.parse(process.env.LEAK_CRASH_TEXTS ?? "[]");
process.on("SIGUSR2", () => {
  for (const text of texts) {
    void Promise.reject(new Error(`no bed for ${text}`, { cause: { note: text } }));
    setImmediate(() => {
      throw new TypeError(`cannot read ${text}`);
    });
  }
});
