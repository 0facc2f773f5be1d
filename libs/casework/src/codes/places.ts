/**
 * Places as coarse as they may be counted and generalised to: regions of the country and regions of the world.
 * Finer places are of class WHEREABOUTS and are no code list.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const Region = defineCodeList(
  'Region',
  say('Economic region of Azerbaijan', 'Azərbaycanın iqtisadi rayonu'),
  'Presidential Decree No. 1386 of 7 July 2021 on the new division of economic regions; ours: Abroad',
  {
    Baku: say('Baku', 'Bakı'),
    Nakhchivan: say('Nakhchivan', 'Naxçıvan'),
    AbsheronKhizi: say('Absheron-Khizi', 'Abşeron-Xızı'),
    MountainousShirvan: say('Mountainous Shirvan', 'Dağlıq Şirvan'),
    GanjaDashkasan: say('Ganja-Dashkasan', 'Gəncə-Daşkəsən'),
    Karabakh: say('Karabakh', 'Qarabağ'),
    GazakhTovuz: say('Gazakh-Tovuz', 'Qazax-Tovuz'),
    GubaKhachmaz: say('Guba-Khachmaz', 'Quba-Xaçmaz'),
    LankaranAstara: say('Lankaran-Astara', 'Lənkəran-Astara'),
    CentralAran: say('Central Aran', 'Mərkəzi Aran'),
    MilMughan: say('Mil-Mughan', 'Mil-Muğan'),
    ShakiZagatala: say('Shaki-Zagatala', 'Şəki-Zaqatala'),
    EasternZangezur: say('Eastern Zangezur', 'Şərqi Zəngəzur'),
    ShirvanSalyan: say('Shirvan-Salyan', 'Şirvan-Salyan'),
    Abroad: say('Abroad', 'Xaricdə'),
  },
);
export type Region = CodeOf<typeof Region>;

/** `AmericasOceania` is how CTDC publishes the two together; it is imported, never derived from a country. */
export const UnRegion = defineCodeList(
  'UnRegion',
  say('Region of the world', 'Dünya regionu'),
  'UN M49; AmericasOceania: CTDC victim-perpetrator file',
  {
    Africa: say('Africa', 'Afrika'),
    Americas: say('Americas', 'Amerika'),
    Asia: say('Asia', 'Asiya'),
    Europe: say('Europe', 'Avropa'),
    Oceania: say('Oceania', 'Okeaniya'),
    AmericasOceania: say('Americas or Oceania', 'Amerika və ya Okeaniya'),
  },
);
export type UnRegion = CodeOf<typeof UnRegion>;
