// Turns many measurements into the few figures that are read.

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.ceil(share * sorted.length), sorted.length) - 1];
}

/** A row of a table: what, then the p50, p95 and p99 of its milliseconds. */
export function row(what, values) {
  return { what, p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) };
}

export function printTable(title, rows) {
  const width = Math.max(title.length, ...rows.map(({ what }) => what.length)) + 2;
  const cell = (text) => String(text).padStart(9);
  console.log(`\n${title.padEnd(width)}${["p50 ms", "p95 ms", "p99 ms"].map(cell).join("")}`);
  for (const { what, ...figures } of rows) console.log(what.padEnd(width) + Object.values(figures).map((ms) => cell(ms.toFixed(1))).join(""));
}
