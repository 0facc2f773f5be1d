/** Which human an account of a test belongs to: `anna` and `anna+other` are two accounts of one. */
export function humanOf(login: string): string {
  return login.replace(/\+.*/u, '').toUpperCase();
}
