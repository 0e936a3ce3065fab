import type { Decisions } from '../../process/memory/decisions.ts';
import type { Diagram } from '../../process/model/read-diagram.ts';
import type { Form } from '../../process/model/read-forms.ts';
import type { Decision } from '../../process/model/read-tables.ts';
import type { Report } from './finding.ts';

/** What the rules look at: the model as read, and where they write what they find. */
export interface Subject {
  readonly diagram: Diagram;
  /** Name of the diagram's file. */
  readonly file: string;
  readonly tables: readonly Decision[];
  /** Name of the tables' file. */
  readonly tablesFile: string;
  /** Evaluates the tables. */
  readonly decisions: Decisions;
  readonly forms: readonly Form[];
  readonly report: Report;
}
