import type { Config } from '../../src/config/config.ts';
import { Auditor } from '../../src/demo/auditor.ts';
import { HeadOfOffice } from '../../src/demo/head.ts';
import { Officer } from '../../src/demo/officer.ts';
import { Phones } from '../../src/demo/phones.ts';
import { DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { Simulators } from './simulators.ts';

/** Everybody who does something in a scenario, each with a login of their own. */
export interface People {
  readonly sri: Officer;
  readonly joko: Officer;
  readonly ratna: Officer;
  readonly bambang: Officer;
  readonly endah: Officer;
  readonly agus: HeadOfOffice;
  readonly auditor: Auditor;
  readonly phones: Phones;
  readonly simulators: Simulators;
}

/** An officer's browser, by username; a new session each time. */
export const officerOf = (config: Config) => (username: string) => new Officer(config.baseUrl, username, DEMO_PASSWORD);

/** The people of the office that runs with these settings. */
export function peopleOf(config: Config): People {
  const officer = officerOf(config);
  return {
    sri: officer('sri.wahyuni'),
    joko: officer('joko.susilo'),
    ratna: officer('ratna.dewi'),
    bambang: officer('bambang.hartono'),
    endah: officer('endah.lestari'),
    agus: new HeadOfOffice(config.baseUrl, 'agus.prasetyo', DEMO_PASSWORD),
    auditor: new Auditor(officer('auditor')),
    phones: new Phones(config.whatsapp.url),
    simulators: new Simulators(config),
  };
}
