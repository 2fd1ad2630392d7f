/** What a service of `series` series shows: counters, gauges and a classic histogram, with labels of common lengths. */
export function exposition(seriesCount: number): string {
  const lines: string[] = [];
  const bounds = ["0.005", "0.01", "0.05", "0.1", "0.5", "1", "5", "+Inf"];
  for (let index = 0; lines.length < seriesCount; index++) {
    const labels = `method="GET",endpoint="/api/v1/items/${index}",status="${200 + (index % 5)}"`;
    if (index % 50 === 0) {
      const name = `service_part_${index / 50}`;
      lines.push(`# HELP ${name}_total Requests of part ${index}.`, `# TYPE ${name}_total counter`);
      lines.push(`# TYPE ${name}_seconds histogram`);
    }
    const name = `service_part_${Math.floor(index / 50)}`;
    lines.push(`${name}_total{${labels}} ${index * 1_237}`);
    for (const [place, le] of bounds.entries()) {
      lines.push(`${name}_seconds_bucket{${labels},le="${le}"} ${index * (place + 1)}`);
    }
    lines.push(`${name}_seconds_sum{${labels}} ${(index * 17.31).toFixed(6)}`);
    lines.push(`${name}_seconds_count{${labels}} ${index * 8}`);
  }
  return `${lines.join("\n")}\n`;
}
