/** What a row says of one category or keyword. Null: the cell is empty, which is not a 0. */
export interface Counts {
  readonly notices: number | null;
  /** Measures at the platform's own initiative, those by solely automated means among them. */
  readonly measures: number | null;
  readonly automated: number | null;
  readonly medianHoursToAct: number | null;
}

export interface ReportedKeyword extends Counts {
  /** Without the prefix `KEYWORD_`. */
  readonly keyword: string;
}

export interface ReportedCategory extends Counts {
  /** Without the prefix `STATEMENT_CATEGORY_`. */
  readonly category: string;
  readonly keywords: readonly ReportedKeyword[];
}

/** Local dates, both of them inside the period. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Tables 4, 6, 7 and 9 of one filer's transparency report, as published. */
export interface Report {
  /** Spelled as the filer spells it. */
  readonly service: string;
  readonly period: Period;
  /** The rows named TOTAL: they may count what no category does. */
  readonly totals: Counts;
  readonly categories: readonly ReportedCategory[];
  readonly complaints: number;
  readonly moderators: {
    readonly total: number;
    /** By ISO 639-1 code; a speaker of several languages counts in each. */
    readonly byLanguage: ReadonlyMap<string, number>;
  };
}

/** Something to say about one place of the filed tables: an error or a warning. */
export interface Remark {
  readonly file: string;
  /** As a spreadsheet numbers it: the headers are row 1. Null: the file as a whole. */
  readonly row: number | null;
  /** The column's header. Null: the row as a whole. */
  readonly column: string | null;
  readonly message: string;
}

/** One file as it was received. */
export interface FiledTable {
  readonly name: string;
  readonly text: string;
}
