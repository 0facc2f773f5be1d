/** Text that only looks long: "aaaaaaaaaaaa", "test test test". Refused as a purpose and as a password. */

/** @returns whether the letters and digits of `text` are one piece repeated, or there are none. Case and spacing do not count. */
export function isRepetition(text: string): boolean {
  const letters = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' || /^(.+?)\1+$/su.test(letters);
}
