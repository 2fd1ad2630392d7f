/** Family names in common use across cultures, without diacritics. */
export const familyNames: ReadonlySet<string> = new Set(
  `
  abbasi abbott abdelaziz abdi abdullah abe abebe abraham abrams acevedo achebe acosta adair adamczyk
  adams adamska adamski addo adebayo adeyemi adjei adkins afolabi agarwal aggarwal aguilar aguirre
  agyemang ahmad ahmed akers akhtar albert alberts albrecht alcaraz alemu alexander alford ali allen
  allison almeida alonso alston altman alvarado alvarez amaral ames amin anand andersen anderson
  andersson andrade andrews annan ansari anthony antonio aoki aponte appiah applegate archer archuleta
  arellano arias armstrong arndt arnold arora arroyo arsenault arthur asante asghar ashby ashley atkins
  atkinson aubert auclair austin avery avila ayala ayers aziz babic bach backstrom badger bae baek
  bailey bain baird baker bakker bakri balazs baldwin ball ballard balogh balogun banda banerjee banks
  bannister bansal barajas barber barbieri barbosa barker barlow barnes barnett baron barone barr
  barrera barrett barron barry bartlett barton bass basu bates battle bauer baumann bautista baxter bean
  beard beasley beattie beauchamp beaulieu beck becker beckett bedard begum bekele belanger bell bello
  beltran benali benavides bender benes benitez benjamin bennett benson benton berg berger bergeron
  bergman bergstrom bernal bernard bernstein berry berube best bhardwaj bhatia bhatt bianchi bird bishop
  biswas bjork black blackburn blackwell blaha blair blake blanchard blanco blankenship blevins block
  boateng boehm bolton bond bonilla bonner booker boone booth borg bosch bose botha bouazza bouchard
  boucher bourgeois bowen bowers bowles bowman boyce boyd boyer boyle bozic bracken braddock bradley
  brady branch brandt brannon braun bravo brennan brewer briggs bright brito britt brock brooks
  broussard brown browning bruce brun bruno bryan bryant bryson buck buckley bui bullock burch burgess
  burke burkett burnett burnham burns burris burton busch bush butler byrd byrne byrnes caballero
  cabrera cain calderon caldwell calhoun callahan camacho cameron campbell campos cannon cantrell cantu
  caputo cardenas cardoso carey carlisle carlson carmichael carney caron carpenter carr carranza
  carrillo carroll carson carter carver case casey cassidy castaneda castellanos castillo castle castro
  cerny cervantes chambers chan chanda chandler chandra chang chapa chapman charles chase chatterjee
  chau chaudhary chaudhry chauhan chavez chen cherif cherry childers childs chin chiu cho choi chopra
  choudhury chow chowdhury christensen christian christiansen chu chukwu church cisneros clark clarke
  clay clayton clements cline cobb cochran coetzee coffey cohen cohn colbert cole coleman collins
  colombo colon combs compton conley conner connolly connor conrad conti contreras conway cook cooke
  cooley cooper copeland corbett cordova correa cortes cortez costa costello cote cotton couture cowan
  cox craig cramer crane crawford crosby cross crowe crowley cruz cuevas cullen cummings cunha
  cunningham curran currie curtis custer czerwinski dabrowski dahl dahlberg dale dalton daly dang daniel
  daniels dao das dasgupta davenport davidson davies davis dawson day dean decker delarosa deleon
  delgado deluca deng denis dennis desai deshmukh desjardins desrosiers desta devine devries dey dhillon
  diallo dias diaz dickens dickerson dickson diehl dietrich dillard dillon dinh diop dixon dlamini do
  doan dodson doe doherty dolan dominguez donahue donaldson donnelly donovan dorsey dougherty douglas
  downs doyle drake draper drew driscoll du duarte dubey dubois dudek dudley duffy dufour dugan duke
  dumas dumont duncan dunlap dunn duong dupont dupuis duran durand durham dutta dvorak dwyer dyer eaton
  ebert eckert edmonds edwards egan eklund elder eliasson elliott ellis ellison emerson endo engel
  england engstrom enriquez ericksen erickson ericson eriksson ernst escobar esparza espinoza esposito
  esteban estes estrada evangelista evans everett ewing eze faber fahmy fang farias farkas farley farmer
  farooq farouk farrell faulkner feher feldman felix feng fenstermacher ferguson fernandez ferrara
  ferrari ferreira ferrell fiala fields figueroa finch fink finley finn fiore fischer fisher fitzgerald
  fitzpatrick fleming fletcher flood flores flowers flynn foley fonseca fontaine forbes ford forrest
  forsberg forster fortin foss foster fournier fowler fox francis franco frank franke franklin fraser
  frazier frederick freeman freitas french freud frey friedman friedrich fritz frost frye fu fuchs
  fuentes fujii fujimoto fujita fukuda fukui fuller gagne gagnon gaines galindo gallagher gallegos
  galloway gamble gao garcia gardner garg garner garrett garrison garza gaspar gates gauthier gay gebre
  gentry george georgiou gerber ghosh gibbons gibbs gibson gilbert giles gill gillespie gilmore giordano
  girard giraud glass glenn glover goddard godfrey goel goldberg golden goldman goldstein gomes gomez
  goncalves gonzales gonzalez good goodman goodwin gordon gorski goto gottschalk gould goyal grady graf
  graham grant graves gray greco green greenberg greene greenwood greer gregory griffin grimes gross
  grove gruber guerin guerra guerrero guevara guha guidry guillen guo gupta guthrie gutierrez guzman
  haas habibi haddad hahn haile haines hajek hakansson hale haley hall halvorsen hamdan hamilton hammond
  hampton han hancock haney hanley hanna hannan hansen hanson hansson hara hardin harding hardy harmon
  harper harrell harrington harris harrison hart hartley hartman hartmann haruna harvey hasegawa
  hashimoto hassan hassoun hastings hatfield hauser hawking hawkins hayashi hayes haynes hays healy
  heath hebert hein heinrich heller helms henderson hendricks hendrix henry hensley henson hermann
  hernandes hernandez herrera herring herrmann hess hester hewitt hickman hicks hidalgo higgins hill
  hinton hirsch ho hoang hobbs hodge hodges hoffman hoffmann hofmann hogan holden holder holland
  holloway holm holman holmberg holmes holt holzman honda hong hood hooper hoover hopkins hopper horak
  horn horne horton horvat horvath houston howard howe howell hruska hsu hu huang hubbard huber hudson
  huerta huff huffman huggins hughes hull humphrey humphries hunt hunter hurley hurst hussain hutchinson
  huynh hwang hyde ibarra ibe iglesias igwe ikeda im ingram inoue irwin isaksson ishii ishikawa islam
  ito ivanov ivanovic iwasaki iyengar iyer jablonski jackson jacobs jacobsen jacobson jaeger jain james
  jamison jang jankowski jansen janssen jarvis javed jefferson jeffries jelinek jenkins jennings jensen
  jeon jeong jha jiang jimenes jimenez jin jo johansen johansson johns johnson johnston joly jones
  jonsson jordan joseph joshi jovanovic joyce juarez juhasz jukic jung kaczmarek kaiser kamath kamau
  kaminski kane kaneko kang kaplan kapoor karim kariuki karlsen karlsson karp kato katz kaufman kaur kay
  keating kebede keith keller kelley kelly kemp kendall kennedy kent kerr khalil khan khanna khoury
  khumalo kidd kiefer kim kimani kimura king kinney kirby kirk kirkland kiss klein kline knapp knezevic
  knight knowles knox knudsen ko kobayashi koch koenig kohler kojima kolar kolb kondo konig kovac
  kovacevic kovacs kowalczyk kowalska kowalski kozlov kraft kral kramer kraus krause krawczyk krieger
  krishnan kristensen krol krueger kruger kruse kubiak kubo kucera kuhn kulkarni kumar kunz kuznetsov
  kwan kwon lachance lacroix lafleur lai lakatos lal lam lamb lambert lambrecht lamontagne lan lancaster
  landry lane lang lange langford langley lara larkin larocque larsen larson lau laurent lavoie law
  lawrence lawson le leal leblanc leclerc lee lefebvre lehmann leon leonard leone leroy lester leung
  levine levy lewandowski lewis li liang lim lin lind lindberg lindgren lindholm lindqvist lindsay
  lindsey lindstrom link lis lister little liu livingston lloyd lo lockhart logan lombardi lombardo long
  longoria lopez lowe lowery lowry lozano lu lucas lucero ludwig lukacs luna lund lundberg lundgren
  lundqvist luo lutz luu ly lynch lyon lyons ma macdonald macdougall macias mack mackay mackenzie
  maclean madden maddox madsen maeda magnusson maher mahmood mahoney mai maier mailloux majewski major
  maldonado malhotra malik malinowski malone maly mancini mann manning mansour mao marchand marek maric
  marin marino markham markovic marks marques marquez marquis marroquin marsh marshall martel martell
  martin martinez martino martinsen mason massey masuda mata mathews mathis matic matos matsuda
  matsumoto matthews mattson maxwell maynard mayo mays mazur mazurek mbeki mcarthy mcbride mccabe mccall
  mccann mccarthy mccarty mccauley mcclain mcclure mcconnell mccormack mccormick mccoy mccullough
  mcdaniel mcdermott mcdonald mcdowell mcfarland mcgee mcghee mcgill mcginnis mcgowan mcgrath mcgregor
  mcguire mcintosh mcintyre mckay mckee mckenna mckenzie mckinley mckinney mcknight mclain mclaughlin
  mclean mcleod mcmahon mcmillan mcnally mcnamara mcneil mcpherson mcqueen meadows medina mehta meier
  mejia melendez melo melton menard mendes mendez mendonca mendoza meng menon mensah mercado mercer
  mercier meredith merrill merritt meszaros metz meyer meyers michalski michaud michel middleton
  mikkelsen miles milic miller mills min miranda mirza mishra mistry mitchell mitra mittal miyazaki
  mkhize mo moberg modi mohamed mohammed mohan mohr mokoena molina moller molnar monaco monroe
  montgomery montoya moody moon mooney moore mora morales moran moreau moreira moreno morgan mori morin
  morris morrison morrow morse morton mosley moss mota moyer mueller mukherjee mullen muller mullins
  muniz munoz munro murakami murillo murphy murray murthy mutua mwangi myers nagel nagy naidoo naik nair
  nakagawa nakajima nakamura nam nanda narayan naser nash nasr nasser naumann navarro naylor nazarov
  ndlovu neal nelsen nelson nemec nemeth neumann newell newman newton ng ngo nguyen nichols nicholson
  nielsen nielson niemi nieves nikolic nilsen nilsson nishimura nishiyama nixon njoroge nkosi nnamdi
  noble noda noel noh nolan nordin noriega norman norris north norton novak novotny nowak nowakowski
  nunes nunez nwosu nyberg oakley obi obrien ochieng ochoa oconnell oconnor odhiambo odom odonnell
  ogasahara ogawa ogden ogle ogrady ogunleye oh ohara okada okafor okamoto okeke okonkwo okoye olah
  olawale oldham oleary oliveira oliver olofsson olsen olson olszewski omondi oneal oneil oneill ono
  onyeka orozco orr ortega ortiz osborn osborne osei osman osullivan otero otto ouellet overton owen
  owens owusu pacheco padilla pagan page paige palermo palmer pan pandey pandya papp pappas pare paredes
  parekh parikh parish park parker parkinson parra parrish parsons pate patel patrick patterson patton
  paul paulsen paulson pavic pavlovic pawlak pawlowski payne pearce pearson peck pedersen peel pelletier
  peltier pena peng pennington pereira perez perkins perkovic perreault perron perry persson peter
  peters petersen peterson petersson petit petrov petrovic petty pfeiffer pham phan phelps phillips
  phiri phung pierce pierre pike pillai pineda pinter pinto piotrowski pires pittman pitts platt plummer
  pokorny pollard ponce poole pope popov popovic porras porter potter potts poulin poulsen powell
  prakash prasad pratt prescott preston price prieto primeau prince pritchard prochazka proctor proulx
  provost pruitt pugh purcell qian qiu quach quick quigley quinn quintana quintero qureshi raab radford
  radic ragland rahman rahmani rai raines raj rajan ralston ram raman ramirez ramos ramsey randall
  randolph ranganathan rangel rankin rao rasmussen rastogi rathore ratliff rawat ray raymond reddy
  redmond reed reeves regan reid reilly reinhardt ren renaud reuter reyes reyna reynolds rhodes ribeiro
  ricci rice richard richards richardson richter riddle rider riggs riley rinaldi rios ritchie ritter
  rivas rivera rivers roach robbins roberson robert roberts robertson robinson robles rocha roche
  rodgers rodrigues rodriguez rodriquez roe rogers rojas roland rollins roman romano romeo romero roque
  rosales rosario rosas rose rosen rosenberg rosenthal ross rossi roth rousseau rowe rowland roy rubin
  rubio rucker ruiz rush russell russo rutherford rutkowski ruzicka ryan ryu saari sabbagh saenz sahu
  saini saito sakai sakamoto salas salazar saleh salgado salim salinas salisbury salmi salter sampson
  samuels sanchez sandberg sanders sandoval sanford sani santana santiago santoro santos sargent sasaki
  sato saunders savage savard savic sawyer saxena schaefer schaeffer schafer schmidt schmitt schmitz
  schneider schreiber schroder schroeder schubert schuler schultz schultze schulz schumacher schuster
  schwab schwartz schwarz scott sears sedlacek segura seidel sellers sen seo sepulveda serrano sethi
  sexton seymour shaffer shah shaheen shannon shapiro sharif sharma sharp shaw shea sheikh shelton shen
  shepard shepherd sheridan sherman shetty shi shields shimizu shin short shukla siddiqui siegel sierra
  sikora silva silveira silverman simard simic simmonds simmons simon simons simpson sims sinclair singh
  singleton sinha sithole skinner slater sloan small smart smirnov smith snow snyder soares sobczak
  solis solomon somers sommer son song sorensen soria soto sousa souza sparks spears spence spencer
  spicer springer srinivasan srivastava stafford stankovic stanley stanton stark steele stein steiner
  stephens stephenson stepien sterling stern stevens stevenson stewart stojanovic stokes stoltz stone
  storey stout strand strauss strickland strom stroud stuart su suarez subramanian sugiyama sullivan
  summers sun sundberg sung sutherland sutton suzuki svensson svoboda swanson sweeney swift syed sykes
  szabo szalai szekely szilagyi szucs szymanski ta tabor tadesse takacs takahashi takeda talbot tan
  tanaka tandon tang taniguchi tanner tao tapia tate taveras tawfik taylor teixeira tejada tembo temple
  teng terrell terry tesfaye tessier thai thakur thapa thibault thomas thompsen thompson thomsen
  thornton thorpe tian tillman tiwari tobin todd tomic torres torrez toth townsend tracy tran tremblay
  trent trentino trevino trinh trivedi trudeau trujillo truong tsai tsang tucker turcotte turgeon turner
  tuttle tyler tyson ueda ueno umar underwood urban uribe valdez valencia valentin valentine valle vance
  vandenberg varga vargas varma vasquez vass vaughan vaughn vega velasco velasquez velazquez velez
  venegas venkatesan venter ventura vera verma vesely viera villa villanueva villarreal vincent virtanen
  vizirov vo vogel vogt vu vukovic vuong vyas wada wagner walczak waldron walker wallace walls walsh
  walters walton wambui wan wang ward warner warren washburn washington watanabe waters watkins watson
  watts weaver webb webber weber webster weeks wei weinberg weiss welch wells welsh wen wendt werner
  west whalen wheeler whitaker white whitehead whitfield whitley whitney whittaker wieczorek wiggins
  wilcox wilder wiley wilhelm wilkerson wilkins wilkinson willard willett williams williamson willis
  wilson winkler winslow winter winters wise wisniewski wojciechowski wolde wolf wolfe wolff womack wong
  wood woodard woodruff woods woodward wooten worley worthington wozniak wright wrobel wu wyatt wynn
  wysocki xiao xie xiong xu xue yadav yamada yamaguchi yamamoto yan yang yao yates yazzie ye yeager
  yeung yildiz yilmaz yin yip yoder yokoyama yoo yoon york yoshida young yousef yu yuan zajac zaki
  zamora zapata zavala zawadzki zeller zeman zeng zhang zhao zheng zhong zhou zhu zidan zielinski zimmer
  zimmerman zimmermann zivkovic zulu zuniga
  `
    .trim()
    .split(/\s+/),
);
