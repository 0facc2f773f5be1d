/** Questions of those who care for the people: protection officer, shelter, guardianship. They see their own, and no crime. */
import { say } from '#kernel';

import type { Example } from '../graphiql/example.js';

export const PROTECTION_EXAMPLES: readonly Example[] = [
  {
    title: say('My residents, and nobody else\'s', 'Yalnız bizim sığınacaqda qalanlar'),
    role: say('shelter worker', 'sığınacaq işçisi (shelter)'),
    login: 'shelter',
    purpose: 'TASKING',
    query: `query Residents {
  victims(first: 10) {
    totalCount
    edges {
      node {
        pseudonym familyName givenName birthDate phone health
        crimes { totalCount }
        withheld { field reason }
      }
    }
  }
}`,
  },
  {
    title: say('The children in my care', 'Himayəmdə olan uşaqlar'),
    role: say('guardianship officer', 'qəyyumluq əməkdaşı (guardian)'),
    login: 'guardian',
    purpose: 'TASKING',
    query: `query Wards {
  victims(first: 10) {
    totalCount
    edges {
      node {
        familyName givenName birthDate majority phone
        fitForInterview health account
        withheld { field reason }
      }
    }
  }
}`,
  },
  {
    title: say('Whom I protect, and who may threaten them', 'Kimi qoruyuram və onlar üçün kim təhlükəlidir'),
    role: say('protection officer', 'müdafiə əməkdaşı (protection)'),
    login: 'protection',
    purpose: 'TASKING',
    query: `query Protected {
  victims(first: 10) {
    totalCount
    edges {
      node {
        familyName givenName phone address
        offenderRelations {
          edges {
            node { relationship offender { familyName givenName stage } }
          }
        }
        withheld { field reason }
      }
    }
  }
}`,
  },
];
