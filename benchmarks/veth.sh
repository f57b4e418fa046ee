# shellcheck shell=sh
# Sourced by scripts that run in a network namespace of their own (unshare -nm): a namespace "far" at the other end of a
# virtual cable, 192.0.2.1 here and 192.0.2.2 there. Both end with the last process in them.
mount -t tmpfs tmpfs /run
ip link set lo up
ip netns add far
ip -n far link set lo up
ip link add near type veth peer name west netns far
ip address add 192.0.2.1/24 dev near
ip -n far address add 192.0.2.2/24 dev west
ip link set near up
ip -n far link set west up
tries=0
until ping -q -c 1 -W 1 192.0.2.2 >/dev/null 2>&1; do # until the kernel has noticed the carrier
    tries=$((tries + 1))
    [ $tries -lt 20 ] || { echo "the cable does not come up" >&2; exit 1; }
done
