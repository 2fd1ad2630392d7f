// ClickHouse in process shares libuv's pool with zlib and the file system; its size is fixed at first use, so this
// stands before every other import.
process.env.UV_THREADPOOL_SIZE ??= "16";
process.umask(0o077);

const { run } = await import("./run.ts");
await run(process.argv.slice(2));
