import { faultOf, faultOfUnaryTests } from '../../feel-syntax.ts';
import type { ModelFinding } from '../../process.ts';
import { describeFault } from './feel-fault.ts';
import { labelOf } from './label.ts';
import type { XmlElement } from './xml-element.ts';

/** A FEEL text of the model and where its owner finds it. */
export interface FeelText {
  readonly file: string;
  readonly element: string;
  /** The field or cell. */
  readonly place: string;
  readonly kind: 'expression' | 'unary-tests';
  readonly text: string;
}

/** Collects what is wrong with one file of the model, all of it, so that the owner mends it in one go. */
export class Findings {
  readonly #file: string;
  readonly #found: ModelFinding[] = [];
  readonly #feel: FeelText[] = [];

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

  /** Reads a FEEL text; answers false, after a finding, when it cannot be read. */
  readFeel(element: XmlElement, place: string, text: string, kind: FeelText['kind'] = 'expression'): boolean {
    const fault = kind === 'expression' ? faultOf(text) : faultOfUnaryTests(text);
    if (fault === undefined) this.#feel.push({ file: this.#file, element: labelOf(element), place, kind, text });
    else this.add(element, describeFault(fault, place));
    return fault === undefined;
  }

  get all(): readonly ModelFinding[] {
    return this.#found;
  }

  /** Every FEEL text that was read, for the engine's own library to read again. */
  get feel(): readonly FeelText[] {
    return this.#feel;
  }
}
