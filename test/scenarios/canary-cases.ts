import { DEMO_PASSPHRASE } from '../../src/office/demo-people.ts';
import { paperPhoto } from '../../src/demo/photos.ts';
import { until } from '../../src/demo/until.ts';
import type { Berkas } from './berkas.ts';
import { CANARY_FAMILY, OFFICER_NOTE, UNPRINTABLE_FAMILY, WRONG_PASSPHRASE } from './canary.ts';
import { theOffice, type TestOffice } from './the-office.ts';

export interface CanaryCases {
  readonly berkas: Berkas;
  readonly unprintable: Berkas;
}

let walked: Promise<CanaryCases> | undefined;

/** Two cases that took every way on which something could slip out; led there once, by whoever asks first. */
export function canaryCases(): Promise<CanaryCases> {
  walked ??= theOffice().then(async (office) => {
    const [berkas, unprintable] = await Promise.all([goesEveryWay(office), cannotBePrinted(office)]);
    return { berkas, unprintable };
  });
  return walked;
}

async function goesEveryWay(office: TestOffice): Promise<Berkas> {
  const berkas = await office.applies({ application: CANARY_FAMILY, without: ['ijazah'] });
  await berkas.isOpenedBy(office.sri);
  let task = await berkas.task('examine-application');
  await berkas.isReturnedFor(['ijazah'], OFFICER_NOTE);
  await berkas.is('waiting-for-applicant');
  await office.phones.waitFor(berkas.phone, (message) => message.text.includes(berkas.number));
  await berkas.applicant.completes({ ijazah: await paperPhoto('ijazah', 3) });
  task = await berkas.taskAgain('examine-application', task);
  await berkas.meets('siak', 'refuse');
  await berkas.isFoundComplete();
  await berkas.taskAgain('examine-application', task);
  await berkas.isFoundComplete();
  await berkas.isRequested();
  await berkas.task('verify-draft');
  await berkas.isVerified();
  await berkas.task('approve-signing');
  await office.agus.signs([berkas.number], WRONG_PASSPHRASE);
  await berkas.meets('bsre', '500');
  await office.agus.signs([berkas.number], DEMO_PASSPHRASE);
  await berkas.isFinished();
  return berkas;
}

async function cannotBePrinted(office: TestOffice): Promise<Berkas> {
  const unprintable = await office.applies({ application: UNPRINTABLE_FAMILY });
  await unprintable.isOpenedBy(office.sri);
  await unprintable.isFoundComplete();
  await until('the incident', async () =>
    (await office.engine.incidents()).some(
      ({ caseNumber, code }) => caseNumber === unprintable.number && code === 'CARD_UNPRINTABLE',
    ),
  );
  return unprintable;
}
