/** Countries and territories by their English names, and the nations and short forms that people name as countries. */
const names = `
Afghanistan|Albania|Algeria|American Samoa|Andorra|Angola|Anguilla|Antigua and Barbuda|Antigua|Argentina|Armenia|Aruba|
Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan|Bolivia|
Bosnia and Herzegovina|Bosnia|Botswana|Brazil|British Virgin Islands|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|
Cabo Verde|Cambodia|Cameroon|Canada|Cape Verde|Cayman Islands|Central African Republic|Chad|Chile|China|Colombia|Comoros|
Congo|Cook Islands|Costa Rica|Croatia|Cuba|Curacao|Cyprus|Czech Republic|Czechia|Denmark|Djibouti|Dominica|
Dominican Republic|East Timor|Ecuador|Egypt|El Salvador|England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|
Falkland Islands|Faroe Islands|Fiji|Finland|France|French Guiana|French Polynesia|Gabon|Gambia|Georgia|Germany|Ghana|
Gibraltar|Great Britain|Greece|Greenland|Grenada|Guadeloupe|Guam|Guatemala|Guernsey|Guinea|Guinea-Bissau|Guyana|Haiti|
Holland|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Isle of Man|Israel|Italy|Ivory Coast|
Jamaica|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|
Libya|Liechtenstein|Lithuania|Luxembourg|Macao|Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|
Marshall Islands|Martinique|Mauritania|Mauritius|Mayotte|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|
Montserrat|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Caledonia|New Zealand|Nicaragua|Niger|Nigeria|
North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea|Paraguay|Peru|
Philippines|Poland|Portugal|Puerto Rico|Qatar|Reunion|Romania|Russia|Rwanda|Saint Kitts and Nevis|Saint Lucia|Samoa|
San Marino|Saudi Arabia|Scotland|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|
Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Svalbard|Sweden|Switzerland|Syria|Taiwan|
Tajikistan|Tanzania|Thailand|Timor Leste|Togo|Tokelau|Tonga|Trinidad and Tobago|Trinidad|Tunisia|Turkey|Turkmenistan|
Turks and Caicos Islands|Tuvalu|USA|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States of America|
United States|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Virgin Islands|Wales|Western Sahara|Yemen|
Zambia|Zimbabwe|
Aland Islands|Antarctica|Bouvet Island|British Indian Ocean Territory|Brunei Darussalam|Christmas Island|Cocos Islands|
French Southern Territories|Heard Island and McDonald Islands|Holy See|Korea|Kyrgyz Republic|
Libyan Arab Jamahiriya|Netherlands Antilles|Niue|Norfolk Island|Northern Mariana Islands|
Pitcairn Islands|Russian Federation|Saint Barthelemy|Saint Helena|Saint Martin|Saint Pierre and Miquelon|
Saint Vincent and the Grenadines|Sao Tome and Principe|Slovak Republic|South Georgia|Swaziland|Syrian Arab Republic|
United States Minor Outlying Islands|United States Virgin Islands|Viet Nam|Wallis and Futuna`
  .replaceAll("\n", "")
  .split("|")
  .toSorted((a, b) => b.length - a.length);

export const countries: {
  readonly names: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  readonly first: ReadonlySet<string>;
  readonly pattern: string;
} = {
  /** Lower case. */
  names: new Set(names.map((name) => name.toLowerCase())),
  /** As they are written. */
  written: new Set(names),
  /** First words, lower case. */
  first: new Set(names.map((name) => (/^[A-Za-z]+/.exec(name)?.[0] ?? "").toLowerCase())),
  /** Source of a pattern that matches any of them, the longest first. */
  pattern: names.join("|"),
};
