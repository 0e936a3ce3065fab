import { ModelRefused, type ModelFinding } from '../process.ts';

/** Gathers what is wrong with a model, so that its owner reads everything at once. */
export class Findings {
  readonly #all: ModelFinding[] = [];

  add(file: string, element: string | null, sentence: string): void {
    this.#all.push({ file, element, sentence });
  }

  /** Throws ModelRefused when there is a finding. */
  refuse(): void {
    if (this.#all.length > 0) throw new ModelRefused(this.#all);
  }
}
