import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { Failure } from '../domain/failures.ts';
import { FamilyCard, PlainDate } from '../domain/family-card.ts';
import type { CardFace } from './card.ts';
import type { Fonts } from './fonts.ts';

const CardFaceShape = Type.Object(
  {
    family: FamilyCard,
    issuedOn: PlainDate,
    head: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        nip: Type.String({ pattern: '^[0-9 ]{0,24}$' }),
        title: Type.String({ minLength: 1, maxLength: 120 }),
      },
      { additionalProperties: false },
    ),
    verifyUrl: Type.String({ pattern: '^https?://[!-~]+$', maxLength: 300 }),
    footLine: Type.String({ maxLength: 300 }),
  },
  { additionalProperties: false },
);
const ajv = new Ajv({ strict: true });
addFormats.default(ajv);
const hasShape = ajv.compile<CardFace>(CardFaceShape);

/**
 * Controls, line breaks and invisible characters; among these those that turn the direction of writing (U+202E) or hide
 * letters.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;
/** Javanese stacks up to four signs on a letter; thousands of them keep a browser busy for minutes. */
const PILE_OF_MARKS = /\p{M}{6}/u;

/**
 * Refuses what cannot be printed whole and unchanged, before the browser sees it. The detail names the field and the
 * reason, never the value. Throws Failure('CARD_UNPRINTABLE').
 */
export function assertPrintable(face: CardFace, fonts: Fonts): void {
  if (!hasShape(face)) {
    const [fault] = hasShape.errors ?? [];
    throw new Failure(
      'CARD_UNPRINTABLE',
      `${fault?.instancePath ?? ''} ${fault?.message ?? 'has not the shape of a card'}`,
    );
  }
  for (const [field, text] of textsOf(face, '')) {
    const reason = reasonAgainst(text, fonts);
    if (reason !== undefined) throw new Failure('CARD_UNPRINTABLE', `${field} ${reason}`);
  }
}

function reasonAgainst(text: string, fonts: Fonts): string | undefined {
  if (INVISIBLE.test(text)) return 'holds an invisible or control character';
  if (PILE_OF_MARKS.test(text.normalize('NFD'))) return 'piles up combining marks';
  const composed = text.normalize('NFC').replace(/\p{Zs}/gu, ' ');
  for (const letter of composed + composed.toUpperCase())
    if (!fonts.has(letter.codePointAt(0) ?? 0)) return 'holds a letter that the fonts do not have';
  return undefined;
}

function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}
