import type { RequestHandler } from 'express';
import type { Deliveries, DeliveryState } from '../../cases/deliveries/show-deliveries.ts';
import { UNSEEN_DAYS } from '../../cases/check-archive.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import { kalurahanOf } from '../../domain/kalurahan.ts';
import type { Hindrance } from '../../store/store.ts';
import { numberOf, postedForm, show, text, type Kit } from '../kit.ts';
import { failureText, returnText, TASK_LABELS } from '../labels.ts';

/** /meja/pengiriman: a day of the print officer, on the screen and as a printed list. `?hari=` is another day. */
export function deliveriesPage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const username = kit.callers.of(request);
    const day = text(request.query['hari']).slice(0, 10);
    const shown = await kit.cases.deliveries(username, day === '' ? undefined : day);
    const token = kit.guard.token(request, response, username);
    show(
      kit,
      response,
      {
        template: 'deliveries',
        title: 'Pengiriman',
        page: 'deliveries',
        officer: shown.officer,
        scripts: ['print.js'],
      },
      { token, ...content(shown) },
    );
  };
}

/** POST /meja/pengiriman/:number/kk-lama: the old card came back. */
export function oldCardPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    await kit.cases.recordOldCard(username, numberOf(request));
    response.redirect(303, '/meja/pengiriman');
  };
}

/** GET /meja/pengiriman/temuan/:id: a PDF of the watched folder that lies with no case. */
export function foundCardPdf(kit: Kit): RequestHandler {
  return async (request, response) => {
    const pdf = await kit.cases.foundCard(kit.callers.of(request), text(request.params['id']));
    response
      .set({ 'Content-Disposition': 'attachment; filename="kk-dari-siak.pdf"', 'X-Content-Type-Options': 'nosniff' })
      .type('application/pdf')
      .send(pdf);
  };
}

/** POST /meja/pengiriman/temuan/:id/selesai */
export function foundCardPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username } = postedForm(kit, request);
    await kit.cases.closeFoundCard(username, text(request.params['id']));
    response.redirect(303, '/meja/pengiriman#temuan');
  };
}

const STATES: Record<DeliveryState, { label: string; chip: string }> = {
  'under-way': { label: 'Terkirim, belum sampai', chip: 'still' },
  delivered: { label: 'Sampai', chip: 'good' },
  read: { label: 'Dibaca', chip: 'good' },
  failed: { label: 'Tidak sampai', chip: 'alert' },
};

/** What whoever holds the medium can do when copies cannot be written to it. */
const REMEDIES: Record<Hindrance, string> = {
  medium: 'Tidak dapat ditulis: sediakan ruang, buka kunci tulisnya, atau ganti medianya.',
  source: 'Salinan sumbernya tidak dapat dibuka: minta admin memeriksa ARCHIVE_KEY dan media yang lain.',
};

function content({
  day,
  isToday,
  sent,
  counts,
  handOvers,
  oldCards,
  found,
  layers,
  lost,
}: Deliveries): Record<string, unknown> {
  return {
    day,
    isToday,
    found,
    total: sent.length,
    underWay: counts['under-way'],
    delivered: counts.delivered,
    read: counts.read,
    failed: counts.failed,
    sent: sent.map((one) => ({
      ...one,
      ...STATES[one.state],
      reasonLabel: REASON_LABELS[one.reason],
      place: placeOf(one.kalurahan),
    })),
    handOvers: handOvers.map((task) => ({
      ...task,
      label: TASK_LABELS[task.element] ?? task.element,
      place: placeOf(task.kalurahan),
      because: task.returned === null ? '' : returnText(task.returned),
      blockedText: task.blocked === null ? '' : failureText(task.blocked),
    })),
    due: oldCards.due.map((one) => ({
      ...one,
      reasonLabel: REASON_LABELS[one.reason],
      place: placeOf(one.kalurahan),
    })),
    dueCount: oldCards.dueCount,
    dueHidden: oldCards.dueCount - oldCards.due.length,
    returned: oldCards.returned,
    lost,
    layers: layers.map(({ layer, present, copies, unread, unseen, hindrance }) => ({
      layer,
      present,
      whole: copies.stored + copies.repaired,
      absent: copies.absent,
      damaged: copies.damaged,
      repaired: copies.repaired,
      unread,
      unseen,
      unseenDays: UNSEEN_DAYS,
      remedy: present && hindrance !== null ? REMEDIES[hindrance] : null,
    })),
  };
}

function placeOf(code: string): string {
  const place = kalurahanOf(code);
  return place === undefined ? '' : `${place.name}, ${place.kapanewon}`;
}
