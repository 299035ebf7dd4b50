// What the benchmarks of the browser print.

/** The one in the middle. */
export function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** A table with a line above; the first column is for words. */
export function print(title: string, head: string[], lines: (string | number)[][]): void {
  const cells = [head, ...lines.map((line) => line.map((cell) => (typeof cell === "number" ? cell.toFixed(1) : cell)))];
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  console.log(title);
  for (const line of cells) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]! + 2))).join(""));
  }
  console.log();
}
