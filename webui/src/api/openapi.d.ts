/** Made of query-api's openapi.yaml by "npm run types"; not to be edited. */

export interface paths {
    "/api/v1/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All paths, the worst first
         * @description A path is a probe and a target. It is `failing` when the newest result of a check has no answer,
         *     `breaching` when it is beyond a threshold that is in force for it, `stale` when nothing is newer than
         *     three intervals and 5 s, `unproven` when nothing was ever measured. Refused and unsupported checks do
         *     not count, nor do checks that no schedule has where others have one. A path that no schedule has is
         *     shown for one hour after its last result. Whether a breach is confirmed, and whether it is over, is
         *     told by `pathState` and `incident`. Without `probe` and `target` the order and the summary are at most some
         *     seconds old, and a page is written once for all who see the same.
         */
        get: operations["listPaths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paths/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All paths at once, in columns
         * @description Each array under `paths` has one element for each path; `probe`, `target`, `state`, `pathState`, `check`, `reason` and
         *     `incident` are places in the lists of that name, `site` and `tags` of probes and targets likewise. It is at most
         *     some seconds old. The stream tells what changes (`types=paths`): whoever has version `v` applies a change with
         *     `from` ≤ `v` < `version`, passes over one with `version` ≤ `v`, and asks for the snapshot again after any other.
         *     docs/reference/fleet.md has an example.
         */
        get: operations["getFleet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest numbers of paths, for Prometheus to scrape
         * @description OpenMetrics 1.0, or Prometheus' text format 0.0.4 where `Accept` has only that. Names, labels and meanings are in
         *     docs/reference/path-metrics.md. What is seen is bounded by the token's scope and by
         *     `waddleperf.metrics.most-series`; `waddleperf_paths_left_out` tells how many paths had no room. Two scrapes are
         *     made at a time; a third one waits for 5 s, and is told 503 then.
         */
        get: operations["scrapePaths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the system itself is
         * @description All parts are asked at once and have 3 s to answer; one that does not is `away` and says so. `state` is the worst
         *     of all, `reasons` says what is wrong. docs/reference/system.md says when a part is `degraded`. For admins.
         */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/republication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the topics say what the database says
         * @description After the database was put back from a copy, or Kafka was lost: targets, probes, thresholds, silences, channels and
         *     schedules that differ are told anew, with versions behind those that readers know, and what the database does not
         *     have is deleted on its topic. Of a probe's keys those count that are newer; what the licence withholds is told anew
         *     where it differs. Again it does nothing. For admins.
         */
        post: operations["republishConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Results as they were on the topic, newest first */
        get: operations["listResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/results/{id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files that a test made beside its result */
        get: operations["listResultArtifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artifacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a file beside a result */
        get: operations["getArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artifacts/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file, to be saved
         * @description `ETag` is its SHA-256. 409 while it is arriving, 410 where it never became whole or was deleted.
         */
        get: operations["getArtifactContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Points of one series for a chart
         * @description Each result is a point (`stepUs` 0) while there are at most `points`, else each step of time. Steps of hours are
         *     made of the hours that are kept; so are those of a range that begins before results and minutes are kept, and
         *     those of one that begins before results are kept of minutes: `stepUs` is a whole number of them then.
         */
        get: operations["getSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/series/sparks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last hour of several series at once, as small as a row of a list
         * @description 30 steps of 2 minutes that end now; null where nothing was measured in one. A series of which
         *     there is no result at all, or that the caller does not see, has no item. Where a check runs in both families
         *     it is the one that is still tested, of two that are IPv4. Two are made at a time, a third waits for 5 s and is told 503 then.
         */
        get: operations["getSparks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Availability and percentiles by path, site, month and more
         * @description Made of the hours that are kept for a year, cut down to full hours in UTC, of tests in tier 1. What counts as up, down,
         *     missed and maintenance is said in docs/reference/reports.md. At most 3,000,000 hours of series are read; two reports
         *     are made at a time, a third waits for 10 s and is told 503 then. The CSV (RFC 4180) has the columns of `items`, and `metric`.
         */
        get: operations["reportAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mesh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One number of all paths at one time, as a matrix of probes and targets
         * @description Of each path the newest result that was due then and is not older than `withinS`; where results of that time are
         *     not kept any more, the mean of tier 1 in the last full hour before it (`source` is `hours`), which there is of headlines and of the loss. Of
         *     several checks that have the number, one that is not old (`freshAfter`), of the test whose headline it is and of the shortest name tells it. A path that
         *     was not tested has no cell. Four are made at a time, a fifth waits for 5 s and is told 503 then.
         */
        get: operations["getMesh"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/geo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sites, countries and unhealthy paths on the map
         * @description A site stands where a document of the kind `Site` states it, else where the first of its probes is stated to be; a
         *     probe where it is stated to be, else where its site is; a target where it is stated to be, else where the probe is
         *     whose responder it is (its label `probe`), else where the site is that its label `site` names, else, where it is an
         *     address, where the operator's GeoIP file has that (`toSource` is `geoip` then), else in the middle of the country
         *     that open data have that address in (`country`; no place, and so told apart). Unhealthy is failing or breaching.
         *     What has no position is counted, and the first 100 of it are named.
         */
        get: operations["getGeo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/geo/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which autonomous systems addresses are of, such as those of hops
         * @description By the operator's own file, which `waddleperf.geoip.asn-file` names. What it does not know is left out, as private
         *     addresses are; without such a file the list is empty.
         */
        get: operations["listAddressNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The probes and what they say of themselves */
        get: operations["listProbes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probe-enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tokens that nobody has used yet, without their secrets */
        get: operations["listProbeEnrolments"];
        put?: never;
        /**
         * Make a token by which a probe on another machine joins
         * @description The token is shown this once, is good once, and expires. It names who signs this server's certificate, so
         *     that whoever pastes it talks to nobody else. A probe that has an id already gets new keys.
         */
        post: operations["enrolProbe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probe-identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The probes that have joined, without their secrets */
        get: operations["listProbeIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probe-identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Shut a probe out
         * @description Its name, password and permissions in Kafka go, its key ends, and it is given no more work. Tokens for it that
         *     nobody has used are good no more, where it has not joined yet too.
         */
        delete: operations["revokeProbe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a probe sends with its token; sent again it gets the same answer */
        post: operations["join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/join/rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A probe changes its password and its key; sent again it gets the same answer */
        post: operations["rotateProbe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is tested */
        get: operations["listTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A target; its version is the `ETag` */
        get: operations["getTarget"];
        /**
         * Create or change a target
         * @description What the configuration file declares cannot be changed here (409). `version` is not looked at, so what was read
         *     may be sent back.
         */
        put: operations["putTarget"];
        post?: never;
        /**
         * Remove a target
         * @description Refused (409) while a schedule or another target names it.
         */
        delete: operations["deleteTarget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs how often */
        get: operations["listSchedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a schedule would come to
         * @description Of visible targets and probes; one of its id would be replaced. More than 100000 tests (probes times checks of targets) are refused.
         */
        post: operations["previewSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A schedule; its version is the `ETag` */
        get: operations["getSchedule"];
        /**
         * Create or change a schedule
         * @description What the configuration file declares cannot be changed here (409), nor can it name a target or probe that is not
         *     there. `createdAt` and `version` are not looked at, so what was read may be sent back.
         */
        put: operations["putSchedule"];
        post?: never;
        /** Remove a schedule */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a probe its labels, instead of those that it has */
        put: operations["putProbeLabels"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/probes/{id}/enabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Drain a probe, or give it work again
         * @description A probe that is not enabled finishes what runs and gets no new work, be it of schedules, of escalation or on
         *     demand; what waits for its slot is told as rejected. It stays joined and goes on telling how it is. Documents
         *     leave it as it is. 409 of a probe that the configuration file declares, and where one that was shut out is to
         *     get work.
         */
        put: operations["putProbeEnabled"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is tested how often, and which schedule says so
         * @description The checks of all schedules at each of their targets, by target, check and schedule. Schedules without checks have
         *     those that fit the target. Where several have the same check of a path, the shortest interval serves all.
         */
        get: operations["listChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration as documents that can be applied */
        get: operations["listDocuments"];
        put?: never;
        /**
         * Make the configuration as documents say, all of it or nothing
         * @description One transaction: where one is refused, nothing is changed and `applied` is false. A dry run does all of it
         *     and takes it back. `prune` removes what documents with these labels have made and is not among these, each of
         *     which must have the labels itself.
         */
        post: operations["applyDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/why-not": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When each series of a schedule is due, and what is in its way
         * @description At most 1000 series, what is in the way first. `docs/reference/schedules.md` says what the reasons mean.
         */
        get: operations["explainSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Results, decisions and incidents as they come (Server-Sent Events)
         * @description `event: result` has a result as `data` and `partition:offset` as `id`, `event: escalation` a decision
         *     (`e0:17`), `event: incident` an incident as in the list (`i0:17`); `event: paths` tells every 2 s what changed in
         *     the snapshot of all paths, and has no `id`; `event: gap` says with
         *     `{"dropped":n}` that at least so many were missed, because the client was slow or away for too long.
         *     A comment comes every 15 s. At most `waddleperf.api.stream-listeners` clients listen at a time.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/license": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the licence stands, and what is withheld for want of one
         * @description `not-needed` while RELEASE_MODE is not true: then nobody is asked and nothing withheld. `grace`: it did hold, and the
         *     licence server gives no answer now; until `graceUntil` what was allowed stays allowed. The key is in no answer.
         *     docs/reference/license.md says what is sent to the server, and what a feature is.
         */
        get: operations["getLicense"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this is a demo, what is broken in it, and what can be */
        get: operations["getDemo"];
        put?: never;
        /** Break one thing of the demo, or mend it */
        post: operations["breakDemo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each topic in Kafka, and how it flows
         * @description What is on it, by which key, for how long, who writes and reads it, its schema and a made-up sample. Rates and
         *     lags are as Kafka told at `at`, some seconds ago at most; where it does not answer within 3 s, and for whoever has a
         *     scope, they are null and `unknown` says why.
         */
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public topics as AsyncAPI 3.0 */
        get: operations["getAsyncApiAsJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/asyncapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as YAML */
        get: operations["getAsyncApiAsYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/schemas/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema (2020-12) of an event */
        get: operations["getEventSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/test-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which tests there are, and how one orders each
         * @description All that a form needs: what a kind measures, its parameters as JSON Schema 2020-12 with their defaults, and
         *     how its results are shown by default. The same for as long as the server runs.
         */
        get: operations["listTestKinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tests/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run tests now
         * @description Each of `checks` is the name of a test, of a check of a schedule or of what a deeper tier runs on this
         *     target, or a test with parameters of its own; those that are left out have their defaults. Parameters that no
         *     known check has make a series of their own, named by the test and a digest of them unless a name is given. A
         *     test that fills its path waits until both its ends are free, so that its order is valid for longer.
         */
        post: operations["runTests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tests/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a test is */
        get: operations["getTestStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tests/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens to a test, as it comes (Server-Sent Events)
         * @description `event: run-event` has a step of a command as `data` (`queued`, `accepted`, `started`, `rejected`), `event: result` a
         *     result, each once and from the order on, also where the client comes later; `progress` has in `seen` what a throughput or speed
         *     test carried in its last second, while it is new. `event: end` is told once each command
         *     has its ending, with the counts of the status, and ends the stream; that is when the order has expired, at
         *     the latest. A comment comes every 15 s. Each client is one of `waddleperf.api.stream-listeners`. After a break the last `id` says
         *     where it goes on; not all events have one, so that some may come twice: they have the same `id` in `data`.
         */
        get: operations["streamTestEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel what of a test has not ended
         * @description What waits for its slot is not run any more, what a probe runs is cut short; each ends soon as `refused`, with
         *     the reason. What has ended stays as it is, so that a test may be cancelled twice.
         */
        delete: operations["cancelTest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speedtest/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A round trip to the responder for speed tests
         * @description What the page Speed asks many times for the latency between a browser and `waddleperf.api.speed-server`. 409
         *     where none is set, 503 (`responder-away`) where it does not answer.
         */
        get: operations["pingSpeedServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speedtest/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bytes that nothing can compress, to see how fast they come
         * @description One speed test runs at a time, for a minute at most, with 8 transfers at once; others get 429 with `Retry-After`
         *     meanwhile.
         */
        get: operations["downloadSpeedTest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speedtest/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes bytes and throws them away, to see how fast they go
         * @description A turn as with the download.
         */
        post: operations["uploadSpeedTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents, those that opened last first
         * @description Each without its `chain` and with 20 of its `members` at most; `memberCount` and `chainCount` say how
         *     many there are. An incident of the stream stands here within seconds.
         */
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An incident with its whole story
         * @description `ETag` is the revision; with it in `If-None-Match` the answer is 304 until something happens.
         */
        get: operations["getIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The results that the chain of an incident names
         * @description In the order of the chain, without those that are no longer kept.
         */
        get: operations["listIncidentResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was told what of an incident, newest first
         * @description One item for each transition and channel, at most the newest 500; kept for
         *     `waddleperf.retention.notifications-days`. Only for whoever sees all of the incident.
         */
        get: operations["listIncidentDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge, assign, approve, comment or close
         * @description What came of it is in the chain of the incident soon after. A closed incident takes nothing more, and
         *     an approval needs a path that waits for one (409). It is assigned to an account that may sign in (400), or to
         *     nobody any more by an empty `assignee`.
         */
        post: operations["actOnIncident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links by which others see the incident as it was
         * @description Those that still work, the newest first. Only for whoever sees all of the incident.
         */
        get: operations["listIncidentSnapshots"];
        put?: never;
        /**
         * Makes a link that shows the incident as it is now
         * @description Whoever has the link needs no account and can change nothing. It shows what a viewer sees of the incident: its
         *     story and the results that it stands on. It works until it expires, is taken back, or the incident is deleted.
         *     Only for whoever sees all of the incident; an incident has 20 links at most (409).
         */
        post: operations["makeIncidentSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/snapshots/{snapshot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a link back */
        delete: operations["endIncidentSnapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The incident as it was, for whoever has a link
         * @description Without an account. What stands behind the `#` of the link comes as a header, since servers on the way note
         *     addresses. A token that never was, one that expired and one that was taken back are answered alike (404); many
         *     of these from one address have to wait (429), as failed sign-ins do.
         */
        get: operations["getIncidentSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a notification to every channel, to see that it arrives */
        post: operations["testNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each channel said to a test of all
         * @description A channel stands there once the notifier has taken the test up. One that was refused is tried again, for ten
         *     minutes. Kept for 7 days.
         */
        get: operations["listTestDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * To whom incidents are told
         * @description Channels of the configuration (`origin` `api`), and those that stand in the notifier's own file or on its command
         *     line (`notifier`). `destination`, `route` and `state.detail` are shown to who may change them.
         */
        get: operations["listChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A channel; its version is the `ETag` */
        get: operations["getChannel"];
        /**
         * Create or change a channel
         * @description The notifier takes it within seconds. A secret does not stand in it, only where the notifier finds it:
         *     `env:NOTIFY_…` or `file:NAME`; whoever sends a secret is refused, and it is not repeated. `type`, `origin`,
         *     `version` and `state` are not looked at, so what was read may be sent back. There may be 50.
         */
        put: operations["putChannel"];
        post?: never;
        /** Remove a channel; what waits for it is told to nobody */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test by one channel
         * @description By the way of incidents, so what arrives says that these would. `Location` tells what the receiver answered. It
         *     also goes by the notifier's own channels and by those that are not enabled.
         */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/tests/{test}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a receiver answered to a test
         * @description One that was refused is tried again, for ten minutes. Kept for 7 days.
         */
        get: operations["getChannelTest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided about paths, newest first */
        get: operations["listEscalations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/run-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why something did not run, and how far that is which does; newest first */
        get: operations["listRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rules, the built-in ones first */
        get: operations["listThresholds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thresholds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A rule; its version is the `ETag` */
        get: operations["getThreshold"];
        /**
         * Create or change a rule
         * @description Built-in rules and those of the configuration file cannot be changed here (409): one with another id,
         *     the same metric and tier takes the place of a built-in one, and switches it off where it is not enabled.
         *     `version`, `exitBound`, `builtIn` and `origin` are not looked at, so what was read may be sent back.
         */
        put: operations["putThreshold"];
        post?: never;
        /** Remove a rule */
        delete: operations["deleteThreshold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thresholds/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who made what of a rule, and when
         * @description The newest first, also of a rule that was removed. Built-in rules have none. Whoever sees the rule sees its
         *     versions, but for those that were about nothing that the caller sees.
         */
        get: operations["listThresholdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thresholds/effective": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which rules decide on each series of a path
         * @description One for each metric and tier, also those for numbers that the test never has.
         */
        get: operations["listEffectiveThresholds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/thresholds/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many series a rule would be for */
        post: operations["previewThreshold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Silences and maintenance windows */
        get: operations["listSilences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silences/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A silence; its version is the `ETag` */
        get: operations["getSilence"];
        /**
         * Create or change a silence
         * @description `createdBy` and `version` are not looked at, so what was read may be sent back.
         */
        put: operations["putSilence"];
        post?: never;
        /** End a silence now */
        delete: operations["deleteSilence"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in by name and password
         * @description Sets a cookie that scripts cannot read. Each change that is sent with it also needs the header
         *     `X-CSRF-Token` with `csrfToken`. Whoever fails often waits: 429 with `Retry-After`.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How somebody may sign in */
        get: operations["getSignInMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sends a browser to the provider of OpenID Connect */
        get: operations["signInByProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider sends a browser back
         * @description Opens a session and goes on to the page that was asked for; or to `/?sign-in=` and `failed`, `no-role`, `locked-out`
         *     or `away`, where nobody is signed in.
         */
        get: operations["signedInByProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends this session
         * @description Where the session began at a provider of OpenID Connect, a browser goes on to `continueAt`, so that the provider
         *     forgets them, too.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks and what they may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Another password; all other sessions end */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out everywhere */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account */
        get: operations["getUser"];
        /** Makes or changes an account */
        put: operations["putUser"];
        post?: never;
        /** Removes an account with its sessions and tokens */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new password that must be changed at once */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{name}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs somebody out everywhere */
        delete: operations["endSessionsOf"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your tokens; those of everybody for admins */
        get: operations["listTokens"];
        put?: never;
        /**
         * A token for a program
         * @description It is sent as `Authorization: Bearer`. Its role and scope are within those of its maker, now and later.
         */
        post: operations["makeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, the newest first */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example local */
        Name: string;
        Names: components["schemas"]["Name"][];
        Labels: {
            [key: string]: string;
        };
        JoinGrant: {
            probe: components["schemas"]["Name"];
            site: components["schemas"]["Name"];
            /** @description its name in Kafka */
            username: string;
            bootstrapServers: string;
            /** @description of the topics that are spread by probe */
            partitions: number;
            /** @description the certificate to trust in PEM */
            authority: string;
        };
        ProbeIdentity: {
            probe: components["schemas"]["Name"];
            /** @description the name of its machine, as it says */
            host: string;
            /** @description which key signs its results */
            keyId: string;
            /** Format: date-time */
            joinedAt: string;
            /**
             * Format: date-time
             * @description since when password and key hold
             */
            rotatedAt: string;
            /** Format: date-time */
            revokedAt?: string | null;
        };
        ProbeEnrolment: {
            probe: components["schemas"]["Name"];
            site: components["schemas"]["Name"];
            labels: components["schemas"]["Labels"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @enum {string} */
        Family: "ipv4" | "ipv6";
        /** @enum {string} */
        PathState: "failing" | "breaching" | "healthy" | "stale" | "unproven";
        /** @enum {string} */
        EscalationState: "unproven" | "healthy" | "suspect" | "diagnosing" | "analysing" | "recovering" | "silent" | "unknown";
        /** @enum {string} */
        Step: "suspected" | "dismissed" | "confirmed" | "deepened" | "suppressed" | "awaiting-approval" | "found" | "worsened" | "recovering" | "relapsed" | "recovered" | "fell-silent" | "heard-again";
        /** @enum {string} */
        Severity: "warning" | "critical";
        /** @enum {string} */
        Phase: "queued" | "accepted" | "running" | "done" | "expired";
        Number: number | null;
        /** @description One of several kinds; `type` tells which, other members depend on it */
        Variant: {
            type: string;
        };
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            errors?: {
                field: string;
                detail: string;
            }[];
        };
        Fleet: {
            /** @description when it was read, in microseconds since 1970 */
            version: number;
            states: components["schemas"]["PathState"][];
            pathStates: string[];
            probes: {
                id: components["schemas"]["Name"][];
                site: number[];
                tags: number[][];
            };
            targets: {
                id: components["schemas"]["Name"][];
                address: string[];
                tags: number[][];
            };
            paths: {
                probe: number[];
                target: number[];
                state: number[];
                /** @description null where nothing was decided */
                pathState: (number | null)[];
                tier: number[];
                /** @description above 1 a bound is broken; 1000 is no answer */
                score: number[];
                /** @description null where nothing is wrong */
                reason: (number | null)[];
                /** @description the largest of the checks, from 0 to 1 */
                loss: (number | null)[];
                latencyUs: (number | null)[];
                /** @description whose latency it is */
                check: (number | null)[];
                /** @description of the newest result, since 1970 */
                newestMs: (number | null)[];
                incident: (number | null)[];
            };
            sites: string[];
            /** @description `name=value` */
            tags: string[];
            checks: components["schemas"]["Name"][];
            /** @description what is wrong with the worst check */
            reasons: string[];
            incidents: string[];
        };
        License: {
            /** @enum {string} */
            state: "not-needed" | "pending" | "valid" | "grace" | "invalid";
            /** @description Why, in words; empty where it is valid */
            detail: string;
            /** @description That the licence must be for; null: none is needed */
            product: string | null;
            customer: string | null;
            tier: string | null;
            /**
             * Format: date-time
             * @description null: it has no end, or nothing is known
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When the licence server was last asked
             */
            askedAt: string | null;
            /**
             * Format: date-time
             * @description When it last said that the licence holds
             */
            heldAt: string | null;
            /**
             * Format: date-time
             * @description When it last took note that this runs
             */
            keptAliveAt: string | null;
            /** Format: date-time */
            graceUntil: string | null;
            features: {
                /** @enum {string} */
                feature: "autoperf" | "analysis";
                allowed: boolean;
                /** @description Why it is withheld; empty where it is allowed */
                detail: string;
            }[];
        };
        SystemPart: {
            /** @enum {string} */
            state: "ok" | "degraded" | "away";
            /** @description empty where it is ok */
            reason: string;
            tookMs: number;
        };
        Republished: {
            topic: string;
            /** @description keys that are told anew */
            written: number;
            /** @description keys that the topic has and the database does not */
            removed: number;
            /** @description keys that stay as the topic has them */
            unchanged: number;
        };
        System: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            state: "ok" | "degraded" | "away";
            reasons: string[];
            versions: {
                waddleperf: string;
                java: string;
                kafkaClient: string;
                uptimeS: number;
            };
            retention: {
                /** @description of results-sink */
                setting: string;
                /** @description null where this service is not told */
                days: number | null;
            }[];
            kafka: components["schemas"]["SystemPart"] & {
                findings?: {
                    clusterId?: string;
                    brokers?: number;
                    /** @description of our topics */
                    partitions?: number;
                    underReplicated?: number;
                    missingTopics?: string[];
                } | null;
            };
            consumers: components["schemas"]["SystemPart"] & {
                findings?: {
                    id?: string;
                    state?: string;
                    members?: number;
                    lagRecords?: number;
                    topics?: {
                        topic?: string;
                        lagRecords?: number;
                    }[];
                }[] | null;
            };
            sink: components["schemas"]["SystemPart"] & {
                findings?: {
                    /** @description how long the oldest record that is not stored has waited */
                    lagSeconds?: number;
                    topic?: string | null;
                } | null;
            };
            database: components["schemas"]["SystemPart"] & {
                findings?: {
                    version?: string;
                    sizeBytes?: number;
                    /** @description The ten largest */
                    tables?: {
                        name?: string;
                        sizeBytes?: number;
                        rows?: number;
                    }[];
                    /** @description The first day, in UTC, that has room for them; null where there is none */
                    oldest?: {
                        /** Format: date */
                        tier1?: string | null;
                        /** Format: date */
                        tier2?: string | null;
                        /** Format: date */
                        tier3?: string | null;
                        /** Format: date */
                        rollupMinutes?: string | null;
                    };
                    /** @description null where the server has not the plugin DISKS */
                    disks?: {
                        path?: string;
                        totalBytes?: number;
                        freeBytes?: number;
                    }[] | null;
                    /** @description null where it is no node of a cluster */
                    galera?: {
                        wsrepClusterStatus?: string;
                        wsrepReady?: string;
                        wsrepClusterSize?: number;
                        wsrepLocalState?: string;
                    } | null;
                } | null;
            };
            outbox: components["schemas"]["SystemPart"] & {
                findings?: {
                    waiting?: number;
                    oldestS?: number | null;
                } | null;
            };
            archive: components["schemas"]["SystemPart"] & {
                findings?: {
                    /** @enum {string} */
                    location?: "none" | "dir" | "s3";
                    totalBytes?: number | null;
                    freeBytes?: number | null;
                } | null;
            };
        };
        AvailabilityReport: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            by: string[];
            metric: string;
            /**
             * Format: date-time
             * @description since when missed slots are known
             */
            missedSince: string | null;
            items: {
                month: string | null;
                day: string | null;
                site: string | null;
                probe: string | null;
                target: string | null;
                check: string | null;
                availability: number | null;
                results: number;
                answered: number;
                failed: number;
                notRun: number;
                missed: number;
                hours: number;
                maintenanceHours: number;
                lossRatio: number | null;
                measured: number;
                min: number | null;
                mean: number | null;
                p50: number | null;
                p95: number | null;
                p99: number | null;
                max: number | null;
            }[];
            next: null;
        };
        Mesh: {
            /** Format: date-time */
            at: string;
            /**
             * Format: date-time
             * @description What was due then or before is old, `withinS` or not; null where `source` is `hours`
             */
            freshAfter: string | null;
            metric: string;
            /** @enum {string} */
            source: "results" | "hours";
            probes: {
                id: components["schemas"]["Name"][];
                site: string[];
            };
            targets: {
                id: components["schemas"]["Name"][];
                address: string[];
            };
            cells: {
                probe: number[];
                target: number[];
                check: components["schemas"]["Name"][];
                /** @description null where there was no answer */
                value: (number | null)[];
                atMs: number[];
            };
        };
        /** @description Where on the earth something stands (WGS 84) */
        Location: {
            latitude: number;
            longitude: number;
            /** @description Two letters of ISO 3166-1, such as DE */
            country?: string;
            /** @description A name of the IANA time zone database, such as Europe/Berlin */
            timeZone?: string;
        };
        Geo: {
            /**
             * Format: date-time
             * @description When the paths were read
             */
            at: string;
            sites: components["schemas"]["GeoSite"][];
            countries: components["schemas"]["GeoCountry"][];
            arcs: components["schemas"]["GeoArc"][];
            /** @description How many unhealthy paths with two positions there are besides */
            moreArcs: number;
            unplaced: {
                probes: components["schemas"]["GeoNames"];
                sites: components["schemas"]["GeoNames"];
                targets: components["schemas"]["GeoNames"];
                /** @description Unhealthy ones that have no arc */
                paths: number;
            };
        };
        GeoSite: {
            site: components["schemas"]["Name"];
            location: components["schemas"]["Location"];
            /**
             * @description Who says where it is
             * @enum {string}
             */
            statedBy: "site" | "probe";
            /** @description RFC 3339 with the offset of its time zone; null where none is stated */
            localTime: string | null;
            probes: components["schemas"]["GeoProbes"];
            paths: components["schemas"]["GeoPaths"];
        };
        GeoCountry: {
            /** @description Two letters of ISO 3166-1 */
            country: string;
            sites: components["schemas"]["Names"];
            probes: components["schemas"]["GeoProbes"];
            paths: components["schemas"]["GeoPaths"];
        };
        GeoArc: {
            probe: components["schemas"]["Name"];
            site: string;
            target: components["schemas"]["Name"];
            from: components["schemas"]["Location"];
            fromSource: components["schemas"]["GeoSource"];
            to: components["schemas"]["Location"];
            toSource: components["schemas"]["GeoSource"];
            state: components["schemas"]["PathState"];
            /** @description How far the worst check is from its bound; 1000 is no answer */
            score: number;
            /** @description What is wrong with that check */
            reason: string | null;
        };
        /**
         * @description By what an end of a path has its position: it is stated of itself, of the probe whose responder it is, of its site;
         *     `geoip`: nobody states it, and a file says where such addresses are as a rule; `country`: only the country is known
         *     in which its address is registered, and this is the middle of that
         * @enum {string}
         */
        GeoSource: "stated" | "probe" | "site" | "geoip" | "country";
        AddressNetwork: {
            /** @description As it was asked for */
            address: string;
            /** @description The number of the autonomous system that announces it */
            asn: number;
            /** @description Whose that is; empty where the file does not say */
            organization: string;
        };
        GeoNames: {
            count: number;
            names: string[];
        };
        GeoProbes: {
            up: number;
            silent: number;
            neverSeen: number;
            /** @description Not given any work */
            off: number;
        };
        GeoPaths: {
            /** @description The worst of them */
            state: components["schemas"]["PathState"] | null;
            total: number;
            failing: number;
            breaching: number;
            stale: number;
            unproven: number;
            healthy: number;
            /** @description Failing and breaching ones, of 1 */
            unhealthyShare: number | null;
        };
        PathPage: {
            items: components["schemas"]["PathView"][];
            next: string | null;
            /** @description All paths of the probe and target asked for, in any state */
            summary: {
                [key: string]: number;
            };
        };
        PathView: {
            probe: string;
            target: string;
            address: string;
            state: components["schemas"]["PathState"];
            /** @description How far the worst check is from its bound: above 1 it breaches, 1000 and more fails */
            load: number;
            reason: string;
            /** Format: date-time */
            updatedAt: string | null;
            /** @description What the escalation has made of it; null where nothing was ever decided */
            pathState: null | components["schemas"]["EscalationState"];
            /**
             * Format: uuid
             * @description The open one that it belongs to
             */
            incident: string | null;
            checks: components["schemas"]["CheckView"][];
        };
        CheckView: {
            check: string;
            test: string;
            family: string;
            state: components["schemas"]["PathState"];
            load: number;
            reason: string;
            intervalUs: number | null;
            headline: null | {
                metric: string;
                value: number;
            };
            result: null | components["schemas"]["Result"];
        };
        Result: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            commandId: string;
            /** Format: uuid */
            runId: string;
            probe: string;
            target: string;
            check: string;
            test: string;
            family: string;
            tier: number;
            cause: components["schemas"]["Variant"];
            /** Format: date-time */
            dueAt: string;
            /** Format: date-time */
            startedAt: string;
            durationUs: number;
            outcome: components["schemas"]["Variant"];
            metrics: {
                [key: string]: number;
            };
            samples?: components["schemas"]["Variant"];
            details?: components["schemas"]["Variant"];
            quality: {
                timestampSource: string;
                method: string;
                protocol: string;
                scheduleLagUs: number;
                underLoad: boolean;
                clockErrorUs?: number;
                isolated: boolean;
                simulated: boolean;
            };
        };
        Artifact: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            resultId: string;
            probe: components["schemas"]["Name"];
            target: components["schemas"]["Name"];
            /** @description Of the file */
            name: string;
            mediaType: string;
            /** @enum {string} */
            state: "arriving" | "complete" | "incomplete" | "damaged";
            /** @description Why it is not complete */
            note: string;
            totalBytes: number;
            /** @description As the probe says */
            sha256: string;
            /** Format: date-time */
            appendedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            /** @description The path of the file where it is complete */
            content: string | null;
        };
        ConfiguredProbe: {
            id: string;
            site: string;
            /** @description Whether it gets work */
            enabled: boolean;
            labels: components["schemas"]["Labels"];
            location?: components["schemas"]["Location"];
            version: number;
        };
        SeriesPoints: {
            series: {
                [key: string]: string;
            };
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            stepUs: number;
            headline: string;
            points: {
                /** Format: date-time */
                at: string;
                count: number;
                unanswered: number;
                minUs: components["schemas"]["Number"];
                /** @description The median; of several results the mean of their medians, of minutes or hours that of all values */
                p50Us: number | null;
                meanUs: components["schemas"]["Number"];
                /** @description The worst of the results; of minutes or hours that of all values */
                p95Us: number | null;
                maxUs: components["schemas"]["Number"];
                lossRatio: components["schemas"]["Number"];
            }[];
        };
        Sparks: {
            /**
             * Format: date-time
             * @description when the first step begins
             */
            from: string;
            stepUs: number;
            items: {
                probe: components["schemas"]["Name"];
                target: components["schemas"]["Name"];
                check: components["schemas"]["Name"];
                family: components["schemas"]["Family"];
                /** @description the metric that the values are of */
                headline: string;
                /** @description results of the step that failed or timed out */
                unanswered: number[];
                minUs: components["schemas"]["Number"][];
                meanUs: components["schemas"]["Number"][];
                /** @description the worst of the results */
                p95Us: components["schemas"]["Number"][];
            }[];
        };
        Target: {
            id: string;
            address: string;
            owned: boolean;
            labels: components["schemas"]["Labels"];
            version: number;
            dependsOn?: components["schemas"]["Names"];
            location?: components["schemas"]["Location"];
        };
        Schedule: {
            id: string;
            enabled: boolean;
            probes: components["schemas"]["Names"];
            targets: components["schemas"]["Names"];
            checks: components["schemas"]["ScheduledCheck"][];
            /** @description With a cron the shortest time between two of its slots */
            intervalUs: number;
            /** Format: date-time */
            createdAt: string;
            version: number;
            escalation?: components["schemas"]["EscalationPlan"];
            timing?: components["schemas"]["Timing"] | null;
        };
        ScheduledCheck: {
            name: string;
            spec: components["schemas"]["Variant"];
            families: string[];
            /** @description Where it is not that of the schedule */
            intervalUs?: number;
        };
        PlannedCheck: {
            target: components["schemas"]["Name"];
            check: components["schemas"]["Name"];
            schedule: components["schemas"]["Name"];
            /** @description Whether the schedule is */
            enabled: boolean;
            /** @description Of the schedule; empty: every enabled one */
            probes: components["schemas"]["Name"][];
            families: components["schemas"]["Family"][];
            intervalUs: number;
            spec: components["schemas"]["Variant"];
        };
        /** @description How far it escalates; where there is none, as usual */
        EscalationPlan: {
            deepestTier: number;
            /** @description Whether tier 3 waits for somebody */
            approveTier3: boolean;
            confirmEveryUs: number;
            tier2CoolDownUs: number;
            tier3CoolDownUs: number;
            tier2: components["schemas"]["ScheduledCheck"][];
            tier3: components["schemas"]["ScheduledCheck"][];
        };
        TargetDraft: {
            /** @description That of the path */
            id?: string;
            /** @description An address, a name, either with a port, or an http(s) URL */
            address: string;
            /** @description Whether its owner allows tests that burden it; where left out, only of loopback and private addresses */
            owned?: boolean;
            labels?: components["schemas"]["Labels"];
            dependsOn?: components["schemas"]["Names"];
            location?: components["schemas"]["Location"];
            version?: number;
        };
        ScheduleDraft: {
            /** @description That of the path */
            id?: string;
            /** @default true */
            enabled?: boolean;
            probes?: components["schemas"]["Names"];
            targets: components["schemas"]["Names"];
            /** @description None, those that fit the target */
            checks?: {
                name: string;
                spec: components["schemas"]["Variant"];
                families?: ("ipv4" | "ipv6")[];
                intervalUs?: number | null;
            }[];
            /** @default 60000000 */
            intervalUs?: number;
            createdAt?: string;
            version?: number;
            /** @description How far it escalates; what is left out is as usual */
            escalation?: {
                [key: string]: unknown;
            } | null;
            timing?: components["schemas"]["Timing"] | null;
        };
        /** @enum {string} */
        DocumentKind: "Target" | "Check" | "Site" | "ProbeTags" | "Schedule" | "Threshold" | "Silence" | "Channel";
        /** @description In the words of docs/reference/documents.md */
        Document: {
            /** @constant */
            apiVersion: "waddleperf.io/v1";
            kind: components["schemas"]["DocumentKind"];
            metadata: {
                name: components["schemas"]["Name"];
                labels?: components["schemas"]["Labels"];
            };
            spec: {
                [key: string]: unknown;
            };
        };
        /** @description When tests are due, besides the interval */
        Timing: {
            /** @description Instead of the interval */
            cron?: {
                /** @example 30 3 * * mon-fri */
                expression: string;
                /** @description A name of the IANA time zone database */
                zone: string;
            } | null;
            /** @description In which they run; none, always */
            windows: {
                days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /** @example 08:00 */
                from: string;
                /** @example 18:00 */
                to: string;
                zone: string;
            }[];
            /** @description How much later than its slot a test may be run */
            slipUs?: number | null;
            /** @description Of exclusive tests that want the same time, the higher first */
            priority?: number | null;
        };
        Outlook: {
            schedule: string;
            enabled: boolean;
            /** @description False: there are more series; ask for one probe or target */
            complete: boolean;
            items: {
                /** @description `*`: all */
                probe: string;
                /** @description Null: all */
                target: string | null;
                /** @description Null: all */
                check: string | null;
                family: string | null;
                /** @enum {string} */
                state: "due" | "held-up" | "not-due";
                /**
                 * Format: date-time
                 * @description Null where nothing is due, and of an exclusive test before its first slot
                 */
                nextSlot: string | null;
                reasons: {
                    /** @enum {string} */
                    code: "schedule-disabled" | "no-such-probe" | "no-such-target" | "probe-revoked" | "probe-disabled" | "other-schedule" | "does-not-fit" | "never-due" | "probe-never-seen" | "probe-silent" | "refused" | "unsupported" | "withheld" | "missed" | "outside-window";
                    detail: string;
                    /** @description What to do about it */
                    advice: string;
                }[];
            }[];
        };
        ProbeState: {
            probe: {
                id: string;
                site: string;
                enabled: boolean;
                labels: components["schemas"]["Labels"];
                version: number;
                location?: components["schemas"]["Location"];
            };
            /** @enum {string} */
            state: "up" | "silent" | "never-seen";
            /** @description As on the topic */
            heartbeat: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When the heartbeat came, by the broker's clock; its own `at` is by the probe's
             */
            heardAt?: string | null;
        };
        Demo: {
            /** @description False: there is no demo, and nothing to break */
            running: boolean;
            active: string;
            faults: {
                kind: string;
                label: string;
                detail: string;
                simulated: boolean;
            }[];
        };
        TestOrder: {
            probes?: components["schemas"]["Name"][];
            /**
             * @description Instead of `probes` labels that they have: `site`, `probe` or `probe.LABEL`; enabled ones are taken
             * @example {
             *       "site": "fra",
             *       "probe.net": "lan"
             *     }
             */
            match?: {
                [key: string]: string;
            };
            /** @description The id of a target, or an address */
            target: string;
            /** @description In these, whatever the checks say; each makes tests of its own. Of a literal address only its own */
            families?: components["schemas"]["Family"][];
            checks: (components["schemas"]["Name"] | components["schemas"]["SpecifiedCheck"])[];
        };
        /** @description A test with parameters of its own */
        SpecifiedCheck: {
            /** @description Of its series; where left out, that of the check with these parameters, else one of its own */
            name?: components["schemas"]["Name"] | null;
            spec: components["schemas"]["Spec"];
        };
        /** @description By the schema of its kind in `/api/v1/test-kinds`; what is left out or null is the default */
        Spec: {
            /** @description The name of a kind */
            type: string;
        } & {
            [key: string]: unknown;
        };
        TopicList: {
            items: components["schemas"]["Topic"][];
            next: null;
            /**
             * Format: date-time
             * @description When Kafka was asked
             */
            at: string;
            /** @description Why it did not tell rates and lags */
            unknown: string | null;
        };
        Topic: {
            name: string;
            description: string;
            /**
             * @description For every program that is let in, and changed by additions only; for WaddlePerf's own parts; or for them
             *     alone, with values that are shown to nobody
             * @enum {string}
             */
            audience: "public" | "internal" | "secret";
            /** @description In words */
            key: string;
            /** @enum {string} */
            cleanup: "compact" | "delete" | "compact,delete";
            /** @description Null: the newest of each key stays */
            retentionUs: number | null;
            writers: string[];
            /** @description Of WaddlePerf's own */
            readers: string[];
            contentType: string;
            events: components["schemas"]["TopicEvent"][];
            partitions: number | null;
            /** @description Over the last minute; marks of transactions count, too */
            recordsPerSecond: number | null;
            /** @description Groups of WaddlePerf that note how far they are */
            groups: components["schemas"]["GroupLag"][] | null;
        };
        TopicEvent: {
            /** @description The header `ce_type` */
            type: string;
            /** @description Where its JSON Schema is; null: it is no JSON */
            schema: string | null;
            /** @description Made up; null for what is no JSON, and for what is secret */
            sample: {
                [key: string]: unknown;
            } | null;
        };
        GroupLag: {
            group: string;
            /** @description That it has not read yet */
            records: number;
        };
        /** @description By a standard of its own */
        ForeignDocument: {
            [key: string]: unknown;
        };
        TestKind: {
            /** @description What `type` of its parameters is */
            name: string;
            title: string;
            /** @description One sentence */
            measures: string;
            /** @description The shallowest that it suits */
            tier: number;
            /** @description Fills what it measures: one at a time at each of its ends */
            exclusive: boolean;
            needs: components["schemas"]["Need"][];
            /** @description How long it may take with its defaults */
            limitUs: number;
            schema: components["schemas"]["SpecSchema"];
            chart: components["schemas"]["DefaultChart"];
        };
        /**
         * @description What must be given so that it can run: a target that is owned, something that answers this very test, the
         *     word of whoever runs the probe
         * @enum {string}
         */
        Need: "owned-target" | "responder" | "permission";
        /** @description How its results are shown where nothing else is asked for */
        DefaultChart: {
            /**
             * @description Spread, mean and loss over time; one number a result over time; what it saw
             * @enum {string}
             */
            form: "smoke" | "line" | "facts";
            /** @description The first over time, the others as numbers beside it */
            metrics: {
                metric: string;
                words: string;
            }[];
        };
        /** @description JSON Schema 2020-12 of the parameters of a kind of test */
        SpecSchema: {
            /** @constant */
            $schema: "https://json-schema.org/draft/2020-12/schema";
            title: string;
            description: string;
            /** @constant */
            type: "object";
            /** @constant */
            additionalProperties: false;
            required: string[];
            properties: {
                [key: string]: components["schemas"]["SpecProperty"];
            };
        };
        /** @description A parameter; `x-` keywords are ours */
        SpecProperty: {
            const?: string;
            title?: string;
            description?: string;
            /** @enum {string} */
            type?: "integer" | "boolean" | "string" | "array" | "object";
            default?: number | boolean | string;
            minimum?: number;
            maximum?: number;
            multipleOf?: number;
            enum?: string[];
            /** @description In what the syntaxes of Java and ECMA-262 share */
            pattern?: string;
            /** @constant */
            format?: "regex";
            minLength?: number;
            maxLength?: number;
            maxItems?: number;
            items?: components["schemas"]["SpecProperty"];
            /** @constant */
            additionalProperties?: false;
            required?: string[];
            properties?: {
                [key: string]: components["schemas"]["SpecProperty"];
            };
            /** @enum {string} */
            "x-unit"?: "µs" | "bytes" | "MiB" | "bit/s" | "s" | "days";
            /** @description Matters less: a form may hide it at first */
            "x-more"?: boolean;
            /** @description The name of a secret that the probe keeps, never the secret */
            "x-secret-name"?: boolean;
        };
        TestStatus: {
            /** Format: uuid */
            test_id: string;
            status: components["schemas"]["Phase"];
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            expiresAt: string;
            target: components["schemas"]["Target"];
            /** @description How many are how far, each counted once; `total` is the sum */
            probes: {
                total: number;
                /** @description None of its tests was begun */
                waiting: number;
                running: number;
                /** @description All was measured */
                completed: number;
                /** @description The target did not answer as it should */
                failed: number;
                /** @description By the scheduler or the probe */
                refused: number;
                /** @description Nothing came of it in time */
                unanswered: number;
            };
            commands: {
                /** Format: uuid */
                commandId: string;
                probe: string;
                check: string;
                family: string;
                status: components["schemas"]["Phase"];
                detail: string;
                /**
                 * @description Null while it has none
                 * @enum {string|null}
                 */
                ending: "completed" | "failed" | "refused" | "unanswered" | null;
                result: null | components["schemas"]["Result"];
                /** @description What a throughput or speed test that runs carried in its last second */
                seen?: null | components["schemas"]["Interval"];
            }[];
        };
        /** @description A part of a throughput or speed test, counted at the probe */
        Interval: {
            /** @description From the first data; of a speed test, of this direction */
            fromUs: number;
            untilUs: number;
            /** @description Given to the network */
            forwardBitsPerSecond?: number;
            /** @description Received */
            backwardBitsPerSecond?: number;
            /** @description Of the probe's TCP streams together */
            retransmits?: number;
            /** @description TCP's smoothed round trip, the mean of the streams */
            rttUs?: number;
            /** @description TCP's congestion window, of the streams together */
            windowBytes?: number;
        };
        PathName: {
            probe: string;
            target: string;
        };
        /** @description The number that decided, and the rule */
        Breach: {
            /** Format: uuid */
            resultId: string;
            check: string;
            family: string;
            tier: number;
            metric: string;
            value: number;
            bound: number;
            rule: string;
            ruleVersion: number;
            severity: string;
        };
        Escalation: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            probe: string;
            site: string;
            target: string;
            step: components["schemas"]["Step"];
            from: components["schemas"]["EscalationState"];
            to: components["schemas"]["EscalationState"];
            tier: number;
            breach?: components["schemas"]["Breach"];
            /** Format: uuid */
            resultId?: string;
            commands: string[];
            /** @description Why not, where something was suppressed */
            reason: string;
            text: string;
            simulated: boolean;
        };
        Incident: {
            /** Format: uuid */
            id: string;
            revision: number;
            /** @enum {string} */
            state: "open" | "recovering" | "closed";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            closedAt?: string;
            scope: components["schemas"]["IncidentScope"];
            members: components["schemas"]["IncidentMember"][];
            sentence: string;
            severity: components["schemas"]["Severity"];
            ruleVersion: string;
            chain: {
                /** Format: date-time */
                at: string;
                kind: string;
                tier: number;
                path?: components["schemas"]["PathName"];
                /** Format: uuid */
                resultId?: string;
                breach?: components["schemas"]["Breach"];
                text: string;
                by?: string;
            }[];
            chainDropped: number;
            acknowledgedBy?: string;
            /** @description The account that is to look after it */
            assignee?: string;
            suppressed: number;
            awaitsApproval: components["schemas"]["PathName"][];
            /** Format: uuid */
            mergedInto?: string;
            silencedBy?: string;
            simulated: boolean;
        };
        /** @description What is broken, by how many of its paths */
        IncidentScope: {
            /** @enum {string} */
            kind: "path" | "target" | "probe" | "site";
            subject: string;
            broken: number;
            tested: number;
        };
        /** @description A path that it broke */
        IncidentMember: {
            probe: string;
            site: string;
            target: string;
            state: components["schemas"]["EscalationState"];
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            recoveredAt?: string;
            /** @description The target before it that is broken itself */
            behind?: string;
        };
        /** @description An incident without its chain and with 20 of its members at most */
        IncidentView: {
            /** Format: uuid */
            id: string;
            revision: number;
            /** @enum {string} */
            state: "open" | "recovering" | "closed";
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            closedAt?: string;
            scope: components["schemas"]["IncidentScope"];
            members: components["schemas"]["IncidentMember"][];
            memberCount: number;
            sentence: string;
            severity: components["schemas"]["Severity"];
            ruleVersion: string;
            /** @description Those left out of the chain too */
            chainCount: number;
            chainDropped: number;
            acknowledgedBy?: string;
            /** @description The account that is to look after it */
            assignee?: string;
            suppressed: number;
            awaitsApproval: components["schemas"]["PathName"][];
            /** Format: uuid */
            mergedInto?: string;
            silencedBy?: string;
            simulated: boolean;
        };
        /** @description Until when it works; at most one of these, and a week where there is neither */
        SnapshotDraft: {
            /**
             * Format: date-time
             * @description An hour to 30 days from now
             */
            expiresAt?: string;
            /** @default 168 */
            validHours?: number;
        };
        /** @description A link to an incident as it was, without what opens it */
        SnapshotLink: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            incident: string;
            /** @description Of the incident then */
            revision: number;
            madeBy: string;
            /** Format: date-time */
            madeAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        MadeSnapshotLink: {
            link: components["schemas"]["SnapshotLink"];
            /** @description Told once; only its SHA-256 is kept */
            token: string;
            /** @description Of the page that shows it; a browser tells no server what stands behind the # */
            path: string;
        };
        IncidentSnapshot: {
            /** Format: date-time */
            takenAt: string;
            /** Format: date-time */
            expiresAt: string;
            incident: components["schemas"]["Incident"];
            /** @description Those that the chain names, in its order; without those that did not fit */
            results: components["schemas"]["Result"][];
        };
        QueuedAction: {
            /** Format: uuid */
            actionId: string;
            /** @constant */
            status: "queued";
        };
        RunEvent: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            runId: string;
            /** Format: uuid */
            commandId?: string;
            probe: string;
            kind: string;
            /** Format: date-time */
            at: string;
            detail: string;
            subject?: {
                target: string;
                check?: string;
                tier: number;
                schedule?: string;
                /** Format: date-time */
                dueAt?: string;
                /**
                 * Format: uuid
                 * @description That stands for what was suppressed
                 */
                incident?: string;
            };
        };
        Threshold: {
            id: string;
            enabled: boolean;
            match: components["schemas"]["Labels"];
            metric: string;
            tier: number;
            enter: number;
            exit?: number;
            breaches: number;
            of: number;
            clears: number;
            severity: components["schemas"]["Severity"];
            countsAlso: string[];
            version: number;
            /** @description `exit`, or what stands for it */
            exitBound: number;
            builtIn: boolean;
            /** @enum {string} */
            origin: "built-in" | "file" | "api";
        };
        ThresholdVersion: {
            /** @description null where it was removed */
            version: number | null;
            /** Format: date-time */
            at: string;
            /** @description An account; `api`: whoever sits at the machine; `system`: the configuration file */
            who: string;
            /** @description What it was from then on; null where it was removed */
            threshold: {
                id: string;
                enabled: boolean;
                match: components["schemas"]["Labels"];
                metric: string;
                tier: number;
                enter: number;
                exit?: number;
                breaches: number;
                of: number;
                clears: number;
                severity: components["schemas"]["Severity"];
                countsAlso: string[];
                version: number;
                exitBound: number;
            } | null;
        };
        ThresholdDraft: {
            /** @description That of the path */
            id?: string;
            /**
             * @description false: where it wins, the metric is not judged
             * @default true
             */
            enabled?: boolean;
            /** @description probe, site, target, schedule, check, test, probe.LABEL, target.LABEL; empty is every series */
            match?: {
                [key: string]: string;
            };
            /** @description A metric of a result, `unanswered` or `recentLossRatio` */
            metric: string;
            /** @default 1 */
            tier?: number;
            /** @description Beyond it is a breach */
            enter: number;
            /** @description Not beyond it clears; null: 80 % of enter */
            exit?: number | null;
            /** @description 2 in tier 1 and 1 deeper where not given */
            breaches?: number;
            /** @description 3 in tier 1 and 1 deeper where not given */
            of?: number;
            /** @default 3 */
            clears?: number;
            /**
             * @default warning
             * @enum {string}
             */
            severity?: "warning" | "critical";
            /** @default [] */
            countsAlso?: ("isolated" | "under-load" | "autonomous")[];
            version?: number;
            exitBound?: number;
            builtIn?: boolean;
            origin?: string;
        };
        Delivery: {
            /** @description opened, changed, acknowledged, recovering, reopened, closed, merged, reminder */
            transition: string;
            channel: string;
            /** @enum {string} */
            state: "pending" | "sent" | "failed" | "silenced" | "dropped";
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            sentAt: string | null;
            /**
             * Format: date-time
             * @description Null where none is to come
             */
            nextAttemptAt: string | null;
            /** @description Of the last attempt, to maintainers whose scope is not bounded; else empty, as where it went well */
            error: string;
        };
        Silence: {
            id: string;
            /** @enum {string} */
            kind: "silence" | "maintenance";
            match: components["schemas"]["Labels"];
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            comment: string;
            createdBy: string;
            version: number;
        };
        SilenceDraft: {
            /** @description That of the path */
            id?: string;
            /**
             * @description silence: nobody is told; maintenance: nothing is judged either
             * @default silence
             * @enum {string}
             */
            kind?: "silence" | "maintenance";
            match: components["schemas"]["Labels"];
            /**
             * Format: date-time
             * @description where not given, now; a silence that has not ended keeps its own
             */
            startsAt?: string;
            /**
             * Format: date-time
             * @description later than now for a new one
             */
            endsAt: string;
            /** @default  */
            comment?: string;
            createdBy?: string;
            version?: number;
        };
        Channel: {
            id: string;
            /** @enum {string} */
            type: "email" | "webhook" | "slack" | "teams" | "pagerduty" | "syslog" | "alertmanager" | "unknown";
            /** @enum {string} */
            origin: "api" | "notifier";
            enabled: boolean;
            version: number | null;
            destination: components["schemas"]["Destination"] | null;
            route: components["schemas"]["ChannelRoute"] | null;
            /** @description What the notifier makes of it */
            state: {
                /**
                 * @description in-force: as it stands here; behind: not yet; broken: `detail` says why nothing can be told by it;
                 *     shadowed: the notifier's own file has one of this name, which is used instead; silent: no notifier was
                 *     heard of for two minutes.
                 * @enum {string}
                 */
                phase: "in-force" | "behind" | "broken" | "shadowed" | "silent";
                detail: string | null;
                /** Format: date-time */
                heardAt: string | null;
            };
        };
        ChannelDraft: {
            /** @description That of the path: 1 to 64 letters, digits, - or _ */
            id?: string;
            /** @default true */
            enabled?: boolean;
            destination: components["schemas"]["Destination"];
            route?: components["schemas"]["ChannelRoute"];
            type?: string;
            origin?: string;
            version?: number | null;
            state?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Which fields there are is said by `type`. `password`, `secret`, `routingKey`, and `url` of slack and teams are
         *     where the notifier finds it, `env:NOTIFY_…` or `file:NAME`; other `url`s may be.
         */
        Destination: {
            /** @enum {string} */
            type: "email" | "webhook" | "slack" | "teams" | "pagerduty" | "syslog" | "alertmanager" | "unknown";
            /** @description email, syslog: a host or host:port */
            server?: string;
            /**
             * @description email
             * @default starttls
             * @enum {string}
             */
            security?: "plain" | "starttls" | "tls";
            /**
             * @description email
             * @default waddleperf@localhost
             */
            from?: string;
            /** @description email */
            to?: string[];
            /** @description email: comes with a password */
            user?: string;
            /** @description email */
            password?: string;
            /** @description webhook, slack, teams, alertmanager; pagerduty where another is meant */
            url?: string;
            /** @description webhook: signs each request */
            secret?: string;
            /** @description pagerduty */
            routingKey?: string;
            /**
             * @description syslog
             * @default udp
             * @enum {string}
             */
            protocol?: "udp" | "tcp";
        };
        /** @description Of which incidents it is told, and how often; what is left out is as usual */
        ChannelRoute: {
            /** @description Values by label, of which an incident must have one each; `*` stands for any characters */
            match?: {
                [key: string]: string[];
            };
            /**
             * @default warning
             * @enum {string}
             */
            severity?: "warning" | "critical";
            /** @description All but `recovering` where not given */
            tell?: ("opened" | "changed" | "acknowledged" | "reopened" | "recovering" | "closed" | "reminder")[];
            /** @description What stands together in a message; `incident` where not given */
            groupBy?: ("incident" | "scope" | "subject" | "severity" | "rule" | "simulated" | "probe" | "site" | "target")[];
            /** @default 10000000 */
            groupWaitUs?: number;
            /** @default 300000000 */
            groupIntervalUs?: number;
            /** @default 14400000000 */
            repeatIntervalUs?: number;
        };
        TestNotification: {
            /** Format: uuid */
            testId: string;
            channel: string;
            /**
             * @description queued: nothing was tried yet; refused: it is tried again; taken; given-up
             * @enum {string}
             */
            status: "queued" | "refused" | "taken" | "given-up";
            /** Format: date-time */
            requestedAt: string;
            attempts: number;
            /** @description What the receiver said, or why nothing was sent */
            answer: string | null;
        };
        /** @description Probes of any of these sites that have all of these tags; empty is all */
        Scope: {
            sites: string[];
            tags: components["schemas"]["Labels"];
        };
        /** @enum {string} */
        Role: "viewer" | "maintainer" | "admin";
        Me: {
            name: string;
            /** @enum {string} */
            via: "session" | "token" | "operator";
            role: components["schemas"]["Role"];
            /** @description All of them bound what is seen */
            scopes: components["schemas"]["Scope"][];
            mustChangePassword: boolean;
            /** @description Of a session */
            csrfToken: string | null;
            /** @enum {string} */
            accounts: "required" | "loopback-open";
        };
        Login: {
            name: string;
            password: string;
        };
        PasswordChange: {
            current: string;
            password: string;
        };
        Account: {
            name: string;
            mustChangePassword: boolean;
            role: components["schemas"]["Role"];
            scope: components["schemas"]["Scope"];
            disabled: boolean;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** @description signs in by a provider, which says the role and the sites each time */
            external: boolean;
        };
        SignInMethods: {
            password: boolean;
            /** @description null where none is set */
            provider: null | {
                /** @description for people */
                name: string;
                /** @description where a browser begins; ?to= the path of a page is where it ends */
                url: string;
            };
        };
        AccountDraft: {
            /** @description That of the path */
            name?: string;
            role: components["schemas"]["Role"];
            /** @default [] */
            sites?: string[];
            tags?: components["schemas"]["Labels"];
            /** @default false */
            disabled?: boolean;
            /** @description Of a new account; else one is made */
            password?: string;
            /** @description not looked at: sites and tags are */
            scope?: unknown;
            /** @description not looked at */
            mustChangePassword?: boolean;
            /** @description not looked at */
            version?: number;
            /** @description not looked at */
            createdAt?: string;
            /** @description not looked at */
            external?: boolean;
        };
        MadeAccount: {
            account: components["schemas"]["Account"];
            /** @description That was made for it */
            password: string | null;
        };
        Token: {
            /** Format: uuid */
            id: string;
            /** @description null: it belongs to nobody */
            account: string | null;
            name: string;
            role: components["schemas"]["Role"];
            scope: components["schemas"]["Scope"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Last use, to some minutes
             */
            seenAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        TokenDraft: {
            name: string;
            role?: components["schemas"]["Role"];
            /** @default [] */
            sites?: string[];
            tags?: components["schemas"]["Labels"];
            /** @default 90 */
            validDays?: number;
        };
        MadeToken: {
            token: components["schemas"]["Token"];
            secret: string;
        };
        Change: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            who: string;
            /** @enum {string} */
            via: "session" | "token" | "operator" | "system";
            /** @description The address that asked */
            source: string;
            /** @description Such as `threshold.put` */
            action: string;
            subject: string;
            /** @description null: there was nothing */
            before: unknown;
            /** @description null: there is nothing any more */
            after: unknown;
        };
    };
    responses: {
        /** @description What is wrong (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://waddleperf.io/problems/bad-request",
                 *       "title": "The request is not valid",
                 *       "status": 400,
                 *       "detail": "limit must be a whole number from 1 to 1000, not 0",
                 *       "instance": "/api/v1/results",
                 *       "errors": [
                 *         {
                 *           "field": "limit",
                 *           "detail": "must be a whole number from 1 to 1000, not 0"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        Artifact: string;
        Incident: string;
        Id: components["schemas"]["Name"];
        /** @description Names the test that this is a transfer of, made up by who tests: whoever has the turn keeps it by that */
        SpeedTest: components["schemas"]["Name"];
        /** @description The same key and body again are the same request, not a second one */
        IdempotencyKey: string;
        /**
         * @description The same key again makes no second secret. The first one is not kept, so that the answer is 409 and says what to
         *     revoke, until that is done
         */
        KeyOfSecret: string;
        /** @description The `ETag` of what was read; 412 where it has changed since */
        IfMatch: string;
        /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
        IfNoneMatch: string;
        /** @description Only this probe */
        Probe: components["schemas"]["Name"];
        /** @description Only this target */
        Target: components["schemas"]["Name"];
        /** @description Only this check */
        Check: components["schemas"]["Name"];
        /** @description The earliest due time */
        From: string;
        /** @description The end; what is due then is not in */
        To: string;
        Limit: number;
        /** @description `next` of the page before */
        Cursor: string;
        /** @description The `csrfToken` of the session; not needed with a token */
        Csrf: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listPaths: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                state?: components["schemas"]["PathState"];
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of paths */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "probe": "local",
                     *           "target": "web",
                     *           "address": "https://example.net/",
                     *           "state": "failing",
                     *           "load": 1000,
                     *           "reason": "http: 503, expected 200 to 399",
                     *           "updatedAt": "2026-11-23T02:42:33.126456Z",
                     *           "pathState": "diagnosing",
                     *           "incident": "01234567-89ab-8def-8123-456789abcdef",
                     *           "checks": []
                     *         }
                     *       ],
                     *       "next": null,
                     *       "summary": {
                     *         "total": 1,
                     *         "failing": 1,
                     *         "breaching": 0,
                     *         "healthy": 0,
                     *         "stale": 0,
                     *         "unproven": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["PathPage"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getFleet: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The paths that the caller sees, in the order of probe and target */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1795660953126456,
                     *       "states": [
                     *         "failing",
                     *         "breaching",
                     *         "stale",
                     *         "unproven",
                     *         "healthy"
                     *       ],
                     *       "pathStates": [
                     *         "unproven",
                     *         "healthy",
                     *         "suspect",
                     *         "diagnosing",
                     *         "analysing",
                     *         "recovering",
                     *         "silent",
                     *         "unknown"
                     *       ],
                     *       "probes": {
                     *         "id": [
                     *           "local"
                     *         ],
                     *         "site": [
                     *           0
                     *         ],
                     *         "tags": [
                     *           [
                     *             0
                     *           ]
                     *         ]
                     *       },
                     *       "targets": {
                     *         "id": [
                     *           "web",
                     *           "gateway"
                     *         ],
                     *         "address": [
                     *           "https://example.net/",
                     *           "192.0.2.1"
                     *         ],
                     *         "tags": [
                     *           [],
                     *           []
                     *         ]
                     *       },
                     *       "paths": {
                     *         "probe": [
                     *           0,
                     *           0
                     *         ],
                     *         "target": [
                     *           1,
                     *           0
                     *         ],
                     *         "state": [
                     *           4,
                     *           0
                     *         ],
                     *         "pathState": [
                     *           null,
                     *           3
                     *         ],
                     *         "tier": [
                     *           1,
                     *           2
                     *         ],
                     *         "score": [
                     *           0.0005,
                     *           1000
                     *         ],
                     *         "reason": [
                     *           null,
                     *           0
                     *         ],
                     *         "loss": [
                     *           0,
                     *           null
                     *         ],
                     *         "latencyUs": [
                     *           50.4,
                     *           null
                     *         ],
                     *         "check": [
                     *           0,
                     *           null
                     *         ],
                     *         "newestMs": [
                     *           1795660952000,
                     *           1795660951500
                     *         ],
                     *         "incident": [
                     *           null,
                     *           0
                     *         ]
                     *       },
                     *       "sites": [
                     *         "home"
                     *       ],
                     *       "tags": [
                     *         "team=net"
                     *       ],
                     *       "checks": [
                     *         "ping"
                     *       ],
                     *       "reasons": [
                     *         "http: 503, expected 200 to 399"
                     *       ],
                     *       "incidents": [
                     *         "01234567-89ab-8def-8123-456789abcdef"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Fleet"];
                };
            };
            /** @description Nothing has changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    scrapePaths: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only probes of this site, so that a scrape can be split */
                site?: components["schemas"]["Name"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gauges */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # TYPE probe_success gauge
                     *     # HELP probe_success Displays whether or not the probe was a success
                     *     probe_success{probe="local",site="home",target="web",check="http",family="ipv4"} 1
                     *     # EOF
                     */
                    "application/openmetrics-text": string;
                    /** @example probe_success{probe="local",site="home",target="web",check="http",family="ipv4"} 1 */
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each part */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-23T02:42:33.126456Z",
                     *       "state": "degraded",
                     *       "reasons": [
                     *         "sink: a record of waddleperf.results has been waiting for the sink for 91.2 s"
                     *       ],
                     *       "versions": {
                     *         "waddleperf": "0.1.0",
                     *         "java": "25.0.3+9",
                     *         "kafkaClient": "4.1.1",
                     *         "uptimeS": 86400
                     *       },
                     *       "retention": [
                     *         {
                     *           "setting": "waddleperf.retention.tier1-days",
                     *           "days": 7
                     *         }
                     *       ],
                     *       "kafka": {
                     *         "state": "ok",
                     *         "reason": "",
                     *         "tookMs": 12,
                     *         "findings": {
                     *           "clusterId": "a1B2",
                     *           "brokers": 3,
                     *           "partitions": 120,
                     *           "underReplicated": 0,
                     *           "missingTopics": []
                     *         }
                     *       },
                     *       "consumers": {
                     *         "state": "ok",
                     *         "reason": "",
                     *         "tookMs": 21,
                     *         "findings": [
                     *           {
                     *             "id": "results-sink",
                     *             "state": "stable",
                     *             "members": 1,
                     *             "lagRecords": 9120,
                     *             "topics": [
                     *               {
                     *                 "topic": "waddleperf.results",
                     *                 "lagRecords": 9120
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "sink": {
                     *         "state": "degraded",
                     *         "reason": "a record of waddleperf.results has been waiting for the sink for 91.2 s",
                     *         "tookMs": 140,
                     *         "findings": {
                     *           "lagSeconds": 91.2,
                     *           "topic": "waddleperf.results"
                     *         }
                     *       },
                     *       "database": {
                     *         "state": "ok",
                     *         "reason": "",
                     *         "tookMs": 34,
                     *         "findings": {
                     *           "version": "11.4.5-MariaDB",
                     *           "sizeBytes": 4831838208,
                     *           "tables": [
                     *             {
                     *               "name": "result",
                     *               "sizeBytes": 4294967296,
                     *               "rows": 2881000
                     *             }
                     *           ],
                     *           "oldest": {
                     *             "tier1": "2026-11-15",
                     *             "tier2": "2026-10-23",
                     *             "tier3": null,
                     *             "rollupMinutes": "2026-10-23"
                     *           },
                     *           "disks": null,
                     *           "galera": {
                     *             "wsrepClusterStatus": "Primary",
                     *             "wsrepReady": "ON",
                     *             "wsrepClusterSize": 3,
                     *             "wsrepLocalState": "Synced"
                     *           }
                     *         }
                     *       },
                     *       "outbox": {
                     *         "state": "ok",
                     *         "reason": "",
                     *         "tookMs": 3,
                     *         "findings": {
                     *           "waiting": 0,
                     *           "oldestS": null
                     *         }
                     *       },
                     *       "archive": {
                     *         "state": "away",
                     *         "reason": "no answer within 3.0 s",
                     *         "tookMs": 3000,
                     *         "findings": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["System"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    republishConfiguration: {
        parameters: {
            query?: {
                /** @description only say what it would do */
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of each topic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "topic": "waddleperf.targets",
                     *           "written": 3,
                     *           "removed": 1,
                     *           "unchanged": 40
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Republished"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listResults: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only this check */
                check?: components["parameters"]["Check"];
                tier?: number;
                /** @description The earliest due time */
                from?: components["parameters"]["From"];
                /** @description The end; what is due then is not in */
                to?: components["parameters"]["To"];
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Result"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listResultArtifacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Artifact"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them; empty where there is none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Artifact"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getArtifact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Artifact"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01234567-89ab-8def-8123-456789abcdef",
                     *       "resultId": "11234567-89ab-8def-8123-456789abcdef",
                     *       "probe": "local",
                     *       "target": "web",
                     *       "name": "capture.pcap",
                     *       "mediaType": "application/x-pcap",
                     *       "state": "incomplete",
                     *       "note": "2 of 3 chunks came within PT1H",
                     *       "totalBytes": 1500000,
                     *       "sha256": "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
                     *       "appendedAt": "2026-11-23T02:42:33.123456Z",
                     *       "endedAt": "2026-11-23T03:42:40.123456Z",
                     *       "content": null
                     *     }
                     */
                    "application/json": components["schemas"]["Artifact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getArtifactContent: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Artifact"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 16 MiB, as an attachment of the type that the probe says */
            200: {
                headers: {
                    ETag?: string;
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example any bytes */
                    "*/*": string;
                };
            };
            /** @description Still that file */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getSeries: {
        parameters: {
            query: {
                probe: components["schemas"]["Name"];
                target: components["schemas"]["Name"];
                check: components["schemas"]["Name"];
                /** @description Needed where the check runs in both */
                family?: components["schemas"]["Family"];
                /** @description The earliest due time */
                from?: components["parameters"]["From"];
                /** @description The end; what is due then is not in */
                to?: components["parameters"]["To"];
                /** @description How many points the chart has room for */
                points?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The points, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "series": {
                     *         "probe": "local",
                     *         "target": "web",
                     *         "check": "ping",
                     *         "test": "ping",
                     *         "family": "ipv4"
                     *       },
                     *       "from": "2026-11-23T01:42:00.000000Z",
                     *       "to": "2026-11-23T02:42:00.000000Z",
                     *       "stepUs": 0,
                     *       "headline": "rttMeanUs",
                     *       "points": [
                     *         {
                     *           "at": "2026-11-23T02:41:33.000000Z",
                     *           "count": 1,
                     *           "unanswered": 0,
                     *           "minUs": 48,
                     *           "p50Us": 51,
                     *           "meanUs": 51.5,
                     *           "p95Us": 60,
                     *           "maxUs": 62,
                     *           "lossRatio": 0
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SeriesPoints"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSparks: {
        parameters: {
            query: {
                /** @description Probe, target and check with a blank between them */
                series: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The series that there are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-23T01:44:00.000000Z",
                     *       "stepUs": 120000000,
                     *       "items": [
                     *         {
                     *           "probe": "local",
                     *           "target": "web",
                     *           "check": "ping",
                     *           "family": "ipv4",
                     *           "headline": "rttMeanUs",
                     *           "unanswered": [
                     *             0,
                     *             1
                     *           ],
                     *           "minUs": [
                     *             48,
                     *             null
                     *           ],
                     *           "meanUs": [
                     *             51.5,
                     *             null
                     *           ],
                     *           "p95Us": [
                     *             60,
                     *             null
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Sparks"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportAvailability: {
        parameters: {
            query?: {
                /** @description By default 30 days before the end */
                from?: string;
                /** @description By default now */
                to?: string;
                /** @description What a row is of, with commas between: month, day, site, probe, target, path, check */
                by?: string;
                site?: components["schemas"]["Name"];
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only this check */
                check?: components["parameters"]["Check"];
                /** @description Of which the percentiles are; the headline of a test */
                metric?: string;
                percentiles?: boolean;
                /** @description By default as `Accept` says */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows, in the order of their columns */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "2026-11-01T00:00:00.000000Z",
                     *       "to": "2026-11-26T00:00:00.000000Z",
                     *       "by": [
                     *         "path"
                     *       ],
                     *       "metric": "rttMeanUs",
                     *       "missedSince": "2026-11-19T00:00:02.000000Z",
                     *       "items": [
                     *         {
                     *           "month": null,
                     *           "day": null,
                     *           "site": null,
                     *           "probe": "local",
                     *           "target": "web",
                     *           "check": null,
                     *           "availability": 0.999333,
                     *           "results": 36005,
                     *           "answered": 35976,
                     *           "failed": 24,
                     *           "notRun": 5,
                     *           "missed": 2,
                     *           "hours": 600,
                     *           "maintenanceHours": 0,
                     *           "lossRatio": 0.000712,
                     *           "measured": 35976,
                     *           "min": 18010,
                     *           "mean": 21544.2,
                     *           "p50": 21100,
                     *           "p95": 24800,
                     *           "p99": 31020.5,
                     *           "max": 88100
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["AvailabilityReport"];
                    /**
                     * @example month,day,site,probe,target,check,availability
                     *     ,,,local,web,,0.999333
                     */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMesh: {
        parameters: {
            query: {
                metric: string;
                /** @description By default now */
                at?: string;
                /** @description At most 3600 where `at` is given */
                withinS?: number;
                site?: components["schemas"]["Name"];
                /** @description Only this check */
                check?: components["parameters"]["Check"];
                family?: components["schemas"]["Family"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matrix in columns; `probe` and `target` of a cell are places, from 0 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-23T02:42:33.126456Z",
                     *       "freshAfter": "2026-11-23T02:27:33.126456Z",
                     *       "metric": "rttMeanUs",
                     *       "source": "results",
                     *       "probes": {
                     *         "id": [
                     *           "berlin-1",
                     *           "local"
                     *         ],
                     *         "site": [
                     *           "berlin",
                     *           "home"
                     *         ]
                     *       },
                     *       "targets": {
                     *         "id": [
                     *           "gateway",
                     *           "web"
                     *         ],
                     *         "address": [
                     *           "192.0.2.1",
                     *           "https://example.net/"
                     *         ]
                     *       },
                     *       "cells": {
                     *         "probe": [
                     *           0,
                     *           1,
                     *           1
                     *         ],
                     *         "target": [
                     *           1,
                     *           0,
                     *           1
                     *         ],
                     *         "check": [
                     *           "ping",
                     *           "ping",
                     *           "ping"
                     *         ],
                     *         "value": [
                     *           21544.2,
                     *           310.5,
                     *           null
                     *         ],
                     *         "atMs": [
                     *           1795660950000,
                     *           1795660945000,
                     *           1795660951000
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Mesh"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getGeo: {
        parameters: {
            query?: {
                /** @description How many unhealthy paths are told, the worst first */
                arcs?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller sees of the world */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-23T02:42:33.126456Z",
                     *       "sites": [
                     *         {
                     *           "site": "fra",
                     *           "location": {
                     *             "latitude": 50.11,
                     *             "longitude": 8.68,
                     *             "country": "DE",
                     *             "timeZone": "Europe/Berlin"
                     *           },
                     *           "statedBy": "site",
                     *           "localTime": "2026-11-23T03:42:33+01:00",
                     *           "probes": {
                     *             "up": 2,
                     *             "silent": 0,
                     *             "neverSeen": 0,
                     *             "off": 0
                     *           },
                     *           "paths": {
                     *             "state": "failing",
                     *             "total": 8,
                     *             "failing": 1,
                     *             "breaching": 1,
                     *             "stale": 0,
                     *             "unproven": 0,
                     *             "healthy": 6,
                     *             "unhealthyShare": 0.25
                     *           }
                     *         }
                     *       ],
                     *       "countries": [
                     *         {
                     *           "country": "DE",
                     *           "sites": [
                     *             "fra"
                     *           ],
                     *           "probes": {
                     *             "up": 2,
                     *             "silent": 0,
                     *             "neverSeen": 0,
                     *             "off": 0
                     *           },
                     *           "paths": {
                     *             "state": "failing",
                     *             "total": 8,
                     *             "failing": 1,
                     *             "breaching": 1,
                     *             "stale": 0,
                     *             "unproven": 0,
                     *             "healthy": 6,
                     *             "unhealthyShare": 0.25
                     *           }
                     *         }
                     *       ],
                     *       "arcs": [
                     *         {
                     *           "probe": "fra-1",
                     *           "site": "fra",
                     *           "target": "shop",
                     *           "from": {
                     *             "latitude": 50.11,
                     *             "longitude": 8.68,
                     *             "country": "DE",
                     *             "timeZone": "Europe/Berlin"
                     *           },
                     *           "fromSource": "site",
                     *           "to": {
                     *             "latitude": 51.51,
                     *             "longitude": -0.13
                     *           },
                     *           "toSource": "stated",
                     *           "state": "failing",
                     *           "score": 1000,
                     *           "reason": "http: 503, expected 200 to 399"
                     *         }
                     *       ],
                     *       "moreArcs": 0,
                     *       "unplaced": {
                     *         "probes": {
                     *           "count": 1,
                     *           "names": [
                     *             "local"
                     *           ]
                     *         },
                     *         "sites": {
                     *           "count": 1,
                     *           "names": [
                     *             "local"
                     *           ]
                     *         },
                     *         "targets": {
                     *           "count": 1,
                     *           "names": [
                     *             "web"
                     *           ]
                     *         },
                     *         "paths": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Geo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAddressNetworks: {
        parameters: {
            query: {
                /**
                 * @description IPv4 or IPv6, once for each
                 * @example [
                 *       "192.0.2.7",
                 *       "2001:db8::7"
                 *     ]
                 */
                address: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are known, in the order of the question */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "address": "192.0.2.7",
                     *           "asn": 64500,
                     *           "organization": "Example Transit"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AddressNetwork"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProbes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All probes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "probe": {
                     *             "id": "local",
                     *             "site": "home",
                     *             "enabled": true,
                     *             "labels": {},
                     *             "version": 1
                     *           },
                     *           "state": "never-seen",
                     *           "heartbeat": null,
                     *           "heardAt": null
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ProbeState"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProbeEnrolments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are still good, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ProbeEnrolment"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enrolProbe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key again makes no second secret. The first one is not kept, so that the answer is 409 and says what to
                 *     revoke, until that is done
                 */
                "Idempotency-Key"?: components["parameters"]["KeyOfSecret"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "site": "fra",
                 *       "labels": {
                 *         "floor": "2"
                 *       }
                 *     }
                 */
                "application/json": {
                    site: components["schemas"]["Name"];
                    /** @description its id; by default the site's name and six letters */
                    probe?: string;
                    labels?: components["schemas"]["Labels"];
                    /** @default 3600 */
                    expiresInS?: number;
                };
            };
        };
        responses: {
            /** @description The token, and the line to paste */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "probe": "fra-k3m9px",
                     *       "token": "wpj1.AAAA",
                     *       "command": "./waddleperf probe --join=wpj1.AAAA",
                     *       "expiresAt": "2026-11-23T03:42:33.126456Z"
                     *     }
                     */
                    "application/json": {
                        probe: components["schemas"]["Name"];
                        token: string;
                        command: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProbeIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, those that were shut out too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ProbeIdentity"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeProbe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    join: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "secret": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "password": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "host": "pi",
                 *       "version": "0.1.0"
                 *     }
                 */
                "application/json": {
                    /** @description that of the token */
                    secret: string;
                    /** @description of its name in Kafka: 32 bytes in base64url */
                    password: string;
                    /** @description of its signatures: 32 bytes in base64url */
                    key: string;
                    host: string;
                    version: string;
                };
            };
        };
        responses: {
            /** @description What it was granted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "probe": "fra-1",
                     *       "site": "fra",
                     *       "username": "probe-fra-1",
                     *       "bootstrapServers": "192.0.2.7:9093",
                     *       "partitions": 4,
                     *       "authority": "-----BEGIN CERTIFICATE-----"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinGrant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateProbe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "probe": "fra-1",
                 *       "password": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "key": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                 *       "signedBy": "0123456789abcdef",
                 *       "mac": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                 *     }
                 */
                "application/json": {
                    probe: components["schemas"]["Name"];
                    /** @description the new one */
                    password: string;
                    /** @description the new one */
                    key: string;
                    /** @description the id of the key that holds until now */
                    signedBy: string;
                    /** @description HMAC-SHA256 by that key in base64url */
                    mac: string;
                };
            };
        };
        responses: {
            /** @description What it was granted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "probe": "fra-1",
                     *       "site": "fra",
                     *       "username": "probe-fra-1",
                     *       "bootstrapServers": "192.0.2.7:9093",
                     *       "partitions": 4,
                     *       "authority": "-----BEGIN CERTIFICATE-----"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinGrant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All targets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "web",
                     *           "address": "https://example.net/",
                     *           "owned": false,
                     *           "labels": {},
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Target"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTarget: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The target */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "gateway",
                     *       "address": "192.0.2.7",
                     *       "owned": false,
                     *       "labels": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Target"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putTarget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": "192.0.2.7"
                 *     }
                 */
                "application/json": components["schemas"]["TargetDraft"];
            };
        };
        responses: {
            /** @description The target as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "gateway",
                     *       "address": "192.0.2.7",
                     *       "owned": false,
                     *       "labels": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Target"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "gateway",
                     *       "address": "192.0.2.7",
                     *       "owned": false,
                     *       "labels": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Target"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTarget: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSchedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All schedules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "default",
                     *           "enabled": true,
                     *           "probes": [],
                     *           "targets": [
                     *             "web"
                     *           ],
                     *           "checks": [],
                     *           "intervalUs": 30000000,
                     *           "createdAt": "2026-11-23T02:42:33.123456Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "targets": [
                 *         "web"
                 *       ],
                 *       "intervalUs": 30000000
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleDraft"];
            };
        };
        responses: {
            /** @description Nothing is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "series": 1,
                     *       "load": [
                     *         {
                     *           "probe": "local",
                     *           "series": 1,
                     *           "perMinute": 2,
                     *           "allPerMinute": 14
                     *         }
                     *       ],
                     *       "next": [
                     *         {
                     *           "at": "2026-11-23T02:42:33.123456Z",
                     *           "probe": "local",
                     *           "target": "web",
                     *           "check": "ping",
                     *           "family": "ipv4"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description That it asks for */
                        series: number;
                        load: {
                            probe: string;
                            series: number;
                            /** @description Commands of this schedule, at most, while windows are open */
                            perMinute: number;
                            /** @description Of all schedules with this one */
                            allPerMinute: number;
                        }[];
                        /** @description The next 20 runs, before exclusive tests are moved apart */
                        next: {
                            /** Format: date-time */
                            at: string;
                            probe: string;
                            target: string;
                            check: string;
                            family: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "fast",
                     *       "enabled": true,
                     *       "probes": [],
                     *       "targets": [
                     *         "web"
                     *       ],
                     *       "checks": [],
                     *       "intervalUs": 30000000,
                     *       "createdAt": "2026-11-23T02:42:33.123456Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "targets": [
                 *         "web"
                 *       ],
                 *       "checks": [
                 *         {
                 *           "name": "ping",
                 *           "spec": {
                 *             "type": "ping"
                 *           }
                 *         }
                 *       ],
                 *       "intervalUs": 30000000
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleDraft"];
            };
        };
        responses: {
            /** @description The schedule as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "fast",
                     *       "enabled": true,
                     *       "probes": [],
                     *       "targets": [
                     *         "web"
                     *       ],
                     *       "checks": [],
                     *       "intervalUs": 30000000,
                     *       "createdAt": "2026-11-23T02:42:33.123456Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "fast",
                     *       "enabled": true,
                     *       "probes": [],
                     *       "targets": [
                     *         "web"
                     *       ],
                     *       "checks": [],
                     *       "intervalUs": 30000000,
                     *       "createdAt": "2026-11-23T02:42:33.123456Z",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putProbeLabels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "labels": {
                 *         "floor": "2"
                 *       }
                 *     }
                 */
                "application/json": {
                    labels: components["schemas"]["Labels"];
                };
            };
        };
        responses: {
            /** @description The probe as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "fra-1",
                     *       "site": "fra",
                     *       "enabled": true,
                     *       "labels": {
                     *         "floor": "2"
                     *       },
                     *       "version": 2
                     *     }
                     */
                    "application/json": components["schemas"]["ConfiguredProbe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putProbeEnabled: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    enabled: boolean;
                };
            };
        };
        responses: {
            /** @description The probe as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "fra-1",
                     *       "site": "fra",
                     *       "enabled": false,
                     *       "labels": {
                     *         "floor": "2"
                     *       },
                     *       "version": 3
                     *     }
                     */
                    "application/json": components["schemas"]["ConfiguredProbe"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChecks: {
        parameters: {
            query?: {
                /** @description Only what this probe tests */
                probe?: components["schemas"]["Name"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only this check */
                check?: components["parameters"]["Check"];
                /** @description Only this kind of test, such as ping */
                test?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of checks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "target": "web",
                     *           "check": "ping",
                     *           "schedule": "default",
                     *           "enabled": true,
                     *           "probes": [],
                     *           "families": [
                     *             "ipv4"
                     *           ],
                     *           "intervalUs": 30000000,
                     *           "spec": {
                     *             "type": "ping",
                     *             "count": 10,
                     *             "payloadBytes": 56,
                     *             "intervalUs": 100000,
                     *             "timeoutUs": 1000000
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PlannedCheck"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Only of this kind */
                kind?: components["schemas"]["DocumentKind"];
                /** @description Only of this name */
                name?: components["schemas"]["Name"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them; silences that are over are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "apiVersion": "waddleperf.io/v1",
                     *           "kind": "Target",
                     *           "metadata": {
                     *             "name": "web",
                     *             "labels": {
                     *               "app": "shop"
                     *             }
                     *           },
                     *           "spec": {
                     *             "address": "https://example.net/",
                     *             "owned": false
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Document"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    applyDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "documents": [
                 *         {
                 *           "apiVersion": "waddleperf.io/v1",
                 *           "kind": "Target",
                 *           "metadata": {
                 *             "name": "web"
                 *           },
                 *           "spec": {
                 *             "address": "192.0.2.7"
                 *           }
                 *         }
                 *       ],
                 *       "dryRun": true
                 *     }
                 */
                "application/json": {
                    documents?: components["schemas"]["Document"][];
                    remove?: {
                        kind: components["schemas"]["DocumentKind"];
                        name: components["schemas"]["Name"];
                    }[];
                    prune?: components["schemas"]["Labels"];
                    /** @default false */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description What became of each document, then of each thing that is removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applied": false,
                     *       "items": [
                     *         {
                     *           "kind": "Target",
                     *           "name": "web",
                     *           "result": "refused",
                     *           "pointer": "/documents/0/spec/address",
                     *           "detail": "is missing",
                     *           "before": null,
                     *           "after": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description Whether it is so now */
                        applied: boolean;
                        items: {
                            kind: string | null;
                            name: string | null;
                            /** @enum {string} */
                            result: "created" | "changed" | "unchanged" | "removed" | "refused";
                            /** @description To what is wrong in the request (RFC 6901) */
                            pointer: string | null;
                            detail: string | null;
                            before: components["schemas"]["Document"] | null;
                            after: components["schemas"]["Document"] | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explainSchedule: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The series that the schedule asks for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schedule": "night",
                     *       "enabled": true,
                     *       "complete": true,
                     *       "items": [
                     *         {
                     *           "probe": "fra-1",
                     *           "target": "nas",
                     *           "check": "throughput",
                     *           "family": "ipv4",
                     *           "state": "held-up",
                     *           "nextSlot": "2026-11-24T02:30:00.000000Z",
                     *           "reasons": [
                     *             {
                     *               "code": "probe-silent",
                     *               "detail": "the probe has not been heard of for 30 s or more",
                     *               "advice": "look whether it runs and reaches Kafka; meanwhile it tests by itself"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Outlook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only results of this check */
                check?: components["schemas"]["Name"];
                /** @description With commas between them; incidents are those that broke a path of the probe and target */
                types?: string;
            };
            header?: {
                /** @description The last event that was received; what came after it is sent first, up to 256 KiB of it; of more a gap is told */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, which has no end */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: gap
                     *     data: {"dropped":3}
                     */
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLicense: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is known now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "valid",
                     *       "detail": "",
                     *       "product": "waddleperf",
                     *       "customer": "Harbour",
                     *       "tier": "professional",
                     *       "expiresAt": "2027-11-23T00:00:00Z",
                     *       "askedAt": "2026-11-23T02:42:33.126456Z",
                     *       "heldAt": "2026-11-23T02:42:33.126456Z",
                     *       "keptAliveAt": "2026-11-23T02:42:33.326456Z",
                     *       "graceUntil": null,
                     *       "features": [
                     *         {
                     *           "feature": "autoperf",
                     *           "allowed": true,
                     *           "detail": ""
                     *         },
                     *         {
                     *           "feature": "analysis",
                     *           "allowed": false,
                     *           "detail": "the licence does not have the feature analysis"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["License"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The switch of the demo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "running": false,
                     *       "active": "none",
                     *       "faults": []
                     *     }
                     */
                    "application/json": components["schemas"]["Demo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    breakDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fault": "delay"
                 *     }
                 */
                "application/json": {
                    /** @description The kind of a fault; none mends */
                    fault: string;
                };
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "running": true,
                     *       "active": "delay",
                     *       "faults": [
                     *         {
                     *           "kind": "delay",
                     *           "label": "Slow",
                     *           "detail": "Answers come late.",
                     *           "simulated": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Demo"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTopics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All topics, those for every program first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "waddleperf.results",
                     *           "description": "How each command ended: numbers, samples, what was seen, and how all of it was measured.",
                     *           "audience": "public",
                     *           "key": "probe id",
                     *           "cleanup": "delete",
                     *           "retentionUs": 604800000000,
                     *           "writers": [
                     *             "probe-worker"
                     *           ],
                     *           "readers": [
                     *             "escalation-streams",
                     *             "results-sink",
                     *             "query-api"
                     *           ],
                     *           "contentType": "application/json",
                     *           "events": [
                     *             {
                     *               "type": "io.waddleperf.result.v1",
                     *               "schema": "/api/v1/topics/schemas/result.v1.json",
                     *               "sample": {
                     *                 "id": "01234567-89ab-8def-8123-456789abcdef",
                     *                 "probe": "local",
                     *                 "target": "web"
                     *               }
                     *             }
                     *           ],
                     *           "partitions": 4,
                     *           "recordsPerSecond": 12.5,
                     *           "groups": [
                     *             {
                     *               "group": "results-sink",
                     *               "records": 3
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null,
                     *       "at": "2026-11-23T02:42:33.123456Z",
                     *       "unknown": null
                     *     }
                     */
                    "application/json": components["schemas"]["TopicList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAsyncApiAsJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "asyncapi": "3.0.0",
                     *       "info": {
                     *         "title": "WaddlePerf topics",
                     *         "version": "1"
                     *       },
                     *       "channels": {}
                     *     }
                     */
                    "application/json": components["schemas"]["ForeignDocument"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAsyncApiAsYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example asyncapi: 3.0.0 */
                    "application/yaml": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEventSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description As `/api/v1/topics` has it
                 * @example result.v1.json
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *       "title": "io.waddleperf.result.v1",
                     *       "type": "object"
                     *     }
                     */
                    "application/schema+json": components["schemas"]["ForeignDocument"];
                    /**
                     * @example {
                     *       "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *       "title": "io.waddleperf.result.v1",
                     *       "type": "object"
                     *     }
                     */
                    "application/json": components["schemas"]["ForeignDocument"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTestKinds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All kinds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "tcp",
                     *           "title": "TCP connection",
                     *           "measures": "How long a port takes to accept a connection, which is then reset.",
                     *           "tier": 1,
                     *           "exclusive": false,
                     *           "needs": [],
                     *           "limitUs": 5000000,
                     *           "schema": {
                     *             "$schema": "https://json-schema.org/draft/2020-12/schema",
                     *             "title": "TCP connection",
                     *             "description": "How long a port takes to accept a connection, which is then reset.",
                     *             "type": "object",
                     *             "additionalProperties": false,
                     *             "required": [
                     *               "type"
                     *             ],
                     *             "properties": {
                     *               "type": {
                     *                 "const": "tcp"
                     *               },
                     *               "port": {
                     *                 "title": "Port",
                     *                 "description": "Where the connection goes; the target's own where left out.",
                     *                 "type": "integer",
                     *                 "minimum": 1,
                     *                 "maximum": 65535
                     *               }
                     *             }
                     *           },
                     *           "chart": {
                     *             "form": "smoke",
                     *             "metrics": [
                     *               {
                     *                 "metric": "connectUs",
                     *                 "words": "connect time"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["TestKind"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runTests: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are the same request, not a second one */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "probes": [
                 *         "local"
                 *       ],
                 *       "target": "127.0.0.1",
                 *       "checks": [
                 *         "ping",
                 *         {
                 *           "spec": {
                 *             "type": "ping",
                 *             "count": 50,
                 *             "payloadBytes": 1400
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TestOrder"];
            };
        };
        responses: {
            /** @description Taken; `Location` says where to ask how far it is */
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "test_id": "01234567-89ab-8def-8123-456789abcdef",
                     *       "status": "queued"
                     *     }
                     */
                    "application/json": {
                        /** Format: uuid */
                        test_id: string;
                        /** @constant */
                        status: "queued";
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTestStatus: {
        parameters: {
            query?: {
                /** @description False: how far it is, without the results, which of hundreds of probes are megabytes */
                results?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The test and each of its commands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "test_id": "01234567-89ab-8def-8123-456789abcdef",
                     *       "status": "queued",
                     *       "requestedAt": "2026-11-23T02:42:33.123456Z",
                     *       "expiresAt": "2026-11-23T02:43:33.123456Z",
                     *       "target": {
                     *         "id": "127.0.0.1",
                     *         "address": "127.0.0.1",
                     *         "owned": true,
                     *         "labels": {},
                     *         "version": 1
                     *       },
                     *       "probes": {
                     *         "total": 1,
                     *         "waiting": 1,
                     *         "running": 0,
                     *         "completed": 0,
                     *         "failed": 0,
                     *         "refused": 0,
                     *         "unanswered": 0
                     *       },
                     *       "commands": [
                     *         {
                     *           "commandId": "02502d02-5ca5-87e0-854b-19290521135e",
                     *           "probe": "local",
                     *           "check": "ping",
                     *           "family": "ipv4",
                     *           "status": "queued",
                     *           "detail": "",
                     *           "ending": null,
                     *           "result": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    streamTestEvents: {
        parameters: {
            query?: {
                /** @description False: the steps and the end, without the results */
                results?: boolean;
            };
            header?: {
                /** @description The last `id` that was received; what was told up to there does not come again */
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream, which ends with the test */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: run-event
                     *     data: {"id":"7a0e8f1c-2b1d-8f34-9c55-0d1e2f3a4b5c","runId":"01234567-89ab-8def-8123-456789abcdef","commandId":"02502d02-5ca5-87e0-854b-19290521135e","probe":"local","kind":"started","at":"2026-11-23T02:42:33.223456Z","detail":""}
                     *
                     *     event: end
                     *     data: {"test_id":"01234567-89ab-8def-8123-456789abcdef","status":"done","probes":{"total":1,"waiting":0,"running":0,"completed":1,"failed":0,"refused":0,"unanswered":0}}
                     */
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; `Location` says where to ask how far it is */
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "test_id": "01234567-89ab-8def-8123-456789abcdef",
                     *       "status": "queued",
                     *       "requestedAt": "2026-11-23T02:42:33.123456Z",
                     *       "expiresAt": "2026-11-23T02:43:33.123456Z",
                     *       "target": {
                     *         "id": "127.0.0.1",
                     *         "address": "127.0.0.1",
                     *         "owned": true,
                     *         "labels": {},
                     *         "version": 1
                     *       },
                     *       "probes": {
                     *         "total": 1,
                     *         "waiting": 1,
                     *         "running": 0,
                     *         "completed": 0,
                     *         "failed": 0,
                     *         "refused": 0,
                     *         "unanswered": 0
                     *       },
                     *       "commands": [
                     *         {
                     *           "commandId": "02502d02-5ca5-87e0-854b-19290521135e",
                     *           "probe": "local",
                     *           "check": "ping",
                     *           "family": "ipv4",
                     *           "status": "queued",
                     *           "detail": "",
                     *           "ending": null,
                     *           "result": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TestStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pingSpeedServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example  */
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadSpeedTest: {
        parameters: {
            query: {
                /** @description Names the test that this is a transfer of, made up by who tests: whoever has the turn keeps it by that */
                test: components["parameters"]["SpeedTest"];
                mebibytes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So many MiB */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example any bytes */
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    uploadSpeedTest: {
        parameters: {
            query: {
                /** @description Names the test that this is a transfer of, made up by who tests: whoever has the turn keeps it by that */
                test: components["parameters"]["SpeedTest"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 1 MiB */
        requestBody?: {
            content: {
                /** @example any bytes */
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description All of it has come */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example  */
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description With commas between them: open, recovering, closed */
                state?: string;
                /** @description With commas between them: warning, critical */
                severity?: string;
                scope?: "path" | "target" | "probe" | "site";
                /** @description The target, probe or site; for a path `probe → target` */
                subject?: string;
                /** @description Of a path that it broke */
                probe?: components["schemas"]["Name"];
                /** @description Of the same path */
                target?: components["schemas"]["Name"];
                /** @description The account that is to look after it */
                assignee?: string;
                /** @description Opened then or later */
                from?: string;
                /** @description Opened before */
                to?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of incidents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["IncidentView"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the topic */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01234567-89ab-8def-8123-456789abcdef",
                     *       "revision": 3,
                     *       "state": "open",
                     *       "openedAt": "2026-11-23T02:42:33.123456Z",
                     *       "updatedAt": "2026-11-23T02:42:38.123456Z",
                     *       "scope": {
                     *         "kind": "target",
                     *         "subject": "web",
                     *         "broken": 1,
                     *         "tested": 2
                     *       },
                     *       "members": [
                     *         {
                     *           "probe": "local",
                     *           "site": "home",
                     *           "target": "web",
                     *           "state": "diagnosing",
                     *           "since": "2026-11-23T02:42:33.123456Z"
                     *         }
                     *       ],
                     *       "sentence": "web is slow from 1 of 2 probes",
                     *       "severity": "warning",
                     *       "ruleVersion": "default-rtt@1",
                     *       "chain": [
                     *         {
                     *           "at": "2026-11-23T02:42:33.123456Z",
                     *           "kind": "confirmed",
                     *           "tier": 1,
                     *           "path": {
                     *             "probe": "local",
                     *             "target": "web"
                     *           },
                     *           "resultId": "01234567-89ab-8def-8123-456789abcdef",
                     *           "text": "mean RTT 140 ms, bound 100 ms"
                     *         }
                     *       ],
                     *       "chainDropped": 0,
                     *       "suppressed": 0,
                     *       "awaitsApproval": [],
                     *       "simulated": false
                     *     }
                     */
                    "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description Still that revision */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentResults: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As on the topic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Result"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was sent, waits, was given up or withheld */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "transition": "opened",
                     *           "channel": "ops-mail",
                     *           "state": "sent",
                     *           "attempts": 2,
                     *           "createdAt": "2026-11-23T02:42:38.123456Z",
                     *           "sentAt": "2026-11-23T02:42:51.000000Z",
                     *           "nextAttemptAt": null,
                     *           "error": ""
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    actOnIncident: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are the same request, not a second one */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "acknowledge" | "assign" | "approve" | "comment" | "close";
                    /**
                     * @description The comment; a comment needs one
                     * @default
                     */
                    text?: string;
                    /** @description Only of the kind assign, which needs it; empty for nobody any more */
                    assignee?: string;
                };
            };
        };
        responses: {
            /** @description Taken; `Location` is the incident */
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actionId": "01234567-89ab-8def-8123-456789abcdef",
                     *       "status": "queued"
                     *     }
                     */
                    "application/json": components["schemas"]["QueuedAction"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIncidentSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Without what opens them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01234567-89ab-4def-8123-456789abcdef",
                     *           "incident": "01234567-89ab-8def-8123-456789abcdef",
                     *           "revision": 3,
                     *           "madeBy": "ada",
                     *           "madeAt": "2026-11-23T02:50:00.000000Z",
                     *           "expiresAt": "2026-11-30T02:50:00.000000Z"
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SnapshotLink"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeIncidentSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                id: components["parameters"]["Incident"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "validHours": 168
                 *     }
                 */
                "application/json": components["schemas"]["SnapshotDraft"];
            };
        };
        responses: {
            /** @description The link; what opens it is told this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "link": {
                     *         "id": "01234567-89ab-4def-8123-456789abcdef",
                     *         "incident": "01234567-89ab-8def-8123-456789abcdef",
                     *         "revision": 3,
                     *         "madeBy": "ada",
                     *         "madeAt": "2026-11-23T02:50:00.000000Z",
                     *         "expiresAt": "2026-11-30T02:50:00.000000Z"
                     *       },
                     *       "token": "wpi_m2Jw",
                     *       "path": "/snapshot#wpi_m2Jw"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeSnapshotLink"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endIncidentSnapshot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                id: components["parameters"]["Incident"];
                snapshot: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It shows nothing from now on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getIncidentSnapshot: {
        parameters: {
            query?: never;
            header: {
                /** @description As it was told when the link was made */
                "Snapshot-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it was at `takenAt` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "takenAt": "2026-11-23T02:50:00.000000Z",
                     *       "expiresAt": "2026-11-30T02:50:00.000000Z",
                     *       "incident": {
                     *         "id": "01234567-89ab-8def-8123-456789abcdef",
                     *         "revision": 3,
                     *         "state": "open",
                     *         "openedAt": "2026-11-23T02:42:33.123456Z",
                     *         "updatedAt": "2026-11-23T02:42:38.123456Z",
                     *         "scope": {
                     *           "kind": "target",
                     *           "subject": "web",
                     *           "broken": 1,
                     *           "tested": 2
                     *         },
                     *         "members": [],
                     *         "sentence": "web is slow from 1 of 2 probes",
                     *         "severity": "warning",
                     *         "ruleVersion": "default-rtt@1",
                     *         "chain": [],
                     *         "chainDropped": 0,
                     *         "suppressed": 0,
                     *         "awaitsApproval": [],
                     *         "simulated": false
                     *       },
                     *       "results": []
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentSnapshot"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are the same request, not a second one */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; `Location` says where to ask what each channel said */
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "actionId": "01234567-89ab-8def-8123-456789abcdef",
                     *       "status": "queued"
                     *     }
                     */
                    "application/json": components["schemas"]["QueuedAction"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTestDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One for each channel */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "transition": "test",
                     *           "channel": "ops",
                     *           "state": "sent",
                     *           "attempts": 1,
                     *           "createdAt": "2026-11-23T02:42:33.126456Z",
                     *           "sentAt": "2026-11-23T02:42:33.326456Z",
                     *           "nextAttemptAt": null,
                     *           "error": ""
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "of-file",
                     *           "type": "webhook",
                     *           "origin": "notifier",
                     *           "enabled": true,
                     *           "version": null,
                     *           "destination": null,
                     *           "route": null,
                     *           "state": {
                     *             "phase": "in-force",
                     *             "detail": null,
                     *             "heardAt": "2026-11-23T02:42:33Z"
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Channel"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel; one of the notifier's own has no version, and `"0"` as its tag */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ops",
                     *       "type": "webhook",
                     *       "origin": "api",
                     *       "enabled": true,
                     *       "version": 1,
                     *       "destination": {
                     *         "type": "webhook",
                     *         "url": "https://example.net/hook",
                     *         "secret": "env:NOTIFY_OPS"
                     *       },
                     *       "route": {
                     *         "match": {
                     *           "site": [
                     *             "berlin"
                     *           ]
                     *         },
                     *         "severity": "warning",
                     *         "tell": [
                     *           "opened",
                     *           "closed"
                     *         ],
                     *         "groupBy": [
                     *           "incident"
                     *         ],
                     *         "groupWaitUs": 10000000,
                     *         "groupIntervalUs": 300000000,
                     *         "repeatIntervalUs": 14400000000
                     *       },
                     *       "state": {
                     *         "phase": "behind",
                     *         "detail": "the notifier has not taken it yet",
                     *         "heardAt": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "destination": {
                 *         "type": "webhook",
                 *         "url": "https://example.net/hook",
                 *         "secret": "env:NOTIFY_OPS"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ChannelDraft"];
            };
        };
        responses: {
            /** @description The channel as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ops",
                     *       "type": "webhook",
                     *       "origin": "api",
                     *       "enabled": true,
                     *       "version": 1,
                     *       "destination": {
                     *         "type": "webhook",
                     *         "url": "https://example.net/hook",
                     *         "secret": "env:NOTIFY_OPS"
                     *       },
                     *       "route": {
                     *         "match": {
                     *           "site": [
                     *             "berlin"
                     *           ]
                     *         },
                     *         "severity": "warning",
                     *         "tell": [
                     *           "opened",
                     *           "closed"
                     *         ],
                     *         "groupBy": [
                     *           "incident"
                     *         ],
                     *         "groupWaitUs": 10000000,
                     *         "groupIntervalUs": 300000000,
                     *         "repeatIntervalUs": 14400000000
                     *       },
                     *       "state": {
                     *         "phase": "behind",
                     *         "detail": "the notifier has not taken it yet",
                     *         "heardAt": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "ops",
                     *       "type": "webhook",
                     *       "origin": "api",
                     *       "enabled": true,
                     *       "version": 1,
                     *       "destination": {
                     *         "type": "webhook",
                     *         "url": "https://example.net/hook",
                     *         "secret": "env:NOTIFY_OPS"
                     *       },
                     *       "route": {
                     *         "match": {
                     *           "site": [
                     *             "berlin"
                     *           ]
                     *         },
                     *         "severity": "warning",
                     *         "tell": [
                     *           "opened",
                     *           "closed"
                     *         ],
                     *         "groupBy": [
                     *           "incident"
                     *         ],
                     *         "groupWaitUs": 10000000,
                     *         "groupIntervalUs": 300000000,
                     *         "repeatIntervalUs": 14400000000
                     *       },
                     *       "state": {
                     *         "phase": "behind",
                     *         "detail": "the notifier has not taken it yet",
                     *         "heardAt": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Channel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and body again are the same request, not a second one */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken; `Location` is the test */
            202: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "testId": "01234567-89ab-8def-8123-456789abcdef",
                     *       "channel": "ops",
                     *       "status": "queued",
                     *       "requestedAt": "2026-11-23T02:42:33.126456Z",
                     *       "attempts": 0,
                     *       "answer": null
                     *     }
                     */
                    "application/json": components["schemas"]["TestNotification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getChannelTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                test: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "testId": "01234567-89ab-8def-8123-456789abcdef",
                     *       "channel": "ops",
                     *       "status": "taken",
                     *       "requestedAt": "2026-11-23T02:42:33.126456Z",
                     *       "attempts": 1,
                     *       "answer": "example.net answered 200"
                     *     }
                     */
                    "application/json": components["schemas"]["TestNotification"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEscalations: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                step?: components["schemas"]["Step"];
                /** @description Then or later */
                from?: string;
                /** @description Before */
                to?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of decisions as on the topic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Escalation"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunEvents: {
        parameters: {
            query?: {
                /** @description Only this probe */
                probe?: components["parameters"]["Probe"];
                /** @description Only this target */
                target?: components["parameters"]["Target"];
                /** @description Only of this schedule */
                schedule?: components["schemas"]["Name"];
                kind?: "queued" | "rejected" | "accepted" | "started" | "missed" | "suppressed";
                /** @description Then or later */
                from?: string;
                /** @description Before */
                to?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events as on the topic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01234567-89ab-8def-8123-456789abcdef",
                     *           "runId": "02502d02-5ca5-87e0-854b-19290521135e",
                     *           "probe": "local",
                     *           "kind": "missed",
                     *           "at": "2026-11-23T02:43:03.000000Z",
                     *           "detail": "no ending within 30 s",
                     *           "subject": {
                     *             "target": "web",
                     *             "check": "ping",
                     *             "tier": 1,
                     *             "schedule": "all",
                     *             "dueAt": "2026-11-23T02:42:33.000000Z"
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["RunEvent"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listThresholds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Threshold"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getThreshold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "slow-fra",
                     *       "enabled": true,
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "metric": "rttMeanUs",
                     *       "tier": 1,
                     *       "enter": 150000,
                     *       "breaches": 2,
                     *       "of": 3,
                     *       "clears": 3,
                     *       "severity": "warning",
                     *       "countsAlso": [],
                     *       "version": 1,
                     *       "exitBound": 120000,
                     *       "builtIn": false,
                     *       "origin": "api"
                     *     }
                     */
                    "application/json": components["schemas"]["Threshold"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putThreshold: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "match": {
                 *         "site": "fra"
                 *       },
                 *       "metric": "rttMeanUs",
                 *       "enter": 150000
                 *     }
                 */
                "application/json": components["schemas"]["ThresholdDraft"];
            };
        };
        responses: {
            /** @description The rule as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "slow-fra",
                     *       "enabled": true,
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "metric": "rttMeanUs",
                     *       "tier": 1,
                     *       "enter": 150000,
                     *       "breaches": 2,
                     *       "of": 3,
                     *       "clears": 3,
                     *       "severity": "warning",
                     *       "countsAlso": [],
                     *       "version": 1,
                     *       "exitBound": 120000,
                     *       "builtIn": false,
                     *       "origin": "api"
                     *     }
                     */
                    "application/json": components["schemas"]["Threshold"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "slow-fra",
                     *       "enabled": true,
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "metric": "rttMeanUs",
                     *       "tier": 1,
                     *       "enter": 150000,
                     *       "breaches": 2,
                     *       "of": 3,
                     *       "clears": 3,
                     *       "severity": "warning",
                     *       "countsAlso": [],
                     *       "version": 1,
                     *       "exitBound": 120000,
                     *       "builtIn": false,
                     *       "origin": "api"
                     *     }
                     */
                    "application/json": components["schemas"]["Threshold"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteThreshold: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listThresholdVersions: {
        parameters: {
            query?: {
                /** @description The earliest change */
                from?: string;
                /** @description The end; what was then is not in */
                to?: string;
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "version": null,
                     *           "at": "2026-11-23T03:12:33.123456Z",
                     *           "who": "eva",
                     *           "threshold": null
                     *         },
                     *         {
                     *           "version": 1,
                     *           "at": "2026-11-23T02:42:33.123456Z",
                     *           "who": "eva",
                     *           "threshold": {
                     *             "id": "slow-fra",
                     *             "enabled": true,
                     *             "match": {
                     *               "site": "fra"
                     *             },
                     *             "metric": "rttMeanUs",
                     *             "tier": 1,
                     *             "enter": 150000,
                     *             "breaches": 2,
                     *             "of": 3,
                     *             "clears": 3,
                     *             "severity": "warning",
                     *             "countsAlso": [],
                     *             "version": 1,
                     *             "exitBound": 120000
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ThresholdVersion"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEffectiveThresholds: {
        parameters: {
            query: {
                probe: components["schemas"]["Name"];
                target: components["schemas"]["Name"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The series that schedules ask for; none where the path is not tested */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: {
                            probe: string;
                            target: string;
                            check: string;
                            test: string;
                            family: string;
                            schedule: string;
                            labels: components["schemas"]["Labels"];
                            rules: components["schemas"]["Threshold"][];
                        }[];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewThreshold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "match": {
                 *         "site": "fra"
                 *       },
                 *       "metric": "rttMeanUs",
                 *       "enter": 150000
                 *     }
                 */
                "application/json": components["schemas"]["ThresholdDraft"];
            };
        };
        responses: {
            /** @description Nothing is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "series": 4,
                     *       "matched": 1,
                     *       "inForce": 1,
                     *       "paths": 1,
                     *       "examples": [
                     *         {
                     *           "probe": "local",
                     *           "target": "web",
                     *           "check": "ping",
                     *           "family": "ipv4",
                     *           "schedule": "all"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @description That are tested now */
                        series: number;
                        /** @description Of these have its labels */
                        matched: number;
                        /** @description Of these it would decide on; on the others another rule does */
                        inForce: number;
                        /** @description That the matched series belong to */
                        paths: number;
                        examples: {
                            [key: string]: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSilences: {
        parameters: {
            query?: {
                /** @description Only those that hold now */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, past ones too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Silence"][];
                        next: null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSilence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The silence */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "new-switch",
                     *       "kind": "maintenance",
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "startsAt": "2026-11-23T02:00:00.000000Z",
                     *       "endsAt": "2026-11-23T04:00:00.000000Z",
                     *       "comment": "a new switch",
                     *       "createdBy": "api",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Silence"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSilence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
                /** @description An `ETag` that the caller has; on a write `*`: only where there is none yet, else 412 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "maintenance",
                 *       "match": {
                 *         "site": "fra"
                 *       },
                 *       "endsAt": "2026-11-23T04:00:00Z",
                 *       "comment": "a new switch"
                 *     }
                 */
                "application/json": components["schemas"]["SilenceDraft"];
            };
        };
        responses: {
            /** @description The silence as it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "new-switch",
                     *       "kind": "maintenance",
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "startsAt": "2026-11-23T02:00:00.000000Z",
                     *       "endsAt": "2026-11-23T04:00:00.000000Z",
                     *       "comment": "a new switch",
                     *       "createdBy": "api",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Silence"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "new-switch",
                     *       "kind": "maintenance",
                     *       "match": {
                     *         "site": "fra"
                     *       },
                     *       "startsAt": "2026-11-23T02:00:00.000000Z",
                     *       "endsAt": "2026-11-23T04:00:00.000000Z",
                     *       "comment": "a new switch",
                     *       "createdBy": "api",
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Silence"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSilence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what was read; 412 where it has changed since */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "ada",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Who has signed in; the cookie comes with it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "admin",
                     *       "via": "session",
                     *       "role": "admin",
                     *       "scopes": [],
                     *       "mustChangePassword": false,
                     *       "csrfToken": "5vOZ0q",
                     *       "accounts": "required"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSignInMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By a password, and by a provider of OpenID Connect where one is set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "password": true,
                     *       "provider": {
                     *         "name": "Keycloak",
                     *         "url": "/api/v1/oidc/login"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignInMethods"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signInByProvider: {
        parameters: {
            query?: {
                /** @description The path of the page where it ends */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider, with a cookie by which the way back is known */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    signedInByProvider: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                error?: string;
                iss?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To a page; the cookie of the session comes with it */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has ended here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "continueAt": "https://login.example.net/realms/noc/protocol/openid-connect/logout?id_token_hint=eyJ"
                     *     }
                     */
                    "application/json": {
                        /** Format: uri */
                        continueAt: string;
                    };
                };
            };
            /** @description It has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "admin",
                     *       "via": "session",
                     *       "role": "admin",
                     *       "scopes": [],
                     *       "mustChangePassword": false,
                     *       "csrfToken": "5vOZ0q",
                     *       "accounts": "required"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current": "the old one of ada",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description It is changed; a new cookie comes with it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "admin",
                     *       "via": "session",
                     *       "role": "admin",
                     *       "scopes": [],
                     *       "mustChangePassword": false,
                     *       "csrfToken": "5vOZ0q",
                     *       "accounts": "required"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sessions have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Account"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "ada",
                     *       "mustChangePassword": true,
                     *       "role": "viewer",
                     *       "scope": {
                     *         "sites": [
                     *           "fra"
                     *         ],
                     *         "tags": {}
                     *       },
                     *       "disabled": false,
                     *       "version": 1,
                     *       "createdAt": "2026-11-23T02:42:33.123456Z",
                     *       "external": false
                     *     }
                     */
                    "application/json": components["schemas"]["Account"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed */
                "If-Match"?: string;
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "viewer",
                 *       "sites": [
                 *         "fra"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AccountDraft"];
            };
        };
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "name": "ada",
                     *         "mustChangePassword": true,
                     *         "role": "viewer",
                     *         "scope": {
                     *           "sites": [
                     *             "fra"
                     *           ],
                     *           "tags": {}
                     *         },
                     *         "disabled": false,
                     *         "version": 1,
                     *         "createdAt": "2026-11-23T02:42:33.123456Z",
                     *         "external": false
                     *       },
                     *       "password": null
                     *     }
                     */
                    "application/json": components["schemas"]["MadeAccount"];
                };
            };
            /** @description It is new; the password that was made for it is told this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "name": "ada",
                     *         "mustChangePassword": true,
                     *         "role": "viewer",
                     *         "scope": {
                     *           "sites": [
                     *             "fra"
                     *           ],
                     *           "tags": {}
                     *         },
                     *         "disabled": false,
                     *         "version": 1,
                     *         "createdAt": "2026-11-23T02:42:33.123456Z",
                     *         "external": false
                     *       },
                     *       "password": "3QxkqkJ0dDk0Zr8sYc1v"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what is to be changed */
                "If-Match"?: string;
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The password, told this once; all sessions have ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account": {
                     *         "name": "ada",
                     *         "mustChangePassword": true,
                     *         "role": "viewer",
                     *         "scope": {
                     *           "sites": [
                     *             "fra"
                     *           ],
                     *           "tags": {}
                     *         },
                     *         "disabled": false,
                     *         "version": 1,
                     *         "createdAt": "2026-11-23T02:42:33.123456Z",
                     *         "external": false
                     *       },
                     *       "password": "3QxkqkJ0dDk0Zr8sYc1v"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSessionsOf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sessions have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those that are not over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Token"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
                /**
                 * @description The same key again makes no second secret. The first one is not kept, so that the answer is 409 and says what to
                 *     revoke, until that is done
                 */
                "Idempotency-Key"?: components["parameters"]["KeyOfSecret"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "dashboard",
                 *       "role": "viewer",
                 *       "validDays": 90
                 *     }
                 */
                "application/json": components["schemas"]["TokenDraft"];
            };
        };
        responses: {
            /** @description The token; its secret is told this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": {
                     *         "id": "01234567-89ab-4def-8123-456789abcdef",
                     *         "account": "ada",
                     *         "name": "dashboard",
                     *         "role": "viewer",
                     *         "scope": {
                     *           "sites": [
                     *             "fra"
                     *           ],
                     *           "tags": {}
                     *         },
                     *         "createdAt": "2026-11-23T02:42:33.123456Z",
                     *         "seenAt": "2026-11-23T02:42:33.123456Z",
                     *         "expiresAt": "2027-02-21T02:42:33.123456Z"
                     *       },
                     *       "secret": "wpt_m2Jw"
                     *     }
                     */
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `csrfToken` of the session; not needed with a token */
                "X-CSRF-Token"?: components["parameters"]["Csrf"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No instance takes it any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                who?: string;
                action?: string;
                subject?: string;
                /** @description The earliest due time */
                from?: components["parameters"]["From"];
                /** @description The end; what is due then is not in */
                to?: components["parameters"]["To"];
                limit?: components["parameters"]["Limit"];
                /** @description `next` of the page before */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Change"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
