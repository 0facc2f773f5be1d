/**
 * Sectors of forced labour: the sections of ISIC revision 4 as HTCDS spells them.
 *
 * NOTICE. Values and English labels are taken verbatim from the Human Trafficking Case Data Standard 2.0, International
 * Organization for Migration (IOM), CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Azerbaijani labels are additions.
 */
import { defineCodeList, say, type CodeOf } from '#kernel';

export const ForcedLabourSector = defineCodeList(
  'ForcedLabourSector',
  say('Sector of forced labour', 'Məcburi əməyin sahəsi'),
  'IOM HTCDS 2.0 vic_ForcedLabourIndustry (ISIC revision 4 sections)',
  {
    A_AgricultureForestryAndFishing: say('Agriculture, forestry and fishing', 'Kənd təsərrüfatı, meşə təsərrüfatı və balıqçılıq'),
    B_MiningAndQuarrying: say('Mining and quarrying', 'Mədənçıxarma sənayesi'),
    C_Manufacturing: say('Manufacturing', 'Emal sənayesi'),
    D_ElectricityGasSteamAndAirConditioningSupply: say(
      'Electricity, gas, steam and air conditioning supply',
      'Elektrik enerjisi, qaz, buxar və kondisiyalaşdırılmış hava ilə təchizat',
    ),
    E_WaterSupplySewerageWasteManagement: say(
      'Water supply; sewerage, waste management and remediation',
      'Su təchizatı; kanalizasiya, tullantıların idarə edilməsi və ətraf mühitin bərpası',
    ),
    F_Construction: say('Construction', 'Tikinti'),
    G_WholesaleAndRetailTradeRepairOfMotorVehicles: say(
      'Wholesale and retail trade; repair of motor vehicles and motorcycles',
      'Topdan və pərakəndə ticarət; avtomobillərin və motosikletlərin təmiri',
    ),
    H_TransportationAndStorage: say('Transportation and storage', 'Nəqliyyat və anbar təsərrüfatı'),
    I_AccommodationAndFoodServiceActivities: say('Accommodation and food service activities', 'Yerləşdirmə və ictimai iaşə'),
    J_InformationAndCommunication: say('Information and communication', 'İnformasiya və rabitə'),
    K_FinancialAndInsuranceActivities: say('Financial and insurance activities', 'Maliyyə və sığorta fəaliyyəti'),
    L_RealEstateActivities: say('Real estate activities', 'Daşınmaz əmlakla əlaqədar əməliyyatlar'),
    M_ProfessionalScientificAndTechnicalActivities: say(
      'Professional, scientific and technical activities',
      'Peşə, elmi və texniki fəaliyyət',
    ),
    N_AdministrativeAndSupportServiceActivities: say(
      'Administrative and support service activities',
      'İnzibati və yardımçı xidmətlərin göstərilməsi',
    ),
    O_PublicAdministrationAndDefence: say(
      'Public administration and defence; compulsory social security',
      'Dövlət idarəetməsi və müdafiə; icbari sosial təminat',
    ),
    P_Education: say('Education', 'Təhsil'),
    Q_HumanHealthAndSocialWorkActivities: say('Human health and social work activities', 'Səhiyyə və sosial xidmətlər'),
    R_ArtsEntertainmentAndRecreation: say('Arts, entertainment and recreation', 'İncəsənət, əyləncə və istirahət'),
    S_OtherServiceActivities: say('Other service activities', 'Digər xidmət sahələri'),
    T_ActivitiesOfHouseholdsAsEmployers: say(
      'Activities of households as employers; undifferentiated goods- and services- producing activities of households for own use',
      'Ev təsərrüfatlarının işəgötürən kimi fəaliyyəti; ev təsərrüfatlarının öz istehlakı üçün məhsul istehsalı və xidmətləri',
    ),
    U_ActivitiesOfExtraterritorialOrganizations: say(
      'Activities of extraterritorial organizations and bodies',
      'Ekstraterritorial təşkilatların və qurumların fəaliyyəti',
    ),
  },
);
export type ForcedLabourSector = CodeOf<typeof ForcedLabourSector>;
