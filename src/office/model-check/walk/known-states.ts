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
  readonly #variables = new Parts<State['variables']>();
  readonly #facts = new Parts<State['facts']>();
  readonly #states = new Map<string, Known>();

  /** The state, when no case has come to it before; equal states have the same objects for variables and facts. */
  meet({ node, ...state }: State, before: Known | undefined): Known | 'known' | 'too-many' {
    const variables = this.#variables.of(state.variables);
    const facts = this.#facts.of(state.facts);
    const key = `${node.id} ${variables.number} ${facts.number}`;
    const from = before === undefined ? [] : [before];
    const known = this.#states.get(key);
    if (known !== undefined) {
      known.from.push(...from);
      return 'known';
    }
    if (this.#states.size >= MOST_STATES) return 'too-many';
    const met = { node, variables: variables.part, facts: facts.part, from, ends: false };
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

interface Numbered<Part> {
  readonly part: Part;
  readonly number: number;
}

/** Gives equal parts of states the same object and number: states are compared many thousand times. */
class Parts<Part extends object> {
  readonly #ofText = new Map<string, Numbered<Part>>();
  /** Most states share their variables and facts with the state before. */
  readonly #ofObject = new WeakMap<Part, Numbered<Part>>();

  of(part: Part): Numbered<Part> {
    const seen = this.#ofObject.get(part);
    if (seen !== undefined) return seen;
    const text = JSON.stringify(part);
    const known = this.#ofText.get(text) ?? { part, number: this.#ofText.size };
    this.#ofText.set(text, known);
    this.#ofObject.set(part, known);
    return known;
  }
}
