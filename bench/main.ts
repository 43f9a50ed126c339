/** `npm run bench -- NAME`: runs bench/NAME.ts; the last line printed is its result as JSON. */
import { existsSync, readdirSync } from 'node:fs';

const OTHERS = ['main.ts', 'median.ts'];

const [name = '', ...words] = process.argv.slice(2);
const file = new URL(`${name}.ts`, import.meta.url);
if (OTHERS.includes(`${name}.ts`) || !existsSync(file)) {
  const files = readdirSync(new URL('.', import.meta.url)).filter((one) => one.endsWith('.ts'));
  const names = files.filter((one) => !OTHERS.includes(one));
  console.error(`npm run bench -- NAME, one of: ${names.join(', ').replaceAll('.ts', '')}`);
  process.exitCode = 1;
} else {
  const { bench }: { bench: (words: readonly string[]) => object | Promise<object> } = await import(
    file.href
  );
  console.log(JSON.stringify({ name, ...(await bench(words)) }));
}
