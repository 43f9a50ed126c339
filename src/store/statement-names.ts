/** Statements beyond these stay unnamed: what clients ask for may take any shape. */
const MOST = 400;

const names = new Map<string, string>();

/** A statement that is named is parsed and planned once a connection, not at every call. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `respite_${names.size}`;
  names.set(text, name);
  return name;
}
