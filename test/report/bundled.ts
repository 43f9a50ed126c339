import type { FiledTable, Report } from '../../src/report/report.ts';
import { readReport } from '../../src/report/template.ts';
import { readBundled } from '../../src/services/bundled-report.ts';

/** The bundled report as it is read. */
export async function bundledReport(): Promise<Report> {
  const read = readReport(await readBundled());
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.errors));
  return read.report;
}

/** The bundled files with one text in one of them replaced; it must occur there. */
export async function bundledWith(
  number: 4 | 6 | 7 | 9,
  from: string | RegExp,
  to: string | ((found: string) => string),
): Promise<readonly FiledTable[]> {
  return (await readBundled()).map((filed) => {
    if (!filed.name.startsWith(`${number}_`)) return filed;
    const text = filed.text.replace(from, typeof to === 'string' ? () => to : to);
    if (text === filed.text) throw new Error(`'${from}' is not in ${filed.name}`);
    return { ...filed, text };
  });
}
