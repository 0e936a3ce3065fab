/**
 * The engine cannot be started. The message is one Indonesian sentence for the person at the terminal, with the remedy.
 */
export class StartError extends Error {
  override name = 'StartError';
}
