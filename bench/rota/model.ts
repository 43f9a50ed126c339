/**
 * A rota as a mixed-integer program in CPLEX's LP format, for general solvers: the same rules, totals,
 * wishes and demand, written as the literature does (a 0/1 variable a person, day and duty). Costs of runs that are soft are
 * not expressed.
 */
import { HARD, type Person, type Rota } from '../../src/planner/rota.ts';

export function programOf(rota: Rota): string {
  const program = new Program();
  const covered: string[][] = rota.cells.map(() => []);
  rota.people.forEach((person, p) => {
    for (let day = 0; day < rota.days; day++) {
      const open = rota.duties.flatMap((duty, d) => {
        const wish = person.wishes[day]?.[d + 1] ?? 0;
        if (wish === HARD) return [];
        const name = x(p, day, d);
        program.binary.push(name);
        program.cost(wish - (person.wishes[day]?.[0] ?? 0), name);
        for (const { cell, amount } of duty.covers[day] ?? [])
          covered[cell]?.push(`${amount} ${name}`);
        return [name];
      });
      program.constant += person.wishes[day]?.[0] ?? 0;
      program.row([...open, `- 1 ${w(p, day)}`], '=', 0);
      program.bounds.push(`0 <= ${w(p, day)} <= 1`);
    }
    runs(rota, person, p, program);
    totals(rota, person, p, program);
  });
  rota.cells.forEach((cell, c) => {
    program.row([...(covered[c] ?? []), `u${c}`, `- 1 o${c}`], '=', cell.wanted);
    program.cost(cell.lacking, `u${c}`);
    program.cost(cell.beyond, `o${c}`);
  });
  return program.text();
}

const x = (p: number, day: number, duty: number) => `x${p}_${day}_${duty}`;
const w = (p: number, day: number) => `w${p}_${day}`;

/** Successions, and runs of work and of days off that are too long or, inside the horizon, too short. */
function runs(rota: Rota, person: Person, p: number, program: Program): void {
  const { forbidden, work, off } = person.pattern;
  const can = (day: number, duty: number) => person.wishes[day]?.[duty + 1] !== HARD;
  for (let day = 0; day + 1 < rota.days; day++)
    for (let duty = 0; duty < rota.duties.length; duty++) {
      const after = forbidden.filter(([first]) => first === duty).map(([, second]) => second);
      const next = after.filter((one) => can(day + 1, one)).map((one) => x(p, day + 1, one));
      if (can(day, duty) && next.length > 0)
        program.row([`${next.length} ${x(p, day, duty)}`, ...next], '<=', next.length);
    }
  for (let day = 0; day + work.most < rota.days; day++) {
    const run = Array.from({ length: work.most + 1 }, (_, i) => w(p, day + i));
    program.row(run, '<=', work.most);
  }
  for (let short = 1; short < work.least; short++)
    for (let day = 0; day + short + 1 < rota.days; day++) {
      const inside = Array.from({ length: short }, (_, i) => `- 1 ${w(p, day + 1 + i)}`);
      program.row([w(p, day), ...inside, w(p, day + short + 1)], '>=', 1 - short);
    }
  for (let short = 1; short < off.least; short++)
    for (let day = 0; day + short + 1 < rota.days; day++) {
      const inside = Array.from({ length: short }, (_, i) => `- 1 ${w(p, day + 1 + i)}`);
      program.row([w(p, day), ...inside, w(p, day + short + 1)], '<=', 1);
    }
}

function totals(rota: Rota, person: Person, p: number, program: Program): void {
  person.totals.forEach(({ measure, from, to, least, most }) => {
    const amounts = rota.measures[measure];
    const terms: string[] = [];
    for (let day = from; day < to; day++) {
      if (amounts === 'weekends') {
        if (rota.weekend[day] !== 'first') continue;
        const weekend = `k${p}_${day}`;
        program.binary.push(weekend);
        terms.push(weekend);
        program.row([weekend, `- 1 ${w(p, day)}`], '>=', 0);
        if (day + 1 < rota.days) program.row([weekend, `- 1 ${w(p, day + 1)}`], '>=', 0);
      } else
        rota.duties.forEach((_, duty) => {
          const amount = amounts?.[day]?.[duty + 1] ?? 0;
          if (amount !== 0 && person.wishes[day]?.[duty + 1] !== HARD)
            terms.push(`${amount} ${x(p, day, duty)}`);
        });
    }
    if (terms.length === 0) return;
    if (least > 0) program.row(terms, '>=', least);
    if (Number.isFinite(most)) program.row(terms, '<=', most);
  });
}

class Program {
  readonly binary: string[] = [];
  readonly bounds: string[] = [];
  constant = 0;
  private readonly rows: string[] = [];
  private readonly costs: string[] = [];

  cost(weight: number, name: string): void {
    if (weight !== 0) this.costs.push(`${weight} ${name}`);
  }

  row(terms: readonly string[], sign: string, right: number): void {
    this.rows.push(` r${this.rows.length}: ${joined(terms)} ${sign} ${right}`);
  }

  text(): string {
    const costs = joined([...this.costs, `${this.constant} one`]);
    const rows = this.rows.join('\n');
    const bounds = [...this.bounds, 'one = 1'].join('\n ');
    return `Minimize\n obj: ${costs}\nSubject To\n${rows}\nBounds\n ${bounds}\nBinary\n ${this.binary.join('\n ')}\nEnd\n`;
  }
}

/** A line of the format must not be too long. */
function joined(terms: readonly string[]): string {
  return terms
    .map(
      (term, i) =>
        `${i === 0 || term.startsWith('-') ? '' : '+ '}${term}${i % 10 === 9 ? '\n' : ''}`,
    )
    .join(' ');
}
