import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SETTINGS = path.join(import.meta.dirname, 'settings');
const LOG_SETTINGS = path.join(SETTINGS, 'log4j2.xml');

/** What broker and web apps have in common: Spring reads `settings/<folder>/application.yaml` besides its own. */
export const SPRING = {
  environment: (folder: string, profiles: string): Record<string, string> => ({
    // By the environment: StandaloneCamunda ignores the argument of the same name. The slash at the end is needed.
    SPRING_CONFIG_ADDITIONAL_LOCATION: `${pathToFileURL(path.join(SETTINGS, folder)).href}/`,
    SPRING_PROFILES_ACTIVE: profiles,
    KK_LOG_SETTINGS: LOG_SETTINGS,
  }),
  // For the lines before Spring has read its settings.
  systemProperties: { 'log4j2.configurationFile': LOG_SETTINGS },
} as const;
