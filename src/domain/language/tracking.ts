import { CASE_STATES } from '../case-state.ts';
import { SOP_STEPS } from '../sop.ts';
import { each } from './catalogue.ts';

const STEPS = SOP_STEPS.map(({ step }) => `${step}` as const);

/** What the holder of number and PIN reads of their application. */
export const TRACKING = {
  ...each('headline', [...CASE_STATES, 'card-revoked']),
  ...each('where', [...CASE_STATES, 'card-revoked']),
  ...each('step', STEPS),
  ...each('todo', [
    'send-papers',
    'answer',
    'download',
    'print',
    'print-and-hand-in',
    'apply-again',
    'apply-once-more',
  ]),
  ...each('todo', ['withdrawing', 'card-revoked']),
  ...each('delay', ['own-trouble', 'siak', 'bsre', 'whatsapp']),
  ...each('sent', [
    'received',
    'incomplete',
    'invalid',
    'reminder',
    'closed',
    'withdrawn',
    'refused',
    'card',
    'revoked',
  ]),
  ...each('sent', ['answer', 'officer', 'talk']),
  ...each('wrote', ['text', 'photo', 'document', 'voice', 'video', 'sticker', 'location', 'contact', 'other']),
  ...each('done', ['all-papers', 'papers', 'completed', 'number', 'survey', 'withdrawal']),
  'done.language': [],
  'done.amended': [],
  'done.amended-papers-missing': ['documents'],
  'done.amended-papers-needless': ['documents'],
  'done.amended-elsewhere': ['text', 'where'],
  'done.papers-missing': ['documents'],
  'done.signed': [],
  'done.signed-papers-missing': ['documents'],
  'done.message': ['when'],
} as const;
