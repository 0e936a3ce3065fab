import { extension, text } from '../../../moddle.ts';
import { TOOL_PREFIX } from '../../job-properties.ts';
import type { Construct } from '../construct.ts';
import { HISTORY_TIME_TO_LIVE } from '../history.ts';

/**
 * The process carries the tag of the whole model. The owner's own zeebe:versionTag is part of the content that the tag
 * is made of. Nobody begins a case in the Tasklist.
 */
export const process: Construct = {
  answersFor: { 'zeebe:VersionTag': ['bpmn:Process'] },
  translate(element, draft, t) {
    if (element.$type !== 'bpmn:Process' || element.get('isExecutable') !== true) return;
    const own = text(extension(element, 'zeebe:VersionTag'), 'value');
    if (own !== undefined) draft.properties.set(`${TOOL_PREFIX}versionTag`, own);
    element.set('camunda:versionTag', t.versionTag);
    element.set('camunda:historyTimeToLive', HISTORY_TIME_TO_LIVE);
    element.set('camunda:isStartableInTasklist', false);
  },
};
