/** Questions of those who watch over the work without the people in it: Coordinator, auditor, administrator, head of unit. */
import { say } from '#kernel';

import type { Example } from '../graphiql/example.js';

export const OVERSIGHT_EXAMPLES: readonly Example[] = [
  {
    title: say('Victims by status and sex, exact', 'Qurbanlar status və cins üzrə, dəqiq'),
    role: say('National Coordinator', 'Milli Koordinator (coordinator)'),
    login: 'coordinator',
    query: `query ByStatusAndSex {
  statistics(of: { victims: { by: [STATUS, SEX] } }) {
    unit { en } definition { en az }
    asOf total known inputDigest
    dimensions { name unknown unknownPercent }
    rows { keys { value label { en az } } count percent }
  }
}`,
  },
  {
    title: say('Facts, cases and verdicts are counted apart', 'Faktlar, işlər və hökmlər ayrıca sayılır'),
    role: say('National Coordinator', 'Milli Koordinator (coordinator)'),
    login: 'coordinator',
    query: `query FactsAndCases {
  crimes: statistics(of: { crimes: { by: [YEAR_REGISTERED] } }) {
    total rows { keys { value } count }
  }
  cases: statistics(of: { cases: { by: [STAGE] } }) {
    total rows { keys { label { en az } } count }
  }
  verdicts: statistics(of: { verdicts: { by: [OUTCOME] } }) {
    total rows { keys { label { en az } } count }
  }
}`,
  },
  {
    title: say('The people behind the figures do not exist for you', 'Rəqəmlərin arxasındakı insanlar sizin üçün mövcud deyil'),
    role: say('National Coordinator', 'Milli Koordinator (coordinator)'),
    login: 'coordinator',
    query: `query NobodyThere {
  victims { totalCount edges { node { id } } }
  cases { totalCount edges { node { id } } }
}`,
  },
  {
    title: say('Who has read this victim\'s record, and why?', 'Bu qurbanın qeydini kim və niyə oxuyub?'),
    role: say('auditor', 'auditor (auditor)'),
    login: 'auditor',
    query: `# First ask "My cases" as investigator: the page keeps the id.
# Əvvəlcə müstəntiq kimi "İşlərim" sorğusunu verin.
query WhoRead($victim: ID!) {
  accessHistory(record: Victim, id: $victim, first: 10) {
    entries {
      at act outcome root officer roles
      purpose { tasking reason text }
      disclosed withheld
      receipt { lane number hash }
    }
  }
}`,
    variables: { victim: '' },
    lookups: { victim: { kept: 'victim' } },
  },
  {
    title: say('Accounts, and nothing but accounts', 'Hesablar və hesablardan başqa heç nə'),
    role: say('administrator', 'inzibatçı (administrator)'),
    login: 'administrator',
    query: `query Accounts {
  officers(first: 20, orderBy: NAME_ASC) {
    totalCount
    edges { node { name position active agency { name } } }
  }
  agencies(first: 20) { totalCount }
  cases { totalCount }
  victims { totalCount }
}`,
  },
  {
    title: say('Who works on what, without what they work with', 'Kim nə üzərində işləyir, məlumatların özü olmadan'),
    role: say('head of unit', 'şöbə rəisi (head)'),
    login: 'head',
    query: `query Workload {
  taskings(first: 10, orderBy: ENDS_AT_DESC) {
    totalCount
    edges {
      node {
        purpose legalBasis endsAt
        officer { name }
        case { number stage summary withheld { field reason } }
      }
    }
  }
}`,
  },
];
