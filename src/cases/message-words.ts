import { randomBytes } from 'node:crypto';
import type { Dependencies } from './dependencies.ts';

/** What a message says. Stored as an encrypted document, salted: equal words have unequal names. */
export interface Words {
  readonly text: string;
  /** Where the sender is, as WhatsApp gave it. */
  readonly place?: { readonly latitude: string; readonly longitude: string; readonly label: string };
}

export async function putWords({ documents }: Pick<Dependencies, 'documents'>, words: Words): Promise<string> {
  const salted = JSON.stringify({ salt: randomBytes(16).toString('base64'), ...words });
  return (await documents.put(Buffer.from(salted, 'utf8'))).sha256;
}

/** Throws Failure DOCUMENT_DAMAGED. */
export async function wordsOf(
  { documents }: Pick<Dependencies, 'documents'>,
  content: string | null,
): Promise<Words | undefined> {
  if (content === null) return undefined;
  const { text, place } = JSON.parse((await documents.get(content)).toString('utf8')) as Words;
  return { text, ...(place === undefined ? {} : { place }) };
}
