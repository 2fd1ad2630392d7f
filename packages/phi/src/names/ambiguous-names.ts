/** Names that are ordinary words, places or months as well: they count only beside a name that is not. */
export const ambiguousNames: ReadonlySet<string> = new Set(
  `
  jan jun
  abel ace ali am amber american an anas angel ann april archer art asa ash asia august
  auguste aurora austin autumn avery axel baker banks bar basil bass bean beard bell berry bert best
  bill bishop black block bo bolt bolton bond booth boss branch brand bright brooke brooks brown buck
  bullet burn burns bush butt cannon carpenter carter carver case cash castle cat charlotte chase
  chelsea cher cherry chi chin chip cho choi  church clay clement cliff coin colon cook cooper
  copper cory cotton crane cross crow crystal dakota  dalia dallas  dao das dash dawn day dean
  decker den  der destiny dial diamond do dollar dora dot drew du duke dune dusty earl early east
  echo eden else en english enzo eva  ever ewing fair faith fan fang farmer  field fields finch
  fink fish fisher fleur flood flora florence flowers foley ford forest fort fowler fox frank franks
  free freight french frost fu fuller gao gardner gates gay gene general genesis genoa georgia german
  gibson gill ginger glass glen globe gold golden good goss grace grant graves gray green grove grover
   guy hale hall ham hammer han hand hardy harmon hart hatch haven hay he head heath hill ho holder
  holland holly honor hood hook hope horn house houston hu hue hull hunt hunter hurst ida  im in io
  ion iris island israel ivory ivy jack jade jai jan jasper jay jean jet jill jin jo  joiner jolly
  jordan  jun june jung junior justice kang karma kay keen kelvin key keys kid king  kite knight
  knox ko lad lai lamb lan lance land lane lark lasse last law lawn le  leaf lease lee lever levi    li lily lin lincoln ling link little lo lock logan long looney lord lot lou love lowe ma mack madison
  major mallet man mango manning mao marina marine mark mars marsh marshall martin  mason master
  mate max maximum may mayo meadows mei mel melody mercedes mercer merchant mercy merit metal mets     mile miles mill mills min mina ming mini minor mo mole mona money moody moon morse moss mount
  myth nail nam nash neat  neo newton nice nickel noble noel norm norman north norton nova nuance oak
  odd oh olive omega opal ora orange orlando osborn pace pack page palm palmer pan par parent paris park
  parker parks part past pat patience peace peak pearl peck peg penny pepper per pert pike pilot pine
  piper pitt pitts plant plot poe pool pope porter potter powers press price prime prince princess print
  pro proof pull purple queen quest quick rain ram ramp rand rank raven ray reader real reed ren rest
   rhea rice rich ring rio ripple river rivers rob  rock rocket rod roman root rope rose rover
   ruby rue rush rust rusty ruth saber sage said  sand sands sandy santa santos savage savannah
  scarlet scout sears self sen seth shade shaft sharma sharp sheet shell shepherd shields shine ship
  shore short sid sierra silver simple sims single site sky slate sleep slick sling small smart smiley
  smoke snow so sol solo son song space spark spears speed spence spike spill spring stack staff stage
  stamp staple star stark steel  step sterling stern stock stone stores storm stout stove strand
  strange street strong su sue sugar summer sun swift ta table tack tam tan tang tank tao tate tax tea
  teal  tell temple ten  test tian tiger till  time to toll  tor  tower town trace
  track tracy train trap travel tree trinidad troy true trump tuan tuck turn twin ty tyler ula una unity
  urban vale valentine van vance vault ve venus vera victor villa vine violet virginia vista
  vito voice wade walker wall walt wan war ward warren water waters watts wave way ways weaver webb weed
  weeks wei weir wells welt wen west whale wheel white wick wilde will wind wing winner winter winters
  wire wise witch wolf wood woods worth wren wright wu xiao xu yan ye yin yo york young zen zero zone
  zoo
  `
    .trim()
    .split(/\s+/),
);
