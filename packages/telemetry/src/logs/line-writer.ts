import { write, writeSync } from "node:fs";

const chunkBytes = 65_536;
const waitingBytesLimit = 8 * 1024 * 1024;
/** A write for each line costs more than the line: lines wait for others, but not for long. */
const longestWaitMillis = 20;
/** The descriptor is not ready: its reader is slow. */
const retryMillis = 50;
/** A write that takes longer waits for a reader that does not read; the last lines are then not worth a hanging process. */
const stuckMillis = 500;
const lastWordsMillis = 500;
/** Most bytes of UTF-8 that one unit of a string takes. */
const bytesPerUnit = 3;
const notReady: ReadonlySet<unknown> = new Set(["EAGAIN", "EBUSY"]);

interface Chunk {
  readonly bytes: Buffer;
  length: number;
  written: number;
  lines: number;
}

/**
 * Writes lines to a file descriptor in their order, in few writes that the event loop does not wait for. A reader that is slow, or
 * gone, costs lines, which are counted, and nothing else: sonic-boom 4.2 tries a broken pipe again for ever when it is
 * flushed, and the service with it.
 */
export class LineWriter {
  private readonly descriptor: number;
  private readonly onDropped: (lines: number) => void;
  private filling: Chunk = newChunk(chunkBytes);
  /** Oldest first. The first one is being written while `writingSinceMillis` is set. */
  private readonly waiting: Chunk[] = [];
  private waitingBytes = 0;
  private spare: Chunk | undefined;
  private writingSinceMillis: number | undefined;
  /** While the descriptor is not ready. */
  private retry: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isBroken = false;
  private onEmpty: (() => void) | undefined;

  constructor(descriptor: number, onDropped: (lines: number) => void) {
    this.descriptor = descriptor;
    this.onDropped = onDropped;
  }

  write(line: string): void {
    const mostBytes = line.length * bytesPerUnit;
    if (this.isBroken || this.waitingBytes + this.filling.length + mostBytes > waitingBytesLimit) {
      this.onDropped(1);
      return;
    }
    if (this.filling.length + mostBytes > this.filling.bytes.length) {
      this.seal(mostBytes);
      this.start();
    }
    const { filling } = this;
    filling.length += filling.bytes.write(line, filling.length);
    filling.lines += 1;
    if (this.timer === undefined && this.writingSinceMillis === undefined) this.wait();
  }

  /** Resolves when everything is written, or after `timeoutMillis`. */
  async drain(timeoutMillis: number): Promise<void> {
    this.start();
    if (this.writingSinceMillis === undefined) return;
    let timeout: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.onEmpty = resolve;
      timeout = setTimeout(resolve, timeoutMillis);
    });
    clearTimeout(timeout);
    this.onEmpty = undefined;
  }

  /** Writes what is waiting before it returns: the last lines of a process that ends. */
  flush(): void {
    const deadlineMillis = performance.now() + lastWordsMillis;
    if (this.retry !== undefined) {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.writingSinceMillis = undefined;
    } else if (this.writingSinceMillis !== undefined) {
      if (performance.now() - this.writingSinceMillis > stuckMillis) return;
      // It takes microseconds, on another thread, and comes first.
      pause();
    }
    this.seal(0);
    const last = this.waiting.splice(this.writingSinceMillis === undefined ? 0 : 1);
    for (const chunk of last) this.writeNow(chunk, deadlineMillis);
    this.waitingBytes = this.waiting[0]?.length ?? 0;
  }

  private writeNow(chunk: Chunk, deadlineMillis: number): void {
    while (!this.isBroken && chunk.written < chunk.length && performance.now() < deadlineMillis) {
      try {
        chunk.written += writeSync(this.descriptor, chunk.bytes, chunk.written, chunk.length - chunk.written);
      } catch (error) {
        if (isNotReady(error)) pause();
        else this.breakDown();
      }
    }
    if (chunk.written < chunk.length) this.onDropped(chunk.lines);
  }

  private wait(): void {
    // Keeps a process alive that has nothing else to do: its last lines are written.
    this.timer = setTimeout(() => this.start(), longestWaitMillis);
  }

  /** Puts what is filled into the queue; the next chunk has room for so many bytes. */
  private seal(nextBytes: number): void {
    if (this.filling.length > 0) {
      this.waiting.push(this.filling);
      this.waitingBytes += this.filling.length;
      this.filling = this.spare ?? newChunk(chunkBytes);
      this.spare = undefined;
    }
    if (nextBytes > this.filling.bytes.length) this.filling = newChunk(nextBytes);
  }

  /** Begins to write, where nothing is being written, what waits and what is filled. */
  private start(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.writingSinceMillis !== undefined) return;
    if (this.waiting.length === 0) this.seal(0);
    const chunk = this.waiting[0];
    if (chunk === undefined) return;
    this.writingSinceMillis = performance.now();
    this.continue(chunk);
  }

  private continue(chunk: Chunk): void {
    this.retry = undefined;
    write(
      this.descriptor,
      chunk.bytes,
      chunk.written,
      chunk.length - chunk.written,
      null,
      (error, writtenBytes) => {
        if (error !== null && isNotReady(error)) {
          this.retry = setTimeout(() => this.continue(chunk), retryMillis);
          return;
        }
        if (error !== null) this.breakDown();
        else chunk.written += writtenBytes;
        if (!this.isBroken && chunk.written < chunk.length) this.continue(chunk);
        else this.finish(chunk);
      },
    );
  }

  private finish(chunk: Chunk): void {
    this.writingSinceMillis = undefined;
    if (this.waiting[0] === chunk) {
      this.waiting.shift();
      this.waitingBytes -= chunk.length;
    }
    if (chunk.bytes.length === chunkBytes) {
      chunk.length = 0;
      chunk.written = 0;
      chunk.lines = 0;
      this.spare = chunk;
    }
    if (this.waiting.length > 0 || this.onEmpty !== undefined) this.start();
    else if (this.filling.length > 0) this.wait();
    if (this.writingSinceMillis === undefined) this.onEmpty?.();
  }

  /** Nobody will ever read what is written here. */
  private breakDown(): void {
    this.isBroken = true;
    this.seal(0);
    this.onDropped(this.waiting.splice(0).reduce((lines, chunk) => lines + chunk.lines, 0));
    this.waitingBytes = 0;
  }
}

function newChunk(sizeBytes: number): Chunk {
  return { bytes: Buffer.allocUnsafeSlow(sizeBytes), length: 0, written: 0, lines: 0 };
}

function isNotReady(error: unknown): boolean {
  return error instanceof Error && "code" in error && notReady.has(error.code);
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
