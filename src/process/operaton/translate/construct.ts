import type { Draft } from './draft.ts';
import type { XmlElement } from './xml-element.ts';

/** What a construct may know beyond the element in its hands. */
export interface Translation {
  /** Tag of the whole model. */
  readonly versionTag: string;
  /** Ids of the model's forms. */
  readonly forms: ReadonlySet<string>;
  /** The model's decisions by id. */
  readonly decisions: ReadonlyMap<string, DecisionResult>;
  /** Notes what cannot be translated, and what its owner can do. */
  refuse(element: XmlElement, sentence: string): void;
  /**
   * The FEEL of a text that begins with "=", checked; undefined, and a finding, when it cannot be read or is no
   * expression at all. `place` says which field of the modeler it stands in.
   */
  feel(element: XmlElement, text: string | undefined, place: string): string | undefined;
  /** A text as it stands, or the engine's spelling of its FEEL; undefined after a finding. */
  value(element: XmlElement, text: string, place: string): string | undefined;
}

/** How the result of a decision lies in the engine's own result, a list of rows. */
export interface DecisionResult {
  /** A literal expression or a table with one matching row has one row; a collecting table has any number. */
  readonly rows: 'one' | 'many';
  /** `name` as the owner wrote it, `variable` as the translated table calls it. */
  readonly outputs: readonly { readonly name: string; readonly variable: string }[];
}

/** One construct of the Zeebe dialect and its place in the engine's. */
export interface Construct {
  /** Zeebe extension elements it answers for, with the kinds of elements on which it does. */
  readonly answersFor: Readonly<Record<string, readonly string[]>>;
  /** Sets attributes of the element, adds to the draft, or refuses. Called for every element of the model. */
  translate(element: XmlElement, draft: Draft, t: Translation): void;
}

/** In `answersFor`: wherever it stands. */
export const ANYWHERE = ['*'] as const;
