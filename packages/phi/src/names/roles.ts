/**
 * What persons are in office, at work, in sports, before a court or on a journey: the capitalised words after one of them
 * are a name, whatever they are.
 */
export const roles: readonly string[] = (
  "president senator mayor judge justice captain coach governor colonel sergeant lieutenant corporal admiral reverend pastor " +
  "bishop archbishop cardinal rabbi imam sheriff ambassador congressman congresswoman professor minister chancellor councillor " +
  "councilman councilwoman commissioner detective inspector constable goalkeeper striker midfielder winger quarterback batsman " +
  "bowler referee umpire singer songwriter guitarist drummer pianist violinist painter sculptor poet novelist actor actress " +
  "comedian footballer golfer boxer sprinter swimmer lawyer attorney solicitor barrister surgeon dentist headmaster " +
  "headmistress babysitter nanny plumber electrician gardener hairdresser passenger suspect defendant plaintiff prosecutor " +
  "applicant claimant spokesman spokeswoman spokesperson " +
  "chairman chairwoman widow widower bride groom classmate roommate flatmate coworker schoolmate teammate bandmate " +
  "mister madame monsieur señor señora signor signora herr frau pan pani"
).split(" ");
