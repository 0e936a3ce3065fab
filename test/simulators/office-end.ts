import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';

export const account = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'token-simulasi' };

/** What the office heard of the simulator. */
export interface OfficeEnd {
  readonly url: string;
  /** "delivered", "undelivered 63024", in the order of their coming. */
  readonly statuses: string[];
  /** Fields of the messages that came in. */
  readonly incoming: Record<string, string>[];
  /** What is answered to who fetches the card. */
  mediaStatus: number;
  close(): void;
}

/** The office's side of the webhooks; a wrong signature stops the test. */
export async function openOfficeEnd(): Promise<OfficeEnd> {
  const app = express();
  const seen = { statuses: [] as string[], incoming: [] as Record<string, string>[], mediaStatus: 200 };
  let url = '';
  const signed: express.RequestHandler = (request, response, next) => {
    const fields = request.body as Record<string, string>;
    if (
      twilio.validateRequest(
        account.authToken,
        request.get('x-twilio-signature') ?? '',
        url + request.originalUrl,
        fields,
      )
    )
      return next();
    seen.statuses.push('wrong signature');
    response.status(403).end();
  };
  app.post('/webhook/whatsapp/status', express.urlencoded({ extended: false }), signed, (request, response) => {
    const { MessageStatus: status, ErrorCode: code } = request.body as Record<string, string>;
    seen.statuses.push(code === undefined ? (status ?? '') : `${status} ${code}`);
    response.end();
  });
  app.post('/webhook/whatsapp', express.urlencoded({ extended: false }), signed, (request, response) => {
    seen.incoming.push(request.body as Record<string, string>);
    response.end();
  });
  app.get(
    '/media/:name',
    (_request, response) =>
      void response
        .status(seen.mediaStatus)
        .type('application/pdf')
        .set('Content-Disposition', 'inline; filename="KK-261122-7Q4F2M.pdf"')
        .send('%PDF-1.7 card'),
  );
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return Object.assign(seen, {
    url,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}
