/** What the GraphiQL page says around GraphiQL itself. */
import { say } from '#kernel';

export const PAGE_WORDS = {
  title: say('Qalxan: ask the demonstration database', 'Qalxan: nümayiş bazasına sorğu'),
  login: say('Login', 'İstifadəçi adı'),
  password: say('Password', 'Parol'),
  code: say('One-time code', 'Birdəfəlik kod'),
  codeNeeded: say('A one-time code is needed: npm run console -- totp', 'Birdəfəlik kod lazımdır: npm run console -- totp'),
  signIn: say('Sign in', 'Daxil ol'),
  purpose: say('Purpose', 'Məqsəd'),
  noPurpose: say('none stated', 'göstərilməyib'),
  taskings: say('My taskings', 'Tapşırıqlarım'),
  reasons: say('Another reason, in your own words', 'Digər səbəb, öz sözlərinizlə'),
  purposeHint: say('why you ask, 10 characters or more', 'niyə soruşursunuz, ən azı 10 işarə'),
  example: say('Example question', 'Nümunə sorğu'),
  choose: say('choose…', 'seçin…'),
  start: say(
    'Sign in to ask; logins and password were printed when the server started. Everything in this database is invented.',
    'Sorğu vermək üçün daxil olun; istifadəçi adları və parol server işə düşəndə göstərilib. Bu bazada hər şey uydurmadır.',
  ),
  pick: say(
    'Or begin with a question: it fills in the login; with the password given, it signs in as that officer.',
    'Yaxud sualdan başlayın: istifadəçi adı özü yazılır; parol verilibsə, həmin əməkdaş kimi daxil olunur.',
  ),
  signedIn: say('Signed in as', 'Daxil olub:'),
  failed: say('Sign-in failed', 'Daxil olmaq alınmadı'),
  other: say('This question is for another sign-in:', 'Bu sorğu başqa hesab üçündür:'),
} as const;
