#!/bin/sh
# The policy in virtual time, at length: 10 seeds of 10,000 paths over 24 hours (in `verify`: 1,000 seeds of 100 paths over
# 6 hours), and labelled faults for the localisation. SEEDS, PROBES, TARGETS and HOURS choose another size.
set -eu
cd "$(dirname "$0")/.."
JAVA_HOME=$(./waddleperf jdk)
export JAVA_HOME
size="-Dseeds=${SEEDS:-10} -Dprobes=${PROBES:-100} -Dtargets=${TARGETS:-100} -Dhours=${HOURS:-24}"
./mvnw -B -ntp -Dquick=true -pl escalation-policy -am test -Dsurefire.failIfNoSpecifiedTests=false \
    '-Dtest=EscalationSimulation#keepsItsRulesWhateverGoesWrong,LocalisationSimulation' \
    "-Dtest.jvm.args=$size -Dlocalisation.seeds=${LOCALISATION_SEEDS:-500} -Xmx3g" |
    grep --line-buffered -E '^ +[0-9]+  |seed [0-9]+: |right in|Tests run|ERROR|BUILD'
