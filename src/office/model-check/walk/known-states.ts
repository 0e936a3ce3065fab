import type { Node } from '../../../process/model/read-diagram.ts';
import type { State } from './state.ts';

/** A state that some case came to. */
export interface Known extends State {
  /** The states that lead here. */
  readonly from: Known[];
  /** The case ends here. */
  ends: boolean;
}

/** A diagram that counts without end would never be walked to its end; ours has some twenty thousand states. */
const MOST_STATES = 40_000;

/** The states that cases came to, each once, and how they came. */
export class KnownStates {
  readonly #numbers = new Numbers();
  readonly #states = new Map<string, Known>();

  /** The state, when no case has come to it before. */
  meet({ node, variables, facts }: State, before: Known | undefined): Known | 'known' | 'too-many' {
    const key = `${node.id} ${this.#numbers.of(variables)} ${this.#numbers.of(facts)}`;
    const from = before === undefined ? [] : [before];
    const known = this.#states.get(key);
    if (known !== undefined) {
      known.from.push(...from);
      return 'known';
    }
    if (this.#states.size >= MOST_STATES) return 'too-many';
    const met = { node, variables, facts, from, ends: false };
    this.#states.set(key, met);
    return met;
  }

  /** Elements from which no way led to an end, found by going back from the ends. */
  traps(): Node[] {
    const states = [...this.#states.values()];
    const open = states.filter(({ ends }) => ends);
    const free = new Set(open);
    for (let state = open.pop(); state !== undefined; state = open.pop())
      for (const before of state.from)
        if (!free.has(before)) {
          free.add(before);
          open.push(before);
        }
    return [...new Set(states.filter((state) => !free.has(state)).map(({ node }) => node))];
  }
}

/** Gives equal variables, and equal facts, the same number: states are compared many thousand times. */
class Numbers {
  readonly #ofText = new Map<string, number>();
  /** Most states share their variables and facts with the state before. */
  readonly #ofPart = new WeakMap<object, number>();

  of(part: object): number {
    const known = this.#ofPart.get(part);
    if (known !== undefined) return known;
    const text = JSON.stringify(part);
    const number = this.#ofText.get(text) ?? this.#ofText.size;
    this.#ofText.set(text, number);
    this.#ofPart.set(part, number);
    return number;
  }
}
