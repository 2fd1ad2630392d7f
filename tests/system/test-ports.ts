/**
 * What the files of `tests/` add to the system's own ports: files run two at a time, so no two may share a port. Below
 * 32,768, from where the system takes the ports of outgoing connections. Checked by `test-ports.test.ts`.
 */
export const portOffsets = {
  openTelemetryClient: 13_000,
  nodeExporterClient: 13_110,
  durability: 13_200,
  startUp: 13_310,
  leak: 13_400,
  answers: 14_000,
  restart: 14_110,
  console: 14_190,
  outages: 14_240,
  backup: 14_410,
  qdrant: 14_600,
  traceOutages: 14_710,
  traceOutageKill: 14_720,
  gatewayStores: 14_800,
  differentialApi: 15_000,
  differentialQueries: 15_110,
  differentialScraping: 15_190,
  contract: 15_510,
  remoteWrite: 15_900,
  proxies: 3_300,
} as const;

/** Of programs beside the system. */
export const peerPorts = {
  nodeExporterClient: 26_000,
  leakExporter: 26_001,
  leakBackend: 26_002,
  gatewayStoresRedis: 26_003,
  gatewayStoresQdrant: 26_004,
  outagesPostgresql: 26_005,
  outagesRedis: 26_006,
  backupPostgresql: 26_007,
  qdrant: 26_008,
  differentialApi: 26_009,
  differentialApiReader: 26_010,
  differentialQueries: 26_011,
  differentialScraping: 26_012,
  differentialScrapingNode: 26_013,
  remoteWrite: 26_014,
  infrastructureExporter: 26_015,
  infrastructureDatabase: 26_016,
} as const;
