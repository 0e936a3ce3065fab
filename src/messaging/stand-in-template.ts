import { createHash } from 'node:crypto';
import type { MessagePurpose } from './messaging.ts';

/** ContentSid of a purpose for which none is configured. The simulator knows these; Twilio refuses them. */
export function standInContentSid(purpose: MessagePurpose): string {
  return `HX${createHash('md5').update(`penerbitan-kk:${purpose}`).digest('hex')}`;
}
