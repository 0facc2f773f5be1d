/**
 * The articles of the Criminal Code of Azerbaijan under which trafficking and the crimes around it are charged and counted.
 * Article 144-3 concerns documents; disclosing confidential data about a victim is article 316-1. Titles are shortened.
 * An article missing here is `Other` and goes by its number in the free text of the charge.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const CriminalCodeArticle = defineCodeList(
  'CriminalCodeArticle',
  say('Article of the Criminal Code', 'Cinayət Məcəlləsinin maddəsi'),
  'Criminal Code of the Republic of Azerbaijan (Law No. 787-IQ of 30 December 1999, as amended)',
  {
    Art106: say('Art. 106: slavery', 'Maddə 106: köləlik'),
    Art137: say(
      'Art. 137: trade in human organs and tissues, unlawful donation and transplantation',
      'Maddə 137: insan orqanlarının və toxumalarının alqı-satqısı, qanunsuz donorluğu və transplantasiyası',
    ),
    Art144_1: say('Art. 144-1: trafficking in human beings', 'Maddə 144-1: insan alveri'),
    Art144_2: say('Art. 144-2: forced labour', 'Maddə 144-2: məcburi əmək'),
    Art144_3: say(
      'Art. 144-3: unlawful acts with documents for the purpose of trafficking',
      'Maddə 144-3: insan alveri məqsədi ilə sənədlərlə qanunsuz hərəkətlər',
    ),
    Art151: say('Art. 151: coercion into acts of a sexual nature', 'Maddə 151: seksual xarakterli hərəkətlərə məcbur etmə'),
    Art171: say(
      'Art. 171: involving a minor in prostitution or immoral acts',
      'Maddə 171: yetkinlik yaşına çatmayanları fahişəliyə, yaxud əxlaqsız hərəkətlərin törədilməsinə cəlb etmə',
    ),
    Art171_1: say('Art. 171-1: circulation of child pornography', 'Maddə 171-1: uşaq pornoqrafiyasının dövriyyəsi'),
    Art243: say('Art. 243: involving in prostitution', 'Maddə 243: fahişəliyə cəlb etmə'),
    Art244: say('Art. 244: keeping brothels', 'Maddə 244: əxlaqsızlıq yuvaları saxlama'),
    Art316_1: say(
      'Art. 316-1: disclosing confidential information about a victim of trafficking',
      'Maddə 316-1: insan alverindən zərər çəkmiş şəxs barədə məxfi məlumatları yayma',
    ),
    Other: say('Another article', 'Digər maddə'),
  },
);
export type CriminalCodeArticle = CodeOf<typeof CriminalCodeArticle>;
