/** What a number may send within a day of the office: beyond it files are not fetched, and strangers not answered. */
const OF_STRANGER = { messages: 20, files: 5 };
const OF_APPLICANT = { messages: 200, files: 60 };

/** What came from a number on the day of a message, before that message. */
export interface SentBefore {
  readonly messages: number;
  readonly files: number;
}
export interface Bounds {
  /** So many files of this message are fetched. */
  readonly files: number;
  /**
   * 'last': answered, and its sender reads that nothing more is answered today. 'none': kept, neither answered nor put
   * before a person.
   */
  readonly answer: 'usual' | 'last' | 'none';
}

/** `isStranger`: the number belongs to no case. */
export function boundsOf(isStranger: boolean, { messages, files }: SentBefore): Bounds {
  const most = isStranger ? OF_STRANGER : OF_APPLICANT;
  return {
    files: messages >= most.messages ? 0 : Math.max(0, most.files - files),
    answer: !isStranger || messages < most.messages - 1 ? 'usual' : messages < most.messages ? 'last' : 'none',
  };
}
