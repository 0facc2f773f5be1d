/**
 * `schema/need-to-know.md`: who may read what, for a reader who is a lawyer and no programmer. The matrix is what was
 * decided (grants); the tables after it are what the compiled policy answers, field by field, so that an effect
 * nobody meant shows in a review.
 */
import {
  conflictsWith, grants, LEVELS, NEED_CLASS_ORDER, NEED_CLASSES, PURPOSE_CLASSES, ROLE_ORDER, ROLES, SEALED_CLASSES, type Level, type Role,
} from '#policy';
import { both, type AnyRecord, type Registry } from '#record';

import { table } from './markdown.js';
import { outcomeSigns, rowSigns, shortRoles, SIGNS } from './outcome-signs.js';

const STATISTICS = {
  F: 'exact figures · dəqiq rəqəmlər',
  S: 'only through the disclosure-control gate · yalnız açıqlanmaya nəzarətdən keçməklə',
  '-': 'none · yoxdur',
} as const;

/** @returns the text of `schema/need-to-know.md`. */
export function needToKnow(registry: Registry): string {
  return [
    '# Need to know · Zəruri məlumat', '',
    'Written by `npm run sync` from `libs/policy/src/grants.ts` and the declared records. Do not edit.', '',
    'Nobody reads anything that this document does not open. An officer with several roles has the rights of each; some roles cannot be',
    'held together. A seal order closes a row to everybody, whatever stands below. Every read is on record before it is answered.', '',
    'Bu sənəddə açılmayan heç nəyi heç kim oxumur. Bir neçə rolu olan əməkdaş onların hər birinin hüquqlarına malikdir; bəzi rollar birlikdə',
    'verilə bilməz. Möhürləmə qərarı, aşağıda nə yazılmasından asılı olmayaraq, qeydi hamı üçün bağlayır. Hər oxuma cavabdan əvvəl qeydə alınır.', '',
    ...legend(),
    ...matrix(),
    ...rights(),
    ...conflicts(),
    '## Records, field by field · Qeydlər, sahə-sahə', '',
    'What the compiled policy answers for each role alone. "Row" says on which rows the record exists for the role at all. A link',
    'that is open shows that the other row exists; what is in that row is decided by its own table.', '',
    'Hər rol üçün ayrıca tərtib olunmuş qaydaların cavabı. "Row" qeydin rol üçün ümumiyyətlə hansı hallarda mövcud olduğunu göstərir. Açıq olan',
    'əlaqə digər qeydin mövcudluğunu göstərir; həmin qeyddə nəyin açıq olduğu onun öz cədvəli ilə müəyyən edilir.', '',
    ...registry.records.flatMap((record) => recordTable(registry, record)),
  ].join('\n');
}

function legend(): string[] {
  const short = shortRoles();
  return [
    '## Legend · İşarələr', '',
    'Levels, in the matrix · Matrisdə səviyyələr', '',
    ...table(['Level', 'English', 'Azərbaycanca'], Object.entries(LEVELS).map(([level, { en, az }]) => [level, en, az])), '',
    'Signs, in the tables of records · Qeydlərin cədvəllərində işarələr', '',
    ...table(['Sign', 'English', 'Azərbaycanca'], Object.values(SIGNS).map(({ sign, words }) => [sign, words.en, words.az])), '',
    'Signs joined by + hold together; by / either suffices. · + ilə birləşən şərtlər birlikdə ödənilməlidir; / olduqda biri kifayətdir.', '',
    'Need classes · Məlumat sinifləri', '',
    ...table(
      ['Class', 'English', 'Azərbaycanca', 'Needs a purpose · Məqsəd tələb olunur', 'Sensitive: to be stored sealed · Həssas: şifrələnmiş saxlanmalı'],
      NEED_CLASS_ORDER.map((needClass) => [
        needClass, NEED_CLASSES[needClass].en, NEED_CLASSES[needClass].az, yes(PURPOSE_CLASSES.has(needClass)), yes(SEALED_CLASSES.has(needClass)),
      ]),
    ), '',
    'Roles · Rollar', '',
    ...table(['Short', 'Role', 'English', 'Azərbaycanca'], ROLE_ORDER.map((role) => [short.get(role) ?? '', role, ROLES[role].en, ROLES[role].az])), '',
  ];
}

function yes(holds: boolean): string {
  return holds ? 'yes · bəli' : '';
}

function matrix(): string[] {
  const used = new Set<Level>(ROLE_ORDER.flatMap((role) => [...Object.values(grants[role].cells), grants[role].child]));
  return [
    '## The matrix as decided · Qəbul edilmiş matris', '',
    'The child layer caps every cell of its row that is about a person. · "Child layer" sütunu sətrin şəxsə aid bütün xanalarını məhdudlaşdırır.', '',
    ...table(
      ['Role', ...NEED_CLASS_ORDER, 'Child layer'],
      ROLE_ORDER.map((role) => [role, ...NEED_CLASS_ORDER.map((needClass) => grants[role].cells[needClass]), grants[role].child]),
    ), '',
    'The cells in words · Xanalar sözlə', '',
    ...(Object.keys(LEVELS) as Level[]).filter((level) => used.has(level)).map((level) => `- ${level}: ${both(LEVELS[level])}`), '',
    'Narrower than the matrix · Matrisdən dar olanlar', '',
    ...ROLE_ORDER.flatMap(narrowed), '',
  ];
}

function narrowed(role: Role): string[] {
  const { childrenOnly, only } = grants[role];
  return [
    ...(childrenOnly ? [`- ${role}: children only; rows of adults do not exist for it · yalnız uşaqlar; yetkinlərin qeydləri onun üçün mövcud deyil`] : []),
    ...Object.entries(only ?? {}).map(([needClass, fields]) => `- ${role}, ${needClass}: only · yalnız ${fields.map((field) => `\`${field}\``).join(', ')}`),
  ];
}

function rights(): string[] {
  return [
    '## Commands and statistics · Əmrlər və statistika', '',
    ...table(
      ['Role', 'Commands · Əmrlər', 'Statistics · Statistika', 'Records become its own by · Qeydlər onun olur'],
      ROLE_ORDER.map((role) => [
        role, grants[role].commands.map((command) => `\`${command}\``).join(', ') || '–', STATISTICS[grants[role].statistics],
        [...grants[role].reaches, 'OWN' as const].map((reach) => SIGNS[reach].sign).join(', '),
      ]),
    ), '',
  ];
}

function conflicts(): string[] {
  return [
    '## Roles that nobody holds together · Bir şəxsə birlikdə verilməyən rollar', '',
    'Whoever had such a set would have no rights at all until it is mended. · Belə dəsti olan şəxsin, düzəldilənə qədər, heç bir hüququ olmaz.', '',
    ...table(['Role', 'Not together with · Birlikdə olmaz'], ROLE_ORDER.map((role) => [role, conflictsWith(role).join(', ') || '–'])), '',
  ];
}

function recordTable({ policy }: Registry, { name, words, fields }: AnyRecord): string[] {
  const short = shortRoles();
  const rows = Object.entries(fields).filter(([, { needClass }]) => needClass !== null).map(([field, { needClass, options }]) => [
    `\`${field}\``, `${needClass ?? ''}${options.grain ? ` (${options.grain.toLowerCase()})` : ''}`,
    ...ROLE_ORDER.map((role) => outcomeSigns(policy, role, name, field)),
  ]);
  return [
    `### ${name}`, '', `${both(words)}.`, '',
    ...table(['Field', 'Class', ...short.values()], [['**Row**', '', ...ROLE_ORDER.map((role) => rowSigns(policy, role, name))], ...rows]), '',
  ];
}
