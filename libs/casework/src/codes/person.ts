/**
 * What is coded about a human being, whichever facet (victim, offender, witness) he or she appears as.
 * Unknown is stored as null, never as a value of ours; HTCDS `NonSpecifiedUnknown` is kept because its values are verbatim.
 *
 * NOTICE. Values and English labels of the lists whose source names HTCDS are taken verbatim from the Human Trafficking
 * Case Data Standard 2.0, International Organization for Migration (IOM), CC BY 4.0,
 * https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const Sex = defineCodeList(
  'Sex',
  say('Sex as registered', 'Qeydiyyat üzrə cins'),
  'ours; Female and Male as published by CTDC',
  {
    Female: say('Female', 'Qadın'),
    Male: say('Male', 'Kişi'),
    Other: say('Other', 'Digər'),
  },
);
export type Sex = CodeOf<typeof Sex>;

export const Gender = defineCodeList('Gender', say('Gender as expressed', 'Gender mənsubiyyəti'), 'IOM HTCDS 2.0 prs_Gender', {
  Feminine: say('Feminine', 'Qadın'),
  Masculine: say('Masculine', 'Kişi'),
  TransgenderFeminine: say('Transgender Feminine', 'Transgender qadın'),
  TransgenderMasculine: say('Transgender Masculine', 'Transgender kişi'),
  NonConforming: say('Non-Conforming', 'Gender normalarına uyğun gəlməyən'),
  NonSpecifiedUnknown: say('Not Specified/Unknown', 'Göstərilməyib/naməlum'),
});
export type Gender = CodeOf<typeof Gender>;

export const Majority = defineCodeList(
  'Majority',
  say('Whether of age', 'Yetkinlik'),
  'Palermo Protocol art. 3 (d): a child is any person under eighteen',
  {
    Adult: say('Adult', 'Yetkinlik yaşına çatmış'),
    Minor: say('Minor', 'Yetkinlik yaşına çatmamış'),
  },
);
export type Majority = CodeOf<typeof Majority>;

export const MaritalStatus = defineCodeList(
  'MaritalStatus',
  say('Marital status', 'Ailə vəziyyəti'),
  'IOM HTCDS 2.0 prs_MaritalStatus',
  {
    Single: say('Single', 'Subay'),
    Married: say('Married', 'Nikahda olan'),
    Widowed: say('Widowed', 'Dul'),
    Divorced: say('Divorced', 'Boşanmış'),
    Separated: say('Separated', 'Ayrı yaşayan'),
    RegisteredPartnership: say('Registered Partnership', 'Qeydə alınmış birgəyaşayış'),
  },
);
export type MaritalStatus = CodeOf<typeof MaritalStatus>;

export const Education = defineCodeList(
  'Education',
  say('Highest level of education', 'Ən yüksək təhsil səviyyəsi'),
  'IOM HTCDS 2.0 prs_HighestLevelOfEducation (ISCED 2011)',
  {
    EarlyChildhoodEducation: say('Early Childhood Education', 'Məktəbəqədər təhsil'),
    PrimaryEducation: say('Primary Education', 'İbtidai təhsil'),
    LowerSecondaryEducation: say('Lower Secondary Education', 'Ümumi orta təhsil'),
    UpperSecondaryEducation: say('Upper Secondary Education', 'Tam orta təhsil'),
    PostSecondaryNonTertiaryEducation: say('Post-secondary Non-tertiary Education', 'Orta təhsildən sonrakı, ali olmayan təhsil'),
    ShortCycleTertiaryEducation: say('Short-cycle Tertiary Education', 'Qısamüddətli ali təhsil'),
    BachelorsOrEquivalentLevel: say('Bachelor’s or Equivalent Level', 'Bakalavr və ya ona bərabər səviyyə'),
    MastersOrEquivalentLevel: say('Master’s or Equivalent Level', 'Magistr və ya ona bərabər səviyyə'),
    DoctoralOrEquivalentLevel: say('Doctoral or Equivalent Level', 'Doktorluq və ya ona bərabər səviyyə'),
  },
);
export type Education = CodeOf<typeof Education>;
