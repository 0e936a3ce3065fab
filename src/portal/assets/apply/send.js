import { hex } from './upload.js';

const PATIENCE_MS = 90_000;
/** After so many milliseconds each the office is asked whether a submission without an answer has arrived. */
const ASKS_AFTER_MS = [500, 2_000, 5_000];

/** A new key of a submission. It alone, with the NIK, finds the receipt again: it has to be drawn at random. */
export const newKey = () => hex(16);

/**
 * Sends the application, whose photos are there already. Answers { receipt } when the office has it (also when only the
 * answer was lost, and then, if what is there was sent with other content, `first: true`), { problem } when it was
 * refused, {} when nobody knows: the same key again can do no harm.
 */
export async function send({ application, uploads, key, another }) {
  const answer = await post(application, uploads, key, another);
  if (answer?.ok) return { receipt: answer.body };
  if (answer !== undefined && answer.status < 500) {
    // What was sent first under this key stands.
    const first = ['IDEMPOTENCY_CONFLICT', 'UPLOAD_GONE'].includes(answer.body.error)
      ? await findReceipt(key, application.applicant.nik)
      : undefined;
    return first?.receipt ? { receipt: first.receipt, first: true } : { problem: answer.body };
  }
  for (const wait of ASKS_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const found = await findReceipt(key, application.applicant.nik);
    if (found.receipt) return found;
  }
  return answer === undefined ? {} : { problem: answer.body };
}

/** { receipt } when the office has what was sent under this key, { none: true } when it has not, {} when it cannot be asked. */
export async function findReceipt(key, nik) {
  const answer = await fetch('/api/receipts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({ nik }),
  }).catch(() => undefined);
  if (answer?.status === 404) return { none: true };
  const receipt = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return receipt === undefined ? {} : { receipt };
}

async function post(application, uploads, key, another) {
  const body = new FormData();
  body.append('application', JSON.stringify(application));
  body.append('uploads', JSON.stringify(uploads));
  body.append('language', document.documentElement.lang);
  if (another) body.append('another', 'true');
  try {
    const answer = await fetch('/api/applications', {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
      body,
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
    return { ok: answer.ok, status: answer.status, body: await answer.json() };
  } catch {
    return undefined; // also when the line broke within the answer
  }
}
