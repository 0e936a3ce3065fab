import { createHash } from 'node:crypto';
import type { Language } from '../domain/language/language.ts';
import type { MessagePurpose } from './messaging.ts';

/** ContentSid of a purpose for which none is configured. The simulator knows these; Twilio refuses them. */
export function standInContentSid({ code }: Pick<Language, 'code'>, purpose: MessagePurpose): string {
  return `HX${createHash('md5')
    .update(`penerbitan-kk:${templateName({ code }, purpose)}`)
    .digest('hex')}`;
}

/** By which the template of a message is set: TWILIO_TEMPLATE_CARD, in Javanese TWILIO_TEMPLATE_CARD_JV. */
export function templateName({ code }: Pick<Language, 'code'>, purpose: MessagePurpose): string {
  return code === 'id' ? purpose : `${purpose}_${code}`;
}
