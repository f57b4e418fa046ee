package io.waddleperf.probe.nativenet;

/// An instruction of the kernel's packet filter, a `sock_filter` (classic BPF: McCanne and Jacobson, 1993).
///
/// @param jumpTrue  how many instructions to pass over where a condition holds, 0 to 255
/// @param jumpFalse likewise where it does not
public record FilterInstruction(int code, int jumpTrue, int jumpFalse, int operand) {}
