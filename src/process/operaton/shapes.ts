import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { checker } from '../schema.ts';

/** What we read of the answers of the engine's REST interface; more may stand in them. */
const text = Type.String();
const maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

/** A variable as the engine writes it. */
const TypedValue = Type.Object({
  type: maybe(text),
  value: Type.Optional(Type.Unknown()),
  valueInfo: maybe(Type.Object({ serializationDataFormat: maybe(text) })),
});

export type TypedValue = Static<typeof TypedValue>;

const LockedTask = Type.Object({
  id: text,
  topicName: text,
  activityId: text,
  activityInstanceId: text,
  businessKey: text,
  retries: maybe(Type.Integer()),
  variables: Type.Record(text, TypedValue),
  extensionProperties: Type.Record(text, text),
});
export type LockedTask = Static<typeof LockedTask>;
export const checkLockedTasks = checker(Type.Array(LockedTask), 'fetched external tasks');

export const checkInstances = checker(
  Type.Array(
    Type.Object({
      id: text,
      businessKey: maybe(text),
      startTime: text,
      endTime: maybe(text),
      state: text,
      processDefinitionId: text,
      processDefinitionVersion: Type.Integer(),
    }),
  ),
  'history of process instances',
);
export const checkRunning = checker(
  Type.Array(Type.Object({ id: text, businessKey: maybe(text) })),
  'running process instances',
);
export const checkDefinition = checker(
  Type.Object({
    id: text,
    key: text,
    version: Type.Integer(),
    versionTag: maybe(text),
    deploymentId: text,
    resource: text,
  }),
  'process definition',
);
const ActivityInstance = Type.Object({
  id: text,
  activityId: text,
  activityName: maybe(text),
  activityType: text,
  assignee: maybe(text),
  startTime: text,
  endTime: maybe(text),
  canceled: maybe(Type.Boolean()),
});
export type ActivityInstance = Static<typeof ActivityInstance>;
export const checkActivities = checker(Type.Array(ActivityInstance), 'history of activities');

export const checkVariables = checker(
  Type.Array(
    Type.Object({
      name: text,
      type: maybe(text),
      value: Type.Optional(Type.Unknown()),
      valueInfo: maybe(Type.Object({ serializationDataFormat: maybe(text) })),
      activityInstanceId: maybe(text),
      processInstanceId: text,
      state: maybe(text),
    }),
  ),
  'history of variables',
);
export const checkOperations = checker(
  Type.Array(
    Type.Object({
      userId: maybe(text),
      operationType: text,
      entityType: maybe(text),
      property: maybe(text),
      timestamp: text,
    }),
  ),
  'log of operations',
);
const EngineIncident = Type.Object({
  id: text,
  processInstanceId: maybe(text),
  processDefinitionId: maybe(text),
  incidentTimestamp: text,
  incidentType: text,
  activityId: maybe(text),
  failedActivityId: maybe(text),
  configuration: maybe(text),
  incidentMessage: maybe(text),
});
export type EngineIncident = Static<typeof EngineIncident>;
export const checkIncidents = checker(Type.Array(EngineIncident), 'incidents');
export const checkIncident = checker(EngineIncident, 'incident');

export const checkDecisionResult = checker(Type.Array(Type.Record(text, TypedValue)), 'result of a decision');
export const checkResources = checker(Type.Array(Type.Object({ id: text, name: text })), 'resources of a deployment');
