/** Given names in common use in the United States, with the short forms people write in notes. */
export const givenNames: ReadonlySet<string> = new Set(
  `
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
  donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan
  jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander
  patrick jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan
  jeremy walter christian keith roger terry austin sean gerald carl dylan harold jordan jesse bryan
  lawrence arthur gabriel bruce logan billy joe alan juan elijah willie albert wayne randy vincent mason
  roy ralph bobby russell bradley philip eugene louis harry howard fred ernest martin leonard stanley
  francis leon oscar manuel miguel carlos luis antonio pedro ricardo fernando eduardo javier rafael
  alejandro diego sergio jorge raul mario hector victor omar ahmed mohammed muhammad ali hassan ibrahim
  wei ming hiroshi kenji raj sanjay vijay arjun amit ravi anil sunil ivan dmitri sergei vladimir boris
  igor oleg pierre jean jacques marcel hans klaus jurgen fritz stefan andreas giovanni giuseppe marco luca
  paolo lars erik sven olaf nils liam oliver lucas owen caleb isaac evan connor cameron trevor derek shane
  travis curtis craig brent darren glenn leroy marcus darius jamal tyrone malik clifford clarence cecil
  edgar herbert norman raymond theodore wallace warren dwayne duane rodney neil ian simon hugh nigel
  graham stuart colin alistair toby bob bill mike jim tom dave steve matt tim dan rob ron ken greg jeff
  ben sam nick alex tony andy chris pete ted ned hank doug phil chuck will mark max frank grant dean dale
  jay ray gene earl guy art rex cole chase hunter carter cooper parker lincoln mary patricia jennifer
  linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily
  donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
  angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn
  janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina
  joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances
  kathryn janice abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly
  isabella theresa diana natalie brittany charlotte marie kayla alexis lori jane janine vida debbie wanda
  tammy tina tracy stacy wendy peggy connie gail gina holly jill kim kate katie beth becky cathy kathy
  cindy sandy sue ellen elaine eileen edith edna elsie esther ethel florence geraldine gertrude gladys
  hazel ida irene irma josephine juanita lillian lois loretta lucille lucy mabel mildred minnie nora norma
  pauline phyllis rita roberta rosa rosemary ruby sally sheila sherry stella sylvia thelma vera vivian
  yolanda yvonne carmen ana elena sofia lucia camila valentina isabel guadalupe consuelo dolores fatima
  aisha leila yasmin zainab mei ling yuki sakura priya anjali deepa lakshmi sunita kavita olga natasha
  svetlana tatiana irina ingrid astrid greta heidi giulia chiara francesca claudia monica veronica vanessa
  jasmine destiny kiara latoya tamika keisha ebony zoe chloe mia ava ella lily aria layla penelope claire
  audrey bella savannah skylar leah allison gabriella maya naomi eliza eleanor caroline genevieve bridget
  colleen maureen siobhan fiona gwen joanna joanne annette suzanne lynn marcia marsha rhonda robin dawn
  april june may hope faith joy rose iris ivy pearl penny ginger crystal brooke paige jade autumn summer
  sierra georgia dakota chelsea timmie hleb mohmad kenny danny johnny jimmy tommy eddie freddie charlie
  archie alfie reggie lena nina eva ines petra hana jana katarina magdalena agnieszka zofia
  `
    .trim()
    .split(/\s+/),
);
