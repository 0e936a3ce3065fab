import { begin, type Start } from '../../../src/machine/threads/start.ts';

export interface Work {
  readonly does: 'answers' | 'turns for ever' | 'fills the memory' | 'dies once' | 'dies always' | 'fails';
  /** How often it was begun, over all threads. */
  readonly begun: Int32Array;
}

/** Runs in a thread. */
export function work({ does, begun, start }: Work & { readonly start: Start }): Promise<string> {
  begin(start);
  const time = Atomics.add(begun, 0, 1) + 1;
  const kept: object[] = [];
  if (does === 'turns for ever') for (;;);
  if (does === 'fills the memory') for (;;) kept.push(Array.from({ length: 1_000 }, () => ({})));
  if (does === 'dies always' || (does === 'dies once' && time === 1)) process.exit(1);
  if (does === 'fails') throw new Error('a fault of ours');
  return Promise.resolve(`answer ${time}`);
}
