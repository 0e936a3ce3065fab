import { CASE_STATES } from '../case-state.ts';
import { FLAWS } from '../talk/talk-state.ts';
import { each } from './catalogue.ts';

/** What the rules of the conversation say (`domain/talk`). `use`, `done` and `start` are the commands to answer with. */
export const CHAT = {
  ...each('state', CASE_STATES, 'number'),
  'card-revoked': ['number'],
  ...each('flaw', FLAWS, 'document', 'use'),
  stored: ['number', 'documents'],
  'missing.one': ['document'],
  'missing.several': ['list'],
  complete: ['number'],
  added: [],
  'say-done': ['done'],
  lacks: ['number', 'list', 'done'],
  'passed-on': ['number'],
  used: [],
  'nothing-to-use': [],
  'ask-case': ['list'],
  'case-option': ['case', 'number', 'day'],
  'case-option.waiting': ['case', 'number', 'day', 'documents'],
  'ask-paper.one': ['number', 'list'],
  'ask-paper.several': ['count', 'number', 'list'],
  'no-such-choice': [],
  'left-to-officer': [],
  'to-officer': ['number'],
  'question-to-officer': [],
  'photo-to-officer': [],
  'unknown-number': ['when'],
  'foreign-number': [],
  ...each('kept', ['voice', 'video', 'location', 'contact', 'other']),
  sticker: [],
  'gone-file': [],
  stopped: ['start'],
  started: [],
  'still-stopped': ['start'],
  welcome: [],
} as const;
