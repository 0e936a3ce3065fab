import type { NeededPort } from '../../camunda/free-ports.ts';
import type { Config } from '../config/config.ts';

/** Ports that the office itself opens; the engine looks after its own. */
export function portsOf({ ports, simulators }: Config): NeededPort[] {
  const simulated: NeededPort[] = [
    { port: ports.siak, variable: 'SIAK_SIMULATOR_PORT', use: 'simulasi SIAK' },
    { port: ports.bsre, variable: 'BSRE_SIMULATOR_PORT', use: 'simulasi BSrE' },
    { port: ports.whatsapp, variable: 'WHATSAPP_SIMULATOR_PORT', use: 'simulasi WhatsApp' },
  ];
  return [
    { port: ports.portal, variable: 'PORTAL_PORT', use: 'portal dan meja petugas' },
    ...(simulators ? simulated : []),
  ];
}
