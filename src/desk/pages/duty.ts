import type { RequestHandler } from 'express';
import type { DutyRoster } from '../../cases/show-duty-roster.ts';
import { postedForm, show, text, type Kit } from '../kit.ts';
import { ROLE_LABELS } from '../labels.ts';

const PAGE = '/meja/kehadiran';
/** YYYY-MM-DD. */
const LONGEST_DAY = 10;

/** /meja/kehadiran: who is absent, who signs for the head, and the forms for what this officer may write down. */
export function dutyPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const roster = await kit.cases.duty(username);
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      { template: 'duty', title: 'Kehadiran', page: 'duty', officer: roster.officer },
      { roster, token, letters: roster.letters.map(lettered) },
    );
  };
}

/** POST /meja/kehadiran/absen */
export const absencePost = (kit: Kit) =>
  posted(kit, (username, fields) =>
    kit.cases.recordAbsence(username, { person: login(fields.get('petugas')), ...periodOf(fields) }),
  );
/** POST /meja/kehadiran/absen/selesai */
export const absenceEndPost = (kit: Kit) =>
  posted(kit, (username, fields) => kit.cases.endAbsence(username, numeral(fields.get('catatan'))));
/** POST /meja/kehadiran/plh */
export const letterPost = (kit: Kit) =>
  posted(kit, (username, fields) =>
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

const login = (value: string | null): string => text(value).slice(0, 60);
const numeral = (value: string | null): string => text(value).slice(0, 36);
const periodOf = (fields: URLSearchParams) => ({
  validFrom: text(fields.get('mulai')).slice(0, LONGEST_DAY),
  validTo: text(fields.get('sampai')).slice(0, LONGEST_DAY),
});

function lettered(letter: DutyRoster['letters'][number]): Record<string, unknown> {
  return { ...letter, roleLabel: ROLE_LABELS[letter.role] };
}
