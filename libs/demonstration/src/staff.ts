/** The agencies and officers of the demonstration. The login says the role, so that nobody has to look it up. */
import type { AgencyRole } from '#identity';
import type { Role } from '#policy';

export const AGENCIES = {
  department: ['Anti-Trafficking Department · İnsan Alverinə Qarşı Mübarizə İdarəsi', 'AntiTraffickingDepartment'],
  prosecution: ['Prosecution Office · Prokurorluq', 'Prosecution'],
  court: ['Court of Grave Crimes · Ağır Cinayətlər Məhkəməsi', 'Court'],
  shelter: ['Shelter · Sığınacaq', 'Shelter'],
  guardianship: ['District Guardianship Body · Rayon qəyyumluq və himayə orqanı', 'Guardianship'],
  coordinator: ['Office of the National Coordinator · Milli Koordinatorun aparatı', 'Coordinator'],
  police: ['District Police Station · Rayon polis şöbəsi', 'Police'],
  inspection: ['Data Protection Inspection · Məlumatların Mühafizəsi Müfəttişliyi', 'Other'],
  migration: ['Migration Service · Miqrasiya Xidməti', 'BorderOrMigration'],
  assistance: ['Assistance Centre · Yardım mərkəzi', 'AssistanceCentre'],
  hotline: ['Hotline · “Qaynar xətt”', 'Hotline'],
} as const satisfies Record<string, readonly [string, AgencyRole]>;

export interface Post {
  readonly login: string;
  readonly name: string;
  readonly position: string;
  readonly agency: keyof typeof AGENCIES;
  readonly role: Role;
}

/** Made when the database is empty, in agencies of their own; one asks for everybody else's account, the other approves. */
export const ADMINISTRATORS = [
  { login: 'administrator', name: 'Ramin Bozdağlı', role: 'ADMINISTRATOR', personnelNumber: 'QX-001' },
  { login: 'administrator2', name: 'Aygün Şirvanlı', role: 'ADMINISTRATOR', personnelNumber: 'QX-002' },
] as const;

const post = (login: string, role: Role, agency: Post['agency'], name: string, position: string): Post => ({ login, role, agency, name, position });

export const POSTS: readonly Post[] = [
  post('head', 'UNIT_HEAD', 'department', 'Sevda Çinarova', 'Head of unit · Şöbə rəisi'),
  post('investigator', 'INVESTIGATOR', 'department', 'Tural Muğanov', 'Investigator · Müstəntiq'),
  post('investigator2', 'INVESTIGATOR', 'department', 'Nərmin Qaraçaylı', 'Investigator · Müstəntiq'),
  post('analyst', 'ANALYST', 'department', 'Fidan Novruzlu', 'Analyst · Analitik'),
  post('protection', 'PROTECTION_OFFICER', 'department', 'Orxan Sədərov', 'Protection officer · Müdafiə əməkdaşı'),
  post('prosecutor', 'PROSECUTOR', 'prosecution', 'Vüqar Gülüzadə', 'Prosecutor · Prokuror'),
  post('supervisor', 'SUPERVISING_PROSECUTOR', 'prosecution', 'Lalə Dağlarova', 'Supervising prosecutor · Nəzarət edən prokuror'),
  post('judge', 'JUDGE', 'court', 'İlqar Şamaxılı', 'Judge · Hakim'),
  post('shelter', 'SHELTER_WORKER', 'shelter', 'Arzu Çaylarova', 'Shelter worker · Sığınacaq işçisi'),
  post('guardian', 'GUARDIANSHIP_OFFICER', 'guardianship', 'Məlahət Kürdəmirova', 'Guardianship officer · Qəyyumluq orqanının əməkdaşı'),
  post('coordinator', 'NATIONAL_COORDINATOR', 'coordinator', 'Kamran Çinarov', 'National Coordinator · Milli Koordinator'),
  post('auditor', 'AUDITOR', 'inspection', 'Günel Bozdağlı', 'Auditor · Auditor'),
  post('police', 'LOCAL_POLICE', 'police', 'Natiq Sədərov', 'Police officer · Polis əməkdaşı'),
];

/** Everybody who can sign in, by login and role. */
export const SIGN_INS: readonly { readonly login: string; readonly role: Role }[] = [...POSTS, ...ADMINISTRATORS].map(({ login, role }) => ({ login, role }));
