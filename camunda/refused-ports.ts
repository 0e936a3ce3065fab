/**
 * Ports from 1024 on that browsers and fetch do not speak to, because older protocols live there (WHATWG Fetch, "bad
 * port"). A server there listens, and nobody reaches it.
 */
const REFUSED = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

export const isRefusedPort = (port: number): boolean => REFUSED.has(port);
