/** The operator's command line. Exit codes: 0 done, 1 refused or rows rejected, 2 not understood, 130 interrupted. */
import { FORMAT_NAMES, type FormatName } from '#exchange';
import { say } from '#kernel';
import { Argument, Command, CommanderError } from 'commander';

import { acceptLossCommand } from './commands/accept-loss.js';
import { exportCommand, publicKeyCommand } from './commands/audit.js';
import { backupCommand } from './commands/backup.js';
import { bootstrapAdminCommand } from './commands/bootstrap-admin.js';
import type { ExitCode, Setting } from './commands/command.js';
import { plantDecoyCommand, type DecoyArguments } from './commands/decoy.js';
import { demoCommand } from './commands/demo.js';
import { enrolCommand } from './commands/enrol.js';
import { doctorCommand } from './commands/doctor.js';
import { eraseAgainCommand } from './commands/erase-again.js';
import { importCommand, type ImportArguments } from './commands/import.js';
import { keysRewrapCommand, keysRotateCommand, keysStatusCommand } from './commands/keys.js';
import { migrateCommand } from './commands/migrate.js';
import { explainClaimsCommand } from './commands/oidc.js';
import { restoreCommand } from './commands/restore.js';
import { statisticsCommand } from './commands/statistics.js';
import { wallKeyCommand } from './commands/wall-key.js';
import { removeTrustedCommand, trustCommand, type TrustArguments } from './commands/trusted-documents.js';
import { totpCommand } from './commands/totp.js';
import { localeOf } from './terminal/language.js';
import { sentenceFor } from './terminal/refusal.js';
import { EXIT, Terminal } from './terminal/terminal.js';

const WORDS = {
  product: say('Qalxan: the operator\'s command line', 'Qalxan: operatorun əmr sətri'),
  lang: say('language, az or en', 'dil, az və ya en'),
  migrate: say('bring the database up to date', 'bazanın quruluşunu yeniləyir'),
  backup: say('make an encrypted copy of everything in a new folder', 'hər şeyin şifrələnmiş nüsxəsini yeni qovluqda yaradır'),
  restore: say('put a backup into an empty, migrated database', 'ehtiyat nüsxəni boş, miqrasiya edilmiş bazaya qaytarır'),
  eraseAgain: say('erase again everybody on the list of tombstones', 'silinmişlər siyahısındakı hər kəsi yenidən silir'),
  acceptLoss: say('sign which entries a restore has lost, so that the log may go on', 'bərpa nəticəsində itən qeydləri imza ilə bəyan edir ki, jurnal davam etsin'),
  doctor: say('examine this installation', 'bu qurğunu yoxlayır'),
  admin: say('make one of the first two administrators', 'ilk iki inzibatçıdan birini yaradır'),
  personnelNumber: say('number of their personnel file: which human it is', 'şəxsi işinin nömrəsi: bunun hansı insan olduğu'),
  inPlaceOf: say('login of an administrator who is lost, and is kept out from now on', 'itirilmiş və bundan sonra girişi bağlanan inzibatçının istifadəçi adı'),
  demo: say('make the demonstration world in an empty database', 'boş bazada nümayiş bazası qurur'),
  enrol: say('enrol one-time codes as second factor of an officer', 'əməkdaşın ikinci amili kimi birdəfəlik kodları qeyd edir'),
  totp: say('show the one-time code of a demonstration\'s officer', 'nümayiş bazası əməkdaşının birdəfəlik kodunu göstərir'),
  import: say('import a file', 'fayl idxal edir'),
  as: say('login of the officer who imports', 'idxal edən əməkdaşın istifadəçi adı'),
  asCoordinator: say('login of an officer with exact statistics', 'dəqiq statistikaya hüququ olan əməkdaşın istifadəçi adı'),
  dryRun: say('show the plan and store nothing', 'yalnız planı göstərir, heç nə yazmır'),
  plan: say('digest of the plan to carry out; any other is refused', 'icra ediləcək planın xülasəsi; başqası rədd edilir'),
  rejects: say('where rejected rows go', 'rədd edilən sətirlərin faylı'),
  source: say('where the data were collected; rows are told apart within one source', 'məlumatın toplandığı mənbə; sətirlər bir mənbə daxilində fərqləndirilir'),
  decoy: say('invented victims that raise a silent alarm when opened', 'açıldıqda səssiz həyəcan siqnalı verən uydurma qurban qeydləri'),
  plant: say('plant one', 'birini yaradır'),
  asOfficer: say('login of an officer who may register victims', 'qurban qeydə almaq hüququ olan əməkdaşın istifadəçi adı'),
  crime: say('id of a crime the officer works on, to hang it on', 'qeydin bağlanacağı, əməkdaşın üzərində işlədiyi cinayətin identifikatoru'),
  familyName: say('family name of your own invention', 'sizin uydurduğunuz soyad'),
  givenName: say('given name of your own invention', 'sizin uydurduğunuz ad'),
  keys: say('the keys that people\'s data are sealed with', 'şəxslərin məlumatını möhürləyən açarlar'),
  keysStatus: say('count keys by their state', 'açarları vəziyyətinə görə sayır'),
  keysRewrap: say('wrap every key anew under the current key-encryption key', 'bütün açarları cari açarla yenidən bükür'),
  keysRotate: say('give one human a new key and seal everything of theirs anew', 'bir insana yeni açar verir və hər şeyini yenidən möhürləyir'),
  keysOf: say('id of a victim, an offender, or another row with sealed values', 'qurbanın, cinayət törətmiş şəxsin və ya möhürlənmiş dəyəri olan başqa qeydin identifikatoru'),
  oidc: say('signing in by a provider (OpenID Connect)', 'provayder vasitəsilə daxil olma (OpenID Connect)'),
  explainClaims: say('say what the rules make of the claims in a file', 'fayldakı iddialara qaydaların nə dediyini göstərir'),
  trusted: say('documents that the account of a machine may send', 'proqram hesabının göndərə biləcəyi sənədlər'),
  trust: say('let it send the document in a file; given twice: to ask, and with the approval', 'fayldakı sənədi göndərməyə icazə verir; iki dəfə verilir: soruşmaq üçün və təsdiqlə'),
  distrust: say('take a document off the list by its SHA-256', 'sənədi SHA-256 dəyəri ilə siyahıdan çıxarır'),
  asAdministrator: say('login of an administrator', 'inzibatçının istifadəçi adı'),
  approval: say('id of the approval that another administrator has given', 'başqa inzibatçının verdiyi təsdiqin identifikatoru'),
  audit: say('for those who check the audit log', 'audit jurnalını yoxlayanlar üçün'),
  publicKey: say('print the key by which checkpoints are checked', 'möhürləri yoxlamaq üçün açarı çap edir'),
  export: say('write the sealed log to a file for the verifier', 'möhürlənmiş jurnalı yoxlama proqramı üçün fayla yazır'),
  asAuditor: say('login of an auditor', 'auditorun istifadəçi adı'),
  wallKey: say('the key that the application\'s transactions are signed with', 'tətbiqin tranzaksiyalarının imzalandığı açar'),
  installKey: say('make the key of QALXAN_WALL_KEY_FILE valid', 'QALXAN_WALL_KEY_FILE açarını qüvvəyə mindirir'),
  only: say('make every other key invalid', 'bütün digər açarları qüvvədən salır'),
  statistics: say('print the CTDC codebook\'s tables over the records', 'bazadakı qeydlər üzrə CTDC cədvəllərini çap edir'),
} as const;

/** Runs one command line. @returns the exit code. */
export async function runConsole(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const terminal = new Terminal(localeOf(languageAsked(args), env));
  const outcome: { code: ExitCode } = { code: EXIT.DONE };
  const program = programOf({ terminal, env }, (code) => {
    outcome.code = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
    terminal.tell(sentenceFor(terminal, error));
    return EXIT.REFUSED;
  }
}

/** The language is needed before the line is taken apart: the help is in it. */
function languageAsked(args: readonly string[]): string | undefined {
  const joined = args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  return joined ?? (args.includes('--lang') ? args[args.indexOf('--lang') + 1] : undefined);
}

function programOf(setting: Setting, end: (code: ExitCode) => void): Command {
  const word = (name: keyof typeof WORDS): string => setting.terminal.word(WORDS[name]);
  const program = new Command('qalxan').description(word('product')).option('--lang <code>', word('lang')).exitOverride();
  const command = (name: string, about: string): Command => program.command(name).description(about).exitOverride();

  command('migrate', word('migrate')).action(async () => end(await migrateCommand(setting)));
  command('doctor', word('doctor')).action(async () => end(await doctorCommand(setting)));
  command('backup', word('backup')).argument('<folder>').action(async (folder: string) => end(await backupCommand(setting, folder)));
  command('restore', word('restore')).argument('<folder>').action(async (folder: string) => end(await restoreCommand(setting, folder)));
  command('erase-again', word('eraseAgain')).action(async () => end(await eraseAgainCommand(setting)));
  command('bootstrap-admin', word('admin')).argument('<login>').requiredOption('--personnel-number <number>', word('personnelNumber'))
    .option('--in-place-of <login>', word('inPlaceOf'))
    .action(async (login: string, options: { personnelNumber: string; inPlaceOf?: string }) => end(await bootstrapAdminCommand(setting, login, options)));
  command('enrol', word('enrol')).argument('<login>').action(async (login: string) => end(await enrolCommand(setting, login)));
  command('totp', word('totp')).argument('<login>').action(async (login: string) => end(await totpCommand(setting, login)));
  command('demo', word('demo')).action(async () => end(await demoCommand(setting)));
  command('import', word('import'))
    .addArgument(new Argument('<format>').choices(FORMAT_NAMES))
    .argument('<file>')
    .requiredOption('--as <login>', word('as'))
    .option('--dry-run', word('dryRun'))
    .option('--plan <digest>', word('plan'))
    .option('--rejects <file>', word('rejects'))
    .option('--source <name>', word('source'))
    .action(async (format: FormatName, file: string, options: Omit<ImportArguments, 'format' | 'file'>) =>
      end(await importCommand(setting, { ...options, format, file })));
  command('statistics', word('statistics'))
    .addArgument(new Argument('<tables>').choices(['ctdc']))
    .requiredOption('--as <login>', word('asCoordinator'))
    .action(async (_tables: string, { as }: { as: string }) => end(await statisticsCommand(setting, as)));
  command('decoy', word('decoy')).command('plant').description(word('plant')).exitOverride()
    .requiredOption('--as <login>', word('asOfficer'))
    .option('--crime <id>', word('crime'))
    .option('--family-name <name>', word('familyName'))
    .option('--given-name <name>', word('givenName'))
    .action(async (options: DecoyArguments) => end(await plantDecoyCommand(setting, options)));
  command('wall-key', word('wallKey')).command('install').description(word('installKey')).exitOverride().option('--only', word('only'))
    .action(async ({ only }: { only?: boolean }) => end(await wallKeyCommand(setting, only === true)));
  const keys = command('keys', word('keys'));
  keys.command('status').description(word('keysStatus')).exitOverride().action(async () => end(await keysStatusCommand(setting)));
  keys.command('rewrap').description(word('keysRewrap')).exitOverride().action(async () => end(await keysRewrapCommand(setting)));
  keys.command('rotate-person').description(word('keysRotate')).exitOverride().argument('<id>', word('keysOf'))
    .action(async (id: string) => end(await keysRotateCommand(setting, id)));
  command('oidc', word('oidc')).command('explain').description(word('explainClaims')).exitOverride().argument('<claims.json>')
    .action(async (claims: string) => end(await explainClaimsCommand(setting, claims)));
  const trusted = command('trusted-documents', word('trusted'));
  trusted.command('add').description(word('trust')).exitOverride().argument('<login>').argument('<file.graphql>')
    .requiredOption('--as <login>', word('asAdministrator')).option('--approval <id>', word('approval'))
    .action(async (login: string, file: string, options: TrustArguments) => end(await trustCommand(setting, login, file, options)));
  trusted.command('remove').description(word('distrust')).exitOverride().argument('<login>').argument('<sha256>')
    .requiredOption('--as <login>', word('asAdministrator'))
    .action(async (login: string, sha256: string, { as }: { as: string }) => end(await removeTrustedCommand(setting, login, sha256, as)));
  const audit = command('audit', word('audit'));
  audit.command('public-key').description(word('publicKey')).exitOverride().action(async () => end(await publicKeyCommand(setting)));
  audit.command('export').description(word('export')).exitOverride().argument('<file>').requiredOption('--as <login>', word('asAuditor'))
    .action(async (file: string, { as }: { as: string }) => end(await exportCommand(setting, file, as)));
  audit.command('accept-loss').description(word('acceptLoss')).exitOverride().action(async () => end(await acceptLossCommand(setting)));
  return program;
}
