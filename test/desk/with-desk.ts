import { PEOPLE, type Office, type OfficerName } from '../cases/office.ts';
import { startDesk, type Browser, type DeskServer } from './desk-server.ts';

export interface OpenDesk {
  readonly server: DeskServer;
  readonly as: (who: OfficerName) => Browser;
}

/** Gives the suite the desk of its office. Call it inside `describe`, behind `withOffice`. */
export function withDesk(given: { readonly office: Office }): OpenDesk {
  let server: DeskServer | undefined;
  before(async () => {
    server = await startDesk(given.office);
  });
  after(() => server?.stop());
  const running = (): DeskServer => {
    if (server === undefined) throw new Error('the desk is open once the suite has begun');
    return server;
  };
  return {
    get server() {
      return running();
    },
    as: (who) => running().browser(PEOPLE[who].username),
  };
}
