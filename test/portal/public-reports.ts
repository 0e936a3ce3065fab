import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A report that others got in public, and the test of ours that plays it: a file of test/, and the title in it. */
export interface PublicReport {
  readonly report: string;
  readonly what: string;
  readonly file: string;
  readonly title: string;
}
const of = (report: string, what: string, file: string, title: string): PublicReport => ({ report, what, file, title });
const IN = 'cases/messages-in.test.ts';

export const PUBLIC_REPORTS: readonly PublicReport[] = [
  of('chatwoot #15504, #15499', 'media 404 for a moment', IN, 'whose bytes are not there yet is fetched again'),
  of('typebot.io #880', 'audio answered by silence', 'simulators/phone-browser.test.ts', 'sends a voice note'),
  of(
    'octo-agent #1123',
    'voice, sticker, location dropped',
    IN,
    'is stored, said to be stored, and put before a person',
  ),
  of('octo-agent #1123', 'a sticker completes the case', IN, 'a sticker is not a document'),
  of(
    'chatwoot #14071, #10798',
    'pictures at once',
    'cases/applicant-talk.test.ts',
    'at the same moment, it is one completion',
  ),
  of('capo-v1 #182, cht-core #476, rapidpro #392', 'STOP ignored', IN, 'STOP is honoured by everything we send'),
  of(
    'web-forms #573, forms #456, #5045',
    'answers after a closed tab',
    'portal/draft.test.ts',
    'after the tab was killed',
  ),
  of(
    'vets #3593, fixmystreet #1333',
    'files over a reload',
    'portal/draft.test.ts',
    'keeps photos over a reload of the tab',
  ),
  of(
    'verify-local-patterns #185, foia.gov #183',
    'confirmation',
    'cases/receipt.test.ts',
    'is sent at once after applying',
  ),
  of(
    'govuk-design-system-backlog #40',
    'find by name, phone',
    'cases/search-cases.test.ts',
    'finds a case by number, name',
  ),
  of('va.gov-team #101255', 'blank form offered', 'portal/forms.test.ts', 'to print and sign, and keeps nothing'),
  of('uppy #5925, #5994, #3096', 'which file and why', 'portal/submit.test.ts', 'names every bad file at once'),
  of('fixmystreet #2871, FormSG #2856', 'HEIC', 'documents/clean-paper.test.ts', 'a HEIC of an iPhone'),
  of(
    'health #619, onfido #1145',
    'blurry papers',
    'documents/judge-picture.test.ts',
    'finds what an officer could not read',
  ),
  of('opencrvs #1803, #10907, #6140', 'duplicates', 'cases/same-application.test.ts', 'is refused under another key'),
  of('opencrvs #4845', 'message for incomplete', 'cases/send-message.test.ts', 'names the case, what is asked for'),
  of('DIVOC #576, cowin #486', 'wrong phone number', 'cases/applicant-talk.test.ts', 'mend the number'),
  of(
    'demarche-numerique #9731, #12475',
    'asked for correction',
    'cases/applicant-talk.test.ts',
    'it stays open until all is there',
  ),
  of('Palembang, Semarang, Pacitan', 'WhatsApp unread', IN, 'are stored encrypted with the case, answered at once'),
  // Faults of the trial that are played elsewhere by their kind.
  of('B1', 'photo to another family', IN, 'never completes another family’s case'),
  of('B2', 'nobody reads what is written', IN, 'are stored encrypted with the case, answered at once'),
  of('B3', 'tab killed while sending', 'portal/bad-line.test.ts', 'finds the receipt when only the answer'),
  of('B5', '"invalid" without a way back', 'cases/applicant-talk.test.ts', 'find the way back after "invalid"'),
  of('B6', 'papers one by one', 'cases/applicant-talk.test.ts', 'send several papers one by one'),
  of('B7', 'sticker, dark, blurred, tiny', IN, 'that nobody could read is said at once'),
  of('B8', 'one picture for two papers', IN, 'counts once: the same picture again fills no second paper'),
  of('B9', 'media not there yet', IN, 'whose bytes are not there yet is fetched again'),
  of('B10', 'unreadable file', IN, 'that is not a picture, is cut off or too large'),
  of(
    'B15',
    'number without WhatsApp',
    'cases/receipt.test.ts',
    'that cannot be delivered puts the number before a person',
  ),
  of('B16', 'status never came', 'cases/applicant-talk.test.ts', 'sent and not delivered within a day'),
  of('B18', '48 megapixels, CMYK', 'documents/clean-paper.test.ts', 'a photo of 48 megapixels'),
  of(
    'B19',
    'text at 200 %',
    'portal/first-time.test.ts',
    'loses nothing, and breaks no word of a heading, when the text is twice as large',
  ),
  of('B20', 'slow 3G', 'portal/first-time.test.ts', 'within five seconds on slow 3G'),
  of('B26', 'PIN locked by a stranger', 'cases/applicant-talk.test.ts', 'stays open to its owner'),
];

/** Whether a test with these words in its title stands in the file, and is not switched off. */
export function isPlayed({ file, title }: PublicReport): boolean {
  const place = path.resolve(import.meta.dirname, '..', file);
  if (!existsSync(place)) return false;
  return readFileSync(place, 'utf8')
    .split('\n')
    .some((line) => line.includes(title) && !/\b(it|describe)\.skip\(|\bxit\(|^\s*\/\//.test(line));
}
