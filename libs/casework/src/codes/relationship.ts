/**
 * How a victim and an offender stood to each other. CTDC publishes three broader groups; `FamilyIntimatePartner` holds
 * partners too, so it is wider than HTCDS `Familial` and must not be narrowed to it.
 *
 * NOTICE. Values and English labels of the list whose source names HTCDS are taken verbatim, spelling included, from the
 * Human Trafficking Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const RelationshipToOffender = defineCodeList(
  'RelationshipToOffender',
  say('Relationship to the trafficker', 'İnsan alverçisi ilə münasibət'),
  'IOM HTCDS 2.0 vic_RelationshipToTrafficker',
  {
    Familial: say('Familial', 'Ailə və ya qohumluq'),
    Acquainted: say('Acquainted', 'Tanış'),
    Unaquainted: say('Unaquainted', 'Tanış olmayan'),
  },
);
export type RelationshipToOffender = CodeOf<typeof RelationshipToOffender>;

export const RelationBroad = defineCodeList(
  'RelationBroad',
  say('Relationship, broad group', 'Münasibət, geniş qrup'),
  'CTDC victim-perpetrator file, IP_Relation',
  {
    FamilyIntimatePartner: say('Family or intimate partner', 'Ailə üzvü və ya yaxın münasibətdə olan şəxs'),
    FriendAcquaintance: say('Friend or acquaintance', 'Dost və ya tanış'),
    StrangerUnknownOther: say('Stranger, unknown or other', 'Yad, naməlum və ya digər'),
  },
);
export type RelationBroad = CodeOf<typeof RelationBroad>;
