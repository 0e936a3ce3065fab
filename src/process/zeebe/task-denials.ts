/** Why a listener of ours denied a change of a user task; the cluster hands it back to whoever asked for the change. */
export const DENIED = {
  notJudged: 'NOT_JUDGED',
  held: 'HELD_BY_ANOTHER',
} as const;

const PREFIX = 'take-from:';
const NOBODY = '(nobody)';

/** Action of an assignment: says who must hold the task for it to change hands. */
export const takenFrom = (holder: string | null): string => `${PREFIX}${holder ?? NOBODY}`;

/** Who must hold the task by the action of an assignment; undefined when the action says nothing of it. */
export function expectedHolder(action: string | undefined): string | null | undefined {
  if (action?.startsWith(PREFIX) !== true) return undefined;
  const holder = action.slice(PREFIX.length);
  return holder === NOBODY ? null : holder;
}
