import type { RequestHandler } from 'express';
import { ROLE_LABELS } from '../domain/labels.ts';
import type { Kit } from './kit.ts';
import { waitingLabel } from './waiting-labels.ts';

/** How many numbers a notice names; the rest is counted. */
const NAMED = 5;

/** Puts what has waited too long on the page that follows, for the officer and for the superior. */
export function remind(kit: Pick<Kit, 'cases' | 'callers'>): RequestHandler {
  return async (request, response, next) => {
    if (request.accepts(['html', 'json']) !== 'html') return next();
    const { own, below, ofNobody, owedCancellations, revocations, standing } = await kit.cases.reminders(
      kit.callers.of(request),
    );
    const reminders = [
      ...(own.length === 0
        ? []
        : [{ text: `${own.length} tugas Anda menunggu terlalu lama`, opens: true, ...named(own) }]),
      ...(revocations.length === 0
        ? []
        : [
            {
              text: `${revocations.length} pencabutan KK menunggu persetujuan Anda`,
              opens: true,
              ...named(revocations),
            },
          ]),
      ...(ofNobody.length === 0
        ? []
        : [
            {
              text: `${ofNobody.length} berkas menunggu tugas yang tidak boleh dikerjakan siapa pun di kantor ini; mintalah admin memberi perannya kepada orang lain, atau tunjuk Plh untuk tanda tangan`,
              opens: false,
              ...named(ofNobody),
            },
          ]),
      ...below.map(({ lane, applicationNumbers }) => ({
        text: `${applicationNumbers.length} tugas ${ROLE_LABELS[lane]} menunggu terlalu lama; ingatkan petugasnya`,
        // A superior may not open a case before it has come to their own step.
        opens: false,
        ...named(applicationNumbers),
      })),
    ];
    const links = [
      ...(owedCancellations === 0
        ? []
        : [{ text: `${owedCancellations} entri harus dibatalkan di SIAK`, href: '/meja/siak-batal', label: 'Lihat' }]),
      ...(standing.length === 0
        ? []
        : [
            {
              text: `yang berhenti: ${standing.map(({ kind, count }) => `${waitingLabel(kind)} (${count})`).join(', ')}`,
              href: '/meja/keadaan',
              label: 'Lihat sebab dan tindakannya',
            },
          ]),
    ];
    response.locals['reminders'] = [...reminders, ...links];
    next();
  };
}

function named(numbers: readonly string[]) {
  return { numbers: numbers.slice(0, NAMED), more: Math.max(0, numbers.length - NAMED) };
}
