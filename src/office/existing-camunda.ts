import type { Config } from '../config.ts';
import type { Engine } from '../engine/engine.ts';

/** An existing Camunda that does not answer, or not as itself. The message names the setting and the remedy. */
export class CamundaUnavailable extends Error {
  override name = 'CamundaUnavailable';
}

const LIMIT_MS = 10_000;

/** Asks every address of an existing Camunda once, so that a wrong one is named before anything is deployed. Throws CamundaUnavailable. */
export async function requireCamunda(
  { grpcAddress, restUrl, recordsUrl, tasklistUrl }: Config['engine'],
  engine: Pick<Engine, 'ready' | 'completedTask'>,
): Promise<void> {
  const answersWith = (status: number, url: string) => async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) });
    if (answer.status !== status) throw new Error(`${answer.status}`);
  };
  const asked: readonly (readonly [setting: string, address: string, ask: () => Promise<unknown>, hint: string])[] = [
    [
      'ZEEBE_GRPC_ADDRESS',
      grpcAddress,
      () => engine.ready(),
      'host:port atau grpc://host:port; dengan TLS grpcs://host:port',
    ],
    ['ZEEBE_REST_ADDRESS', restUrl, answersWith(200, `${restUrl}/v2/topology`), 'alamat REST gateway Zeebe 8.6'],
    [
      'ZEEBE_RECORDS_URL',
      withoutLogin(recordsUrl),
      () => engine.completedTask('0', ''),
      'OpenSearch atau Elasticsearch tempat Zeebe mengekspor catatannya',
    ],
    [
      'CAMUNDA_TASKLIST_BASE_URL',
      tasklistUrl,
      answersWith(401, `${tasklistUrl}/v1/forms/none`),
      'Tasklist dengan login sendiri, tanpa Identity',
    ],
  ];
  const failed = (
    await Promise.all(
      asked.map(async ([setting, address, ask, hint]) =>
        (await ask().then(
          () => true,
          () => false,
        ))
          ? []
          : [`${setting}=${address} tidak menjawab sebagaimana mestinya (${hint}).`],
      ),
    )
  ).flat();
  if (failed.length > 0)
    throw new CamundaUnavailable(
      `Camunda yang sudah ada tidak dapat dipakai.\n  ${failed.join('\n  ')}\nPerbaiki pengaturan itu, atau hapus ZEEBE_GRPC_ADDRESS agar kantor menyalakan mesinnya sendiri.`,
    );
}

function withoutLogin(url: string): string {
  const { host, protocol, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
