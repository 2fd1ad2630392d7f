/** Common words of prose, clinic and programs: none is part of a name, wherever it stands. */
export const stopWords: ReadonlySet<string> = new Set(
  `
  technologies technology markets partners sons agency abstracts consulting orchestra plc usns uscgc usnv uss holdings
  industries enterprises services solutions systems ventures labs networks analytics software capital associates
  stripes band
  a abdominal about above accepted access accident according account accounts acid across act action
  active actress actual actually acute add added adding addison additional address adjust adjusted admin
  administration admission admitted adult adults advanced adventure adverse affected afraid african
  after again against age agent ago agree ahead air album alert all allergy allow allowed allows almost
  alone along already alright also alter although always alzheimer am amazing america american
  amlodipine among amount an analysis and anemia angeles angiotensin animation ankle annual another
  answer anthem antibiotic antibiotics anticoagulation anxiety any anybody anyone anything anyway aortic
  api apixaban app appear appears applied apply appointment appointments approach appropriate apr are
  area args around array arrive arrived arterial arthritis article artist as asian ask asked asking
  aspirin assertion assess assessment assigned assist assistant associated association asthma async at
  atorvastatin atrial attempt attending attention audio aug auth author authority available avenue
  average avoid aware away babinski baby back backend background backup bacterial bad balance ballad
  band bank bar base based basic basis batch be beach bean beautiful became because become bed been
  before began begin beginning behind being believe below beneficiary benefit benefits benign beta
  beta-blockers better between beyond big billing bind bipolar birthday bit bladder blind block blocks
  blood blue bmi board body bone book bool boolean boot born boss bot both bottom box boy brain branch
  brand break breast bring british broken brother browser budget buffer bug build building built bundle
  bus business busy but buy by bypass bytes cache cad calculate california callback called calls came
  campaign can can't cancel cancelled cancer cannot capital car card cardholder cardiac cardiology cards
  care career careful carry case cases cash category cause caused causes cdc cell center central centre
  certain certainly chaddock chair challenge chance change changed changes channel chapter character
  charge charged chart check checked checking chemotherapy chest chf chief child children chinese choice
  choose chorus chosen chronic chunk cinema circle city ckd class classification classpath clean clear
  clearly click client clients clinic clinical close closed club cluster code coffee cold colleague
  collection college color come comedy comes coming command comment commit common communication
  community companies company compare compared comparison complaining complains complete completed
  complex component composer computer concerned concerning concert condition conditions conference
  config configuration confirm confirmed connect connected connection consider considered considering
  consult consultation consulted contact contacts container contains content context continue
  contraindications control conversation convert cool copd copy core corporation correct cost could
  couldn't counsel count country county couple course court cover covid cpu create created creating
  creation credit criteria critical crp ct cultural current currently customer customers cut daemon
  daily dance dark data database datanode date daughter dead deal dear death debit debug dec december
  decided decision decode deep default define degree delete deleted delivery demand dementia denies
  dental department depends deploy depression dermatology described description design desk despite
  detail details detected detective determine developed development device dfs diabetes diabetic
  diagnosed diagnosis diagnostic dialysis did didn't died diet difference different difficult digital
  direct directed direction director disabled discharge discharged disconnect discover discuss discussed
  disease disk disorder dispatch dispatcher display dns do docker doctor document documents does doesn't
  dog doing domain don't done door dosage dose dosing double down draft drama draw dream drive driver
  drop drug drugs due dump duration during dutch dvt each earlier early earth east easy eat ecg economy
  edit editor education effect effective effectiveness effects efficacy effort eight either ekg elderly
  election electric element elevated eleven else email embolism emergency employee employer empty enable
  enabled encode end ending endocrine endpoint energy engine english enough enter entertainment entire
  entry env environment eof epilepsy episode equal error errors especially esrd established estimated
  etag ethnic europe european evaluate evaluated evaluation even evening event eventloop ever every
  everyone everything evidence evidence-based exactly example excellent except exception exec executed
  executor exercise exist existing exit expect expected experience expert expired explain export
  exported express external extra extreme eye face facing fact factor factors factory failed failure
  fall false family far farm fast fatal favourite fax fda fear feature features feb february federal
  feel feeling female fetch fever few fewer fibrillation fiction field fields fight figure file files
  filesystem fill film final finally find finding fine finish finished finishing fire firm first five
  fix flag flight floor flow flush follow followed following food foot for forbidden force foreign
  forget fork form format former forward found foundation four fracture frame framingham francisco free
  frequency fresh fri friday friend friends from front frontend full fully function fund further future
  gabapentin gain game garbage garden gas gastric gastrointestinal gateway gave gc general generally
  generate generated genetic gentleman gerd get gets getting ghost girl give given gives giving gleason
  global glucose go goal goes going gold gone got gout government grade grand great greek ground group
  groups grow growth guarantee guarantor guess guest guidance guide guideline guidelines guilty guitar
  guitarist had hadn't hadoop half hand handle handler handshake happen happened happy hard hardly has
  hasn't have haven't having hba1c he he'll he's head headache health heap hear heard hearing heart heat
  heavy held hello help helped hematology hemoglobin hepatitis her here hero hex hi high higher highly
  him himself hip his history hit hiv hold home hometown hospital host hot hour hours house how however
  http httpd https huge human hundred hungarian husband hypertension hypertensive hypothyroidism i i'd
  i'll i'm i've icd icu id idea identified identifier identify ids if ignore ignored image images
  imaging impact implement implications import important imported improve in in-out inc include included
  includes including income increase increased increases indeed index indian indication indications
  individual industry infarction infection inflammatory info information inhibitor inhibitors init
  initial initialized initiate initiating injury input inside install instance instead institute
  instruction insulin insurance intake integration intended intensive intent interaction interactions
  interest interface internal international internet interrupt interval intervention interview intl into
  invalid invoice involved ip irish is ischemic isn't issue issued issues it italian item items its
  itself january japanese java job join joint journal journey json judge jul july jump just
  kafka keepalive kept kernel key keys kidney kids kill killed kind kinds kit knee knew know known
  korean kubernetes lab labs lady land language lantus large largest last lastly late later latest latin
  law lawyer layer lead leader leading leads leap learn lease least leave leaving led left legal length
  less lesson let let's letter letters leukemia level levels levothyroxine library licence license life
  light like likely limit limited line lines link linux lisinopril list listed listen listener listening
  live liver lives living llc load loaded loader loan local locale localhost location lock log logger
  logging login logout longer look looking looks lookup lord los losartan lose lost lot love low lower
  lowering ltd lunch lung lupus lymphoma lyrics machine made magazine mail main mainly majority make
  maker makes making male man manage managed management manager managing many map mapreduce mar march
  marfan market marketing marriage married mass master match matter maximum maybe mayo mcisaac me mean
  meaning means measure mechanism media median medical medication medications medicine medium meet
  meeting meetings melanoma melody member members memory men mental message messages met metabolic
  metadata metastatic metformin method methods metric mexican middle middleware might migraine migration
  military million mind mine minimum minister minor minute minutes miss missing mission mobile mode
  model modern module moment mon monday money monitor monitoring month monthly months more morning most
  mother mount mountain move moved movement movie moving mr mri mrs ms much multi multiple music
  musicians must mutex my myocardial myself mystery name namenode names namespace national nationality
  native natural nature near nearest nearly necessarily necessary need needed needs nephrology network
  neurology neuropathy never new next next-of-kin nginx nice night nih nine no nobody node nodes none
  nor normal north northern norwegian not not-found note notes nothing notice notify nov nova novel
  novelist november now nsaids null number numbers nurse obesity object obviously occupation occurred
  oct october of off offer offers office officer official offset often oh ok old older on once oncology
  one ones only onto open opened opening openstack operation opinion opportunity optimal option optional
  options or orange order ordered orders org organ organization original orthopedic osteoarthritis
  osteoporosis other others our ours out outcome outcomes outpatient output outside ovarian over overall
  overview own owner owners package packet pain painful paper parent parents parkinson parse parser part
  participants particular particularly partner party pass passed passport password past patch path
  patient patients pay payee payment peace pedestrians pediatric people per percent perform performance
  perhaps period permission permit person personal phase phone photo physical physician physicians
  pianist pick picture piece ping pipeline place placed plan plane plans plant platform play player
  please plugin plus pneumonia pod poet point points police policies policy polish polite pool poor pop
  popular population populations port portal position positive possible possibly post postal postgres
  postoperative potential power practice practices practitioner pre prefer preferred pregnancy pregnant
  preparation present presentation presented presenting presents president press pressure pretty prevent
  prevention previous primary prime print prior private pro probably problem problems procedure proceed
  process processed processes processing producer product production professional professor profile
  prognosis program programme project promise promote proper property prostate protect protein protocol
  protocols prove provide provided provider provides proxy psoriasis psychiatric psychiatry pt pts
  public publish pull pulmonary punk purchase purpose push put python quality quarter queries query
  question questions queue quick quickly quite race radiation radio radiology raise ran range rapid rate
  rather ratio reach reached read reading ready real really reason reboot recall receive received
  receiver recent recently recipient recommend recommendation recommendations recommended record records
  recovery recs red redis reduce reduced reduction refer reference referral referred reflect reform
  refused regarding regards regime region regional register registered registration registry regular
  regularly rehab related relation relationship relative release relevant reliable religion remain
  remember remote remove removed renal renew repair repeat replace replica replication reply repo
  reported reports represent republic republican request required research reset resource resources
  respect respiratory respond response responsible rest restart restaurant result results retry return
  returned returning returns revealed revenue review reviewed rheumatoid rich ride right rights ring
  rise risk risks rivaroxaban road rock role room root round route router row rpc rule run runnable
  running runtime rural russian safe safety said sale sales same sample san sat saturday save saved
  saving saw say saying says scale scan scared scene schedule scheduled scheduler schema school science
  sclerosis score screen screening script sea search season seat second seconds secret section security
  see seek seem seems seen seizure select selected selection sell semaphore send sender sending senior
  sense sent sentence sep separate sepsis sept september serializer series serious serve served server
  service session set setting settings setup seven several severe sex shall shape shard share shared she
  she'll she's sheet shell shift ship shock shop shot should shouldn't show showed shows shuffle shut
  side sign signal signature signed significant signs similar simple simply since singer single sinus
  sir sister site situation six size skin skype sleep slow smart smoke so social society socket software
  sold soldier some somebody someone something sometimes son song songs songwriter soon sorry sort sound
  soundtrack source south southern space span spanish spark spawn speak speaker special specialist
  specific specifically speech speed spend spent spirit spoke sport spot spouse spring sql ssh ssl stack
  stacktrace staff stage standard star stars start started starting starts startup state statement
  states statin statins station status stay stderr stdin stdout step still stock stomach stop stopped
  storage store stored story straight strategies strategy stream street strength stress strike stroke
  strong structure student students studies studio study stuff style sub subject submit success
  successful successfully such sudden sudo suggest suggested suitable sum summary sunday supply support
  supported sure surface surgeon surgery surgical surprise survey survival suspense swedish sweet swiss
  switch symptom symptoms sync synced syndrome syntax syslog system systemd systems table tachycardia
  tag take taken takes taking talk talked target task tasks tax tcp teach teacher team tech technical
  technology tel telephone tell telling template ten term terminated terminating terms terrible test
  tests text than thank thanks that that's the their theirs them themselves then therapy there there's
  therefore these they they'd they'll they're thing things think third this those though thought
  thousand thread threads three thriller throat throttle through throughout throw thu thursday thus
  thyroid ticket till time timeout timer times title tls to today together token tokens told tomorrow
  tonight too took tool top topic topology total totally touch tour toward towards town trace track
  trade traditional traffic train training transaction transfer transport travel treat treated treating
  treatment treatments tree trial trials tried trip trouble true truly trust truth try trying
  tuberculosis tue tuesday tumor tune tunnel turkish turn turned tv twice two type types typical udp uh
  ui ulcer unable uncle undefined under understand unfortunately unit united university unix unknown
  unless unlike until untreated upcoming update updated upgrade upload uploaded upon uptime urban urgent
  url urllib urology us usage usb use used useful user users usually uti util utility vaccine valid
  validate value values variable various vascular vcpu vehicle verify verse version very via video view
  village violence virtual vision visit visited visits vm voice volume vs wait waiting walk wall want
  wanting wants warfarin warm warn warning was wasn't watch water way ways we we'd we'll we're we've
  weak wear wearing web webhook website wed wednesday week weekly weeks weight welcome well went were
  weren't west what what's whatever when whenever where where's whether which while who who's whole whom
  whose why wide wife wild willing win wind window windows winner wish with with-out within without
  woman women won won't wonder word words work worked worker workers working works world worried worry
  worse worst worth would wouldn't wound write writer writing wrong wrote xml yaml yeah year years yes
  yesterday yet york you you'd you'll you're you've younger your yours yourself zero zip zipcode zone
  zookeeper
  `
    .trim()
    .split(/\s+/),
);
