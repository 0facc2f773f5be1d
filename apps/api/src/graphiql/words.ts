/** What the GraphiQL page says around GraphiQL itself. */
import { say } from '#kernel';

export const PAGE_WORDS = {
  title: say('Qalxan: ask the demonstration database', 'Qalxan: nümayiş bazasına sorğu'),
  login: say('Login', 'İstifadəçi adı'),
  password: say('Password', 'Parol'),
  signIn: say('Sign in', 'Daxil ol'),
  purpose: say('Purpose', 'Məqsəd'),
  purposeHint: say('tasking, or why you ask', 'tapşırıq və ya sorğunun səbəbi'),
  example: say('Example question', 'Nümunə sorğu'),
  choose: say('choose…', 'seçin…'),
  start: say('Sign in to ask. Everything in this database is invented.', 'Sorğu vermək üçün daxil olun. Bu bazada hər şey uydurmadır.'),
  signedIn: say('Signed in as', 'Daxil olub:'),
  failed: say('Sign-in failed', 'Daxil olmaq alınmadı'),
} as const;
