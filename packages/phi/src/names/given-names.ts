/** Given names in common use across cultures, without diacritics, with the short forms people write in notes. */
export const givenNames: ReadonlySet<string> = new Set(
  `
  aaliyah aaron abbas abdel abdi abdul abdullah abeba abel abigail abraham abram achieng ada adaeze
  adalbert adam adama adela adele adelina adewale aditi aditya adnan adrian adriana adrien agata agnes
  agnese agnieszka agustin ahmad ahmed aidan aiden aigul aileen aimee ainhoa aino aisha aizhan akash
  akemi akhmed akiko akira aksel alain alan alana alastair alba albert alberta alberto alda alejandra
  alejandro aleksandar aleksander aleksandra aleksei alena alessandra alessandro alessia alex alexander
  alexandra alexandre alexei alexej alexis alfie alfonso alfred alfredo ali alice alicia alina alisha
  alisher alistair allan allen allison alma almaz alois aloisia alojz alphonse alva alvaro alvin alyssa
  amadou amaka amalia amalie amanda amara amber amelia amelie amina aminata amir amira amit amos amy ana
  anahi ananya anas anastasia anatoly anders andre andrea andreas andree andrei andrej andrew andrzej
  andy aneta angel angela angelica angelina angelo angelos angus anh anil anja anjali anke ann anna
  anneli annemarie annette annie annika anouk ansel anselm anthony antoine antoinette anton antonella
  antonia antonin antonina antonio antti anu anusha aparna apolline april araceli aracely archer archie
  aria ariana ariel arielle arjen arjun arkady armand armando arnaud arne arno arnold aron art artem
  arthur artur arturo arun arvid arvind asa asger asha ashish ashley ashlyn ashok asia askar aslan
  aslanbek aslaug aster astrid atsuko aubrey audra audrey august auguste augustin augusto aurelie
  aurelien aurora austin autumn ava avery ayaan ayaka ayesha ayse ayumi aziz azra barbara barbora
  bartosz basil basma bastien beata beatrice beatrix beatriz becky bekbolat bekzat bela belen bella ben
  benedetta benedikt benicio benito benjamin benoit berenice berit bernadette bernard bernardo bernd
  bernhard bernice berta bertha bertram bessie beth bettina betty beverly bharat bilal bill billy birgit
  birgitta birgitte bjarne bjorn blake blanca blanche blanka bob bobby bogdan bohdan bonifacy bonnie
  boris botagoz bozena brad bradford bradley brandi brandon branislav branko breanna brenda brenna brent
  brett brian brianna bridget brittany bronislaw bronwyn brooke bruce bryan bryant bryce bulat bushra
  byron caitlin caleb calvin cameron camila camilla camille candace candice carina carl carla carlo
  carlos carlotta carlton carly carmela carmen carol carole carolina caroline carolyn carsten carter
  casey casper cassandra catalina catarina cathal catharina catherine cathleen cathy cecil cecile
  cecilia cedric celeste celia celine cesar chad chandler chandra chantal charlene charles charlie
  charlotte charmaine chase chelsea chelsey cheng cherie cheryl chester chiara chidi chinedu chinwe
  chiyo chloe chris christa christelle christian christiane christin christina christine christoph
  christophe christopher chuan chuck cillian cindy claire clara clarence clarissa claude claudette
  claudia claudio clay clayton clement clementine cleo clifford clint clinton clotilde clyde coby cole
  colette colin colleen concetta conchita connie connor conrad conradin constance constantin consuelo
  cooper cora coralie cordula corey corinna corinne cornelia cornelis cornelius cory cosima courtney
  craig cristian cristiana cristina cristobal crystal curt curtis cynthia cyril cyrus dagmar dagny
  daichi daisuke daisy dakota dale dalia damian damien damon dan dana dania daniel daniela daniele
  danielle danila danilo danny danuta daphne daria darina dario darius darla darlene darnell darrell
  darren darryl daryl dave davi david davide davor dawid dawit dawn dean deanna deanne debbie deborah
  debra deepa deepak deirdre delia delilah delphine denis denisa denise deniz dennis denny derek derrick
  desiree desmond destiny detlef devin devon diana diane dianne didier diego dieter dietmar dilip
  dimitri dimitris dina dinara dino dirk divya dmitri dolly dolores domenico dominic dominik dominika
  dominique donal donald donatella donna donovan dora doreen dorian doris dorota dorothea dorothy dorte
  doug douglas dragan dragana drago drew duane duc duncan dung dusan dusty dwayne dwight dylan eamon
  earl earnest ebba eberhard ebony eda edda eddie eddy edgar edgardo edith edmond edmund edna edoardo
  eduard eduardo edvard edward edwin effie egon eileen einar eirik eithne ekaterina eladio elaine elana
  eldar eleanor elena eleni eleonora elias elif elijah elin elina elisa elisabeth elisabetta elise eliza
  elizabeth elke ella ellen elli ellie elliot elmar elmer eloise elsa else elsie elvira elvis elwood
  emanuel emanuele emeka emely emerson emil emile emilia emiliano emilie emilio emily emine emir emma
  emmanuel emmanuelle emmet emmie enrico enrique enzo erhard eric erica erich ericka erik erika erin
  ermanno ernest ernestine ernesto ernst erwin esma esmeralda esperanza esra esteban estelle esther
  estrella ethan ethel etienne etsuko ettore eugen eugene eugenia eugenie eugenio eunice eunji eusebio
  eva evan evangeline evangelos evelina evelyn evelyne everett evgenia ewa ewan ewelina eyal ezekiel
  ezra fabian fabiana fabien fabienne fabio fabrice fabrizio faina faisal faith fanny farah farhan farid
  farida fatih fatima fatma fatoumata faustino federica federico felicia felicitas felicity felipe felix
  femi ferdinand ferenc fergus fernanda fernando filip filippo filomena finley finn finnegan fiona
  fiorella flavia flavio fleur flora florence florian florin floyd folke frances francesca francine
  francis francisca francisco franck franco francois francoise frank franka frantisek franz fraser fred
  freda freddie freddy frederic frederik frederique freja freya frida frieda friedrich fritz fumiko
  fyodor gabor gabriel gabriela gabriele gabriella gael gaetano gail galina garrett garth gary gaston
  gauri gavin geert geeta gemma genaro gene genevieve gennady genoveva geoffrey georg george georges
  georgette georgia georgina georgios gerald geraldine gerard gerardo gerd gerda gerhard germaine german
  gert gertrud gertrude giacomo gianluca gianna gilbert gilberto gilda giles gilles gillian gina ginger
  gino giorgia giorgio giovanna giovanni girma gisela gisele giselle gita gitte giulia giuliana giuliano
  giuseppe gladys glen glenda glenn glenna gloria gonzalo gopal goran gordana gordon gottfried grace
  graham grant grazia grazyna greg gregor gregory greta gretchen grigory griselda grzegorz guadalupe
  guang gudrun guido guillaume guillermo gul gulnara gunnar gunter gunther gurpreet gus gustaf gustav
  gustavo guy gwen gwendolyn gwyneth gyorgy gyula haakon habib hadiya hadley hafsa hai haider haile
  hakan hakim haley halina halle hamid hamza hana hanan hanh hank hanna hannah hanneke hannelore hannes
  hanno hans hao harald harish harold harpreet harriet harriett harry haruka haruna haruto harvey hassan
  hattie hauke hava hazel heath heather hector hedda hedwig heidi heike heikki heiko heinrich heinz
  helen helena helene helga helge helmut hendrik henri henrietta henrik henrike henrique henry herbert
  heriberto herman hermann hermine herminia hieu hilary hilda hilde hildegard hilla himari hina hiroshi
  hirut hjalmar hleb hodan holger holly homer hope horace horacio horst hortense howard hubert huda hugh
  hugo humberto hung hunter huong huseyin hussein hyejin hyun iain ian ibrahim ibrahima ida idris ifeoma
  ignacio ignatius igor ilaria ildiko ilias ilse ilya imani imelda imke immanuel imogen imran imre ina
  indira ines inessa inga inge ingeborg inger ingo ingrid ingvar inigo inna ioana ioannis iole ion iqbal
  ira irene ireneusz irina iris irma irvin irving isa isaac isabel isabela isabell isabella isabelle
  isaias isamu isidro isla ismael ismail isolde israel istvan itzel iva ivan ivana ivanka ivar iveta
  ivonne ivy iwona izabela jacek jacinta jack jackson jaclyn jacob jacqueline jacques jada jade jaden
  jaime jake jakob jakub jamal james jamie jamila jan jana janae jane janek janelle janet janette janice
  janina janine janis janne janos jared jarmila jaroslav jarrett jarrod jarvis jasmin jasmina jasmine
  jason jasper jaspreet javad javier jay jayden jayla jaylen jayne jean jeanette jeanine jeanne
  jeannette jeannine jed jeff jeffrey jelena jenna jennie jennifer jenny jens jerald jeremiah jeremy
  jermaine jerome jerry jerzy jesper jesse jessica jesus jette jia jiahui jianhong jihoon jill jillian
  jim jimena jimmy jin jing jiri jitka jiwoo joachim joan joana joann joanna joanne joao joaquin jocelyn
  jochen jodi jodie jody joe joel joelle joerg johan johann johanna johannes john johnathan johnnie
  johnny jolanda jolanta jolene jonas jonathan jonathon joni jonna joost jordan jordi jorge joris jose
  josef josefa josefina joseph josephine josette josh joshua josiah josie josip josue jovan jovana joy
  joyce jozef juan juana juanita juarez jude judith judy juergen juha jukka jules julia juliana juliane
  julianna julianne julie julien juliet julieta juliette julio julius jun junaid june junior junko
  jurgen jussi justice justin justine justyna jutta jyoti kacper kadir kadriye kaede kai kaitlin kaitlyn
  kaja kalle kamal kamala kamil kamila kamla kanye kaori kara karan karel karen karim karin karina karl
  karla karlheinz karolina karoline karsten karthik kashif kasia kasper katarina katarzyna kate katelyn
  katerina katharina katharine kathe katherine kathi kathleen kathrin kathryn kathy katie katja katrin
  katrina katsumi kavita kay kaya kayla kazimierz kazuko kazuo keira keisha keith kelley kelli kellie
  kelly kelvin kemal ken kendall kendra kenia kenji kenneth kenny kent kenta kenya kermit kerry kerstin
  kevin khadija khaled khalid khanh kian kiara kieran kiersten kim kimberley kimberly kimiko kipchoge
  kiran kirill kirk kirsten kirsty kitty kjell klara klaudia klaus knut kofi koji konrad konstantin
  konstantinos kostas kourtney kreszentia kris krishna krista kristen kristi kristian kristiana kristie
  kristin kristina kristine kristofer kristoffer kristopher krystal krystyna krzysztof ksenia kurt kwaku
  kwame kwasi kyla kyle kylie kyoko lacey laila lajos lakshmi lamar lamont lan lana lance lara larisa
  larissa larry lars lasse laszlo lata latasha latonya latoya laura laurel lauren laurence laurent lauri
  laurie lautaro laverne lavinia lawrence layla lazaro lea leah leandro leann leanne lee leif leila lela
  leland lelia len lena lenka lennart lenny leo leon leona leonard leonardo leonel leonid leonie leonor
  leonora leopold lerato leroy lesley leslie lester leticia lev levi lewis lia liam lida lidia liesbeth
  lihua liisa lila lilia lilian liliana lilith lillian lillie lilly lily lina lincoln linda ling linh
  lino linus lionel lisa lisbeth lise lisette liv livia liza ljubica lloyd logan loic lois lola lon lora
  loraine loren lorena lorenz lorenzo loretta lori lorna lorraine lothar lou louie louis louisa louise
  lourdes lourenco lovisa luana lubomir luc luca lucas lucia luciana luciano lucie lucien lucila lucille
  lucinda lucio lucius lucrecia lucy ludmila ludovic ludwig luigi luis luisa luiz lukas lukasz luke lulu
  lupe luther lutz luz lydia lyle lyn lynda lynette lynn lynne lyubov lyudmila mabel mable maciej mack
  madeleine madeline madelyn madhuri madison mads maelle magali magda magdalena magdalene maggie magnus
  mahendra mahesh mahmoud mahnoor mai maia maike maj maja makayla makena maksim malcolm malgorzata malia
  malik malin malina mallory malte mamadou mandy manfred manish manoj manon manuel manuela mara marat
  marc marcel marcela marcelina marcella marcelle marcello marcelo marcia marcin marco marcos marcus
  marcy marek maren margaret margareta margarete margaretha margarita margherita margit margot margret
  margrit marguerite maria mariah mariam mariana marianna marianne mariano maribel maricela marie
  mariela marietta marije marijke marika marilena marilou marilyn marin marina marino mario marion
  marisa marisol marissa marit marita marius mariusz mariyam marja marjorie mark marketa markus marla
  marlena marlene marlon marquis marsha marshall marta marte martha marthe marti martijn martin martina
  martine marty martyna marvin mary maryam maryann masako masashi mason massimo mateo mateusz mathew
  mathias mathieu mathilda mathilde mathis matias matilda matilde matt matteo matthew matthias matthieu
  matti mattias mattie maud maude maureen maurice mauricette mauricio maurizio mauro maverick max maxim
  maxime maximilian maximo maxine maxwell may maya mayra meagan meena meera megan megumi mehdi mehmet
  mei meike meiling melanie melina melinda melisa melissa melody melvin mendel mercedes meredith merete
  merja merle mert mervin meryem messiah mia micaela micah michael michaela michal micheal michel
  michele micheline michelle miguel mihai mihail miho mika mikael mikaela mike mikhail mikkel mikko mila
  milagros milan milana mildred milena miles milica milos miloslav milton mina minerva ming minh minji
  minna minnie minsu mira miranda mireille mirela miriam mirjam mirko miro miroslav miroslava mirza
  misaki misty mitchell mitsuko mladen modesto moesha mohamed mohammad mohammed mohan mohini mohmad
  mohsin moira moises molly mona monica monika monique montserrat morgan moritz morris morten mortimer
  moses moshe mpho mstislav muhammad mukesh mulu murat muriel mustafa myra myriam myrna myron myrtle
  nadeem nadezhda nadia nadine nadja nagore naima najib nana nanako nanami nancy nandi nanette naoki
  naoko naomi napoleon narendra naresh nash nasreen nasser natalia natalie nataliya natasa natasha
  nathalie nathan nathaniel naveed navya neal ned neda neeraj neha neil nele nell nellie nelly nelson
  nerea nestor nettie neva nevaeh nga ngozi nguyen nia nicholas nichole nick nickolas nico nicola
  nicolai nicolas nicole nicoleta nicolette nicolo niels nigel niina nikhil nikita niklas niko nikola
  nikolai nikolaj nikolaos nikolas nikos nils nina nino nisha nitin njeri nkechi nneka noa noah noel
  noelia noelle noemi nola nolan nomsa nona noor nora norbert noreen noriko norma norman nuno nur nuria
  nurlan nydia obinna octavia octavio oda odd odessa odette odile okan oksana ola olaf olav ole oleg
  oleksandr olena olesya olga olimpia olive oliver olivia olivier ollie olof oluwa oluwaseun omar omer
  ona onur opal ophelia ora oriana orla orlanda orlando orval orville osama oscar oskar osman osvaldo
  oswald otieno otilia otis ottavio ottilie otto oumar ousmane ove owen oyvind ozlem pablo paige palesa
  palle paloma pamela panagiotis paola paolo parker parveen pascal pascale pasquale patience patrice
  patricia patricio patrick patrik patrycja patryk patsy patti patty paul paula paulette paulina pauline
  paulo pavel pawel paxton payton pearl pearlie pedro peer peggy pekka pelle penelope peng penny per
  percy pernilla pernille perrine petar pete peter petr petra petri petros phil philip phoebe phuong
  phyllis pia pier piero pierre pierrette pierrick pietro pilar piotr pirjo pola polina pooja porsha
  pradeep prakash pramod pranav prasad preben preeti prem preston princess priscilla priya prudence
  qasim qing quentin quincy quinn quynh rabia rachael rachel rachelle radek radha radka radomir radoslav
  rafael rafaela rafal rahul raimund rainer raisa raj rajendra rajesh rajiv rakesh ralf ralph ramesh
  ramiro ramon ramona ramzan randal randall randi randy rani rania raphael raquel rasheed rashid rasmus
  ratko raul raven ravi ravil ray raymond raymundo reagan reba rebecca rebekah rebekka refugio regan
  reggie regina reginald regine reid reiko reiner reinhard reinhold rekha remy rena renata renate rene
  renee renzo reuben rex reyna reynaldo rhea rhoda rhonda rhys ricardo riccarda riccardo richard
  richelle rick rickey ricky rico rigoberto rihanna riikka riina rikke riley risto rita ritchie ritu
  ritva rob robert roberta roberto robin robyn rocco rocio roderick rodney rodolfo rodrigo rodrigue roel
  rogelio roger rohan rohit roland rolando rolf rollo roma romain roman romana romeo romina ron ronald
  ronaldo ronan ronda rong ronja ronnie roosevelt rory rosa rosalia rosalie rosalind rosalinda rosalyn
  rosamund rosana rosanna rosanne rosario rosaura roscoe rose roseann roselyn rosemarie rosemary rosetta
  rosie rosina roslyn ross rossana rowan rowena roxana roxanne roy roza ruben rubens rubina ruby rudi
  rudolf rudolph rudy rufus rurik ruslan russel russell rustam rusty ruta rutger ruth ruthie ryan ryoko
  ryota saad sabina sabine sabrina sachin sade sadie said saima sakari sakura salavat salim sallie sally
  salma salman salvador salvatore sam samantha samir samira sammy samson samuel sana sander sandra
  sandrine sandro sandy sangeeta sanjay sanna santiago santos sapna sara saradiya sarah sarita saskia
  satish satoshi satu saul saule saundra savannah sawyer scarlett scott sean sebastian sebastiano
  sebastien seema selam selena selene selin selina selma semyon sena seoyeon sepp serafina serena serge
  sergei sergey sergi sergio serkan seth severine sevgi seyed shabana shad shahid shaina shakira shan
  shana shane shanna shannon shanti shari sharlene sharmila sharon shaun shauna shawn shawna shayla
  shazia shea sheila shelby sheldon shelia shelley shelly sherman sherri sherrie sherry sherwin sheryl
  shigeru shilpa shinji shirin shirley shiv shizuka shobha shota shreya shu sibylle sidney sidonie sidra
  siegfried siegrid sienna sierra signe sigrid sigurd siiri silas silje silke silvana silvia silvie
  silvio simeon simon simona simone sina sinead siobhan sipho siri sissel sita sixten skye skylar slavko
  slobodan smita sobia sofia sofie soledad solomon solveig sonal sondra sonia sonja sonya soojin sophia
  sophie sora soraya soren spencer spyros stacey stacie stacy stan stanislav stanislaw stanley stefan
  stefania stefanie stefano steffen stein steinar stella stepan stephan stephane stephania stephanie
  stephen steve steven stevie stig stina stuart subhash subramaniam sudha sue suman sumiko sumit summer
  sunghee sunil sunita sunniva suresh susan susana susann susanna susanne sushma suzan suzanne suzette
  suzie svante svein sven svend svenja svetlana swantje swati sybil sydney sylvain sylvester sylvia
  sylvie szymon tabitha tadashi tadeusz tahir taina takashi takeshi talia tamar tamara tamas tameka
  tamer tami tamika tammie tammy tanisha tanja tanner tanvi tanya tara taras tariq tarja taro tasha
  tasneem tatenda tatiana tatjana tatum taylor ted teddy teemu temitope tendai teodor teodora teofil
  terence teresa teresita teri terje terrance terrell terrence terri terry tesfaye tessa thabo thad
  thaddeus thandiwe thanh thea thelma themba theo theodor theodora theodore theresa therese thiago
  thibault thierry thies thomas thomasine thor thora thore thorsten thuy tiago tibor tiffany tigist
  tilda till tilman tim timmie timo timofey timon timothee timothy timur tina tine tino tirza titus
  tobias tobin toby todd tom tomas tomasz tomi tommaso tommy tomoko tomomi toni tonia tonja tony tonya
  tor torben tordis tore torsten tory tove toyah tracey traci tracie tracy trang travis trent trenton
  trevor tricia trina trine trinidad trish trisha tristan troels troy trude trudy trygve tuan tugba
  tunde tuomas tuula twila ty tyler tyra tyrone tyson uche udo uduak ugo ugur ulf ulises ulla ulrich
  ulrika ulrike ulysses uma umar una urban urs ursula usha usman ute uwe vaclav valarie valdemar
  valentin valentina valentino valeria valerie valeriy valery valter vanda vandana vanessa vanja varun
  varvara vasil vasilis vasilisa vasiliy vasily veikko velma venessa veniamin venkat venla vera verena
  verna vernon veronica veronika vesna vicente vicki vickie vicky victoire victor victoria victorine
  vida vidar vidya viggo vijay vikas vikram viktor viktoria vilho villads ville vilma vinay vince
  vincent vincenza vincenzo vineeta vinod viola violet violetta virgil virgilio virginia virginie vita
  vito vittoria vittorio vivek vivian viviana vivien vivienne vladan vladimir vladimira vladislav
  vojtech volkan volker vratislav vsevolod vuk vyacheslav waldemar walker wallace wallis wally walt
  walter walton waltraud wanda wanjiru waqar warren wayne wei wen wenche wendell wendy werner wes wesley
  weston whitney wiebke wieslaw wieslawa wiktor wilbert wilbur wilda wiley wilfred wilfredo wilhelm
  wilhelmina wilhelmine will willa willard willem william willie wilma wilmer wilson wim winfried
  winifred winnie winona winston wladyslaw wojciech wolf wolfgang woodrow wouter wyatt xander xavier
  xiang xiaoli xiaoming ximena xin xiomara xiu yael yahir yahya yan yana yannick yannis yara yaroslav
  yasemin yash yasir yasmin yasmina yasmine yasuko yaw yegor yelena yelizaveta yesenia yevgeny yifan
  yohannes yoko yolanda yonas yong yosef yoshi yoshiko youngmi youssef yuan yuki yuko yulia yun yuri
  yusuf yuta yuto yves yvette yvonne zachariah zachary zack zahra zaid zaida zainab zak zakaria zana
  zander zane zanele zara zaur zbigniew zdenek zdenka zeeshan zehra zelda zelim zelma zenaida zenon
  zeynep zhanna zheng zhiwei zinaida zita zlata zlatko zoe zoey zofia zola zoltan zora zoran zoya zsofia
  zsuzsanna zubair zuzana zygmunt
  `
    .trim()
    .split(/\s+/),
);
