/**
 * The engine did not answer: not started, stopped, overloaded, or the connection broke. Whether the command was carried
 * out is unknown.
 */
export class EngineAway extends Error {
  override name = 'EngineAway';
}
