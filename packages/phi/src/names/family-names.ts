/** Family names in common use in the United States. */
export const familyNames: ReadonlySet<string> = new Set(
  `
  smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez
  wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez
  lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker
  hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards
  collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey
  reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza
  ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry
  russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan
  patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera
  gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald
  woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson
  porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black
  robertson boyd rose stone salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols
  stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce hansen peters
  santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane riley andrews
  alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter
  lawrence sandoval guerrero george chapman rios estrada ortega watkins greene nunez wheeler valdez harper
  burke larson santiago maldonado morrison franklin carlson austin dominguez carr lawson jacobs obrien
  lynch singh vega bishop montgomery oliver jensen harvey williamson gilbert dean sims espinoza howell li
  wong reid hanson le mccoy garrett burton fuller wang weber welch rojas lucas marquez fields park yang
  little banks padilla day walsh bowman schultz luna fowler mejia doe roe khan ahmed hussain ali shah
  kumar sharma gupta das rao reddy ivanov petrov smirnov kowalski nowak novak muller schneider fischer
  becker schulz rossi russo ferrari esposito bianchi dubois leroy bernard durand moreau laurent andersen
  nielsen olsen larsen johansson karlsson nilsson eriksson suzuki tanaka sato watanabe yamamoto nakamura
  kobayashi choi jung kang cho zhang liu zhao huang zhou wu xu sun zhu okafor adeyemi mensah abebe diallo
  mbeki oconnor osullivan oneill mcarthy mccarthy macdonald mackenzie gottschalk fukuda vizirov neal
  goldberg cohen levy katz rosenberg schwartz friedman weiss hopkins
  `
    .trim()
    .split(/\s+/),
);
