import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the run with one line that a person and a script read alike: `N passed, N failed`. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const line = closingLine(modules, errors);
    // The default reporter's summary and vitest's own clean-up come first; this is the last word.
    process.once('exit', () => {
      // A run that proved nothing is not a pass.
      if (line.startsWith('0 passed')) process.exitCode ||= 1;
      process.stdout.write(`${line}\n`);
    });
  }
}

/** A file that cannot be collected and an error outside any test count as one failure each. */
function closingLine(modules: readonly TestModule[], errors: readonly SerializedError[]): string {
  const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
  let broken = errors.length;
  for (const module of modules) {
    const tests = [...module.children.allTests()];
    for (const test of tests) count[test.result().state] += 1;
    if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) {
      broken += 1;
    }
  }
  const skipped = count.skipped + count.pending;
  const line = `${count.passed} passed, ${count.failed + broken} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
