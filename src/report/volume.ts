import { CATEGORY_CODES, type Category } from '../domain/category.ts';
import {
  CATEGORY_BY_KEYWORD,
  CATEGORY_OTHERWISE,
  COMPLAINTS_FOLLOW,
  DUE_HOURS_OTHERWISE,
  UNCATEGORISED,
} from './assumptions.ts';
import { daysOf } from './filing.ts';
import type { Counts, Report, ReportedCategory } from './report.ts';

/** Items that people look at in one category. */
export interface Volume {
  readonly category: Category;
  readonly itemsPerDay: number;
  /** Of its notices, weighted by their number; the report's own where the category has none. */
  readonly medianHoursToAct: number;
}

type Count = (counts: Counts) => number;

const notices: Count = (counts) => counts.notices ?? 0;
const complainedOf: Count = (counts) => counts[COMPLAINTS_FOLLOW] ?? 0;
const lookedAt: Count = (counts) => Math.max(0, (counts.measures ?? 0) - (counts.automated ?? 0));

/**
 * What people look at a day, by our categories, all of them in the taxonomy's order: measures less
 * the solely automated ones, never below zero, plus notices, plus complaints.
 */
export function volumes(report: Report): readonly Volume[] {
  const days = daysOf(report.period);
  const measures = byCategory(report, lookedAt);
  const noticed = byCategory(report, notices);
  const complained = byCategory(report, complainedOf);
  const measuresInAll = sum(complained.values());
  return CATEGORY_CODES.map((category) => {
    const share = measuresInAll > 0 ? of(complained, category) / measuresInAll : 0;
    const spread = measuresInAll > 0 ? share : category === UNCATEGORISED ? 1 : 0;
    const items = of(measures, category) + of(noticed, category) + report.complaints * spread;
    return {
      category,
      itemsPerDay: items / days,
      medianHoursToAct: medianHours(report, category),
    };
  });
}

/** One count of the report by our categories; what is in no DSA category goes where assumed. */
function byCategory(report: Report, count: Count): ReadonlyMap<Category, number> {
  const counted = new Map<Category, number>([[UNCATEGORISED, count(uncategorised(report))]]);
  for (const category of report.categories)
    for (const [ours, n] of partsOf(category, count)) counted.set(ours, of(counted, ours) + n);
  return counted;
}

/** What the TOTAL counts and no category does; never below zero. */
function uncategorised(report: Report): Counts {
  const beyond = (count: Count) =>
    Math.max(0, count(report.totals) - sum(report.categories.map(count)));
  return {
    notices: beyond(notices),
    measures: beyond((counts) => counts.measures ?? 0),
    automated: beyond((counts) => counts.automated ?? 0),
    medianHoursToAct: null,
  };
}

/**
 * A category's count among our categories by its keywords. The category's own figure counts: where
 * its keywords exceed it they are scaled down, where they fall short the rest goes where 'other' goes.
 */
function partsOf(category: ReportedCategory, count: Count): readonly [Category, number][] {
  const whole = count(category);
  const keywords = sum(category.keywords.map(count));
  const scale = keywords > whole ? whole / keywords : 1;
  const parts = category.keywords.map((keyword): [Category, number] => [
    categoryOf(category.category, keyword.keyword),
    count(keyword) * scale,
  ]);
  return [...parts, [categoryOf(category.category, 'OTHER'), Math.max(0, whole - keywords)]];
}

function categoryOf(category: string, keyword: string): Category {
  return CATEGORY_BY_KEYWORD[keyword] ?? CATEGORY_OTHERWISE[category] ?? 'LOW_HARM';
}

function medianHours(report: Report, ours: Category): number {
  const otherwise = report.totals.medianHoursToAct ?? DUE_HOURS_OTHERWISE;
  const own = report.categories.flatMap((category) =>
    category.keywords.filter(
      (keyword) =>
        keyword.medianHoursToAct !== null &&
        notices(keyword) > 0 &&
        categoryOf(category.category, keyword.keyword) === ours,
    ),
  );
  if (own.length === 0) return otherwise;
  return sum(own.map((k) => notices(k) * (k.medianHoursToAct ?? 0))) / sum(own.map(notices));
}

function of(counted: ReadonlyMap<Category, number>, category: Category): number {
  return counted.get(category) ?? 0;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
}
