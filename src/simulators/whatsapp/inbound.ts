import type { InboundType, PhoneMessage } from './conversations.ts';

/** The media types that WhatsApp gives its own recordings, stickers and business cards. */
export const MEDIA_TYPES = { audio: 'audio/ogg', sticker: 'image/webp', contacts: 'text/vcard' } as const;

/** What files are, when nobody said. */
export function typeOfFiles(contentTypes: readonly string[]): InboundType {
  const first = contentTypes[0];
  if (first === undefined) return 'text';
  if (first.startsWith('image/')) return 'image';
  if (first.startsWith('audio/')) return 'audio';
  if (first.startsWith('video/')) return 'video';
  return /vcard/i.test(first) ? 'contacts' : 'document';
}

/**
 * The webhook's fields of one message, as Twilio's guide "Twilio's request to your incoming message webhook URL" lists
 * them: the common ones, the media, and those that only WhatsApp has.
 */
export function inboundFields(
  message: PhoneMessage,
  {
    accountSid,
    ownUrl,
    sender,
  }: {
    readonly accountSid: string;
    readonly ownUrl: string;
    /** Who wrote the message that is answered. */
    readonly sender: string;
  },
): Record<string, string> {
  const { sid, from, to, body, type = 'text', media, place, button, quoted } = message;
  const context = {
    ProfileName: 'Pemohon',
    WaId: from.slice(1),
    Forwarded: 'false',
    FrequentlyForwarded: 'false',
    ...(button === undefined ? {} : { ButtonText: button.text, ButtonPayload: button.payload }),
  };
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Body: body,
    From: `whatsapp:${from}`,
    To: `whatsapp:${to}`,
    ...context,
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    SmsStatus: 'received',
    MessageType: type,
    NumMedia: String(media.length),
    NumSegments: '1',
    ReferralNumMedia: '0',
    ChannelMetadata: JSON.stringify({ type: 'whatsapp', data: { context } }),
    ...Object.fromEntries(
      media.flatMap(({ sid: mediaSid, contentType }, i): [string, string][] => [
        [`MediaUrl${i}`, `${ownUrl}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${mediaSid}`],
        [`MediaContentType${i}`, contentType],
      ]),
    ),
    ...(place === undefined
      ? {}
      : {
          Latitude: place.latitude,
          Longitude: place.longitude,
          ...(place.address === '' ? {} : { Address: place.address }),
          ...(place.label === '' ? {} : { Label: place.label }),
        }),
    ...(quoted === undefined
      ? {}
      : { OriginalRepliedMessageSid: quoted, OriginalRepliedMessageSender: `whatsapp:${sender}` }),
  };
}
