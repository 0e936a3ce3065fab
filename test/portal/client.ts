import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Application } from '../../src/domain/application.ts';
import { EXAMPLE_APPLICATION } from '../../src/portal/api/example.ts';

/** An invented family's application, with the named parts replaced. */
export function anApplication(changes: Partial<Record<keyof Application, unknown>> = {}): Record<string, unknown> {
  return { ...structuredClone(EXAMPLE_APPLICATION), ...changes };
}

/** A real photo, as a phone makes it. */
export function aPhoto(color = '#c8b89a', width = 320, height = 240): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
}

export type SentFile = readonly [part: string, bytes: Uint8Array, name?: string];

export function aForm(application: unknown, files: readonly SentFile[] = []): FormData {
  const form = new FormData();
  if (application !== undefined)
    form.append('application', typeof application === 'string' ? application : JSON.stringify(application));
  for (const [part, bytes, name] of files) form.append(part, new Blob([Uint8Array.from(bytes)]), name ?? 'foto.jpg');
  return form;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly bytes: Buffer;
}

/** The answer as text, and as JSON where it is JSON. */
export async function answerOf(response: Promise<Response>): Promise<Answer> {
  const { status, headers } = await response;
  const bytes = Buffer.from(await (await response).arrayBuffer());
  const text = bytes.toString();
  const json = headers.get('Content-Type')?.includes('json') === true;
  return { status, headers, text, bytes, body: json ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** Sends an application; most tests send the one example again and again, and mean another one each time. */
export function submit(url: string, form: FormData, key?: string, another = true): Promise<Answer> {
  if (another) form.set('another', 'true');
  return answerOf(
    fetch(`${url}/api/applications`, {
      method: 'POST',
      body: form,
      headers: key === undefined ? {} : { 'Idempotency-Key': key },
    }),
  );
}

/** Pointers of the faults that an answer names. */
export function faultFields({ body }: Answer): string[] {
  const { faults } = body;
  return Array.isArray(faults) ? faults.map((fault: { field: string }) => fault.field) : [];
}

/** Submits the example as a request of its own, and answers its receipt. */
export async function receiptFrom(url: string): Promise<{ number: string; pin: string }> {
  const { body } = await submit(url, aForm(anApplication()), randomUUID());
  return { number: String(body['applicationNumber']), pin: String(body['pin']) };
}
