/**
 * How a case comes through SIAK, which has no public interface for writing; set by SIAK_WAY and fixed for a case when
 * it is submitted. `simulator`: the program enters and reads, for trial and training. `typed`: an officer types the
 * entry, a second officer confirms it in SIAK, and the card is drawn and signed here. `siak-signed-pdf`: verification
 * and signature happen in SIAK, and the PDF that SIAK signed is brought here, checked, sent and archived.
 */
export const SIAK_WAYS = ['simulator', 'typed', 'siak-signed-pdf'] as const;
export type SiakWay = (typeof SIAK_WAYS)[number];
