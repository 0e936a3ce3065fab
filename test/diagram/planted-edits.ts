import { GATEWAYS } from './planted-edits/gateways.ts';
import { WAYS } from './planted-edits/ways.ts';
import { ELEMENTS } from './planted-edits/elements.ts';
import { SOP } from './planted-edits/sop.ts';
import { TABLES } from './planted-edits/tables.ts';
import { FORMS } from './planted-edits/forms.ts';
import { HARMLESS } from './planted-edits/harmless.ts';
import type { PlantedEdit } from './planted-edits/editing.ts';

export const PLANTED_EDITS: Readonly<Record<string, readonly PlantedEdit[]>> = {
  'gateways and conditions': GATEWAYS,
  'ways of a case': WAYS,
  elements: ELEMENTS,
  'the SOP': SOP,
  'decision tables': TABLES,
  forms: FORMS,
  'harmless edits': HARMLESS,
};
