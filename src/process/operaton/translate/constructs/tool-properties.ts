import { children, extension, text } from '../../../moddle.ts';
import { TOOL_PREFIX } from '../../job-properties.ts';
import { ANYWHERE, type Construct } from '../construct.ts';

/** zeebe:properties are notes of tools, such as the modeler's example data; no engine acts on them, and they stay. */
export const toolProperties: Construct = {
  answersFor: { 'zeebe:Properties': ANYWHERE },
  translate(element, draft) {
    for (const property of children(extension(element, 'zeebe:Properties'), 'properties'))
      draft.properties.set(`${TOOL_PREFIX}${text(property, 'name') ?? ''}`, text(property, 'value') ?? '');
  },
};
