import advice from '../../../templates/language/id/advice.json' with { type: 'json' };
import events from '../../../templates/language/id/events.json' with { type: 'json' };
import faults from '../../../templates/language/id/faults.json' with { type: 'json' };
import fields from '../../../templates/language/id/fields.json' with { type: 'json' };
import findings from '../../../templates/language/id/findings.json' with { type: 'json' };
import names from '../../../templates/language/id/names.json' with { type: 'json' };
import papers from '../../../templates/language/id/papers.json' with { type: 'json' };
import problems from '../../../templates/language/id/problems.json' with { type: 'json' };
import refusals from '../../../templates/language/id/refusals.json' with { type: 'json' };
import results from '../../../templates/language/id/results.json' with { type: 'json' };
import rules from '../../../templates/language/id/rules.json' with { type: 'json' };
import scripts from '../../../templates/language/id/scripts.json' with { type: 'json' };

/**
 * The Indonesian texts of these subjects. Officers, the journal and legal papers read them too, so the domain knows them
 * without a language having been chosen; they stand once, in the folder of the language.
 */
export const INDONESIAN = {
  advice,
  events,
  faults,
  fields,
  findings,
  names,
  papers,
  problems,
  refusals,
  results,
  rules,
  scripts,
} as const;
