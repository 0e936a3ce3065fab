/**
 * What a worker must know of its element reaches it as extension properties of the external task
 * (`includeExtensionProperties`). The translator writes them, the adapter reads them.
 */
export interface JobProperties {
  /** zeebe:taskHeaders of the element. */
  readonly headers: Readonly<Record<string, string>>;
  /** Attempts that the diagram grants, at least 1. */
  readonly retries: number;
  /**
   * True when the element has output mappings: they alone hand results on, so the result belongs to the task
   * (`localVariables` of the completion). False: the result goes to the case (`variables`).
   */
  readonly resultIsLocal: boolean;
}

/** Prefix of the names that are not headers; no header may begin with it. */
export const OWN_PREFIX = 'office:';
/** Prefix of zeebe:properties, which tools read and workers do not get. */
export const TOOL_PREFIX = 'property:';
const RETRIES = `${OWN_PREFIX}retries`;
const LOCAL_RESULT = `${OWN_PREFIX}local-result`;
/** What Zeebe takes when the diagram names no number. */
export const DEFAULT_RETRIES = 3;

export function writeJobProperties({ headers, retries, resultIsLocal }: JobProperties): Record<string, string> {
  return { ...headers, [RETRIES]: String(retries), ...(resultIsLocal ? { [LOCAL_RESULT]: 'true' } : {}) };
}

export function readJobProperties(properties: Readonly<Record<string, string>>): JobProperties {
  const isHeader = (name: string) => !name.startsWith(OWN_PREFIX) && !name.startsWith(TOOL_PREFIX);
  return {
    headers: Object.fromEntries(Object.entries(properties).filter(([name]) => isHeader(name))),
    retries: Number(properties[RETRIES] ?? DEFAULT_RETRIES),
    resultIsLocal: properties[LOCAL_RESULT] === 'true',
  };
}
