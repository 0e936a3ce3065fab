import type { ModelFinding } from '../../process.ts';
import { labelOf } from './label.ts';
import type { XmlElement } from './xml-element.ts';

/** Collects what is wrong with one file of the model, all of it, so that the owner mends it in one go. */
export class Findings {
  readonly #file: string;
  readonly #found: ModelFinding[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** `element` undefined: the file as a whole. */
  add(element: XmlElement | undefined, sentence: string): void {
    const finding = { file: this.#file, element: element === undefined ? null : labelOf(element), sentence };
    // Several places of one element may lack the same thing.
    const isThere = this.#found.some((each) => each.element === finding.element && each.sentence === sentence);
    if (!isThere) this.#found.push(finding);
  }

  get all(): readonly ModelFinding[] {
    return this.#found;
  }
}
