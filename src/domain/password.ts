import type { Person } from './authority.ts';

/**
 * NIST SP 800-63B-4 3.1.1.2 asks for 15 where a password stands alone and 8 beside a second factor; with our lock-out,
 * 12.
 */
export const SHORTEST_PASSWORD = 12;
/** Of its UTF-8 bytes; longer ones only cost time. */
export const LONGEST_PASSWORD_BYTES = 256;
const FEWEST_DIFFERENT_CHARACTERS = 6;
/** Parts of a name that are shorter occur in good passwords by chance. */
const SHORTEST_NAME_PART = 4;
/** What everybody tries first at this office. */
const OBVIOUS = ['password', 'katasandi', 'rahasia', 'bantul', 'dukcapil', 'indonesia', 'qwerty', 'admin'];
const SEQUENCES = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];
const LONGEST_SEQUENCE = 4;

export type PasswordFault = 'TOO_SHORT' | 'TOO_LONG' | 'TOO_SIMPLE' | 'HOLDS_NAME' | 'OBVIOUS';

/**
 * What is wrong with a password that this person chose; undefined when nothing is. No rule about kinds of characters:
 * length counts.
 */
export function faultOfPassword(
  password: string,
  { username, name }: Pick<Person, 'username' | 'name'>,
): PasswordFault | undefined {
  if ([...password].length < SHORTEST_PASSWORD) return 'TOO_SHORT';
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) return 'TOO_LONG';
  const plain = password.toLowerCase();
  if (new Set(plain).size < FEWEST_DIFFERENT_CHARACTERS) return 'TOO_SIMPLE';
  const parts = [username, name].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  if (parts.some((part) => part.length >= SHORTEST_NAME_PART && plain.includes(part))) return 'HOLDS_NAME';
  const remainder = OBVIOUS.reduce((rest, word) => rest.replaceAll(word, ''), withoutSequences(plain));
  return [...remainder].length < SHORTEST_PASSWORD / 2 ? 'OBVIOUS' : undefined;
}

/** "abcd" and "1234" are as easy as one character. */
function withoutSequences(text: string): string {
  let rest = text;
  for (const sequence of SEQUENCES)
    for (let length = Math.min(sequence.length, rest.length); length >= LONGEST_SEQUENCE; length--)
      for (let start = 0; start + length <= sequence.length; start++)
        rest = rest.replaceAll(sequence.slice(start, start + length), '');
  return rest;
}
