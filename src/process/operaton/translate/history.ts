/**
 * How long the engine keeps a finished case: ten years, in days. The office's own journal and archive are kept apart.
 */
export const HISTORY_TIME_TO_LIVE = 'P3650D';
