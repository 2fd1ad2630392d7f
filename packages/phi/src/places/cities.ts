/** Cities with many inhabitants or many hospitals; counties and boroughs that people name instead. */
const names = `
New York City|New York|NYC|Los Angeles|Chicago|Houston|Phoenix|Philadelphia|San Antonio|San Diego|Dallas|San Jose|Austin|
Jacksonville|Fort Worth|Columbus|Charlotte|San Francisco|San Fran|Indianapolis|Seattle|Denver|Washington DC|Washington, DC|Boston|
El Paso|Nashville|Detroit|Oklahoma City|Portland|Las Vegas|Memphis|Louisville|Baltimore|Milwaukee|Albuquerque|
Tucson|Fresno|Sacramento|Kansas City|Mesa|Atlanta|Omaha|Colorado Springs|Raleigh|Miami|Long Beach|Virginia Beach|
Oakland|Minneapolis|Tulsa|Tampa|Arlington|New Orleans|Wichita|Cleveland|Bakersfield|Aurora|Anaheim|Honolulu|
Santa Ana|Riverside|Corpus Christi|Lexington|Stockton|Henderson|Saint Paul|St. Paul|St. Louis|Saint Louis|Cincinnati|
Pittsburgh|Greensboro|Anchorage|Plano|Lincoln|Orlando|Irvine|Newark|Toledo|Durham|Chula Vista|Fort Wayne|
Jersey City|St. Petersburg|Laredo|Madison|Chandler|Buffalo|Lubbock|Scottsdale|Reno|Glendale|Gilbert|Winston-Salem|
North Las Vegas|Norfolk|Chesapeake|Garland|Irving|Hialeah|Fremont|Boise|Richmond|Baton Rouge|Spokane|Des Moines|
Tacoma|San Bernardino|Modesto|Fontana|Santa Clarita|Birmingham|Oxnard|Fayetteville|Moreno Valley|Rochester|
Glendale|Huntington Beach|Salt Lake City|Grand Rapids|Amarillo|Yonkers|Montgomery|Akron|Little Rock|Huntsville|
Augusta|Port St. Lucie|Grand Prairie|Tallahassee|Overland Park|Tempe|McKinney|Mobile|Cape Coral|Shreveport|
Frisco|Knoxville|Worcester|Brownsville|Vancouver|Fort Lauderdale|Sioux Falls|Chattanooga|Providence|Newport News|
Rancho Cucamonga|Santa Rosa|Oceanside|Salem|Elk Grove|Garden Grove|Pembroke Pines|Peoria|Eugene|Corona|Springfield|
Fort Collins|Jackson|Cary|Hayward|Alexandria|Lancaster|Salinas|Palmdale|Sunnyvale|Hollywood|Pasadena|Pomona|
Kansas City|Macon|Escondido|Rockford|Joliet|Naperville|Paterson|Torrance|Bridgeport|Savannah|Mesquite|Syracuse|
Dayton|Bellevue|Charleston|Ann Arbor|Hartford|New Haven|Stamford|Cambridge|Berkeley|Palo Alto|Santa Monica|Boulder|
Queens|Brooklyn|Manhattan|Bronx|Staten Island|Harlem|Westchester|Long Island|Silicon Valley|Orange County|Cook County|
Miami Beach|West Palm Beach|Gainesville|Sarasota|Naples|Clearwater|Santa Barbara|Santa Cruz|Santa Fe|Evanston|Flint|
Lansing|Kalamazoo|Duluth|Fargo|Billings|Cheyenne|Juneau|Albany|Trenton|Camden|Wilmington|Burlington|Concord|Bangor|
Roanoke|Asheville|Greenville|Columbia|Annapolis|Bethesda|Rockville|Toronto|Montreal|Ottawa|Calgary|Edmonton|Winnipeg|
London|Manchester|Liverpool|Leeds|Glasgow|Edinburgh|Bristol|Cardiff|Belfast|Dublin|Cork|Sheffield|Nottingham|Leicester|
Paris|Lyon|Marseille|Toulouse|Nice|Lille|Bordeaux|Strasbourg|Berlin|Hamburg|Munich|Cologne|Frankfurt|Stuttgart|Dresden|
Leipzig|Vienna|Graz|Salzburg|Zurich|Geneva|Basel|Bern|Amsterdam|Rotterdam|Utrecht|Brussels|Antwerp|Ghent|Copenhagen|
Aarhus|Stockholm|Gothenburg|Oslo|Bergen|Helsinki|Tampere|Reykjavik|Madrid|Barcelona|Valencia|Seville|Lisbon|Porto|Rome|
Milan|Turin|Florence|Bologna|Venice|Athens|Istanbul|Ankara|Warsaw|Krakow|Prague|Brno|Budapest|Bucharest|Sofia|Belgrade|
Zagreb|Ljubljana|Moscow|Saint Petersburg|Kyiv|Kiev|Minsk|Riga|Vilnius|Tallinn|Cairo|Lagos|Nairobi|Johannesburg|Cape Town|
Durban|Pretoria|Accra|Addis Ababa|Casablanca|Tunis|Algiers|Dubai|Abu Dhabi|Riyadh|Doha|Tel Aviv|Jerusalem|Tehran|Baghdad|
Karachi|Lahore|Mumbai|Delhi|New Delhi|Bangalore|Chennai|Hyderabad|Kolkata|Pune|Dhaka|Bangkok|Hanoi|Jakarta|Manila|
Singapore|Kuala Lumpur|Hong Kong|Beijing|Shanghai|Shenzhen|Guangzhou|Taipei|Seoul|Busan|Tokyo|Osaka|Kyoto|Sydney|
Melbourne|Brisbane|Perth|Adelaide|Auckland|Wellington|Christchurch|Mexico City|Guadalajara|Monterrey|Havana|Bogota|Lima|
Santiago|Buenos Aires|Sao Paulo|Rio de Janeiro|Brasilia|Caracas|Quito|Montevideo`
  .replaceAll("\n", "")
  .split("|");

export const cities: { readonly first: ReadonlySet<string>; readonly written: ReadonlySet<string> } = {
  /** First words, lower case. */
  first: new Set(names.map((name) => (/^[\p{L}]+/u.exec(name)?.[0] ?? "").toLowerCase())),
  /** As they are written. */
  written: new Set(names),
};
