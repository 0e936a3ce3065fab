import type { Request, RequestHandler, Response } from 'express';
import { NotNow } from '../../cases/not-possible.ts';
import type { CounterCase } from '../../cases/counter.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { postedForm, show, text, type Kit } from '../kit.ts';
import { STATE_LABELS } from '../labels.ts';

interface Shown {
  readonly nik?: string;
  readonly found?: readonly CounterCase[];
  readonly given?: { readonly applicationNumber: string; readonly pin: string };
  readonly refused?: string;
}

/** /meja/loket: a resident at the counter who lost number or PIN. The NIK comes by form, never by address. */
export function counterPage(kit: Kit): RequestHandler {
  return (request, response) => showCounter(kit, request, response, {});
}

async function showCounter(kit: Kit, request: Request, response: Response, { nik, found, given, refused }: Shown) {
  const username = kit.callers.of(request);
  const officer = await kit.cases.counter(username);
  const token = kit.guard.token(request, response, username);
  show(
    kit,
    response,
    { template: 'counter', title: 'Loket', page: 'counter', officer },
    {
      token,
      nik: nik ?? '',
      asked: found !== undefined,
      found: (found ?? []).map((one) => ({ ...one, stateLabel: STATE_LABELS[one.state] })),
      given: given ?? null,
      refused: refused ?? '',
    },
    refused === undefined ? 200 : 409,
  );
}

/** POST /meja/loket: the cases of this NIK. */
export function counterPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const nik = text(fields.get('nik')).slice(0, 30);
    await answering(kit, request, response, nik, async () => ({
      nik,
      found: await kit.cases.findAtCounter(username, nik),
    }));
  };
}

/** POST /meja/loket/pin: a new PIN, shown once. */
export function renewPinPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const nik = text(fields.get('nik')).slice(0, 30);
    const applicationNumber = readApplicationNumber(text(fields.get('berkas')).slice(0, 40)) ?? '';
    await answering(kit, request, response, nik, async () => ({
      given: {
        applicationNumber,
        pin: await kit.cases.renewPin(username, {
          applicationNumber,
          nik,
          hasSeenCard: fields.get('dilihat') === 'ya',
        }),
      },
    }));
  };
}

async function answering(kit: Kit, request: Request, response: Response, nik: string, work: () => Promise<Shown>) {
  try {
    await showCounter(kit, request, response, await work());
  } catch (error) {
    if (!(error instanceof NotNow)) throw error;
    await showCounter(kit, request, response, { nik, refused: error.remedy });
  }
}
