SELECT id, commandId, runId, series, probe, target, `check`, test, family, tier, cause,
       date_format(dueAt, 'yyyy-MM-dd HH:mm:ss.SSSSSS'), date_format(startedAt, 'yyyy-MM-dd HH:mm:ss.SSSSSS'), durationUs,
       outcome, coalesce(reason, '-'), cardinality(metrics), coalesce(metrics['rttMeanUs'], 0),
       coalesce(cardinality(samplesUs), 0), coalesce(samplesUs[0], 0), coalesce(sketch, '-'), coalesce(details, '-'),
       timestampSource, method, protocol, scheduleLagUs, underLoad, coalesce(clockErrorUs, 0), isolated, simulated,
       kafkaPartition, kafkaOffset, date_format(appendedAt, 'yyyy-MM-dd HH:mm:ss.SSSSSS'), signature,
       date, format_string('%02d', hour)
FROM results
ORDER BY id;
