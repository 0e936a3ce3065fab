import { randomUUID } from 'node:crypto';
import type { Application } from '../domain/application.ts';
import type { Tracking } from '../cases/tracking.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';

export type Photos = Partial<Record<DocumentKind, Buffer | readonly Buffer[]>>;

/** A resident at the portal, by its HTTP interface: what the page on their phone does. */
export class Applicant {
  readonly #url: string;
  applicationNumber = '';
  pin = '';

  constructor(portalUrl: string) {
    this.#url = portalUrl;
  }

  /** Sends the application; keeps number and PIN. Answers the raw response, so that refusals can be looked at. */
  async applies(application: Application, photos: Photos, idempotencyKey: string = randomUUID()): Promise<Response> {
    const form = formOf(photos);
    form.set('application', new Blob([JSON.stringify(application)], { type: 'application/json' }));
    // The demo's families are few: the same one may apply again while its earlier case is open.
    form.set('another', 'true');
    const response = await fetch(`${this.#url}/api/applications`, {
      method: 'POST',
      headers: { 'Idempotency-Key': idempotencyKey },
      body: form,
    });
    if (response.ok)
      ({ applicationNumber: this.applicationNumber, pin: this.pin } = (await response.clone().json()) as {
        applicationNumber: string;
        pin: string;
      });
    return response;
  }

  async tracks(): Promise<Tracking> {
    return (await (await this.#own('GET', '')).json()) as Tracking;
  }

  async completes(photos: Photos): Promise<void> {
    await this.#own('POST', '/papers', formOf(photos));
  }

  async withdraws(): Promise<void> {
    await this.#own('POST', '/withdrawal');
  }

  async downloads(): Promise<Buffer> {
    return Buffer.from(await (await this.#own('GET', '/card')).arrayBuffer());
  }

  async #own(method: string, path: string, body?: FormData): Promise<Response> {
    const response = await fetch(`${this.#url}/api/applications/${this.applicationNumber}${path}`, {
      method,
      headers: { 'X-PIN': this.pin },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`portal ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

function formOf(photos: Photos): FormData {
  const form = new FormData();
  for (const [kind, pictures] of Object.entries(photos))
    for (const picture of [pictures].flat())
      form.append(kind, new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'foto.jpg');
  return form;
}
