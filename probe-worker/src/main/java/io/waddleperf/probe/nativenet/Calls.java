package io.waddleperf.probe.nativenet;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library that [Libc] and [KernelClock] call; each captures `errno` in its first argument.
final class Calls {
    static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));

    private static final ValueLayout INT = JAVA_INT;
    private static final ValueLayout SIZE = JAVA_LONG;
    private static final ValueLayout POINTER = ADDRESS;

    static final MethodHandle SOCKET = call("socket", INT, INT, INT, INT);
    static final MethodHandle BIND = call("bind", INT, INT, POINTER, INT);
    static final MethodHandle GETSOCKNAME = call("getsockname", INT, INT, POINTER, POINTER);
    static final MethodHandle GETPEERNAME = call("getpeername", INT, INT, POINTER, POINTER);
    static final MethodHandle CONNECT = call("connect", INT, INT, POINTER, INT);
    static final MethodHandle SEND = call("send", SIZE, INT, POINTER, SIZE, INT);
    static final MethodHandle SENDMSG = call("sendmsg", SIZE, INT, POINTER, INT);
    static final MethodHandle RECVMSG = call("recvmsg", SIZE, INT, POINTER, INT);
    static final MethodHandle SENDMMSG = call("sendmmsg", INT, INT, POINTER, INT, INT);
    static final MethodHandle RECVMMSG = call("recvmmsg", INT, INT, POINTER, INT, INT, POINTER);
    static final MethodHandle READ = call("read", SIZE, INT, POINTER, SIZE);
    static final MethodHandle WRITE = call("write", SIZE, INT, POINTER, SIZE);
    static final MethodHandle ADJTIMEX = call("adjtimex", INT, POINTER);
    static final MethodHandle CLOSE = call("close", INT, INT);
    static final MethodHandle IF_INDEXTONAME = call("if_indextoname", POINTER, INT, POINTER);
    static final MethodHandle EVENTFD = call("eventfd", INT, INT, INT);
    static final MethodHandle PPOLL = call("ppoll", INT, POINTER, SIZE, POINTER, POINTER);
    static final MethodHandle SETSOCKOPT = call("setsockopt", INT, INT, INT, INT, POINTER, INT);
    static final MethodHandle GETSOCKOPT = call("getsockopt", INT, INT, INT, INT, POINTER, POINTER);

    /// Never blocks, so it may do without the thread's change of state.
    static final MethodHandle CLOCK_GETTIME =
            link("clock_gettime", FunctionDescriptor.of(INT, INT, POINTER), Linker.Option.critical(false));

    private Calls() {}

    private static MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
        return link(name, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle link(String name, FunctionDescriptor descriptor, Linker.Option option) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, option);
    }
}
