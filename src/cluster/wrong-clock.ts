/**
 * Loaded before a replica: its own clock says another time than the true one, as that of a machine that
 * nobody looks after. The database's clock is right: it is the one that decides.
 */
const ahead = Number(process.env['CLOCK_AHEAD_MS']);
const TrueDate = Date;
const now = () => TrueDate.now() + ahead;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
  apply: () => new TrueDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
