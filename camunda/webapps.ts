import { randomUUID } from 'node:crypto';
import { internalPorts } from './broker.ts';
import type { JvmProgram } from './jvm-program.ts';
import { SPRING } from './spring.ts';

export interface WebappsPlace {
  readonly lib: string;
  readonly host: string;
  readonly ports: {
    readonly webapps: number;
    readonly webappsManagement: number;
    readonly zeebeGrpc: number;
    readonly zeebeRest: number;
    readonly opensearch: number;
  };
  readonly clusterName: string;
}

/** Tasklist for the officers and Operate for the auditors, under one address and one login. */
export function webapps({ lib, host, ports, clusterName }: WebappsPlace): JvmProgram {
  const { internal, gateway } = internalPorts(ports.zeebeGrpc);
  return {
    name: 'webapps',
    title: 'Tasklist dan Operate',
    maxHeapMb: 768,
    lib,
    mainClass: 'io.camunda.application.StandaloneCamunda',
    arguments: [],
    environment: {
      ...SPRING.environment('webapps', 'operate,tasklist,auth'),
      // The settings file alone does not move Tasklist away from Elasticsearch.
      CAMUNDA_OPERATE_DATABASE: 'opensearch',
      CAMUNDA_TASKLIST_DATABASE: 'opensearch',
      CAMUNDA_DATABASE_TYPE: 'opensearch',
      KK_WEB_PORT: String(ports.webapps),
      KK_MANAGEMENT_PORT: String(ports.webappsManagement),
      KK_OPENSEARCH_URL: `http://${host}:${ports.opensearch}`,
      KK_CLUSTER_NAME: clusterName,
      KK_GRPC_ADDRESS: `${host}:${ports.zeebeGrpc}`,
      KK_ZEEBE_REST_URL: `http://${host}:${ports.zeebeRest}`,
      KK_GATEWAY_PORT: String(gateway),
      KK_INTERNAL_PORT: String(internal),
      KK_UNUSED_PASSWORD: randomUUID(),
    },
    systemProperties: SPRING.systemProperties,
    healthUrl: `http://${host}:${ports.webappsManagement}/actuator/health`,
    // All parts start at once. Over a grown folder OpenSearch answers while it still recovers its shards ("all shards failed"), and Operate dies of that.
    starts: 3,
  };
}
