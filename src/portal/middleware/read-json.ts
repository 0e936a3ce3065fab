import { INDONESIAN } from '../../domain/language/indonesian.ts';
import express, { type Request } from 'express';
import { firstPerField, type FieldFault } from '../../domain/field-fault.ts';
import { Problem } from './problems.ts';
import { FORM_BYTES } from './uploads.ts';

const MAX_DEPTH = 8;
/**
 * Objects and lists, and values in all. A large family has some hundreds and a signature four thousand numbers; 64 KB have
 * room for twenty times as many, and each costs several faults.
 */
const [MOST_GROUPS, MOST_VALUES] = [2_000, 10_000];
/** Keys that name an object's insides in JavaScript; no honest form sends them. */
const INSIDES = new Set(['__proto__', 'constructor', 'prototype']);
/** The database refuses NUL; the rest hides or turns round what a person reads. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

/** Reads a JSON body as text, for `jsonBody`. */
export const jsonText = express.text({ type: 'application/json', limit: FORM_BYTES });

/**
 * The value of a JSON body that `jsonText` has read. Throws Problem MEDIA_TYPE for every other body, and as `readJson`.
 */
export function jsonBody({ body }: Request): unknown {
  if (typeof body !== 'string')
    throw new Problem('MEDIA_TYPE', { remedy: INDONESIAN.refusals['kirim-sebagai-application-json'] });
  return readJson(body);
}

/**
 * JSON as an honest client writes it. Throws Problem: REQUEST_UNREADABLE for broken text, a key named twice (two
 * readers would disagree on its value), a key of an object's insides, or nesting deeper than 8; REQUEST_TOO_LARGE for
 * more values than a form has; APPLICATION_INVALID naming texts with control characters.
 */
export function readJson(text: string): unknown {
  const value = parse(text);
  refuseTricks(text);
  const faults = unprintableTexts(value, '');
  if (faults.length > 0) throw new Problem('APPLICATION_INVALID', { faults: firstPerField(faults) });
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('REQUEST_UNREADABLE');
  }
}

/** Walks the tokens of text that JSON.parse has accepted, because the parsed value no longer shows a doubled key. */
function refuseTricks(text: string): void {
  const levels: (Set<string> | undefined)[] = [];
  let [groups, values] = [0, 1];
  for (const match of text.matchAll(/("(?:[^"\\]|\\.)*")\s*(:?)|[{}[\],]/gs)) {
    const [token, quoted, colon] = match;
    if (quoted !== undefined) {
      if (colon !== ':') continue;
      const key = String(JSON.parse(quoted));
      const keys = levels.at(-1);
      if (INSIDES.has(key) || keys?.has(key)) throw new Problem('REQUEST_UNREADABLE');
      keys?.add(key);
    } else if (token === ',') {
      values += 1;
      if (values > MOST_VALUES) throw new Problem('REQUEST_TOO_LARGE');
    } else if (token === '{' || token === '[') {
      groups += 1;
      if (groups > MOST_GROUPS) throw new Problem('REQUEST_TOO_LARGE');
      levels.push(token === '{' ? new Set() : undefined);
      if (levels.length > MAX_DEPTH) throw new Problem('REQUEST_UNREADABLE');
    } else levels.pop();
  }
}

function unprintableTexts(value: unknown, at: string): FieldFault[] {
  if (typeof value === 'string')
    return UNPRINTABLE.test(value)
      ? [
          {
            field: at || '/',
            title: INDONESIAN.fields['isian'],
            remedy: INDONESIAN.refusals['ada-huruf-tersembunyi-yang'],
          },
        ]
      : [];
  if (Array.isArray(value)) return value.flatMap((item, i) => unprintableTexts(item, `${at}/${i}`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => unprintableTexts(item, `${at}/${key.slice(0, 60)}`));
  return [];
}
