package io.waddleperf.probe.ping;

/// What a socket has done so far, and what it holds.
///
/// @param sent       requests that left
/// @param answered   requests with an answer
/// @param duplicates answers that came again
/// @param foreign    answers and errors that belong to no request of ours, or to none any more
/// @param withheld   requests that could not leave for want of room, at this machine
/// @param dropped    packets that the kernel threw away because we read too slowly
/// @param held       requests in the table
/// @param running    runs
record EchoCounts(
        long sent, long answered, long duplicates, long foreign, long withheld, long dropped, int held, int running) {}
