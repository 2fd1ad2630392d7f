/** Settings of every insert, in process and remote. */
export const INSERT_SETTINGS: Readonly<Record<string, number>> = {
  // A late batch may span many days; one partition a day is bounded by the range of valid timestamps.
  max_partitions_per_insert_block: 0,
  // An insert is acknowledged to a client when it returns: never hand it to the server's own queue.
  async_insert: 0,
  // The default is fast and may miss the last bit of a double.
  precise_float_parsing: 1,
};
