const MERGE_NICENESS = 15;

/**
 * ClickHouse's configuration for one process on a small machine. A file must be given: without one, the engine
 * reads `./config.xml` of the working directory. System log tables (query_log, trace_log, metric_log, …) exist only
 * where a section configures them, so none is.
 */
export function embeddedConfig(memoryLimitBytes: number): string {
  const settings: Readonly<Record<string, string | number>> = {
    max_server_memory_usage: memoryLimitBytes,
    // Merges of three signals need two threads; more only add idle wake-ups.
    background_pool_size: 2,
    background_schedule_pool_size: 2,
    background_common_pool_size: 1,
    background_move_pool_size: 1,
    background_fetches_pool_size: 1,
    background_message_broker_schedule_pool_size: 1,
    background_distributed_schedule_pool_size: 1,
    background_buffer_flush_schedule_pool_size: 1,
    asynchronous_metrics_update_period_s: 3600,
    // Merges take what inserts and queries leave: with the same share they halve the rate of a burst, whose parts they
    // merge again and again. Inserts wait for them when there are too many parts.
    os_threads_nice_value_merge_mutate: MERGE_NICENESS,
    max_thread_pool_size: 256,
    max_thread_pool_free_size: 16,
    // The defaults (5 GiB each) are sized for a server.
    mark_cache_size: 64 * 1024 * 1024,
    index_mark_cache_size: 16 * 1024 * 1024,
    primary_index_cache_size: 64 * 1024 * 1024,
    uncompressed_cache_size: 0,
    query_condition_cache_size: 8 * 1024 * 1024,
    vector_similarity_index_cache_size: 0,
    mmap_cache_size: 0,
  };
  const lines = Object.entries(settings).map(([name, value]) => `  <${name}>${value}</${name}>`);
  return [
    "<clickhouse>",
    ...lines,
    "  <logger><level>none</level></logger>",
    // Few small parts a table: a smaller merge pool needs the thresholds below it.
    "  <merge_tree>",
    // Nothing here is planned by statistics of columns: they cost a tenth of an insert and of a merge.
    "    <auto_statistics_types></auto_statistics_types>",
    "    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>",
    "    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>",
    "    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>",
    "  </merge_tree>",
    "</clickhouse>",
    "",
  ].join("\n");
}
