/** The roles of the matrix, one by one, and how each of them reaches "its own" records. */
import { say, type Words } from '#kernel';

export const ROLES = {
  INVESTIGATOR: say('Investigator of the Anti-Trafficking Department', 'İnsan Alverinə Qarşı Mübarizə İdarəsinin müstəntiqi'),
  UNIT_HEAD: say('Head of a unit: hands out taskings', 'Bölmə rəisi: tapşırıqları verir'),
  ANALYST: say('Analyst', 'Analitik'),
  PROTECTION_OFFICER: say('Officer of the protection unit', 'Müdafiə bölməsinin əməkdaşı'),
  PROSECUTOR: say('Prosecutor on the case', 'İş üzrə prokuror'),
  SUPERVISING_PROSECUTOR: say('Supervising prosecutor', 'Nəzarət edən prokuror'),
  JUDGE: say('Judge', 'Hakim'),
  BORDER_LIAISON: say('Border or migration liaison officer', 'Sərhəd və ya miqrasiya üzrə əlaqələndirici əməkdaş'),
  SECURITY_LIAISON: say('Security service liaison officer', 'Təhlükəsizlik orqanının əlaqələndirici əməkdaşı'),
  LOCAL_POLICE: say('Local police', 'Yerli polis'),
  HOTLINE_OPERATOR: say('Hotline operator', '"Qaynar xətt" operatoru'),
  SHELTER_WORKER: say('Shelter worker', 'Sığınacaq işçisi'),
  ASSISTANCE_WORKER: say('Assistance centre or NGO worker', 'Yardım mərkəzi və ya QHT işçisi'),
  GUARDIANSHIP_OFFICER: say('Guardianship officer', 'Qəyyumluq və himayə orqanının əməkdaşı'),
  STATE_COMMITTEE_OFFICER: say('Officer of the State Committee for Family, Women and Children', 'Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsinin əməkdaşı'),
  COMMISSION_ON_MINORS: say('Member of the commission on minors', 'Yetkinlik yaşına çatmayanlar üzrə komissiyanın üzvü'),
  CONSULAR_OFFICER: say('Consular officer', 'Konsul'),
  FUND_OFFICER: say('Officer of the Assistance Fund', 'Kömək Fondunun əməkdaşı'),
  NATIONAL_COORDINATOR: say('National Coordinator', 'Milli Koordinator'),
  DONOR: say('Donor', 'Donor'),
  AUDITOR: say('Auditor', 'Auditor'),
  ADMINISTRATOR: say('Administrator', 'İnzibatçı'),
} as const satisfies Record<string, Words>;

export type Role = keyof typeof ROLES;

/** All roles, in the order of the matrix. */
export const ROLE_ORDER = Object.keys(ROLES) as readonly Role[];

/** @returns whether `text` names a role. */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

/**
 * How a record becomes "one's own": by a live tasking on the criminal case it belongs to (CASE), by a live tasking on
 * the very person (CLIENT: a resident, a client, a child in care, an alert), because it is about the viewer (OWN), or for an
 * hour by the viewer's own break-glass (GLASS), which opens what the matrix marks `B` and nothing else.
 */
export const REACHES = ['CASE', 'CLIENT', 'OWN', 'GLASS'] as const;
export type Reach = (typeof REACHES)[number];
