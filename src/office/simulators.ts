import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { Languages } from '../domain/language/language.ts';
import { startBsreSimulator } from '../simulators/bsre/server.ts';
import { startSiakSimulator } from '../simulators/siak/server.ts';
import { startWhatsappSimulator } from '../simulators/whatsapp/server.ts';

/** SIAK, BSrE and WhatsApp as real HTTP servers behind the real clients. Never in production (config.ts refuses). */
export async function startSimulators(
  config: Config,
  languages: Languages,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const { ports, host, varDir, siak, signing, whatsapp, baseUrl } = config;
  const bsre = signing.service?.kind === 'bsre' ? signing.service : undefined;
  const running = await Promise.all([
    startSiakSimulator({
      port: ports.siak,
      host,
      dataFile: path.join(varDir, 'simulators', 'siak.json'),
      user: siak.service?.user ?? 'disdukcapil-bantul',
      password: siak.service?.password ?? 'simulasi',
      logger,
    }),
    startBsreSimulator({
      port: ports.bsre,
      host,
      pkiFolder: path.dirname(signing.trustAnchorFile),
      user: bsre?.user ?? 'disdukcapil-bantul',
      password: bsre?.password ?? 'simulasi',
      logger,
    }),
    startWhatsappSimulator({
      port: ports.whatsapp,
      host,
      accountSid: whatsapp.accountSid,
      authToken: whatsapp.authToken,
      webhookUrl: `${baseUrl}/webhook/whatsapp`,
      dataFolder: path.join(varDir, 'simulators', 'whatsapp'),
      languages,
      logger,
    }),
  ]);
  return {
    close: async () => {
      await Promise.all(running.map((simulator) => simulator.close()));
    },
  };
}
