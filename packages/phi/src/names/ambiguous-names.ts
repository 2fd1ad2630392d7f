/** Names that are ordinary words, places or months as well: they count only beside a name that is not. */
export const ambiguousNames: ReadonlySet<string> = new Set(
  `
  will mark grace may april june august hope faith joy rose art bill jack frank grant chase dale dean earl
  guy jay ray rob sue pat gene victor summer autumn destiny crystal amber ruby iris ivy lily pearl penny
  ginger sandy max sierra savannah jordan austin dallas chelsea georgia virginia dakota madison charlotte
  lincoln logan hunter carter mason cooper tyler parker florence jade dawn brooke robin holly rex ali long
  young king hill green baker hall white brown black price cook bell wood woods ward gray stone fox day
  west rice hunt page mills lane love little field fields fisher gates banks park parks marsh brooks
  rivers snow frost cross cash block case key keys best hand head small short strong sharp wise ford
  bishop knight carpenter weaver gardner porter palmer berry hart wells burns fowler fuller das le sun li
  wu xu cho kang jung choi sims ida eva ling ming wei mei ana ann jean jill christian rich van den der
  `
    .trim()
    .split(/\s+/),
);
