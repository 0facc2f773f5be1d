/** Questions of those who work on cases: analyst, investigator, prosecutors, police. */
import { say } from '#kernel';

import type { Example } from '../graphiql/example.js';

const FIRST_CASE = '{ cases(first: 1, orderBy: OPENED_ON_ASC) { edges { node { id } } } }';

export const CASE_EXAMPLES: readonly Example[] = [
  {
    title: say('Victims of 2024: the profile of everybody, the name of nobody', '2024-cü ilin qurbanları: hamının profili, heç kimin adı'),
    role: say('analyst', 'analitik (analyst)'),
    login: 'analyst',
    purpose: { reason: 'SupervisoryReview', text: 'Trends of 2024 for the yearly report' },
    query: `query VictimsOf2024 {
  victims(
    first: 5
    filter: { registeredOn: { gte: "2024-01-01", lte: "2024-12-31" } }
    orderBy: REGISTERED_ON_ASC
  ) {
    totalCount
    edges {
      node {
        pseudonym status registeredOn sex ageBand
        citizenships exploitationForms residenceRegion
        familyName givenName phone health
        withheld { field reason }
      }
    }
  }
}`,
  },
  {
    title: say('Victims of 2024 by form of exploitation', '2024-cü ilin qurbanları istismar formaları üzrə'),
    role: say('analyst', 'analitik (analyst)'),
    login: 'analyst',
    query: `query FormsOf2024 {
  statistics(of: {
    victims: { by: [EXPLOITATION_FORM], where: { yearRegistered: ["2024"] } }
  }) {
    total asOf
    rows { keys { value label { en az } } count percent }
  }
}`,
  },
  {
    title: say('My cases, with the people in them', 'İşlərim və həmin işlərdəki şəxslər'),
    role: say('investigator', 'müstəntiq (investigator)'),
    login: 'investigator',
    purpose: 'TASKING',
    query: `query MyCases {
  cases(first: 3, orderBy: OPENED_ON_ASC) {
    totalCount
    edges {
      node {
        number stage openedOn summary
        crimes(first: 2) {
          edges {
            node {
              number committedOn operation
              victims(first: 3) {
                edges {
                  node {
                    id pseudonym familyName givenName
                    birthDate phone account fitForInterview
                    withheld { field reason }
                  }
                }
              }
              offenders(first: 3) {
                edges {
                  node { familyName givenName legalName stage phone }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
    keeps: { victim: ['cases', 'edges', 0, 'node', 'crimes', 'edges', 0, 'node', 'victims', 'edges', 0, 'node', 'id'] },
  },
  {
    title: say('The same people without saying why', 'Həmin şəxslər, lakin məqsəd göstərilmədən'),
    role: say('investigator', 'müstəntiq (investigator)'),
    login: 'investigator',
    query: `query NoPurpose {
  victims(first: 3, orderBy: REGISTERED_ON_ASC) {
    edges {
      node { pseudonym status familyName phone withheld { field reason } }
    }
  }
}`,
  },
  {
    title: say('Which other cases is the first one connected with?', 'Birinci iş hansı digər işlərlə əlaqəlidir?'),
    role: say('prosecutor', 'prokuror (prosecutor)'),
    login: 'prosecutor',
    purpose: 'TASKING',
    query: `query Connected($case: ID!) {
  case(id: $case) { number stage }
  caseLinks(case: $case) {
    total truncated
    links {
      strength crimes offenders victims
      case { number stage openedOn }
      reasons {
        kind
        crime { number article }
        offender { familyName givenName stage }
      }
    }
  }
}`,
    variables: { case: '' },
    lookups: { case: { query: FIRST_CASE, path: ['cases', 'edges', 0, 'node', 'id'] } },
  },
  {
    title: say('Charges and verdicts, and who works on each case', 'İttihamlar, hökmlər və hər iş üzrə kimin işlədiyi'),
    role: say('supervising prosecutor', 'nəzarət edən prokuror (supervisor)'),
    login: 'supervisor',
    purpose: { reason: 'SupervisoryReview', text: 'Quarterly supervision of legality' },
    query: `query Supervision {
  cases(first: 3, orderBy: OPENED_ON_ASC) {
    totalCount
    edges {
      node {
        number stage closedOn
        taskings(first: 5) {
          edges { node { purpose endsAt officer { name position } } }
        }
        charges(first: 3) {
          edges {
            node {
              article chargedOn
              offender { familyName givenName legalName }
              verdicts {
                edges {
                  node {
                    outcome decidedOn final
                    sanctions imprisonmentMonths fineManats
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`,
  },
  {
    title: say('Report a crime; you get a receipt and read nothing back', 'Cinayət barədə məlumat ver; qəbz alırsınız, geri heç nə oxumursunuz'),
    role: say('police', 'polis (police)'),
    login: 'police',
    query: `mutation Report($input: ReportCrimeInput!) {
  reportCrime(input: $input) {
    id
    crime { number }
  }
}`,
    variables: {
      input: {
        article: 'Art144_2', acts: ['Recruitment'], means: ['Deception'], purposes: ['ForcedLabour'], stage: 'Preparation', region: 'ShakiZagatala', committedOn: '2025-04',
        summary: 'Şübhəli iş elanı barədə məlumat. (Uydurma hadisə.)',
      },
    },
  },
];
