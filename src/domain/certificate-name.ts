/** Titles that stand before a name, without their dots: academic ones and those of a pilgrim. */
const BEFORE = words('DRS DRA DR DRG DRH IR PROF NS APT H HJ KH');
/**
 * Degrees that stand after a name, without their dots, for certificates that write them without a comma. After a comma
 * whatever looks like an abbreviation counts.
 */
const AFTER = words(`SH SE SIP SSOS SAG SPD SPDI SKOM ST STP SSTP SSI SAP SFARM SKED SKM SHI SEI SPT SP SS SSN SPSI SKEP
  SIKOM SADM STRKES SST SAB SIIP MSI MM MH MHUM MKN MAP MPA MIP MA MPD MPDI MKOM MT MTI MSC MBA MENG MECDEV MEC MKES MPH
  MAG MSOS MADM MSE MAK MAB MKM MPSI MIKOM MEI MHI AMD AMDKEB AMP AMA AKS AP BA BSC LLM LLB PHD AK CA CPA`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Whom a card names: as the office writes the name, and as the certificate does where that is another way. */
export interface CertifiedPerson {
  readonly name: string;
  /** Null or absent: the certificate writes the name as the office does. */
  readonly certificateName?: string | null;
}

/**
 * Whether the common name of a certificate is that of this person: the same words in the same order, whatever their
 * capitals, accents, titles and degrees ("Drs. Agus Prasetyo, M.Si." is "AGUS PRASETYO"). An abbreviated name is another
 * one; for that the office keeps the name of the certificate itself.
 */
export function isNameOf(commonName: string, { name, certificateName }: CertifiedPerson): boolean {
  const bare = bareName(commonName);
  return bare !== '' && bare === bareName(certificateName ?? name);
}

/** The name without titles and degrees, in capitals: "" when nothing else is there. */
export function bareName(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ'`´]/g, '')
    .toUpperCase();
  return plain
    .split(',')
    .flatMap((part, i) => (i === 0 ? withoutTitles(wordsOf(part)) : wordsOf(part).filter((word) => !isDegree(word))))
    .map((word) => word.replace(/[^\p{L}\p{N}()]+/gu, ' ').trim())
    .filter((word) => word !== '')
    .join(' ');
}

/** "S. H." is one word where that makes a degree of it: a name may have "M." before it. */
function wordsOf(part: string): string[] {
  const found: string[] = [];
  for (const word of part.split(/\s+/).filter((one) => one !== '')) {
    const before = found.at(-1);
    if (before?.endsWith('.') === true && AFTER.has(undotted(before + word))) found.splice(-1, 1, before + word);
    else found.push(word);
  }
  return found;
}

function withoutTitles(name: readonly string[]): readonly string[] {
  let [from, to] = [0, name.length];
  while (from < to && BEFORE.has(undotted(name[from]!))) from += 1;
  while (to > from && AFTER.has(undotted(name[to - 1]!))) to -= 1;
  return name.slice(from, to);
}

const isDegree = (word: string): boolean =>
  AFTER.has(undotted(word)) || /^\(?\p{L}{1,5}(\.\p{L}{1,6})+\.?\)?$/u.test(word);
const undotted = (word: string): string => word.replaceAll('.', '');
