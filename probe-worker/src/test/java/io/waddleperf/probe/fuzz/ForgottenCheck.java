package io.waddleperf.probe.fuzz;

import java.io.IOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Plants a fault: one conditional jump of a parser is always taken. Compilers jump over what an `if`
/// guards, so that is as if somebody had forgotten the `if` with what it does.
final class ForgottenCheck implements ChangedClasses.Change {
    private final FuzzTarget.Check check;
    private int planted;

    ForgottenCheck(FuzzTarget.Check check) {
        this.check = check;
    }

    int planted() {
        return planted;
    }

    @Override
    public byte[] of(String name, byte[] bytes) throws IOException {
        if (!name.equals(ChangedClasses.ROOT + check.type())) {
            return bytes;
        }
        var reader = new ClassReader(bytes);
        var writer = new ClassWriter(reader, 0);
        reader.accept(new Methods(writer), 0);
        return writer.toByteArray();
    }

    private final class Methods extends ClassVisitor {
        Methods(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            var next = super.visitMethod(access, name, type, generic, thrown);
            return name.equals(check.method()) ? new Jumps(next) : next;
        }
    }

    private final class Jumps extends MethodVisitor {
        private int seen;

        Jumps(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitJumpInsn(int opcode, Label to) {
            if (opcode == Opcodes.GOTO || seen++ != check.number()) {
                super.visitJumpInsn(opcode, to);
                return;
            }
            planted++;
            boolean two = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
            super.visitInsn(two ? Opcodes.POP2 : Opcodes.POP); // what it would have compared
            super.visitInsn(Opcodes.ICONST_0);
            super.visitJumpInsn(Opcodes.IFEQ, to);
        }
    }
}
