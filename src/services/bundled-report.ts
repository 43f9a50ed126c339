import { readdir, readFile } from 'node:fs/promises';
import type { FiledTable } from '../report/report.ts';

const FOLDER = new URL('../report/bundled/', import.meta.url);

/** The tables of the report that comes with the project, as `readReport` takes them. */
export async function readBundled(): Promise<readonly FiledTable[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.csv')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, FOLDER), 'utf8') })),
  );
}
