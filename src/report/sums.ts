import type { CategoryTable } from './by-category.ts';
import type { Remark } from './report.ts';

/** Warnings where keywords do not add up to their category, or categories to the TOTAL. */
export function sumsThatDisagree(
  table: CategoryTable,
  columns: readonly string[],
): readonly Remark[] {
  return columns.flatMap((column) =>
    table.rows
      .filter((row) => row.keyword === null)
      .flatMap((row) => {
        const parts = table.rows.filter((other) =>
          row.category === 'TOTAL'
            ? other.keyword === null && other.category !== 'TOTAL'
            : other.keyword !== null && other.category === row.category,
        );
        const what = row.category === 'TOTAL' ? 'the categories' : 'its keywords';
        const place = { file: table.file, row: row.number, column };
        const values = parts.map((part) => part.values[column] ?? null);
        return disagreement(place, row.values[column] ?? null, what, values);
      }),
  );
}

/** One warning when given parts add up to something else than the whole; none when none is given. */
export function disagreement(
  place: Omit<Remark, 'message'>,
  whole: number | null,
  what: string,
  parts: readonly (number | null)[],
): readonly Remark[] {
  const given = parts.filter((part) => part !== null);
  if (given.length === 0) return [];
  const sum = given.reduce((total, part) => total + part, 0);
  if (sum === (whole ?? 0)) return [];
  const way = sum < (whole ?? 0) ? 'falls short of' : 'exceeds';
  return [{ ...place, message: `the sum of ${what}, ${sum}, ${way} the ${whole ?? 0} given here` }];
}
