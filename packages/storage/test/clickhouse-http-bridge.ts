import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Session } from "chdb";

/**
 * Enough of ClickHouse's HTTP interface for the official client, on the engine in process: the statement in the
 * body or as `query`, an insert's rows in the body, values as `param_NAME`, errors as text with their code.
 */
export interface ClickHouseHttpBridge {
  readonly url: string;
  close(): Promise<void>;
}

export async function startClickHouseHttpBridge(directory: string): Promise<ClickHouseHttpBridge> {
  const session = new Session(directory);
  const server = createServer((request, response) => {
    void answer(session, request).then(
      (bytes) => response.end(bytes),
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        const code = /Code: (\d+)/.exec(message)?.[1] ?? "0";
        response.writeHead(500, { "X-ClickHouse-Exception-Code": code }).end(`${message} (version 26.7.2.1)`);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await closeServer(server);
      session.close();
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function answer(session: Session, request: IncomingMessage): Promise<Uint8Array> {
  const { searchParams } = new URL(request.url ?? "/", "http://bridge");
  const body = await buffer(request);
  const insert = /^INSERT INTO (\S+) \((.+)\) FORMAT TabSeparated/.exec(searchParams.get("query") ?? "");
  if (insert?.[1] !== undefined && insert[2] !== undefined) {
    const columns = insert[2].split(",").map((column) => column.trim().replaceAll("`", ""));
    const settings = {
      max_partitions_per_insert_block: searchParams.get("max_partitions_per_insert_block") ?? 100,
    };
    await session.insert({ table: insert[1], columns, format: "TabSeparated", values: body, settings });
    return new Uint8Array();
  }
  const parameters = [...searchParams]
    .filter(([name]) => name.startsWith("param_"))
    .map(([name, value]) => [name.slice("param_".length), unescapeParameter(value)] as const);
  const sql = searchParams.get("query") ?? body.toString("utf8");
  const result = await session.queryBindAsync(sql, Object.fromEntries(parameters), {
    format: "TabSeparated",
  });
  return result.bytes();
}

/** Values arrive in TabSeparated's escapes; chdb escapes them again. */
function unescapeParameter(value: string): string {
  const characters: Readonly<Record<string, string>> = {
    t: "\t",
    n: "\n",
    r: "\r",
    b: "\b",
    f: "\f",
    0: "\0",
  };
  return value.replace(/\\(.)/gs, (_, character: string) => characters[character] ?? character);
}
