import { until } from './until.ts';

export interface PhoneMessage {
  readonly sid: string;
  readonly text: string;
  readonly status: string;
  readonly hasMedia: boolean;
}
interface ListedMessage {
  readonly sid: string;
  readonly direction: string;
  readonly body: string;
  readonly status: string;
  readonly media: readonly unknown[];
}

/** The applicants' phones, by the WhatsApp simulator's interface. */
export class Phones {
  readonly #url: string;

  constructor(simulatorUrl: string) {
    this.#url = simulatorUrl;
  }

  /** What the office wrote to this number, oldest first. */
  async messages(number: string): Promise<PhoneMessage[]> {
    const response = await fetch(`${this.#url}/api/messages?${new URLSearchParams({ to: number }).toString()}`);
    const listed = (await response.json()) as ListedMessage[];
    return listed
      .filter((message) => message.direction.startsWith('outbound'))
      .map(({ sid, body, status, media }) => ({ sid, text: body, status, hasMedia: media.length > 0 }));
  }

  async waitFor(number: string, wanted: (message: PhoneMessage) => boolean): Promise<PhoneMessage> {
    return until('a message on the phone', async () => (await this.messages(number)).find(wanted));
  }

  /** The applicant answers with a text and photos. */
  async reply(number: string, text: string, ...photos: readonly Buffer[]): Promise<void> {
    const body = JSON.stringify({
      from: number,
      text,
      photos: photos.map((photo) => ({ contentType: 'image/jpeg', base64: photo.toString('base64') })),
    });
    const response = await fetch(`${this.#url}/api/replies`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`the phone cannot reply: ${response.status} ${await response.text()}`);
  }
}
