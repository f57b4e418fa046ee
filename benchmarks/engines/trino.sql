SELECT id, commandid, runid, series, probe, target, "check", test, family, tier, cause,
       cast(dueat AS varchar), cast(startedat AS varchar), durationus,
       outcome, coalesce(reason, '-'), cardinality(metrics), coalesce(element_at(metrics, 'rttMeanUs'), 0),
       coalesce(cardinality(samplesus), 0), coalesce(samplesus[1], 0), coalesce(sketch, '-'), coalesce(details, '-'),
       timestampsource, method, protocol, schedulelagus, underload, coalesce(clockerrorus, 0), isolated, simulated,
       kafkapartition, kafkaoffset, cast(appendedat AS varchar), signature,
       date, hour
FROM hive.waddleperf.results
ORDER BY id;
