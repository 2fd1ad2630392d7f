/** Small letters with a stroke or without a dot: Unicode takes none apart into a letter and a mark (UAX #15). */
export const undividedLetters: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ı: "i",
};
