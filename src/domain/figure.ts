/**
 * A number as a sentence shows it, with at most one decimal, rounded away from the limit it is held
 * against, so that a breach by a second never reads as if the limit had held.
 */
export function figure(observed: number, limit: number): string {
  const round = observed > limit ? Math.ceil : Math.floor;
  // What is within a floating-point error of a decimal is that decimal.
  return String(round(Number((observed * 10).toFixed(6))) / 10);
}
