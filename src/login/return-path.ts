import type { StaffRole } from '../domain/process.ts';

/** Where somebody wanted to go before the log-in: a path of ours, or undefined; never an address of another host. */
export function returnPath(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > 500 || !/^\/(?![/\\])/.test(wanted)) return undefined;
  // A browser drops tabs and line ends before it reads the address: "/\t/elsewhere" would be one.
  if (/[\u0000-\u0020\\]/.test(wanted)) return undefined;
  const target = new URL(wanted, 'http://office.invalid');
  const path = target.pathname;
  if (target.host !== 'office.invalid' || path.startsWith('//')) return undefined;
  return ['/masuk', '/keluar'].some((own) => path === own || path.startsWith(`${own}/`))
    ? undefined
    : path + target.search;
}

/** The page that somebody with these roles begins with. */
export function homeOf(roles: readonly StaffRole[]): string {
  if (roles.includes('admin')) return '/admin/akun';
  return roles.includes('auditor') ? '/auditor' : '/meja';
}
