/** Titles of the pages, and what stands around them; the pages themselves are templates of the language. */
export const TITLES = {
  'title.start': [],
  'title.apply': [],
  'title.track': [],
  'title.case': ['number'],
  'title.amend': ['number'],
  'title.sign': ['number'],
  'title.check': [],
  'title.download': [],
  'title.privacy': [],
  help: [],
} as const;
