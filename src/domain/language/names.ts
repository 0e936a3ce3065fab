import { TOPICS } from '../case-topics.ts';
import { SHDK } from '../code-lists.ts';
import { ELEMENT_CODES, NAMED_OTHERWISE } from '../elements.ts';
import { REASONS } from '../reasons.ts';
import { each } from './catalogue.ts';

/**
 * What residents read for codes: reasons, elements of the card (`changed`: as the questions of an event call them, where
 * that is another word), relations to the head, and what a case is about.
 */
export const NAMES = {
  ...each('reason', REASONS),
  ...each('element', ELEMENT_CODES),
  ...each('changed', NAMED_OTHERWISE),
  ...each('relation', SHDK),
  ...each('about', TOPICS),
  'about-two': ['first', 'second'],
  'about-more': ['first', 'count'],
  'about-of': ['about', 'name'],
} as const;
