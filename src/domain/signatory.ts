/** Who signs, as the letter of appointment says. */
export interface Signatory {
  readonly name: string;
  /** 18 digits. */
  readonly nip: string;
  /** Pelaksana harian or pelaksana tugas; null for the head of the office. */
  readonly actingAs: 'Plh' | 'Plt' | null;
}

/** The lines under a card: title, name, NIP. */
export interface SignatureLines {
  readonly title: string;
  readonly name: string;
  readonly nip: string;
}

/**
 * The card names whoever signs it, in their own name and NIP; a stand-in has "Plh." or "Plt." before the head's title.
 * So the name on the card and the name in the certificate are one person's.
 */
export function signatureLines({ name, nip, actingAs }: Signatory, headTitle: string): SignatureLines {
  const title = headTitle.replace(/\s+/g, ' ').trim();
  return { title: actingAs === null ? title : `${actingAs}. ${title}`, name: name.trim(), nip };
}
