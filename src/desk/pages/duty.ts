import type { Request, RequestHandler, Response } from 'express';
import type { DutyRoster } from '../../cases/show-duty-roster.ts';
import type { Refused } from '../../web/refused.ts';
import { postedForm, show, text, type Kit } from '../kit.ts';
import { ROLE_LABELS } from '../labels.ts';
import { mendable } from '../middleware/refused.ts';

const PAGE = '/meja/kehadiran';
/** YYYY-MM-DD. */
const LONGEST_DAY = 10;

/** /meja/kehadiran: who is absent, who signs for the head, and the forms for what this officer may write down. */
export function dutyPage(kit: Kit): RequestHandler {
  return (request, response) => showDuty(kit, request, response);
}

/** Days that were not taken, and why. */
interface RefusedPeriod {
  readonly form: 'absence' | 'letter';
  readonly fields: URLSearchParams;
  readonly refusal: Refused;
}

async function showDuty(kit: Kit, request: Request, response: Response, refused?: RefusedPeriod): Promise<void> {
  const username = kit.callers.of(request);
  const roster = await kit.cases.duty(username);
  const token = kit.guard.token(request, response, username);
  const periodIn = (form: RefusedPeriod['form']) =>
    periodView(roster.today, refused?.form === form ? refused : undefined);
  show(
    kit,
    response,
    { template: 'duty', title: 'Kehadiran', page: 'duty', officer: roster.officer },
    { roster, token, letters: roster.letters.map(lettered), absence: periodIn('absence'), letter: periodIn('letter') },
    refused?.refusal.status ?? 200,
  );
}

/** What stands in a form: what was typed before it was refused, else today. */
const periodView = (today: string, refused: RefusedPeriod | undefined) => ({
  refused: refused?.refusal.remedy ?? '',
  person: login(refused?.fields.get('petugas') ?? refused?.fields.get('pejabat') ?? null),
  from: refused?.fields.get('mulai') ?? today,
  to: refused?.fields.get('sampai') ?? today,
});

/** POST /meja/kehadiran/absen */
export const absencePost = (kit: Kit) =>
  periodPost(kit, 'absence', (username, fields) =>
    kit.cases.recordAbsence(username, { person: login(fields.get('petugas')), ...periodOf(fields) }),
  );
/** POST /meja/kehadiran/absen/selesai */
export const absenceEndPost = (kit: Kit) =>
  posted(kit, (username, fields) => kit.cases.endAbsence(username, numeral(fields.get('catatan'))));
/** POST /meja/kehadiran/plh */
export const letterPost = (kit: Kit) =>
  periodPost(kit, 'letter', (username, fields) =>
    kit.cases.appoint(username, { to: login(fields.get('pejabat')), ...periodOf(fields) }),
  );
/** POST /meja/kehadiran/plh/cabut */
export const letterEndPost = (kit: Kit) =>
  posted(kit, (username, fields) => kit.cases.withdrawLetter(username, numeral(fields.get('surat'))));

function posted(kit: Kit, act: (username: string, fields: URLSearchParams) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    await act(username, fields);
    response.redirect(303, PAGE);
  };
}

function periodPost(
  kit: Kit,
  form: RefusedPeriod['form'],
  act: (username: string, fields: URLSearchParams) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    try {
      await act(username, fields);
    } catch (error) {
      const refusal = mendable(error, request);
      if (refusal === undefined) throw error;
      return showDuty(kit, request, response, { form, fields, refusal });
    }
    response.redirect(303, PAGE);
  };
}

const login = (value: string | null): string => text(value).slice(0, 60);
const numeral = (value: string | null): string => text(value).slice(0, 36);
const periodOf = (fields: URLSearchParams) => ({
  validFrom: text(fields.get('mulai')).slice(0, LONGEST_DAY),
  validTo: text(fields.get('sampai')).slice(0, LONGEST_DAY),
});

function lettered(letter: DutyRoster['letters'][number]): Record<string, unknown> {
  return { ...letter, roleLabel: ROLE_LABELS[letter.role] };
}
