package io.waddleperf.contracts.catalogue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What stands in the sources and not in the classes: comments, and the names of variants.
final class SourceDocs {
    private final Map<String, TypeDoc> types = new HashMap<>();

    /// @param text     the comment's paragraphs, without its tags
    /// @param fields   by name, what `@param` says
    /// @param variants of a sealed type, by the class as it is written there: the name on the wire
    record TypeDoc(String text, Map<String, String> fields, Map<String, String> variants) {
        static final TypeDoc NONE = new TypeDoc("", Map.of(), Map.of());
    }

    private SourceDocs() {}

    /// @param folder of one package
    static SourceDocs of(Path folder) throws IOException {
        var docs = new SourceDocs();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> listed = Files.list(folder);
                var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = listed.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            var trees = DocTrees.instance(task);
            task.parse().forEach(unit -> docs.new Scan(trees).scan(unit, null));
        }
        return docs;
    }

    /// @param type a class of the package, or one within it
    TypeDoc of(Class<?> type) {
        return types.getOrDefault(name(type), TypeDoc.NONE);
    }

    /// `Outcome.Failed`.
    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /// Goes through a file and keeps where it is.
    private final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final Deque<String> within = new ArrayDeque<>();

        private Scan(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            within.addLast(type.getSimpleName().toString());
            var comment = trees.getDocCommentTree(getCurrentPath());
            types.put(
                    String.join(".", within),
                    new TypeDoc(
                            text(comment),
                            fields(comment),
                            variants(type.getModifiers().getAnnotations())));
            super.visitClass(type, null);
            within.removeLast();
            return null;
        }
    }

    private static String text(@Nullable DocCommentTree comment) {
        return comment == null ? "" : words(comment.getFullBody());
    }

    private static Map<String, String> fields(@Nullable DocCommentTree comment) {
        var fields = new HashMap<String, String>();
        if (comment != null) {
            for (DocTree tag : comment.getBlockTags()) {
                if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                    fields.put(param.getName().toString(), words(param.getDescription()));
                }
            }
        }
        return fields;
    }

    private static String words(List<? extends DocTree> parts) {
        return parts.stream()
                .map(DocTree::toString)
                .collect(Collectors.joining())
                .strip();
    }

    private static Map<String, String> variants(List<? extends AnnotationTree> annotations) {
        var variants = new LinkedHashMap<String, String>();
        for (AnnotationTree annotation : annotations) {
            if (annotation.getAnnotationType().toString().equals("Json.SubType")) {
                var values = new HashMap<String, ExpressionTree>();
                for (ExpressionTree argument : annotation.getArguments()) {
                    var assigned = (AssignmentTree) argument;
                    values.put(assigned.getVariable().toString(), assigned.getExpression());
                }
                String type = String.valueOf(values.get("type"));
                var name = (LiteralTree) values.get("name");
                if (name == null) {
                    throw new UncheckedIOException(new IOException(type + " has no name"));
                }
                variants.put(type.substring(0, type.length() - ".class".length()), String.valueOf(name.getValue()));
            }
        }
        return variants;
    }
}
