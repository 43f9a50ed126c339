import type { PolicyEntry, RuleParameters, Scope } from './policy.ts';
import type { Instant } from './time.ts';

/** What a policy would be changed by, before it has a date and a version. */
export type Change = Omit<PolicyEntry, 'version' | 'from'>;

/**
 * Whether changes from an instant on loosen a hard rule for anybody they reach: what a scope says of
 * a hard rule is withdrawn, or any number of it is less strict than the scope said. What it says for
 * the first time loosens nothing, as the strictest of all scopes counts. A number that a stricter
 * scope hides today loosens too: that scope may be withdrawn tomorrow.
 */
export function loosens(
  entries: readonly PolicyEntry[],
  rules: readonly RuleParameters[],
  changes: readonly Change[],
  from: Instant,
): boolean {
  return changes.some((change) => {
    if (change.level !== 'hard') return false;
    const said = saidThen(entries, change, from)?.params ?? null;
    if (said === null) return false;
    const rule = rules.find(({ id }) => id === change.rule);
    if (change.params === null || !rule) return true;
    const [before, after] = [
      { ...rule.defaults, ...said },
      { ...rule.defaults, ...change.params },
    ];
    return Object.entries(before).some(([name, value]) => {
      const changed = after[name] ?? value;
      // What nobody can compare is taken for looser.
      if (!Object.hasOwn(rule.stricter, name)) return changed !== value;
      return rule.stricter[name] === 'higher' ? changed < value : changed > value;
    });
  });
}

/** What the same scope says of the same rule at the same level at an instant. */
function saidThen(
  entries: readonly PolicyEntry[],
  change: Change,
  at: Instant,
): PolicyEntry | undefined {
  return entries
    .filter((entry) => entry.from <= at && isSamePlace(entry, change))
    .toSorted((a, b) => a.from - b.from || a.version - b.version)
    .at(-1);
}

/** Whether two entries are about one rule at one level in one scope, so that one replaces the other. */
export function isSamePlace(a: Change, b: Change): boolean {
  return a.rule === b.rule && a.level === b.level && isSameScope(a.scope, b.scope);
}

function isSameScope(a: Scope, b: Scope): boolean {
  return a.kind === b.kind && ('id' in a ? a.id : null) === ('id' in b ? b.id : null);
}
