/** The embedded database cannot be used; the message is one sentence that says why and what to do. */
export class EmbeddedRefused extends Error {
  override readonly name = 'EmbeddedRefused';
}
