/** The LogQL query for the lines of one trace, written by one service. */
export function traceLogsQuery(service: string, traceId: string): string {
  return `{service=${JSON.stringify(service)}} |= "${traceId}"`;
}
