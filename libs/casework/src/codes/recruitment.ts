/**
 * How and where a victim was recruited. HTCDS has the same values for platforms of recruitment and of exploitation, so both
 * fields use the one list `Platform`.
 *
 * NOTICE. Values and English labels are taken verbatim from the Human Trafficking Case Data Standard 2.0, International
 * Organization for Migration (IOM), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const RecruitmentMethod = defineCodeList(
  'RecruitmentMethod',
  say('Method of recruitment', 'Cəlbetmə üsulu'),
  'IOM HTCDS 2.0 vic_MethodOfRecruitment',
  {
    AtAPlaceOfBusiness: say('At a place of business', 'Sahibkarlıq obyektində'),
    AtAnEducationalInstitution: say('At an educational institution', 'Təhsil müəssisəsində'),
    AtWork: say('At work', 'İş yerində'),
    ThroughOnlineSocialNetworks: say('Through online social networks', 'Onlayn sosial şəbəkələr vasitəsilə'),
    ThroughAnOnlineAdvertisement: say('Through an online advertisement', 'İnternet elanı vasitəsilə'),
    ThroughATelevisionAdvert: say('Through a television advert', 'Televiziya reklamı vasitəsilə'),
    ThroughANewspaperAdvert: say('Through a newspaper advert', 'Qəzet elanı vasitəsilə'),
    ThroughFamilyOrFamilyEvents: say('Through family or family events', 'Ailə və ya ailə tədbirləri vasitəsilə'),
    ThroughFriendsOrSocialEvents: say('Through friends or social events', 'Dostlar və ya ictimai tədbirlər vasitəsilə'),
    Other: say('Other', 'Digər'),
  },
);
export type RecruitmentMethod = CodeOf<typeof RecruitmentMethod>;

export const Platform = defineCodeList(
  'Platform',
  say('Website or application', 'Vebsayt və ya tətbiq'),
  'IOM HTCDS 2.0 vic_RecruitmentWebsitesAndApps and vic_ExploitationWebsitesAndApps',
  {
    Facebook: say('Facebook', 'Facebook'),
    Instagram: say('Instagram', 'Instagram'),
    WhatsApp: say('WhatsApp', 'WhatsApp'),
    Telegram: say('Telegram', 'Telegram'),
    FacebookMessenger: say('Facebook Messenger', 'Facebook Messenger'),
    Viber: say('Viber', 'Viber'),
    SnapChat: say('SnapChat', 'SnapChat'),
    Line: say('Line', 'Line'),
    '4Sale': say('4Sale', '4Sale'),
    WeChat: say('WeChat', 'WeChat'),
    QQ: say('QQ', 'QQ'),
    QZone: say('QZone', 'QZone'),
    TikTok: say('TikTok', 'TikTok'),
    Twitter: say('Twitter', 'Twitter'),
    Other: say('Other', 'Digər'),
  },
);
export type Platform = CodeOf<typeof Platform>;
