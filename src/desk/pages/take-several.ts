import type { RequestHandler } from 'express';
import { PAGE_SIZE } from '../../cases/list-work.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { Refusal } from '../../domain/failures.ts';
import { postedForm, text, type Kit } from '../kit.ts';
import { LONGEST_TASK } from './given.ts';
import { workAddress } from './work-query.ts';

/** What a ticked row sends: the number of the case and the id of its task. */
export const tickOf = (applicationNumber: string, task: string): string => `${applicationNumber} ${task}`;

/**
 * POST /meja/ambil, with the restrictions of the list in its address: takes the ticked tasks, at most a page of them, each
 * judged and journalled as when it is taken alone. Back to the list, which says how many are held now and which a
 * colleague was quicker to take.
 */
export function takeSeveralPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const missed: string[] = [];
    let taken = 0;
    for (const tick of fields.getAll('tugas').slice(0, PAGE_SIZE)) {
      const [number, task = ''] = tick.split(' ');
      const applicationNumber = readApplicationNumber(number ?? '');
      if (applicationNumber === undefined) continue;
      try {
        await kit.cases.claim(username, { applicationNumber, task: task.slice(0, LONGEST_TASK) });
        taken += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        missed.push(applicationNumber);
      }
    }
    const address = new URLSearchParams(workAddress(request.query));
    address.set('diambil', String(taken));
    if (missed.length > 0) address.set('luput', missed.join(' '));
    response.redirect(303, `/meja?${address.toString()}`);
  };
}

/** What the list says after that. */
export function takenView(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked = text(query['diambil']);
  if (!/^\d{1,3}$/.test(asked)) return {};
  const missed = text(query['luput'])
    .split(' ')
    .slice(0, PAGE_SIZE)
    .flatMap((number) => readApplicationNumber(number) ?? []);
  return { taken: { count: Number(asked), nothing: asked === '0' && missed.length === 0, missed } };
}
