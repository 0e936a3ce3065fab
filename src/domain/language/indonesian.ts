import names from '../../../templates/language/id/names.json' with { type: 'json' };
import papers from '../../../templates/language/id/papers.json' with { type: 'json' };

/**
 * What officers, the journal and legal papers read too, and so is known without a language having been chosen: the
 * Indonesian texts of these subjects. They stand once, in the folder of the language.
 */
export const INDONESIAN = { names, papers } as const;
