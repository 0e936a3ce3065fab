import { readablePhone } from '../domain/phone.ts';
import type { OfficeFace } from '../portal/view.ts';

/** The number on the portal's pages. Of a simulated office there is no link: the number is not its own. */
export const officeNumber = (e164: string, isSimulated: boolean): Pick<OfficeFace, 'whatsapp'> => ({
  whatsapp: {
    number: readablePhone(e164),
    ...(isSimulated ? {} : { link: `https://wa.me/${e164.replace(/^\+/, '')}` }),
  },
});
