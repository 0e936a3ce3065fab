import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { checkApplication } from '../../src/domain/check-application.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { EventApplication } from '../../src/domain/events/application.ts';
import type { Paper } from '../../src/domain/events/documents.ts';
import { createSiak } from '../../src/siak/create-siak.ts';
import { startSiakSimulator } from '../../src/simulators/siak/server.ts';
import type { RunningSimulator } from '../../src/simulators/serve.ts';
import { openPress } from '../card/printing-office.ts';
import { cardFrom, type GoldenCase } from '../domain/events/golden-case.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { Office, SubmittedCase } from './office.ts';

const logger = pino({ level: 'silent' });
const account = { user: 'disdukcapil-bantul', password: 'simulasi' };

/** The register of the simulator with these families, by its own seeding, behind the product's own client. */
export async function withRegister(office: Office, families: readonly FamilyCard[]): Promise<RunningSimulator> {
  const simulator = await startSiakSimulator({ port: 0, host: 'localhost', ...account, logger, families });
  const siak = createSiak({
    way: 'simulator',
    service: { url: simulator.url, ...account, ipUser: '127.0.0.1' },
    timeoutMs: 15_000,
    logger,
  });
  Object.assign(office.register, siak);
  return simulator;
}

/** The real press: what stands on the card is read from its PDF. */
export async function withPress(office: Office): Promise<{ close(): Promise<void> }> {
  const press = await openPress();
  Object.assign(office.press, { print: press.print.bind(press) });
  return press;
}

export const familiesOf = (cases: readonly GoldenCase[]): FamilyCard[] =>
  cases.flatMap(({ before }) => before.cards.map(cardFrom));

export async function submits(
  office: Office,
  application: EventApplication,
  papers: readonly Paper[],
  today: string,
): Promise<SubmittedCase> {
  const checked = checkApplication(application, today);
  if (!checked.ok) throw new Error(`the portal refuses: ${JSON.stringify(checked.faults)}`);
  const { applicationNumber, pin } = await office.applicants.submit({
    application: checked.application,
    papers: await photosOf(office, papers),
    idempotencyKey: randomUUID(),
    another: true,
  });
  await office.settle();
  return { applicationNumber, pin };
}

/** Photos that differ from each other and from those of another round; the same for every case. */
export function photosOf(office: Office, papers: readonly Paper[], round = 'first') {
  return Promise.all(
    papers.map(({ document }, index) => office.paper(document satisfies DocumentKind, `${document} ${index} ${round}`)),
  );
}
