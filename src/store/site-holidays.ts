import { change, type Reader, rows, sql, type Tx } from './rows.ts';

/** A site whose law may give public holidays, and how far they are kept. */
export interface SiteWithLaw {
  readonly id: number;
  readonly jurisdiction: string;
  /** The last one that is kept, 'YYYY-MM-DD'; null: none is. */
  readonly last: string | null;
}

/** Every site that is held to a law, by id. */
export function sitesWithLaw(db: Reader): Promise<readonly SiteWithLaw[]> {
  return rows<SiteWithLaw>(
    db,
    sql`select s.id, s.jurisdiction, max(h.local_date)::text as last from sites s
      left join site_holidays h on h.site_id = s.id
      where s.jurisdiction is not null group by s.id order by s.id`,
  );
}

/** A date of a site's own calendar ('YYYY-MM-DD') and what it is called. */
interface Dated {
  readonly date: string;
  readonly name: string;
}

/** The dates that are kept of a site, in ascending order. */
export function keptHolidays(db: Reader, site: number): Promise<readonly Dated[]> {
  return rows<Dated>(
    db,
    sql`select local_date::text as date, name from site_holidays where site_id = ${site}
      order by local_date`,
  );
}

/**
 * Makes a site's holidays from a date on these and no others, and has everybody who belongs there
 * read again by whoever remembers them. Returns how many dates became one or ceased to be one.
 */
export async function keepSiteHolidays(
  tx: Tx,
  site: number,
  from: string,
  holidays: readonly Dated[],
): Promise<number> {
  const dates = holidays.map(({ date }) => date);
  const gone = await change(
    tx,
    sql`delete from site_holidays where site_id = ${site} and local_date >= ${from}::date
      and local_date <> all(${dates}::date[])`,
  );
  const added = await change(
    tx,
    sql`insert into site_holidays (site_id, local_date, name)
      select ${site}, h.date, min(h.name)
      from unnest(${dates}::date[], ${holidays.map(({ name }) => name)}::text[]) as h(date, name)
      where h.date >= ${from}::date group by h.date on conflict do nothing`,
  );
  if (gone + added > 0) await moveOn(tx, site);
  return gone + added;
}

/** In the order of whoever decides, so that neither waits for the other for ever. */
async function moveOn(tx: Tx, site: number): Promise<void> {
  await change(
    tx,
    sql`with own as (select l.reviewer_id from ledgers l where l.reviewer_id in
        (select reviewer_id from memberships where site_id = ${site})
        order by l.reviewer_id for update)
      update ledgers l set version = version + 1 from own where l.reviewer_id = own.reviewer_id`,
  );
}
