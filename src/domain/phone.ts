import parsePhoneNumber from 'libphonenumber-js/max';

/** "+62 812 3456 7890": as people read and dial it. */
export const readablePhone = (e164: string): string => parsePhoneNumber(e164)?.formatInternational() ?? e164;

/** "+62812•••7890" */
export function maskPhone(e164: string): string {
  return `${e164.slice(0, 6)}•••${e164.slice(-4)}`;
}

/**
 * A number that WhatsApp can reach, as E.164: a mobile number of any country (migrant workers apply from abroad),
 * written in any usual way; without a country it is Indonesian. Undefined for a land line and for text that is not a
 * number.
 */
export function toWhatsAppNumber(text: string): string | undefined {
  const number = parsePhoneNumber(text.replace(/^\+?62\s*0/, '+62'), 'ID');
  const mobile = number?.getType() === 'MOBILE' || number?.getType() === 'FIXED_LINE_OR_MOBILE';
  return number?.isValid() === true && mobile ? number.number : undefined;
}

/** Whether the text is a number as the messenger writes it, of any country: "+6281234567890". */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{7,14}$/.test(text);
