import { type Candidate, type Claimant, speaks } from './claimant.ts';
import { costsOf } from './costs.ts';
import type { Pairs } from './matching.ts';
import type { Ranked } from './order.ts';

/** A kind of work: what fits one item of it fits all, and costs the same. */
interface Kind {
  /** By column; Infinity: they do not speak it, or may not. */
  readonly costs: Float64Array;
  readonly isAsked: Uint8Array;
}

/** Rows are the items, columns the people, both in order. `fits` is asked once a person and kind. */
export function pairsOf(
  people: readonly Ranked<Claimant>[],
  waiting: readonly Candidate[],
  fits: (claimant: Claimant, item: Candidate) => boolean,
): Pairs {
  const kindOf = kinds(people, waiting);
  return {
    rows: waiting.length,
    columns: people.length,
    costs: (row) => kindOf(row).costs,
    may: (row, column) => {
      const { costs, isAsked } = kindOf(row);
      if (isAsked[column]) return costs[column] !== Infinity;
      isAsked[column] = 1;
      const isFit = fits((people[column] as Ranked<Claimant>).person, waiting[row] as Candidate);
      if (!isFit) costs[column] = Infinity;
      return isFit;
    },
  };
}

/** The kind of each row, made when its row is come to. */
function kinds(
  people: readonly Ranked<Claimant>[],
  waiting: readonly Candidate[],
): (row: number) => Kind {
  const costOf = costsOf(people, Math.min(people.length, waiting.length));
  const givenBack = new Set(people.flatMap(({ person }) => [...(person.gaveBack ?? [])]));
  const speakersOf = speakers(people);
  const byName = new Map<string, Kind>();
  const kindOf = (item: Candidate): Kind => {
    // What somebody gave back is not for all alike who may see its kind.
    const name = givenBack.has(item.item) ? `${item.item}` : nameOf(item);
    const known = byName.get(name);
    if (known) return known;
    const cost = costOf(item);
    const costs = new Float64Array(people.length).fill(Infinity);
    for (const column of speakersOf(item.language))
      if (!(people[column] as Ranked<Claimant>).person.gaveBack?.has(item.item))
        costs[column] = cost(column);
    const kind = { costs, isAsked: new Uint8Array(people.length) };
    byName.set(name, kind);
    return kind;
  };
  const rows: Kind[] = [];
  return (row) => {
    rows[row] ??= kindOf(waiting[row] as Candidate);
    return rows[row];
  };
}

/** The columns of who speaks a language, found once. */
function speakers(
  people: readonly Ranked<Claimant>[],
): (language: string | null) => readonly number[] {
  const known = new Map<string | null, readonly number[]>();
  return (language) => {
    const columns =
      known.get(language) ??
      [...people.keys()].filter((i) => speaks((people[i] as Ranked<Claimant>).person, language));
    known.set(language, columns);
    return columns;
  };
}

function nameOf({ language, severity, categories, expectedMinutes }: Candidate): string {
  return `${language} ${severity} ${categories.toSorted().join(' ')} ${expectedMinutes}`;
}
