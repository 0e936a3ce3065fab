import { dateFormat } from '../domain/language/date-format.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { putWords } from './message-words.ts';

/** What now opens a case or speaks for it: another PIN, another phone. */
export type Access = 'pin' | 'phone';

/**
 * Lets whoever held the phone of a case until now know that access to it has changed, in the transaction that changes
 * it: who did not ask for it objects before anything is decided on. Answers whether a message is on its way; no number,
 * or one that wants none: nobody can be told.
 */
export async function tellOfAccess(
  tables: Store,
  { documents, languages, now }: Pick<Dependencies, 'documents' | 'languages' | 'now'>,
  {
    applicationNumber,
    whatsapp: phone,
    application,
  }: Pick<CaseRecord, 'applicationNumber' | 'whatsapp' | 'application'>,
  access: Access,
  author: string,
): Promise<boolean> {
  if (phone === null || (await tables.conversations.find(phone))?.stoppedAt != null) return false;
  const language = languages.of(application.language);
  const text = language.notices(`access.${access}`, {
    number: applicationNumber,
    at: dateFormat(language.locale, AT).format(now()),
  });
  await tables.messages.add(
    {
      applicationNumber,
      direction: 'out',
      purpose: 'notice',
      sid: null,
      status: 'waiting',
      errorCode: null,
      phone,
      content: await putWords({ documents }, { text }),
      author,
      at: now(),
      nextTryAt: now(),
    },
    -1,
  );
  return true;
}

const AT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Jakarta',
};
