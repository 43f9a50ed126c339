/** The median time of warm runs of each, in ms; they take turns, so that none has the quieter machine. */
export function medians(work: readonly (() => unknown)[], runs: number): readonly number[] {
  const warm = Math.ceil(runs / 2);
  const times = work.map((): number[] => []);
  for (let i = -warm; i < runs; i++)
    work.forEach((run, j) => {
      const start = performance.now();
      run();
      if (i >= 0) times[j]?.push(performance.now() - start);
    });
  return times.map(median);
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** With four digits that mean something. */
export function rounded(n: number): number {
  return Number(n.toPrecision(4));
}
