import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { JvmProgram } from './jvm-program.ts';
import { StartError } from './start-error.ts';

/** The runner counts its nodes from the base port upwards and refuses everything above this. */
const HIGHEST_PORT = 9299;
const NODE_FOLDER = 'node_1';
const SETTINGS = path.join(import.meta.dirname, 'settings', 'opensearch');

export interface OpensearchPlace {
  readonly lib: string;
  readonly port: number;
  readonly host: string;
  readonly varDir: string;
  readonly clusterName: string;
}

/** OpenSearch talks to itself on the port after its HTTP port. */
export function transportPort(httpPort: number): number {
  return httpPort + 1;
}

/** The index that Operate and Tasklist read: one node, its data in `varDir/opensearch`. */
export async function opensearch({ lib, port, host, varDir, clusterName }: OpensearchPlace): Promise<JvmProgram> {
  if (port > HIGHEST_PORT)
    throw new StartError(
      `OPENSEARCH_PORT ${port} terlalu tinggi untuk OpenSearch tertanam. Pilih port sampai ${HIGHEST_PORT}, atau PORT_OFFSET yang lebih kecil.`,
    );
  const basePath = path.join(varDir, 'opensearch');
  await placeSettings(path.join(basePath, NODE_FOLDER, 'config'));
  return {
    name: 'opensearch',
    title: 'Indeks pencarian (OpenSearch)',
    maxHeapMb: 512,
    lib,
    mainClass: 'org.codelibs.opensearch.runner.OpenSearchRunner',
    // Node 1 listens on the base port plus one.
    arguments: [
      '-basePath',
      basePath,
      '-numOfNode',
      '1',
      '-baseHttpPort',
      String(port - 1),
      '-clusterName',
      clusterName,
    ],
    environment: { KK_TRANSPORT_PORT: String(transportPort(port)) },
    systemProperties: {},
    healthUrl: `http://${host}:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`,
  };
}

/** The runner keeps settings that are there already, so ours are laid down before every start. */
async function placeSettings(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['opensearch.yml', 'log4j2.properties'])
    await copyFile(path.join(SETTINGS, file), path.join(folder, file));
}
