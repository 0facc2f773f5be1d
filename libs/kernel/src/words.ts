/** Everything the product says to people, it says in Azerbaijani and in English. */
export interface Words {
  readonly en: string;
  readonly az: string;
}

/** The languages the product speaks. */
export const LOCALES = ['az', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Puts an English and an Azerbaijani text side by side; both are required, so that neither is forgotten. */
export function say(en: string, az: string): Words {
  return { en, az };
}
