import { type PolicyEntry, type RuleParameters, strictest } from './policy.ts';

type Decided = Omit<PolicyEntry, 'version'>;

/**
 * What is decided along with an entry for a person, so that what was decided before it for a later
 * date (a step of a gradual start, say) does not undo it: from each such date on the stricter of the
 * two, or the entry itself where its scope was to say nothing. An entry that withdraws needs none.
 */
export function lasting(
  rule: RuleParameters,
  entries: readonly PolicyEntry[],
  entry: Decided,
): readonly Decided[] {
  const { params, scope } = entry;
  if (params === null || scope.kind !== 'person') return [];
  const later = new Map<number, PolicyEntry>();
  for (const one of entries) {
    const isOwn = one.scope.kind === 'person' && one.scope.id === scope.id;
    const isSame = isOwn && one.rule === entry.rule && one.level === entry.level;
    const known = later.get(one.from)?.version ?? 0;
    if (isSame && one.from > entry.from && one.version > known) later.set(one.from, one);
  }
  return [...later.values()].map((one) => {
    const both = one.params ? strictest(rule, [one.params, params]) : params;
    return { ...entry, params: both, from: one.from };
  });
}
