import { child, text } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';
import { feelCondition } from '../juel.ts';
import { isXmlElement } from '../xml-element.ts';

/** The condition of a sequence flow stays FEEL. */
export const condition: Construct = {
  answersFor: {},
  translate(element, _draft, t) {
    const expression = element.$type === 'bpmn:SequenceFlow' ? child(element, 'conditionExpression') : undefined;
    if (!isXmlElement(expression)) return;
    const feel = t.feel(element, text(expression, 'body'), '"Condition expression"');
    if (feel !== undefined) expression.set('body', feelCondition(feel));
  },
};
