/**
 * What people are told of without asking, and who is told. A notice tells that something happened, never what a record
 * says; it is sent to the roles that must act or check, not to whoever would like to know. One table: to change who is told,
 * change a line here.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';
import type { Role } from '#policy';

export const NoticeKind = defineCodeList('NoticeKind', say('What a notice is about', 'Bildirişin mövzusu'), 'ours', {
  BREAK_GLASS: say('Emergency access was taken to one record', 'Bir qeydə təcili çıxış əldə edilib'),
  BREAK_GLASS_REVIEW_OVERDUE: say('Emergency access was not reviewed in time', 'Təcili çıxış vaxtında yoxlanılmayıb'),
  DECOY_OPENED: say('A decoy was opened', 'Tələ qeydi açılıb'),
  IDENTITY_BUDGET_EXCEEDED: say('An officer reads more identities in a day than usual', 'Əməkdaş bir gündə adi saydan çox şəxsin kimliyini oxuyur'),
  REASON_REPEATED: say('The same reason was given again and again', 'Eyni əsas dəfələrlə göstərilib'),
  APPROVAL_REQUESTED: say('An approval is asked for', 'Təsdiq tələb olunur'),
  SIGN_IN_ATTACK: say('Passwords are being guessed', 'Parol tapmağa cəhd edilir'),
  FACTOR_CHANGED: say('A second factor was added, changed or removed', 'İkinci amil əlavə edilib, dəyişdirilib və ya silinib'),
  PASSWORD_RESET: say('A password was reset', 'Parol yenilənib'),
  BULK_UNSEALING: say('Unusually many sealed values were opened', 'Qeyri-adi sayda möhürlənmiş dəyər açılıb'),
  SEAL_BROKEN: say('A sealed value could not be opened', 'Möhürlənmiş dəyəri açmaq mümkün olmayıb'),
  LOG_NOT_ANCHORED: say('The audit log is not being anchored', 'Audit jurnalı təsdiqlənmir'),
  SEAL_ORDER: say('A seal order was made, changed or ended', 'Möhürləmə qərarı verilib, dəyişdirilib və ya bitib'),
});
export type NoticeKind = CodeOf<typeof NoticeKind>;

export interface Recipients {
  /** Told whatever roles the raiser names in addition. */
  readonly roles: readonly Role[];
  /** The officer concerned is told too. Otherwise they are never told of a notice about themselves, whatever their roles. */
  readonly concerned?: true;
  /** Roles that are told which record it is about; the others learn only that it happened. */
  readonly rowTo: readonly Role[];
}

export const RECIPIENTS: Readonly<Record<NoticeKind, Recipients>> = {
  BREAK_GLASS: { roles: ['UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'AUDITOR'], rowTo: ['UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'AUDITOR'] },
  BREAK_GLASS_REVIEW_OVERDUE: { roles: ['UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'AUDITOR'], rowTo: ['UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'AUDITOR'] },
  // Which record is a decoy stays with those who read no record at all: whoever can look it up would know it for one.
  DECOY_OPENED: { roles: ['UNIT_HEAD', 'AUDITOR'], rowTo: ['AUDITOR'] },
  IDENTITY_BUDGET_EXCEEDED: { roles: ['UNIT_HEAD'], rowTo: [] },
  REASON_REPEATED: { roles: ['UNIT_HEAD'], rowTo: [] },
  // Who may approve depends on what is asked: the raiser names the roles.
  APPROVAL_REQUESTED: { roles: [], rowTo: ['ADMINISTRATOR', 'AUDITOR', 'UNIT_HEAD', 'SUPERVISING_PROSECUTOR', 'JUDGE'] },
  SIGN_IN_ATTACK: { roles: ['ADMINISTRATOR', 'AUDITOR'], rowTo: [] },
  FACTOR_CHANGED: { roles: ['AUDITOR'], concerned: true, rowTo: [] },
  PASSWORD_RESET: { roles: ['AUDITOR'], concerned: true, rowTo: [] },
  BULK_UNSEALING: { roles: ['AUDITOR'], rowTo: [] },
  SEAL_BROKEN: { roles: ['ADMINISTRATOR', 'AUDITOR'], rowTo: ['AUDITOR'] },
  LOG_NOT_ANCHORED: { roles: ['ADMINISTRATOR', 'AUDITOR'], rowTo: [] },
  SEAL_ORDER: { roles: ['SUPERVISING_PROSECUTOR', 'AUDITOR'], rowTo: ['SUPERVISING_PROSECUTOR', 'AUDITOR'] },
};
