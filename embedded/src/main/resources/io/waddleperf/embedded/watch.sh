# shellcheck shell=sh
# Runs "$@" until it ends or until the pipe on our standard input closes, whichever comes first.
# The pipe closes when our parent closes it or dies: then the child gets SIGTERM and, `ticks`
# tenths of a second later, SIGKILL. The child's pid is the first line of our output.
# Arguments: log file, ticks, command...
log=$1 ticks=$2
shift 2
# A list in the background reads /dev/null unless the pipe has another number first.
exec 3<&0 </dev/null
"$@" 3<&- >>"$log" 2>&1 &
child=$!
# Where setsid is missing, Ctrl-C reaches this group too; stopping is our parent's decision.
trap '' INT
echo $child
exec >/dev/null 2>&1
(
    read -r _ <&3
    kill $child
    while [ "$ticks" -gt 0 ] && kill -0 $child; do
        sleep 0.1
        ticks=$((ticks - 1))
    done
    kill -9 $child
) &
watch=$!
exec 3<&-
wait $child
code=$?
kill $watch
exit $code
