import { fill } from '../language/placeholders.ts';
import { INDONESIAN } from '../language/indonesian.ts';
import { memberOf } from '../card/register.ts';
import type { MissingPaper } from '../events/check-evidence.ts';
import { factsOf, type RuleContext } from '../rules/rule.ts';
import type { Finding } from '../rules/table.ts';
import { parseNik } from '../nik.ts';

const { advice, results } = INDONESIAN;

/**
 * One kind text for the resident when something is still to be completed: what is the matter, why, what to do next.
 * Where no such text is written the sentences of the rules stand in.
 */
export function completionText(c: RuleContext, stops: readonly Finding[]): string {
  const has = (rule: string) => stops.some((stop) => stop.rule === rule);
  const explanations = [
    ...(has('R18') ? [foreign(c)] : []),
    ...(has('R20') ? [minorHead(c)] : []),
    ...(has('R66') ? [results['adoptive-parents']] : []),
    ...deathWithoutAkta(c),
  ];
  const covered = ['R18', 'R66', ...(has('R20') ? ['R20', 'R53'] : []), ...(explanations.length > 0 ? ['R53'] : [])];
  const rest = stops.filter((stop) => !covered.includes(stop.rule)).map((stop) => stop.sentence);
  return [...explanations, ...rest].join(' ');
}

/** What the tracking page says meanwhile. */
export function completionNotice(c: RuleContext, stops: readonly Finding[]): string {
  const has = (rule: string) => stops.some((stop) => stop.rule === rule);
  if (has('R18')) return results['waits.power-of-attorney'];
  if (has('R66')) return results['waits.agreement'];
  return results[deathWithoutAkta(c).length > 0 ? 'waits.akta-kematian' : 'waits'];
}

function foreign(c: RuleContext): string {
  const reprint = c.events.every(({ definition }) => !definition.entry);
  return results[reprint ? 'stranger.reprint' : 'stranger'];
}

/**
 * The two ways of PM108 art. 10(4) and SE 470/13287 when no adult remains; otherwise an adult of the card is to be
 * chosen.
 */
function minorHead(c: RuleContext): string {
  if (!c.missing.some(isChoiceOfGuardian)) return results['young-head'];
  const late = factsOf(c, 'death').some(({ nik }) => memberOf(c.before, nik)?.sex === 'PEREMPUAN');
  const you = addressOf(c);
  return fill(results[late ? 'only-children.woman' : 'only-children.man'], { you, you2: you });
}

const isChoiceOfGuardian = ({ text }: MissingPaper) => text === advice['pilihan-saudara-dewasa-pindah'];
const isAktaKematian = ({ text }: MissingPaper) => text.startsWith(advice['kutipan-akta-kematian']);

/** "Bapak" or "Ibu" when SIAK or the NIK says so; "Anda" otherwise. */
function addressOf({ before, applicant }: RuleContext): string {
  const row = memberOf(before, applicant);
  const parts = parseNik(applicant);
  const female = row === undefined ? parts?.female : row.sex === 'PEREMPUAN';
  return female === undefined ? advice['you'] : results[female ? 'you.woman' : 'you.man'];
}

/** A death without akta while nothing else is wrong with it: the akta comes first. */
function deathWithoutAkta(c: RuleContext): string[] {
  if (!c.missing.some(isAktaKematian) || c.missing.some(isChoiceOfGuardian)) return [];
  return factsOf(c, 'death').map(({ name }) => fill(results['death-without-akta'], { name }));
}

/** Which service to go to meanwhile, for papers that another service makes. */
export function serviceFor(missing: readonly MissingPaper[]) {
  if (missing.some(isAktaKematian)) return 'akta-kematian' as const;
  const civil = ['kutipan akta pengakuan', 'kutipan akta pengesahan', 'kutipan akta kelahiran dengan catatan pinggir'];
  if (missing.some(({ text }) => civil.some((start) => text.startsWith(start)))) return 'pencatatan-sipil' as const;
  return undefined;
}
